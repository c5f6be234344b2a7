// Reading answers whose shape is not certain: what is not there is none, never an error.
#pragma once

#include <optional>
#include <vector>

#include "core/json.h"

namespace rehearsal::shell {

// The member `key`, or null when `object` has none or is no object. Lives as long as `object`.
const Json* member(const Json& object, const char* key);
// The elements of a list, or of the list that a member is; none of anything else. They live as long as the
// list.
std::vector<const Json*> elements(const Json& list);
std::vector<const Json*> elements(const Json& object, const char* key);
// The member `key` where it is a number, or a whole number.
std::optional<double> number_at(const Json& object, const char* key);
std::optional<int64_t> whole_at(const Json& object, const char* key);
bool true_at(const Json& object, const char* key);

}  // namespace rehearsal::shell
