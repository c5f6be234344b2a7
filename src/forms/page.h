// Form pages as values: what a field may hold, what its schema says, and the rules that only the server
// knows. A page reads like the original's class:
//
//   Page{.name = "CreateUserForm",
//        .title = product_name,
//        .fields = {{"username", text().not_blank("User name")},
//                   {"age", integer().nullable()},
//                   {"user_group_ids", choice_list(choice("UserGroupEnum", groups), {.min_items = 1,
//                   .max_items = 1})}}}
//
// Source in the original: pydantic_forms.core.FormPage and pydantic_forms.validators (reference/forms.md §1,
// §3, §4).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace rehearsal::forms {

// A rule beyond the type: returns what is wrong with the value, for a person; empty when nothing is.
using Rule = std::function<std::string(const Json& value)>;

struct Page;

// One thing to choose: `value` is submitted and stored, `label` is shown.
struct Option {
  std::string value;
  std::string label;
  Option(std::string only) : value(only), label(std::move(only)) {}
  Option(const char* only) : Option(std::string(only)) {}
  Option(std::string chosen, std::string shown) : value(std::move(chosen)), label(std::move(shown)) {}
};

// Bounds of a list.
struct Items {
  std::optional<int64_t> min_items = std::nullopt;
  std::optional<int64_t> max_items = std::nullopt;
  bool unique_items = false;
};

// What a field may hold. Made by the functions below and refined by its members, which can be chained:
// integer().at_least(1).at_most(10).with_default(5). A field without a default is required, a nullable one
// too.
struct Type {
  enum class Kind {
    kText,
    kInteger,
    kNumber,
    kBoolean,
    kUuid,
    kLiteral,       // one of `values`
    kChoice,        // one of choice->options
    kAccept,        // "ACCEPTED", nothing else
    kConstant,      // values[0], shown but not to be changed
    kConstantUuid,  // the same, a UUID
    kConstantList,  // `values`, in this order
    kEmail,
    kList,    // of item[0]
    kObject,  // the fields of `page`
    kMap,     // any names, each with a value that is item[0]
    kShown,   // nothing is asked: a summary, callout or text
  };
  struct Choice {
    std::string name;
    std::vector<Option> options;
  };
  struct Check {
    Rule rule;
    bool is_assertion = false;
  };

  // null is a value too.
  Type nullable() &&;
  // Not required; used where the field was not sent. It is validated like something sent.
  Type with_default(Json value) &&;
  // Bounds of a number, both included.
  Type at_least(Json least) &&;
  Type at_most(Json most) &&;
  // Bounds of a number, both excluded.
  Type more_than(Json bound) &&;
  Type less_than(Json bound) &&;
  // Bounds of a text, in code points.
  Type length(std::optional<int64_t> least, std::optional<int64_t> most) &&;
  // The text must match this regular expression somewhere. One that pattern.h does not understand is refused
  // here: a mistake of the form's, not of who fills it in.
  Type matching(std::string expression) &&;
  // Whatever is sent is replaced by the default, which is not validated.
  Type frozen() &&;
  // The schema's `format`: tells the page which widget to show ("productId", "customerId" …).
  Type formatted(std::string name) &&;
  // Words for the schema; without them the title is made of the field's name.
  Type titled(std::string text) &&;
  Type described(std::string text) &&;
  // Values that would be right, for whoever reads the schema.
  Type exemplified(Json list) &&;
  // A rule of the server that the schema does not show; its text becomes an error of type value_error.
  Type checked(Rule rule) &&;
  // The same as the original's `assert` says it: "Assertion failed, …", of type assertion_error.
  Type asserted(Rule rule) &&;
  // Ours: a text of nothing but white space is refused; `what` names it: "User name must not be empty". Where
  // a default stands the schema says it as `minLength`; a text that is required is to be filled in anyway.
  Type not_blank(std::string what) &&;

  Kind kind = Kind::kText;
  bool is_nullable = false;
  bool is_frozen = false;
  bool is_not_blank = false;
  std::optional<Json> fallback = std::nullopt;
  std::string format = {};
  std::string title = {};
  std::string description = {};
  Json examples = nullptr;
  std::optional<int64_t> min_length = std::nullopt;
  std::optional<int64_t> max_length = std::nullopt;
  std::string pattern = {};
  Json least = nullptr;
  Json most = nullptr;
  Json above = nullptr;
  Json below = nullptr;
  Items items = {};
  std::vector<Type> item = {};
  std::shared_ptr<const Choice> choice = nullptr;
  std::shared_ptr<const Page> page = nullptr;
  // kObject: keys that the page does not know are an error; otherwise they are dropped.
  bool is_strict = false;
  // kList: rows with nothing in them do not count.
  bool drops_empty_rows = false;
  Json values = nullptr;
  // What the schema adds: under extraProperties and its old name uniforms.
  Json extra = nullptr;
  // Members that the schema has beside (an accept's checklist, whose contacts they are).
  Json beside = nullptr;
  // kShown: the name in $defs, and the default that the schema shows (the value itself is null).
  std::string definition = {};
  Json shown = nullptr;
  std::vector<Check> checks = {};
};

