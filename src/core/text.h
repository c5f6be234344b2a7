// Text in UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal {

// Whether `text` is UTF-8: no stray or missing bytes, no surrogates, nothing written longer than it must be.
bool is_utf8(std::string_view text);

// Takes the code point at `at` of UTF-8 text and moves `at` behind it.
char32_t next_code_point(std::string_view utf8, size_t& at);

// The first `most` bytes of `text` at the most, cut between two characters, with "…" where something was cut
// off.
std::string shortened(std::string_view text, size_t most);

}  // namespace rehearsal
