// The product User Group: a group that users belong to.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "domain/typed.h"

namespace rehearsal::catalog {

using domain::From;
using domain::member;
using domain::ProductBlockModel;
using domain::SubscriptionLifecycle;
using domain::SubscriptionModel;
using domain::to_text;

template <SubscriptionLifecycle L>
struct UserGroupBlockModel : ProductBlockModel<UserGroupBlockModel, L> {
  From<L, SubscriptionLifecycle::PROVISIONING, std::string> group_name;
  From<L, SubscriptionLifecycle::ACTIVE, int64_t> group_id;

  static constexpr std::string_view product_block_name = "UserGroupBlock";
  static constexpr auto fields() {
    return std::tuple{member("group_name", &UserGroupBlockModel::group_name),
                      member("group_id", &UserGroupBlockModel::group_id)};
  }
};
using UserGroupBlockInactive = UserGroupBlockModel<SubscriptionLifecycle::INITIAL>;
using UserGroupBlockProvisioning = UserGroupBlockModel<SubscriptionLifecycle::PROVISIONING>;
using UserGroupBlock = UserGroupBlockModel<SubscriptionLifecycle::ACTIVE>;

template <SubscriptionLifecycle L>
struct UserGroupModel : SubscriptionModel<UserGroupModel, L> {
  UserGroupBlockModel<L> user_group;

  static constexpr std::string_view model_name = "UserGroup";
  static constexpr auto fields() { return std::tuple{member("user_group", &UserGroupModel::user_group)}; }
};
using UserGroupInactive = UserGroupModel<SubscriptionLifecycle::INITIAL>;
using UserGroupProvisioning = UserGroupModel<SubscriptionLifecycle::PROVISIONING>;
using UserGroup = UserGroupModel<SubscriptionLifecycle::ACTIVE>;

// Adds the block UserGroupBlock and the product "User Group".
void add_user_group_products(domain::Models& models);

}  // namespace rehearsal::catalog
