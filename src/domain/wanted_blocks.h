// What saving a subscription wants stored: read off its tree of blocks, and checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "domain/values.h"

namespace rehearsal::domain {

struct Relation {
  std::string_view parent;
  std::string_view child;
  std::string_view attribute;
  int64_t order;
  // Where it stands in the database; no part of what it says.
  int64_t row = 0;

  friend bool operator<(const Relation& a, const Relation& b) {
    return std::tie(a.parent, a.child, a.attribute, a.order) <
           std::tie(b.parent, b.child, b.attribute, b.order);
  }
};

// What the tree in memory wants stored: own blocks, each once, and all relations below them. Views into the
// subscription, which must outlive it.
class Wanted {
 public:
  // Throws Error (ValueError) when a block stands twice below one parent, in two places with different values
  // or too deep, or one of another subscription stands directly below this one.
  explicit Wanted(const Subscription& subscription);

  const std::vector<const Block*>& own_blocks() const { return own_blocks_; }
  // Sorted.
  const std::vector<Relation>& relations() const { return relations_; }
  bool has(std::string_view instance) const { return blocks_by_id_.count(instance) > 0; }
  // Whether blocks of other subscriptions are referred to.
  bool has_foreign() const { return blocks_by_id_.size() > own_blocks_.size(); }
  // The owner that the block of a relation's child names.
  const std::string& owner_of(std::string_view instance) const {
    return blocks_by_id_.at(instance)->owner_subscription_id;
  }

 private:
  bool is_foreign(const Block& block) const {
    return block.owner_subscription_id != subscription_.subscription_id;
  }
  void visit(const Block& block, size_t depth);

  const Subscription& subscription_;
  std::vector<const Block*> own_blocks_;
  std::vector<Relation> relations_;
  std::unordered_map<std::string_view, const Block*> blocks_by_id_;
};

}  // namespace rehearsal::domain
