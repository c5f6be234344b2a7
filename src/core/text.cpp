#include "core/text.h"

#include <cstdint>

namespace rehearsal {
namespace {

bool is_tail(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

// How many bytes the character that `text` begins with has; 0 when it begins with none.
size_t character_size(std::string_view text) {
  const auto first = static_cast<uint8_t>(text[0]);
  if (first < 0x80) return 1;
  const size_t size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  if (size == 0 || text.size() < size) return 0;
  for (size_t i = 1; i < size; ++i) {
    if (!is_tail(text[i])) return 0;
  }
  // The second byte tells the rest: what would be longer than it must be, a surrogate, or beyond U+10FFFF.
  const auto second = static_cast<uint8_t>(text[1]);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  return size;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

char32_t next_code_point(std::string_view utf8, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  char32_t c = more == 0 ? lead : lead & (0x3fU >> more);
  for (int i = 0; i < more && at < utf8.size() && (byte(at) & 0xc0) == 0x80; ++i)
    c = c << 6 | (byte(at++) & 0x3fU);
  return c;
}

std::string shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && is_tail(text[most])) --most;
  return std::string(text.substr(0, most)) + "\u2026";
}

}  // namespace rehearsal
