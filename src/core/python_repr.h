// Values as Python writes them: the original's messages are made of these.
#pragma once

#include <string>

#include "core/json.h"

namespace rehearsal {

// Python's repr() of a value: 'text', 3, 1.5, True, None, ['a'], {'k': 1}.
std::string python_repr(const Json& value);

// Python's str() of a value: as repr(), but a text stands as it is.
std::string python_str(const Json& value);

}  // namespace rehearsal
