#include "shell/views/field_view.h"

#include <algorithm>

#include "shell/app/format.h"
#include "shell/app/route.h"
#include "shell/app/subscription_model.h"
#include "shell/views/parts.h"
#include "shell/views/products_page.h"

namespace rehearsal::views {
namespace {

using shell::Field;
using shell::FieldInput;
using shell::FieldKind;

bool must_be_filled(const Field& field) {
  return field.required && !field.nullable;
}

std::string lines_help(const Field& field) {
  return field.help.empty() ? "One on each line" : field.help + ". One on each line";
}

ui::Edit draw_typed(Context& context, const Field& field, FieldInput& input, ui::FieldOptions options) {
  std::string help;
  if (field.kind == FieldKind::kInteger) options.mode = ui::InputMode::integer;
  if (field.kind == FieldKind::kNumber) options.mode = ui::InputMode::decimal;
  if (field.kind == FieldKind::kInteger || field.kind == FieldKind::kNumber) options.width = 240;
  if (field.kind == FieldKind::kLongText) options.lines = 5;
  if (field.kind == FieldKind::kLines) {
    help = lines_help(field);
    options.help = help;
    options.lines = 4;
  }
  if (field.kind == FieldKind::kJson) {
    options.lines = 6;
    options.mono = true;
  }
  return ui::text_field(context.ui, field.label, input.text, options);
}

// The product that makes what a choice is missing: that of the type for which the choice is named
// ("UserGroupEnum").
const Json* product_for(const Field& field, const Json& products) {
  constexpr std::string_view kEnd = "Enum";
  std::string type = field.choice_title;
  if (type.size() > kEnd.size() && type.compare(type.size() - kEnd.size(), kEnd.size(), kEnd) == 0) {
    type.resize(type.size() - kEnd.size());
  }
  for (const Json* product : shell::elements(products)) {
    if (text_or(*product, "product_type") == type) return product;
  }
  return nullptr;
}

// A drop-down without options: says so, and offers to make the first.
void draw_empty_choice(Context& context, const Field& field, ui::FieldOptions options) {
  const std::string noun = shell::lower_first(field.label);
  options.placeholder = "Nothing to choose from";
  options.disabled = true;
  std::string value;
  ui::select(context.ui, field.label, {}, value, options);
  auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center, .wrap = true});
  ui::text(context.ui, "No active " + noun + " yet");
  const shell::Cached& products = context.door.get("/api/products");
  const Json* product = products.ready() ? product_for(field, products.answer.body) : nullptr;
  if (product == nullptr) return;
  const std::string href = create_hash(*product);
  if (href.empty()) return;
  const std::string label = "Create " + shell::with_article(noun);
  if (ui::link_button(context.ui, label, href, {.icon = ui::Icon::plus}))
    context.come_back = {context.hash, "", ""};
}

bool draw_choice(Context& context, const Field& field, FieldInput& input, ui::FieldOptions options) {
  if (field.options.empty()) {
    draw_empty_choice(context, field, options);
    return false;
  }
  const std::string placeholder = "Choose " + shell::with_article(shell::lower_first(field.label));
  options.placeholder = placeholder;
  std::vector<ui::Choice> choices;
  if (field.nullable) choices.push_back({"", "None"});
  for (const shell::Option& option : field.options)
    choices.push_back({shell::value_words(option.value), option.label});
  std::string value = input.chosen.empty() ? "" : shell::value_words(field.options[input.chosen[0]].value);
  if (!ui::select(context.ui, field.label, choices, value, options)) return false;
  input.chosen.clear();
  for (size_t i = 0; i < field.options.size(); ++i) {
    if (shell::value_words(field.options[i].value) == value) input.chosen = {i};
  }
  return true;
}

bool draw_check_list(Context& context, const Field& field, FieldInput& input,
                     const ui::FieldOptions& options) {
  std::vector<ui::Choice> choices;
  std::vector<bool> on(field.options.size(), false);
  for (const shell::Option& option : field.options)
    choices.push_back({shell::value_words(option.value), option.label});
  for (const size_t index : input.chosen) on[index] = true;
  if (!ui::check_list(context.ui, field.label, choices, on, options)) return false;
  input.chosen.clear();
  for (size_t i = 0; i < on.size(); ++i) {
    if (on[i]) input.chosen.push_back(i);
  }
  return true;
}

