// What was put into a form's fields, as the JSON that is sent, and back.
#include <algorithm>

#include "core/error.h"
#include "core/ids.h"
#include "core/json_in.h"
#include "shell/app/form_model.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"
#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

// Rows that a list has at once because it must have so many; more of them a person adds.
constexpr int64_t kMostFirstRows = 20;

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

// `text` as the number it says; as text when it says none or one beyond 64 bits.
Json number_or_text(const std::string& text, bool whole) {
  std::string said = trimmed(text);
  if (said.size() > 1 && said[0] == '+') said.erase(0, 1);
  const bool digits = said.find_first_not_of("-0123456789") == std::string::npos;
  if (whole && !digits) return text;
  try {
    Json value = parse_json(said);
    if (value.is_number()) return value;
  } catch (const Error&) {
    // Not a number: what was typed is sent, and the engine's error is the original's.
  }
  return text;
}

Json chosen_values(const Field& field, const FieldInput& input) {
  Json list = Json::array();
  for (const size_t index : input.chosen) {
    if (index < field.options.size()) list.push_back(field.options[index].value);
  }
  return list;
}

// Of an emptied field whose emptiness means something.
std::optional<Json> emptied(const Field& field, const FieldInput& input) {
  if (field.nullable) return Json();
  if (field.fallback) return Json(input.text);  // on purpose: the default must not slip back in
  return std::nullopt;
}

bool is_typed(FieldKind kind) {
  return kind == FieldKind::kText || kind == FieldKind::kLongText || kind == FieldKind::kInteger ||
         kind == FieldKind::kNumber || kind == FieldKind::kMoment || kind == FieldKind::kDate ||
         kind == FieldKind::kJson;
}

Json object_value(const std::vector<Field>& fields, const std::vector<FieldInput>& inputs) {
  Json object = Json::object();
  for (size_t i = 0; i < fields.size() && i < inputs.size(); ++i) {
    if (std::optional<Json> value = field_value(fields[i], inputs[i]))
      object[fields[i].name] = std::move(*value);
  }
  return object;
}

Json list_value(const Field& field, const FieldInput& input) {
  Json list = Json::array();
  for (const FieldInput& row : input.parts) {
    if (!is_sent(field.item[0], row)) continue;
    if (std::optional<Json> value = field_value(field.item[0], row)) list.push_back(std::move(*value));
  }
  return list;
}

bool is_kept(const Field& field, const FieldInput& input) {
  const std::vector<Promise> promises = promises_of(field);
  if (promises.empty()) return input.checked;
  bool kept = true;
  for (size_t i = 0; i < promises.size(); ++i) {
    const bool on = std::find(input.chosen.begin(), input.chosen.end(), i) != input.chosen.end();
    if (promises[i].kind == Promise::Kind::kSkip && on) return true;
    if (promises[i].kind == Promise::Kind::kMust && !on) kept = false;
  }
  return kept;
}

void choose(const Field& field, const Json& value, FieldInput& input) {
  if (const std::optional<size_t> place = field.options.find_value(value)) input.chosen.push_back(*place);
}

std::string typed_text(const Json& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : dump_json(value);
}

// A text that would be read as something else than a text stands in quotes.
std::string json_text(const Json& value) {
  if (!value.is_string()) return typed_text(value);
  return json_in(value.get_ref<const std::string&>()) ? dump_json(value) : value.get<std::string>();
}

std::vector<FieldInput> first_of(const std::vector<Field>& fields) {
  std::vector<FieldInput> inputs;
  inputs.reserve(fields.size());
  for (const Field& field : fields) inputs.push_back(first_input(field));
  return inputs;
}

void fill(const std::vector<Field>& fields, const Json& answers, std::vector<FieldInput>& inputs) {
  for (size_t i = 0; i < fields.size() && i < inputs.size(); ++i) {
    const Json* answer = fields[i].editable() ? member(answers, fields[i].name.c_str()) : nullptr;
    if (answer != nullptr) inputs[i] = input_of(fields[i], *answer);
  }
}

