#include "workflow/rollback.h"

#include <algorithm>

#include "workflow/attempt.h"
#include "workflow/external.h"
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
  // A step may stand in the workflow more than once: those of its rows that are undone count no more. The
  // rows of a group that was gone on with are one step: before it is before the first of them.
  const Step* step = nullptr;
  for (const PlacedStep& each : process.workflow->steps) {
    if (each.step->name == undone) step = each.step;
  }
  const bool is_group = step && step->group.count > 0;
  States found;
  int64_t sequence = 0;
  {
    auto rows = services.db.query(
        "select sequence, state from process_steps where pid = ?1 and name = ?2 and status = 'success' order "
        "by sequence desc limit 1 offset (select count(*) from process_steps where pid = ?1 and name = ?3 "
        "and "
        "status in ('success', 'skipped'))",
        process.process_id, undone, std::string(kUndoPrefix).append(undone));
    if (!rows.step()) return found;
    sequence = rows.integer(0);
    found.after = rows.json(1);
  }
  auto rows = services.db.query(
      "select state from process_steps where pid = ? and sequence < ? and status in ('success', 'skipped') "
      "and name <> ? order by sequence desc limit 1",
      process.process_id, sequence, is_group ? undone : std::string_view());
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
  // A group that has failed after some of its steps went well.
  const Step* half_done = nullptr;
  auto rows = services.db.query(
      "select name, status, json_extract(state, '$.__sub_step') from process_steps where pid = ? and status "
      "in "
      "('success', 'skipped', 'failed', 'waiting') order by sequence",
      process.process_id);
  while (rows.step()) {
    const std::string_view name = rows.view(0);
    if (name == kRollBack) continue;
    const StepStatus status = step_status_from(rows.view(1));
    if (is_undoing(name)) {
      if (!continues(status)) continue;
      const auto same = [name](const Step* undoing) { return undoing->name == name; };
      const auto last = std::find_if(plan.undoings.rbegin(), plan.undoings.rend(), same);
      if (last != plan.undoings.rend()) plan.undoings.erase(std::next(last).base());
      continue;
    }
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [name](const PlacedStep& each) { return each.step->name == name; });
    if (found == steps.end()) continue;
    const SubSteps& group = found->step->group;
    if (status == StepStatus::failed || status == StepStatus::waiting) {
      if (group.count > 0 && !rows.is_null(2) && rows.view(2) != group.first->step->name)
        half_done = found->step;
      continue;
    }
    if (half_done == found->step) half_done = nullptr;
    // What was skipped was not done, or done by hand.
    if (status == StepStatus::skipped) continue;
    if (found->step->undo) {
      const bool is_again =
          group.count > 0 && !plan.undoings.empty() && plan.undoings.back() == found->step->undo;
      if (!is_again) plan.undoings.push_back(found->step->undo);
    } else if (!found->step->is_pure) {
      plan.kept.push_back(found->step);
    }
  }
  if (half_done) plan.kept.push_back(half_done);
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
  forget_marker(services.db, process.process_id);
  forget_timer(services.db, process.process_id);
  process.waiting.reset();
  process.timer.reset();
  find_rollback(services, process);
  mark_running(services, process);
}

void find_rollback(Services& services, Process& process) {
  // Without its workflow nobody knows what is left to be taken back.
  if (process.status != ProcessStatus::aborted && process.workflow) {
    RollbackPlan plan = rollback_plan(services, process);
    std::reverse(plan.undoings.begin(), plan.undoings.end());
    process.rollback = Process::Rollback{std::move(plan.undoings)};
  }
  process.position = process.workflow ? process.workflow->steps.size() : 0;
  process.sub = 0;
  process.is_group_open = false;
  process.mismatch.clear();
  if (!process.rollback) return;
  auto rows = services.db.query(
      "select name from process_steps where pid = ? and status = 'failed' and sequence = (select "
      "max(sequence) "
      "from process_steps where pid = ?)",
      process.process_id, process.process_id);
  const std::vector<const Step*>& left = process.rollback->left;
  if (!rows.step() || !is_undoing(rows.view(0))) return;
  if (left.empty() || left.back()->name != rows.view(0)) {
    process.mismatch =
        "The workflow " + process.workflow_name + " knows \"" + rows.text(0) +
        "\" no more, at which this rollback stood. Abort the process, and mend by hand what is left.";
  }
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
