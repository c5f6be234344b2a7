// Validate a User Group: does the group management system have it as the subscription says?
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step check_user_group =
    step<"Check user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) -> Gives<"checked"> {
      const UserGroupBlock& group = subscription->user_group;
      group_management::check(context.session, subscription->subscription_id, group.group_id, group.group_name);
      return {{"checked", true}};
    }>;

constexpr auto validate_user_group = validate_workflow(begin >> check_user_group);

}  // namespace

void add_validate_user_group(Registry& registry) {
  registry.add({.name = "validate_user_group",
                .description = "Validate user group",
                .target = Target::VALIDATE,
                .is_task = true,
                .initial_form = &subscription_form,
                .steps = steps_of(validate_user_group),
                .product_types = {"UserGroup"}});
}

}  // namespace rehearsal::catalog
