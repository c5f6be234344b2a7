#include "core/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <unordered_set>
#include <vector>

#include "core/error.h"
#include "core/json_in.h"

namespace rehearsal {
namespace {

// The part of the library's message that helps. It quotes what was read, which may be long and no UTF-8.
std::string reason_in(std::string message) {
  constexpr size_t kLongest = 120;
  const size_t syntax = message.find(" - ");
  const size_t name = message.find("] ");
  if (syntax != std::string::npos) {
    message.erase(0, syntax + 3);
  } else if (name != std::string::npos) {
    message.erase(0, name + 2);
  }
  for (char& c : message) {
    if (c < ' ' || c > '~') c = '?';
  }
  if (message.size() > kLongest) message = message.substr(0, kLongest) + "...";
  return message;
}

Error invalid(const std::string& message) {
  return Error("InvalidJson", message);
}

// Builds the value while it watches what the library's own reader lets pass: depth, double keys, wide
// integers.
class Builder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit Builder(bool strict) : strict_(strict) {}

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(number_integer_t value) { return put(value); }
  bool number_unsigned(number_unsigned_t value) {
    if (value <= static_cast<number_unsigned_t>(INT64_MAX)) return put(static_cast<number_integer_t>(value));
    if (strict_) throw wide(std::to_string(value));
    return put(static_cast<number_float_t>(value));
  }
  bool number_float(number_float_t value, const string_t& text) {
    // An integer too wide for 64 bits arrives here as a float, its digits in `text`.
    if (strict_ && text.find_first_of(".eE") == string_t::npos) throw wide(text);
    return put(value);
  }
  bool string(string_t& value) { return put(std::move(value)); }
  bool binary(binary_t&) { throw invalid("Expected JSON text, found binary data."); }
  bool start_object(size_t) { return open(Json::object()); }
  bool end_object() { return close(); }
  bool start_array(size_t) { return open(Json::array()); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    Json& object = *open_.back();
    if (strict_ && object.contains(name))
      throw invalid("Expected each key once in an object, found \"" + name + "\" twice.");
    slot_ = &object[name];
    return true;
  }
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception& problem) {
    throw Error("InvalidJson",
                "Expected JSON in UTF-8, found a mistake at byte " + std::to_string(position) + ": " +
                    reason_in(problem.what()) + ".",
                {{"byte", position}});
  }
  Json take() { return std::move(root_); }

 private:
  static Error wide(const std::string& digits) {
    return Error("InvalidJson", "Expected integers of at most 64 bits, found " + digits.substr(0, 40) + ".");
  }
  Json* place(Json&& value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
    return &(*slot_ = std::move(value));
  }
  template <class Value>
  bool put(Value&& value) {
    place(Json(std::forward<Value>(value)));
    return true;
  }
  bool open(Json&& container) {
    if (strict_ && open_.size() >= static_cast<size_t>(kMaxJsonDepth)) {
      throw invalid("Expected at most " + std::to_string(kMaxJsonDepth) + " levels of nesting, found more.");
    }
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  bool strict_;
  Json root_;
  // Pointers stay good: a parent is not changed while a child of it is open.
  std::vector<Json*> open_;
  Json* slot_ = nullptr;
};

Json read(std::string_view text, bool strict) {
  Builder builder(strict);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

// Whether `text` is ASCII without what must be escaped, eight letters at a time: of each byte the highest bit
// is set in one of the four where it is not. A few plain texts may be taken for others, which costs time
// only.
bool is_plain(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  const auto flags = [](uint64_t bytes) {
    return ((bytes - kOnes * ' ') | ((bytes ^ kOnes * '"') - kOnes) | ((bytes ^ kOnes * '\\') - kOnes) |
            bytes) &
           kOnes * 0x80;
  };
  uint64_t bytes = 0;
  uint64_t found = 0;
  for (; text.size() >= sizeof bytes; text.remove_prefix(sizeof bytes)) {
    std::memcpy(&bytes, text.data(), sizeof bytes);
    found |= flags(bytes);
  }
  bytes = kOnes * 'a';
  if (!text.empty()) std::memcpy(&bytes, text.data(), text.size());
  return (found | flags(bytes)) == 0;
}

// The library looks at each letter of a text; most of them need no escape.
void write_text(const std::string& text, std::string& out) {
  if (!is_plain(text)) {
    out += Json(text).dump();
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void write_scalar(const Json& value, std::string& out) {
  if (value.is_string()) return write_text(value.get_ref<const std::string&>(), out);
  if (value.is_number_integer() && !value.is_number_unsigned()) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), value.get<int64_t>()).ptr;
    out.append(digits.begin(), end);
    return;
  }
  if (value.is_null()) {
    out += "null";
  } else if (value.is_boolean()) {
    out += value.get<bool>() ? "true" : "false";
  } else {
    out += value.dump();
  }
}

void write(const Json& value, std::string& out) {
  if (value.is_object()) {
    char before = '{';
    for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
      out += before;
      before = ',';
      write_text(key, out);
      out += ':';
      write(member, out);
    }
    out += before == '{' ? "{}" : "}";
  } else if (value.is_array()) {
    char before = '[';
    for (const Json& item : value) {
      out += before;
      before = ',';
      write(item, out);
    }
    out += before == '[' ? "[]" : "]";
  } else {
    write_scalar(value, out);
  }
}

void write_canonical(const Json& value, std::string& out) {
  if (value.is_object()) {
    std::vector<const std::pair<const std::string, Json>*> members;
    for (const auto& member : value.get_ref<const Json::object_t&>()) members.push_back(&member);
    std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->first < b->first; });
    out += '{';
    for (size_t i = 0; i < members.size(); ++i) {
      if (i) out += ',';
      write_text(members[i]->first, out);
      out += ':';
      write_canonical(members[i]->second, out);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (size_t i = 0; i < value.size(); ++i) {
      if (i) out += ',';
      write_canonical(value[i], out);
    }
    out += ']';
  } else {
    write_scalar(value, out);
  }
}

}  // namespace

Json parse_json(std::string_view text) {
  return read(text, true);
}

std::optional<Json> json_in(std::string_view text) {
  try {
    return read(text, false);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::string dump_json(const Json& value) {
  std::string out;
  write(value, out);
  return out;
}

std::string canonical_json(const Json& value) {
  std::string out;
  write_canonical(value, out);
  return out;
}

Json state_delta(const Json& before, const Json& now) {
  Json delta = Json::object();
  for (const auto& [key, value] : now.get_ref<const Json::object_t&>()) {
    const auto old = before.find(key);
    if (old == before.end()) {
      delta[key] = value;
    } else if (old->is_object() && value.is_object()) {
      Json inner = state_delta(*old, value);
      if (!inner.empty()) delta[key] = std::move(inner);
    } else if (*old != value) {
      delta[key] = value;
    }
  }
  return delta;
}

std::string text_or(const Json& object, const char* key, std::string_view otherwise) {
  if (object.is_object()) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return std::string(otherwise);
}

}  // namespace rehearsal
