// Instants and the one clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rehearsal {

// A moment: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  int64_t micros = 0;
  friend bool operator==(Instant a, Instant b) { return a.micros == b.micros; }
  friend bool operator!=(Instant a, Instant b) { return a.micros != b.micros; }
  friend bool operator<(Instant a, Instant b) { return a.micros < b.micros; }
};

// "2026-11-23T19:30:00+00:00": seconds precision, as the original's states have it.
std::string iso_text(Instant at);
// "2026-11-23T19:30:00.123456+00:00".
std::string iso_text_precise(Instant at);
// Seconds since 1970 as the REST answers have them.
double epoch_seconds(Instant at);
// The instant that an ISO 8601 text with a zone ("Z" or ±hh:mm) says; throws Error (ValueError) otherwise.
Instant parse_iso(std::string_view text);

// The engine's clock: never goes back, and is at least one microsecond later at each reading (DOOR.md, time).
// Between two follow() it stands, so that what a message or a turn did can be done again at the same times.
class Clock {
 public:
  // Follows the machine's clock, whenever it is told to.
  static Clock system();
  // Stands at `start`, moved only by its readings and by advance().
  static Clock standing(Instant start);

  Instant now();
  // The last reading; does not move it.
  Instant last() const { return last_; }
  // Catches up with the machine's clock; one that stands stays.
  void follow();
  // Goes on from `at`, where it is not there yet.
  void not_before(Instant at) { last_ = last_ < at ? at : last_; }
  // Moves a standing clock; throws Error (ValueError) on one that follows the machine, when `seconds` is
  // negative, and when it would come into the year 10000.
  void advance(double seconds);
  bool stands() const { return stands_; }

 private:
  Clock(bool stands, Instant last) : stands_(stands), last_(last) {}
  bool stands_;
  Instant last_;
};

}  // namespace rehearsal
