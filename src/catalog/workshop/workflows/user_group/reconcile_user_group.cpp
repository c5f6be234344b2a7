// Reconcile a User Group: tell the group management system again what the subscription says.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step push_user_group =
    step<"Push user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) -> Gives<"pushed"> {
      const UserGroupBlock& group = subscription->user_group;
      group_management::rename(context.session, subscription->subscription_id, group.group_id, group.group_name);
      return {{"pushed", group.group_name}};
    }>;

constexpr auto reconcile_user_group = reconcile_workflow(begin >> push_user_group);

}  // namespace

void add_reconcile_user_group(Registry& registry) {
  registry.add({.name = "reconcile_user_group",
                .description = "Reconcile user group",
                .target = Target::RECONCILE,
                .initial_form = &subscription_form,
                .steps = steps_of(reconcile_user_group),
                .product_types = {"UserGroup"}});
}

}  // namespace rehearsal::catalog
