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

// What is left of a text that is read from its begin on; it fits until something else stands there.
struct Reading {
  std::string_view rest;
  bool fits = true;

  bool begins(char c) const { return !rest.empty() && rest.front() == c; }
  bool begins_digit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
  // Of 1 to `most` digits.
  int number(size_t most) {
    fits = fits && begins_digit();
    int value = 0;
    for (; most > 0 && begins_digit(); --most, rest.remove_prefix(1))
      value = value * 10 + (rest.front() - '0');
    return value;
  }
  char one_of(std::string_view wanted) {
    fits = fits && !rest.empty() && wanted.find(rest.front()) != std::string_view::npos;
    if (!fits) return 0;
    const char c = rest.front();
    rest.remove_prefix(1);
    return c;
  }
};

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
  Reading reading{text};
  const int year = reading.number(4);
  reading.one_of("-");
  const int month = reading.number(2);
  reading.one_of("-");
  const int day = reading.number(2);
  reading.one_of("T ");
  const int hour = reading.number(2);
  reading.one_of(":");
  const int minute = reading.number(2);
  reading.one_of(":");
  const int second = reading.number(2);
  int64_t micro = 0;
  if (reading.begins('.')) {
    int64_t unit = kSecond / 10;
    for (reading.one_of("."); reading.begins_digit(); unit /= 10) micro += reading.number(1) * unit;
  }
  int64_t offset = 0;
  if (const char zone = reading.one_of("Z+-"); zone != 'Z') {
    const int hours = reading.number(2);
    reading.one_of(":");
    offset = (zone == '-' ? -1 : 1) * (hours * 3600 + reading.number(2) * 60) * kSecond;
  }
  if (!reading.fits || !reading.rest.empty() || text.size() > 40) throw not_iso(text);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) throw not_iso(text);
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