void add_first_rows(const Field& field, FieldInput& input) {
  const int64_t least = std::min(field.min_items.value_or(0), kMostFirstRows);
  while (static_cast<int64_t>(input.parts.size()) < least) input.parts.push_back(first_input(field.item[0]));
}

FieldInput kept_promises(const Field& field, bool kept) {
  FieldInput input;
  input.checked = kept;
  const std::vector<Promise> promises = promises_of(field);
  for (size_t i = 0; kept && i < promises.size(); ++i) {
    if (promises[i].kind == Promise::Kind::kMust) input.chosen.push_back(i);
  }
  return input;
}

// What has parts or choices of its own, or is a list of one of these, says with a mark that it has no value.
bool is_left_out(const Field& field, const Json& value) {
  const bool marked = field.kind == FieldKind::kObject || field.kind == FieldKind::kList ||
                      field.kind == FieldKind::kCheckList || field.as_list;
  return marked && field.nullable && value.is_null();
}

// What is chosen, by what it is wherever its list may have changed: [key, label]; of promises their words.
Json kept_choices(const Field& field, const std::vector<size_t>& chosen) {
  const std::vector<Promise> promises = promises_of(field);
  Json kept = Json::array();
  for (const size_t index : chosen) {
    if (index < field.options.size()) {
      kept.push_back({field.options[index].key, field.options[index].label});
    } else if (index < promises.size()) {
      kept.push_back({promises[index].words, promises[index].words});
    }
  }
  return kept;
}

std::optional<size_t> choice_of(const Field& field, const std::string& key) {
  if (field.kind != FieldKind::kAccept) return field.options.find(key);
  const std::vector<Promise> promises = promises_of(field);
  const auto found =
      std::find_if(promises.begin(), promises.end(), [&](const Promise& one) { return one.words == key; });
  if (found == promises.end()) return std::nullopt;
  return static_cast<size_t>(found - promises.begin());
}

Json kept_fields(const std::vector<Field>& fields, const std::vector<FieldInput>& inputs);

Json kept_input(const Field& field, const FieldInput& input) {
  Json kept = {{"kind", static_cast<int>(field.kind)}};
  if (!input.text.empty()) kept["text"] = input.text;
  if (input.checked) kept["checked"] = true;
  if (input.none) kept["none"] = true;
  if (input.given) kept["given"] = true;
  if (!input.chosen.empty()) kept["chosen"] = kept_choices(field, input.chosen);
  if (field.kind == FieldKind::kObject) kept["parts"] = kept_fields(field.fields, input.parts);
  if (field.kind == FieldKind::kList) {
    Json& rows = kept["parts"] = Json::array();
    for (const FieldInput& row : input.parts) rows.push_back(kept_input(field.item[0], row));
  }
  return kept;
}

Json kept_fields(const std::vector<Field>& fields, const std::vector<FieldInput>& inputs) {
  Json kept = Json::object();
  for (size_t i = 0; i < fields.size() && i < inputs.size(); ++i) {
    if (fields[i].editable()) kept[fields[i].name] = kept_input(fields[i], inputs[i]);
  }
  return kept;
}

using Errors = std::vector<FieldError>;

// An id says nothing to a person.
std::string gone_words(const Field& field, const Json& value) {
  if (field.is_dead_end() || !value.is_string() || !is_uuid(value.get_ref<const std::string&>()))
    return error_sentence({{"type", "enum"}, {"input", value}}, &field);
  const std::string noun = lower_first(field.label);
  return "The " + noun + " that was chosen is no longer active. Choose another " + noun + ".";
}

void find_gone(const std::vector<Field>& fields, const Json& answers, const std::string& path, Errors& gone);

