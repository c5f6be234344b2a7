// The rows of process_steps and the row of processes that says where a process stands.
// Source in the original: services/processes.py (_db_log_step, _update_process, _get_current_step_to_update).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workflow/process.h"

namespace rehearsal::workflow {

// The longest reason, in characters, that the row of a process holds.
inline constexpr size_t kLongestReason = 10'000;

// How deep a state may be: below the 100 levels at which a text is no more read, with room for what is put
// around it.
inline constexpr int kDeepestState = 90;
int depth_of(const Json& value);

// What a step left behind.
struct StepRow {
  std::string step_id;
  std::string_view name;
  StepStatus status = StepStatus::success;
  // The description of its error, which stands in the row instead of the process's state.
  std::optional<Json> error;
  // Who is asked to act, and the step that the process shows as its last: `name` where it is empty.
  Assignee assignee = Assignee::SYSTEM;
  std::string_view last_step{};
  // Of a group: Process::group_done.
  Json group_done = Json::array();
  // Written over the newest row, which is that of the same group.
  bool is_replacing = false;
  Instant started{};
  Instant completed{};
};

// Appends the row, with the process's state as it is now, and brings the process's row up to date; sets its
// status and counts the row in `rows`. An error that says the same as the row before it is counted there
// (`retries`) instead of getting a row of its own.
void write_step(Services& services, Process& process, StepRow row);

// Goes past the step at which the process stands; a group is left with the keys that it needed.
void leave_step(Process& process);

// The description of an error as it stands in a state: class, error, traceback, and for failures that carry
// them details.
Json error_description(const Error& error, std::string_view step_name, std::string_view workflow_name);

}  // namespace rehearsal::workflow
