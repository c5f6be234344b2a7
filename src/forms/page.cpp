#include "forms/page.h"

#include <algorithm>

#include "core/error.h"
#include "forms/pattern.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

Type of_kind(Type::Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

// A frozen text that may be null, shown as `format`.
Type shown_text(const char* format, Json value) {
  Type type = of_kind(Type::Kind::kText);
  type.is_nullable = true;
  type.is_frozen = true;
  type.format = format;
  type.fallback = std::move(value);
  return type;
}

Type shown(const char* definition, const char* format) {
  Type type = of_kind(Type::Kind::kShown);
  type.is_frozen = true;
  type.definition = definition;
  type.format = format;
  type.fallback = Json(nullptr);
  return type;
}

Json or_null(const auto& optional) {
  return optional ? Json(*optional) : Json(nullptr);
}

Json read_only_marks(const Json& value) {
  return {{"disabled", true}, {"value", value}};
}

}  // namespace

Type Type::nullable() && {
  is_nullable = true;
  return std::move(*this);
}
Type Type::with_default(Json value) && {
  fallback = std::move(value);
  return std::move(*this);
}
Type Type::at_least(Json bound) && {
  least = std::move(bound);
  return std::move(*this);
}
Type Type::at_most(Json bound) && {
  most = std::move(bound);
  return std::move(*this);
}
Type Type::more_than(Json bound) && {
  above = std::move(bound);
  return std::move(*this);
}
Type Type::less_than(Json bound) && {
  below = std::move(bound);
  return std::move(*this);
}
Type Type::length(std::optional<int64_t> shortest, std::optional<int64_t> longest) && {
  min_length = shortest;
  max_length = longest;
  return std::move(*this);
}
Type Type::matching(std::string expression) && {
  matches(expression, {});
  pattern = std::move(expression);
  return std::move(*this);
}
Type Type::frozen() && {
  is_frozen = true;
  return std::move(*this);
}
Type Type::formatted(std::string name) && {
  format = std::move(name);
  return std::move(*this);
}
Type Type::titled(std::string words) && {
  title = std::move(words);
  return std::move(*this);
}
Type Type::described(std::string words) && {
  description = std::move(words);
  return std::move(*this);
}
Type Type::exemplified(Json list) && {
  examples = std::move(list);
  return std::move(*this);
}
Type Type::checked(Rule rule) && {
  checks.push_back({std::move(rule)});
  return std::move(*this);
}
Type Type::asserted(Rule rule) && {
  checks.push_back({std::move(rule), true});
  return std::move(*this);
}
Type Type::not_blank(std::string what) && {
  is_not_blank = true;
  return std::move(*this).checked([what = std::move(what)](const Json& value) {
    const bool blank = value.is_string() && is_blank(value.get_ref<const std::string&>());
    return blank ? what + " must not be empty" : std::string();
  });
}

Type text() {
  return of_kind(Type::Kind::kText);
}
Type long_text() {
  return text().formatted("long");
}
Type integer() {
  return of_kind(Type::Kind::kInteger);
}
Type number() {
  return of_kind(Type::Kind::kNumber);
}
Type boolean() {
  return of_kind(Type::Kind::kBoolean);
}
Type uuid() {
  return of_kind(Type::Kind::kUuid);
}

Type email() {
  return of_kind(Type::Kind::kEmail).formatted("email");
}

Type literal(const std::vector<std::string>& values) {
  Type type = of_kind(Type::Kind::kLiteral);
  type.values = values;
  return type;
}

Type choice(std::string name, std::vector<Option> options) {
  Type type = of_kind(Type::Kind::kChoice);
  type.choice = std::make_shared<const Type::Choice>(Type::Choice{std::move(name), std::move(options)});
  return type;
}

Type choice_list(Type of, Items items) {
  if (!items.min_items) items.min_items = 0;
  return list(std::move(of), items);
}

Type list(Type of, Items items) {
  Type type = of_kind(Type::Kind::kList);
  type.items = items;
  type.item.push_back(std::move(of));
  return type;
}

Type object(Page fields) {
  Type type = of_kind(Type::Kind::kObject);
  type.page = std::make_shared<const Page>(std::move(fields));
  return type;
}

Type inner_page(Page page) {
  Type type = object(std::move(page));
  type.is_strict = true;
  return type;
}

Type map_of(Type value) {
  Type type = of_kind(Type::Kind::kMap);
  type.item.push_back(std::move(value));
  return type;
}

Type contact_person() {
  return object({.name = "ContactPerson",
                 .fields = {{"name", text().formatted("contactPersonName")},
                            {"email", email()},
                            {"phone", text().with_default("")}}});
}

