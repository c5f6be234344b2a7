#include "shell/app/form_model.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// Fields inside fields are drawn this deep; an object of a hundred levels is no form.
constexpr int kDeepest = 6;
// And so many of them: a small schema that refers to itself may have any number.
constexpr size_t kMostFields = 1000;
// And so many lines of a promise.
constexpr size_t kMostLines = 300;
constexpr const char* kTooMany = "It has too many parts to be drawn here: fill it in as JSON.";
constexpr size_t kLongestLabel = 300, kLongestHelp = 2000;

// A schema that stands for itself, but for what there is to choose where a definition says it.
struct Resolved {
  Json schema;
  const Json* choices = nullptr;  // the definition
};

// Lays what the schema's "$ref" names under its own members. False when it refers to nothing.
bool follow_reference(Resolved& out, const Json& root) {
  Json& schema = out.schema;
  const std::string path = text_or(schema, "$ref");
  if (path.empty()) return false;
  schema.erase("$ref");
  const std::string name = path.substr(path.rfind('/') + 1);
  const Json* definitions = member(root, "$defs");
  const Json* target = definitions == nullptr ? nullptr : member(*definitions, name.c_str());
  if (target == nullptr || !target->is_object()) return true;
  for (const auto& [key, value] : target->items()) {
    // What there is to choose is the definition's to say, and may be much.
    if (key == "enum") {
      out.choices = target;
    } else if (key != "options" && !schema.contains(key)) {
      schema[key] = value;
    }
  }
  return true;
}

// Of an "anyOf" takes the part that is not null. False when there is none to take, or more than one: which of
// them is meant only the value tells.
bool take_part(Json& schema, bool& nullable) {
  if (member(schema, "anyOf") == nullptr) return false;
  const Json parts = std::move(schema["anyOf"]);
  schema.erase("anyOf");
  const Json* taken = nullptr;
  bool is_one = true;
  for (const Json* part : elements(parts)) {
    if (text_or(*part, "type") == "null") {
      nullable = true;
    } else if (part->is_object()) {
      is_one = taken == nullptr;
      taken = part;
    }
  }
  if (taken == nullptr || !is_one) return false;
  for (const auto& [key, value] : taken->items()) {
    if (!schema.contains(key)) schema[key] = value;
  }
  return true;
}

// Without references, and without null as an alternative.
Resolved resolved(const Json& schema, const Json& root, bool& nullable) {
  constexpr int kMostSteps = 8;  // definitions may refer to each other in a circle
  Resolved out{schema.is_object() ? schema : Json::object()};
  for (int step = 0; step < kMostSteps; ++step) {
    if (!follow_reference(out, root) && !take_part(out.schema, nullable)) break;
  }
  return out;
}

