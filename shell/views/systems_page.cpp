#include "shell/views/systems_page.h"

#include <algorithm>
#include <vector>

#include "core/ids.h"
#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// Wider records show their first fields; all of them stand in the narrow list's second line.
constexpr size_t kMaxColumns = 5;

std::vector<std::string> keys_of(const Json& records) {
  std::vector<std::string> keys;
  for (const Json& record : records) {
    const Json data = record.value("data", Json::object());
    if (!data.is_object()) continue;
    for (const auto& [key, value] : data.items()) {
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
            shell::value_words(value);
  }
  return line;
}

// Records are kept under the id of the subscription that they are for.
void draw_id(Context& context, const std::string& id) {
  if (is_uuid(id)) {
    ui::link(context.ui, shell::short_id(id), subscription_hash(id),
             {.size = 12, .primary = true, .tab_stop = false, .mono = true});
  } else {
    ui::text(context.ui, id, {.size = 12, .mono = true});
  }
}

void draw_list(Context& context, const std::string& title, const Json& records) {
  auto list = ui::item_list(context.ui, title);
  for (const Json& record : records) {
    const std::string id = id_of(record);
    auto item = ui::list_item(context.ui, id, is_uuid(id) ? subscription_hash(id) : "", shell::short_id(id),
                              line_of(context, record.value("data", Json::object())));
  }
}

void draw_table(Context& context, const std::string& title, const Json& records) {
  const std::vector<std::string> keys = keys_of(records);
  std::vector<std::string> titles;
  for (const std::string& key : keys) titles.push_back(context.words.field(key));
  std::vector<ui::Column> columns = {{.title = "Record", .width = 140}};
  for (const std::string& words : titles) columns.push_back({.title = words});
  columns.push_back({.title = "Changed", .width = 140});
  ui::Table table(context.ui, title, columns, static_cast<int>(records.size()));
  for (const int i : table.visible()) {
    const Json& record = records[static_cast<size_t>(i)];
    auto row = table.row(i, id_of(record));
    {
      auto cell = table.cell();
      draw_id(context, id_of(record));
    }
    const Json data = record.value("data", Json::object());
    for (const std::string& key : keys) {
      auto cell = table.cell();
      if (data.is_object() && data.contains(key)) ui::text(context.ui, shell::value_words(data[key]));
    }
    auto cell = table.cell();
    time_text(context, shell::number_at(record, "modified_at").value_or(0));
  }
}

}  // namespace

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
  if (!answered(context, cached, "/api/rehearsal/systems") || !cached.answer.body.is_array()) return;
  for (const Json& system : cached.answer.body) {
    auto scope = ui::scope(context.ui, text_or(system, "system"));
    const std::string title = text_or(system, "title", text_or(system, "system"));
    auto section = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
    const Json records = system.value("records", Json::array());
    {
      auto head = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
      ui::heading(context.ui, 2, title);
      ui::text(context.ui, shell::count_words(records.size(), "record", "records"),
               {.tone = ui::Tone::muted});
    }
    if (records.empty()) {
      auto card = ui::card(context.ui, {.sunken = true});
      ui::text(context.ui, "No records yet: the provisioning step of a workflow makes them.",
               {.tone = ui::Tone::muted});
    } else if (context.ui.narrow()) {
      draw_list(context, title, records);
    } else {
      draw_table(context, title, records);
    }
  }
}

}  // namespace rehearsal::views
