// Bytes in a message: beside it ({"$blob": n}), or in it as text ({"$base64": "…"}) where nothing can stand
// beside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rehearsal::api {

std::string base64_of(std::string_view bytes);
// None when the text is no base64 (RFC 4648, padded).
std::optional<std::string> bytes_of_base64(std::string_view text);

}  // namespace rehearsal::api
