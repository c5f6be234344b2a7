// Two functions of the C library as far as the engine calls them. The library's own bring a printer and a
// reader of numbers of 128 bits along, 8 kB of what the page loads before it is there; JavaScript reads
// numbers exactly as well. The linker puts these in their place (--wrap).
#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
double host_number(const char* text, size_t length);
// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
double __wrap_strtod(const char* text, char** end);
int __wrap_snprintf(char* to, size_t size, const char* format, ...);
// NOLINTEND(bugprone-reserved-identifier)
}

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

const char* past_digits(const char* at) {
  while (is_digit(*at)) ++at;
  return at;
}

// Past a word of lower-case letters, however it is written; null where another stands there.
const char* past_word(const char* at, const char* word) {
  for (; *word; ++word, ++at) {
    if ((*at | 0x20) != *word) return nullptr;
  }
  return at;
}

// Writes into a room of some bytes and counts on beyond it.
struct Room {
  char* to;
  size_t size;
  size_t used = 0;

  void put(char c) {
    if (used + 1 < size) to[used] = c;
    ++used;
  }
  void put(const char* text, size_t length) {
    for (size_t i = 0; i < length; ++i) put(text[i]);
  }
};

void put_number(Room& room, unsigned long value, unsigned base, bool upper, size_t width) {
  char digits[24];
  size_t count = 0;
  do {
    digits[count++] = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
    value /= base;
  } while (value > 0);
  for (size_t i = count; i < width; ++i) room.put('0');
  while (count > 0) room.put(digits[--count]);
}

}  // namespace

// strtod: decimal numbers, infinity and NaN; no hexadecimal ones.
extern "C" double __wrap_strtod(const char* text, char** end) {
  const char* at = text;
  while (*at == ' ' || (*at >= '\t' && *at <= '\r')) ++at;
  const char* const start = at;
  const bool is_negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  const char* stop = nullptr;
  double value = 0;
  if (const char* infinity = past_word(at, "inf")) {
    const char* whole = past_word(infinity, "inity");
    stop = whole ? whole : infinity;
    value = is_negative ? -INFINITY : INFINITY;
  } else if (const char* nan = past_word(at, "nan")) {
    stop = nan;
    value = NAN;
  } else {
    const char* const digits = at;
    at = past_digits(at);
    size_t count = static_cast<size_t>(at - digits);
    if (*at == '.') {
      const char* const fraction = at + 1;
      const char* const behind = past_digits(fraction);
      count += static_cast<size_t>(behind - fraction);
      if (count > 0) at = behind;
    }
    if (count > 0) {
      stop = at;
      if ((*at | 0x20) == 'e') {
        const char* const exponent = at + (at[1] == '-' || at[1] == '+' ? 2 : 1);
        if (is_digit(*exponent)) stop = past_digits(exponent);
      }
      value = host_number(start, static_cast<size_t>(stop - start));
    }
  }
  if (end != nullptr) *end = const_cast<char*>(stop ? stop : text);
  return value;
}

// snprintf: %d, %u, %x, %X with a width of zeros or a precision, %s, %c and %%.
extern "C" int __wrap_snprintf(char* to, size_t size, const char* format, ...) {
  Room room{to, size};
  va_list arguments;
  va_start(arguments, format);
  for (const char* at = format; *at; ++at) {
    if (*at != '%') {
      room.put(*at);
      continue;
    }
    ++at;
    size_t width = 0;
    while (is_digit(*at) || *at == '.') {
      if (is_digit(*at)) width = width * 10 + static_cast<size_t>(*at - '0');
      ++at;
    }
    if (*at == 'd') {
      const int value = va_arg(arguments, int);
      if (value < 0) room.put('-');
      put_number(room,
                 value < 0 ? 0UL - static_cast<unsigned long>(value) : static_cast<unsigned long>(value), 10,
                 false, value < 0 && width > 0 ? width - 1 : width);
    } else if (*at == 'u') {
      put_number(room, va_arg(arguments, unsigned), 10, false, width);
    } else if (*at == 'x' || *at == 'X') {
      put_number(room, va_arg(arguments, unsigned), 16, *at == 'X', width);
    } else if (*at == 's') {
      const char* const text = va_arg(arguments, const char*);
      room.put(text, std::strlen(text));
    } else if (*at == 'c') {
      room.put(static_cast<char>(va_arg(arguments, int)));
    } else {
      room.put(*at);
    }
  }
  va_end(arguments);
  if (size > 0) to[room.used < size ? room.used : size - 1] = '\0';
  return static_cast<int>(room.used);
}
