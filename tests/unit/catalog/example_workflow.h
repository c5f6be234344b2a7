// The worked example of docs/add-a-workflow.md.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

void add_greet_user(workflow::Registry& registry);

}  // namespace rehearsal::catalog
