#include "domain/tree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/error.h"
#include "domain/field_values.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

struct StoredInstance;
using Instances = std::unordered_map<std::string, StoredInstance>;

struct Edge {
  const Instances::value_type* child;
  std::string attribute;
};

struct StoredInstance {
  std::string owner;
  std::string block_name;
  std::optional<std::string> label;
  // Resource type and text, in the order in which they were written.
  std::vector<std::pair<std::string, std::string>> values;
  // Each attribute's in the order of its list.
  std::vector<Edge> edges;
  bool is_below_own = false;
};

constexpr std::string_view kInstancesTail =
    "select i.subscription_instance_id, i.subscription_id, i.label, b.name, t.resource_type, v.value "
    "from tree cross join subscription_instances i on i.subscription_instance_id = tree.id "
    "cross join product_blocks b on b.product_block_id = i.product_block_id "
    "left join subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id "
    "left join resource_types t on t.resource_type_id = v.resource_type_id order by i.rowid, v.rowid";

constexpr std::string_view kEdgesTail =
    "select r.in_use_by_id, r.depends_on_id, r.domain_model_attr from tree "
    "cross join subscription_instance_relations r on r.in_use_by_id = tree.id "
    "where r.domain_model_attr is not null order by r.order_id";

// Reads one subscription's tree and makes blocks of it.
class Tree {
 public:
  Tree(Session& session, const std::string& subscription_id) : models_(session.models) {
    read_instances(session.db, subscription_id);
    read_edges(session.db, subscription_id);
  }

  // The own blocks of this type that stand below no other own block, in the order in which they were made.
  std::vector<Block> roots(const BlockType& type) {
    std::vector<Block> blocks;
    for (const Instances::value_type* instance : own_) {
      if (!instance->second.is_below_own && instance->second.block_name == type.name) {
        blocks.push_back(block(*instance, type));
      }
    }
    return blocks;
  }

 private:
  void read_instances(store::Database& db, const std::string& subscription_id) {
    auto rows = db.query(JoinedSql<kTreeOfIds, kInstancesTail>::text, subscription_id);
    while (rows.step()) {
      const auto [place, is_new] = instances_.try_emplace(rows.text(0));
      StoredInstance& instance = place->second;
      if (is_new) {
        instance.owner = rows.text(1);
        instance.label = rows.optional_text(2);
        instance.block_name = rows.text(3);
        if (instance.owner == subscription_id) own_.push_back(&*place);
      }
      if (!rows.is_null(4)) instance.values.emplace_back(rows.text(4), rows.text(5));
    }
  }

  void read_edges(store::Database& db, const std::string& subscription_id) {
    auto rows = db.query(JoinedSql<kTreeOfIds, kEdgesTail>::text, subscription_id);
    while (rows.step()) {
      StoredInstance& parent = instances_.at(rows.text(0));
      Instances::value_type& child = *instances_.find(rows.text(1));
      parent.edges.push_back({&child, rows.text(2)});
      if (parent.owner == subscription_id) child.second.is_below_own = true;
    }
  }

  Block block(const Instances::value_type& stored, const BlockType& type) {
    const auto& [id, instance] = stored;
    enter(stored);
    Block made;
    made.type = &type;
    made.subscription_instance_id = id;
    made.owner_subscription_id = instance.owner;
    made.label = instance.label;
    made.fields.reserve(type.fields.size());
    for (const Field& field : type.fields) {
      made.fields.push_back(field.is_block() ? blocks_of(instance, field) : value_of(instance, field));
    }
    path_.pop_back();
    return made;
  }

  FieldValue blocks_of(const StoredInstance& instance, const Field& field) {
    FieldValue value;
    const BlockType& type = models_.block(field.block);
    for (const Edge& edge : instance.edges) {
      if (edge.attribute != field.name || edge.child->second.block_name != type.name) continue;
      value.blocks.push_back(block(*edge.child, type));
      if (!field.is_list) break;
    }
    return value;
  }

  static FieldValue value_of(const StoredInstance& instance, const Field& field) {
    FieldValue value;
    if (field.is_list) value.value = Json::array();
    for (const auto& [resource_type, text] : instance.values) {
      if (resource_type != field.name) continue;
      if (field.is_list) {
        value.value.push_back(value_from_text(field, text));
      } else {
        value.value = value_from_text(field, text);
      }
    }
    return value;
  }

  void enter(const Instances::value_type& instance) {
    if (std::find(path_.begin(), path_.end(), &instance) != path_.end()) {
      throw value_error("The product block instance " + instance.first + " (" + instance.second.block_name +
                        ") refers to itself through other blocks; a circle of blocks cannot be loaded.");
    }
    if (path_.size() == kMaxBlockDepth) {
      throw value_error("Product blocks may stand " + std::to_string(kMaxBlockDepth) +
                        " deep in one another; those below instance " + path_.front()->first +
                        " are deeper.");
    }
    path_.push_back(&instance);
  }

  const Models& models_;
  Instances instances_;
  std::vector<const Instances::value_type*> own_;
  // The instances between the root and the block that is being made.
  std::vector<const Instances::value_type*> path_;
};

}  // namespace

void load_blocks(Session& session, Subscription& subscription) {
  Tree tree(session, subscription.subscription_id);
  subscription.roots.clear();
  subscription.roots.reserve(subscription.type->blocks.size());
  for (const Field& field : subscription.type->blocks) {
    subscription.roots.push_back({nullptr, tree.roots(session.models.block(field.block))});
    std::vector<Block>& blocks = subscription.roots.back().blocks;
    if (!field.is_list && blocks.size() > 1) {
      throw value_error("Subscription " + subscription.subscription_id + " has " +
                        std::to_string(blocks.size()) + " blocks " + field.block + " for its field '" +
                        field.name + "', which holds one.");
    }
  }
}

}  // namespace rehearsal::domain
