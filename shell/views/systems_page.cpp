#include "shell/views/systems_page.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "core/ids.h"
#include "shell/app/format.h"
#include "shell/views/block_view.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// Wider records show their first fields; all of them stand in the narrow list's second line.
constexpr size_t kMaxColumns = 5;
// What a table needs: where there is less, its records are a list.
constexpr float kFirstWidth = 200, kValueWidth = 110, kChangedWidth = 140;
// Of many records not every subscription is asked for: a screen's worth.
constexpr size_t kNamed = 60;

std::vector<std::string> keys_of(const Json& records) {
  std::vector<std::string> keys;
  for (const Json& record : records) {
    const Json* data = shell::member(record, "data");
    if (data == nullptr || !data->is_object()) continue;
    if (keys.size() == kMaxColumns) break;
    for (const auto& [key, value] : data->items()) {
      if (keys.size() < kMaxColumns && std::find(keys.begin(), keys.end(), key) == keys.end())
        keys.push_back(key);
    }
  }
  return keys;
}

std::string id_of(const Json& record) {
  return shell::value_words(record.value("id", Json()));
}

std::string line_of(Context& context, const Json& data) {
  std::string line;
  for (const auto& [key, value] : data.items()) {
    line += (line.empty() ? "" : " \u00b7 ") + shell::lower_first(context.words.field(key)) + " " +
            value_words(context, value);
  }
  return line;
}

// Records are kept under the id of the subscription that they are for: that one says more than its id.
void draw_id(Context& context, const std::string& id, bool named, bool in_table) {
  if (is_uuid(id)) {
    ui::link(context.ui, named ? description_of(context, id) : shell::short_id(id), subscription_hash(id),
             {.weight = ui::Weight::medium, .primary = in_table, .tab_stop = !in_table});
  } else {
    ui::text(context.ui, id, {.size = 12, .mono = true});
  }
}

void draw_list(Context& context, const std::string& title, const std::vector<const Json*>& records,
               ui::ListLook& look) {
  auto list = ui::item_list(context.ui, title, &look);
  size_t drawn = 0;
  for (const Json* record : records) {
    const std::string id = id_of(*record);
    const bool named = is_uuid(id) && ++drawn <= kNamed;
    auto item = ui::list_block(context.ui, id, "");
    draw_id(context, id, named, false);
    ui::paragraph(context.ui, line_of(context, record->value("data", Json::object())),
                  {.tone = ui::Tone::muted, .size = 12});
  }
}

double changed_at(const Json& record) {
  return shell::number_at(record, "modified_at").value_or(0);
}

// Numbers by their size, all else by its words.
bool is_before(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return a.get<double>() < b.get<double>();
  return shell::value_words(a) < shell::value_words(b);
}

Json value_of(const Json& record, const std::string& key) {
  const Json* data = shell::member(record, "data");
  const Json* value = data == nullptr ? nullptr : shell::member(*data, key.c_str());
  return value == nullptr ? Json() : *value;
}

// The records in the order of the column of `key`; of an empty one, by when they were changed. Those that are
// equal stay as they came, as their addresses do. A heap is the smallest of the library's ways to sort.
void sort_records(std::vector<const Json*>& records, const std::string& key, int way) {
  const auto less = [&](const Json* a, const Json* b) {
    const bool is_less =
        key.empty() ? changed_at(*a) < changed_at(*b) : is_before(value_of(*a, key), value_of(*b, key));
    const bool is_more =
        key.empty() ? changed_at(*b) < changed_at(*a) : is_before(value_of(*b, key), value_of(*a, key));
    return is_less == is_more ? a < b : is_less == (way > 0);
  };
  std::make_heap(records.begin(), records.end(), less);
  std::sort_heap(records.begin(), records.end(), less);
}

}  // namespace

void SystemsPage::draw_table(Context& context, const std::string& title, const std::vector<std::string>& keys,
                             Sorting& sorting) {
  std::vector<std::string> titles;
  titles.reserve(keys.size());
  for (const std::string& key : keys) titles.push_back(context.words.field(key));
  std::vector<ui::Column> columns = {{.title = "Subscription", .grow = 2}};
  for (const std::string& words : titles) columns.push_back({.title = words, .sortable = true});
  columns.push_back({.title = "Changed", .width = kChangedWidth, .sortable = true});
  if (sorting.column > 0) columns[sorting.column].sorted = sorting.way;
  const std::vector<const Json*>& rows = sorting.rows;
  ui::Table table(context.ui, title, columns, static_cast<int>(rows.size()), &sorting.look);
  if (table.pressed_column() > 0) {
    sorting.press(static_cast<size_t>(table.pressed_column()));
    context.ui.wake_after(0);
  }
  size_t drawn = 0;
  for (const int i : table.visible()) {
    const Json& record = *rows[static_cast<size_t>(i)];
    auto row = table.row(i, id_of(record));
    if (auto cell = table.cell()) {
      draw_id(context, id_of(record), ++drawn <= kNamed, true);
    }
    for (const std::string& key : keys) {
      auto cell = table.cell();
      const Json value = value_of(record, key);
      if (cell && !value.is_null()) ui::text(context.ui, value_words(context, value));
    }
    if (auto cell = table.cell()) time_text(context, changed_at(record));
  }
}

