// Regular expressions for text fields, matched in time proportional to text × pattern whatever they are.
#pragma once

#include <string_view>

namespace rehearsal::forms {

// Whether `pattern` matches somewhere in `text`, both UTF-8. Understood are: characters, ".", classes
// "[a-z]", "[^…]", \d \D \w \W \s \S (ASCII) and escaped signs, groups "(…)", "(?:…)", "|", "*", "+", "?",
// "{m}", "{m,}", "{m,n}" up to 1000, "^" and "$". Throws Error (ValueError) when the pattern is something
// else.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace rehearsal::forms
