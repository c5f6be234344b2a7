// Times, durations and ids as a person reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"

namespace rehearsal::shell {

// "just now", "4 minutes ago", "3 hours ago", "yesterday", "4 days ago", then the date: "23 Nov 2026". Local
// days are told by `offset_minutes`, how far local time is ahead of UTC. Both moments are seconds since 1970.
std::string relative_time(double at, double now, int offset_minutes);
// "23 Nov 2026, 19:46:08", in local time.
std::string exact_time(double at, int offset_minutes);
// "23 Nov 2026, 19:46": without the seconds.
std::string minute_time(double at, int offset_minutes);
// The moment that an ISO 8601 text with a date, a time and a zone says, seconds since 1970; none of any
// other.
std::optional<double> moment_of(std::string_view iso);
// "19:46:08", in local time.
std::string clock_time(double at, int offset_minutes);
// "0 ms", "340 ms", "2.4 s", "1 min 5 s", "2 h 03 min".
std::string duration_text(double seconds);
// Seconds until relative_time() may say something else.
double relative_time_holds(double at, double now);

// "12 bytes", "3.4 kB", "1.2 MB".
std::string size_words(double bytes);

// The first eight hexadecimal digits of a UUID; any other text as it is.
std::string short_id(std::string_view id);
// A value as a person reads it: "yes", "no", "none", 34, text as it is; up to three scalars of a list, "a,
// b"; longer lists and objects as a count.
std::string value_words(const Json& value);
// "3 processes", "1 process": `one` and `many` say the noun.
std::string count_words(size_t count, std::string_view one, std::string_view many);
// "user_group_ids" -> "User group ids"; "UserGroupBlock" -> "User group block".
std::string humanized(std::string_view name);
std::string lower_first(std::string_view text);
std::string upper_first(std::string_view text);
// True when `part` stands in `text`, both as fold() has them; an empty part stands everywhere.
bool contains_folded(std::string_view text, std::string_view part);

}  // namespace rehearsal::shell
