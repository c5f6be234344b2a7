// The products User internal and User external: a user, who belongs to a User Group.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "catalog/workshop/products/user_group.h"

namespace rehearsal::catalog {

enum class Affiliation : uint8_t { internal, external };

template <SubscriptionLifecycle L>
struct UserBlockModel : ProductBlockModel<UserBlockModel, L> {
  UserGroupBlockModel<L> group;
  From<L, SubscriptionLifecycle::PROVISIONING, std::string> username;
  std::optional<int64_t> age;
  From<L, SubscriptionLifecycle::ACTIVE, int64_t> user_id;

  static constexpr std::string_view product_block_name = "UserBlock";
  static constexpr auto fields() {
    return std::tuple{member("group", &UserBlockModel::group), member("username", &UserBlockModel::username),
                      member("age", &UserBlockModel::age), member("user_id", &UserBlockModel::user_id)};
  }
};
using UserBlockInactive = UserBlockModel<SubscriptionLifecycle::INITIAL>;
using UserBlockProvisioning = UserBlockModel<SubscriptionLifecycle::PROVISIONING>;
using UserBlock = UserBlockModel<SubscriptionLifecycle::ACTIVE>;

template <SubscriptionLifecycle L>
struct UserModel : SubscriptionModel<UserModel, L> {
  Affiliation affiliation;
  UserBlockModel<L> user;

  static constexpr std::string_view model_name = "User";
  static constexpr auto fields() {
    return std::tuple{member("affiliation", &UserModel::affiliation), member("user", &UserModel::user)};
  }
};
using UserInactive = UserModel<SubscriptionLifecycle::INITIAL>;
using UserProvisioning = UserModel<SubscriptionLifecycle::PROVISIONING>;
using User = UserModel<SubscriptionLifecycle::ACTIVE>;

// Adds the block UserBlock and both products; the User Group's block must be there already.
void add_user_products(domain::Models& models);

}  // namespace rehearsal::catalog

template <>
struct rehearsal::domain::EnumTexts<rehearsal::catalog::Affiliation> {
  static constexpr std::array texts = {
      std::pair{rehearsal::catalog::Affiliation::internal, std::string_view("internal")},
      std::pair{rehearsal::catalog::Affiliation::external, std::string_view("external")}};
};
