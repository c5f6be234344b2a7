#include "shell/app/form_model.h"

#include <algorithm>

#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// `schema` with what its "$ref" names laid under its own members, and of an "anyOf" with null the other part.
Json resolved(const Json& schema, const Json& root, bool& nullable) {
  Json out = schema;
  for (int depth = 0; depth < 8; ++depth) {
    const Json* ref = member(out, "$ref");
    if (ref != nullptr && ref->is_string()) {
      const std::string name = ref->get<std::string>();
      const Json* definitions = member(root, "$defs");
      const Json* target =
          definitions == nullptr
              ? nullptr
              : member(*definitions, name.c_str() + std::min(name.size(), name.rfind('/') + 1));
      out.erase("$ref");
      if (target == nullptr) continue;
      for (const auto& [key, value] : target->items()) {
        if (!out.contains(key) || key == "enum" || key == "options") out[key] = value;
      }
      continue;
    }
    const Json* any = member(out, "anyOf");
    if (any == nullptr || !any->is_array()) break;
    Json chosen;
    for (const Json& part : *any) {
      if (text_or(part, "type") == "null") {
        nullable = true;
      } else if (chosen.is_null()) {
        chosen = part;
      }
    }
    out.erase("anyOf");
    if (!chosen.is_object()) break;
    for (const auto& [key, value] : chosen.items()) {
      if (!out.contains(key)) out[key] = value;
    }
  }
  return out;
}

// The options of a schema with "enum" (or "const"), labels from "options".
std::vector<Option> options_of(const Json& schema) {
  std::vector<Option> options;
  const Json* labels = member(schema, "options");
  Json values = Json::array();
  if (const Json* listed = member(schema, "enum"); listed != nullptr && listed->is_array()) values = *listed;
  for (const Json& value : values) {
    const std::string text = value.is_string() ? value.get<std::string>() : dump_json(value);
    const Json* label = labels == nullptr ? nullptr : member(*labels, text.c_str());
    options.push_back({value, label != nullptr && label->is_string() ? label->get<std::string>() : text});
  }
  return options;
}

const Json* extra(const Json& schema, const char* key) {
  for (const char* place : {"extraProperties", "uniforms"}) {
    const Json* found = member(schema, place);
    if (found != nullptr && member(*found, key) != nullptr) return member(*found, key);
  }
  return nullptr;
}

bool is_fixed(const Json& schema) {
  const Json* disabled = extra(schema, "disabled");
  return disabled != nullptr && disabled->is_boolean() && disabled->get<bool>();
}

void read_array(const Json& schema, const Json& root, Field& field) {
  bool ignored = false;
  const Json* items = member(schema, "items");
  const Json item = items == nullptr ? Json::object() : resolved(*items, root, ignored);
  field.min_items = whole_at(schema, "minItems");
  field.max_items = whole_at(schema, "maxItems");
  if (member(item, "enum") == nullptr) {
    field.kind = text_or(item, "type") == "object" ? FieldKind::kJson : FieldKind::kLines;
    field.item_type = text_or(item, "type", "string");
    return;
  }
  field.options = options_of(item);
  field.choice_title = text_or(item, "title");
  field.as_list = field.max_items == 1;
  field.kind = field.as_list ? FieldKind::kChoice : FieldKind::kCheckList;
}

// The kinds that a "format" tells, whatever the type beside it.
bool read_format(const Json& schema, Field& field) {
  const std::string format = text_or(schema, "format");
  const Json* fallback = member(schema, "default");
  const Json shown = fallback == nullptr ? Json() : *fallback;
  if (format == "long") {
    field.kind = FieldKind::kLongText;
  } else if (format == "label" || format == "divider" || format == "hidden") {
    field.kind = format == "label"     ? FieldKind::kLabel
                 : format == "divider" ? FieldKind::kDivider
                                       : FieldKind::kHidden;
    field.fixed = shown;
  } else if (format == "subscription") {
    field.kind = FieldKind::kSubscription;
    field.fixed = shown;
  } else if (format == "callout" || format == "markdown") {
    field.kind = FieldKind::kCallout;
    field.fixed = shown;
  } else if (format == "summary") {
    field.kind = FieldKind::kSummary;
    if (const Json* data = extra(schema, "data")) field.fixed = *data;
  } else if (format == "accept") {
    field.kind = FieldKind::kAccept;
  } else {
    return false;
  }
  return true;
}

void read_kind(const Json& schema, const Json& root, Field& field) {
  if (is_fixed(schema)) {
    field.kind = FieldKind::kReadOnly;
    const Json* value = extra(schema, "value");
    field.fixed = value != nullptr ? *value : schema.value("default", Json());
    return;
  }
  if (read_format(schema, field)) return;
  const std::string type = text_or(schema, "type");
  if (type == "array") return read_array(schema, root, field);
  if (member(schema, "enum") != nullptr) {
    field.kind = FieldKind::kChoice;
    field.options = options_of(schema);
    field.choice_title = text_or(schema, "title");
    return;
  }
  if (type == "integer") field.kind = FieldKind::kInteger;
  if (type == "number")
    field.kind = text_or(schema, "format") == "timestamp" ? FieldKind::kInteger : FieldKind::kNumber;
  if (type == "boolean") field.kind = FieldKind::kBoolean;
  if (type == "object") field.kind = FieldKind::kJson;
}

Field read_field(const std::string& name, const Json& raw, const Json& root, const Translations& words) {
  Field field;
  field.name = name;
  const Json schema = resolved(raw, root, field.nullable);
  // The title of a choice's own type ("UserGroupEnum") is no word for the field: only a title written at the
  // field is.
  field.label = words.field(name, text_or(raw, "title"));
  field.help = words.field_help(name);
  if (field.help.empty()) field.help = text_or(raw, "description");
  read_kind(schema, root, field);
  if (const Json* fallback = member(raw, "default")) field.fallback = *fallback;
  if (const Json* required = member(root, "required"); required != nullptr && required->is_array()) {
    field.required = std::find(required->begin(), required->end(), Json(name)) != required->end();
  }
  return field;
}

}  // namespace

bool Field::editable() const {
  switch (kind) {
    case FieldKind::kReadOnly:
    case FieldKind::kLabel:
    case FieldKind::kDivider:
    case FieldKind::kSubscription:
    case FieldKind::kSummary:
    case FieldKind::kCallout:
    case FieldKind::kHidden:
      return false;
    default:
      return true;
  }
}

const Field* FormPage::find(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

FormPage form_page(const Json& schema, const Json& meta, const Translations& words) {
  FormPage page;
  page.title = text_or(schema, "title");
  if (page.title == "unknown") page.title.clear();
  page.description = text_or(schema, "description");
  if (const Json* next = member(meta, "hasNext"); next != nullptr && next->is_boolean())
    page.has_next = next->get<bool>();
  if (const Json* properties = member(schema, "properties");
      properties != nullptr && properties->is_object()) {
    for (const auto& [name, raw] : properties->items())
      page.fields.push_back(read_field(name, raw, schema, words));
  }
  return page;
}

}  // namespace rehearsal::shell
