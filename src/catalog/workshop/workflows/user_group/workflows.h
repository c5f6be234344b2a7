// The workflows of the product User Group, one file each.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

void add_create_user_group(workflow::Registry& registry);
void add_modify_user_group(workflow::Registry& registry);
void add_terminate_user_group(workflow::Registry& registry);
void add_validate_user_group(workflow::Registry& registry);
void add_reconcile_user_group(workflow::Registry& registry);

}  // namespace rehearsal::catalog
