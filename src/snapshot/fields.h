// The members of one object of a snapshot, found by name and checked for what they may be.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/clock.h"
#include "snapshot/problems.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

enum class MemberKind : uint8_t { Text, Uuid, Moment, Boolean, Integer, Object, List, Any };

struct Member {
  std::string_view name;
  MemberKind kind = MemberKind::Text;
  bool nullable = false;
  // The most characters of a text; 0: as many as it likes.
  size_t longest = 0;
  // Files of earlier releases lack it: null where it is missing.
  bool is_new = false;
};

// What an element says of itself to those who look for problems.
struct Notes {
  const Tree& tree;
  Place element;
  Problems& problems;

  void add(const Node& at, std::string expected, std::string found) {
    problems.add(tree, element, at, std::move(expected), std::move(found));
  }
};

// Whether the value is what the member may be; notes a problem when it is not.
bool check_member(Notes& notes, const Node& value, const Member& member);

class Fields {
 public:
  static constexpr size_t kMost = 17;

  // Finds the members of `object` and notes what is missing, unknown or of the wrong kind. False when
  // anything was.
  template <size_t N>
  bool check(Notes& notes, const Node& object, const std::array<Member, N>& members) {
    static_assert(N <= kMost);
    return check(notes, object, members.data(), N);
  }
  // The same of an object that was checked before.
  template <size_t N>
  Fields& take(const Tree& tree, const Node& object, const std::array<Member, N>& members) {
    static_assert(N <= kMost);
    find(tree, object, members.data(), N);
    return *this;
  }

  // By the place in `members`.
  const Node& node(size_t i) const { return *values_[i]; }
  bool is_null(size_t i) const { return node(i).is(NodeKind::Null); }
  std::string_view text(size_t i) const { return tree_->text(node(i)); }
  std::optional<std::string_view> optional_text(size_t i) const;
  Instant moment(size_t i) const;
  std::optional<Instant> optional_moment(size_t i) const;
  bool boolean(size_t i) const { return node(i).number != 0; }
  int64_t integer(size_t i) const { return node(i).number; }
  std::optional<int64_t> optional_integer(size_t i) const;
  // The JSON text, without spaces.
  std::string_view raw(size_t i) const { return tree_->compact(node(i)); }

 private:
  bool check(Notes& notes, const Node& object, const Member* members, size_t count);
  // Whether every member of the object is one of `members`.
  bool find(const Tree& tree, const Node& object, const Member* members, size_t count);

  const Tree* tree_ = nullptr;
  std::array<const Node*, kMost> values_{};
};

}  // namespace rehearsal::snapshot
