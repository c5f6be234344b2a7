#include "forms/checks.h"

#include <algorithm>
#include <unordered_set>

#include "core/text.h"
#include "forms/email.h"
#include "forms/errors.h"
#include "forms/pattern.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

using Kind = Type::Kind;

Complaint not_one_of(const char* type, const std::vector<Json>& values,
                     const std::string& expected_text = {}) {
  constexpr size_t kLongest = 10'000;
  const std::string expected =
      shortened(expected_text.empty() ? expected_list(values) : expected_text, kLongest);
  return {type, "Input should be " + expected, {{"expected", expected}}};
}

// Numbers only; integers are compared as such, so that none is rounded.
bool is_below(const Json& a, const Json& b) {
  if (a.is_number_integer() && b.is_number_integer()) return a.get<int64_t>() < b.get<int64_t>();
  return a.get<double>() < b.get<double>();
}

std::optional<Complaint> check_bounds(const Type& type, const Json& value) {
  const auto complain = [](const char* name, const char* words, const char* key, const Json& bound) {
    // The text says a whole float without its fraction.
    std::string shown = python_str(bound);
    if (bound.is_number_float() && shown.ends_with(".0")) shown.resize(shown.size() - 2);
    return Complaint{name, std::string("Input should be ") + words + " " + shown, {{key, bound}}};
  };
  if (!type.most.is_null() && is_below(type.most, value)) {
    return complain("less_than_equal", "less than or equal to", "le", type.most);
  }
  if (!type.below.is_null() && !is_below(value, type.below))
    return complain("less_than", "less than", "lt", type.below);
  if (!type.least.is_null() && is_below(value, type.least)) {
    return complain("greater_than_equal", "greater than or equal to", "ge", type.least);
  }
  if (!type.above.is_null() && !is_below(type.above, value))
    return complain("greater_than", "greater than", "gt", type.above);
  return std::nullopt;
}

std::optional<Complaint> check_text(const Type& type, const std::string& value) {
  if (type.min_length || type.max_length) {
    const int64_t length = code_points(value);
    if (type.max_length && length > *type.max_length) {
      return Complaint{"string_too_long",
                       "String should have at most " + plural(*type.max_length, "character"),
                       {{"max_length", *type.max_length}}};
    }
    if (type.min_length && length < *type.min_length) {
      return Complaint{"string_too_short",
                       "String should have at least " + plural(*type.min_length, "character"),
                       {{"min_length", *type.min_length}}};
    }
  }
  if (!type.pattern.empty() && !matches(type.pattern, value)) {
    return Complaint{"string_pattern_mismatch",
                     "String should match pattern '" + type.pattern + "'",
                     {{"pattern", type.pattern}}};
  }
  return std::nullopt;
}

std::vector<Json> option_values(const Type::Choice& choice) {
  std::vector<Json> values;
  for (const Option& option : choice.options) values.emplace_back(option.value);
  return values;
}

Coerced check_choice(const Type& type, const Json& input) {
  const std::vector<Option>& options = type.choice->options;
  if (options.empty()) {
    return {nullptr, Complaint{"is_instance_of",
                               "Input should be an instance of " + type.choice->name,
                               {{"class", type.choice->name}}}};
  }
  const bool known =
      input.is_string() && std::any_of(options.begin(), options.end(), [&](const Option& option) {
        return option.value == input.get_ref<const std::string&>();
      });
  if (known) return {input, std::nullopt};
  return {nullptr, not_one_of("enum", option_values(*type.choice))};
}

Coerced check_accept(const Json& input) {
  if (input == "ACCEPTED") return {input, std::nullopt};
  if (input == "INCOMPLETE") return {nullptr, value_error("Not all tasks are done")};
  return {nullptr, not_one_of("enum", {"ACCEPTED", "INCOMPLETE"})};
}

// As Python compares: true is 1, and a whole float is the integer.
bool is_same(const Json& constant, const Json& input) {
  const auto number = [](const Json& value) { return value.is_boolean() ? Json(value.get<int>()) : value; };
  return number(constant) == number(input);
}