// The options of a schema with "enum", labels from "options".
std::vector<Option> options_of(const Json& schema) {
  std::vector<Option> options;
  const Json* labels = member(schema, "options");
  for (const Json* value : elements(schema, "enum")) {
    const std::string text = value->is_string() ? value->get<std::string>() : dump_json(*value);
    const Json* label = labels == nullptr ? nullptr : member(*labels, text.c_str());
    const std::string words = label != nullptr && label->is_string() ? label->get<std::string>() : text;
    options.push_back({*value, key_of(*value), shortened(words, kLongestHelp)});
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

// The kinds that a "format" tells, whatever the type beside it.
bool read_format(const Json& schema, Field& field) {
  struct Known {
    const char* format;
    FieldKind kind;
  };
  static constexpr std::array<Known, 9> kKnown = {{{"long", FieldKind::kLongText},
                                                   {"label", FieldKind::kLabel},
                                                   {"divider", FieldKind::kDivider},
                                                   {"hidden", FieldKind::kHidden},
                                                   {"subscription", FieldKind::kSubscription},
                                                   {"callout", FieldKind::kCallout},
                                                   {"markdown", FieldKind::kMarkdown},
                                                   {"summary", FieldKind::kSummary},
                                                   {"accept", FieldKind::kAccept}}};
  const auto* known = std::find_if(kKnown.begin(), kKnown.end(),
                                   [&](const Known& one) { return field.format == one.format; });
  if (known == kKnown.end()) return false;
  field.kind = known->kind;
  if (field.kind == FieldKind::kSummary) {
    if (const Json* data = extra(schema, "data")) field.fixed = *data;
  } else if (field.kind == FieldKind::kAccept) {
    if (const Json* data = member(schema, "data")) field.fixed = *data;
  } else if (const Json* shown = member(schema, "default")) {
    field.fixed = *shown;
  }
  return true;
}

// Texts with a format of their own.
void read_text(const Json& schema, Field& field) {
  static constexpr std::array<std::string_view, 12> kPlain = {
      "",     "uuid",          "email",         "contactPersonName", "uri",      "ipv4",
      "ipv6", "ipvanyaddress", "ipvanynetwork", "ipvanyinterface",   "hostname", "radio"};
  if (field.format == "date") {
    field.kind = FieldKind::kDate;
  } else if (field.format == "date-time") {
    field.kind = FieldKind::kMoment;
    field.as_text = true;
  } else if (field.format == "productId") {
    field.picks = Picks::kProduct;
    if (const Json* ids = extra(schema, "productIds")) {
      for (const Json* id : elements(*ids)) {
        if (id->is_string()) field.picks_of.push_back(id->get<std::string>());
      }
    }
  } else if (field.format == "customerId" || field.format == "organisationId") {
    field.picks = Picks::kCustomer;
  } else if (field.format == "subscriptionId") {
    field.picks = Picks::kSubscription;
  } else if (std::find(kPlain.begin(), kPlain.end(), field.format) == kPlain.end()) {
    field.note = "This page does not know the format \u201c" + shortened(field.format, 60) +
                 "\u201d: what is typed is sent as it stands.";
  }
}

void as_json(Field& field, const char* why) {
  field.kind = FieldKind::kJson;
  field.note = why;
}

class Reader {
 public:
  Reader(const Json& root, const Translations& words) : root_(root), words_(words) {}

  std::vector<Field> fields(const Json& object, int depth) {
    std::vector<Field> all;
    const Json* properties = member(object, "properties");
    if (properties == nullptr || !properties->is_object()) return all;
    const std::vector<const Json*> required = elements(object, "required");
    for (const auto& [name, raw] : properties->items()) {
      // Of a page that has too many itself the first are shown.
      if (depth == 0 ? all.size() == kMostFields : is_full()) break;
      all.push_back(read(name, raw, depth));
      all.back().required = std::any_of(required.begin(), required.end(),
                                        [&name = name](const Json* one) { return *one == name; });
    }
    return all;
  }

 private:
  bool is_full() const { return read_ > kMostFields; }

  Field read(const std::string& name, const Json& raw, int depth) {
    ++read_;
    Field field;
    field.name = name;
    const Resolved whole = resolved(raw, root_, field.nullable);
    const Json& schema = whole.schema;
    // The title of a choice's own type ("UserGroupEnum") is no word for the field: only a title written at
    // the field is.
    field.label = shortened(words_.field(name, text_or(raw, "title")), kLongestLabel);
    field.help = words_.field_help(name);
    if (field.help.empty()) field.help = text_or(raw, "description");
    field.help = shortened(field.help, kLongestHelp);
    field.format = text_or(schema, "format");
    if (const Json* fallback = member(raw, "default")) field.fallback = *fallback;
    for (const Limit& limit : kLimits) {
      if (const Json* bound = member(schema, limit.keyword)) field.limits[limit.keyword] = *bound;
    }
    read_kind(whole, depth, field);
    return field;
  }

  // The options of a schema that has some, read once for all that refer to them.
  bool read_options(const Resolved& from, Field& field) {
    if (from.choices == nullptr && member(from.schema, "enum") == nullptr) return false;
    field.choice_title = text_or(from.schema, "title");
    for (const auto& [known, options] : known_) {
      if (known == from.choices) field.options = options;
    }
    if (!field.options.empty()) return true;
    field.options = options_of(from.choices != nullptr ? *from.choices : from.schema);
    if (from.choices != nullptr) known_.emplace_back(from.choices, field.options);
    return true;
  }

  void read_kind(const Resolved& whole, int depth, Field& field) {
    const Json& schema = whole.schema;
    if (is_fixed(schema)) {
      field.kind = FieldKind::kReadOnly;
      const Json* value = extra(schema, "value");
      field.fixed = value != nullptr ? *value : schema.value("default", Json());
      return;
    }
    if (read_format(schema, field)) {
      if (field.kind == FieldKind::kAccept && field.fixed.size() > kMostLines) as_json(field, kTooMany);
      return;
    }
    const std::string type = text_or(schema, "type");
    if (type == "array") return read_array(schema, depth, field);
    if (read_options(whole, field)) {
      field.kind = FieldKind::kChoice;
      field.in_sight = field.format == "radio";
    } else if (const Json* only = member(schema, "const")) {
      field.kind = FieldKind::kReadOnly;
      field.fixed = *only;
    } else if (type == "integer") {
      field.kind = FieldKind::kInteger;
    } else if (type == "number") {
      field.kind = field.format == "timestamp" ? FieldKind::kMoment : FieldKind::kNumber;
      const Json* with_time = extra(schema, "showTimeSelect");
      field.day_alone = with_time != nullptr && *with_time == false;
    } else if (type == "boolean") {
      read_boolean(field);
    } else if (type == "object") {
      read_object(schema, depth, field);
    } else if (type == "string") {
      read_text(schema, field);
    } else {
      as_json(field, "This page does not know this kind of field: fill it in as JSON.");
    }
  }

  // Three answers: one of them is none.
  static void read_boolean(Field& field) {
    field.kind = FieldKind::kBoolean;
    if (!field.nullable) return;
    field.kind = FieldKind::kChoice;
    field.in_sight = true;
    field.options = std::vector<Option>{{Json(true), "true", "Yes"}, {Json(false), "false", "No"}};
  }

  void read_object(const Json& schema, int depth, Field& field) {
    if (depth >= kDeepest) return as_json(field, "Nested too deeply to be drawn here: fill it in as JSON.");
    field.fields = fields(schema, depth + 1);
    if (is_full()) {
      field.fields.clear();
      return as_json(field, kTooMany);
    }
    field.kind = FieldKind::kObject;
    if (field.fields.empty()) as_json(field, "Its members have no names that are known: fill it in as JSON.");
  }

  void read_array(const Json& schema, int depth, Field& field) {
    field.min_items = whole_at(schema, "minItems");
    field.max_items = whole_at(schema, "maxItems");
    const Json* items = member(schema, "items");
    bool ignored = false;
    if (read_options(resolved(items == nullptr ? Json() : *items, root_, ignored), field)) {
      field.as_list = field.max_items == 1;
      field.kind = field.as_list ? FieldKind::kChoice : FieldKind::kCheckList;
      return;
    }
    if (items == nullptr || depth >= kDeepest) {
      return as_json(field, "Nested too deeply to be drawn here: fill it in as JSON.");
    }
    Field row = read(field.name, *items, depth + 1);
    row.label = field.label;
    row.help.clear();
    row.fallback.reset();
    field.item.push_back(std::move(row));
    field.kind = FieldKind::kList;
  }

  const Json& root_;
  const Translations& words_;
  size_t read_ = 0;
  std::vector<std::pair<const Json*, Options>> known_;
};

}  // namespace

bool Field::editable() const {
  switch (kind) {
    case FieldKind::kReadOnly:
    case FieldKind::kLabel:
    case FieldKind::kDivider:
    case FieldKind::kSubscription:
    case FieldKind::kSummary:
    case FieldKind::kCallout:
    case FieldKind::kMarkdown:
    case FieldKind::kHidden:
      return false;
    default:
      return true;
  }
}

bool Field::must_be_filled() const {
  if (nullable || !editable() || kind == FieldKind::kBoolean) return false;
  if (kind == FieldKind::kCheckList || kind == FieldKind::kList) return min_items.value_or(0) > 0;
  if (kind == FieldKind::kChoice && as_list) return min_items.value_or(0) > 0;
  if (required || !fallback) return required;
  // Something stands in it to begin with: a text may be emptied unless the schema says otherwise.
  const bool is_text = kind == FieldKind::kText || kind == FieldKind::kLongText;
  return is_text ? whole_at(limits, "minLength").value_or(0) > 0 : !fallback->is_null();
}

bool Field::may_be_left_out() const {
  return nullable || (as_list && min_items.value_or(0) == 0);
}

bool Field::is_dead_end() const {
  return (kind == FieldKind::kChoice || kind == FieldKind::kCheckList) && options.empty() && must_be_filled();
}

const Field* FormPage::find(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

FormPage form_page(const Json& schema, const Json& meta, const Translations& words) {
  FormPage page;
  page.title = shortened(text_or(schema, "title"), kLongestLabel);
  if (page.title == "unknown") page.title.clear();
  page.description = shortened(text_or(schema, "description"), kLongestHelp);
  if (const Json* next = member(meta, "hasNext"); next != nullptr && next->is_boolean())
    page.has_next = next->get<bool>();
  page.fields = Reader(schema, words).fields(schema, 0);
  if (const Json* all = member(schema, "properties"); all != nullptr && all->size() > kMostFields) {
    Field rest;
    rest.kind = FieldKind::kLabel;
    rest.label =
        "This form has more than " + std::to_string(kMostFields) + " fields: the others are not shown.";
    page.fields.push_back(std::move(rest));
  }
  return page;
}

std::vector<Promise> promises_of(const Field& accept) {
  using Kind = Promise::Kind;
  std::vector<Promise> promises;
  for (const Json* line : elements(accept.fixed)) {
    if (!line->is_array() || line->size() < 2 || !(*line)[0].is_string() || !(*line)[1].is_string()) continue;
    Promise promise;
    promise.words = shortened((*line)[0].get<std::string>(), kLongestHelp);
    std::string kind = (*line)[1].get<std::string>();
    promise.inner = !kind.empty() && kind[0] == '>';
    if (promise.inner) kind.erase(0, 1);
    if (kind == "margin" || kind == "value") continue;
    promise.kind = kind == "checkbox"    ? Kind::kMust
                   : kind == "checkbox?" ? Kind::kMay
                   : kind == "skip"      ? Kind::kSkip
                   : kind == "warning"   ? Kind::kWarning
                   : kind == "url"       ? Kind::kLink
                                         : Kind::kText;
    promises.push_back(std::move(promise));
  }
  return promises;
}

}  // namespace rehearsal::shell
