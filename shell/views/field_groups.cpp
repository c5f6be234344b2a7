// Fields of a form that hold others: rows, fields of fields, promises.
#include <algorithm>
#include <cstddef>
#include <optional>

#include "shell/app/format.h"
#include "shell/views/field_view.h"
#include "shell/views/markdown.h"

namespace rehearsal::views {

using shell::Field;
using shell::FieldInput;
using shell::FieldKind;

void FieldDrawer::draw_promises(const Field& field, FieldInput& input, const ui::FieldOptions& options) {
  using Kind = shell::Promise::Kind;
  const std::string key(options.key);
  const std::vector<shell::Promise> promises = shell::promises_of(field);
  if (promises.empty()) {
    return note(key, ui::checkbox(context_.ui, field.label, input.checked,
                                  {.help = options.help, .error = options.error, .key = options.key}));
  }
  auto box = ui::labelled(context_.ui, field.label, options);
  for (size_t i = 0; i < promises.size(); ++i) {
    const shell::Promise& promise = promises[i];
    auto line = ui::column(context_.ui, {.pad_x = promise.inner ? 26.0f : 0.0f});
    if (promise.kind == Kind::kText || (promise.kind == Kind::kLink && !is_followed(promise.words))) {
      ui::paragraph(context_.ui, promise.words);
    } else if (promise.kind == Kind::kWarning) {
      auto warning = ui::callout(context_.ui, ui::Tone::warning, promise.words);
    } else if (promise.kind == Kind::kLink) {
      ui::text_link(context_.ui, promise.words, promise.words);
    } else {
      const auto at = std::find(input.chosen.begin(), input.chosen.end(), i);
      bool on = at != input.chosen.end();
      const std::string words = promise.words + (promise.kind == Kind::kMay ? " (optional)" : "");
      if (!ui::checkbox(context_.ui, words, on, {.key = key + "." + std::to_string(i)})) continue;
      on ? (void)input.chosen.push_back(i) : (void)input.chosen.erase(at);
      note(key, true);
    }
  }
}

void FieldDrawer::draw_list(const Field& field, FieldInput& input, const ui::FieldOptions& options) {
  const std::string key(options.key), words = label_of(field), noun = shell::lower_first(words);
  row_.clear();
  const Field& row = field.item[0];
  const auto most = static_cast<size_t>(std::max<int64_t>(0, field.max_items.value_or(1000)));
  const auto least = static_cast<size_t>(std::max<int64_t>(0, field.min_items.value_or(0)));
  auto box = ui::labelled(context_.ui, words, options);
  if (!draw_filled_in(field, input, key)) return;
  auto rows = ui::column(context_.ui, {.gap = 8, .align = ui::Align::fill});
  std::optional<size_t> removed;
  // Once a row is gone each bin is another: the second press of a double click is not meant for the next row.
  const std::string of_all = " of " + std::to_string(input.parts.size());
  for (size_t i = 0; i < input.parts.size(); ++i) {
    const std::string number = std::to_string(i + 1), path = key + "." + std::to_string(i);
    const std::string label = words + " " + number;
    const auto remove = [&] {
      if (ui::icon_button(context_.ui, ui::Icon::trash, "Remove " + noun + " " + number,
                          {.kind = ui::ButtonKind::ghost,
                           .disabled = input.parts.size() <= least,
                           .why = "There must be at least " + std::to_string(least),
                           .key = "remove " + path + of_all}))
        removed = i;
    };
    if (row.kind == FieldKind::kObject) {
      auto card = ui::card(context_.ui, {.gap = 16, .name = label});
      {
        auto head = ui::row(context_.ui, {.gap = 8, .align = ui::Align::center});
        ui::text(context_.ui, label, {.weight = ui::Weight::medium});
        ui::spacer(context_.ui);
        remove();
      }
      // What is wrong with the row as a whole; a link to it leads to its first field.
      const ui::FieldOptions of_row = this->options(row, path, Marking::kNone);
      if (!of_row.error.empty()) auto group = ui::labelled(context_.ui, "This row", of_row);
      if (draw_filled_in(row, input.parts[i], path)) draw_parts(row, input.parts[i], path);
      continue;
    }
    auto line = ui::row(context_.ui, {.gap = 8, .align = ui::Align::start});
    {
      auto cell = ui::column(context_.ui, {.align = ui::Align::fill, .grow = 1});
      row_ = label;
      draw(row, input.parts[i], path, Marking::kNone);
      row_.clear();
    }
    remove();
  }
  if (removed) {
    input.parts.erase(input.parts.begin() + static_cast<std::ptrdiff_t>(*removed));
    note(key, true);
    context_.ui.focus_on("add " + key);
  }
  auto foot = ui::row(context_.ui, {.gap = 12, .align = ui::Align::center});
  const std::string why = "There can be at most " + std::to_string(most);
  if (ui::button(context_.ui, input.parts.empty() ? "Add one" : "Add another",
                 {.icon = ui::Icon::plus,
                  .disabled = input.parts.size() >= most,
                  .why = why,
                  .key = "add " + key,
                  .name = "Add to " + noun,
                  .small = true})) {
    input.parts.push_back(shell::first_input(row));
    note(key, true);
    const bool has_fields = row.kind == FieldKind::kObject && !row.fields.empty();
    context_.ui.focus_on(key + "." + std::to_string(input.parts.size() - 1) +
                         (has_fields ? "." + row.fields[0].name : ""));
  }
  if (field.max_items)
    ui::text(context_.ui, std::to_string(input.parts.size()) + " of at most " + std::to_string(most),
             {.tone = ui::Tone::muted, .size = 12});
}

void FieldDrawer::draw_object(const Field& field, FieldInput& input, const ui::FieldOptions& options) {
  const std::string key(options.key);
  auto box = ui::labelled(context_.ui, field.label, options);
  if (!draw_filled_in(field, input, key)) return;
  auto card = ui::card(context_.ui, {.gap = 16});
  draw_parts(field, input, key);
}

// Of what may have no value, whether it has one.
bool FieldDrawer::draw_filled_in(const Field& field, FieldInput& input, const std::string& key) {
  bool has = !input.none;
  if (field.nullable &&
      ui::checkbox(context_.ui, "Fill in " + shell::lower_first(field.label), has, {.key = key + " has"})) {
    input.none = !has;
    note(key, true);
  }
  return has;
}

void FieldDrawer::draw_parts(const Field& field, FieldInput& input, const std::string& key) {
  const Marking marking = marking_of(field.fields);
  for (size_t i = 0; i < field.fields.size() && i < input.parts.size(); ++i)
    draw(field.fields[i], input.parts[i], key + "." + field.fields[i].name, marking);
}

}  // namespace rehearsal::views