Type contact_person_list(Items items, const ContactsOf& of) {
  Type type = list(contact_person(), items);
  type.drops_empty_rows = true;
  type.beside = Json::object();
  if (of.organisation_id) type.beside["organisationId"] = *of.organisation_id;
  if (!of.organisation_key.empty()) type.beside["organisationKey"] = of.organisation_key;
  return type;
}

Type customer_id() {
  return text().formatted("customerId");
}

Type product_id(std::vector<std::string> products, std::vector<std::string> permitted) {
  const auto has = [](const std::vector<std::string>& ids, const Json& id) {
    return std::find(ids.begin(), ids.end(), id.get_ref<const std::string&>()) != ids.end();
  };
  Type type = uuid().formatted("productId").checked([has, all = std::move(products)](const Json& id) {
    return has(all, id) ? std::string() : "Product not found";
  });
  if (permitted.empty()) return type;
  std::string listed;
  for (const std::string& id : permitted) listed += (listed.empty() ? "" : ", ") + python_repr(id);
  type.extra = {{"productIds", permitted}};
  return std::move(type).checked([has, listed, permitted = std::move(permitted)](const Json& id) {
    if (has(permitted, id)) return std::string();
    return "value is not a valid enumeration member; permitted: " + listed;
  });
}

Type customer_contact_list(Items items, const std::optional<std::string>& customer_id,
                           const std::string& customer_key) {
  Type type = contact_person_list(items, {.organisation_id = customer_id, .organisation_key = customer_key});
  if (customer_id) type.beside["customerId"] = *customer_id;
  if (!customer_key.empty()) type.beside["customerKey"] = customer_key;
  return type;
}

Type read_only(Json value) {
  if (value.is_structured()) {
    throw Error("TypeError", "Expected a text, number, boolean or null for a read-only field, found " +
                                 std::string(value.type_name()) + "; use read_only_list for a list.");
  }
  Type type = of_kind(Type::Kind::kConstant);
  type.extra = read_only_marks(value);
  type.fallback = value;
  type.values = Json::array({std::move(value)});
  return type;
}

Type read_only_uuid(std::string id) {
  Type type = read_only(std::move(id));
  type.kind = Type::Kind::kConstantUuid;
  return type;
}

Type read_only_list(Json values) {
  const auto wrong = [](const std::string& found) {
    return Error("TypeError",
                 "Expected a list of items of one type for a read-only list, found " + found + ".");
  };
  if (!values.is_array() || values.empty()) throw wrong(values.is_array() ? "no item" : values.type_name());
  for (const Json& value : values) {
    if (value.is_null()) throw wrong("null");
    // A whole number is one type, whatever its sign in memory.
    const bool same =
        value.type() == values[0].type() || (value.is_number_integer() && values[0].is_number_integer());
    if (!same) throw wrong(std::string(values[0].type_name()) + " and " + value.type_name());
  }
  Type type = of_kind(Type::Kind::kConstantList);
  type.extra = read_only_marks(values);
  type.fallback = values;
  type.values = std::move(values);
  return type;
}

Type accept(Json checklist) {
  Type type = of_kind(Type::Kind::kAccept);
  type.format = "accept";
  if (!checklist.is_null()) type.beside = {{"data", std::move(checklist)}};
  return type;
}

Type label(Json value) {
  return shown_text("label", std::move(value));
}
Type divider(Json value) {
  return shown_text("divider", std::move(value));
}
Type hidden(Json value) {
  return shown_text("hidden", std::move(value));
}

Type display_subscription(std::string subscription_id) {
  return text().formatted("subscription").with_default(std::move(subscription_id)).frozen();
}

Type summary(Json data) {
  Type type = shown("MigrationSummaryValue", "summary");
  type.extra = {{"data", std::move(data)}};
  return type;
}

Type callout(std::string_view header, std::string_view message, std::string_view message_type,
             std::string_view icon_type) {
  Type type = shown("CalloutValue", "callout");
  type.shown = {
      {"header", header}, {"message", message}, {"icon_type", icon_type}, {"message_type", message_type}};
  return type;
}

Type markdown(std::string_view content, std::string_view color) {
  Type type = shown("MarkdownValue", "markdown");
  type.shown = {{"content", content}, {"color", color}};
  return type;
}

Type timestamp(const TimestampOptions& options) {
  Type type = integer().formatted("timestamp");
  type.extra = {{"dateFormat", or_null(options.date_format)},
                {"locale", or_null(options.locale)},
                {"max", or_null(options.max)},
                {"min", or_null(options.min)},
                {"showTimeSelect", options.show_time_select},
                {"timeFormat", or_null(options.time_format)}};
  if (options.validate) {
    type.least = or_null(options.min);
    type.most = or_null(options.max);
  }
  return type;
}

}  // namespace rehearsal::forms