Coerced check_literal(const Type& type, const Json& input) {
  const auto& values = type.values.get_ref<const Json::array_t&>();
  for (const Json& one : values) {
    if (is_same(one, input)) return {one, std::nullopt};
  }
  return {nullptr, not_one_of("literal_error", std::vector<Json>(values.begin(), values.end()))};
}

Coerced check_constant_uuid(const Type& type, const Json& input) {
  Coerced sent = to_uuid(input);
  if (sent.complaint || sent.value == type.values[0]) return sent;
  return {nullptr, not_one_of("literal_error", {}, "UUID(" + python_repr(type.values[0]) + ")")};
}

Coerced check_email(const Json& input) {
  Coerced sent = to_text(input);
  if (sent.complaint) return sent;
  Email email = read_email(input.get_ref<const std::string&>());
  if (email.wrong.empty()) return {std::move(email.address), std::nullopt};
  return {nullptr, Complaint{"value_error",
                             "value is not a valid email address: " + email.wrong,
                             {{"reason", email.wrong}}}};
}

Coerced coerce(const Type& type, const Json& input) {
  switch (type.kind) {
    case Kind::kInteger:
      return to_integer(input);
    case Kind::kNumber:
      return to_number(input);
    case Kind::kBoolean:
      return to_boolean(input);
    case Kind::kUuid:
      return to_uuid(input);
    case Kind::kChoice:
      return check_choice(type, input);
    case Kind::kAccept:
      return check_accept(input);
    case Kind::kLiteral:
    case Kind::kConstant:
      return check_literal(type, input);
    case Kind::kConstantUuid:
      return check_constant_uuid(type, input);
    case Kind::kEmail:
      return check_email(input);
    case Kind::kText:
    case Kind::kConstantList:
    case Kind::kList:
    case Kind::kObject:
    case Kind::kMap:
    case Kind::kShown:
      break;
  }
  return to_text(input);
}

}  // namespace

Complaint value_error(std::string message) {
  Json context = {{"error", message}};
  return {"value_error", std::move(message), std::move(context)};
}

Complaint assertion_error(const std::string& message) {
  return {"assertion_error", "Assertion failed, " + message, {{"error", message}}};
}

Complaint no_model(const std::string& name) {
  return {"model_type", "Input should be a valid dictionary or instance of " + name, {{"class_name", name}}};
}

Coerced check_scalar(const Type& type, const Json& input) {
  Coerced coerced = coerce(type, input);
  if (!coerced.complaint && type.kind == Kind::kText) {
    coerced.complaint = check_text(type, coerced.value.get_ref<const std::string&>());
  }
  if (!coerced.complaint && coerced.value.is_number()) coerced.complaint = check_bounds(type, coerced.value);
  return coerced;
}

bool has_duplicate(const Json& list) {
  std::unordered_set<std::string> seen;
  return std::any_of(list.begin(), list.end(),
                     [&](const Json& item) { return !seen.insert(canonical_json(item)).second; });
}

std::optional<Complaint> too_long(const Type& type, size_t sent, const char* noun) {
  const auto size = static_cast<int64_t>(sent);
  if (!type.items.max_items || size <= *type.items.max_items) return std::nullopt;
  return Complaint{"too_long",
                   std::string(noun) + " should have at most " + plural(*type.items.max_items, "item") +
                       " after validation, not " + std::to_string(size),
                   {{"field_type", noun}, {"max_length", *type.items.max_items}, {"actual_length", size}}};
}

std::optional<Complaint> too_short(const Type& type, size_t sent, const char* noun) {
  const auto size = static_cast<int64_t>(sent);
  if (!type.items.min_items || size >= *type.items.min_items) return std::nullopt;
  return Complaint{"too_short",
                   std::string(noun) + " should have at least " + plural(*type.items.min_items, "item") +
                       " after validation, not " + std::to_string(size),
                   {{"field_type", noun}, {"min_length", *type.items.min_items}, {"actual_length", size}}};
}

}  // namespace rehearsal::forms
