#include "shell/app/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/clock.h"
#include "core/error.h"
#include "core/fold.h"
#include "core/ids.h"

namespace rehearsal::shell {
namespace {

constexpr int64_t kDay = 86400;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

struct Date {
  int year, month, day;
};

// The civil date of a number of days since 1970-01-01 (proleptic Gregorian), by 400-year eras that start in
// March.
Date date_of(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t of_era = days - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * of_year + 2) / 153;
  const int day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

int64_t local_seconds(double at, int offset_minutes) {
  return static_cast<int64_t>(std::floor(at)) + offset_minutes * 60;
}
int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

template <class... Args>
std::string printed(const char* pattern, Args... args) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), pattern, args...);
  return buffer.data();
}

std::string date_words(int64_t days) {
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = date_of(days);
  return printed("%d %s %d", date.day, kMonths[static_cast<size_t>(date.month - 1)], date.year);
}

std::string ago(int64_t count, const char* noun) {
  return printed("%lld %s%s ago", static_cast<long long>(count), noun, count == 1 ? "" : "s");
}

}  // namespace

std::string relative_time(double at, double now, int offset_minutes) {
  const double seconds = now - at;
  if (seconds < 60) return "just now";
  if (seconds < 3600) return ago(static_cast<int64_t>(seconds / 60), "minute");
  const int64_t day = floor_div(local_seconds(at, offset_minutes), kDay);
  const int64_t today = floor_div(local_seconds(now, offset_minutes), kDay);
  if (day == today) return ago(static_cast<int64_t>(seconds / 3600), "hour");
  if (day == today - 1) return "yesterday";
  if (day > today - 7) return ago(today - day, "day");
  return date_words(day);
}

double relative_time_holds(double at, double now) {
  const double seconds = now - at;
  if (seconds < 60) return 60 - std::fmax(seconds, 0);
  const double unit = seconds < 3600 ? 60 : 3600;
  return unit - std::fmod(seconds, unit);
}

std::string clock_time(double at, int offset_minutes) {
  const int64_t local = local_seconds(at, offset_minutes);
  const int64_t second = local - floor_div(local, kDay) * kDay;
  return printed("%02d:%02d:%02d", static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60),
                 static_cast<int>(second % 60));
}

std::string exact_time(double at, int offset_minutes) {
  return date_words(floor_div(local_seconds(at, offset_minutes), kDay)) + ", " +
         clock_time(at, offset_minutes);
}

std::string minute_time(double at, int offset_minutes) {
  const std::string exact = exact_time(at, offset_minutes);
  return exact.substr(0, exact.size() - 3);
}

std::optional<double> moment_of(std::string_view iso) {
  // Looked at before it is parsed: most texts are no times.
  if (iso.size() < 20 || iso[4] != '-' || iso[10] != 'T') return std::nullopt;
  try {
    return epoch_seconds(parse_iso(iso));
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::string duration_text(double seconds) {
  if (seconds < 0.9995) return printed("%d ms", static_cast<int>(std::lround(std::fmax(seconds, 0) * 1000)));
  if (seconds < 59.95) {
    const int tenths = static_cast<int>(std::lround(seconds * 10));
    return printed("%d.%d s", tenths / 10, tenths % 10);
  }
  const auto whole = static_cast<int64_t>(std::lround(seconds));
  if (whole < 3600) return printed("%d min %d s", static_cast<int>(whole / 60), static_cast<int>(whole % 60));
  return printed("%d h %02d min", static_cast<int>(whole / 3600), static_cast<int>(whole / 60 % 60));
}

namespace {

std::string list_words(const Json& list) {
  constexpr size_t kNamed = 3;
  if (list.empty()) return "empty list";
  std::string words;
  for (const Json& one : list) {
    if (one.is_structured() || list.size() > kNamed) return count_words(list.size(), "item", "items");
    words += (words.empty() ? "" : ", ") + value_words(one);
  }
  return words;
}

}  // namespace

std::string short_id(std::string_view id) {
  return std::string(is_uuid(id) ? id.substr(0, 8) : id);
}

std::string value_words(const Json& value) {
  if (value.is_null()) return "none";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return list_words(value);
  if (value.is_object()) return value.empty() ? "nothing" : count_words(value.size(), "value", "values");
  return dump_json(value);
}

std::string count_words(size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string humanized(std::string_view name) {
  if (name == "insync") return "In sync";
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '_') {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const bool inner = i > 0 && is_upper(c) && name[i - 1] != '_';
    const bool starts_word =
        inner && (!is_upper(name[i - 1]) || (i + 1 < name.size() && !is_upper(name[i + 1])));
    if (starts_word) out += ' ';
    const bool acronym =
        is_upper(c) && ((i + 1 < name.size() && is_upper(name[i + 1])) || (inner && !starts_word));
    out += acronym ? c : lower(c);
  }
  // An abbreviation that names end with.
  for (const std::string_view word : {" id", " ids"}) {
    const size_t at = out.size() - std::min(out.size(), word.size());
    if (out.size() > word.size() && std::string_view(out).substr(at) == word) out.replace(at + 1, 2, "ID");
  }
  return upper_first(out);
}

std::string lower_first(std::string_view text) {
  std::string out(text);
  if (!out.empty() && !(out.size() > 1 && is_upper(out[1]))) out[0] = lower(out[0]);
  return out;
}

std::string upper_first(std::string_view text) {
  std::string out(text);
  if (!out.empty()) out[0] = upper(out[0]);
  return out;
}

bool contains_folded(std::string_view text, std::string_view part) {
  std::string in, sought;
  fold(text, in);
  fold(part, sought);
  return in.find(sought) != std::string::npos;
}

std::string size_words(double bytes) {
  if (bytes < 1000) return std::to_string(static_cast<int>(bytes)) + " bytes";
  const bool mega = bytes >= 1e6;
  const double tenths = bytes / (mega ? 1e5 : 1e2);
  const int64_t whole = std::llround(tenths);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10) + (mega ? " MB" : " kB");
}

}  // namespace rehearsal::shell
