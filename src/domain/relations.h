// Which subscriptions use which: relations of block instances that cross from one subscription to another.
#pragma once

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

// The subscriptions that use a block of this one, in the order in which they were made; each once.
std::vector<RelatedSubscription> in_use_by(store::Database& db, std::string_view subscription_id);
// The subscriptions whose blocks this one uses.
std::vector<RelatedSubscription> depends_on(store::Database& db, std::string_view subscription_id);

}  // namespace rehearsal::domain
