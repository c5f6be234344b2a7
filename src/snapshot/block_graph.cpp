#include "snapshot/block_graph.h"

#include <algorithm>

#include "domain/stored_blocks.h"

namespace rehearsal::snapshot {

uint32_t BlockGraph::add(std::string_view id, std::string_view owner, const domain::BlockType& type,
                         int complete) {
  const auto number = static_cast<uint32_t>(instances_.size());
  if (!by_id_.emplace(id_from(id), number).second) return kNone;
  Instance& instance = instances_.emplace_back();
  instance.owner = id_from(owner);
  instance.type = &type;
  instance.complete = static_cast<int8_t>(complete);
  return number;
}

void BlockGraph::use(uint32_t parent, std::string_view id, std::string_view owner,
                     const domain::BlockType& type, int needed, const Place& where) {
  uint32_t& first = instances_[parent].first_use;
  uses_.push_back({parent, first, id_from(id), id_from(owner), &type, where, static_cast<int8_t>(needed)});
  first = static_cast<uint32_t>(uses_.size() - 1);
}

uint32_t BlockGraph::find(Id id, const Fetch& fetch) {
  auto found = by_id_.find(id);
  if (found == by_id_.end() && fetch) {
    fetch(text_of(id));
    found = by_id_.find(id);
  }
  return found == by_id_.end() ? kNone : found->second;
}

BlockGraph::Verdict BlockGraph::explore(uint32_t number, size_t depth, const Fetch& fetch) {
  if (instances_[number].verdict != Verdict::Unknown) return instances_[number].verdict;
  if (instances_[number].is_open) return Verdict::Circle;
  if (depth > domain::kMaxBlockDepth) return Verdict::Deep;
  instances_[number].is_open = true;
  Verdict verdict = Verdict::Good;
  int deepest = 0;
  int8_t complete = instances_[number].complete;
  for (uint32_t use = instances_[number].first_use; use != kNone; use = uses_[use].next) {
    const uint32_t child = find(uses_[use].child, fetch);
    if (child == kNone) continue;  // the check of that use says so
    const Verdict below = explore(child, depth + 1, fetch);
    if (below != Verdict::Good) verdict = below;
    deepest = std::max<int>(deepest, instances_[child].depth);
    complete = std::min(complete, instances_[child].all_complete);
  }
  Instance& instance = instances_[number];
  instance.is_open = false;
  instance.verdict = verdict;
  instance.depth = static_cast<int8_t>(deepest + 1);
  instance.all_complete = complete;
  return verdict;
}

void BlockGraph::check(size_t n, const Fetch& fetch, Problems& problems) {
  const uint32_t number = find(uses_[n].child, fetch);
  const Use use = uses_[n];
  const std::string id = text_of(use.child);
  const std::string expected =
      "the instance of a " + use.type->name + " of subscription " + text_of(use.owner);
  if (number == kNone) {
    problems.add(use.where, expected, id + ", which is not there");
    return;
  }
  if (instances_[number].type->name != use.type->name) {
    problems.add(use.where, expected, "one of a " + instances_[number].type->name);
    return;
  }
  if (!(instances_[number].owner == use.owner)) {
    problems.add(use.where, expected, "one of subscription " + text_of(instances_[number].owner));
    return;
  }
  const Verdict verdict = explore(number, 1, fetch);
  const Instance& instance = instances_[number];
  if (verdict == Verdict::Circle) {
    problems.add(use.where, "blocks that do not use each other in a circle",
                 id + ", which leads back to itself");
  } else if (verdict == Verdict::Deep || static_cast<size_t>(instance.depth) >= domain::kMaxBlockDepth) {
    problems.add(
        use.where,
        "blocks that stand at most " + std::to_string(domain::kMaxBlockDepth) + " deep in one another",
        "deeper ones from " + id + " on");
  } else if (instance.all_complete < use.needed) {
    problems.add(use.where,
                 "a " + use.type->name + " with all values that the status of the subscription asks for",
                 id + ", in which, or in a block that it uses, one is missing");
  }
}

}  // namespace rehearsal::snapshot
