#include "workflow/process.h"

#include <algorithm>

#include "core/text.h"
#include "store/transaction.h"
#include "workflow/external.h"
#include "workflow/rollback.h"
#include "workflow/skip.h"
#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"
#include "workflow/waiting.h"

namespace rehearsal::workflow {
namespace {

void insert_input(Services& services, Ids& ids, const Process& process, const Json& input,
                  std::string_view type) {
  services.db.run(
      "insert into input_states (input_state_id, pid, input_state, input_time, input_type) values (?, ?, ?, "
      "?, ?)",
      ids.next(), process.process_id, input, services.clock.now(), type);
}

Json newest_input(Services& services, std::string_view process_id) {
  auto rows = services.db.query(
      "select input_state from input_states where pid = ? order by sequence desc limit 1", process_id);
  return rows.step() ? rows.json(0) : Json::object();
}

// Which place of `steps` has this name, from `from` on; their number when none has.
template <class Steps>
size_t place_of(const Steps& steps, std::string_view name, size_t from) {
  const auto found = std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(from), steps.end(),
                                  [name](const PlacedStep& each) { return each.step->name == name; });
  return static_cast<size_t>(found - steps.begin());
}

// On the way past the steps that the rows name. Steps that were added before them are not made up for, and
// one that the workflow has no more was done; where it cannot be told what is left, the process says so.
class Passage {
 public:
  Passage(Services& services, Process& process) : services_(services), process_(process) {}

  void go_past(std::string_view name, StepStatus status) {
    if (!process_.workflow || status == StepStatus::abort) {
      ++process_.position;
      return;
    }
    const auto& steps = process_.workflow->steps;
    const size_t from = std::min(process_.position, steps.size());
    const size_t place = place_of(steps, name, from);
    passed_.emplace_back(name);
    if (place < steps.size()) {
      for (size_t i = from; i < place; ++i) jumped_.push_back({i, place});
      process_.position = place + 1;
      gone_.clear();
    } else if (place_of(steps, name, 0) == steps.size()) {
      gone_ = name;
    } else {
      refuse("after \"" + std::string(name) + "\" it cannot be told what is left to do");
    }
  }

  // Looks at what was jumped over, and at what stands where a step was that the workflow has no more: was it
  // there when the process began? Only where the steps are others is it asked at all.
  void end() {
    if (!process_.workflow || !process_.mismatch.empty() || (jumped_.empty() && gone_.empty())) return;
    const auto& steps = process_.workflow->steps;
    const std::vector<std::string> begun = steps_begun();
    const auto count = [](const std::vector<std::string>& names, std::string_view name) {
      return std::count(names.begin(), names.end(), name);
    };
    for (const auto& [over, to] : jumped_) {
      const std::string name(steps[over].step->name);
      if (count(begun, name) <= count(passed_, name)) continue;
      process_.position = over;
      return refuse("\"" + name + "\" stands before \"" + std::string(steps[to].step->name) +
                    "\" now and was not done");
    }
    if (gone_.empty() || begun.empty() || process_.position >= steps.size()) return;
    const std::string next(steps[process_.position].step->name);
    if (count(begun, next) == 0)
      refuse("\"" + next + "\" may be \"" + gone_ +
             "\" by another name, which was done, or a step that was added");
  }

 private:
  void refuse(const std::string& why) {
    process_.mismatch = "The steps of the workflow " + process_.workflow_name +
                        " are others than when this process began: " + why + ". Abort it and start anew.";
  }
  // None of a process that is older than their being kept.
  std::vector<std::string> steps_begun() {
    std::vector<std::string> names;
    auto rows = services_.db.query(
        "select input_state from input_states where pid = ? order by sequence limit 1", process_.process_id);
    const Json begun = rows.step() ? rows.json(0) : Json::object();
    const auto kept = begun.find(kStepsKey);
    if (kept == begun.end() || !kept->is_array()) return names;
    for (const Json& name : *kept) names.push_back(name.is_string() ? name.get<std::string>() : "");
    return names;
  }

