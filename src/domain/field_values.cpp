#include "domain/field_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "core/clock.h"
#include "core/error.h"
#include "core/ids.h"
#include "domain/addresses.h"

namespace rehearsal::domain {
namespace {

// What pydantic shows of a long value.
constexpr size_t kShownBytes = 50;

Json integer_from(std::string_view text) {
  int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::string(text);
  return value;
}

Json number_from(std::string_view text) {
  const std::string copy(text);
  // strtod may take hexadecimal, which Python does not.
  if (text.find_first_of("xXpP") != std::string_view::npos) return copy;
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (copy.empty() || end != copy.c_str() + copy.size() || !std::isfinite(value)) return copy;
  return value;
}

Json boolean_from(std::string_view text) {
  if (text == "True" || text == "true" || text == "1") return true;
  if (text == "False" || text == "false" || text == "0") return false;
  return std::string(text);
}

// A moment without a zone is none: which one it means nobody knows.
std::string canonical_moment(std::string_view text) {
  try {
    return moment_text(parse_iso(text));
  } catch (const Error&) {
    return {};
  }
}

// The one text for what `text` says in a field of this kind; empty when it says nothing of the kind.
std::string canonical_text(ValueKind kind, std::string_view text) {
  switch (kind) {
    case ValueKind::UUID:
      return canonical_uuid(text);
    case ValueKind::DATETIME:
      return canonical_moment(text);
    case ValueKind::IPV4_ADDRESS:
      return canonical_ipv4(text);
    case ValueKind::IPV6_ADDRESS:
      return canonical_ipv6(text);
    case ValueKind::IPV4_NETWORK:
      return canonical_ipv4_network(text);
    case ValueKind::IPV6_NETWORK:
      return canonical_ipv6_network(text);
    default:
      return std::string(text);
  }
}

Json canonical_from(ValueKind kind, std::string_view text) {
  std::string canonical = canonical_text(kind, text);
  return canonical.empty() ? std::string(text) : canonical;
}

ValueProblem address_problem(const char* type, const char* noun) {
  return {type, std::string("Input is not a valid ") + noun};
}

// "'a', 'b' or 'c'".
std::string choices_text(const std::vector<std::string>& choices) {
  std::string text;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (i) text += i + 1 == choices.size() ? " or " : ", ";
    text += input_repr(choices[i]);
  }
  return text;
}

bool is_inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

}  // namespace

std::string moment_text(Instant at) {
  return at.micros % 1'000'000 == 0 ? iso_text(at) : iso_text_precise(at);
}

Json value_from_text(const Field& field, std::string_view text) {
  switch (field.kind) {
    case ValueKind::INTEGER:
      return integer_from(text);
    case ValueKind::BOOLEAN:
      return boolean_from(text);
    case ValueKind::NUMBER:
      return number_from(text);
    case ValueKind::STRING:
    case ValueKind::BLOCK:
      return std::string(text);
    default:
      return canonical_from(field.kind, text);
  }
}

std::string text_from_value(const Field& field, const Json& value) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    // Python's str() of a moment.
    if (field.kind == ValueKind::DATETIME && text.size() > 10 && text[10] == 'T') text[10] = ' ';
    return text;
  }
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  return normalized(field, value).dump();
}

Json normalized(const Field& field, Json value) {
  if (value.is_array()) {
    for (Json& item : value) item = normalized(field, std::move(item));
    return value;
  }
  if (field.kind == ValueKind::NUMBER && value.is_number_integer()) return value.get<double>();
  // pydantic takes the text of a value for the value, too.
  if (value.is_string()) return value_from_text(field, value.get_ref<const std::string&>());
  return value;
}

bool is_value_of(const Field& field, const Json& value) {
  if (!field.choices.empty()) {
    const auto is_this = [&](const std::string& choice) { return value == value_from_text(field, choice); };
    return std::any_of(field.choices.begin(), field.choices.end(), is_this);
  }
  switch (field.kind) {
    case ValueKind::STRING:
      return value.is_string();
    case ValueKind::INTEGER:
      return value.is_number_integer() &&
             (!value.is_number_unsigned() || value.get<uint64_t>() <= std::numeric_limits<int64_t>::max());
    case ValueKind::BOOLEAN:
      return value.is_boolean();
    case ValueKind::NUMBER:
      return value.is_number() && std::isfinite(value.get<double>());
    case ValueKind::BLOCK:
      return false;
    default:
      break;
  }
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return !text.empty() && canonical_text(field.kind, text) == text;
}

ValueProblem problem_with(const Field& field, const Json& value) {
  const bool is_text = value.is_string();
  if (!field.choices.empty()) return {"enum", "Input should be " + choices_text(field.choices)};
  switch (field.kind) {
    case ValueKind::INTEGER:
      if (is_text)
        return {"int_parsing", "Input should be a valid integer, unable to parse string as an integer"};
      if (value.is_number_float()) {
        return {"int_from_float", "Input should be a valid integer, got a number with a fractional part"};
      }
      return {"int_type", "Input should be a valid integer"};
    case ValueKind::BOOLEAN:
      if (is_text) return {"bool_parsing", "Input should be a valid boolean, unable to interpret input"};
      return {"bool_type", "Input should be a valid boolean"};
    case ValueKind::NUMBER:
      if (is_text)
        return {"float_parsing", "Input should be a valid number, unable to parse string as a number"};
      return {"float_type", "Input should be a valid number"};
    case ValueKind::UUID:
      if (is_text) return {"uuid_parsing", "Input should be a valid UUID"};
      return {"uuid_type", "UUID input should be a string, bytes or UUID object"};
    case ValueKind::DATETIME:
      if (is_text)
        return {"datetime_parsing", "Input should be a valid datetime, with a date, a time and a time zone"};
      return {"datetime_type", "Input should be a valid datetime"};
    case ValueKind::IPV4_ADDRESS:
      return address_problem("ip_v4_address", "IPv4 address");
    case ValueKind::IPV6_ADDRESS:
      return address_problem("ip_v6_address", "IPv6 address");
    case ValueKind::IPV4_NETWORK:
      return address_problem("ip_v4_network", "IPv4 network");
    case ValueKind::IPV6_NETWORK:
      return address_problem("ip_v6_network", "IPv6 network");
    case ValueKind::STRING:
    case ValueKind::BLOCK:
      break;
  }
  return {"string_type", "Input should be a valid string"};
}

std::string input_repr(const Json& value) {
  std::string whole = python_repr(value);
  if (whole.size() <= kShownBytes) return whole;
  size_t head = kShownBytes / 2;
  while (is_inside_character(whole[head])) --head;
  size_t tail = whole.size() - (kShownBytes - kShownBytes / 2 - 1);
  while (is_inside_character(whole[tail])) ++tail;
  return whole.substr(0, head) + "..." + whole.substr(tail);
}

std::string_view input_type(const Json& value) {
  if (value.is_null()) return "NoneType";
  if (value.is_boolean()) return "bool";
  if (value.is_string()) return "str";
  if (value.is_number_float()) return "float";
  if (value.is_number()) return "int";
  return value.is_array() ? "list" : "dict";
}

}  // namespace rehearsal::domain
