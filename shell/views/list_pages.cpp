#include "shell/views/list_pages.h"

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

std::vector<ListState::Status> subscription_statuses() {
  return {{"All", ""},
          {"Active", "active"},
          {"In progress", "initial|provisioning|migrating"},
          {"Terminated", "terminated"}};
}
std::vector<ListState::Status> process_statuses() {
  return {{"All", ""},
          {"Running", "created|running|resumed|waiting|awaiting_callback|suspended"},
          {"Failed", "failed|api_unavailable|inconsistent_data"},
          {"Completed", "completed"},
          {"Aborted", "aborted"}};
}

// What the engine sorts by, column by column; "": it does not.
std::vector<std::string_view> subscription_fields() {
  return {"description", "status", "insync", "product", "start_date", ""};
}
std::vector<std::string_view> process_fields() {
  return {"workflow_name", "last_status", "", "last_step", "started_at", ""};
}

// The same in words, for lists that have no columns.
std::vector<ui::Choice> subscription_orders() {
  return {{"", "Newest first"},
          {"description,asc", "Description, A to Z"},
          {"description,desc", "Description, Z to A"},
          {"status,asc", "Status, A to Z"},
          {"status,desc", "Status, Z to A"},
          {"insync,asc", "Out of sync first"},
          {"insync,desc", "In sync first"},
          {"product,asc", "Product, A to Z"},
          {"product,desc", "Product, Z to A"},
          {"start_date,asc", "Started, oldest first"},
          {"start_date,desc", "Started, newest first"}};
}
std::vector<ui::Choice> process_orders() {
  return {{"", "Newest first"},
          {"workflow_name,asc", "Workflow, A to Z"},
          {"workflow_name,desc", "Workflow, Z to A"},
          {"last_status,asc", "Status, A to Z"},
          {"last_status,desc", "Status, Z to A"},
          {"last_step,asc", "Last step, A to Z"},
          {"last_step,desc", "Last step, Z to A"},
          {"started_at,asc", "Started, oldest first"},
          {"started_at,desc", "Started, newest first"}};
}

// What copies it is there when it is wanted.
void draw_id(Context& context, const ui::Table& table, const std::string& id, std::string_view what) {
  if (table.at_hand()) return ui::short_id(context.ui, id, what);
  ui::text(context.ui, shell::short_id(id), {.tone = ui::Tone::muted, .size = 12, .mono = true});
}

}  // namespace

SubscriptionsPage::SubscriptionsPage(const shell::Address& address)
    : list_("/api/rehearsal/lists/subscriptions", "status") {
  list_.take(address, subscription_statuses(), subscription_fields());
}

void SubscriptionsPage::draw(Context& context) {
  ui::heading(context.ui, 1, "Subscriptions");
  list_.draw_filters(context, "subscription", "subscriptions", subscription_statuses(),
                     subscription_orders());
  if (!list_.has_rows(context)) return;
  draw_rows(context);
  list_.draw_more(context, "subscription", "subscriptions");
}

const shell::Subscription* SubscriptionsPage::row(Context& context, size_t n) {
  return rows_.at(context, list_, n + list_.waiting(),
                  [](const Json& item) { return shell::subscription_of(item); });
}

void SubscriptionsPage::draw_rows(Context& context) {
  rows_.begin();
  const size_t rows = list_.rows(context);
  if (context.ui.narrow()) {
    auto list = ui::item_list(context.ui, "Subscriptions", list_.look());
    for (size_t n = 0; n < rows; ++n) {
      const shell::Subscription* known = row(context, n);
      if (known == nullptr) break;
      const shell::Subscription& one = *known;
      auto item = ui::list_item(context.ui, one.id, subscription_hash(one.id), one.description, one.product);
      subscription_badge(context.ui, one.status);
    }
    return;
  }
  std::vector<ui::Column> columns = {{.title = "Description", .grow = 2},
                                     {.title = "Status", .width = 130},
                                     {.title = "In sync", .width = 136, .dispensable = 1},
                                     {.title = "Product", .grow = 1, .dispensable = 2},
                                     {.title = "Started", .width = 140, .dispensable = 3},
                                     {.title = "ID", .width = 110, .dispensable = 4}};
  list_.mark_sorted(columns, subscription_fields());
  ui::Table table(context.ui, "Subscriptions", columns, static_cast<int>(rows), list_.look());
  if (table.pressed_column() >= 0)
    list_.press_header(context, subscription_fields()[static_cast<size_t>(table.pressed_column())]);
  for (const int i : table.visible()) {
    const shell::Subscription* known = row(context, static_cast<size_t>(i));
    if (known == nullptr) {
      table.waiting_row(i);
      continue;
    }
    const shell::Subscription& one = *known;
    auto line = table.row(i, one.id);
    if (auto cell = table.cell()) {
      ui::link(context.ui, one.description, subscription_hash(one.id),
               {.weight = ui::Weight::medium, .primary = true, .tab_stop = false});
    }
    if (auto cell = table.cell()) {
      subscription_badge(context.ui, one.status);
    }
    if (auto cell = table.cell()) {
      sync_badge(context.ui, one.insync);
    }
    if (auto cell = table.cell()) {
      ui::text(context.ui, one.product, {.tone = ui::Tone::muted});
    }
    if (auto cell = table.cell()) {
      if (one.start_date) {
        time_text(context, *one.start_date);
      } else {
        ui::text(context.ui, one.end_date ? "never" : "not yet", {.tone = ui::Tone::muted});
      }
    }
    if (auto cell = table.cell()) draw_id(context, table, one.id, "Subscription");
  }
}