  Services& services_;
  Process& process_;
  std::vector<std::string> passed_;
  // The places of the workflow that were jumped over, each with the one that was gone past by it.
  std::vector<std::pair<size_t, size_t>> jumped_;
  // The step that was done last, where the workflow has it no more.
  std::string gone_;
};

// Whether the step at which the process stands has this name and is a group that goes on after a failure.
bool keeps_place(const Process& process, std::string_view name) {
  const PlacedStep* place = process.placed();
  return place && place->step->keeps_place && place->step->name == name;
}

// Where in its group the process stands, by what its state says.
void find_sub_step(Process& process, bool is_past) {
  const PlacedStep* place = process.placed();
  const std::string name = text_or(process.state, kSubStepKey);
  if (!place || place->step->group.count == 0 || name.empty()) return;
  const SubSteps& group = place->step->group;
  const auto found = std::find_if(group.begin(), group.end(),
                                  [&](const PlacedStep& each) { return each.step->name == name; });
  if (found == group.end()) {
    process.mismatch = "The steps of \"" + std::string(place->step->name) + "\" have no \"" + name +
                       "\" any more, at which this process stood. Abort it and start anew.";
    return;
  }
  process.sub = static_cast<size_t>(found - group.begin()) + (is_past ? 1 : 0);
}

// An answer that was refused is not looked at a second time: what waits for answers asks anew.
void ask_anew(Process& process) {
  const SubSteps& group = process.placed()->step->group;
  const bool is_answered =
      std::any_of(group.begin(), group.begin() + process.sub,
                  [](const PlacedStep& each) { return each.step->run == detail::await_callback; });
  if (is_answered) process.sub = 0;
}

// Where the process stands, by its rows: the newest that ended well, or a step that waits for somebody after
// it, has the state.
void find_position(Services& services, Process& process) {
  // By the key itself: what came from outside may have one of that name further down.
  auto rows = services.db.query(
      "select status, state, name, json_extract(state, '$.__step_group') is not null from process_steps "
      "where pid = ? order by sequence",
      process.process_id);
  std::string state;
  std::string resting_state;
  bool rolls_back = false;
  Passage passage(services, process);
  while (rows.step()) {
    const StepStatus status = step_status_from(rows.view(0));
    ++process.rows;
    // What went well in its group before the failure stays.
    if (process.is_group_open && keeps_place(process, rows.view(2)) &&
        (status == StepStatus::failed || status == StepStatus::waiting)) {
      process.is_group_row_closed = true;
      continue;
    }
    process.is_group_row_closed = false;
    const bool rests = status == StepStatus::suspend || status == StepStatus::awaiting_callback;
    // Between two steps of a group.
    process.is_group_open = status == StepStatus::success && rows.boolean(3);
    resting_state = rests || process.is_group_open ? rows.text(1) : std::string();
    if (is_of_rollback(rows.view(2))) {
      rolls_back = true;
      if (continues(status)) state = rows.text(1);
      continue;
    }
    if (is_cleared(status) && !process.is_group_open) {
      passage.go_past(rows.view(2), status);
      state = rows.text(1);
    }
  }
  passage.end();
  const std::string& found = resting_state.empty() ? state : resting_state;
  if (!found.empty()) {
    process.state = parse_json(found);
    for (const char* key : {kSkipReasonKey, kRollbackReasonKey}) process.state.erase(key);
    const auto done = process.state.find(kGroupDoneKey);
    if (done != process.state.end()) {
      process.group_done = *done;
      process.state.erase(done);
    }
  } else if (process.status != ProcessStatus::completed) {
    process.state = newest_input(services, process.process_id);
    process.state.erase(kStepsKey);
  }
  if (rolls_back) {
    find_rollback(services, process);
  } else if (!resting_state.empty()) {
    find_sub_step(process, process.is_group_open);
    if (process.is_group_row_closed && process.mismatch.empty()) ask_anew(process);
  }
}

}  // namespace

PlacedStep Process::placed_next() const {
  const PlacedStep& place = *placed();
  if (place.step->group.count == 0) return place;
  PlacedStep next = place.step->group.first[sub];
  for (size_t i = place.depth; i-- > 0;) {
    if (place.around[i].lens) next.put_around(place.around[i]);
  }
  return next;
}

forms::Form bound_form(Services& services, Ids& ids, const Form& form, const Json& state,
                       std::string_view workflow_name, Target target) {
  return [&services, &ids, &form, &state, workflow_name, target](forms::Wizard& wizard) {
    domain::Session session{services.db, services.models, services.clock, ids, {}, nullptr};
    FormContext context{session, state, workflow_name, target};
    return form.ask(wizard, context);
  };
}

Json initial_state(Services& services, Ids& ids, const Workflow& workflow, const Json& inputs,
                   std::string_view process_id, std::string_view reporter) {
  Json initial = Json::object();
  initial["process_id"] = process_id;
  initial["reporter"] = reporter;
  initial["workflow_name"] = workflow.name;
  initial["workflow_target"] = text(workflow.target);
  Json state = forms::post_form(
      bound_form(services, ids, *workflow.initial_form, initial, workflow.name, workflow.target), initial,
      inputs);
  state.update(initial);
  return state;
}

Process create_process(Services& services, Ids& ids, const Workflow& workflow, const Json& inputs,
                       std::string_view reporter) {
  Process process;
  process.process_id = ids.next();
  process.workflow = &workflow;
  process.workflow_name = workflow.name;
  process.user = reporter;

  process.state = initial_state(services, ids, workflow, inputs, process.process_id, reporter);

  auto found = services.db.query(
      "select workflow_id, is_task from workflows where name = ? and deleted_at is null", workflow.name);
  if (!found.step()) throw assertion_error("No workflow found with name: " + workflow.name);
  process.is_task = found.boolean(1);
  process.last_moved = services.clock.now();
  services.db.run(
      "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at, created_by, "
      "is_task) "
      "values (?, ?, 'created', ?, ?, ?, ?)",
      process.process_id, found.view(0), process.last_moved, process.last_moved, reporter, process.is_task);
  Json begun = process.state;
  Json& names = begun[kStepsKey] = Json::array();
  for (const PlacedStep& placed : workflow.steps) names.push_back(placed.step->name);
  insert_input(services, ids, process, begun, "initial_state");
  return process;
}

