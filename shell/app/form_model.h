// A form as the engine's JSON Schema says it, what a person put into it, and the JSON that is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "shell/app/options.h"
#include "shell/app/translations.h"

namespace rehearsal::shell {

enum class FieldKind {
  kText,
  kLongText,
  kInteger,
  kNumber,
  kBoolean,
  kMoment,     // a date with a time: seconds since 1970, or ISO text
  kDate,       // a date alone, as text
  kChoice,     // one of the options
  kCheckList,  // some of the options
  kList,       // as many of item[0] as the bounds allow
  kObject,     // fields of its own
  kAccept,     // a promise, or a list of them in `fixed`: all kept sends ACCEPTED
  kJson,       // what cannot be drawn: typed as JSON
  kReadOnly,   // shows `fixed`
  kLabel,      // text alone
  kDivider,
  kSubscription,  // shows the subscription whose id is `fixed`
  kSummary,       // a table: {"headers","labels","columns"} in `fixed`
  kCallout,       // {"header","message","message_type"} in `fixed`
  kMarkdown,      // {"content"} in `fixed`
  kHidden,
};

// A text that names something the engine has a list of.
enum class Picks { kNothing, kProduct, kCustomer, kSubscription };

struct Field {
  std::string name;
  std::string label;  // in a person's words
  std::string help;
  std::string note;  // what this page does not know about it
  FieldKind kind = FieldKind::kText;
  std::string format;      // the schema's
  bool required = false;   // absence is refused
  bool nullable = false;   // emptied means null
  bool as_list = false;    // kChoice: sent as a list of one
  bool in_sight = false;   // kChoice: all options stand there
  bool as_text = false;    // kMoment: sent as ISO text
  bool day_alone = false;  // kMoment: without a time
  Picks picks = Picks::kNothing;
  std::vector<std::string> picks_of;  // ids of those that may be picked; empty: any
  Options options;
  std::optional<Json> fallback;  // the schema's default
  Json fixed;
  std::string choice_title;  // name of the choice's type: "UserGroupEnum"
  std::optional<int64_t> min_items, max_items;
  Json limits;                // the schema's bounds of a number or of a text's length: {"minimum": 2}
  std::vector<Field> fields;  // kObject
  std::vector<Field> item;    // kList: what each of its rows is

  // True when a person can put something in.
  bool editable() const;
  // True when it cannot be left empty, whether or not something stands in it to begin with.
  bool must_be_filled() const;
  // True when a person can say that it has no value, by a choice of its own or by leaving it out.
  bool may_be_left_out() const;
  // A choice that must be made and has nothing to choose from.
  bool is_dead_end() const;
};

// What stands in a field: text for typed kinds, option indices for choices (of a list of promises: those that
// are kept), checked for the others, parts for what has fields or rows of its own.
struct FieldInput {
  std::string text = {};
  std::vector<size_t> chosen = {};
  bool checked = false;
  bool none = false;   // what is nullable and made of parts or choices, and left out
  bool given = false;  // a row that was there, and no new one: sent also when it is empty
  std::vector<FieldInput> parts = {};

  friend bool operator==(const FieldInput& a, const FieldInput& b) {
    return a.text == b.text && a.chosen == b.chosen && a.checked == b.checked && a.none == b.none &&
           a.parts == b.parts;
  }
};

struct FormPage {
  std::string title;  // empty when the engine says "unknown"
  std::string description;
  std::vector<Field> fields;
  std::optional<bool> has_next;  // what the page says of itself; nothing when it does not

  const Field* find(std::string_view name) const;
};

// Any schema that the engine emits (reference/forms.md §3) as a page. `meta` is what came beside it. What is
// of no kind that is known here becomes a plain field with a note; what is nested too deeply one for JSON.
FormPage form_page(const Json& schema, const Json& meta, const Translations& words);

// What stands in a field when its row or page opens: the default.
FieldInput first_input(const Field& field);
std::vector<FieldInput> first_inputs(const FormPage& page);
// What stands in a field when `value` was its answer.
FieldInput input_of(const Field& field, const Json& value);
// What was put in, to be kept where its page may come again with other options: choices by what they are.
Json kept_inputs(const FormPage& page, const std::vector<FieldInput>& inputs);

// The page as it is posted. A number that is none is sent as it was typed: the engine says what is wrong with
// it.
Json page_input(const FormPage& page, const std::vector<FieldInput>& inputs);
// The same of one field; nothing when its key is left out, so that the engine says that it is missing.
std::optional<Json> field_value(const Field& field, const FieldInput& input);
// Whether a row of a list is sent: not when nothing stands in it.
bool is_sent(const Field& row, const FieldInput& input);
// Of a list, the row whose value is sent as number `index`: rows without anything in them are not.
size_t sent_row(const Field& list, const FieldInput& input, size_t index);

// What a field's bounds say: the schema's keyword, the engine's type of error with its figure, and words for
// it. `measure` is the number itself or the text's length.
struct Limit {
  const char *keyword, *error, *figure, *words;
  bool is_upper, is_open;
  bool is_broken(double measure, double bound) const {
    if (is_open && measure == bound) return true;
    return is_upper ? measure > bound : measure < bound;
  }
};
inline constexpr Limit kLimits[] = {
    {"minimum", "greater_than_equal", "ge", "at least ", false, false},
    {"exclusiveMinimum", "greater_than", "gt", "more than ", false, true},
    {"maximum", "less_than_equal", "le", "at most ", true, false},
    {"exclusiveMaximum", "less_than", "lt", "less than ", true, true},
    {"minLength", "string_too_short", "min_length", "at least ", false, false},
    {"maxLength", "string_too_long", "max_length", "at most ", true, false}};

struct FieldError {
  std::string field;  // its path, "contacts.0.email"; empty when it belongs to the page as a whole
  std::string label;
  std::string sentence;  // what to do
  std::string details;   // the engine's words; none for what was found here
};
// What the schema alone refuses, so that nothing is sent for it. Of all else the engine is the judge.
std::vector<FieldError> page_errors(const FormPage& page, const std::vector<FieldInput>& inputs);

// Has in `inputs` again what was kept, as far as there are still fields and options for it; and in place of
// those that `answers` (an object of values by name) names, these. What was chosen and cannot be any more is
// told.
std::vector<FieldError> take_kept(const FormPage& page, const Json& kept, std::vector<FieldInput>& inputs);
std::vector<FieldError> take_answers(const FormPage& page, const Json& answers,
                                     std::vector<FieldInput>& inputs);

// The promises of a kAccept whose `fixed` is a list: what must be checked, what may be, what is only said.
struct Promise {
  enum class Kind { kText, kWarning, kLink, kMust, kMay, kSkip };
  std::string words;
  Kind kind = Kind::kText;
  bool inner = false;  // belongs to the one before
};
std::vector<Promise> promises_of(const Field& accept);

}  // namespace rehearsal::shell
