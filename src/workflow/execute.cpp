#include "workflow/execute.h"

#include <algorithm>

#include "workflow/attempt.h"
#include "workflow/external.h"
#include "workflow/rollback.h"
#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"
#include "workflow/waiting.h"

namespace rehearsal::workflow {
namespace {

constexpr int64_t kLongestDelayS = 86'400;

// When a step that says again has said it for too long; nothing where it may for ever.
std::optional<Instant> deadline(const Step& step, const Process::Waiting& waiting) {
  if (step.timeout_ms == 0) return {};
  return Instant{waiting.started.micros + step.timeout_ms * 1000};
}

Json timed_out(const Process& process, const Step& step) {
  return error_description(
      Error("TimeoutError", "Expected the step to end within " + std::to_string(step.timeout_ms) +
                                " ms, found that it still waits."),
      step.name, process.workflow_name);
}

// What becomes of a step that failed softly and is tried again by itself: when, or that it has failed for
// good.
void plan_retry(Services& services, Process& process, const Step& step, bool is_inside, StepRow& row) {
  if (row.status != StepStatus::waiting || step.retries.attempts == 0) return;
  // Counted since the last row of another kind. The open row of its group, which this one is written over,
  // is none, and the other steps of a group have attempts of their own.
  auto rows = services.db.query(
      "select coalesce(sum(1 + coalesce(json_extract(state, '$.retries'), 0)), 0) from process_steps where "
      "pid = ?1 and status = 'waiting' and json_extract(state, '$.__sub_step') is ?2 and sequence > (select "
      "coalesce(max(sequence), 0) from process_steps where pid = ?1 and status in ('success', 'skipped', "
      "'failed') and (not ?3 or sequence < (select max(sequence) from process_steps where pid = ?1)))",
      process.process_id, is_inside ? std::optional<std::string_view>(step.name) : std::nullopt,
      row.is_replacing);
  const int64_t tried = rows.step() ? rows.integer(0) + 1 : 1;
  if (tried >= step.retries.attempts) {
    row.status = StepStatus::failed;
    return;
  }
  int64_t delay_s = step.retries.delay_s;
  for (int64_t i = 1; i < tried && delay_s < kLongestDelayS; ++i) delay_s *= step.retries.factor;
  process.timer = Instant{row.completed.micros + std::min(delay_s, kLongestDelayS) * 1'000'000};
}

// Takes what a step that went well gave, and goes past it.
void take(Process& process, const PlacedStep& place, const Step& step, Outcome&& outcome, StepRow& row) {
  for (auto& [key, value] : outcome.returned.get_ref<Json::object_t&>())
    process.state[key] = std::move(value);
  for (const std::string_view key : outcome.removed) process.state.erase(std::string(key));
  row.status = outcome.status;
  const SubSteps& group = place.step->group;
  const bool is_inside = group.count > 0 && place.step != &step;
  if (is_inside) process.state[kSubStepKey] = step.name;
  if (!is_cleared(row.status)) {
    process.is_group_open = false;
    return;
  }
  if (is_inside && continues(row.status)) {
    row.status = StepStatus::success;
    if (++process.sub < group.count) {
      process.is_group_open = true;
      process.is_group_row_closed = false;
      row.last_step = step.name;
      row.assignee = step.assignee;
      return;
    }
  }
  leave_step(process);
}

}  // namespace

void execute_next_step(Services& services, Process& process, StepEffects& effects) {
  const PlacedStep place = *process.placed();
  const SubSteps& group = place.step->group;
  // Whether a group is entered is asked once; inside it each step may have a condition of its own.
  const bool enters = group.count > 0 && !process.is_group_open;
  const bool is_skipped = enters && !place.runs(process.state);
  const bool is_inside = group.count > 0 && !is_skipped;
  const PlacedStep placed = is_inside ? process.placed_next() : place;
  if (enters) process.group_done = Json::array();
  if (enters && !is_skipped) process.state[kGroupKey] = place.step->name;

  Process::Waiting waiting = process.waiting.value_or(Process::Waiting{});
  if (waiting.calls == 0) waiting.started = services.clock.now();

  // The scope of the ids: this step of this process; a step that is called again has each time its own.
  std::string scope = process.process_id + "/" + std::to_string(process.rows);
  if (group.count > 0) scope += "/" + std::to_string(process.sub);
  if (waiting.calls > 0) scope += "." + std::to_string(waiting.calls);
  Ids ids(services.seed, scope);

  StepRow row;
  row.step_id = ids.next();
  row.name = place.step->name;
  row.assignee = place.step->assignee;
  row.started = waiting.started;
  row.is_replacing = process.is_group_open && !process.is_group_row_closed;

  Json merged;  // only for a step that is called again: what it has given so far counts too
  if (process.waiting) {
    merged = process.state;
    merged.update(waiting.given);
  }
  forget_marker(services.db, process);
  const std::optional<Instant> ends = deadline(*placed.step, waiting);
  Attempt result;
  if (process.waiting && ends && ends->micros <= services.clock.now().micros) {
    result.error = timed_out(process, *placed.step);
  } else {
    result = attempt(services, process, placed, process.waiting ? merged : process.state, ids, effects);
  }
  row.completed = services.clock.now();

  if (!result.error && result.outcome.again_after_ms) {
    waiting.given.update(result.outcome.returned);
    waiting.due = Instant{row.completed.micros + static_cast<int64_t>(*result.outcome.again_after_ms * 1000)};
    if (ends) waiting.due.micros = std::min(waiting.due.micros, ends->micros);
    waiting.is_held = result.outcome.is_held;
    ++waiting.calls;
    store_waiting(services, process, std::move(waiting));
    return;
  }
  if (process.waiting) forget_waiting(services.db, process.process_id);
  process.waiting.reset();
  if (result.error) {
    row.status = placed.step->on_error;
    row.error = std::move(result.error);
    if (group.count > 0) (*row.error)[kSubStepKey] = placed.step->name;
    if (place.step->keeps_place) row.is_replacing = false;
    if (is_inside && !place.step->keeps_place) row.group_done = process.group_done;
    plan_retry(services, process, *placed.step, group.count > 0, row);
  } else {
    if (is_inside && result.outcome.status == StepStatus::success)
      note_done(process, group, *placed.step, {&waiting.given, &result.outcome.returned});
    process.state.update(waiting.given);
    take(process, place, *placed.step, std::move(result.outcome), row);
    if (is_inside) row.group_done = process.group_done;
    if (row.status == StepStatus::awaiting_callback && placed.step->callback->timeout_s > 0)
      process.timer = Instant{row.completed.micros + placed.step->callback->timeout_s * 1'000'000};
  }
  write_step(services, process, std::move(row));
  if (process.timer) store_timer(services.db, {*process.timer, process.process_id});
}

}  // namespace rehearsal::workflow
