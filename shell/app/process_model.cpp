#include "shell/app/process_model.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/rollback_names.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

bool counts_as_before(const std::string& status) {
  return status == "success" || status == "skipped" || status == "complete";
}

void add_changes(const Json& delta, const Json& before, std::vector<std::string>& path,
                 std::vector<Change>& changes) {
  for (const auto& [key, value] : delta.items()) {
    path.push_back(key);
    const auto found = before.is_object() ? before.find(key) : before.end();
    const bool known = before.is_object() && found != before.end();
    if (value.is_object() && known && found->is_object() && !value.empty()) {
      add_changes(value, *found, path, changes);
    } else {
      changes.push_back({path, known ? std::optional<Json>(*found) : std::nullopt, value});
    }
    path.pop_back();
  }
}

LinkedSubscription linked(const Json& one) {
  const Json product = one.value("product", Json::object());
  return {text_or(one, "subscription_id"), text_or(one, "description"), text_or(one, "status"),
          text_or(product, "name"), one.value("insync", Json(true)) != Json(false)};
}

Step step_of(const Json& row, const Json& before) {
  Step step{text_or(row, "step_id"),
            text_or(row, "name"),
            text_or(row, "status"),
            number_at(row, "started"),
            number_at(row, "completed"),
            {},
            0,
            row.value("state", Json()),
            1,
            {}};
  const Json delta = row.value("state_delta", Json());
  if (delta.is_object() && !step.failed()) step.changes = changes_of(delta, before);
  if (step.state.is_object() && before.is_object()) {
    step.unchanged = step.state.size() - std::min(step.state.size(), delta.is_object() ? delta.size() : 0);
  }
  step.by = text_or(row, "created_by", step.by);
  step.attempts = 1 + static_cast<int>(whole_at(delta, "retries").value_or(0));
  return step;
}

// What a person sees twice in the original: the step that stopped, and the same step again as the first to
// come.
void merge_stopped_step(Process& process) {
  std::vector<Step>& steps = process.steps;
  const auto next =
      std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.status == "pending"; });
  if (next == steps.end()) return;
  if (!can_abort(process.status)) {
    for (auto step = next; step != steps.end(); ++step) step->status = "not_run";
    return;
  }
  if (is_moving(process.status)) {
    next->status = "running";
    return;
  }
  if (next == steps.begin()) return;
  const Step& last = *std::prev(next);
  const bool stopped = last.failed() || last.status == "suspend" || last.status == "awaiting_callback";
  if (stopped && last.name == next->name) steps.erase(next);
}

}  // namespace

bool Change::whole() const {
  if (before || !after.is_structured() || after.empty()) return false;
  return after.is_object() ||
         std::any_of(after.begin(), after.end(), [](const Json& one) { return one.is_structured(); });
}

bool Change::reserved() const {
  constexpr std::array<std::string_view, 4> kKeys = {"process_id", "reporter", "workflow_name",
                                                     "workflow_target"};
  // How often the subscription had been saved by then: its page tells how often it is by now.
  if (path.size() == 2 && path[0] == "subscription" && path[1] == "version") return true;
  return path.size() == 1 && std::find(kKeys.begin(), kKeys.end(), path[0]) != kKeys.end();
}

std::optional<double> Step::seconds() const {
  if (!started || !completed || !executed()) return std::nullopt;
  return std::max(0.0, *completed - *started);
}

size_t Process::done_steps() const {
  return static_cast<size_t>(std::count_if(steps.begin(), steps.end(),
                                           [](const Step& step) { return counts_as_before(step.status); }));
}

size_t Process::wanted_steps() const {
  size_t wanted = steps.size();
  bool went_on = false;
  for (size_t i = steps.size(); i > 0; --i) {
    const Step& step = steps[i - 1];
    if (went_on && step.failed()) --wanted;
    went_on = went_on || step.failed() || step.status == "running" || counts_as_before(step.status);
  }
  return wanted;
}

