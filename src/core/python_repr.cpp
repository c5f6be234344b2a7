#include "core/python_repr.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"

namespace rehearsal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Controls, separators, formatting and private characters: what Python escapes. The rare others are shown as
// they are.
constexpr Range kEscaped[] = {{0x00, 0x1f},     {0x7f, 0xa0},       {0xad, 0xad},       {0x600, 0x605},
                              {0x61c, 0x61c},   {0x6dd, 0x6dd},     {0x70f, 0x70f},     {0x1680, 0x1680},
                              {0x180e, 0x180e}, {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},
                              {0x3000, 0x3000}, {0xe000, 0xf8ff},   {0xfeff, 0xfeff},   {0xfff0, 0xfffb},
                              {0xfffe, 0xffff}, {0xe0000, 0xe0fff}, {0xf0000, 0x10ffff}};

bool is_escaped(char32_t c) {
  return std::any_of(std::begin(kEscaped), std::end(kEscaped),
                     [c](Range range) { return c >= range.first && c <= range.last; });
}

void append_hex(std::string& out, char32_t c) {
  constexpr char kHex[] = "0123456789abcdef";
  const int digits = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
  out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
  for (int i = digits - 1; i >= 0; --i) out += kHex[(c >> (4 * i)) & 15];
}

void append_quoted(std::string& out, std::string_view text) {
  const bool single = text.find('\'') == std::string_view::npos || text.find('"') != std::string_view::npos;
  const char quote = single ? '\'' : '"';
  out += quote;
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (c == U'\\' || c == static_cast<char32_t>(quote)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == U'\n') {
      out += "\\n";
    } else if (c == U'\r') {
      out += "\\r";
    } else if (c == U'\t') {
      out += "\\t";
    } else if (is_escaped(c)) {
      append_hex(out, c);
    } else {
      out += text.substr(from, at - from);
    }
  }
  out += quote;
}

void append_repr(std::string& out, const Json& value) {
  if (value.is_string()) {
    append_quoted(out, value.get_ref<const std::string&>());
  } else if (value.is_null()) {
    out += "None";
  } else if (value.is_boolean()) {
    out += value.get<bool>() ? "True" : "False";
  } else if (value.is_array()) {
    out += '[';
    for (size_t i = 0; i < value.size(); ++i) {
      if (i) out += ", ";
      append_repr(out, value[i]);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
      if (!first) out += ", ";
      first = false;
      append_quoted(out, key);
      out += ": ";
      append_repr(out, member);
    }
    out += '}';
  } else {
    out += value.dump();
  }
}

}  // namespace

std::string python_repr(const Json& value) {
  std::string out;
  append_repr(out, value);
  return out;
}

std::string python_str(const Json& value) {
  return value.is_string() ? value.get<std::string>() : python_repr(value);
}

}  // namespace rehearsal
