#include "workflow/generic_steps.h"

#include "domain/dump.h"
#include "domain/relations.h"
#include "domain/subscriptions.h"
#include "store/database.h"

namespace rehearsal::workflow::detail {
namespace {

Outcome with(StepStatus status) {
  Outcome outcome;
  outcome.status = status;
  return outcome;
}

// Nothing is taken away from under those who came to use it meanwhile.
void refuse_in_use(StepContext& context, const std::string& subscription_id) {
  const domain::Users users = domain::living_users(context.session.db, subscription_id);
  if (users.total == 0) return;
  throw value_error("The subscription is in use by " + domain::names_of(users) +
                    ". Abort this process and set the subscription in sync; what uses it has to go first.");
}

// The row's lock is set by itself, so that a subscription that is not valid can be locked and unlocked too;
// in the state it stands as it was loaded, with the new lock.
Json with_lock(StepContext& context, domain::Subscription subscription, bool insync) {
  domain::set_in_sync(context.session, subscription.subscription_id, insync);
  subscription.insync = insync;
  return domain::to_state(subscription);
}

// Its history tells: the process's own revisions come after the one that it found.
bool was_in_sync_before(store::Database& db, const std::string& subscription_id,
                        const std::string& process_id) {
  auto rows = db.query(
      "select json_extract(model, '$.insync') from subscription_revisions where subscription_id = ?1 and "
      "sequence < (select min(sequence) from subscription_revisions where subscription_id = ?1 and "
      "process_id = ?2) order by sequence desc limit 1",
      subscription_id, process_id);
  return rows.step() && rows.boolean(0);
}

}  // namespace

Outcome go_on(StepContext&) {
  return with(StepStatus::success);
}
Outcome complete(StepContext&) {
  return with(StepStatus::complete);
}
Outcome abort(StepContext&) {
  return with(StepStatus::abort);
}

void relate_process(Arg<"process_id", std::string> process_id,
                    Arg<"subscription_id", std::string> subscription_id, StepContext& context) {
  context.session.db.run(
      "insert into processes_subscriptions (id, pid, subscription_id, created_at) values (?, ?, ?, ?)",
      context.session.ids.next(), *process_id, *subscription_id, context.session.clock.now());
}

Gives<"subscription"> with_status(StepContext& context, const domain::Subscription& subscription,
                                  SubscriptionLifecycle status) {
  return {{"subscription", domain::from_other_lifecycle(context.session, subscription, status)}};
}

Gives<"subscription"> with_status_before(Arg<"subscription_id", std::string> subscription_id,
                                         Arg<"__before__", Json> before, StepContext& context) {
  const Json* dump = find_member(*before, "subscription");
  if (!dump) throw missing_key("subscription");
  const SubscriptionLifecycle status = domain::lifecycle_from_text(text_or(*dump, "status"));
  if (status != SubscriptionLifecycle::ACTIVE) refuse_in_use(context, *subscription_id);
  domain::Subscription subscription = domain::from_other_lifecycle(
      context.session, domain::load_unchecked(context.session, *subscription_id), status);
  if (subscription.status != SubscriptionLifecycle::TERMINATED) subscription.end_date.reset();
  return {{"subscription", std::move(subscription)}};
}

Gives<"subscription"> unlock_again(Arg<"subscription_id", std::string> subscription_id,
                                   StepContext& context) {
  return {
      {"subscription", with_lock(context, domain::load_unchecked(context.session, *subscription_id), true)}};
}

Gives<"subscription"> unlock_if_it_was(Arg<"process_id", std::string> process_id,
                                       Arg<"subscription_id", std::string> subscription_id,
                                       StepContext& context) {
  domain::Subscription subscription = domain::load_unchecked(context.session, *subscription_id);
  if (!was_in_sync_before(context.session.db, *subscription_id, *process_id))
    return {{"subscription", domain::to_state(subscription)}};
  return {{"subscription", with_lock(context, std::move(subscription), true)}};
}

Gives<"subscription"> terminate_unfinished(Arg<"subscription_id", std::string> subscription_id,
                                           StepContext& context) {
  domain::Subscription subscription =
      domain::from_other_lifecycle(context.session, domain::load_unchecked(context.session, *subscription_id),
                                   SubscriptionLifecycle::TERMINATED);
  subscription.insync = true;
  return {{"subscription", std::move(subscription)}};
}

Gives<"subscription"> unlock(Arg<"subscription", domain::Subscription> subscription, StepContext& context) {
  return {{"subscription", with_lock(context, std::move(*subscription), true)}};
}

Gives<"subscription", "__old_subscriptions__"> lock(
    Arg<"subscription_id", std::string> subscription_id,
    OptionalArg<"__old_subscriptions__", Json> old_subscriptions, StepContext& context) {
  domain::Subscription subscription = domain::load_unchecked(context.session, *subscription_id);
  Json old = std::move(old_subscriptions.value).value_or(Json::object());
  if (!find_member(old, *subscription_id)) old[*subscription_id] = domain::to_state(subscription);
  // It may have been terminated since the form was filled in.
  if (subscription.status == SubscriptionLifecycle::TERMINATED)
    throw value_error("Subscription is terminated, cannot continue!");
  if (!subscription.insync) throw value_error("Subscription is already out of sync, cannot continue!");
  return {{"subscription", with_lock(context, std::move(subscription), false)},
          {"__old_subscriptions__", std::move(old)}};
}

Gives<"subscription"> lock_unchecked(Arg<"subscription_id", std::string> subscription_id,
                                     StepContext& context) {
  return {
      {"subscription", with_lock(context, domain::load_unchecked(context.session, *subscription_id), false)}};
}

}  // namespace rehearsal::workflow::detail
