// A form as the engine's JSON Schema says it, what a person typed into it, and the JSON that is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "shell/app/translations.h"

namespace rehearsal::shell {

enum class FieldKind {
  kText,
  kLongText,
  kInteger,
  kNumber,
  kBoolean,
  kChoice,     // one of the options: a drop-down
  kCheckList,  // some of the options
  kLines,      // a list of scalars, typed one per line
  kAccept,     // a promise: checked sends ACCEPTED
  kJson,       // an object: typed as JSON
  kReadOnly,   // shows `fixed`
  kLabel,      // text alone
  kDivider,
  kSubscription,  // shows the subscription whose id is `fixed`
  kSummary,       // a table: {"headers","labels","columns"} in `fixed`
  kCallout,       // {"header","message","message_type"} or {"content"} in `fixed`
  kHidden,
};

struct Option {
  Json value;
  std::string label;
};

struct Field {
  std::string name;
  std::string label;  // in a person's words
  std::string help;
  FieldKind kind = FieldKind::kText;
  bool required = false;  // absence is refused
  bool nullable = false;  // emptied means null
  bool as_list = false;   // kChoice: sent as a list of one
  std::vector<Option> options;
  std::optional<Json> fallback;  // the schema's default
  Json fixed;
  std::string item_type;     // kLines: "integer", "number" or "string"
  std::string choice_title;  // name of the choice's type: "UserGroupEnum"
  std::optional<int64_t> min_items, max_items;

  // True when a person can put something in.
  bool editable() const;
};

// What stands in a field: text for typed kinds, option indices for choices, checked for the others.
struct FieldInput {
  std::string text;
  std::vector<size_t> chosen;
  bool checked = false;
  friend bool operator==(const FieldInput& a, const FieldInput& b) {
    return a.text == b.text && a.chosen == b.chosen && a.checked == b.checked;
  }
};

struct FormPage {
  std::string title;  // empty when the engine says "unknown"
  std::string description;
  std::vector<Field> fields;
  std::optional<bool> has_next;  // what the page says of itself; nothing when it does not

  const Field* find(std::string_view name) const;
};

// Any schema that the engine emits (reference/forms.md §3) as a page. `meta` is what came beside it.
FormPage form_page(const Json& schema, const Json& meta, const Translations& words);

// What stands in the fields when the page opens: the defaults.
std::vector<FieldInput> first_inputs(const FormPage& page);
// What was put into `before`'s fields, carried over to a page whose fields or options may have changed.
std::vector<FieldInput> carried_inputs(const FormPage& before, const std::vector<FieldInput>& inputs,
                                       const FormPage& after);

// The page as it is posted. A number that is none is sent as it was typed: the engine says what is wrong with
// it.
Json page_input(const FormPage& page, const std::vector<FieldInput>& inputs);

}  // namespace rehearsal::shell
