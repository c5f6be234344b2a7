// Steps that reach outside the database. A marker is committed before such a step runs; where an engine finds
// one that it has not set itself, and no row of the step, the engine before it died in the step: the process
// fails as StepInterrupted, and a person retries, skips or aborts it.
#pragma once

#include "workflow/process.h"

namespace rehearsal::workflow {

// Whether the next step of the process needs a marker that is not there yet.
bool needs_marker(const Process& process);
void mark(store::Database& db, Process& process);
// The step is at work, in the transaction of its row; or it never will be.
void forget_marker(store::Database& db, Process& process);
void forget_marker(store::Database& db, std::string_view process_id);

// Whether a marker was left behind for the process: asked when the engine takes it up.
bool was_interrupted(store::Database& db, const Process& process);
void fail_interrupted(Services& services, Process& process);

}  // namespace rehearsal::workflow
