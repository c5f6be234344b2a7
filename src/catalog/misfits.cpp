#include "catalog/misfits.h"

#include <algorithm>
#include <string>

#include "domain/field_values.h"
#include "store/database.h"

namespace rehearsal::catalog {

Misfits misfits_of(store::Database& db, std::string_view block, const domain::Field& field) {
  Misfits misfits;
  // One instance's values stand side by side.
  std::string instance;
  int64_t subscription = 0;
  size_t count = 0;
  const auto note = [&](size_t values) {
    misfits.values += static_cast<int64_t>(values);
    if (values > 0) misfits.subscriptions.push_back(subscription);
  };
  const domain::Items items = field.is_list ? field.items : domain::Items{0, 1};
  const auto end_instance = [&] {
    if (!instance.empty() && (count < items.min || count > items.max)) note(std::max<size_t>(count, 1));
  };
  auto rows = db.query(
      "select s.sequence, i.subscription_instance_id, v.value from product_blocks b cross join "
      "subscription_instances i on i.product_block_id = b.product_block_id cross join subscriptions s on "
      "s.subscription_id = i.subscription_id left join subscription_instance_values v on "
      "v.subscription_instance_id = i.subscription_instance_id and v.resource_type_id = (select "
      "resource_type_id from resource_types where resource_type = ?2) where b.name = ?1",
      block, field.name);
  while (rows.step()) {
    if (rows.view(1) != instance) {
      end_instance();
      instance = rows.text(1);
      subscription = rows.integer(0);
      count = 0;
    }
    if (rows.is_null(2)) continue;
    ++count;
    note(domain::is_value_of(field, domain::value_from_text(field, rows.view(2))) ? 0 : 1);
  }
  end_instance();
  std::vector<int64_t>& all = misfits.subscriptions;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return misfits;
}

}  // namespace rehearsal::catalog
