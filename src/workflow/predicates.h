// When a workflow may start: each says why it may not, or nothing when it may.
// Source in the original: workflows/predicates.py, reference/engine.md 1.14.
#pragma once

#include <string>
#include <string_view>

#include "store/database.h"

namespace rehearsal::workflow {

// No process of the workflow is under way or stands failed.
std::string no_uncompleted_instance(store::Database& db, std::string_view workflow_name);

// The same, and some process awaits an answer from outside that has a time limit.
std::string awaiting_callbacks_exist(store::Database& db, std::string_view workflow_name);

}  // namespace rehearsal::workflow