int Process::failed_step() const {
  if (!can_retry(status)) return -1;
  for (size_t i = steps.size(); i > 0; --i) {
    if (steps[i - 1].failed()) return static_cast<int>(i - 1);
  }
  return -1;
}

bool Process::rolls_back() const {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.name == kRollBack; });
}

bool Process::rolled_back() const {
  return status == "aborted" && !steps.empty() && steps.back().name == kRolledBack;
}

std::string Process::rollback_reason() const {
  for (const Step& step : steps) {
    if (step.name == kRollBack) return text_or(step.state, "__rollback_reason");
  }
  return {};
}

int Process::stop() const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.status == "abort"; });
  return status == "aborted" && found != steps.end() ? static_cast<int>(found - steps.begin()) : -1;
}

void name_stop(Process& process, const std::vector<std::string>& workflow_steps) {
  const int stop = process.stop();
  if (stop < 0 || process.rolled_back()) return;
  std::vector<Step>& steps = process.steps;
  const auto at = steps.begin() + stop;
  const auto done = static_cast<size_t>(
      std::count_if(steps.begin(), at, [](const Step& step) { return counts_as_before(step.status); }));
  const bool is_known = done < workflow_steps.size() && !process.rolls_back();
  at->name = is_known ? workflow_steps[done] : "Ended here";
  // It had stopped there before: that is one step, not two.
  if (at == steps.begin() || std::prev(at)->name != at->name || counts_as_before(std::prev(at)->status))
    return;
  std::prev(at)->ended = at->completed;
  steps.erase(at);
}

std::vector<Change> changes_of(const Json& delta, const Json& before) {
  std::vector<Change> changes;
  std::vector<std::string> path;
  if (delta.is_object()) add_changes(delta, before, path, changes);
  // What changed is read first; what came new and whole is folded after it, and what the engine keeps is
  // last.
  std::stable_partition(changes.begin(), changes.end(),
                        [](const Change& change) { return !change.reserved(); });
  std::stable_partition(changes.begin(), changes.end(), [](const Change& change) { return !change.whole(); });
  return changes;
}

Process process_of(const Json& body) {
  Process process;
  if (!body.is_object()) return process;
  process.id = text_or(body, "process_id");
  process.workflow = text_or(body, "workflow_name");
  process.target = text_or(body, "workflow_target");
  process.status = text_or(body, "last_status");
  process.created_by = text_or(body, "created_by");
  process.failed_reason = text_or(body, "failed_reason");
  process.traceback = text_or(body, "traceback");
  process.note = text_or(body, "note");
  process.last_step = text_or(body, "last_step");
  process.is_task = true_at(body, "is_task");
  process.started_at = number_at(body, "started_at").value_or(0);
  process.modified_at = number_at(body, "last_modified_at").value_or(process.started_at);
  process.next_try_at = number_at(body, "next_try_at");
  process.form = body.value("form", Json());
  for (const Json* one : elements(body, "subscriptions")) process.subscriptions.push_back(linked(*one));
  Json before = Json::object();
  for (const Json* row : elements(body, "steps")) {
    process.steps.push_back(step_of(*row, before));
    if (counts_as_before(process.steps.back().status) && process.steps.back().state.is_object()) {
      before = process.steps.back().state;
    }
  }
  merge_stopped_step(process);
  return process;
}

std::string path_words(const std::vector<std::string>& path) {
  std::string words;
  for (const std::string& part : path) {
    const bool is_reason = part == "__rollback_reason" || part == "__skip_reason";
    words += (words.empty() ? "" : " \u203a ") + (is_reason ? "reason" : lower_first(humanized(part)));
  }
  return words;
}

std::string failure_words(const Json& state) {
  if (!state.is_object()) return {};
  std::string words = text_or(state, "error");
  // Python writes a missing key in quotes; a person reads the sentence in it.
  if (words.size() > 1 && words.front() == '"' && words.back() == '"')
    words = words.substr(1, words.size() - 2);
  return upper_first(words);
}

}  // namespace rehearsal::shell
