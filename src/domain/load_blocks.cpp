#include <algorithm>
#include <unordered_set>

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/stored_blocks.h"

namespace rehearsal::domain {
namespace {

// Makes blocks of what is stored.
class BlockLoader {
 public:
  BlockLoader(Session& session, const std::string& subscription_id)
      : models_(session.models), stored_(session.db, subscription_id) {
    for (const StoredInstance* instance : stored_.own()) {
      for (const StoredRelation& relation : instance->relations) {
        if (!relation.attribute.empty()) below_own_.insert(relation.child);
      }
    }
  }

  // The own blocks of the field's types that stand below no other own block, in the order in which they were
  // made.
  std::vector<Block> roots(const Field& field) {
    std::vector<Block> blocks;
    for (const StoredInstance* instance : stored_.own()) {
      if (field.takes(instance->block_name) && !below_own_.count(instance->id))
        blocks.push_back(block(*instance, models_.block(instance->block_name)));
    }
    return blocks;
  }

 private:
  Block block(const StoredInstance& instance, const BlockType& type) {
    enter(instance);
    Block made;
    made.type = &type;
    made.subscription_instance_id = instance.id;
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
    for (const StoredRelation& relation : instance.relations) {
      if (relation.attribute != field.name) continue;
      const StoredInstance* child = stored_.find(relation.child);
      if (child && field.takes(child->block_name))
        value.blocks.push_back(block(*child, models_.block(child->block_name)));
    }
    return value;
  }

  static FieldValue value_of(const StoredInstance& instance, const Field& field) {
    FieldValue value;
    if (field.is_list) value.value = Json::array();
    for (const StoredValue& stored : instance.values) {
      if (stored.resource_type != field.name) continue;
      if (field.is_list) {
        value.value.push_back(value_from_text(field, stored.text));
      } else {
        value.value = value_from_text(field, stored.text);
      }
    }
    return value;
  }

  void enter(const StoredInstance& instance) {
    if (std::find(path_.begin(), path_.end(), &instance) != path_.end()) {
      throw value_error("The product block instance " + instance.id + " (" + instance.block_name +
                        ") refers to itself through other blocks; a circle of blocks cannot be loaded.");
    }
    if (path_.size() == kMaxBlockDepth) {
      throw value_error("Product blocks may stand " + std::to_string(kMaxBlockDepth) +
                        " deep in one another; those below instance " + path_.front()->id + " are deeper.");
    }
    path_.push_back(&instance);
  }

  const Models& models_;
  StoredBlocks stored_;
  std::unordered_set<std::string_view> below_own_;
  // The instances between the root and the block that is being made.
  std::vector<const StoredInstance*> path_;
};

}  // namespace

void load_blocks(Session& session, Subscription& subscription) {
  BlockLoader loader(session, subscription.subscription_id);
  subscription.roots.clear();
  subscription.roots.reserve(subscription.type->blocks.size());
  for (const Field& field : subscription.type->blocks) {
    subscription.roots.push_back({nullptr, loader.roots(field)});
  }
}

}  // namespace rehearsal::domain
