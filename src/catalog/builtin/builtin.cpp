#include "catalog/builtin/builtin.h"

#include "catalog/builtin/modify_note.h"

namespace rehearsal::catalog {

void add_builtin(Catalog& catalog) { add_modify_note(catalog.registry); }

}  // namespace rehearsal::catalog
