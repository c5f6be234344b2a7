// One JSON value as a tree of views into its text: nothing is copied, and the same memory serves the next
// value.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/text.h"

namespace rehearsal::snapshot {

// How many bytes of a text of the file an error shows (core/text.h, shortened).
inline constexpr size_t kShown = 60;

enum class NodeKind : uint8_t { Null, Boolean, Integer, Number, Text, List, Object };

struct Node {
  NodeKind kind = NodeKind::Null;
  // For a text: it stands in the source as it is, without escapes.
  bool is_plain = true;
  // The items of a list or the members of an object.
  uint32_t count = 0;
  // The value of an integer, 0 or 1 for a boolean; for a list or an object where its children begin.
  int64_t number = 0;
  // Its whole text, a text's quotes included.
  std::string_view source;

  bool is(NodeKind wanted) const { return kind == wanted; }
  // "a text", "null", "the integer 5" …, as a message names what was found; a long value is cut.
  std::string in_words() const;
};

class Tree {
 public:
  // Reads the value that begins at `at`; what follows it is not looked at. Returns where it ends. At most
  // `depth` levels may be nested. Throws Error (InvalidJson) with the byte, what was found and what was
  // expected: no JSON, no UTF-8, a key twice in one object, an integer beyond 64 bits, too many levels.
  size_t read(std::string_view text, size_t at, int depth = kMaxJsonDepth);

  const Node& root() const { return root_; }
  // Items of a list, or keys and values of an object in turn.
  const Node& child(const Node& parent, uint32_t n) const {
    return nodes_[static_cast<size_t>(parent.number) + n];
  }
  const Node& key(const Node& object, uint32_t n) const { return child(object, 2 * n); }
  const Node& value(const Node& object, uint32_t n) const { return child(object, 2 * n + 1); }
  // The member of this name; null when there is none.
  const Node* find(const Node& object, std::string_view name) const;

  // What a text says; valid until the next read().
  std::string_view text(const Node& node) const;
  // The value for those who want it as JSON.
  Json json(const Node& node) const;

  // Whether the source is just what add_canonical() would make of it.
  bool is_canonical() const { return canonical_; }
  // The JSON text of the value as it stands in the source, without spaces between its parts; valid until the
  // next read().
  std::string_view compact(const Node& node) const;
  // Appends what core's canonical_json() makes of the value.
  void add_canonical(const Node& node, std::string& out) const;

 private:
  class Reader;

  Node root_;
  std::vector<Node> nodes_;
  // Children of what is not closed yet.
  std::vector<Node> open_;
  mutable std::deque<std::string> decoded_;
  bool canonical_ = true;
  bool has_spaces_ = false;
};

// Where the value that begins at byte `at` of its text stands below `node`: "/user/age"; a list's places
// count from 0.
// "" when it is `node` itself.
std::string pointer_below(const Tree& tree, const Node& node, const char* at);

}  // namespace rehearsal::snapshot
