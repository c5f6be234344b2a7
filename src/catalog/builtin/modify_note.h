// Modify the note of a subscription, whatever its product and whether or not it is in sync.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

void add_modify_note(workflow::Registry& registry);

}  // namespace rehearsal::catalog
