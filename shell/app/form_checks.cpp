// What a form's schema alone says of what was put in.
#include <algorithm>
#include <cstdint>

#include "shell/app/form_model.h"
#include "shell/app/read_json.h"
#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

using Errors = std::vector<FieldError>;

void complain(const Field& field, const std::string& path, const char* type, const Json& figures,
              Errors& errors) {
  errors.push_back({path, field.label, error_sentence({{"type", type}, {"ctx", figures}}, &field), {}});
}

// Above 2^53 integers that differ are one and the same double.
bool is_broken(const Limit& limit, const Json& measure, const Json& bound) {
  const auto is_exact = [](const Json& number) {
    return number.is_number_integer() &&
           (!number.is_number_unsigned() || number.get<uint64_t>() <= INT64_MAX);
  };
  if (!is_exact(measure) || !is_exact(bound))
    return limit.is_broken(measure.get<double>(), bound.get<double>());
  const auto a = measure.get<int64_t>(), b = bound.get<int64_t>();
  return limit.is_broken(a < b ? -1 : a > b ? 1 : 0, 0);
}

void check(const Field& field, const FieldInput& input, const std::string& path, Errors& errors);

void check_items(const Field& field, size_t count, const std::string& path, Errors& errors) {
  const auto items = static_cast<int64_t>(count);
  if (items < field.min_items.value_or(0))
    complain(field, path, "too_short", {{"min_length", *field.min_items}}, errors);
  if (field.max_items && items > *field.max_items)
    complain(field, path, "too_long", {{"max_length", *field.max_items}}, errors);
}

void check_parts(const Field& field, const FieldInput& input, const std::string& path, Errors& errors) {
  for (size_t i = 0; i < input.parts.size(); ++i) {
    const bool row = field.kind == FieldKind::kList;
    if (row && !is_sent(field.item[0], input.parts[i])) continue;
    if (row)
      check(field.item[0], input.parts[i], path + "." + std::to_string(i), errors);
    else if (i < field.fields.size())
      check(field.fields[i], input.parts[i], path + "." + field.fields[i].name, errors);
  }
}

void check(const Field& field, const FieldInput& input, const std::string& path, Errors& errors) {
  if (!field.editable()) return;
  const std::optional<Json> value = field_value(field, input);
  if (!value || *value == "") {
    if (field.must_be_filled()) complain(field, path, "missing", nullptr, errors);
    return;
  }
  if (value->is_structured() && field.kind != FieldKind::kJson) {
    check_parts(field, input, path, errors);
    if (value->is_array()) check_items(field, value->size(), path, errors);
    return;
  }
  Json measure;
  if (value->is_number()) {
    measure = *value;
  } else if (!value->is_string()) {
    return;
  } else if (field.kind == FieldKind::kInteger || field.kind == FieldKind::kNumber) {
    // Much that is no number here is one to the engine.
    const std::string& text = value->get_ref<const std::string&>();
    const bool odd = text.find_first_not_of("+-0123456789.eE_ \t\r\n") != std::string::npos;
    const size_t point = text.find('.');
    const bool broken = field.kind == FieldKind::kInteger && point != std::string::npos &&
                        text.find_first_of("eE_") == std::string::npos &&
                        text.find_first_of("123456789", point) != std::string::npos;
    if (odd || broken)
      complain(field, path, field.kind == FieldKind::kInteger ? "int_parsing" : "float_parsing", nullptr,
               errors);
    return;
  } else {
    int64_t letters = 0;
    for (const char c : value->get_ref<const std::string&>()) letters += (c & 0xc0) != 0x80;
    measure = letters;
  }
  for (const Limit& limit : kLimits) {
    const Json* bound = member(field.limits, limit.keyword);
    if (bound != nullptr && bound->is_number() && is_broken(limit, measure, *bound))
      return complain(field, path, limit.error, {{limit.figure, *bound}}, errors);
  }
}

}  // namespace

std::vector<FieldError> page_errors(const FormPage& page, const std::vector<FieldInput>& inputs) {
  Errors errors;
  for (size_t i = 0; i < page.fields.size() && i < inputs.size(); ++i)
    check(page.fields[i], inputs[i], page.fields[i].name, errors);
  return errors;
}

}  // namespace rehearsal::shell
