// Terminate a User Group. Refused by its start form while an active user is in it.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user_group/workflows.h"
#include "domain/relations.h"

namespace rehearsal::catalog {
namespace {

// ---- The form ----

Gives<> initial_input_form(Wizard& wizard, FormContext& context, Arg<"subscription_id", std::string> subscription_id) {
  const auto subscription = UserGroup::from_subscription(context.session, *subscription_id);
  wizard.ask(Page{.name = "TerminateForm",
                  .fields = {{"are_you_sure",
                              label("Are you sure you want to remove " + subscription.description + "?")}},
                  .has_next = false});
  return {};
}

// ---- The step, and what takes it back ----

// Users may have come in since the form was filled in: nothing is taken away from under them.
void refuse_group_in_use(StepContext& context, const UserGroup& group) {
  const domain::Users users = domain::living_users(context.session.db, group.subscription_id);
  if (users.total == 0) return;
  throw value_error(group.description + " is in use by " + domain::names_of(users) +
                    ". Abort this process, and terminate first what uses it.");
}

constexpr Step deprovision =
    step<"Deprovision user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) {
      refuse_group_in_use(context, *subscription);
      group_management::deprovision(context.session, subscription->subscription_id);
    }>;
constexpr Step provision =
    step<"Provision user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) {
      if (subscription->status == SubscriptionLifecycle::TERMINATED)
        throw value_error(subscription->description + " is terminated: there is nothing to bring back. Abort this process.");
      group_management::rename(context.session, subscription->subscription_id, subscription->user_group.group_id,
                               subscription->user_group.group_name);
    }>;
constexpr Step deprovision_user_group = undone_by<deprovision, provision>;

// ---- The chain ----

constexpr auto terminate_user_group = terminate_workflow(begin >> deprovision_user_group);

}  // namespace

void add_terminate_user_group(Registry& registry) {
  registry.add({.name = "terminate_user_group",
                .description = "Terminate user group",
                .target = Target::TERMINATE,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(terminate_user_group),
                .product_types = {"UserGroup"}});
}

}  // namespace rehearsal::catalog
