// A UUID in 16 bytes, for sets that hold one per step of a hundred thousand processes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rehearsal::snapshot {

struct Id {
  uint64_t high = 0;
  uint64_t low = 0;
  friend bool operator==(Id a, Id b) { return a.high == b.high && a.low == b.low; }
};

struct IdHash {
  size_t operator()(Id id) const {
    return static_cast<size_t>((id.high ^ (id.low >> 7)) * 0x9E3779B97F4A7C15u ^ id.low);
  }
};

// Of the canonical text of a UUID, or of 64 hexadecimal digits (whose first half alone counts).
inline Id id_from(std::string_view text) {
  Id id;
  int digits = 0;
  for (const char c : text) {
    if (c == '-') continue;
    const auto digit = static_cast<uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    uint64_t& half = digits < 16 ? id.high : id.low;
    half = half << 4 | (digit & 15);
    if (++digits == 32) break;
  }
  return id;
}

// The canonical text of a UUID.
inline std::string text_of(Id id) {
  std::string text;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text += '-';
    const uint64_t half = digit < 16 ? id.high : id.low;
    text += "0123456789abcdef"[half >> (60 - 4 * (digit % 16)) & 15];
  }
  return text;
}

}  // namespace rehearsal::snapshot