Type text();
// A text in a box of several lines.
Type long_text();
Type integer();
Type number();
Type boolean();
Type uuid();
// An e-mail address, by its form alone. The value has its domain in small letters.
Type email();
// Exactly one of these texts.
Type literal(const std::vector<std::string>& values);
// One of `options`; `name` is the enumeration's name in the schema and must differ between the choices of a
// page. With no options at all the page cannot be completed; its schema says `"enum": []`.
Type choice(std::string name, std::vector<Option> options);
// Several of a choice's options; min_items is 0 unless given.
Type choice_list(Type of, Items items = {});
Type list(Type of, Items items = {});
// Fields of their own, called in the schema by the page's name. Keys that it does not know are dropped, as
// the original's BaseModel does; a page's are refused.
Type object(Page fields);
Type inner_page(Page page);
// An object of any names, each with such a value.
Type map_of(Type value);
// Shown, and an error when something else is sent. `value` is a text, number, boolean or null, else Error
// (TypeError).
Type read_only(Json value);
Type read_only_uuid(std::string id);
// A list that must come back as it is. Its items are all of one type and not null, else Error (TypeError).
Type read_only_list(Json values);
// Only "ACCEPTED" passes. `checklist` is pydantic-forms' data: [["text","label"],["do it","checkbox"], …].
Type accept(Json checklist = nullptr);
// Frozen: what is sent is ignored. A label's title is the text normally shown, its value one that may follow.
Type label(Json value = nullptr);
Type divider(Json value = nullptr);
Type hidden(Json value);
Type display_subscription(std::string subscription_id);
// `data` is {"headers": […], "labels": […], "columns": [[…], …]}, one list per header.
Type summary(Json data);
Type callout(std::string_view header, std::string_view message, std::string_view message_type = "primary",
             std::string_view icon_type = "info");
Type markdown(std::string_view content, std::string_view color = "primary");

// Name, e-mail address and telephone of a person.
Type contact_person();
struct ContactsOf {
  // Whose contacts are offered: a customer, or the one that stands in the field of this name.
  std::optional<std::string> organisation_id = std::nullopt;
  std::string organisation_key = "organisation";
};
// Rows with nothing in them do not count.
Type contact_person_list(Items items = {}, const ContactsOf& of = {});

// What orchestrator-core adds (orchestrator.forms.validators): the page has lists of customers and products.
Type customer_id();
// `products` are the ids of all that there are; of them only `permitted` may be sent, where it names some.
Type product_id(std::vector<std::string> products, std::vector<std::string> permitted = {});
// The contacts of a customer, or of the one that stands in the field `customer_key`.
Type customer_contact_list(Items items = {}, const std::optional<std::string>& customer_id = std::nullopt,
                           const std::string& customer_key = "customer_id");

struct TimestampOptions {
  bool show_time_select = true;
  std::optional<std::string> locale = std::nullopt;
  std::optional<int64_t> min = std::nullopt;
  std::optional<int64_t> max = std::nullopt;
  std::optional<std::string> date_format = std::nullopt;
  std::optional<std::string> time_format = std::nullopt;
  // false: min and max only guide the picker.
  bool validate = true;
};
// Seconds since 1970, a whole number.
Type timestamp(const TimestampOptions& options = {});

struct Field {
  std::string name;
  Type type;
};

struct Page {
  // The original's class name: errors begin with "1 validation error for <name>".
  std::string name = {};
  std::string title = "unknown";
  std::vector<Field> fields = {};
  // Whether the button says "Next": true is orchestrator-core's FormPage, false its SubmitFormPage, none the
  // bare page of pydantic-forms (the product and subscription pages that every workflow begins with).
  std::optional<bool> has_next = true;
  std::string description = {};
  // Run on the values when all fields are right; its text becomes an error at "__root__".
  Rule rule = nullptr;
  // Run on what was sent before any field is looked at; where it complains, none is.
  Rule rule_before = nullptr;
};

// The JSON Schema of the page as pydantic-forms emits it: keys in alphabetical order but for `properties`.
Json schema(const Page& page);

}  // namespace rehearsal::forms
