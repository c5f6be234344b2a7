// Subscriptions as JSON: in states, in answers, in lists.
#pragma once

#include <string>
#include <string_view>

#include "core/json.h"
#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::store {
class Rows;
}

namespace rehearsal::domain {

// model_dump(): what stands in a process's state. Times are ISO texts.
Json to_state(const Subscription& subscription);

// GET /subscriptions/domain-model/{id} (engine.md 7.5): blocks with in_use_by_ids and in_use_by_relations,
// times as epoch seconds. With `filter_owner_relations` the ids of this subscription's own instances are left
// out of in_use_by_ids. Throws as from_subscription does; but of a product that the code has no more the
// answer is what the newest revisions hold, unchecked.
Json domain_model(Session& session, std::string_view subscription_id, bool filter_owner_relations = true);

// SubscriptionSchema rows: `select` kSubscriptionSchemaColumns from subscriptions s join products p using
// (product_id).
inline constexpr std::string_view kSubscriptionSchemaColumns =
    "s.subscription_id, s.start_date, s.description, s.status, s.product_id, s.customer_id, s.insync, "
    "s.note, s.end_date, "
    "s.version, p.name, p.description, p.product_type, p.status, p.tag, p.created_at, p.end_date";
inline constexpr int kSubscriptionSchemaWidth = 17;

// The two dialects of the original: under a process product_id is filled and the product's dates are null; in
// the search it is the other way round.
enum class SchemaDialect : uint8_t { PROCESS, SEARCH };
// The row at which `rows` stands; its columns begin at `first`.
Json subscription_schema(const store::Rows& rows, int first, SchemaDialect dialect);

}  // namespace rehearsal::domain
