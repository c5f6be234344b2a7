// Text in UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal {

// Whether `text` is UTF-8: no stray or missing bytes, no surrogates, nothing written longer than it must be.
bool is_utf8(std::string_view text);

// The first `most` bytes of `text` at the most, cut between two characters, with "…" where something was cut off.
std::string shortened(std::string_view text, size_t most);

}  // namespace rehearsal
