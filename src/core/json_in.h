// JSON in a text of which it is not known whether it holds any.
#pragma once

#include <optional>
#include <string_view>

#include "core/json.h"

namespace rehearsal {

// The value that `text` says, or none where it is no JSON in UTF-8. Unlike parse_json() it takes what must
// not be kept but may have to be looked at: nesting of any depth, a key twice (the last one counts), and
// integers of any width (as doubles).
std::optional<Json> json_in(std::string_view text);

}  // namespace rehearsal
