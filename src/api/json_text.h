// A body that came as text and may be no JSON at all.
#pragma once

#include <string_view>

#include "core/json.h"

namespace rehearsal::api {

// The value that `text` says; nothing but white space is null. Throws Refusal: 422 "JSON decode error" with
// the place and the words of Python's json module when it is no JSON, 400 when it is JSON that the engine
// does not take (an integer beyond 64 bits, nested too deeply, not UTF-8, a key twice).
Json parse_raw(std::string_view text);

}  // namespace rehearsal::api
