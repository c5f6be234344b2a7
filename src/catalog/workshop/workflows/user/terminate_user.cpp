// Terminate a User.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form ----

Gives<> initial_input_form(Wizard& wizard, FormContext& context, Arg<"subscription_id", std::string> subscription_id) {
  const auto subscription = User::from_subscription(context.session, *subscription_id);
  wizard.ask(Page{.name = "TerminateForm",
                  .fields = {{"are_you_sure",
                              label("Are you sure you want to remove " + subscription.description + "?")}},
                  .has_next = false});
  return {};
}

// ---- The step, and what takes it back ----

constexpr Step deprovision =
    step<"Deprovision user", [](Arg<"subscription", User> subscription, StepContext& context) {
      user_management::deprovision(context.session, subscription->subscription_id);
    }>;
constexpr Step provision =
    step<"Provision user", [](Arg<"subscription", User> subscription, StepContext& context) {
      if (subscription->status == SubscriptionLifecycle::TERMINATED)
        throw value_error(subscription->description + " is terminated: there is nothing to bring back. Abort this process.");
      const auto& user = subscription->user;
      user_management::update(context.session, subscription->subscription_id, user.user_id,
                              {user.username, user.age, user.group.group_id});
    }>;
constexpr Step deprovision_user = undone_by<deprovision, provision>;

// ---- The chain ----

constexpr auto terminate_user = terminate_workflow(begin >> deprovision_user);

}  // namespace

void add_terminate_user(Registry& registry) {
  registry.add({.name = "terminate_user",
                .description = "Terminate user",
                .target = Target::TERMINATE,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(terminate_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
