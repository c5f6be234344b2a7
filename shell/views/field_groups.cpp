// Fields of a form that hold others: rows, fields of fields, promises.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "shell/app/format.h"
#include "shell/views/field_view.h"
#include "shell/views/markdown.h"

namespace rehearsal::views {

using shell::Field;
using shell::FieldInput;
using shell::FieldKind;

namespace {

// So many rows of a list are drawn at once, and no more begun once the form has so many fields: the others
// are turned to.
constexpr size_t kMostRows = 100, kMostDrawn = 1000;
constexpr int64_t kMostAdded = 100'000;

}  // namespace

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
  const std::string key(options.key), words = label_of(field);
  row_.clear();
  const size_t total = input.parts.size();
  const auto most = static_cast<size_t>(std::max<int64_t>(0, field.max_items.value_or(kMostAdded)));
  auto box = ui::labelled(context_.ui, words, options);
  if (!draw_filled_in(field, input, key)) return;
  auto rows = ui::column(context_.ui, {.gap = 8, .align = ui::Align::fill});
  size_t known = 0, count = kMostRows;
  while (known < rows_.size() && rows_[known].list != key) ++known;
  if (known == rows_.size()) rows_.push_back({key, 0, kMostRows});
  const size_t first = std::min(first_row(rows_[known]), total == 0 ? 0 : total - 1);
  const size_t last = std::min(total, first + kMostRows);
  size_t end = first;
  std::optional<size_t> removed;
  for (; end < last && (end == first || drawn_ < kMostDrawn); ++end) {
    if (draw_row(field, input, key, words, end)) removed = end;
  }
  if (end < last) count = end - first;
  rows_[known].first = first;
  rows_[known].count = count;
  if (removed) {
    input.parts.erase(input.parts.begin() + static_cast<std::ptrdiff_t>(*removed));
    note(key, true);
    context_.ui.focus_on("add " + key);
  }
  if (end - first < total) draw_other_rows(field, words, key, first, end, total);
  auto foot = ui::row(context_.ui, {.gap = 12, .align = ui::Align::center});
  const std::string why = "There can be at most " + std::to_string(most);
  if (ui::button(context_.ui, input.parts.empty() ? "Add one" : "Add another",
                 {.icon = ui::Icon::plus,
                  .disabled = input.parts.size() >= most,
                  .why = why,
                  .key = "add " + key,
                  .name = "Add to " + shell::lower_first(words),
                  .small = true})) {
    input.parts.push_back(shell::first_input(field.item[0]));
    note(key, true);
    focus_row(field, key, input.parts.size() - 1);
  }
  if (field.max_items)
    ui::text(context_.ui, std::to_string(input.parts.size()) + " of at most " + std::to_string(most),
             {.tone = ui::Tone::muted, .size = 12});
}

bool FieldDrawer::draw_row(const Field& list, FieldInput& input, const std::string& key,
                           const std::string& words, size_t index) {
  const Field& row = list.item[0];
  const auto least = static_cast<size_t>(std::max<int64_t>(0, list.min_items.value_or(0)));
  const std::string path = key + "." + std::to_string(index);
  const std::string label = words + " " + std::to_string(index + 1);
  bool removed = false;
  const auto remove = [&] {
    // Once a row is gone each bin is another: the second press of a double click is not meant for the next
    // row.
    removed = ui::icon_button(context_.ui, ui::Icon::trash, "Remove " + shell::lower_first(label),
                              {.kind = ui::ButtonKind::ghost,
                               .disabled = input.parts.size() <= least,
                               .why = "There must be at least " + std::to_string(least),
                               .key = "remove " + path + " of " + std::to_string(input.parts.size())});
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
    if (draw_filled_in(row, input.parts[index], path)) draw_parts(row, input.parts[index], path);
  } else {
    auto line = ui::row(context_.ui, {.gap = 8, .align = ui::Align::start});
    {
      auto cell = ui::column(context_.ui, {.align = ui::Align::fill, .grow = 1});
      row_ = label;
      draw(row, input.parts[index], path, Marking::kNone);
      row_.clear();
    }
    remove();
  }
  return removed;
}

// Of those that were shown before, or of others that the focus is to go to.
size_t FieldDrawer::first_row(const ShownRows& shown) const {
  const size_t size = shown.list.size();
  const std::string_view wanted = context_.ui.wanted_focus();
  if (wanted.size() <= size + 1 || wanted[size] != '.' || wanted.rfind(shown.list, 0) != 0)
    return shown.first;
  size_t row = 0;
  for (size_t i = size + 1; i < wanted.size() && wanted[i] != '.'; ++i)
    row = 10 * row + static_cast<size_t>(wanted[i] - '0');
  return row < shown.first || row >= shown.first + shown.count ? row : shown.first;
}

void FieldDrawer::draw_other_rows(const Field& list, const std::string& words, const std::string& key,
                                  size_t first, size_t end, size_t total) {
  ui::text(
      context_.ui,
      "Rows " + std::to_string(first + 1) + " to " + std::to_string(end) + " of " + std::to_string(total),
      {.tone = ui::Tone::muted, .size = 12});
  auto line = ui::row(context_.ui, {.gap = 8});
  const auto turn = [&](const std::string& label, bool can, size_t to) {
    const std::string name = label + " of " + shell::lower_first(words), turned = label + key;
    if (ui::button(context_.ui, label, {.disabled = !can, .key = turned, .name = name, .small = true}))
      focus_row(list, key, to);
  };
  turn("Previous rows", first > 0, first - std::min(first, kMostRows));
  turn("Next rows", end < total, end);
}

void FieldDrawer::focus_row(const Field& list, const std::string& key, size_t row) {
  const Field& item = list.item[0];
  const bool has_fields = item.kind == FieldKind::kObject && !item.fields.empty();
  context_.ui.focus_on(key + "." + std::to_string(row) + (has_fields ? "." + item.fields[0].name : ""));
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
