// Create a User: the workshop's exercise, section by section.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/name_field.h"
#include "catalog/workshop/workflows/user/group_in_service.h"
#include "catalog/workshop/workflows/user/user_description.h"
#include "catalog/workshop/workflows/user/user_group_selector.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form ----

Gives<"username", "age", "user_group_ids"> initial_input_form(Wizard& wizard, FormContext& context,
                                                              Arg<"product_name", std::string> product_name) {
  return wizard.ask(Page{.name = "CreateUserForm",
                         .title = *product_name,
                         .fields = {{"username", name_field("User name")},
                                    {"age", integer().nullable()},
                                    {"user_group_ids", user_group_selector(context.session.db)}},
                         .has_next = false});
}

// ---- The steps ----

constexpr Step create = step<
    "Create subscription",
    [](Arg<"product", std::string> product, StepContext& context) -> Gives<"subscription", "subscription_id"> {
      const auto subscription = UserInactive::from_product_id(context.session, *product, kDefaultCustomer);
      return {{"subscription", subscription}, {"subscription_id", subscription.subscription_id}};
    }>;
constexpr Step create_subscription = undone_by<create, terminate_unfinished>;

constexpr Step initialize =
    step<"Initialize subscription",
         [](Arg<"subscription", UserInactive> subscription, Arg<"username", std::string> username,
            Arg<"age", std::optional<int64_t>> age, Arg<"user_group_ids", std::vector<std::string>> user_group_ids,
            StepContext& context) -> Gives<"subscription"> {
           refuse_group_out_of_service(context.session, user_group_ids->front());
           subscription->user.username = *username;
           subscription->user.age = *age;
           subscription->user.group = UserGroup::from_subscription(context.session, user_group_ids->front()).user_group;
           subscription->description = user_description(*subscription);
           return {{"subscription", from_other_lifecycle<UserProvisioning>(context.session, *subscription)}};
         }>;
constexpr Step initialize_subscription = settled(initialize);

constexpr Step provision =
    step<"Provision user", [](Arg<"subscription", UserProvisioning> subscription,
                              StepContext& context) -> Gives<"subscription"> {
      subscription->user.user_id = user_management::provision(
          context.session, subscription->subscription_id,
          {subscription->user.username, subscription->user.age, subscription->user.group.group_id.value_or(0)});
      return {{"subscription", subscription}};
    }>;
constexpr Step deprovision =
    step<"Deprovision user", [](Arg<"subscription_id", std::string> subscription_id, StepContext& context) {
      user_management::deprovision(context.session, *subscription_id);
    }>;
constexpr Step provision_user = undone_by<provision, deprovision>;

// ---- The chain ----

constexpr auto create_user =
    init >> create_subscription >> store_process_subscription<Target::CREATE> >> initialize_subscription >>
    provision_user >> set_status<SubscriptionLifecycle::ACTIVE> >> resync >> done;

}  // namespace

void add_create_user(Registry& registry) {
  registry.add({.name = "create_user",
                .description = "Create user",
                .target = Target::CREATE,
                .initial_form = &create_form<initial_input_form>,
                .steps = steps_of(create_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
