#include "workflow/rollback.h"

#include <algorithm>

#include "workflow/attempt.h"
#include "workflow/skip.h"
#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/waiting.h"

namespace rehearsal::workflow {
namespace {

bool is_undoing(std::string_view row_name) {
  return row_name.substr(0, kUndoPrefix.size()) == kUndoPrefix;
}

bool can_be_taken_back(const PlacedStep& placed) {
  return placed.step->undo != nullptr;
}

// Each step of such a group is taken back by itself.
bool is_taken_back_in_parts(const Step& step) {
  return std::any_of(step.group.begin(), step.group.end(), can_be_taken_back);
}

// The state as the step that is taken back left it, with the one before it.
struct States {
  Json after = Json::object();
  Json before = Json::object();
};
States states_of(Services& services, const Process& process, const Undoing& undoing) {
  States found;
  std::string name;
  {
    auto rows = services.db.query("select state, name from process_steps where sequence = ?", undoing.row);
    if (!rows.step()) return found;
    found.after = rows.json(0);
    name = rows.text(1);
  }
  if (undoing.place) {
    const Json step = found.after.at(kGroupDoneKey).at(*undoing.place);
    found.before = found.after = step.at("before");
    found.after.update(step.at("gave"));
    return found;
  }
  // The rows of a group that was gone on with are one step: before it is before the first of them.
  const auto& steps = process.workflow->steps;
  const bool is_group = std::any_of(steps.begin(), steps.end(), [&](const PlacedStep& each) {
    return each.step->name == name && each.step->group.count > 0;
  });
  auto rows = services.db.query(
      "select state from process_steps where pid = ? and sequence < ? and status in ('success', 'skipped') "
      "and name <> ? order by sequence desc limit 1",
      process.process_id, undoing.row, is_group ? std::string_view(name) : std::string_view());
  if (rows.step()) found.before = rows.json(0);
  for (Json* state : {&found.after, &found.before}) state->erase(kGroupDoneKey);
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

// A row of a process, as the plan of its rollback reads it.
struct TakenStep {
  const Step* step;
  StepStatus status;
  int64_t sequence;
  // Where the row is one of a group: what it holds of Process::group_done, the step that ended last or
  // failed, and whether the group goes on.
  Json group_done = nullptr;
  std::string sub_step{};
  bool is_open = false;
};

class Planner {
 public:
  void add(const TakenStep& taken) {
    const Step& step = *taken.step;
    const bool has_failed = taken.status == StepStatus::failed || taken.status == StepStatus::waiting;
    if (is_taken_back_in_parts(step)) return add_parts(taken, has_failed);
    if (has_failed) {
      if (step.group.count > 0 && !taken.sub_step.empty() && taken.sub_step != step.group.first->step->name)
        half_done_ = &step;
      return;
    }
    if (!continues(taken.status)) return;
    if (half_done_ == &step) half_done_ = nullptr;
    // What was skipped was not done, or done by hand.
    if (taken.status == StepStatus::skipped) return;
    if (!step.undo) {
      if (!step.is_pure) keep(step);
    } else if (step.group.count > 0 && !plan_.undoings.empty() && plan_.undoings.back().step == step.undo) {
      plan_.undoings.back().row = taken.sequence;
    } else {
      plan_.undoings.push_back({step.undo, taken.sequence});
    }
  }

  // An undoing that was done: the last of its name is left no more.
  void take_back(std::string_view undoing) {
    const auto same = [undoing](const Undoing& each) { return each.step->name == undoing; };
    const auto last = std::find_if(plan_.undoings.rbegin(), plan_.undoings.rend(), same);
    if (last != plan_.undoings.rend()) plan_.undoings.erase(std::next(last).base());
  }

  RollbackPlan take() {
    if (half_done_) plan_.kept.push_back(half_done_);
    std::reverse(plan_.undoings.begin(), plan_.undoings.end());
    return std::move(plan_);
  }

 private:
  // The rows of one passage through a group say each what was done until then. A group that begins anew after
  // a failure has done what it did before all the same.
  void add_parts(const TakenStep& taken, bool has_failed) {
    if (!is_inside_) {
      undoings_before_ = plan_.undoings.size();
      kept_before_ = plan_.kept.size();
    }
    const bool says = taken.group_done.is_array();
    if (says) {
      plan_.undoings.resize(undoings_before_);
      plan_.kept.resize(kept_before_);
      for (size_t i = 0; i < taken.group_done.size(); ++i) add_part(taken, i);
    }
    const bool begins_anew = has_failed && (says || !taken.step->keeps_place);
    is_inside_ = !begins_anew && !(continues(taken.status) && !taken.is_open);
  }
  void add_part(const TakenStep& taken, size_t place) {
    const Json& done = taken.group_done[place];
    const SubSteps& group = taken.step->group;
    const std::string name = text_or(done, "step");
    const auto found = std::find_if(group.begin(), group.end(),
                                    [&](const PlacedStep& each) { return each.step->name == name; });
    if (found == group.end()) return;
    if (found->step->undo && done.contains("before")) {
      plan_.undoings.push_back({found->step->undo, taken.sequence, place});
    } else {
      keep(*found->step);
    }
  }

  void keep(const Step& step) {
    if (!step.is_settled || plan_.undoings.empty()) plan_.kept.push_back(&step);
  }

  RollbackPlan plan_;
  // A group that has failed after some of its steps went well.
  const Step* half_done_ = nullptr;
  // On the way through a group that is taken back in parts, and what the plan had before it.
  bool is_inside_ = false;
  size_t undoings_before_ = 0;
  size_t kept_before_ = 0;
};

}  // namespace

RollbackPlan rollback_plan(Services& services, const Process& process) {
  if (!process.workflow) return {};
  const auto& steps = process.workflow->steps;
  Planner planner;
  auto rows = services.db.query(
      "select name, status, sequence, json_extract(state, '$.__sub_step'), json_extract(state, "
      "'$.__group_done'), json_extract(state, '$.__step_group') from process_steps where pid = ? order by "
      "sequence",
      process.process_id);
  while (rows.step()) {
    const std::string_view name = rows.view(0);
    const StepStatus status = step_status_from(rows.view(1));
    if (is_undoing(name)) {
      if (continues(status)) planner.take_back(name);
      continue;
    }
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [name](const PlacedStep& each) { return each.step->name == name; });
    if (found == steps.end()) continue;
    TakenStep taken{found->step, status, rows.integer(2)};
    if (found->step->group.count > 0) {
      taken.sub_step = rows.optional_text(3).value_or("");
      if (!rows.is_null(4)) taken.group_done = rows.json(4);
      taken.is_open = !rows.is_null(5);
    }
    planner.add(taken);
  }
  return planner.take();
}

void note_done(Process& process, const SubSteps& group, const Step& step,
               std::initializer_list<const Json*> gave) {
  if (step.is_pure || std::none_of(group.begin(), group.end(), can_be_taken_back)) return;
  Json done = Json::object();
  done["step"] = step.name;
  if (step.undo) {
    Json& before = done["before"] = process.state;
    for (const char* key : {kGroupKey, kSubStepKey, kTokenKey}) before.erase(key);
    if (const CallbackOptions* callback = group.first->step->callback)
      before.erase(std::string(callback->route_key));
    Json& given = done["gave"] = Json::object();
    for (const Json* each : gave) given.update(*each);
  }
  process.group_done.push_back(std::move(done));
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
  forget_what_waits(services, process);
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
  const std::vector<Undoing>& left = process.rollback->left;
  if (!rows.step() || !is_undoing(rows.view(0))) return;
  if (left.empty() || left.back().step->name != rows.view(0)) {
    process.mismatch =
        "The workflow " + process.workflow_name + " knows \"" + rows.text(0) +
        "\" no more, at which this rollback stood. Abort the process, and mend by hand what is left.";
  }
}

void undo_next_step(Services& services, Process& process, StepEffects& effects) {
  std::vector<Undoing>& left = process.rollback->left;
  if (left.empty()) return end(services, process);
  const Step& undoing = *left.back().step;
  Ids ids = ids_of(services, process);
  StepRow row = row_of(services, undoing, ids);
  States states = states_of(services, process, left.back());
  states.after[kBeforeKey] = states.before;
  Attempt result = attempt(services, process, {&undoing}, states.after, ids, effects);
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
  std::vector<Undoing>& left = process.rollback->left;
  StepRow row = row_of(services, *left.back().step, ids);
  row.status = StepStatus::skipped;
  process.state[kSkipReasonKey] = reason;
  write_step(services, process, std::move(row));
  process.state.erase(kSkipReasonKey);
  left.pop_back();
}

}  // namespace rehearsal::workflow
