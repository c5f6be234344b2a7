#include "forms/validate.h"

#include <algorithm>

#include "core/echo.h"
#include "forms/checks.h"
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

// The type of a summary (page.cpp).
constexpr const char* kSummaryValue = "MigrationSummaryValue";

bool knows(const Page& page, const std::string& key) {
  return std::any_of(page.fields.begin(), page.fields.end(),
                     [&](const Field& field) { return field.name == key; });
}

// As Python sees it: null, false, 0, and what is empty.
bool is_nothing(const Json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>().empty();
  if (value.is_number()) return value.get<double>() == 0;
  return value == Json(false) || value.empty();
}

// A person who is asked for rows may leave some empty: objects with nothing in them are no rows.
Json without_empty_rows(const Json& list) {
  Json kept = Json::array();
  for (const Json& row : list) {
    const bool empty = row.is_object() ? std::all_of(row.begin(), row.end(), is_nothing) : is_nothing(row);
    if (!empty) kept.push_back(row);
  }
  return kept;
}

// One page's validation: gathers errors with the place they are at. What checks answers whether all was
// right, and leaves the value in its last argument.
class Validation {
 public:
  bool check(const Type& type, const Json& input, Json& value);
  // An object as the page's fields say; keys that it does not know are an error when it is `strict`.
  bool check_page(const Page& page, bool strict, const Json& input, Json& values);
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

 private:
  void fail_whole(std::string message, const Json& input);
  void check_field(const Field& field, const Json& input, Json& value);
  bool check_object(const Type& type, const Json& input, Json& value);
  bool check_map(const Type& type, const Json& input, Json& value);
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

bool Validation::check_list(const Type& type, const Json& sent, Json& value) {
  if (!sent.is_array()) {
    fail({"list_type", "Input should be a valid list"}, sent);
    return false;
  }
  const Json kept = type.drops_empty_rows ? without_empty_rows(sent) : Json();
  const Json& input = type.drops_empty_rows ? kept : sent;
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

// What fails of a page as a whole is said at "__root__" below it.
void Validation::fail_whole(std::string message, const Json& input) {
  enter("__root__");
  fail(value_error(std::move(message)), input);
  leave();
}

void Validation::check_field(const Field& field, const Json& input, Json& value) {
  const auto& [name, type] = field;
  const auto sent = input.find(name);
  if (type.is_frozen) {
    value = type.fallback.value_or(nullptr);
    // What is shown as a table may be sent as anything that is an object.
    const bool wrong = type.definition == kSummaryValue && sent != input.end() && !sent->is_object();
    if (wrong) fail(no_model(kSummaryValue), *sent);
  } else if (sent != input.end()) {
    check(type, *sent, value);
  } else if (type.fallback) {
    check(type, *type.fallback, value);
  } else {
    fail({"missing", "field required"}, input);
  }
}

bool Validation::check_page(const Page& page, bool strict, const Json& input, Json& values) {
  const size_t before = found_;
  if (page.rule_before) {
    if (std::string wrong = page.rule_before(input); !wrong.empty()) {
      fail_whole(std::move(wrong), input);
      return false;
    }
  }
  values = Json::object();
  for (const Field& field : page.fields) {
    Json value;
    enter(field.name);
    check_field(field, input, value);
    leave();
    values[field.name] = std::move(value);
  }
  for (const auto& [key, value] : input.get_ref<const Json::object_t&>()) {
    if (!strict || knows(page, key)) continue;
    enter(shortened(key, kLongestKey));
    fail({"extra_forbidden", "Extra inputs are not permitted"}, value);
    leave();
  }
  if (page.rule && found_ == before) {
    if (std::string wrong = page.rule(values); !wrong.empty()) fail_whole(std::move(wrong), input);
  }
  return found_ == before;
}

bool Validation::check_object(const Type& type, const Json& input, Json& value) {
  if (input.is_object()) return check_page(*type.page, type.is_strict, input, value);
  fail(no_model(type.page->name), input);
  return false;
}

bool Validation::check_map(const Type& type, const Json& input, Json& value) {
  if (!input.is_object()) {
    fail({"dict_type", "Input should be a valid dictionary"}, input);
    return false;
  }
  const size_t before = found_;
  value = Json::object();
  for (const auto& [key, sent] : input.get_ref<const Json::object_t&>()) {
    if (found_ >= before + kMaxListErrors) break;
    enter(shortened(key, kLongestKey));
    Json item;
    check(type.item[0], sent, item);
    value[key] = std::move(item);
    leave();
  }
  return found_ == before;
}

bool Validation::check_value(const Type& type, const Json& input, Json& value) {
  switch (type.kind) {
    case Kind::kList:
      return check_list(type, input, value);
    case Kind::kConstantList:
      return check_constant_list(type, input, value);
    case Kind::kObject:
      return check_object(type, input, value);
    case Kind::kMap:
      return check_map(type, input, value);
    default:
      break;
  }
  Coerced coerced = check_scalar(type, input);
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
  for (const Type::Check& check : type.checks) {
    std::string wrong = check.rule(value);
    if (wrong.empty()) continue;
    fail(check.is_assertion ? assertion_error(wrong) : value_error(std::move(wrong)), input);
    return false;
  }
  return true;
}

}  // namespace

Validated validate(const Page& page, const Json& input) {
  Validated result{Json::object(), {}};
  Validation validation;
  if (input.is_object()) {
    validation.check_page(page, true, input, result.values);
  } else {
    validation.enter("__root__");
    validation.fail(no_model(page.name), input);
  }
  result.errors = validation.take();
  return result;
}

}  // namespace rehearsal::forms
