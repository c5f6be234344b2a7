#include "snapshot/json_text.h"

namespace rehearsal::snapshot {
namespace {

void add_utf8(uint32_t code, std::string& out) {
  const auto byte = [&](uint32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xc0 | code >> 6);
    byte(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    byte(0xe0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3f));
    byte(0x80 | (code & 0x3f));
  } else {
    byte(0xf0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3f));
    byte(0x80 | (code >> 6 & 0x3f));
    byte(0x80 | (code & 0x3f));
  }
}

// The character of \u… at `at` (the backslash), which was read before; moves past it.
uint32_t unescaped(std::string_view text, size_t& at) {
  uint32_t code = four_hex(text, at + 2);
  at += 6;
  if (code >= 0xd800 && code < 0xdc00) {
    code = 0x10000 + ((code - 0xd800) << 10) + (four_hex(text, at + 2) - 0xdc00);
    at += 6;
  }
  return code;
}

}  // namespace

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

uint32_t four_hex(std::string_view text, size_t at) {
  uint32_t code = 0;
  for (size_t i = 0; i < 4; ++i) code = code * 16 + static_cast<uint32_t>(hex_value(text[at + i]));
  return code;
}

size_t character_size(const unsigned char* at, size_t left) {
  const auto follows = [&](size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
    return i < left && at[i] >= low && at[i] <= high;
  };
  const unsigned first = at[0];
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    return follows(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && follows(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    return follows(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) && follows(2) && follows(3)
               ? 4
               : 0;
  }
  return 0;
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
    } else if (text[at + 1] == 'u') {
      add_utf8(unescaped(text, at), out);
    } else {
      out += kEscaped[kEscapes.find(text[at + 1])];
      at += 2;
    }
  }
  return out;
}

void add_json_text(std::string_view text, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  size_t written = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, written, i - written);
    written = i + 1;
    out += '\\';
    const size_t place = c == '/' ? std::string_view::npos : kEscaped.find(text[i]);
    if (place != std::string_view::npos) {
      out += kEscapes[place];
    } else {
      out.append("u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
    }
  }
  out.append(text, written, text.size() - written);
  out += '"';
}

}  // namespace rehearsal::snapshot
