// Reading a value strictly into a Tree.
#include <algorithm>
#include <charconv>

#include "core/error.h"
#include "core/json_in.h"
#include "snapshot/json_text.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Error invalid(const std::string& expected, const std::string& found) {
  return Error("InvalidJson", "Expected " + expected + ", found " + found + ".",
               {{"expected", expected}, {"found", found}});
}

}  // namespace

class Tree::Reader {
 public:
  Reader(Tree& tree, std::string_view text, size_t at, int depth)
      : tree_(tree), text_(text), at_(at), depth_(depth) {}

  Node value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return list();
      case '"':
        return string();
      case 't':
        return word("true", NodeKind::Boolean, 1);
      case 'f':
        return word("false", NodeKind::Boolean, 0);
      case 'n':
        return word("null", NodeKind::Null, 0);
      default:
        return number();
    }
  }
  size_t at() const { return at_; }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    if (!is_space(peek())) return;
    tree_.canonical_ = false;
    tree_.has_spaces_ = true;
    while (is_space(peek())) ++at_;
  }

  [[noreturn]] void fail(const std::string& expected) const {
    std::string found = "the end";
    if (at_ < text_.size()) {
      const char c = text_[at_];
      found = c > ' ' && c <= '~' ? std::string("'") + c + "'"
                                  : "the byte " + std::to_string(static_cast<unsigned char>(c));
    }
    throw invalid(expected + " at byte " + std::to_string(at_), found);
  }

  Node word(std::string_view expected, NodeKind kind, int64_t number) {
    const size_t start = at_;
    if (text_.compare(at_, expected.size(), expected) != 0) fail("a JSON value");
    at_ += expected.size();
    return {kind, true, 0, number, text_.substr(start, expected.size())};
  }

  void digits() {
    if (!is_digit(peek())) fail(at_ < text_.size() && is_digit(text_[at_]) ? "a digit" : "a JSON value");
    while (is_digit(peek())) ++at_;
  }

  Node number() {
    const size_t start = at_;
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else {
      digits();
    }
    bool whole = true;
    if (peek() == '.') {
      whole = false;
      ++at_;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      digits();
    }
    const std::string_view source = text_.substr(start, at_ - start);
    if (!whole) return real(source, start);
    Node node{NodeKind::Integer, true, 0, 0, source};
    if (std::from_chars(source.data(), source.data() + source.size(), node.number).ec != std::errc{}) {
      throw invalid("an integer of at most 64 bits at byte " + std::to_string(start),
                    std::string(source.substr(0, 40)));
    }
    if (source == "-0") tree_.canonical_ = false;
    return node;
  }

  Node real(std::string_view source, size_t start) {
    const std::optional<Json> value = json_in(source);
    if (!value) {
      throw invalid("a number that a double can hold at byte " + std::to_string(start),
                    std::string(source.substr(0, 40)));
    }
    if (value->dump() != source) tree_.canonical_ = false;
    return {NodeKind::Number, true, 0, 0, source};
  }

  Node string() {
    const size_t start = at_++;
    bool plain = true;
    for (;;) {
      // Most bytes are of this kind.
      while (at_ < text_.size() && is_ordinary(text_[at_])) ++at_;
      if (at_ == text_.size()) fail("the text's closing '\"'");
      const char c = text_[at_];
      if (c == '"') break;
      if (c == '\\') {
        plain = false;
        escape();
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x20) fail("a control character in a text to be escaped");
      const size_t size =
          character_size(reinterpret_cast<const unsigned char*>(text_.data()) + at_, text_.size() - at_);
      if (size == 0) fail("UTF-8");
      at_ += size;
    }
    ++at_;
    return {NodeKind::Text, plain, 0, 0, text_.substr(start, at_ - start)};
  }

  static bool is_ordinary(char c) { return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\'; }

  void escape() {
    const char what = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (what == '/') tree_.canonical_ = false;
    if (what != 'u') {
      if (what == '\0' || kEscapes.find(what) == std::string_view::npos) fail("an escape that JSON knows");
      at_ += 2;
      return;
    }
    const uint32_t code = hex_at(at_);
    const bool is_low = code >= 0xdc00 && code < 0xe000;
    if (is_low) fail("no half of a surrogate pair");
    // Canonical are lower-case digits, for control characters that have no shorter escape.
    const bool short_one = code == 8 || code == 9 || code == 10 || code == 12 || code == 13;
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'F'; };
    if (code >= 0x20 || short_one || is_upper(text_[at_ + 5])) tree_.canonical_ = false;
    if (code >= 0xd800 && code < 0xdc00) {
      at_ += 6;
      if (text_.compare(at_, 2, "\\u") != 0) fail("the second half of a surrogate pair");
      const uint32_t low = hex_at(at_);
      if (low < 0xdc00 || low >= 0xe000) fail("the second half of a surrogate pair");
    }
    at_ += 6;
  }

  uint32_t hex_at(size_t at) const {
    for (size_t i = 2; i < 6; ++i) {
      if (at + i >= text_.size() || hex_value(text_[at + i]) < 0) fail("four hexadecimal digits after \\u");
    }
    return four_hex(text_, at + 2);
  }

  Node list() {
    const size_t start = enter();
    const size_t first = tree_.open_.size();
    if (peek() != ']') {
      for (;;) {
        const Node item = value();
        tree_.open_.push_back(item);
        skip_space();
        if (peek() != ',') break;
        ++at_;
        skip_space();
      }
    }
    if (peek() != ']') fail("',' or ']'");
    return leave(NodeKind::List, start, first, 1);
  }

  Node object() {
    const size_t start = enter();
    const size_t first = tree_.open_.size();
    bool sorted = true;
    if (peek() != '}') {
      for (;;) {
        if (peek() != '"') fail("a key in '\"'");
        const Node key = string();
        const size_t so_far = tree_.open_.size();
        // Sorted keys, which most have, cannot be there twice.
        if (so_far > first) sorted = sorted && before(tree_.open_[so_far - 2], key);
        tree_.open_.push_back(key);
        skip_space();
        if (peek() != ':') fail("':'");
        ++at_;
        skip_space();
        const Node member = value();
        tree_.open_.push_back(member);
        skip_space();
        if (peek() != ',') break;
        ++at_;
        skip_space();
      }
    }
    if (peek() != '}') fail("',' or '}'");
    if (!sorted) {
      refuse_twice(first);
      tree_.canonical_ = false;
    }
    return leave(NodeKind::Object, start, first, 2);
  }

  // Where both are plain; otherwise nothing is known, and the keys count as unsorted.
  static bool before(const Node& a, const Node& b) {
    return a.is_plain && b.is_plain && unquoted(a) < unquoted(b);
  }
  static std::string_view unquoted(const Node& node) { return node.source.substr(1, node.source.size() - 2); }

  void refuse_twice(size_t first) {
    std::vector<std::string_view> names;
    for (size_t i = first; i < tree_.open_.size(); i += 2) names.push_back(tree_.text(tree_.open_[i]));
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return;
    throw invalid("each key once in the object before byte " + std::to_string(at_),
                  "\"" + shortened(*twice, kShown) + "\" twice");
  }

  size_t enter() {
    if (--depth_ < 0) fail("no more than " + std::to_string(kMaxJsonDepth) + " levels of nesting");
    const size_t start = at_++;
    skip_space();
    return start;
  }

  Node leave(NodeKind kind, size_t start, size_t first, uint32_t nodes_each) {
    ++depth_;
    ++at_;
    const auto from = tree_.open_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto count = static_cast<uint32_t>(tree_.open_.size() - first) / nodes_each;
    const auto place = static_cast<int64_t>(tree_.nodes_.size());
    tree_.nodes_.insert(tree_.nodes_.end(), from, tree_.open_.end());
    tree_.open_.erase(from, tree_.open_.end());
    return {kind, true, count, place, text_.substr(start, at_ - start)};
  }

  Tree& tree_;
  std::string_view text_;
  size_t at_;
  int depth_;
};

size_t Tree::read(std::string_view text, size_t at, int depth) {
  nodes_.clear();
  open_.clear();
  decoded_.clear();
  canonical_ = true;
  has_spaces_ = false;
  Reader reader(*this, text, at, depth);
  root_ = reader.value();
  return reader.at();
}

}  // namespace rehearsal::snapshot
