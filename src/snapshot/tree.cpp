#include "snapshot/tree.h"

#include <algorithm>

#include "snapshot/json_text.h"

namespace rehearsal::snapshot {
namespace {

// A double as the library writes it.
std::string number_text(std::string_view source) {
  return parse_json(source).dump();
}

}  // namespace

std::string Node::in_words() const {
  switch (kind) {
    case NodeKind::Object:
      return "an object";
    case NodeKind::List:
      return "a list";
    default:
      return shortened(source, kShown);
  }
}

const Node* Tree::find(const Node& object, std::string_view name) const {
  if (!object.is(NodeKind::Object)) return nullptr;
  for (uint32_t i = 0; i < object.count; ++i) {
    if (text(key(object, i)) == name) return &value(object, i);
  }
  return nullptr;
}

std::string_view Tree::text(const Node& node) const {
  const std::string_view inside = node.source.substr(1, node.source.size() - 2);
  return node.is_plain ? inside : decoded_.emplace_back(decoded(inside));
}

Json Tree::json(const Node& node) const {
  switch (node.kind) {
    case NodeKind::Null:
      return nullptr;
    case NodeKind::Boolean:
      return node.number != 0;
    case NodeKind::Integer:
      return node.number;
    case NodeKind::Text:
      return text(node);
    default:
      return parse_json(node.source);
  }
}

std::string_view Tree::compact(const Node& node) const {
  if (!has_spaces_) return node.source;
  std::string& out = decoded_.emplace_back();
  bool in_text = false;
  for (size_t i = 0; i < node.source.size(); ++i) {
    const char c = node.source[i];
    if (!in_text && is_space(c)) continue;
    out += c;
    if (c == '"') in_text = !in_text;
    if (c == '\\') out += node.source[++i];
  }
  return out;
}

void Tree::add_canonical(const Node& node, std::string& out) const {
  switch (node.kind) {
    case NodeKind::List:
      out += '[';
      for (uint32_t i = 0; i < node.count; ++i) {
        if (i > 0) out += ',';
        add_canonical(child(node, i), out);
      }
      out += ']';
      break;
    case NodeKind::Object: {
      std::vector<std::pair<std::string_view, uint32_t>> order(node.count);
      for (uint32_t i = 0; i < node.count; ++i) order[i] = {text(key(node, i)), i};
      std::sort(order.begin(), order.end());
      char before = '{';
      for (const auto& [name, place] : order) {
        out += before;
        before = ',';
        add_canonical(key(node, place), out);
        out += ':';
        add_canonical(value(node, place), out);
      }
      out += node.count == 0 ? "{}" : "}";
      break;
    }
    case NodeKind::Text:
      if (node.is_plain) {
        out += node.source;
      } else {
        add_json_text(text(node), out);
      }
      break;
    case NodeKind::Integer:
      out += node.number == 0 ? "0" : node.source;
      break;
    case NodeKind::Number:
      out += number_text(node.source);
      break;
    default:
      out += node.source;
  }
}

std::string pointer_below(const Tree& tree, const Node& node, const char* at) {
  if (!node.is(NodeKind::List) && !node.is(NodeKind::Object)) return {};
  const bool is_list = node.is(NodeKind::List);
  for (uint32_t i = 0; i < node.count; ++i) {
    const Node& inner = is_list ? tree.child(node, i) : tree.value(node, i);
    if (at < inner.source.data() || at >= inner.source.data() + inner.source.size()) continue;
    std::string step = "/";
    if (is_list) {
      step += std::to_string(i);
    } else {
      for (const char c : tree.text(tree.key(node, i))) {
        step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
      }
    }
    return step + pointer_below(tree, inner, at);
  }
  return {};
}

}  // namespace rehearsal::snapshot
