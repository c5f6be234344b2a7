// How a User's subscription is described.
#pragma once

#include <optional>
#include <string>

#include "catalog/workshop/products/user.h"

namespace rehearsal::catalog {

// "User ann from group staff (internal)".
template <SubscriptionLifecycle L>
std::string user_description(const UserModel<L>& subscription) {
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  return "User " + text(subscription.user.username) + " from group " + text(subscription.user.group.group_name) + " (" +
         std::string(to_text(subscription.affiliation)) + ")";
}

}  // namespace rehearsal::catalog
