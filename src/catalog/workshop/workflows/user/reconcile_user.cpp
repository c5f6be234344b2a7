// Reconcile a User: tell the user management system again what the subscription says.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step push_user =
    step<"Push user", [](Arg<"subscription", User> subscription, StepContext& context) -> Gives<"pushed"> {
      const UserBlock& user = subscription->user;
      user_management::update(context.session, subscription->subscription_id, user.user_id,
                              {user.username, user.age, user.group.group_id});
      return {{"pushed", user.username}};
    }>;

constexpr auto reconcile_user = reconcile_workflow(begin >> push_user);

}  // namespace

void add_reconcile_user(Registry& registry) {
  registry.add({.name = "reconcile_user",
                .description = "Reconcile user",
                .target = Target::RECONCILE,
                .initial_form = &subscription_form,
                .steps = steps_of(reconcile_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
