// Text as forms need it: counted in code points, and as Python writes values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace rehearsal::forms {

// The number of code points of UTF-8 text.
int64_t code_points(std::string_view utf8);

// Takes the code point at `at` of UTF-8 text and moves `at` behind it.
char32_t next_code_point(std::string_view utf8, size_t& at);

// Whether the text is empty or nothing but white space, controls and characters without width.
bool is_blank(std::string_view utf8);

// The text without the white space around it.
std::string_view trimmed(std::string_view utf8);

// Python's repr() of a value: 'text', 3, 1.5, True, None, ['a'], {'k': 1}.
std::string python_repr(const Json& value);

// Python's str() of a value: as repr(), but a text stands as it is.
std::string python_str(const Json& value);

// "'a'", "'a' or 'b'", "'a', 'b' or 'c'": the repr of each, as pydantic lists what it expected.
std::string expected_list(const std::vector<Json>& values);

// The title that pydantic makes of a field's name: "user_group_ids" -> "User Group Ids".
std::string title_of(std::string_view name);

}  // namespace rehearsal::forms
