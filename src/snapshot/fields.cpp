#include "snapshot/fields.h"

#include <algorithm>

#include "core/ids.h"
#include "snapshot/moments.h"

namespace rehearsal::snapshot {
namespace {

size_t characters_in(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

NodeKind node_kind(MemberKind kind) {
  switch (kind) {
    case MemberKind::Boolean:
      return NodeKind::Boolean;
    case MemberKind::Integer:
      return NodeKind::Integer;
    case MemberKind::Object:
      return NodeKind::Object;
    case MemberKind::List:
      return NodeKind::List;
    default:
      return NodeKind::Text;
  }
}

std::string in_words(const Member& member) {
  constexpr std::array<std::string_view, 8> kWords = {"a text",
                                                      "a UUID in lower case",
                                                      "a time such as 2026-11-23T19:30:00.123456+00:00",
                                                      "true or false",
                                                      "an integer",
                                                      "an object",
                                                      "a list",
                                                      "a value"};
  std::string words(kWords[static_cast<size_t>(member.kind)]);
  if (member.longest > 0) words += " of at most " + std::to_string(member.longest) + " characters";
  return member.nullable ? words + " or null" : words;
}

bool fits(const Tree& tree, const Node& value, const Member& member) {
  if (member.kind == MemberKind::Any || (member.nullable && value.is(NodeKind::Null))) return true;
  if (!value.is(node_kind(member.kind))) return false;
  switch (member.kind) {
    case MemberKind::Text:
      return member.longest == 0 || value.source.size() <= member.longest ||
             characters_in(tree.text(value)) <= member.longest;
    case MemberKind::Uuid:
      return is_uuid(tree.text(value));
    case MemberKind::Moment:
      return moment_from(tree.text(value)).has_value();
    default:
      return true;
  }
}

constexpr Node kNull{};

}  // namespace

bool check_member(Notes& notes, const Node& value, const Member& member) {
  if (fits(notes.tree, value, member)) {
    const bool is_text = member.kind == MemberKind::Text && value.is(NodeKind::Text);
    if (!is_text || value.is_plain || notes.tree.text(value).find('\0') == std::string_view::npos)
      return true;
    notes.add(value, "a text without the character U+0000", value.in_words());
    return false;
  }
  const bool is_long = member.longest > 0 && value.is(NodeKind::Text);
  notes.add(value, in_words(member),
            is_long ? "one of " + std::to_string(characters_in(notes.tree.text(value))) : value.in_words());
  return false;
}

bool Fields::find(const Tree& tree, const Node& object, const Member* members, size_t count) {
  tree_ = &tree;
  values_.fill(nullptr);
  bool all_known = true;
  // Both are in the same order in a file as it was written: the next member is mostly the one that is looked
  // for.
  size_t guess = 0;
  for (uint32_t i = 0; i < object.count; ++i) {
    const std::string_view name = tree.text(tree.key(object, i));
    size_t place = guess;
    if (place >= count || members[place].name != name) {
      place = 0;
      while (place < count && members[place].name != name) ++place;
    }
    if (place == count) {
      all_known = false;
      continue;
    }
    values_[place] = &tree.value(object, i);
    guess = place + 1;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!values_[i] && members[i].is_new) values_[i] = &kNull;
  }
  return all_known;
}

bool Fields::check(Notes& notes, const Node& object, const Member* members, size_t count) {
  if (!object.is(NodeKind::Object)) {
    notes.add(object, "an object", object.in_words());
    return false;
  }
  bool good = find(notes.tree, object, members, count);
  if (!good) {
    for (uint32_t i = 0; i < object.count; ++i) {
      const Node& key = notes.tree.key(object, i);
      const std::string_view name = notes.tree.text(key);
      if (std::any_of(members, members + count, [&](const Member& member) { return member.name == name; }))
        continue;
      notes.add(notes.tree.value(object, i), "no member of this name", "one");
    }
  }
  for (size_t i = 0; i < count; ++i) {
    if (values_[i]) {
      good = check_member(notes, *values_[i], members[i]) && good;
    } else {
      notes.add(object, "the member \"" + std::string(members[i].name) + "\"", "none of this name");
      good = false;
    }
  }
  return good;
}

std::optional<std::string_view> Fields::optional_text(size_t i) const {
  return is_null(i) ? std::nullopt : std::optional(text(i));
}

Instant Fields::moment(size_t i) const {
  return moment_from(text(i)).value_or(Instant{});
}

std::optional<Instant> Fields::optional_moment(size_t i) const {
  return is_null(i) ? std::nullopt : moment_from(text(i));
}

std::optional<int64_t> Fields::optional_integer(size_t i) const {
  return is_null(i) ? std::nullopt : std::optional(integer(i));
}

}  // namespace rehearsal::snapshot
