// Modify a User Group: its name.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/name_field.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form, filled in with what is there ----

Gives<"group_name", "group_id"> initial_input_form(Wizard& wizard, FormContext& context,
                                                   Arg<"subscription_id", std::string> subscription_id) {
  const auto subscription = UserGroup::from_subscription(context.session, *subscription_id);
  return wizard.ask(
      Page{.name = "ModifyUserGroupForm",
           .fields = {{"group_name", name_field("Group name").with_default(subscription.user_group.group_name)},
                      {"group_id", read_only(subscription.user_group.group_id)}},
           .has_next = false});
}

// ---- The step, and what takes it back ----

constexpr Step modify =
    step<"Modify user group", [](Arg<"subscription", UserGroup> subscription, Arg<"group_name", std::string> group_name,
                                 StepContext& context) -> Gives<"subscription"> {
      subscription->user_group.group_name = *group_name;
      subscription->description = "User group " + *group_name;
      group_management::rename(context.session, subscription->subscription_id, subscription->user_group.group_id,
                               *group_name);
      return {{"subscription", subscription}};
    }>;

constexpr Step put_back =
    step<"Put back", [](Arg<"subscription_id", std::string> subscription_id, Arg<"__before__", Json> before,
                        StepContext& context) -> Gives<"subscription"> {
      auto subscription = UserGroup::from_subscription(context.session, *subscription_id);
      const Json& old = before->at("subscription");
      subscription.user_group.group_name = old.at("user_group").at("group_name").get<std::string>();
      subscription.description = old.at("description").get<std::string>();
      group_management::rename(context.session, *subscription_id, subscription.user_group.group_id,
                               subscription.user_group.group_name);
      return {{"subscription", subscription}};
    }>;

constexpr Step modify_subscription = undone_by<modify, put_back>;

// ---- The chain ----

constexpr auto modify_user_group = modify_workflow(begin >> modify_subscription);

}  // namespace

void add_modify_user_group(Registry& registry) {
  registry.add({.name = "modify_user_group",
                .description = "Modify user group",
                .target = Target::MODIFY,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(modify_user_group),
                .product_types = {"UserGroup"}});
}

}  // namespace rehearsal::catalog
