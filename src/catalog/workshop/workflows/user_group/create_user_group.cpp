// Create a User Group.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/name_field.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form ----

Gives<"group_name"> initial_input_form(Wizard& wizard, Arg<"product_name", std::string> product_name) {
  return wizard.ask(Page{.name = "CreateUserGroupForm",
                         .title = *product_name,
                         .fields = {{"group_name", name_field("Group name")}},
                         .has_next = false});
}

// ---- The steps ----

constexpr Step create = step<
    "Create subscription",
    [](Arg<"product", std::string> product, StepContext& context) -> Gives<"subscription", "subscription_id"> {
      const auto subscription = UserGroupInactive::from_product_id(context.session, *product, kDefaultCustomer);
      return {{"subscription", subscription}, {"subscription_id", subscription.subscription_id}};
    }>;
constexpr Step create_subscription = undone_by<create, terminate_unfinished>;

constexpr Step initialize =
    step<"Initialize subscription", [](Arg<"subscription", UserGroupInactive> subscription,
                                       Arg<"group_name", std::string> group_name,
                                       StepContext& context) -> Gives<"subscription"> {
      subscription->user_group.group_name = *group_name;
      subscription->description = "User group " + *group_name;
      return {{"subscription", from_other_lifecycle<UserGroupProvisioning>(context.session, *subscription)}};
    }>;
constexpr Step initialize_subscription = settled(initialize);

constexpr Step provision =
    step<"Provision user group",
         [](Arg<"subscription", UserGroupProvisioning> subscription, Arg<"group_name", std::string> group_name,
            StepContext& context) -> Gives<"subscription"> {
           subscription->user_group.group_id =
               group_management::provision(context.session, subscription->subscription_id, *group_name);
           return {{"subscription", subscription}};
         }>;
constexpr Step deprovision =
    step<"Deprovision user group", [](Arg<"subscription_id", std::string> subscription_id, StepContext& context) {
      group_management::deprovision(context.session, *subscription_id);
    }>;
constexpr Step provision_user_group = undone_by<provision, deprovision>;

// ---- The chain ----

constexpr auto create_user_group =
    create_workflow(begin >> create_subscription >> store_process_subscription<Target::CREATE> >>
                    initialize_subscription >> provision_user_group);

}  // namespace

void add_create_user_group(Registry& registry) {
  registry.add({.name = "create_user_group",
                .description = "Create user group",
                .target = Target::CREATE,
                .initial_form = &create_form<initial_input_form>,
                .steps = steps_of(create_user_group),
                .product_types = {"UserGroup"}});
}

}  // namespace rehearsal::catalog
