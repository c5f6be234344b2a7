// Taking back what a failed process did: the undoings that its workflow declares (undone_by in make_step.h),
// from the last step to the first. The rows tell it all: "Roll back" with the reason, "Undo: {step}" for
// each, and at last "Rolled back", which ends the process as aborted.
#pragma once

#include <string_view>
#include <vector>

#include "workflow/execute.h"
#include "workflow/process.h"

namespace rehearsal::workflow {

// The first and the last row of a rollback, and the key of the first one's state that holds why.
inline constexpr std::string_view kRollBack = "Roll back";
inline constexpr std::string_view kRolledBack = "Rolled back";
inline constexpr const char* kRollbackReasonKey = "__rollback_reason";

// What a rollback would do, and what it would leave as it is: steps that went well and change something, and
// that nothing takes back.
struct RollbackPlan {
  // In the order in which they are taken back.
  std::vector<const Step*> undoings;
  std::vector<const Step*> kept;
};
RollbackPlan rollback_plan(Services& services, const Process& process);

// Begins to roll the process back and makes it runnable. It must be at rest and not at its end.
void begin_rollback(Services& services, Process& process, std::string_view reason, std::string_view user);

// Takes back one step, or ends the process where none is left; as execute_next_step does for steps. An
// undoing that fails makes the process fail: resumed it is tried again, skipped it counts as done.
void undo_next_step(Services& services, Process& process, StepEffects& effects);

// The undoing at which a process that is rolled back stands was done by hand: writes its row as skipped.
void skip_undoing(Services& services, Ids& ids, Process& process, std::string_view reason);

// Whether a row of this name is one of a rollback, and no step of the workflow.
bool is_of_rollback(std::string_view row_name);

// Puts a process that is being rolled back where its rows say.
void find_rollback(Services& services, Process& process);

}  // namespace rehearsal::workflow
