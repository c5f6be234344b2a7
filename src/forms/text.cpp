#include "forms/text.h"

#include <algorithm>
#include <iterator>

namespace rehearsal::forms {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

bool within(const Range* begin, const Range* end, char32_t c) {
  return std::any_of(begin, end, [c](Range range) { return c >= range.first && c <= range.last; });
}

constexpr Range kSpaces[] = {{0x09, 0x0d},     {0x1c, 0x20},     {0x85, 0x85},     {0xa0, 0xa0},
                             {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f},
                             {0x205f, 0x205f}, {0x3000, 0x3000}};

constexpr Range kWithoutWidth[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x200b, 0x200f},
                                   {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}};

// Controls, separators, formatting and private characters: what Python escapes. The rare others are shown as
// they are.
constexpr Range kEscaped[] = {{0x00, 0x1f},     {0x7f, 0xa0},       {0xad, 0xad},       {0x600, 0x605},
                              {0x61c, 0x61c},   {0x6dd, 0x6dd},     {0x70f, 0x70f},     {0x1680, 0x1680},
                              {0x180e, 0x180e}, {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},
                              {0x3000, 0x3000}, {0xe000, 0xf8ff},   {0xfeff, 0xfeff},   {0xfff0, 0xfffb},
                              {0xfffe, 0xffff}, {0xe0000, 0xe0fff}, {0xf0000, 0x10ffff}};

bool is_space(char32_t c) {
  return within(std::begin(kSpaces), std::end(kSpaces), c);
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
    } else if (within(std::begin(kEscaped), std::end(kEscaped), c)) {
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

char32_t next_code_point(std::string_view utf8, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  char32_t c = more == 0 ? lead : lead & (0x3fU >> more);
  for (int i = 0; i < more && at < utf8.size() && (byte(at) & 0xc0) == 0x80; ++i)
    c = c << 6 | (byte(at++) & 0x3fU);
  return c;
}

int64_t code_points(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

bool is_blank(std::string_view utf8) {
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (!is_space(c) && !within(std::begin(kWithoutWidth), std::end(kWithoutWidth), c)) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view utf8) {
  size_t begin = utf8.size();
  size_t end = 0;
  for (size_t at = 0; at < utf8.size();) {
    const size_t from = at;
    if (is_space(next_code_point(utf8, at))) continue;
    begin = std::min(begin, from);
    end = at;
  }
  return begin < end ? utf8.substr(begin, end - begin) : std::string_view();
}

std::string python_repr(const Json& value) {
  std::string out;
  append_repr(out, value);
  return out;
}

std::string python_str(const Json& value) {
  return value.is_string() ? value.get<std::string>() : python_repr(value);
}

std::string expected_list(const std::vector<Json>& values) {
  std::string out;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i) out += i + 1 == values.size() ? " or " : ", ";
    append_repr(out, values[i]);
  }
  return out;
}

std::string title_of(std::string_view name) {
  std::string title;
  bool in_word = false;
  for (char c : name) {
    const bool lower = c >= 'a' && c <= 'z';
    const bool upper = c >= 'A' && c <= 'Z';
    if (lower && !in_word) c = static_cast<char>(c - 'a' + 'A');
    if (upper && in_word) c = static_cast<char>(c - 'A' + 'a');
    in_word = lower || upper;
    title += c == '_' ? ' ' : c;
  }
  return std::string(trimmed(title));
}

}  // namespace rehearsal::forms
