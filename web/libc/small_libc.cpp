// Functions of the C library as far as engine.wasm and shell.wasm call them. The library's own bring a
// printer and a reader of numbers of 128 bits along, 8 kB of each program; JavaScript reads numbers exactly
// as well. The linker puts these in their place (--wrap).
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
int __wrap_vsnprintf(char* to, size_t size, const char* format, va_list arguments);
int __wrap_sscanf(const char* text, const char* format, ...);
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

void put_number(Room& room, unsigned long long value, unsigned base, bool upper, size_t width) {
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

// vsnprintf: %d, %u, %x, %X with a width of zeros or a precision, %s with a precision, %c and %%; numbers may
// be long (l, ll, z).
extern "C" int __wrap_vsnprintf(char* to, size_t size, const char* format, va_list arguments) {
  Room room{to, size};
  for (const char* at = format; *at; ++at) {
    if (*at != '%') {
      room.put(*at);
      continue;
    }
    ++at;
    size_t width = 0, longs = 0;
    bool is_precise = false;
    for (;; ++at) {
      if (is_digit(*at)) {
        width = width * 10 + static_cast<size_t>(*at - '0');
      } else if (*at == '.') {
        is_precise = true;
      } else if (*at == '*') {
        width = static_cast<size_t>(va_arg(arguments, int));
      } else if (*at == 'l') {
        ++longs;
      } else if (*at != 'z') {
        break;
      }
    }
    if (*at == 'd') {
      const long long value = longs > 1 ? va_arg(arguments, long long) : va_arg(arguments, int);
      if (value < 0) room.put('-');
      const auto whole = static_cast<unsigned long long>(value);
      put_number(room, value < 0 ? 0 - whole : whole, 10, false, value < 0 && width > 0 ? width - 1 : width);
    } else if (*at == 'u' || *at == 'x' || *at == 'X') {
      const unsigned long long value =
          longs > 1 ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned);
      put_number(room, value, *at == 'u' ? 10 : 16, *at == 'X', width);
    } else if (*at == 's') {
      const char* const text = va_arg(arguments, const char*);
      room.put(text, is_precise ? strnlen(text, width) : std::strlen(text));
    } else if (*at == 'c') {
      room.put(static_cast<char>(va_arg(arguments, int)));
    } else {
      room.put(*at);
    }
  }
  if (size > 0) to[room.used < size ? room.used : size - 1] = '\0';
  return static_cast<int>(room.used);
}

extern "C" int __wrap_snprintf(char* to, size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int length = __wrap_vsnprintf(to, size, format, arguments);
  va_end(arguments);
  return length;
}

// sscanf: whole numbers (%d) between what must stand there as it is. Dear ImGui reads versions by it; the
// other values that it could read are settings, which the page keeps itself.
extern "C" int __wrap_sscanf(const char* text, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int found = 0;
  for (const char* at = format; *at; ++at) {
    if (at[0] == '%' && at[1] == 'd') {
      if (!is_digit(*text)) break;
      int value = 0;
      for (; is_digit(*text); ++text) value = value * 10 + (*text - '0');
      *va_arg(arguments, int*) = value;
      ++found;
      ++at;
    } else if (*at != *text++) {
      break;
    }
  }
  va_end(arguments);
  return found;
}
