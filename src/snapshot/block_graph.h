// Which block instances there are in a snapshot and which use which: what can be judged only when all were
// read.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/types.h"
#include "snapshot/id.h"
#include "snapshot/problems.h"

namespace rehearsal::snapshot {

class BlockGraph {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // About how many instances there will be.
  void reserve(size_t instances) { by_id_.reserve(instances); }

  // An instance with its values: its owner, its type, and the strictest shape (0 to 2, domain::strictness)
  // for which its own values are complete. Its number; kNone when an instance of this id is there already.
  uint32_t add(std::string_view id, std::string_view owner, const domain::BlockType& type, int complete);
  // `parent` uses a block that is said to be an instance of `type` owned by `owner`. It must be complete for
  // the shape of strictness `needed`, with all that it uses.
  void use(uint32_t parent, std::string_view id, std::string_view owner, const domain::BlockType& type,
           int needed, const Place& where);

  bool has(std::string_view id) const { return by_id_.count(id_from(id)) > 0; }
  // The owner of an instance that is there.
  Id owner_of(std::string_view id) const { return instances_[by_id_.at(id_from(id))].owner; }
  size_t uses() const { return uses_.size(); }

  // May add an instance that the snapshot lacks.
  using Fetch = std::function<void(std::string_view id)>;
  // Checks the n-th use: what is named is there and what it is said to be, complete, in no circle, not too
  // deep.
  void check(size_t n, const Fetch& fetch, Problems& problems);

 private:
  enum class Verdict : uint8_t { Unknown, Good, Circle, Deep };
  struct Instance {
    Id owner;
    const domain::BlockType* type = nullptr;
    uint32_t first_use = kNone;
    int8_t complete = 0;
    // Found when first asked for: how deep blocks stand in one another from here, itself included, and the
    // strictest shape for which all of them are complete.
    int8_t depth = 0;
    int8_t all_complete = 0;
    Verdict verdict = Verdict::Unknown;
    bool is_open = false;
  };
  struct Use {
    uint32_t parent = kNone;
    uint32_t next = kNone;
    Id child;
    Id owner;
    const domain::BlockType* type = nullptr;
    Place where;
    int8_t needed = 0;
  };

  uint32_t find(Id id, const Fetch& fetch);
  Verdict explore(uint32_t number, size_t depth, const Fetch& fetch);

  std::unordered_map<Id, uint32_t, IdHash> by_id_;
  std::vector<Instance> instances_;
  std::vector<Use> uses_;
};

}  // namespace rehearsal::snapshot