void draw_read_only(Context& context, const Field& field, ui::FieldOptions options) {
  std::string text = shell::value_words(field.fixed);
  if (field.fixed.is_array()) {
    text.clear();
    for (const Json& one : field.fixed) text += (text.empty() ? "" : ", ") + shell::value_words(one);
  }
  options.read_only = true;
  ui::text_field(context.ui, field.label, text, options);
}

void draw_callout(Context& context, const Field& field) {
  const std::string type = text_or(field.fixed, "message_type");
  const ui::Tone tone = type == "danger"    ? ui::Tone::danger
                        : type == "warning" ? ui::Tone::warning
                        : type == "success" ? ui::Tone::success
                                            : ui::Tone::info;
  auto box = ui::callout(context.ui, tone, text_or(field.fixed, "header", field.label));
  const std::string words = text_or(field.fixed, "message", text_or(field.fixed, "content"));
  if (!words.empty()) ui::paragraph(context.ui, words);
}

// "headers", "labels" of the rows and "columns", each a list of cells.
void draw_summary(Context& context, const Field& field) {
  if (!field.fixed.is_object()) return;
  const Json labels = field.fixed.value("labels", Json::array());
  const Json columns = field.fixed.value("columns", Json::array());
  auto facts = ui::terms(context.ui, field.label);
  for (size_t row = 0; row < labels.size(); ++row) {
    std::string cells;
    for (const Json& column : columns) {
      if (row < column.size()) cells += (cells.empty() ? "" : " \u2192 ") + shell::value_words(column[row]);
    }
    ui::term(context.ui, shell::value_words(labels[row]), cells);
  }
}

void draw_subscription(Context& context, const Field& field) {
  const std::string id = shell::value_words(field.fixed);
  const shell::Cached& cached = context.door.get("/api/subscriptions/domain-model/" + id);
  auto box = ui::labelled(context.ui, field.label);
  const std::string words =
      cached.ready() ? shell::subscription_of(cached.answer.body).description : shell::short_id(id);
  ui::link(context.ui, words, subscription_hash(id));
}

}  // namespace

Marking marking_of(const shell::FormPage& page) {
  size_t required = 0, optional = 0;
  for (const Field& field : page.fields) {
    if (!field.editable() || field.kind == FieldKind::kBoolean) continue;
    ++(must_be_filled(field) ? required : optional);
  }
  if (required == 0 || optional == 0) return Marking::kNone;
  return required < optional ? Marking::kRequired : Marking::kOptional;
}

ui::Edit draw_field(Context& context, const Field& field, FieldInput& input, const shell::FieldError* error,
                    Marking marking) {
  ui::FieldOptions options{.help = field.help, .key = field.name};
  if (error != nullptr) options.error = error->sentence;
  options.required = marking == Marking::kRequired && must_be_filled(field);
  options.optional = marking == Marking::kOptional && !must_be_filled(field);
  switch (field.kind) {
    case FieldKind::kBoolean:
    case FieldKind::kAccept:
      return {.changed = ui::checkbox(context.ui, field.label, input.checked,
                                      {.help = options.help, .error = options.error, .key = field.name})};
    case FieldKind::kChoice:
      return {.changed = draw_choice(context, field, input, options)};
    case FieldKind::kCheckList:
      return {.changed = draw_check_list(context, field, input, options)};
    case FieldKind::kReadOnly:
      draw_read_only(context, field, options);
      return {};
    case FieldKind::kLabel:
      ui::paragraph(context.ui, field.fixed.is_string() ? field.fixed.get<std::string>() : field.label);
      return {};
    case FieldKind::kDivider:
      ui::divider(context.ui);
      return {};
    case FieldKind::kSubscription:
      draw_subscription(context, field);
      return {};
    case FieldKind::kSummary:
      draw_summary(context, field);
      return {};
    case FieldKind::kCallout:
      draw_callout(context, field);
      return {};
    case FieldKind::kHidden:
      return {};
    default:
      return draw_typed(context, field, input, options);
  }
}

}  // namespace rehearsal::views
