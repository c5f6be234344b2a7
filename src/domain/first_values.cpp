#include "domain/first_values.h"

#include <map>
#include <set>

#include "domain/descriptions.h"
#include "domain/field_values.h"
#include "domain/revisions.h"
#include "domain/subscriptions.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

struct Lacking {
  // Those that get the value, and the products of their subscriptions by these' ids.
  std::set<std::string> instances;
  std::map<std::string, std::string> subscriptions;
  // How many must have a value and get none, by product and status.
  std::map<std::string, std::map<std::string, int64_t>> unmet;
};

Lacking find_lacking(store::Database& db, const BlockType& block, const Field& field, bool is_new) {
  Lacking lacking;
  auto rows = db.query(
      "select i.subscription_instance_id, i.subscription_id, s.status, p.name from product_blocks b cross "
      "join subscription_instances i on i.product_block_id = b.product_block_id cross join subscriptions s "
      "on s.subscription_id = i.subscription_id cross join products p on p.product_id = s.product_id where "
      "b.name = ?1 and not exists (select 1 from subscription_instance_values v where "
      "v.subscription_instance_id = i.subscription_instance_id and v.resource_type_id = (select "
      "resource_type_id from resource_types where resource_type = ?2))",
      block.name, field.name);
  while (rows.step()) {
    const bool is_required =
        !field.is_list && field.is_required_at(shape_of(lifecycle_from_text(rows.view(2))));
    if (!field.initial.empty() && (is_new || is_required)) {
      lacking.instances.insert(rows.text(0));
      lacking.subscriptions.emplace(rows.text(1), rows.text(3));
    } else if (is_required) {
      ++lacking.unmet[rows.text(3)][rows.text(2)];
    }
  }
  return lacking;
}

void give(Session& session, const Field& field, const Lacking& lacking) {
  for (const std::string& instance : lacking.instances) {
    session.db.run(
        "insert into subscription_instance_values (subscription_instance_value_id, subscription_instance_id, "
        "resource_type_id, value) select ?, ?, resource_type_id, ? from resource_types where resource_type = "
        "?",
        session.ids.next(), instance, field.initial, field.name);
  }
  note_changed_blocks(session, lacking.instances);
  const Json value = value_from_text(field, field.initial);
  for (const auto& [id, product] : lacking.subscriptions) {
    session.db.run("update subscriptions set version = version + 1 where subscription_id = ?", id);
    if (session.models.find_product_type(product)) {
      append_revision(session, load_unchecked(session, id));
    } else {
      // What the code has no more cannot be loaded.
      append_revision(session, id, lacking.instances, field.name,
                      field.is_list ? Json::array({value}) : value);
    }
  }
}

}  // namespace

void give_first_values(Session& session, const BlockType& block, const Field& field, bool is_new,
                       std::vector<std::string>& lines) {
  const Lacking lacking = find_lacking(session.db, block, field, is_new);
  if (!lacking.instances.empty()) {
    give(session, field, lacking);
    lines.push_back("Gave \"" + field.initial + "\" to " + field.name + " of the " +
                    std::to_string(lacking.instances.size()) + " instances of " + block.name);
  }
  for (const auto& [product, statuses] : lacking.unmet) {
    int64_t all = 0;
    std::string counts;
    for (const auto& [status, count] : statuses) {
      all += count;
      counts.append(counts.empty() ? "" : ", ").append(std::to_string(count)).append(" ").append(status);
    }
    lines.push_back("Found no value for the field " + field.name + " of the product block " + block.name +
                    " in " + std::to_string(all) + " instances of the product " + product + " (" + counts +
                    "), whose subscriptions must have it and cannot be opened: say in the block's "
                    "declaration what the field begins with, or require it from a later lifecycle on");
  }
}

}  // namespace rehearsal::domain
