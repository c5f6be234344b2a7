#include "catalog/workshop/workflows/user/user_group_selector.h"

#include "catalog/authoring.h"

namespace rehearsal::catalog {

forms::Type user_group_selector(store::Database& db) {
  using store::products, store::subscriptions;
  const auto rows = store::select(subscriptions)
                        .join(products)
                        .filter(products.product_type == "UserGroup", subscriptions.status == "active")
                        .order_by(subscriptions.start_date)
                        .order_by(subscriptions.sequence)
                        .with_only_columns(subscriptions.subscription_id, subscriptions.description)
                        .all(db);
  std::vector<forms::Option> groups;
  groups.reserve(rows.size());
  for (const auto& [subscription_id, description] : rows) groups.emplace_back(subscription_id, description);
  return choice_list(choice("UserGroupEnum", std::move(groups)), {.min_items = 1, .max_items = 1});
}

}  // namespace rehearsal::catalog
