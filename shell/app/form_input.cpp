// What was put into a form's fields, as the JSON that is sent.
#include <algorithm>

#include "core/error.h"
#include "shell/app/form_model.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

// `text` as the number it says; as text when it says none or one beyond 64 bits.
Json number_or_text(const std::string& text) {
  const std::string said = trimmed(text);
  try {
    Json value = parse_json(said.size() > 1 && said[0] == '+' ? said.substr(1) : said);
    if (value.is_number()) return value;
  } catch (const Error&) {
    // Not a number: what was typed is sent, and the engine's error is the original's.
  }
  return text;
}

Json lines_input(const Field& field, const std::string& text) {
  Json list = Json::array();
  size_t at = 0;
  while (at <= text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = trimmed(std::string_view(text).substr(at, end - at));
    if (!line.empty()) list.push_back(field.item_type == "string" ? Json(line) : number_or_text(line));
    at = end + 1;
  }
  return list;
}

Json chosen_values(const Field& field, const FieldInput& input) {
  Json list = Json::array();
  for (const size_t index : input.chosen) {
    if (index < field.options.size()) list.push_back(field.options[index].value);
  }
  return list;
}

// What the field sends; nothing when its key is left out, so that the engine says that it is missing.
std::optional<Json> field_input(const Field& field, const FieldInput& input) {
  switch (field.kind) {
    case FieldKind::kText:
    case FieldKind::kLongText:
      if (input.text.empty() && (field.nullable || (field.fallback && field.fallback->is_null())))
        return Json();
      return Json(input.text);
    case FieldKind::kInteger:
    case FieldKind::kNumber:
      if (!trimmed(input.text).empty()) return number_or_text(input.text);
      if (field.nullable) return Json();
      if (field.fallback) return Json(input.text);  // emptied on purpose: the default must not slip back in
      return std::nullopt;
    case FieldKind::kBoolean:
      return Json(input.checked);
    case FieldKind::kAccept:
      return Json(input.checked ? "ACCEPTED" : "INCOMPLETE");
    case FieldKind::kChoice: {
      const Json values = chosen_values(field, input);
      if (field.as_list) return values;
      if (!values.empty()) return values[0];
      return field.nullable ? std::optional<Json>(Json()) : std::nullopt;
    }
    case FieldKind::kCheckList:
      return chosen_values(field, input);
    case FieldKind::kLines:
      return lines_input(field, input.text);
    case FieldKind::kJson:
      if (trimmed(input.text).empty()) return field.nullable ? std::optional<Json>(Json()) : std::nullopt;
      try {
        return parse_json(input.text);
      } catch (const Error&) {
        return Json(input.text);
      }
    default:
      return std::nullopt;  // shown only
  }
}

void choose(const Field& field, const Json& value, FieldInput& input) {
  for (size_t i = 0; i < field.options.size(); ++i) {
    if (field.options[i].value == value) input.chosen.push_back(i);
  }
}

std::string typed_text(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : dump_json(value);
}

FieldInput first_input(const Field& field) {
  FieldInput input;
  if (!field.fallback) return input;
  const Json& value = *field.fallback;
  switch (field.kind) {
    case FieldKind::kBoolean:
      input.checked = value.is_boolean() && value.get<bool>();
      break;
    case FieldKind::kAccept:
      input.checked = value == "ACCEPTED";
      break;
    case FieldKind::kChoice:
    case FieldKind::kCheckList:
      if (value.is_array()) {
        for (const Json& one : value) choose(field, one, input);
      } else {
        choose(field, value, input);
      }
      break;
    case FieldKind::kLines:
      for (const Json* one : elements(value)) {
        input.text += (input.text.empty() ? "" : "\n") + typed_text(*one);
      }
      break;
    default:
      input.text = typed_text(value);
  }
  return input;
}

}  // namespace

std::vector<FieldInput> first_inputs(const FormPage& page) {
  std::vector<FieldInput> inputs;
  for (const Field& field : page.fields) inputs.push_back(first_input(field));
  return inputs;
}

std::vector<FieldInput> carried_inputs(const FormPage& before, const std::vector<FieldInput>& inputs,
                                       const FormPage& after) {
  std::vector<FieldInput> carried = first_inputs(after);
  for (size_t i = 0; i < after.fields.size(); ++i) {
    const Field& field = after.fields[i];
    for (size_t j = 0; j < before.fields.size() && j < inputs.size(); ++j) {
      if (before.fields[j].name != field.name || before.fields[j].kind != field.kind) continue;
      carried[i] = inputs[j];
      carried[i].chosen.clear();
      for (const size_t index : inputs[j].chosen) {
        if (index < before.fields[j].options.size())
          choose(field, before.fields[j].options[index].value, carried[i]);
      }
    }
  }
  return carried;
}

Json page_input(const FormPage& page, const std::vector<FieldInput>& inputs) {
  Json body = Json::object();
  for (size_t i = 0; i < page.fields.size() && i < inputs.size(); ++i) {
    if (std::optional<Json> value = field_input(page.fields[i], inputs[i]))
      body[page.fields[i].name] = std::move(*value);
  }
  return body;
}

}  // namespace rehearsal::shell
