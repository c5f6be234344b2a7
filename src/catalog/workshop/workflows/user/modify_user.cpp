// Modify a User: name, age and group.
#include "catalog/authoring.h"
#include "catalog/workshop/products/user.h"
#include "catalog/workshop/workflows/name_field.h"
#include "catalog/workshop/workflows/user/group_in_service.h"
#include "catalog/workshop/workflows/user/user_description.h"
#include "catalog/workshop/workflows/user/user_group_selector.h"
#include "catalog/workshop/workflows/user/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- The form, filled in with what is there ----

Gives<"username", "age", "user_group_ids"> initial_input_form(Wizard& wizard, FormContext& context,
                                                              Arg<"subscription_id", std::string> subscription_id) {
  const auto subscription = User::from_subscription(context.session, *subscription_id);
  return wizard.ask(Page{
      .name = "ModifyUserForm",
      .fields = {
          {"username", name_field("User name").with_default(subscription.user.username)},
          {"age", integer().nullable().with_default(subscription.user.age ? Json(*subscription.user.age) : Json())},
          {"user_group_ids", user_group_selector(context.session.db)
                                 .with_default(Json::array({subscription.user.group.owner_subscription_id}))}},
      .has_next = false});
}

// ---- The step, and what takes it back ----

constexpr Step modify =
    step<"Modify subscription",
         [](Arg<"subscription", User> subscription, Arg<"username", std::string> username,
            Arg<"age", std::optional<int64_t>> age, Arg<"user_group_ids", std::vector<std::string>> user_group_ids,
            StepContext& context) -> Gives<"subscription"> {
           refuse_group_out_of_service(context.session, user_group_ids->front());
           subscription->user.username = *username;
           subscription->user.age = *age;
           subscription->user.group = UserGroup::from_subscription(context.session, user_group_ids->front()).user_group;
           subscription->description = user_description(*subscription);
           user_management::update(context.session, subscription->subscription_id, subscription->user.user_id,
                                   {*username, *age, subscription->user.group.group_id});
           return {{"subscription", subscription}};
         }>;

constexpr Step put_back =
    step<"Put back", [](Arg<"subscription_id", std::string> subscription_id, Arg<"__before__", Json> before,
                        StepContext& context) -> Gives<"subscription"> {
      auto subscription = User::from_subscription(context.session, *subscription_id);
      const Json& user = before->at("subscription").at("user");
      refuse_group_out_of_service(context.session, user.at("group").at("owner_subscription_id").get<std::string>());
      subscription.user.username = user.at("username").get<std::string>();
      subscription.user.age = user.at("age").is_null() ? std::nullopt : std::optional(user.at("age").get<int64_t>());
      subscription.user.group =
          UserGroup::from_subscription(context.session, user.at("group").at("owner_subscription_id").get<std::string>())
              .user_group;
      subscription.description = user_description(subscription);
      user_management::update(context.session, *subscription_id, subscription.user.user_id,
                              {subscription.user.username, subscription.user.age, subscription.user.group.group_id});
      return {{"subscription", subscription}};
    }>;

constexpr Step modify_subscription = undone_by<modify, put_back>;

// ---- The chain ----

constexpr auto modify_user = modify_workflow(begin >> modify_subscription);

}  // namespace

void add_modify_user(Registry& registry) {
  registry.add({.name = "modify_user",
                .description = "Modify user",
                .target = Target::MODIFY,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(modify_user),
                .product_types = {"User"}});
}

}  // namespace rehearsal::catalog
