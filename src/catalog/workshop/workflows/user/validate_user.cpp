// Validate a User: does the user management system know it by its name?
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step check_user =
    step<"Check user", [](Arg<"subscription", User> subscription, StepContext& context) -> Gives<"checked"> {
      const std::string& username = subscription->user.username;
      if (user_management::name_of(context.session, subscription->subscription_id) != username) {
        throw assertion_error("user " + username + " is not what the outside says");
      }
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