// What a phone has in place of the columns' heads.
void SystemsPage::draw_order(Context& context, const std::vector<std::string>& keys, Sorting& sorting) {
  const auto value_of = [](size_t column, int way) { return std::to_string(way * static_cast<int>(column)); };
  std::vector<ui::Choice> orders = {{value_of(0, 1), "As the system has them"}};
  for (size_t i = 0; i < keys.size(); ++i) {
    const std::string words = context.words.field(keys[i]);
    orders.push_back({value_of(i + 1, 1), words + ", ascending"});
    orders.push_back({value_of(i + 1, -1), words + ", descending"});
  }
  orders.push_back({value_of(keys.size() + 1, 1), "Changed, earliest first"});
  orders.push_back({value_of(keys.size() + 1, -1), "Changed, latest first"});
  std::string chosen = value_of(sorting.column, sorting.way);
  if (!ui::select(context.ui, "Order", orders, chosen, {.label_hidden = true})) return;
  const int signed_column = std::stoi(chosen);
  sorting.column = static_cast<size_t>(std::abs(signed_column));
  sorting.way = signed_column < 0 ? -1 : 1;
  sorting.revision = 0;
  context.ui.wake_after(0);
}

void SystemsPage::Sorting::take(const Json& records, const std::vector<std::string>& keys, uint64_t answer) {
  if (revision == answer) return;
  if (column > keys.size() + 1) column = 0;
  revision = answer;
  rows = shell::elements(records);
  const size_t key = column - 1;
  if (column > 0) sort_records(rows, key < keys.size() ? keys[key] : "", way);
}

constexpr const char* kChanged = "modified_at";

void SystemsPage::Sorting::ask(std::string_view sort, const std::vector<std::string>& keys) {
  const size_t comma = sort.find(',');
  const std::string_view by = sort.substr(0, comma);
  if (by == kChanged) column = keys.size() + 1;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (by == keys[i]) column = i + 1;
  }
  if (column > 0 && comma != std::string_view::npos && sort.substr(comma) == ",desc") way = -1;
}

std::string SystemsPage::Sorting::sort(const std::vector<std::string>& keys) const {
  if (column == 0) return {};
  return (column > keys.size() ? kChanged : keys[column - 1]) + (way > 0 ? ",asc" : ",desc");
}

// Upwards, downwards, then as they came.
void SystemsPage::Sorting::press(size_t pressed) {
  revision = 0;
  const bool again = column == pressed;
  column = again && way < 0 ? 0 : pressed;
  way = again && way > 0 ? -1 : 1;
}

void SystemsPage::draw(Context& context) {
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, "Systems");
    ui::paragraph(context.ui,
                  "The simulated systems that workflows provision. What a step does outside of the "
                  "orchestrator is seen here.",
                  {.tone = ui::Tone::muted});
  }
  const shell::Cached& cached = context.door.get("/api/rehearsal/systems");
  if (sorting_.empty()) {
    for (const auto& [name, value] : address_.query) context.look[name] = value;
  }
  if (!answered(context, cached, "/api/rehearsal/systems") || !cached.answer.body.is_array()) return;
  for (const Json& system : cached.answer.body) {
    auto scope = ui::scope(context.ui, text_or(system, "system"));
    const std::string title = text_or(system, "title", text_or(system, "system"));
    auto section = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
    const Json* records = shell::member(system, "records");
    if (records == nullptr) continue;
    {
      auto head = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
      ui::heading(context.ui, 2, title);
      ui::text(context.ui, shell::count_words(records->size(), "record", "records"),
               {.tone = ui::Tone::muted});
    }
    if (records->empty()) {
      auto card = ui::card(context.ui, {.sunken = true});
      ui::paragraph(context.ui, "No records: the provisioning step of a workflow makes them.",
                    {.tone = ui::Tone::muted});
      continue;
    }
    const std::string which = text_or(system, "system") + ".";
    const auto [at, is_new] = sorting_.try_emplace(which);
    Sorting& sorting = at->second;
    const std::vector<std::string> keys = keys_of(*records);
    if (is_new) {
      sorting.ask(address_.value(which + "sort"), keys);
      sorting.look = look_of(address_, which);
    }
    sorting.take(*records, keys, cached.revision);
    const float needed = kFirstWidth + kValueWidth * static_cast<float>(keys.size()) + kChangedWidth;
    if (needed <= ui::room(context.ui)) {
      draw_table(context, title, keys, sorting);
    } else {
      if (records->size() > 1) draw_order(context, keys, sorting);
      draw_list(context, title, sorting.rows, sorting.look);
    }
    context.look[which + "sort"] = sorting.sort(keys);
    say_look(context, sorting.look, which);
  }
}

}  // namespace rehearsal::views
