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

bool is_space(char32_t c) {
  return within(std::begin(kSpaces), std::end(kSpaces), c);
}

}  // namespace

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

std::string expected_list(const std::vector<Json>& values) {
  std::string out;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i) out += i + 1 == values.size() ? " or " : ", ";
    out += python_repr(values[i]);
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
