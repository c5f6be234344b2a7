// The closed vocabularies of processes, with the words that rows and answers use.
// Source in the original: targets.py, workflow.py (StepStatus, ProcessStatus), config/assignee.py.
#pragma once

#include <string_view>

namespace rehearsal::workflow {

// What a workflow does to a subscription. The words are upper case in rows and answers.
enum class Target { CREATE, MODIFY, TERMINATE, SYSTEM, VALIDATE, RECONCILE };

enum class StepStatus { success, skipped, suspend, waiting, awaiting_callback, failed, abort, complete };

enum class ProcessStatus {
  created,
  running,
  suspended,
  waiting,
  awaiting_callback,
  aborted,
  failed,
  api_unavailable,
  inconsistent_data,
  completed,
  resumed
};

// Who is asked to act on a step.
enum class Assignee { NOC, SYSTEM, CHANGES, KLANTSUPPORT };

std::string_view text(Target target);
std::string_view text(StepStatus status);
std::string_view text(ProcessStatus status);
std::string_view text(Assignee assignee);

// The value that `word` names; throws Error (ValueError) for any other word.
Target target_from(std::string_view word);
StepStatus step_status_from(std::string_view word);
ProcessStatus process_status_from(std::string_view word);

// The status of a process whose newest step ended as `status` says.
ProcessStatus overall(StepStatus status);

// Steps go on after this one.
inline bool continues(StepStatus status) {
  return status == StepStatus::success || status == StepStatus::skipped;
}

// The row counts when the position of a process is found again (engine.md 2.4).
inline bool is_cleared(StepStatus status) {
  return continues(status) || status == StepStatus::abort || status == StepStatus::complete;
}

// A person may resume or retry a process in this status.
bool is_resumable(ProcessStatus status);

}  // namespace rehearsal::workflow
