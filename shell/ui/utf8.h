// Reading UTF-8 by characters. What is no UTF-8 reads as U+FFFD, byte by byte: nothing fails, everything is
// shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rehearsal::ui {

// The character that begins at `at`, which is moved behind it.
inline uint32_t next_character(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0u; };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const uint32_t b = byte(at);
  if (b < 0x80) return ++at, b;
  if (b >= 0xC2 && b < 0xE0 && tail(at + 1)) {
    const uint32_t c = (b & 0x1Fu) << 6 | (byte(at + 1) & 0x3Fu);
    return at += 2, c;
  }
  if (b >= 0xE0 && b < 0xF0 && tail(at + 1) && tail(at + 2)) {
    const uint32_t c = (b & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return at += 3, c;
  }
  if (b >= 0xF0 && b < 0xF5 && tail(at + 1) && tail(at + 2) && tail(at + 3)) {
    const uint32_t c = (b & 0x07u) << 18 | (byte(at + 1) & 0x3Fu) << 12 | (byte(at + 2) & 0x3Fu) << 6 |
                       (byte(at + 3) & 0x3Fu);
    if (c >= 0x10000 && c <= 0x10FFFF) return at += 4, c;
  }
  return ++at, 0xFFFDu;
}

// True for characters that only make sense with the one before them: marks, joiners, variation selectors,
// skin tones.
inline bool joins_previous(uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || (c >= 0x610 && c <= 0x61A) ||
         (c >= 0x64B && c <= 0x65F) || (c >= 0x93A && c <= 0x94F && c != 0x93D) || c == 0x200D ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) ||
         (c >= 0xE0020 && c <= 0xE007F);
}

// True for scripts that are written without spaces: a line may break after each of their characters.
inline bool breaks_anywhere(uint32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace rehearsal::ui