// What `answer` has chosen and nobody can choose now.
void find_gone(const Field& field, const Json& answer, const std::string& path, Errors& gone) {
  if (field.kind == FieldKind::kObject) return find_gone(field.fields, answer, path + ".", gone);
  const bool is_row = field.kind == FieldKind::kList;
  if (!is_row && field.kind != FieldKind::kChoice && field.kind != FieldKind::kCheckList) return;
  std::vector<const Json*> all = elements(answer);
  if (!answer.is_array() && !answer.is_null()) all = {&answer};
  for (size_t i = 0; i < all.size(); ++i) {
    if (is_row) {
      find_gone(field.item[0], *all[i], path + "." + std::to_string(i), gone);
    } else if (!field.options.find_value(*all[i])) {
      gone.push_back({path, field.label, gone_words(field, *all[i]), {}});
    }
  }
}

void find_gone(const std::vector<Field>& fields, const Json& answers, const std::string& path, Errors& gone) {
  for (const Field& field : fields) {
    const Json* answer = field.editable() ? member(answers, field.name.c_str()) : nullptr;
    if (answer != nullptr) find_gone(field, *answer, path + field.name, gone);
  }
}

void take_fields(const std::vector<Field>& fields, const Json& kept, const std::string& path,
                 std::vector<FieldInput>& inputs, Errors& gone);

void take_input(const Field& field, const Json& kept, const std::string& path, FieldInput& input,
                Errors& gone) {
  if (whole_at(kept, "kind") != static_cast<int>(field.kind)) return;
  input.text = text_or(kept, "text");
  input.checked = true_at(kept, "checked");
  input.none = true_at(kept, "none");
  input.given = true_at(kept, "given");
  input.chosen.clear();
  for (const Json* one : elements(kept, "chosen")) {
    if (!one->is_array() || one->size() != 2 || !(*one)[0].is_string() || !(*one)[1].is_string()) continue;
    if (const std::optional<size_t> place = choice_of(field, (*one)[0].get<std::string>())) {
      input.chosen.push_back(*place);
    } else if (field.kind != FieldKind::kAccept) {
      gone.push_back({path,
                      field.label,
                      "\u2018" + (*one)[1].get<std::string>() + "\u2019 can no longer be chosen",
                      {}});
    }
  }
  if (field.kind == FieldKind::kObject) {
    if (const Json* parts = member(kept, "parts"))
      take_fields(field.fields, *parts, path + ".", input.parts, gone);
  } else if (field.kind == FieldKind::kList) {
    input.parts.clear();
    for (const Json* row : elements(kept, "parts")) {
      const std::string at = path + "." + std::to_string(input.parts.size());
      input.parts.push_back(first_input(field.item[0]));
      take_input(field.item[0], *row, at, input.parts.back(), gone);
    }
  }
}

void take_fields(const std::vector<Field>& fields, const Json& kept, const std::string& path,
                 std::vector<FieldInput>& inputs, Errors& gone) {
  for (size_t i = 0; i < fields.size() && i < inputs.size(); ++i) {
    const Json* one = fields[i].editable() ? member(kept, fields[i].name.c_str()) : nullptr;
    if (one != nullptr) take_input(fields[i], *one, path + fields[i].name, inputs[i], gone);
  }
}

}  // namespace

