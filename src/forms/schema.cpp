// A page's JSON Schema, as pydantic 2.13 and pydantic-forms 2.6 emit it (reference/forms.md §1, §3).
#include <algorithm>
#include <vector>

#include "core/error.h"
#include "forms/page.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

using Kind = Type::Kind;

const char* json_type_of(const Json& value) {
  if (value.is_boolean()) return "boolean";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  return "string";
}

// The name under $defs: only letters, digits, dots, dashes and underscores.
std::string definition_key(std::string name) {
  for (char& c : name) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (!kept) c = '_';
  }
  return name;
}

// Writes a page, and gathers what its fields refer to.
class Writer {
 public:
  Json page(const Page& page);

 private:
  Json reference(const std::string& name, Json definition);
  Json choice(const Type::Choice& choice);
  Json list(const Type& type);
  Json bare(const Type& type);
  Json field(const Field& field);
  Json fields(const Page& page);
  Json object(const Type& type);

  Json definitions_ = Json::object();
};

Json Writer::reference(const std::string& name, Json definition) {
  const std::string key = definition_key(name);
  const auto known = definitions_.find(key);
  if (known != definitions_.end() && *known != definition) {
    throw Error(
        "TypeError",
        "Expected the types of a page to have different names, found two that are called " + name + ".");
  }
  definitions_[key] = std::move(definition);
  return {{"$ref", "#/$defs/" + key}};
}

Json Writer::choice(const Type::Choice& choice) {
  Json values = Json::array();
  Json labels = Json::object();
  bool labelled = false;
  for (const Option& option : choice.options) {
    values.push_back(option.value);
    labels.emplace(option.value, option.label);
    labelled = labelled || option.label != option.value;
  }
  Json definition = {{"enum", values}, {"title", choice.name}, {"type", "string"}};
  if (labelled) definition["options"] = std::move(labels);
  // An enumeration without members has no definition of its own.
  return choice.options.empty() ? definition : reference(choice.name, std::move(definition));
}

Json Writer::list(const Type& type) {
  Json schema = {{"type", "array"}, {"items", bare(type.item[0])}};
  // A list of different items does not say that it may be empty.
  if (type.items.min_items && (*type.items.min_items > 0 || !type.items.unique_items))
    schema["minItems"] = *type.items.min_items;
  if (type.items.max_items) schema["maxItems"] = *type.items.max_items;
  if (type.items.unique_items) schema["uniqueItems"] = true;
  return schema;
}

// The schema of what the field holds, without what belongs to the field.
Json Writer::bare(const Type& type) {
  Json schema = Json::object();
  switch (type.kind) {
    case Kind::kText:
      schema["type"] = "string";
      if (type.min_length)
        schema["minLength"] = *type.min_length;
      else if (type.is_not_blank && type.fallback)
        schema["minLength"] = 1;
      if (type.max_length) schema["maxLength"] = *type.max_length;
      if (!type.pattern.empty()) schema["pattern"] = type.pattern;
      break;
    case Kind::kInteger:
      // The picker of a date wants a number.
      schema["type"] = type.format == "timestamp" ? "number" : "integer";
      break;
    case Kind::kNumber:
      schema["type"] = "number";
      break;
    case Kind::kBoolean:
      schema["type"] = "boolean";
      break;
    case Kind::kUuid:
      schema = {{"type", "string"}, {"format", "uuid"}};
      break;
    case Kind::kLiteral:
      schema["type"] = "string";
      if (type.values.size() == 1) {
        schema["const"] = type.values[0];
      } else {
        schema["enum"] = type.values;
      }
      break;
    case Kind::kChoice:
      schema = choice(*type.choice);
      break;
    case Kind::kAccept:
      schema = {{"type", "string"}, {"enum", {"ACCEPTED", "INCOMPLETE"}}};
      break;
    case Kind::kConstant:
    case Kind::kConstantUuid:
      schema = {{"type", json_type_of(type.values[0])}, {"const", type.values[0]}};
      break;
    case Kind::kConstantList:
      schema = {{"type", "array"}, {"items", {{"type", json_type_of(type.values[0])}}}};
      break;
    case Kind::kEmail:
      schema["type"] = "string";
      break;
    case Kind::kList:
      schema = list(type);
      break;
    case Kind::kObject:
      schema = reference(type.page->name, object(type));
      break;
    case Kind::kMap:
      schema = {{"type", "object"}, {"additionalProperties", bare(type.item[0])}};
      break;
    case Kind::kShown:
      schema = reference(type.definition,
                         {{"properties", Json::object()}, {"title", type.definition}, {"type", "object"}});
      break;
  }
  if (!type.least.is_null()) schema["minimum"] = type.least;
  if (!type.most.is_null()) schema["maximum"] = type.most;
  if (!type.above.is_null()) schema["exclusiveMinimum"] = type.above;
  if (!type.below.is_null()) schema["exclusiveMaximum"] = type.below;
  if (!type.format.empty() && !type.is_frozen) schema["format"] = type.format;
  if (!type.beside.is_null()) schema.update(type.beside);
  if (!type.extra.is_null()) schema["extraProperties"] = schema["uniforms"] = type.extra;
  if (type.is_nullable) schema = {{"anyOf", {std::move(schema), {{"type", "null"}}}}};
  return schema;
}

