// Text as forms need it: counted in code points, and listed as pydantic does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "core/python_repr.h"
#include "core/text.h"

namespace rehearsal::forms {

// The number of code points of UTF-8 text.
int64_t code_points(std::string_view utf8);

// Whether the text is empty or nothing but white space, controls and characters without width.
bool is_blank(std::string_view utf8);

// The text without the white space around it.
std::string_view trimmed(std::string_view utf8);

// "'a'", "'a' or 'b'", "'a', 'b' or 'c'": the repr of each, as pydantic lists what it expected.
std::string expected_list(const std::vector<Json>& values);

// The title that pydantic makes of a field's name: "user_group_ids" -> "User Group Ids".
std::string title_of(std::string_view name);

}  // namespace rehearsal::forms
