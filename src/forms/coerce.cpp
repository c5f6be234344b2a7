#include "forms/coerce.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <initializer_list>

#include "core/ids.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

Coerced wrong(const char* type, std::string message, Json context = nullptr) {
  return {nullptr, Complaint{type, std::move(message), std::move(context)}};
}

Coerced right(Json value) {
  return {std::move(value), std::nullopt};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The number's text without the underscores that Python allows between two digits; none when one stands
// elsewhere.
std::optional<std::string> without_underscores(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      plain += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return std::nullopt;
    }
  }
  return plain;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

Coerced integer_of_text(std::string_view text) {
  const auto unreadable = [] {
    return wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
  };
  const std::optional<std::string> plain = without_underscores(trimmed(text));
  if (!plain) return unreadable();
  std::string_view digits = *plain;
  const bool negative = !digits.empty() && digits.front() == '-';
  if (!digits.empty() && (negative || digits.front() == '+')) digits.remove_prefix(1);
  if (const size_t point = digits.find('.'); point != std::string_view::npos) {
    const std::string_view fraction = digits.substr(point + 1);
    if (!std::all_of(fraction.begin(), fraction.end(), [](char c) { return c == '0'; })) return unreadable();
    digits = digits.substr(0, point);
  }
  if (digits.empty() || !all_digits(digits)) return unreadable();
  const std::string signed_digits = (negative ? "-" : "") + std::string(digits);
  int64_t value = 0;
  const char* end = signed_digits.data() + signed_digits.size();
  if (std::from_chars(signed_digits.data(), end, value).ec != std::errc()) {
    return wrong("int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size");
  }
  return right(value);
}

Coerced integer_of_float(double value) {
  if (!std::isfinite(value)) return wrong("finite_number", "Input should be a finite number");
  if (value != std::trunc(value)) {
    return wrong("int_from_float", "Input should be a valid integer, got a number with a fractional part");
  }
  constexpr double kBeyond = 9223372036854775808.0;
  if (value < -kBeyond || value >= kBeyond) {
    return wrong("int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size");
  }
  return right(static_cast<int64_t>(value));
}

Coerced number_of_text(std::string_view text) {
  const auto unreadable = [] {
    return wrong("float_parsing", "Input should be a valid number, unable to parse string as a number");
  };
  const std::optional<std::string> plain = without_underscores(trimmed(text));
  if (!plain || plain->empty()) return unreadable();
  // strtod also takes hexadecimal, which Python does not.
  if (plain->find_first_of("xXpP") != std::string::npos) return unreadable();
  char* end = nullptr;
  const double value = std::strtod(plain->c_str(), &end);
  if (end != plain->c_str() + plain->size()) return unreadable();
  if (!std::isfinite(value)) return wrong("finite_number", "Input should be a finite number");
  return right(value);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(words.begin(), words.end(), lower) != words.end();
}

std::string utf8_of(std::string_view text, size_t at) {
  const size_t from = at;
  next_code_point(text, at);
  return std::string(text.substr(from, at - from));
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Why `text` is no UUID, in the words of the Rust library that pydantic asks; positions count from 1.
std::string why_no_uuid(std::string_view text) {
  constexpr std::array<size_t, 5> kStarts = {0, 9, 14, 19, 24};
  constexpr std::array<int, 5> kLengths = {8, 4, 4, 4, 12};
  std::string_view inner = text;
  size_t offset = 0;
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') {
    inner = text.substr(1, text.size() - 2);
    offset = 1;
  } else if (text.substr(0, 9) == "urn:uuid:") {
    inner = text.substr(9);
    offset = 9;
  }
  std::array<size_t, 4> dashes{};
  size_t count = 0;
  for (size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '-') {
      if (count < dashes.size()) dashes[count] = i;
      ++count;
    } else if (!is_hex(inner[i])) {
      return "invalid character: found `" + utf8_of(inner, i) + "` at " + std::to_string(i + offset + 1);
    }
  }
  if (count == 0 && offset == 0) {
    return "invalid length: expected length 32 for simple format, found " + std::to_string(text.size());
  }
  if (count != 4) return "invalid group count: expected 5, found " + std::to_string(count + 1);
  const auto group = [&](size_t which, size_t found) {
    return "invalid group length in group " + std::to_string(which) + ": expected " +
           std::to_string(kLengths[which]) + ", found " + std::to_string(found);
  };
  for (size_t i = 0; i < 4; ++i) {
    if (dashes[i] != kStarts[i + 1] - 1) return group(i, dashes[i] - kStarts[i]);
  }
  return group(4, inner.size() - kStarts[4]);
}

}  // namespace

Coerced to_text(const Json& input) {
  return input.is_string() ? right(input) : wrong("string_type", "Input should be a valid string");
}

Coerced to_integer(const Json& input) {
  if (input.is_boolean()) return right(input.get<bool>() ? 1 : 0);
  if (input.is_number_integer()) return right(input);
  if (input.is_number_float()) return integer_of_float(input.get<double>());
  if (input.is_string()) return integer_of_text(input.get_ref<const std::string&>());
  return wrong("int_type", "Input should be a valid integer");
}

Coerced to_number(const Json& input) {
  if (input.is_boolean()) return right(input.get<bool>() ? 1.0 : 0.0);
  if (input.is_number()) return right(input.get<double>());
  if (input.is_string()) return number_of_text(input.get_ref<const std::string&>());
  return wrong("float_type", "Input should be a valid number");
}

Coerced to_boolean(const Json& input) {
  const auto unreadable = [] {
    return wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input");
  };
  if (input.is_boolean()) return right(input);
  if (input.is_number()) {
    const double value = input.get<double>();
    if (value == 0.0 || value == 1.0) return right(value == 1.0);
    if (value == std::trunc(value)) return unreadable();
  }
  if (input.is_string()) {
    const std::string_view text = input.get_ref<const std::string&>();
    if (is_one_of(text, {"1", "t", "y", "on", "yes", "true"})) return right(true);
    if (is_one_of(text, {"0", "f", "n", "no", "off", "false"})) return right(false);
    return unreadable();
  }
  return wrong("bool_type", "Input should be a valid boolean");
}

Coerced to_uuid(const Json& input) {
  if (!input.is_string()) return wrong("uuid_type", "UUID input should be a string, bytes or UUID object");
  const std::string_view text = input.get_ref<const std::string&>();
  // In braces or after urn:uuid: the dashes must stand.
  const bool plain = text.size() == 32 || text.size() == 36;
  const bool wrapped = text.size() == 38 || text.size() == 45;
  std::string canonical = plain || wrapped ? canonical_uuid(text) : std::string();
  if (!canonical.empty()) return right(std::move(canonical));
  const std::string why = why_no_uuid(text);
  return wrong("uuid_parsing", "Input should be a valid UUID, " + why, {{"error", why}});
}

}  // namespace rehearsal::forms
