// The blocks of a subscription as the database holds them: read by loading and by saving.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// How deep blocks may stand in one another: with lists between them their JSON stays below core's limit.
inline constexpr size_t kMaxBlockDepth = 40;

// One row of subscription_instance_values. `row` tells the order in which values were written.
struct StoredValue {
  int64_t row;
  std::string resource_type;
  std::string text;
};

// One row of subscription_instance_relations; a relation without an attribute belongs to no field.
struct StoredRelation {
  int64_t row;
  std::string child;
  std::string attribute;
  int64_t order;
};

struct StoredInstance {
  int64_t row = 0;
  std::string id;
  std::string owner;
  std::string block_name;
  std::optional<std::string> label;
  // In the order in which they were written.
  std::vector<StoredValue> values;
  // In the order of their lists.
  std::vector<StoredRelation> relations;
};

class StoredBlocks {
 public:
  // Reads the subscription's own instances with two statements, however many there are.
  StoredBlocks(store::Database& db, std::string_view subscription_id);

  // In the order in which they were made.
  const std::vector<const StoredInstance*>& own() const { return own_; }
  const StoredInstance* find_own(const std::string& id) const;
  // An instance that is not the subscription's own is read when first asked for; null when there is none.
  const StoredInstance* find(const std::string& id);

 private:
  void read(std::string_view instances_sql, std::string_view relations_sql, std::string_view id);

  store::Database& db_;
  std::string subscription_id_;
  std::unordered_map<std::string, StoredInstance> instances_;
  std::vector<const StoredInstance*> own_;
};

// Fills subscription.roots with the tree of its blocks, those of other subscriptions that it refers to
// included. Values that are missing are null, and values that say nothing of their kind stay texts: nothing
// is checked here. Throws Error (ValueError) when blocks refer to each other in a circle or stand deeper than
// kMaxBlockDepth.
void load_blocks(Session& session, Subscription& subscription);

}  // namespace rehearsal::domain
