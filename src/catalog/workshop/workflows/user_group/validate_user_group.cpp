// Validate a User Group: does the group management system know it by its name?
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step check_user_group =
    step<"Check user group", [](Arg<"subscription", UserGroup> subscription, StepContext& context) -> Gives<"checked"> {
      const std::string& group_name = subscription->user_group.group_name;
      if (group_management::name_of(context.session, subscription->subscription_id) != group_name) {
        throw assertion_error("group " + group_name + " is not what the outside says");
      }
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
