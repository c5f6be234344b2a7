// A person's sentence for each error that pydantic reports (reference/forms.md §5).
#include <string>

#include "core/ids.h"
#include "shell/app/format.h"
#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

bool is_choice(const Field* field) {
  return field != nullptr && (field->kind == FieldKind::kChoice || field->kind == FieldKind::kCheckList ||
                              field->picks != Picks::kNothing);
}

std::string noun_of(const Field* field) {
  return field == nullptr ? "value" : lower_first(field->label);
}

// "Choose a user group", "Enter a user name".
std::string fill_in(const Field* field) {
  if (field != nullptr && field->kind == FieldKind::kInteger)
    return "Enter a whole number in digits, for example 34";
  if (field != nullptr && field->kind == FieldKind::kNumber) return "Enter a number, for example 1.5";
  if (field != nullptr && field->kind == FieldKind::kMoment) return "Enter a date and a time";
  if (field != nullptr && field->kind == FieldKind::kDate) return "Enter a date";
  if (field != nullptr && field->kind == FieldKind::kList) return "Add at least one";
  if (field != nullptr && field->kind == FieldKind::kAccept) return "Confirm this to go on";
  return (is_choice(field) ? "Choose " : "Enter ") + with_article(noun_of(field));
}

std::string context_number(const Json& error, const char* key) {
  const auto context = error.find("ctx");
  if (context == error.end() || !context->is_object() || !context->contains(key)) return {};
  return value_words((*context)[key]);
}

Json input_of(const Json& error) {
  const auto found = error.find("input");
  return found == error.end() ? Json() : *found;
}

// "'Staff' is no longer active. Choose another user group."
std::string not_offered(const Json& error, const Field* field) {
  Json value = input_of(error);
  if (value.is_array() && value.size() == 1) value = value[0];
  if (value.is_null()) return fill_in(field);
  std::string label = value_words(value);
  if (const std::optional<size_t> place = field->options.find_value(value))
    label = field->options[*place].label;
  const bool subscription = value.is_string() && is_uuid(value.get_ref<const std::string&>());
  if (subscription && label == value_words(value)) label = short_id(label);
  const std::string what = subscription ? "\u2019 is no longer active. " : "\u2019 cannot be chosen. ";
  return "\u2018" + label + what + "Choose another " + noun_of(field) + ".";
}

std::string size_words(const Json& error, const Field* field, bool too_many) {
  const std::string limit = context_number(error, too_many ? "max_length" : "min_length");
  if (field != nullptr && field->kind == FieldKind::kList) {
    if (too_many) return limit == "1" ? "Leave only one" : "Leave at most " + limit;
    if (limit != "1") return "Add at least " + limit;
  }
  if (too_many) {
    if (limit == "1") return "Choose only one " + noun_of(field);
    return (is_choice(field) ? "Choose at most " : "Enter at most ") + limit;
  }
  if (limit == "1") return fill_in(field);
  return (is_choice(field) ? "Choose at least " : "Enter at least ") + limit;
}

bool starts_with(const std::string& text, std::string_view start) {
  return text.rfind(start, 0) == 0;
}

std::string own_words(const Json& error) {
  std::string words = text_or(error, "msg", "this value was refused");
  constexpr std::string_view kAssert = "Assertion failed, ";
  if (starts_with(words, kAssert)) words.erase(0, kAssert.size());
  constexpr std::string_view kStale = "Stale data";
  if (starts_with(words, kStale)) {
    return "The subscription has changed since this form was opened. Open the form again.";
  }
  return upper_first(words);
}

std::string number_words(const Json& error, const std::string& type) {
  if (type == "greater_than_equal") return "Enter " + context_number(error, "ge") + " or more";
  if (type == "less_than_equal") return "Enter " + context_number(error, "le") + " or less";
  if (type == "greater_than") return "Enter more than " + context_number(error, "gt");
  if (type == "less_than") return "Enter less than " + context_number(error, "lt");
  if (type == "int_parsing_size") return "Enter a number with fewer digits";
  if (starts_with(type, "int_")) return "Enter a whole number in digits, for example 34";
  if (starts_with(type, "float_") || type == "finite_number") return "Enter a number, for example 1.5";
  return {};
}

std::string text_words(const Json& error, const std::string& type, const Field* field) {
  if (type == "string_too_long") return "Use at most " + context_number(error, "max_length") + " characters";
  if (type == "string_too_short") {
    const std::string limit = context_number(error, "min_length");
    return limit == "1" ? fill_in(field) : "Use at least " + limit + " characters";
  }
  if (type == "string_pattern_mismatch")
    return "Write it in the form that is asked for: " + context_number(error, "pattern");
  if (type == "string_type") return fill_in(field);
  if (starts_with(type, "uuid_")) return "Enter an id, for example 59289a57-70fb-4ff5-9c93-10fe67b12434";
  if (starts_with(type, "bool_")) return "Choose yes or no";
  return {};
}

}  // namespace

std::string error_sentence(const Json& error, const Field* field) {
  const std::string type = text_or(error, "type");
  if (field == nullptr && type == "extra_forbidden") return "This form has no such field";
  if (field != nullptr && field->is_dead_end()) return "There is no " + noun_of(field) + " to choose yet";
  if (type == "missing") return fill_in(field);
  if (type == "too_short") return size_words(error, field, false);
  if (type == "too_long") return size_words(error, field, true);
  if (type == "unique_list") return "Choose each only once";
  if (type == "enum" || type == "is_instance_of" || type == "literal_error") {
    if (is_choice(field)) return not_offered(error, field);
    if (field != nullptr && field->kind == FieldKind::kReadOnly) return "This value cannot be changed";
  }
  if (type == "list_type") return fill_in(field);
  if (type == "value_error" && field != nullptr && field->kind == FieldKind::kAccept) return fill_in(field);
  if (field != nullptr && field->format == "email" && type == "value_error") {
    return "Enter an e-mail address, for example ann@example.org";
  }
  const Json input = input_of(error);
  const bool blank = input.is_string() &&
                     input.get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos;
  if (type == "value_error" && blank && field != nullptr) return fill_in(field);
  if (field != nullptr && field->kind == FieldKind::kMoment) {
    if (starts_with(type, "greater_than")) return "Choose a later moment";
    if (starts_with(type, "less_than")) return "Choose an earlier moment";
    return fill_in(field);
  }
  for (const std::string& words : {number_words(error, type), text_words(error, type, field)}) {
    if (!words.empty()) return words;
  }
  return own_words(error);
}

std::string error_details(const Json& error) {
  return text_or(error, "msg", "No message") + " (type " + text_or(error, "type", "unknown") + ")";
}

}  // namespace rehearsal::shell
