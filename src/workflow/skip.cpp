#include "workflow/skip.h"

#include <algorithm>

#include "domain/descriptions.h"
#include "domain/missing_fields.h"
#include "domain/subscriptions.h"
#include "store/database.h"
#include "workflow/rollback.h"
#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {
namespace {

using domain::SubscriptionLifecycle;

constexpr std::string_view kSubscription = "subscription";

void collect(const PlacedStep& placed, std::vector<std::string>& keys) {
  for (const std::string_view key : placed.lens() ? placed.lens()->gives : placed.step->gives) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.emplace_back(key);
  }
  if (placed.lens()) return;
  for (const PlacedStep& inner : placed.step->group) collect(inner, keys);
}

// Those of a group's steps that are still to be taken.
void collect_rest(const Process& process, const Step& group, std::vector<std::string>& keys) {
  for (size_t i = process.sub; i < group.group.count; ++i) collect(group.group.first[i], keys);
}

std::vector<std::string> keys_of_step(const Process& process) {
  std::vector<std::string> keys;
  if (const PlacedStep* place = process.placed()) {
    process.is_group_open && !place->lens() ? collect_rest(process, *place->step, keys)
                                            : collect(*place, keys);
  }
  return keys;
}

std::string listed(const std::vector<std::string>& keys) {
  std::string list;
  for (const std::string& key : keys) list.append(list.empty() ? "'" : ", '").append(key).append("'");
  return list.empty() ? "none" : list;
}

// What the steps to come ask of the subscription: its shape and, where it is the skipped step that was to
// give it that, its status.
struct Demand {
  SubscriptionLifecycle shape = SubscriptionLifecycle::INITIAL;
  std::optional<SubscriptionLifecycle> status = std::nullopt;
  // Whether it was to bring it in sync or out of it.
  std::optional<bool> sync = std::nullopt;
};

// The steps that are left from a place on, those of a group one by one.
void collect_steps(const PlacedStep& placed, size_t from, std::vector<const Step*>& steps) {
  const SubSteps& group = placed.step->group;
  if (group.count == 0) return steps.push_back(placed.step);
  for (size_t i = from; i < group.count; ++i) collect_steps(group.first[i], 0, steps);
}

Demand demand_of(const Process& process, SubscriptionLifecycle now) {
  const auto& placed = process.workflow->steps;
  std::vector<const Step*> skipped, to_come;
  for (size_t i = process.position; i < placed.size(); ++i) {
    const bool is_own = i == process.position;
    collect_steps(placed[i], is_own && process.is_group_open ? process.sub : 0, is_own ? skipped : to_come);
  }
  // The last of those that are skipped would have had the last word.
  std::optional<SubscriptionLifecycle> status;
  std::optional<bool> sync;
  for (const Step* step : skipped) {
    if (step->status) status = step->status;
    if (step->sync) sync = step->sync;
  }
  if (status) return {domain::shape_of(*status), status, sync};
  for (const Step* step : to_come) {
    if (step->status) return {domain::shape_of(*step->status), std::nullopt, sync};
    if (step->shape == SubscriptionLifecycle::INITIAL) continue;
    const bool comes_to_it =
        (now == SubscriptionLifecycle::INITIAL || now == SubscriptionLifecycle::PROVISIONING) &&
        now != step->shape;
    return {step->shape, comes_to_it ? std::optional(step->shape) : std::nullopt, sync};
  }
  return {SubscriptionLifecycle::INITIAL, std::nullopt, sync};
}

bool is_field(const std::string& key) {
  return key.find('.') != std::string::npos;
}

// What is given in place of a subscription that the step was to make is of the product that was asked for.
void refuse_other_product(domain::Session& session, const Json& state) {
  const Json* id = find_member(state, "subscription_id");
  if (!id || !id->is_string()) return;
  auto rows = session.db.query(
      "select p.name, wanted.name from subscriptions s join products p using (product_id), products wanted "
      "where s.subscription_id = ? and wanted.product_id = ? and wanted.product_id <> p.product_id",
      *id->get_ptr<const std::string*>(), text_or(state, "product"));
  if (!rows.step()) return;
  throw value_error("Expected the id of a subscription to the product \"" + rows.text(1) +
                    "\", which this process was started for, found one to \"" + rows.text(0) + "\".");
}

}  // namespace

std::vector<std::string> keys_to_give(domain::Session& session, const Process& process) {
  std::vector<std::string> keys = keys_of_step(process);
  // Those are the engine's own.
  keys.erase(std::remove_if(keys.begin(), keys.end(),
                            [](const std::string& key) { return key.compare(0, 2, "__") == 0; }),
             keys.end());
  const auto found = std::find(keys.begin(), keys.end(), kSubscription);
  if (found == keys.end()) return keys;
  keys.erase(found);
  const Json* id = find_member(process.state, "subscription_id");
  if (!id) return keys;
  const domain::Subscription subscription =
      domain::load_unchecked(session, subscription_id_in(*id, "subscription_id"));
  for (std::string& place :
       domain::missing_fields(session.models, subscription, demand_of(process, subscription.status).shape))
    keys.push_back(std::move(place));
  return keys;
}

void skip_step(Services& services, Ids& ids, Process& process, const Json& values, std::string_view reason,
               std::string_view user) {
  if (process.rollback) {
    if (!values.empty())
      throw value_error("Expected no values where what takes a step back is skipped, found " +
                        dump_json(values) + ".");
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
  domain::Session session{services.db, services.models, services.clock, ids, process.process_id, nullptr};
  const std::vector<std::string> wanted = keys_to_give(session, process);
  const bool complete = std::all_of(wanted.begin(), wanted.end(),
                                    [&](const std::string& key) { return find_member(values, key); });
  if (!complete || values.size() != wanted.size()) {
    throw value_error("Expected values for the keys that the step \"" +
                      std::string(process.placed()->step->name) + "\" would have given (" + listed(wanted) +
                      "), found " + dump_json(values) + ".");
  }
  for (const std::string& key : wanted) {
    if (!is_field(key)) {
      process.state[key] = values.at(key);
    } else if (values.at(key).is_null()) {
      throw value_error("Expected a value for '" + key + "', which the subscription needs, found null.");
    }
  }
  if (std::find(wanted.begin(), wanted.end(), "subscription_id") != wanted.end())
    refuse_other_product(session, process.state);
  const std::vector<std::string> given = keys_of_step(process);
  const Json* subscription_id = find_member(process.state, "subscription_id");
  if (subscription_id && std::find(given.begin(), given.end(), kSubscription) != given.end()) {
    domain::Subscription subscription =
        domain::load_unchecked(session, subscription_id_in(*subscription_id, "subscription_id"));
    const auto [shape, status, sync] = demand_of(process, subscription.status);
    bool is_changed = status.has_value();
    for (const std::string& key : wanted) {
      if (!is_field(key)) continue;
      domain::give_field(session, subscription, key, values.at(key));
      is_changed = true;
    }
    if (status) subscription = domain::from_other_lifecycle(session, subscription, *status);
    if (is_changed)
      subscription.description =
          domain::words_for(services.models, subscription).value_or(subscription.description);
    // One that is not valid is left as it is.
    Json& saved = process.state[std::string(kSubscription)];
    saved = is_changed ? save_model(session, subscription) : domain::to_state(subscription);
    if (sync) {
      domain::set_in_sync(session, subscription.subscription_id, *sync);
      saved["insync"] = *sync;
    }
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
