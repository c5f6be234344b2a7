#include "workflow/skip.h"

#include <algorithm>

#include "workflow/rollback.h"
#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {
namespace {

constexpr std::string_view kSubscription = "subscription";

void collect(const PlacedStep& placed, std::vector<std::string_view>& keys) {
  for (const std::string_view key : placed.lens() ? placed.lens()->gives : placed.step->gives) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  if (placed.lens()) return;
  for (const PlacedStep& inner : placed.step->group) collect(inner, keys);
}

// Those of a group's steps that are still to be taken.
void collect_rest(const Process& process, const Step& group, std::vector<std::string_view>& keys) {
  for (size_t i = process.sub; i < group.group.count; ++i) collect(group.group.first[i], keys);
}

std::vector<std::string_view> keys_of_step(const Process& process) {
  std::vector<std::string_view> keys;
  if (const PlacedStep* place = process.placed()) {
    process.is_group_open && !place->lens() ? collect_rest(process, *place->step, keys)
                                            : collect(*place, keys);
  }
  return keys;
}

std::string listed(const std::vector<std::string_view>& keys) {
  std::string list;
  for (const std::string_view key : keys) list.append(list.empty() ? "'" : ", '").append(key).append("'");
  return list.empty() ? "none" : list;
}

}  // namespace

std::vector<std::string_view> keys_to_give(const Process& process) {
  std::vector<std::string_view> keys = keys_of_step(process);
  keys.erase(std::remove(keys.begin(), keys.end(), kSubscription), keys.end());
  return keys;
}

void skip_step(Services& services, Ids& ids, Process& process, const Json& values, std::string_view reason,
               std::string_view user) {
  if (process.rollback) {
    process.user = user;
    skip_undoing(services, ids, process, reason);
    mark_running(services, process);
    return;
  }
  if (process.position + 1 == process.workflow->steps.size()) {
    throw value_error("Expected a step that does something, found the last one of the workflow (\"" +
                      std::string(process.placed()->step->name) +
                      "\"), which only completes the process. Retry it.");
  }
  const std::vector<std::string_view> wanted = keys_to_give(process);
  const bool complete = std::all_of(wanted.begin(), wanted.end(),
                                    [&](std::string_view key) { return find_member(values, key); });
  if (!complete || values.size() != wanted.size()) {
    throw value_error("Expected values for the keys that the step \"" +
                      std::string(process.placed()->step->name) + "\" would have given (" + listed(wanted) +
                      "), found " + dump_json(values) + ".");
  }
  const std::vector<std::string_view> given = keys_of_step(process);
  process.state.update(values);
  const Json* subscription_id = find_member(process.state, "subscription_id");
  if (subscription_id && std::find(given.begin(), given.end(), kSubscription) != given.end()) {
    domain::Session session{services.db, services.models, services.clock, ids, process.process_id, nullptr};
    process.state[std::string(kSubscription)] = domain::to_state(
        domain::load_unchecked(session, workflow::subscription_id_in(*subscription_id, "subscription_id")));
  }
  const Step& step = *process.placed()->step;
  StepRow row;
  row.step_id = ids.next();
  row.name = step.name;
  row.status = StepStatus::skipped;
  row.assignee = step.assignee;
  row.started = row.completed = services.clock.now();
  process.user = user;
  leave_step(process);
  process.state[kSkipReasonKey] = reason;
  write_step(services, process, std::move(row));
  process.state.erase(kSkipReasonKey);
  forget_timer(services.db, process.process_id);
  mark_running(services, process);
}

}  // namespace rehearsal::workflow
