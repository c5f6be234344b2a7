#include "domain/relations.h"

#include <algorithm>

#include "domain/types.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

constexpr std::string_view kUsers =
    "select s.sequence from subscription_instances own "
    "cross join subscription_instance_relations r on r.depends_on_id = own.subscription_instance_id "
    "cross join subscription_instances other on other.subscription_instance_id = r.in_use_by_id "
    "cross join subscriptions s on s.subscription_id = other.subscription_id "
    "where own.subscription_id = ?1 and s.subscription_id <> ?1";
constexpr std::string_view kUsed =
    "select s.sequence from subscription_instances own "
    "cross join subscription_instance_relations r on r.in_use_by_id = own.subscription_instance_id "
    "cross join subscription_instances other on other.subscription_instance_id = r.depends_on_id "
    "cross join subscriptions s on s.subscription_id = other.subscription_id "
    "where own.subscription_id = ?1 and s.subscription_id <> ?1";

// SQLite would make temporary tables to sort them and to leave out those that come twice.
Users related(store::Database& db, std::string_view sql, std::string_view subscription_id, size_t most) {
  std::vector<int64_t> all;
  {
    auto rows = db.query(sql, subscription_id);
    while (rows.step()) all.push_back(rows.integer(0));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  Users users{{}, static_cast<int64_t>(all.size())};
  for (size_t i = 0; i < std::min(most, all.size()); ++i) {
    auto row = db.query(
        "select s.subscription_id, s.description, s.status, s.insync, p.name from subscriptions s cross join "
        "products p on p.product_id = s.product_id where s.sequence = ?",
        all[i]);
    if (row.step())
      users.first.push_back(
          {row.text(0), row.text(1), lifecycle_from_text(row.view(2)), row.boolean(3), row.text(4)});
  }
  return users;
}

}  // namespace

Users users_with(store::Database& db, std::string_view subscription_id,
                 const std::vector<SubscriptionLifecycle>& statuses, size_t most) {
  if (statuses.empty()) return {};
  std::string texts;
  for (const SubscriptionLifecycle status : statuses)
    texts.append(texts.empty() ? "'" : ", '").append(to_text(status)).append("'");
  return related(db, std::string(kUsers) + " and s.status in (" + texts + ")", subscription_id, most);
}

Users living_users(store::Database& db, std::string_view subscription_id, size_t most) {
  std::vector<SubscriptionLifecycle> living;
  for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
    if (status != SubscriptionLifecycle::TERMINATED) living.push_back(status);
  }
  return users_with(db, subscription_id, living, most);
}

Users locked_users(store::Database& db, std::string_view subscription_id, size_t most) {
  return related(db, std::string(kUsers) + " and s.insync = 0", subscription_id, most);
}

std::string names_of(const Users& users) {
  std::string names;
  for (const RelatedSubscription& each : users.first)
    names.append(names.empty() ? "" : ", ").append(each.description);
  return names + rest_of(users);
}

std::string rest_of(const Users& users) {
  const int64_t rest = users.total - static_cast<int64_t>(users.first.size());
  return rest > 0 ? " and " + std::to_string(rest) + " more" : "";
}

std::vector<RelatedSubscription> depends_on(store::Database& db, std::string_view subscription_id) {
  return related(db, kUsed, subscription_id, kNoLimit).first;
}

}  // namespace rehearsal::domain
