#include "domain/stored_blocks.h"

#include <algorithm>

#include "store/database.h"

namespace rehearsal::domain {
namespace {

// Neither sorts nor looks for duplicates: for a handful of rows SQLite's temporary tables cost more than all
// the rest.
constexpr std::string_view kInstancesOfSubscription =
    "select i.subscription_instance_id, i.rowid, i.subscription_id, i.label, b.name, v.rowid, "
    "t.resource_type, v.value "
    "from subscription_instances i cross join product_blocks b on b.product_block_id = i.product_block_id "
    "left join subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id "
    "left join resource_types t on t.resource_type_id = v.resource_type_id where i.subscription_id = ?";
constexpr std::string_view kRelationsOfSubscription =
    "select r.in_use_by_id, r.rowid, r.depends_on_id, r.domain_model_attr, r.order_id from "
    "subscription_instances i "
    "cross join subscription_instance_relations r on r.in_use_by_id = i.subscription_instance_id "
    "where i.subscription_id = ?";
constexpr std::string_view kInstance =
    "select i.subscription_instance_id, i.rowid, i.subscription_id, i.label, b.name, v.rowid, "
    "t.resource_type, v.value "
    "from subscription_instances i cross join product_blocks b on b.product_block_id = i.product_block_id "
    "left join subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id "
    "left join resource_types t on t.resource_type_id = v.resource_type_id where i.subscription_instance_id "
    "= ?";
constexpr std::string_view kRelationsOfInstance =
    "select in_use_by_id, rowid, depends_on_id, domain_model_attr, order_id from "
    "subscription_instance_relations "
    "where in_use_by_id = ?";

}  // namespace

StoredBlocks::StoredBlocks(store::Database& db, std::string_view subscription_id)
    : db_(db), subscription_id_(subscription_id) {
  read(kInstancesOfSubscription, kRelationsOfSubscription, subscription_id);
}

const StoredInstance* StoredBlocks::find_own(const std::string& id) const {
  const auto found = instances_.find(id);
  return found != instances_.end() && found->second.owner == subscription_id_ ? &found->second : nullptr;
}

const StoredInstance* StoredBlocks::find(const std::string& id) {
  auto found = instances_.find(id);
  if (found == instances_.end()) {
    read(kInstance, kRelationsOfInstance, id);
    found = instances_.find(id);
  }
  return found == instances_.end() ? nullptr : &found->second;
}

void StoredBlocks::read(std::string_view instances_sql, std::string_view relations_sql, std::string_view id) {
  std::vector<StoredInstance*> read_now;
  auto instances = db_.query(instances_sql, id);
  while (instances.step()) {
    const auto [place, is_new] = instances_.try_emplace(instances.text(0));
    StoredInstance& instance = place->second;
    if (is_new) {
      instance.row = instances.integer(1);
      instance.id = place->first;
      instance.owner = instances.text(2);
      instance.label = instances.optional_text(3);
      instance.block_name = instances.text(4);
      if (instance.owner == subscription_id_) own_.push_back(&instance);
      read_now.push_back(&instance);
    }
    if (!instances.is_null(5)) {
      instance.values.push_back({instances.integer(5), instances.text(6), instances.text(7)});
    }
  }
  auto relations = db_.query(relations_sql, id);
  while (relations.step()) {
    instances_.at(relations.text(0))
        .relations.push_back({relations.integer(1), relations.text(2),
                              relations.optional_text(3).value_or(""), relations.integer(4)});
  }
  for (StoredInstance* instance : read_now) {
    std::sort(instance->values.begin(), instance->values.end(),
              [](const StoredValue& a, const StoredValue& b) { return a.row < b.row; });
    std::sort(instance->relations.begin(), instance->relations.end(), [](const auto& a, const auto& b) {
      return a.order != b.order ? a.order < b.order : a.row < b.row;
    });
  }
  std::sort(own_.begin(), own_.end(), [](const auto* a, const auto* b) { return a->row < b->row; });
}

}  // namespace rehearsal::domain