ProcessesPage::ProcessesPage(const shell::Address& address)
    : list_("/api/rehearsal/lists/processes", "last_status") {
  list_.take(address, process_statuses(), process_fields());
}

void ProcessesPage::draw(Context& context) {
  ui::heading(context.ui, 1, "Processes");
  list_.draw_filters(context, "process", "processes", process_statuses(), process_orders());
  if (!list_.has_rows(context)) return;
  draw_rows(context);
  list_.draw_more(context, "process", "processes");
}

const shell::Process* ProcessesPage::row(Context& context, size_t n) {
  return rows_.at(context, list_, n + list_.waiting(),
                  [](const Json& item) { return shell::process_of(item); });
}

void ProcessesPage::draw_rows(Context& context) {
  rows_.begin();
  const size_t rows = list_.rows(context);
  const auto about = [](const shell::Process& process) {
    return process.subscriptions.empty() ? std::string() : process.subscriptions[0].description;
  };
  if (context.ui.narrow()) {
    auto list = ui::item_list(context.ui, "Processes", list_.look());
    for (size_t n = 0; n < rows; ++n) {
      const shell::Process* known = row(context, n);
      if (known == nullptr) break;
      const shell::Process& one = *known;
      const std::string second =
          time_words(context, one.started_at) + (about(one).empty() ? "" : " \u00b7 " + about(one));
      auto item = ui::list_item(context.ui, one.id, process_hash(one.id),
                                context.words.workflow(one.workflow), second);
      process_badge(context.ui, one.status);
    }
    return;
  }
  std::vector<ui::Column> columns = {{.title = "Workflow", .grow = 1},
                                     {.title = "Status", .width = 160},
                                     {.title = "Subscription", .grow = 2, .dispensable = 1},
                                     {.title = "Last step", .grow = 1, .dispensable = 3},
                                     {.title = "Started", .width = 140, .dispensable = 2},
                                     {.title = "ID", .width = 110, .dispensable = 4}};
  list_.mark_sorted(columns, process_fields());
  ui::Table table(context.ui, "Processes", columns, static_cast<int>(rows), list_.look());
  if (table.pressed_column() >= 0)
    list_.press_header(context, process_fields()[static_cast<size_t>(table.pressed_column())]);
  for (const int i : table.visible()) {
    const shell::Process* known = row(context, static_cast<size_t>(i));
    if (known == nullptr) {
      table.waiting_row(i);
      continue;
    }
    const shell::Process& one = *known;
    auto line = table.row(i, one.id);
    if (auto cell = table.cell()) {
      ui::link(context.ui, context.words.workflow(one.workflow), process_hash(one.id),
               {.weight = ui::Weight::medium, .primary = true, .tab_stop = false});
    }
    if (auto cell = table.cell()) {
      process_badge(context.ui, one.status);
    }
    if (auto cell = table.cell()) {
      if (!one.subscriptions.empty()) {
        ui::link(context.ui, about(one), subscription_hash(one.subscriptions[0].id),
                 {.muted = true, .tab_stop = false});
      }
    }
    if (auto cell = table.cell()) {
      // "User Aborted" is no step, and the badge says it.
      if (one.status != "aborted")
        ui::text(context.ui, one.last_step, {.tone = ui::Tone::muted, .flashes = true});
    }
    if (auto cell = table.cell()) {
      time_text(context, one.started_at);
    }
    if (auto cell = table.cell()) draw_id(context, table, one.id, "Process");
  }
}

}  // namespace rehearsal::views
