// In place of everything else in this folder, in the engine that ships.
#include "catalog/conformance/conformance.h"
#include "core/error.h"

namespace rehearsal::catalog {

void add_conformance(Catalog&) {
  throw value_error(
      "Expected the catalog \"\", found \"conformance\": its workflows are not in the engine that ships. "
      "scripts/door --catalog conformance has them.");
}

}  // namespace rehearsal::catalog
