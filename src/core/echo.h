// What an error repeats of what was sent: enough to recognize it, never all of something long.
#pragma once

#include "core/json.h"

namespace rehearsal {

// The value itself; of a long text its beginning, and of a long list or object only how long it is.
Json echoed(const Json& value);

}  // namespace rehearsal
