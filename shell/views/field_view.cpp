#include "shell/views/field_view.h"

#include <algorithm>

#include "core/text.h"
#include "shell/app/answers.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"
#include "shell/app/words.h"
#include "shell/views/markdown.h"
#include "shell/views/shown_field.h"

namespace rehearsal::views {
namespace {

using shell::Field;
using shell::FieldInput;
using shell::FieldKind;

// Options that all stand in sight; more of them are a drop-down.
constexpr size_t kMostInSight = 10;

// "At least 3 characters, at most 8 characters".
std::string limit_words(const Field& field, shell::Host& host) {
  std::string all;
  for (const shell::Limit& limit : shell::kLimits) {
    const std::optional<double> bound = shell::number_at(field.limits, limit.keyword);
    const bool is_text = limit.keyword[3] == 'L';
    if (!bound || (is_text && *bound < 2)) continue;
    all += all.empty() ? "" : ", ";
    if (field.kind == FieldKind::kMoment) {
      all +=
          (limit.is_upper ? "until " : "from ") + shell::minute_time(*bound, host.utc_offset_minutes(*bound));
    } else {
      all += limit.words + shell::value_words(field.limits[limit.keyword]) + (is_text ? " characters" : "");
    }
  }
  return shell::upper_first(all);
}

std::string sentence(std::string words, const std::string& more) {
  if (!words.empty() && !more.empty()) words += ". ";
  return words + more;
}

// "Choose 1 to 2; 1 chosen".
std::string count_help(const Field& field, size_t chosen) {
  const int64_t least = field.min_items.value_or(0);
  std::string bounds;
  if (field.max_items && least > 0) {
    bounds = *field.max_items == least ? std::to_string(least)
                                       : std::to_string(least) + " to " + std::to_string(*field.max_items);
  } else if (field.max_items) {
    bounds = "at most " + std::to_string(*field.max_items);
  } else if (least > 0) {
    bounds = "at least " + std::to_string(least);
  }
  const std::string count = std::to_string(chosen) + " chosen";
  return bounds.empty() ? count : "Choose " + bounds + "; " + count;
}

ui::Choices choices_of(const shell::Options& options) {
  return {options.size(), &options, [](const void* all, size_t index) {
            const shell::Option& one = (*static_cast<const shell::Options*>(all))[index];
            return ui::ChoiceWords{one.key, one.label, {}, false};
          }};
}

// The same with "No value" before them.
ui::Choices choices_or_none(const shell::Options& options) {
  return {options.size() + 1, &options, [](const void* all, size_t index) {
            if (index == 0) return ui::ChoiceWords{"", kNothing, {}, false};
            const shell::Option& one = (*static_cast<const shell::Options*>(all))[index - 1];
            return ui::ChoiceWords{one.key, one.label, {}, false};
          }};
}

std::vector<ui::Choice> listed(const shell::Options& options) {
  std::vector<ui::Choice> choices;
  choices.reserve(options.size());
  for (size_t i = 0; i < options.size(); ++i) choices.push_back({options[i].key, options[i].label});
  return choices;
}

}  // namespace

Marking marking_of(const std::vector<Field>& fields) {
  size_t required = 0, optional = 0;
  for (const Field& field : fields) {
    if (!field.editable() || field.kind == FieldKind::kBoolean || field.kind == FieldKind::kObject) continue;
    ++(field.must_be_filled() ? required : optional);
  }
  if (required == 0 || optional == 0) return Marking::kNone;
  return required < optional ? Marking::kRequired : Marking::kOptional;
}

ui::FieldOptions FieldDrawer::options(const Field& field, const std::string& path, Marking marking) {
  ui::FieldOptions options{.help = field.help, .key = path, .label_hidden = !row_.empty()};
  for (const shell::FieldError& error : errors_) {
    if (error.field == path) options.error = error.sentence;
  }
  options.required = marking == Marking::kRequired && field.must_be_filled();
  options.optional = marking == Marking::kOptional && field.editable() && !field.must_be_filled();
  return options;
}

void FieldDrawer::note(const std::string& path, bool changed) {
  if (changed) changed_.push_back(path);
}

void FieldDrawer::draw(const Field& field, FieldInput& input, const std::string& path, Marking marking) {
  ++drawn_;
  ui::FieldOptions with = options(field, path, marking);
  const std::string help = sentence(sentence(field.help, limit_words(field, context_.host)), field.note);
  with.help = help;
  switch (field.kind) {
    case FieldKind::kBoolean:
      return note(path, ui::checkbox(context_.ui, label_of(field), input.checked,
                                     {.help = with.help, .error = with.error, .key = path}));
    case FieldKind::kAccept:
      return draw_promises(field, input, with);
    case FieldKind::kMoment:
      return draw_moment(field, input, with);
    case FieldKind::kChoice:
      return draw_choice(field, input, with);
    case FieldKind::kCheckList:
      return draw_check_list(field, input, with);
    case FieldKind::kList:
      return draw_list(field, input, with);
    case FieldKind::kObject:
      return draw_object(field, input, with);
    case FieldKind::kText:
      if (field.picks != shell::Picks::kNothing) return draw_picked(field, input, with);
      return draw_typed(field, input, with);
    case FieldKind::kLongText:
    case FieldKind::kInteger:
    case FieldKind::kNumber:
    case FieldKind::kDate:
    case FieldKind::kJson:
      return draw_typed(field, input, with);
    default:
      return draw_shown(field, with);
  }
}

void FieldDrawer::draw_typed(const Field& field, FieldInput& input, const ui::FieldOptions& with) {
  ui::FieldOptions options = with;
  if (field.nullable) options.placeholder = kNothing;
  if (field.format == "email") options.mode = ui::InputMode::email;
  if (field.format == "uri") options.mode = ui::InputMode::url;
  if (field.kind == FieldKind::kInteger) options.mode = ui::InputMode::integer;
  if (field.kind == FieldKind::kNumber) options.mode = ui::InputMode::decimal;
  if (field.kind == FieldKind::kDate) options.mode = ui::InputMode::date;
  if (options.mode == ui::InputMode::integer || options.mode == ui::InputMode::decimal ||
      options.mode == ui::InputMode::date)
    options.width = 240;
  if (field.kind == FieldKind::kLongText) options.lines = 5;
  if (field.kind == FieldKind::kJson) {
    options.lines = 6;
    options.mono = true;
  }
  const ui::Edit edit = ui::text_field(context_.ui, label_of(field), input.text, options);
  entered_ = entered_ || edit.entered;
  note(std::string(with.key), edit.changed);
}

// The browser's own field, in the person's time; what is kept is what is sent.
void FieldDrawer::draw_moment(const Field& field, FieldInput& input, ui::FieldOptions options) {
  std::string local = shell::local_moment(field, input.text, context_.host);
  const std::string shown = local == input.text ? local : shell::answer_words(field, input, context_.host);
  const std::string help =
      sentence(std::string(options.help), shell::time_zone_words(field, input.text, context_.host));
  options.help = help;
  options.mode = field.day_alone ? ui::InputMode::date : ui::InputMode::moment;
  options.width = 240;
  options.shown = shown;
  if (field.nullable) options.placeholder = kNothing;
  const ui::Edit edit = ui::text_field(context_.ui, label_of(field), local, options);
  entered_ = entered_ || edit.entered;
  if (edit.changed) input.text = shell::from_local_moment(field, local, context_.host);
  note(std::string(options.key), edit.changed);
}

void FieldDrawer::draw_choice(const Field& field, FieldInput& input, ui::FieldOptions options) {
  const std::string placeholder = field.options.empty()
                                      ? std::string("Nothing to choose from")
                                      : "Choose " + shell::with_article(shell::lower_first(field.label));
  options.placeholder = placeholder;
  options.disabled = field.options.empty();
  const size_t count = field.options.size();
  const bool with_none = field.may_be_left_out() && count > 0;
  size_t place = input.chosen.empty() ? count : input.chosen[0];  // `count`: none
  bool changed = false;
  if (field.in_sight && count > 0 && count <= kMostInSight) {
    std::vector<ui::Choice> choices = listed(field.options);
    if (with_none) choices.push_back({"", kNothing});
    std::string value = place < count ? field.options[place].key : "";
    changed = ui::radio_list(context_.ui, label_of(field), choices, value, options);
    if (changed) place = field.options.find(value).value_or(count);
  } else if (with_none) {
    // "No value" stands before them.
    size_t chosen = place < count ? place + 1 : 0;
    changed = ui::select_one(context_.ui, label_of(field), choices_or_none(field.options), chosen, options);
    place = chosen > 0 ? chosen - 1 : count;
  } else {
    changed = ui::select_one(context_.ui, label_of(field), choices_of(field.options), place, options);
  }
  if (field.is_dead_end()) draw_dead_end(context_, field);
  if (!changed) return;
  input.chosen.clear();
  if (place < count) input.chosen.push_back(place);
  input.none = field.nullable && input.chosen.empty();
  note(std::string(options.key), true);
}

void FieldDrawer::draw_check_list(const Field& field, FieldInput& input, ui::FieldOptions options) {
  const bool in_sight = field.options.size() <= kMostInSight;
  // A drop-down says itself how many are chosen.
  const std::string count = in_sight || field.max_items || field.min_items.value_or(0) > 0
                                ? count_help(field, input.chosen.size())
                                : "";
  const std::string help = sentence(std::string(options.help), count);
  options.help = help;
  const std::string key(options.key);
  if (!in_sight) {
    const std::string placeholder = "Choose " + shell::lower_first(field.label);
    options.placeholder = placeholder;
    // What nobody changes keeps the order that it came in.
    const bool in_order = std::is_sorted(input.chosen.begin(), input.chosen.end());
    std::vector<size_t> sorted;
    if (!in_order) {
      sorted = input.chosen;
      std::sort(sorted.begin(), sorted.end());
    }
    std::vector<size_t>& chosen = in_order ? input.chosen : sorted;
    const bool changed =
        ui::select_many(context_.ui, label_of(field), choices_of(field.options), chosen, options);
    if (changed && !in_order) input.chosen = std::move(sorted);
    if (changed) input.none = field.nullable && input.chosen.empty();
    return note(key, changed);
  }
  std::vector<bool> on(field.options.size(), false);
  for (const size_t index : input.chosen) on[index] = true;
  const bool changed = ui::check_list(context_.ui, label_of(field), listed(field.options), on, options);
  if (field.is_dead_end()) draw_dead_end(context_, field);
  if (!changed) return;
  input.chosen.clear();
  for (size_t i = 0; i < on.size(); ++i) {
    if (on[i]) input.chosen.push_back(i);
  }
  input.none = field.nullable && input.chosen.empty();
  note(key, true);
}

void FieldDrawer::draw_shown(const Field& field, ui::FieldOptions options) {
  switch (field.kind) {
    case FieldKind::kReadOnly: {
      std::string text;
      if (!field.fixed.is_array()) text = shell::value_words(field.fixed);
      for (size_t i = 0; field.fixed.is_array() && i < field.fixed.size() && text.size() < kMostRead; ++i)
        text += (i == 0 ? "" : ", ") + shell::value_words(field.fixed[i]);
      text = shortened(text, kMostRead);
      options.read_only = true;
      if (field.format == "long") options.lines = 4;
      ui::text_field(context_.ui, label_of(field), text, options);
      break;
    }
    case FieldKind::kLabel:
      ui::paragraph(context_.ui, field.label);
      if (field.fixed.is_string())
        ui::paragraph(context_.ui, shortened(field.fixed.get_ref<const std::string&>(), kMostRead));
      break;
    case FieldKind::kDivider:
      ui::divider(context_.ui);
      break;
    case FieldKind::kSubscription:
      draw_shown_subscription(context_, field);
      break;
    case FieldKind::kSummary:
      draw_summary(context_, field);
      break;
    case FieldKind::kCallout:
      draw_callout(context_, field);
      break;
    case FieldKind::kMarkdown:
      draw_markdown(context_, shortened(text_or(field.fixed, "content"), kMostRead));
      break;
    default:
      break;
  }
}

}  // namespace rehearsal::views
