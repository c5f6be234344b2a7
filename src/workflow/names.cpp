#include "workflow/names.h"

#include <array>
#include <string>

#include "core/error.h"

namespace rehearsal::workflow {
namespace {

constexpr std::array<std::string_view, 6> kTargets = {"CREATE", "MODIFY",   "TERMINATE",
                                                      "SYSTEM", "VALIDATE", "RECONCILE"};
constexpr std::array<std::string_view, 8> kStepStatuses = {
    "success", "skipped", "suspend", "waiting", "awaiting_callback", "failed", "abort", "complete"};
constexpr std::array<std::string_view, 11> kProcessStatuses = {
    "created",         "running",           "suspended", "waiting", "awaiting_callback", "aborted", "failed",
    "api_unavailable", "inconsistent_data", "completed", "resumed"};
constexpr std::array<std::string_view, 4> kAssignees = {"NOC", "SYSTEM", "CHANGES", "KLANTSUPPORT"};

template <class Enum, size_t N>
Enum value_of(const std::array<std::string_view, N>& words, std::string_view word, const char* what) {
  for (size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  std::string expected;
  for (const std::string_view each : words) expected.append(expected.empty() ? "" : ", ").append(each);
  throw value_error(std::string("Expected a ") + what + " (" + expected + "), found \"" + std::string(word) +
                    "\".");
}

}  // namespace

std::string_view text(Target target) {
  return kTargets[static_cast<size_t>(target)];
}
std::string_view text(StepStatus status) {
  return kStepStatuses[static_cast<size_t>(status)];
}
std::string_view text(ProcessStatus status) {
  return kProcessStatuses[static_cast<size_t>(status)];
}
std::string_view text(Assignee assignee) {
  return kAssignees[static_cast<size_t>(assignee)];
}

Target target_from(std::string_view word) {
  return value_of<Target>(kTargets, word, "target");
}
StepStatus step_status_from(std::string_view word) {
  return value_of<StepStatus>(kStepStatuses, word, "step status");
}
ProcessStatus process_status_from(std::string_view word) {
  return value_of<ProcessStatus>(kProcessStatuses, word, "process status");
}

ProcessStatus overall(StepStatus status) {
  switch (status) {
    case StepStatus::success:
    case StepStatus::skipped:
      return ProcessStatus::running;
    case StepStatus::suspend:
      return ProcessStatus::suspended;
    case StepStatus::waiting:
      return ProcessStatus::waiting;
    case StepStatus::awaiting_callback:
      return ProcessStatus::awaiting_callback;
    case StepStatus::failed:
      return ProcessStatus::failed;
    case StepStatus::abort:
      return ProcessStatus::aborted;
    case StepStatus::complete:
      return ProcessStatus::completed;
  }
  return ProcessStatus::failed;
}

bool is_resumable(ProcessStatus status) {
  switch (status) {
    case ProcessStatus::suspended:
    case ProcessStatus::waiting:
    case ProcessStatus::awaiting_callback:
    case ProcessStatus::failed:
    case ProcessStatus::api_unavailable:
    case ProcessStatus::inconsistent_data:
    case ProcessStatus::resumed:
      return true;
    default:
      return false;
  }
}

}  // namespace rehearsal::workflow
