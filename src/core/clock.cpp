#include "core/clock.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/error.h"
#include "core/json.h"
#include "core/text.h"

namespace rehearsal {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kDay = 86'400 * kSecond;
// Times are written with four digits for the year.
constexpr int64_t kLatest = 253'402'300'799 * kSecond;

struct Broken {
  int year, month, day, hour, minute, second, micro;
};

Broken broken_down(Instant at) {
  int64_t days = at.micros / kDay;
  int64_t rest = at.micros % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  const int64_t seconds = rest / kSecond;
  return {int(date.year()),
          static_cast<int>(unsigned(date.month())),
          static_cast<int>(unsigned(date.day())),
          static_cast<int>(seconds / 3600),
          static_cast<int>(seconds / 60 % 60),
          static_cast<int>(seconds % 60),
          static_cast<int>(rest % kSecond)};
}

Error not_iso(std::string_view text) {
  return value_error("Expected a time such as 2026-11-23T19:30:00Z, found \"" + shortened(text, 60) + "\".");
}

}  // namespace

std::string iso_text(Instant at) {
  const Broken b = broken_down(at);
  char text[80];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d+00:00", b.year, b.month, b.day, b.hour,
                b.minute, b.second);
  return text;
}

std::string iso_text_precise(Instant at) {
  const Broken b = broken_down(at);
  char text[80];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06d+00:00", b.year, b.month, b.day, b.hour,
                b.minute, b.second, b.micro);
  return text;
}

double epoch_seconds(Instant at) {
  return static_cast<double>(at.micros) / 1e6;
}

Instant parse_iso(std::string_view text) {
  const std::string copy(text);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, used = 0;
  if (copy.size() > 40 || std::sscanf(copy.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d:%2d%n", &year, &month, &day,
                                      &hour, &minute, &second, &used) != 6) {
    throw not_iso(text);
  }
  size_t at = static_cast<size_t>(used);
  int64_t micro = 0;
  if (at < copy.size() && copy[at] == '.') {
    int64_t unit = kSecond / 10;
    for (++at; at < copy.size() && copy[at] >= '0' && copy[at] <= '9'; ++at, unit /= 10)
      micro += (copy[at] - '0') * unit;
  }
  int64_t offset = 0;
  if (copy.substr(at) != "Z") {
    int hours = 0, minutes = 0, end = 0;
    char sign = 0;
    if (std::sscanf(copy.c_str() + at, "%c%2d:%2d%n", &sign, &hours, &minutes, &end) != 3 ||
        (sign != '+' && sign != '-') || at + static_cast<size_t>(end) != copy.size()) {
      throw not_iso(text);
    }
    offset = (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60) * kSecond;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59 || hour < 0 || minute < 0 || second < 0)
    throw not_iso(text);
  const int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return {days * kDay + (hour * 3600 + minute * 60 + second) * kSecond + micro - offset};
}

Clock Clock::system() {
  Clock clock(false, {});
  clock.follow();
  return clock;
}
Clock Clock::standing(Instant start) {
  return {true, start};
}

Instant Clock::now() {
  ++last_.micros;
  return last_;
}

void Clock::follow() {
  if (stands_) return;
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  not_before({std::chrono::duration_cast<std::chrono::microseconds>(since).count()});
}

void Clock::advance(double seconds) {
  if (!stands_)
    throw value_error("Expected a standing clock (start with --now), found one that follows the machine.");
  const double most = std::floor(static_cast<double>(kLatest - last_.micros) / kSecond);
  if (!(seconds >= 0) || seconds > most) {
    throw value_error("Expected seconds from 0 to " +
                      std::to_string(static_cast<int64_t>(std::max(most, 0.0))) +
                      ", at which the year 9999 ends, found " + dump_json(seconds) + ".");
  }
  last_.micros += static_cast<int64_t>(seconds * kSecond);
}

}  // namespace rehearsal
