#include "domain/relations.h"

#include "store/database.h"

namespace rehearsal::domain {
namespace {

std::vector<RelatedSubscription> related(store::Database& db, std::string_view sql,
                                         std::string_view subscription_id) {
  std::vector<RelatedSubscription> found;
  auto rows = db.query(sql, subscription_id);
  while (rows.step()) {
    found.push_back({rows.text(0), rows.text(1), lifecycle_from_text(rows.view(2)), rows.boolean(3)});
  }
  return found;
}

}  // namespace

std::vector<RelatedSubscription> in_use_by(store::Database& db, std::string_view subscription_id) {
  return related(
      db,
      "select distinct s.subscription_id, s.description, s.status, s.insync from subscription_instances own "
      "cross join subscription_instance_relations r on r.depends_on_id = own.subscription_instance_id "
      "cross join subscription_instances other on other.subscription_instance_id = r.in_use_by_id "
      "cross join subscriptions s on s.subscription_id = other.subscription_id "
      "where own.subscription_id = ?1 and s.subscription_id <> ?1 order by s.sequence",
      subscription_id);
}

std::vector<RelatedSubscription> depends_on(store::Database& db, std::string_view subscription_id) {
  return related(
      db,
      "select distinct s.subscription_id, s.description, s.status, s.insync from subscription_instances own "
      "cross join subscription_instance_relations r on r.in_use_by_id = own.subscription_instance_id "
      "cross join subscription_instances other on other.subscription_instance_id = r.depends_on_id "
      "cross join subscriptions s on s.subscription_id = other.subscription_id "
      "where own.subscription_id = ?1 and s.subscription_id <> ?1 order by s.sequence",
      subscription_id);
}

}  // namespace rehearsal::domain