Json Writer::field(const Field& field) {
  const Type& type = field.type;
  Json schema = bare(type);
  if (type.is_frozen && !type.format.empty()) {
    schema["format"] = type.format;
    schema["type"] = "string";
  }
  const bool named_elsewhere = type.kind == Kind::kShown || type.kind == Kind::kObject ||
                               (type.kind == Kind::kChoice && !type.choice->options.empty());
  if (!type.title.empty()) {
    schema["title"] = type.title;
  } else if (!named_elsewhere) {
    schema["title"] = title_of(field.name);
  }
  if (!type.description.empty()) schema["description"] = type.description;
  if (!type.examples.is_null()) schema["examples"] = type.examples;
  if (!type.shown.is_null()) {
    schema["default"] = type.shown;
  } else if (type.fallback) {
    schema["default"] = *type.fallback;
  }
  const bool constant =
      type.kind == Kind::kConstant || type.kind == Kind::kConstantUuid || type.kind == Kind::kConstantList;
  if (constant) schema["readOnly"] = true;
  return schema;
}

// Keys in alphabetical order, but for those of `properties` and of a default.
Json in_order(const Json& value, std::string_view parent = {}) {
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& item : value) list.push_back(in_order(item, parent));
    return list;
  }
  if (!value.is_object()) return value;
  std::vector<const std::pair<const std::string, Json>*> members;
  for (const auto& member : value.get_ref<const Json::object_t&>()) members.push_back(&member);
  if (parent != "properties" && parent != "default") {
    std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->first < b->first; });
  }
  Json object = Json::object();
  for (const auto* member : members) object[member->first] = in_order(member->second, member->first);
  return object;
}

// A page without what only the outermost has.
Json Writer::fields(const Page& page) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Field& one : page.fields) {
    properties[one.name] = field(one);
    if (!one.type.fallback && !one.type.is_frozen) required.push_back(one.name);
  }
  Json schema = {{"properties", std::move(properties)}, {"type", "object"}};
  if (!page.description.empty()) schema["description"] = page.description;
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json Writer::object(const Type& type) {
  Json schema = fields(*type.page);
  for (const Field& one : type.page->fields) {
    if (one.type.is_frozen) schema["properties"][one.name]["readOnly"] = true;
  }
  // A class that is no page is titled by its name.
  schema["title"] = type.is_strict ? type.page->title : type.page->name;
  if (type.is_strict) schema["additionalProperties"] = false;
  return schema;
}

Json Writer::page(const Page& page) {
  Json schema = fields(page);
  schema["title"] = page.title;
  schema["additionalProperties"] = false;
  if (!definitions_.empty()) schema["$defs"] = std::move(definitions_);
  schema = in_order(schema);
  // pydantic marks frozen fields after it has sorted.
  for (const Field& one : page.fields) {
    if (one.type.is_frozen) schema["properties"][one.name]["readOnly"] = true;
  }
  return schema;
}

}  // namespace

Json schema(const Page& page) {
  return Writer().page(page);
}

}  // namespace rehearsal::forms