std::optional<Json> field_value(const Field& field, const FieldInput& input) {
  switch (field.kind) {
    case FieldKind::kText:
    case FieldKind::kLongText:
      if (input.text.empty() && (field.nullable || (field.fallback && field.fallback->is_null())))
        return Json();
      if (input.text.empty() && field.picks != Picks::kNothing) return std::nullopt;
      return Json(input.text);
    case FieldKind::kInteger:
    case FieldKind::kNumber:
      if (trimmed(input.text).empty()) return emptied(field, input);
      return number_or_text(input.text, field.kind == FieldKind::kInteger);
    case FieldKind::kDate:
    case FieldKind::kMoment:
      if (trimmed(input.text).empty()) return emptied(field, input);
      if (field.kind == FieldKind::kDate || field.as_text) return Json(input.text);
      return number_or_text(input.text, false);
    case FieldKind::kBoolean:
      return Json(input.checked);
    case FieldKind::kAccept:
      return Json(is_kept(field, input) ? "ACCEPTED" : "INCOMPLETE");
    case FieldKind::kChoice: {
      const Json values = chosen_values(field, input);
      if (field.as_list) return values.empty() && input.none ? Json() : values;
      if (!values.empty()) return values[0];
      return field.nullable ? std::optional<Json>(Json()) : std::nullopt;
    }
    case FieldKind::kCheckList:
      if (input.none && input.chosen.empty()) return Json();
      return chosen_values(field, input);
    case FieldKind::kList:
      if (input.none) return Json();
      return list_value(field, input);
    case FieldKind::kObject:
      if (input.none) return Json();
      return object_value(field.fields, input.parts);
    case FieldKind::kJson:
      if (trimmed(input.text).empty()) return field.nullable ? std::optional<Json>(Json()) : std::nullopt;
      try {
        return parse_json(input.text);
      } catch (const Error&) {
        return Json(input.text);
      }
    case FieldKind::kReadOnly:
      // The one value that there is, where the engine has none of its own.
      if (field.required && !field.fallback && !field.fixed.is_null()) return field.fixed;
      return std::nullopt;
    default:
      return std::nullopt;  // shown only
  }
}

// A row without anything in it is none. Of objects that holds for contacts alone: the engine passes over
// those that are empty, and counts the others.
bool is_sent(const Field& row, const FieldInput& input) {
  if (is_typed(row.kind)) return input.given || !trimmed(input.text).empty();
  const bool contact = std::any_of(row.fields.begin(), row.fields.end(),
                                   [](const Field& one) { return one.format == "contactPersonName"; });
  return !contact || std::any_of(input.parts.begin(), input.parts.end(),
                                 [](const FieldInput& part) { return !part.text.empty(); });
}

size_t sent_row(const Field& list, const FieldInput& input, size_t index) {
  for (size_t row = 0, sent = 0; row < input.parts.size(); ++row) {
    if (is_sent(list.item[0], input.parts[row]) && sent++ == index) return row;
  }
  return index;
}

FieldInput input_of(const Field& field, const Json& value) {
  FieldInput input;
  input.none = is_left_out(field, value);
  switch (field.kind) {
    case FieldKind::kBoolean:
      input.checked = value.is_boolean() && value.get<bool>();
      break;
    case FieldKind::kAccept:
      return kept_promises(field, value == "ACCEPTED");
    case FieldKind::kChoice:
    case FieldKind::kCheckList:
      if (value.is_array()) {
        for (const Json& one : value) choose(field, one, input);
      } else {
        choose(field, value, input);
      }
      break;
    case FieldKind::kList:
      for (const Json* one : elements(value)) {
        input.parts.push_back(input_of(field.item[0], *one));
        input.parts.back().given = true;
      }
      add_first_rows(field, input);
      break;
    case FieldKind::kObject:
      input.parts = first_of(field.fields);
      fill(field.fields, value, input.parts);
      break;
    case FieldKind::kJson:
      input.text = json_text(value);
      break;
    default:
      input.text = typed_text(value);
  }
  return input;
}

FieldInput first_input(const Field& field) {
  return input_of(field, field.fallback.value_or(Json()));
}

std::vector<FieldInput> first_inputs(const FormPage& page) {
  return first_of(page.fields);
}

Json kept_inputs(const FormPage& page, const std::vector<FieldInput>& inputs) {
  return kept_fields(page.fields, inputs);
}

std::vector<FieldError> take_kept(const FormPage& page, const Json& kept, std::vector<FieldInput>& inputs) {
  Errors gone;
  take_fields(page.fields, kept, "", inputs, gone);
  return gone;
}

std::vector<FieldError> take_answers(const FormPage& page, const Json& answers,
                                     std::vector<FieldInput>& inputs) {
  Errors gone;
  fill(page.fields, answers, inputs);
  find_gone(page.fields, answers, "", gone);
  return gone;
}

Json page_input(const FormPage& page, const std::vector<FieldInput>& inputs) {
  return object_value(page.fields, inputs);
}

}  // namespace rehearsal::shell
