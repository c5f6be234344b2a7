// The letters of JSON: escapes, UTF-8, and texts as they are written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rehearsal::snapshot {

// What follows a backslash, and what it stands for.
inline constexpr std::string_view kEscapes = "\"\\/bfnrt";
inline constexpr std::string_view kEscaped = "\"\\/\b\f\n\r\t";

constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// 0 to 15; -1 when it is no hexadecimal digit.
int hex_value(char c);
// The value of the four hexadecimal digits at `at`, which are known to be some.
uint32_t four_hex(std::string_view text, size_t at);

// The bytes of the UTF-8 character at `at`, of which there are `left` more; 0 when it is none.
size_t character_size(const unsigned char* at, size_t left);

// What the inside of a JSON text says; it must be a sound one.
std::string decoded(std::string_view text);

// Appends `text` as a JSON text.
void add_json_text(std::string_view text, std::string& out);

}  // namespace rehearsal::snapshot
