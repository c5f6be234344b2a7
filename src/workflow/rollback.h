// Taking back what a failed process did: the undoings that its workflow declares (undone_by in make_step.h),
// from the last step to the first. The rows tell it all (core/rollback_names.h); the last one ends the
// process as aborted. Of a group either the whole is taken back or each of its steps.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "core/rollback_names.h"
#include "workflow/execute.h"
#include "workflow/process.h"

namespace rehearsal::workflow {

// The key of the first row's state that holds why.
inline constexpr const char* kRollbackReasonKey = "__rollback_reason";

// What a rollback would do, and what it would leave as it is: steps that went well and change something, and
// that nothing takes back.
struct RollbackPlan {
  // In the order in which they are taken back.
  std::vector<Undoing> undoings;
  std::vector<const Step*> kept;
};
RollbackPlan rollback_plan(Services& services, const Process& process);

// Notes in `process.group_done` that the step of its group went well, before the state has what it gave: now,
// and before where it said Again.
void note_done(Process& process, const SubSteps& group, const Step& step,
               std::initializer_list<const Json*> gave);

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
