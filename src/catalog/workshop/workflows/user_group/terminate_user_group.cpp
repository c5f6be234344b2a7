// Terminate a User Group. Refused by its start form while an active user is in it.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form ----

Gives<> initial_input_form(Wizard& wizard, FormContext& context, Arg<"subscription_id", std::string> subscription_id) {
  const auto subscription = UserGroup::from_subscription(context.session, *subscription_id);
  wizard.ask(Page{.name = "TerminateForm",
                  .fields = {{"are_you_sure",
                              label("Are you sure you want to remove " + subscription.description + "?")}}});
  return {};
}

// ---- The step ----

constexpr Step deprovision_user_group =
    step<"Deprovision user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) {
      group_management::deprovision(context.session, subscription->subscription_id);
    }>;

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
