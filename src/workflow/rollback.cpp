#include "workflow/rollback.h"

#include <algorithm>

#include "workflow/attempt.h"
#include "workflow/settings.h"
#include "workflow/skip.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {
namespace {

bool is_undoing(std::string_view row_name) {
  return row_name.substr(0, kUndoPrefix.size()) == kUndoPrefix;
}

// The state as the step that is taken back left it, with the one before it.
struct States {
  Json after = Json::object();
  Json before = Json::object();
};
States states_of(Services& services, const Process& process, std::string_view undone) {
  States found;
  int64_t sequence = 0;
  {
    auto rows = services.db.query(
        "select sequence, state from process_steps where pid = ? and name = ? and status = 'success' order "
        "by "
        "sequence desc limit 1",
        process.process_id, undone);
    if (!rows.step()) return found;
    sequence = rows.integer(0);
    found.after = rows.json(1);
  }
  auto rows = services.db.query(
      "select state from process_steps where pid = ? and sequence < ? and status in ('success', 'skipped') "
      "order by sequence desc limit 1",
      process.process_id, sequence);
  if (rows.step()) found.before = rows.json(0);
  return found;
}

StepRow row_of(Services& services, const Step& undoing, Ids& ids) {
  StepRow row;
  row.step_id = ids.next();
  row.name = undoing.name;
  row.assignee = undoing.assignee;
  row.started = row.completed = services.clock.now();
  return row;
}

Ids ids_of(Services& services, const Process& process) {
  return Ids(services.seed, process.process_id + "/" + std::to_string(process.rows));
}

void end(Services& services, Process& process) {
  StepRow row;
  row.step_id = ids_of(services, process).next();
  row.name = kRolledBack;
  row.status = StepStatus::abort;
  row.started = row.completed = services.clock.now();
  write_step(services, process, std::move(row));
}

}  // namespace

RollbackPlan rollback_plan(Services& services, const Process& process) {
  RollbackPlan plan;
  if (!process.workflow) return plan;
  const auto& steps = process.workflow->steps;
  auto rows = services.db.query(
      "select name, status from process_steps where pid = ? and status in ('success', 'skipped') order by "
      "sequence",
      process.process_id);
  while (rows.step()) {
    const std::string_view name = rows.view(0);
    if (name == kRollBack) continue;
    if (is_undoing(name)) {
      const auto same = [name](const Step* undoing) { return undoing->name == name; };
      const auto last = std::find_if(plan.undoings.rbegin(), plan.undoings.rend(), same);
      if (last != plan.undoings.rend()) plan.undoings.erase(std::next(last).base());
      continue;
    }
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [name](const PlacedStep& each) { return each.step->name == name; });
    // What was skipped was not done, or done by hand.
    if (found == steps.end() || rows.view(1) != text(StepStatus::success)) continue;
    if (found->step->undo) {
      plan.undoings.push_back(found->step->undo);
    } else if (!found->step->is_pure) {
      plan.kept.push_back(found->step);
    }
  }
  std::reverse(plan.undoings.begin(), plan.undoings.end());
  return plan;
}

bool is_of_rollback(std::string_view row_name) {
  return row_name == kRollBack || row_name == kRolledBack || is_undoing(row_name);
}

void begin_rollback(Services& services, Process& process, std::string_view reason, std::string_view user) {
  StepRow row;
  row.step_id = ids_of(services, process).next();
  row.name = kRollBack;
  row.started = row.completed = services.clock.now();
  process.user = user;
  process.state[kRollbackReasonKey] = reason;
  write_step(services, process, std::move(row));
  process.state.erase(kRollbackReasonKey);
  services.db.run(kForgetSetting, "again/" + process.process_id);
  forget_timer(services.db, process.process_id);
  process.waiting.reset();
  process.timer.reset();
  find_rollback(services, process);
  mark_running(services, process);
}

void find_rollback(Services& services, Process& process) {
  if (process.status != ProcessStatus::aborted) {
    RollbackPlan plan = rollback_plan(services, process);
    std::reverse(plan.undoings.begin(), plan.undoings.end());
    process.rollback = Process::Rollback{std::move(plan.undoings)};
  }
  process.position = process.workflow ? process.workflow->steps.size() : 0;
  process.sub = 0;
  process.is_group_open = false;
  process.mismatch.clear();
}

void undo_next_step(Services& services, Process& process, StepEffects& effects) {
  std::vector<const Step*>& left = process.rollback->left;
  if (left.empty()) return end(services, process);
  const Step& undoing = *left.back();
  Ids ids = ids_of(services, process);
  StepRow row = row_of(services, undoing, ids);
  States states = states_of(services, process, undoing.name.substr(kUndoPrefix.size()));
  states.after[kBeforeKey] = states.before;
  Attempt result = attempt(services, process, {&undoing, nullptr}, states.after, ids, effects);
  row.completed = services.clock.now();
  if (!result.error && result.outcome.again_after_ms) {
    result.error = error_description(
        Error("TypeError", "Expected what takes a step back to end at once, found that it says Again."),
        undoing.name, process.workflow_name);
  }
  if (result.error) {
    row.status = StepStatus::failed;
    row.error = std::move(result.error);
  } else {
    process.state = std::move(states.before);
    process.state.update(result.outcome.returned);
    left.pop_back();
  }
  write_step(services, process, std::move(row));
}

void skip_undoing(Services& services, Ids& ids, Process& process, std::string_view reason) {
  std::vector<const Step*>& left = process.rollback->left;
  StepRow row = row_of(services, *left.back(), ids);
  row.status = StepStatus::skipped;
  process.state[kSkipReasonKey] = reason;
  write_step(services, process, std::move(row));
  process.state.erase(kSkipReasonKey);
  left.pop_back();
}

}  // namespace rehearsal::workflow
