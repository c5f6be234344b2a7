#include "catalog/builtin/builtin.h"

#include "catalog/builtin/modify_note.h"
#include "catalog/builtin/schedules.h"
#include "catalog/builtin/tasks.h"

namespace rehearsal::catalog {

void add_builtin(Catalog& catalog) {
  add_modify_note(catalog.registry);
  add_process_tasks(catalog.registry);
  add_product_tasks(catalog.registry);
  add_subscription_tasks(catalog.registry);
  catalog.schedules = builtin_schedules();
}

}  // namespace rehearsal::catalog