std::optional<Process> load_process(Services& services, std::string_view process_id) {
  auto rows = services.db.query(
      "select p.pid, w.name, p.last_status, p.is_task, p.created_by, p.last_modified_at from processes p "
      "join workflows w on w.workflow_id = p.workflow_id where p.pid = ?",
      process_id);
  if (!rows.step()) return std::nullopt;
  Process process;
  process.process_id = rows.text(0);
  process.workflow_name = rows.text(1);
  process.workflow = services.registry.find(process.workflow_name);
  process.status = process_status_from(rows.view(2));
  process.is_task = rows.boolean(3);
  process.user = rows.optional_text(4).value_or("SYSTEM");
  process.last_moved = rows.instant(5);
  find_position(services, process);
  find_waiting(services, process);
  return process;
}

Json step_answers(Services& services, Ids& ids, const Process& process, const Json& inputs) {
  if (!process.workflow) throw value_error("This workflow cannot be resumed because it has been removed");
  if (!process.mismatch.empty()) throw value_error(process.mismatch);
  const Step* step = process.next_step();
  if (!step || !step->form) return Json::object();
  return forms::post_form(
      bound_form(services, ids, *step->form, process.state, process.workflow_name, process.workflow->target),
      process.state, inputs);
}

void resume_process(Services& services, Ids& ids, Process& process, const Json& inputs,
                    std::string_view user) {
  const Json answers = step_answers(services, ids, process, inputs);
  const Step* step = process.next_step();
  process.user = user;
  insert_input(services, ids, process, answers, "user_input");
  const bool rests =
      process.status == ProcessStatus::suspended || process.status == ProcessStatus::awaiting_callback;
  process.state.update(answers, true);
  if (rests && step) pass_step(services, ids, process);
  forget_timer(services.db, process.process_id);
  mark_running(services, process);
}

void pass_step(Services& services, Ids& ids, Process& process) {
  const Step& step = *process.placed()->step;
  StepRow row;
  row.step_id = ids.next();
  row.name = step.name;
  row.assignee = step.assignee;
  if (step.group.count > 0) row.group_done = process.group_done;
  row.started = row.completed = services.clock.now();
  process.state.erase(kProgressKey);
  process.state.erase(kRemoveKey);
  process.is_group_open = step.group.count > 0 && ++process.sub < step.group.count;
  if (!process.is_group_open) leave_step(process);
  write_step(services, process, std::move(row));
}

bool abort_process(Services& services, Process& process, std::string_view user) {
  if (process.status == ProcessStatus::completed || process.status == ProcessStatus::aborted) return false;
  StepRow row;
  row.step_id = Ids(services.seed, process.process_id + "/" + std::to_string(process.rows)).next();
  row.name = "User Aborted";
  row.status = StepStatus::abort;
  row.started = row.completed = services.clock.now();
  process.user = user;
  write_step(services, process, std::move(row));
  forget_what_waits(services, process);
  return true;
}

void fail_process(Services& services, Process& process, const Error& error) {
  forget_waiting(services.db, process.process_id);
  forget_marker(services.db, process.process_id);
  const Step* step = process.placed() ? process.placed()->step : nullptr;
  const Json description = error_description(error, step ? step->name : "Unknown", process.workflow_name);
  try {
    if (step) {
      store::Savepoint savepoint(services.db);
      StepRow row;
      row.step_id = Ids(services.seed, process.process_id + "/" + std::to_string(process.rows)).next();
      row.name = step->name;
      row.status = StepStatus::failed;
      row.error = description;
      row.started = row.completed = services.clock.now();
      write_step(services, process, std::move(row));
      savepoint.commit();
      return;
    }
  } catch (const Error&) {
    // As the original does: then the process says it alone.
  }
  process.status = ProcessStatus::failed;
  services.db.run(
      "update processes set last_step = 'Unknown', last_status = 'failed', failed_reason = ?, traceback = ?, "
      "last_modified_at = ? where pid = ?",
      shortened(text_or(description, "error"), kLongestReason),
      shortened(text_or(description, "traceback"), kLongestReason), services.clock.now(), process.process_id);
}

void delete_process(Services& services, Process& process) {
  services.db.run("delete from processes where pid = ?", process.process_id);
  forget_what_waits(services, process);
}

void mark_running(Services& services, Process& process) {
  process.status = ProcessStatus::running;
  process.last_moved = services.clock.now();
  services.db.run("update processes set last_status = 'running', last_modified_at = ? where pid = ?",
                  process.last_moved, process.process_id);
}

}  // namespace rehearsal::workflow
