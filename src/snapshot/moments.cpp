#include "snapshot/moments.h"

#include <chrono>

namespace rehearsal::snapshot {
namespace {

constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.dddddd+00:00";
constexpr int64_t kSecond = 1'000'000;

// Core's own functions go through printf and scanf: a tenth of the time of an import would be spent there.
void add_digits(int64_t value, int count, std::string& out) {
  const size_t start = out.size();
  out.resize(start + static_cast<size_t>(count));
  for (size_t i = out.size(); i > start; value /= 10) out[--i] = static_cast<char>('0' + value % 10);
}

int64_t digits_in(std::string_view text, size_t from, size_t count) {
  int64_t value = 0;
  for (size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
  return value;
}

}  // namespace

void add_moment(Instant at, std::string& out) {
  using std::chrono::days;
  const std::chrono::microseconds since{at.micros};
  const auto day = std::chrono::floor<days>(since);
  const std::chrono::year_month_day date{std::chrono::sys_days{day}};
  const int64_t rest = (since - day).count();
  add_digits(int(date.year()), 4, out);
  out += '-';
  add_digits(unsigned(date.month()), 2, out);
  out += '-';
  add_digits(unsigned(date.day()), 2, out);
  out += 'T';
  add_digits(rest / kSecond / 3600, 2, out);
  out += ':';
  add_digits(rest / kSecond / 60 % 60, 2, out);
  out += ':';
  add_digits(rest / kSecond % 60, 2, out);
  out += '.';
  add_digits(rest % kSecond, 6, out);
  out += "+00:00";
}

std::optional<Instant> moment_from(std::string_view text) {
  if (text.size() != kShape.size()) return std::nullopt;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !is_digit : text[i] != kShape[i]) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(digits_in(text, 0, 4))},
                                         std::chrono::month{static_cast<unsigned>(digits_in(text, 5, 2))},
                                         std::chrono::day{static_cast<unsigned>(digits_in(text, 8, 2))}};
  const int64_t hour = digits_in(text, 11, 2), minute = digits_in(text, 14, 2),
                second = digits_in(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return Instant{((days * 24 + hour) * 60 + minute) * 60 * kSecond + second * kSecond +
                 digits_in(text, 20, 6)};
}

}  // namespace rehearsal::snapshot
