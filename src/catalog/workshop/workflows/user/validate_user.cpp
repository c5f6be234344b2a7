// Validate a User: does the user management system have it as the subscription says?
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step check_user =
    step<"Check user", [](Arg<"subscription", User> subscription, StepContext& context) -> Gives<"checked"> {
      const UserBlock& user = subscription->user;
      user_management::check(context.session, subscription->subscription_id, user.user_id,
                             {user.username, user.age, user.group.group_id});
      return {{"checked", true}};
    }>;

constexpr auto validate_user = validate_workflow(begin >> check_user);

}  // namespace

void add_validate_user(Registry& registry) {
  registry.add({.name = "validate_user",
                .description = "Validate user",
                .target = Target::VALIDATE,
                .is_task = true,
                .initial_form = &subscription_form,
                .steps = steps_of(validate_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
