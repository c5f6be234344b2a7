// The field for the name of a user or a group.
#pragma once

#include <string>

#include "forms/page.h"

namespace rehearsal::catalog {

// Both names stand in a subscription's description, which has room for 2000 characters.
inline constexpr int64_t kLongestName = 900;

// A text that is not blank and not longer than kLongestName; `what` names it in the error: "User name".
forms::Type name_field(const std::string& what);

}  // namespace rehearsal::catalog
