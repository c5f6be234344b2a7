// The workflows of the products User internal and User external, one file each.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

void add_create_user(workflow::Registry& registry);
void add_modify_user(workflow::Registry& registry);
void add_terminate_user(workflow::Registry& registry);
void add_validate_user(workflow::Registry& registry);
void add_reconcile_user(workflow::Registry& registry);

}  // namespace rehearsal::catalog
