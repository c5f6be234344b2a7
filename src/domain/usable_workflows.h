// Which workflows may start on a subscription and why not (services.subscriptions.subscription_workflows).
#pragma once

#include <optional>
#include <string_view>

#include "core/json.h"

namespace rehearsal::store {
class Database;
}

namespace rehearsal::domain {

// The body of GET /subscriptions/workflows/{id}: the product's workflows by target in lower case, each with
// name, description and, where it may not start, its reason and details; in front the reason that concerns
// the subscription as a whole. Keys without a value are left out. Empty when there is no such subscription.
std::optional<Json> usable_workflows(store::Database& db, std::string_view subscription_id);

// The words for a reason, as the start form says them; the reason itself where there are none.
std::string_view reason_text(std::string_view reason);

}  // namespace rehearsal::domain
