// Which subscriptions use which: relations of block instances that cross from one subscription to another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/lifecycle.h"

namespace rehearsal::store {
class Database;
}

namespace rehearsal::domain {

struct RelatedSubscription {
  std::string subscription_id;
  std::string description;
  SubscriptionLifecycle status = SubscriptionLifecycle::INITIAL;
  bool insync = false;
  std::string product_name;
};

// Of subscriptions that use a block of one, of which there may be very many: the first in the order in which
// they were made, each once, and how many there are.
struct Users {
  std::vector<RelatedSubscription> first;
  int64_t total = 0;
};

// Errors name so many.
inline constexpr size_t kMostNamed = 20;

// The users that have one of these statuses; the first `most` of them are told.
Users users_with(store::Database& db, std::string_view subscription_id,
                 const std::vector<SubscriptionLifecycle>& statuses, size_t most = kMostNamed);
// Those that are not terminated: what keeps the subscription from being.
Users living_users(store::Database& db, std::string_view subscription_id, size_t most = kMostNamed);
// Those that are out of sync.
Users locked_users(store::Database& db, std::string_view subscription_id, size_t most);
// "one, two and 3 more": their descriptions.
std::string names_of(const Users& users);
// " and 3 more", or nothing where all are told.
std::string rest_of(const Users& users);

// The subscriptions whose blocks this one uses, in the order in which they were made; each once.
std::vector<RelatedSubscription> depends_on(store::Database& db, std::string_view subscription_id);

}  // namespace rehearsal::domain
