#include "catalog/conformance/conformance.h"

#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {

void add_conformance(Catalog& catalog) {
  add_flaky_workflows(catalog.registry);
  add_input_workflows(catalog.registry);
  add_callback_workflows(catalog.registry);
  add_flow_workflows(catalog.registry);
  add_error_workflows(catalog.registry);
  add_group_workflows(catalog.registry);
  add_lock_workflows(catalog.registry);
  add_exercise_tasks(catalog.registry);
}

}  // namespace rehearsal::catalog
