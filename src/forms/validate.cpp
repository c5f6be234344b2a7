#include "forms/validate.h"

#include <algorithm>
#include <unordered_set>

#include "core/echo.h"
#include "forms/coerce.h"
#include "forms/pattern.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

using Kind = Type::Kind;

// More errors of one list help nobody and would each repeat all that could have been chosen.
constexpr size_t kMaxListErrors = 100;
// Nor do more of one page: the rest are only counted.
constexpr size_t kMaxErrors = 100;
constexpr size_t kMaxErrorBytes = 200'000;
constexpr size_t kLongestKey = 200;
// The last of the errors where some were only counted: our own type.
constexpr const char* kMoreErrors = "more_errors";

std::string plural(int64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// Errors of custom types have no page in pydantic's documentation.
bool has_url(const std::string& type) {
  return type != "unique_list" && type != kMoreErrors;
}

Complaint value_error(std::string message) {
  Json context = {{"error", message}};
  return {"value_error", std::move(message), std::move(context)};
}

Complaint not_one_of(const char* type, const std::vector<Json>& values,
                     const std::string& expected_text = {}) {
  const std::string expected = expected_text.empty() ? expected_list(values) : expected_text;
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

// As Python's Literal: no value of another type is equal, except that numbers compare with a float by value.
bool is_same(const Json& constant, const Json& input) {
  if (constant.is_number_integer()) return input.is_number_integer() && constant == input;
  return constant == input;
}

Coerced check_literal(const Type& type, const Json& input) {
  const auto& values = type.values.get_ref<const Json::array_t&>();
  const bool known =
      std::any_of(values.begin(), values.end(), [&](const Json& one) { return is_same(one, input); });
  if (known) return {input, std::nullopt};
  return {nullptr, not_one_of("literal_error", std::vector<Json>(values.begin(), values.end()))};
}

Coerced check_constant_uuid(const Type& type, const Json& input) {
  Coerced sent = to_uuid(input);
  if (sent.complaint || sent.value == type.values[0]) return sent;
  return {nullptr, not_one_of("literal_error", {}, "UUID(" + python_repr(type.values[0]) + ")")};
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

// Scalars: the value or what is wrong, before the rules.
Coerced check_scalar(const Type& type, const Json& input) {
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
    case Kind::kText:
    case Kind::kConstantList:
    case Kind::kList:
    case Kind::kShown:
      break;
  }
  return to_text(input);
}

// One page's validation: gathers errors with the place they are at.
class Validation {
 public:
  // The value of `input` as `type`, in `value`; false when there was an error.
  bool check(const Type& type, const Json& input, Json& value);
  void fail(Complaint complaint, const Json& input) {
    ++found_;
    if (errors_.size() >= kMaxErrors || bytes_ > kMaxErrorBytes) return;
    bytes_ += complaint.message.size() + complaint.context.size() * complaint.message.size();
    errors_.push_back({std::move(complaint.type), location_, std::move(complaint.message), echoed(input),
                       std::move(complaint.context)});
  }
  template <class Place>
  void enter(const Place& place) {
    location_.push_back(place);
  }
  void leave() { location_.erase(location_.size() - 1); }
  std::vector<FieldError> take();
  bool failed() const { return found_ > 0; }

 private:
  bool check_list(const Type& type, const Json& input, Json& value);
  bool check_constant_list(const Type& type, const Json& input, Json& value);
  bool check_value(const Type& type, const Json& input, Json& value);

  Json location_ = Json::array();
  std::vector<FieldError> errors_;
  // All errors, also those that are not in errors_.
  size_t found_ = 0;
  size_t bytes_ = 0;
};

std::vector<FieldError> Validation::take() {
  if (found_ > errors_.size()) {
    const size_t more = found_ - errors_.size();
    errors_.push_back({kMoreErrors,
                       Json::array({"__root__"}),
                       std::to_string(more) + " more errors are not listed: mend these first",
                       nullptr,
                       {{"more", more}}});
  }
  return std::move(errors_);
}

bool Validation::check_list(const Type& type, const Json& input, Json& value) {
  if (!input.is_array()) {
    fail({"list_type", "Input should be a valid list"}, input);
    return false;
  }
  // A list with too many items is not looked into. One that must be unique is measured last, as a plain
  // "Value".
  const bool unique = type.items.unique_items;
  if (std::optional<Complaint> complaint = too_long(type, input.size(), "List"); complaint && !unique) {
    fail(std::move(*complaint), input);
    return false;
  }
  const size_t before = found_;
  value = Json::array();
  for (size_t i = 0; i < input.size() && found_ < before + kMaxListErrors; ++i) {
    enter(i);
    Json item;
    check(type.item[0], input[i], item);
    value.push_back(std::move(item));
    leave();
  }
  if (found_ != before) return false;
  std::optional<Complaint> complaint;
  if (unique && has_duplicate(value)) complaint = Complaint{"unique_list", "List must be unique"};
  if (!complaint && unique) complaint = too_long(type, value.size(), "Value");
  if (!complaint) complaint = too_short(type, value.size(), unique ? "Value" : "List");
  if (complaint) fail(std::move(*complaint), input);
  return !complaint;
}

bool Validation::check_constant_list(const Type& type, const Json& input, Json& value) {
  if (!input.is_array()) {
    fail({"list_type", "Input should be a valid list"}, input);
    return false;
  }
  value = type.values;
  if (input == type.values) return true;
  fail(value_error("Cannot change values for a readonly list"), input);
  return false;
}

bool Validation::check_value(const Type& type, const Json& input, Json& value) {
  if (type.kind == Kind::kList) return check_list(type, input, value);
  if (type.kind == Kind::kConstantList) return check_constant_list(type, input, value);
  Coerced coerced = check_scalar(type, input);
  if (!coerced.complaint && type.kind == Kind::kText) {
    coerced.complaint = check_text(type, coerced.value.get_ref<const std::string&>());
  }
  if (!coerced.complaint && coerced.value.is_number()) coerced.complaint = check_bounds(type, coerced.value);
  if (coerced.complaint) {
    fail(std::move(*coerced.complaint), input);
    return false;
  }
  value = std::move(coerced.value);
  return true;
}

bool Validation::check(const Type& type, const Json& input, Json& value) {
  if (type.is_nullable && input.is_null()) {
    value = nullptr;
  } else if (!check_value(type, input, value)) {
    return false;
  }
  for (const Rule& rule : type.rules) {
    if (std::string wrong = rule(value); !wrong.empty()) {
      fail(value_error(std::move(wrong)), input);
      return false;
    }
  }
  return true;
}

// The type of a summary (page.cpp).
constexpr const char* kSummaryValue = "MigrationSummaryValue";

// An object was wanted.
Complaint no_model(const std::string& name) {
  return {"model_type", "Input should be a valid dictionary or instance of " + name, {{"class_name", name}}};
}

bool knows(const Page& page, const std::string& key) {
  return std::any_of(page.fields.begin(), page.fields.end(),
                     [&](const Field& field) { return field.name == key; });
}

}  // namespace

Validated validate(const Page& page, const Json& input) {
  Validated result{Json::object(), {}};
  Validation validation;
  if (!input.is_object()) {
    validation.enter("__root__");
    validation.fail(no_model(page.name), input);
    result.errors = validation.take();
    return result;
  }
  for (const auto& [name, type] : page.fields) {
    Json value;
    const auto sent = input.find(name);
    if (type.is_frozen) {
      value = type.fallback.value_or(nullptr);
      // What is shown as a table may be sent as anything that is an object.
      if (type.definition == kSummaryValue && sent != input.end() && !sent->is_object()) {
        validation.enter(name);
        validation.fail(no_model(kSummaryValue), *sent);
        validation.leave();
      }
    } else {
      validation.enter(name);
      if (sent != input.end()) {
        validation.check(type, *sent, value);
      } else if (type.fallback) {
        validation.check(type, *type.fallback, value);
      } else {
        validation.fail({"missing", "field required"}, input);
      }
      validation.leave();
    }
    result.values[name] = std::move(value);
  }
  for (const auto& [key, value] : input.get_ref<const Json::object_t&>()) {
    if (knows(page, key)) continue;
    validation.enter(shortened(key, kLongestKey));
    validation.fail({"extra_forbidden", "Extra inputs are not permitted"}, value);
    validation.leave();
  }
  if (page.rule && !validation.failed()) {
    if (std::string wrong = page.rule(result.values); !wrong.empty()) {
      validation.enter("__root__");
      validation.fail(value_error(std::move(wrong)), input);
    }
  }
  result.errors = validation.take();
  return result;
}

Json to_json(const std::vector<FieldError>& errors) {
  Json list = Json::array();
  for (const FieldError& error : errors) {
    Json one = {
        {"type", error.type}, {"loc", error.location}, {"msg", error.message}, {"input", error.input}};
    if (!error.context.is_null()) one["ctx"] = error.context;
    if (has_url(error.type)) one["url"] = "https://errors.pydantic.dev/2.13/v/" + error.type;
    list.push_back(std::move(one));
  }
  return list;
}

std::string to_text(const std::string& page_name, const std::vector<FieldError>& errors) {
  auto count = static_cast<int64_t>(errors.size());
  if (!errors.empty() && errors.back().type == kMoreErrors)
    count += errors.back().context.at("more").get<int64_t>() - 1;
  std::string text = plural(count, "validation error") + " for " + page_name;
  for (const FieldError& error : errors) {
    text += '\n';
    for (size_t i = 0; i < error.location.size(); ++i) {
      if (i) text += " -> ";
      text += python_str(error.location[i]);
    }
    text += "\n  " + error.message + " (type=" + error.type;
    if (error.context.is_object()) {
      for (const auto& [key, value] : error.context.get_ref<const Json::object_t&>()) {
        text += "; " + key + "=" + python_str(value);
      }
    }
    text += ')';
  }
  return text;
}

}  // namespace rehearsal::forms
