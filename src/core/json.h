// JSON as all rooms use it: members keep their order, integers are 64 bits wide, depth is capped.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/ordered_map.h"

namespace rehearsal {

using Json = nlohmann::basic_json<OrderedMap>;

inline constexpr int kMaxJsonDepth = 100;

// The value that `text` says. Throws Error (kind "InvalidJson") when it is not JSON in UTF-8, is nested
// deeper than kMaxJsonDepth, names a key twice in one object, or holds an integer beyond 64 bits; the message
// says what was found, where, and what was expected.
Json parse_json(std::string_view text);

// Compact text of `value`; strings must be UTF-8.
std::string dump_json(const Json& value);

// The text that equal values share: keys sorted bytewise, no spaces.
std::string canonical_json(const Json& value);

// The recursive difference that the process view shows: members of `now` that are new or changed since
// `before`; nested objects are compared in turn, lists and scalars replaced whole, removed keys not shown
// (engine.md 7.2).
Json state_delta(const Json& before, const Json& now);

// The string member `key` of `object`, or `otherwise` when it is absent or no string.
std::string text_or(const Json& object, const char* key, std::string_view otherwise = {});

}  // namespace rehearsal
