#include "domain/relations.h"

#include <cstdint>
#include <map>
#include <utility>

#include "store/database.h"

namespace rehearsal::domain {
namespace {

std::vector<RelatedSubscription> related(store::Database& db, std::string_view sql,
                                         std::string_view subscription_id) {
  // By the order of their making, each once; SQLite would make temporary tables for both.
  std::map<int64_t, RelatedSubscription> found;
  auto rows = db.query(sql, subscription_id);
  while (rows.step()) {
    if (found.count(rows.integer(0))) continue;
    found.emplace(rows.integer(0),
                  RelatedSubscription{rows.text(1), rows.text(2), lifecycle_from_text(rows.view(3)),
                                      rows.boolean(4), rows.text(5)});
  }
  std::vector<RelatedSubscription> subscriptions;
  subscriptions.reserve(found.size());
  for (auto& each : found) subscriptions.push_back(std::move(each.second));
  return subscriptions;
}

}  // namespace

std::vector<RelatedSubscription> in_use_by(store::Database& db, std::string_view subscription_id) {
  return related(
      db,
      "select s.sequence, s.subscription_id, s.description, s.status, s.insync, p.name from "
      "subscription_instances "
      "own "
      "cross join subscription_instance_relations r on r.depends_on_id = own.subscription_instance_id "
      "cross join subscription_instances other on other.subscription_instance_id = r.in_use_by_id "
      "cross join subscriptions s on s.subscription_id = other.subscription_id "
      "cross join products p on p.product_id = s.product_id "
      "where own.subscription_id = ?1 and s.subscription_id <> ?1",
      subscription_id);
}

std::vector<RelatedSubscription> depends_on(store::Database& db, std::string_view subscription_id) {
  return related(
      db,
      "select s.sequence, s.subscription_id, s.description, s.status, s.insync, p.name from "
      "subscription_instances "
      "own "
      "cross join subscription_instance_relations r on r.in_use_by_id = own.subscription_instance_id "
      "cross join subscription_instances other on other.subscription_instance_id = r.depends_on_id "
      "cross join subscriptions s on s.subscription_id = other.subscription_id "
      "cross join products p on p.product_id = s.product_id "
      "where own.subscription_id = ?1 and s.subscription_id <> ?1",
      subscription_id);
}

}  // namespace rehearsal::domain
