// Moments as a snapshot writes them: "2026-11-23T19:30:00.123456+00:00", always 32 characters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"

namespace rehearsal::snapshot {

void add_moment(Instant at, std::string& out);
// None when the text is not of this form or no moment.
std::optional<Instant> moment_from(std::string_view text);

}  // namespace rehearsal::snapshot
