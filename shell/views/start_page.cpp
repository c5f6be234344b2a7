#include "shell/views/start_page.h"

#include "shell/app/format.h"
#include "shell/app/process_model.h"
#include "shell/app/subscription_model.h"
#include "shell/views/parts.h"
#include "shell/views/products_page.h"

namespace rehearsal::views {
namespace {

constexpr const char* kProcesses = "/api/rehearsal/lists/processes";
constexpr const char* kSubscriptions = "/api/rehearsal/lists/subscriptions";

Json newest() {
  return {{"limit", "5"}};
}

const Json* product_of_type(const shell::Cached& products, std::string_view type) {
  if (!products.ready()) return nullptr;
  for (const Json* product : shell::elements(products.answer.body)) {
    if (text_or(*product, "product_type") == type) return product;
  }
  return nullptr;
}

// One step of the newcomer's way: done, to do now, or to come.
enum class Turn { kDone, kNow, kLater };
void draw_turn(Context& context, int number, Turn turn, std::string_view title, std::string_view words,
               std::string_view action, const std::string& href) {
  auto scope = ui::scope(context.ui, title);
  auto card = ui::card(context.ui, {.gap = 12, .role = ui::Role::listitem, .name = title});
  {
    auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
    if (turn == Turn::kDone) {
      ui::badge(context.ui, "Done", {.tone = ui::Tone::success, .icon = ui::Icon::check});
    } else {
      ui::badge(context.ui, "Step " + std::to_string(number),
                {.tone = turn == Turn::kNow ? ui::Tone::accent : ui::Tone::muted});
    }
    ui::heading(context.ui, 2, title);
  }
  ui::paragraph(context.ui, words, {.tone = ui::Tone::muted});
  if (turn == Turn::kDone) {
    ui::link(context.ui, action, href, {.icon = ui::Icon::arrow_up_right});
    return;
  }
  const ui::ButtonKind kind = turn == Turn::kNow ? ui::ButtonKind::primary : ui::ButtonKind::secondary;
  ui::link_button(context.ui, action, href, {.kind = kind});
}

// `made`: the group, once it is there.
void draw_newcomer(Context& context, const Json& group, const Json& user, const Json* made) {
  {
    auto head = ui::column(context.ui, {.gap = 8, .max_width = ui::kFormWidth});
    ui::heading(context.ui, 1, "Welcome to Rehearsal");
    ui::paragraph(context.ui,
                  "The Workflow Orchestrator, whole, in this tab. Make a user group and then a user in it, "
                  "and watch what every "
                  "step of the two workflows does.",
                  {.tone = ui::Tone::muted, .size = 16});
  }
  auto list = ui::group(context.ui, ui::Role::list, "First steps", {.align = ui::Align::fill});
  auto tiles = ui::tiles(context.ui, 320);
  const bool has_group = made != nullptr;
  draw_turn(context, 1, has_group ? Turn::kDone : Turn::kNow, "Create a user group",
            "A group has a name, and gets its id from the simulated group management system.",
            has_group ? text_or(*made, "description") : "Create a user group",
            has_group ? shell::subscription_hash(text_or(*made, "subscription_id")) : create_hash(group));
  draw_turn(context, 2, has_group ? Turn::kNow : Turn::kLater, "Create a user",
            "A user belongs to a group: its form offers the groups that are active.", "Create a user",
            create_hash(user));
}

// Where there is little room the titles stand below, and may take more lines: the numbers keep theirs.
void draw_number(Context& context, std::string_view title, size_t count, std::string_view href) {
  auto scope = ui::scope(context.ui, title);
  const bool small = !context.ui.roomy();
  auto card = ui::card(
      context.ui,
      {.pad = small ? 12.0f : 16.0f, .gap = 4, .role = ui::Role::article, .name = title, .href = href});
  if (!small) ui::text(context.ui, title, {.tone = ui::Tone::muted});
  ui::text(context.ui, std::to_string(count),
           {.weight = ui::Weight::semibold, .size = small ? 20.0f : 28.0f, .flashes = true});
  if (small) ui::paragraph(context.ui, title, {.tone = ui::Tone::muted, .size = 12});
}

// What was begun and not sent yet; those of an earlier visit too.
void draw_drafts(Context& context) {
  constexpr size_t kMost = 5;
  std::vector<shell::KeptDraft> drafts = context.kept.all();
  if (drafts.empty()) return;
  if (drafts.size() > kMost) drafts.resize(kMost);
  auto section = ui::section(context.ui, "Forms you began");
  auto list = ui::item_list(context.ui, "Forms you began");
  for (const shell::KeptDraft& one : drafts) {
    // A form inside a process stands on the process's page.
    const std::string href = one.hash.substr(0, one.hash.find('!'));
    auto item =
        ui::list_item(context.ui, one.hash, href, one.words, time_words(context, one.at), ui::Icon::pencil);
  }
}

void draw_processes(Context& context, const shell::Cached& cached) {
  auto section = ui::section(context.ui, "Latest processes");
  auto list = ui::item_list(context.ui, "Latest processes");
  for (const Json* item : shell::elements(cached.answer.body, "items")) {
    const shell::Process process = shell::process_of(*item);
    std::string second = time_words(context, process.started_at);
    if (!process.subscriptions.empty()) second += " \u00b7 " + process.subscriptions[0].description;
    auto row = ui::list_item(context.ui, process.id, process_hash(process.id),
                             context.words.workflow(process.workflow), second);
    process_badge(context.ui, process.status);
  }
}

void draw_subscriptions(Context& context, const shell::Cached& cached) {
  auto section = ui::section(context.ui, "Latest subscriptions");
  auto list = ui::item_list(context.ui, "Latest subscriptions");
  for (const Json* item : shell::elements(cached.answer.body, "items")) {
    const shell::Subscription one = shell::subscription_of(*item);
    std::string second = one.product;
    if (one.start_date) second += " \u00b7 " + time_words(context, *one.start_date);
    auto row = ui::list_item(context.ui, one.id, subscription_hash(one.id), one.description, second);
    subscription_badge(context.ui, one.status);
  }
}

}  // namespace

void StartPage::draw(Context& context) {
  draw_state(context);
}

void StartPage::draw_state(Context& context) {
  const shell::Cached& processes = context.door.get(kProcesses, newest());
  const shell::Cached& subscriptions = context.door.get(kSubscriptions, newest());
  const shell::Cached& products = context.door.get("/api/products");
  const bool ready = processes.ready() && subscriptions.ready() && products.ready();
  const Json* group = product_of_type(products, "UserGroup");
  const Json* user = product_of_type(products, "User");
  const bool newcomer = ready && group != nullptr && user != nullptr && total_of(subscriptions) < 2;
  if (newcomer) {
    const std::vector<const Json*> made = shell::elements(subscriptions.answer.body, "items");
    draw_newcomer(context, *group, *user, made.empty() ? nullptr : made.front());
    draw_drafts(context);
    if (total_of(processes) == 0) return;
  } else if (ready) {
    ui::heading(context.ui, 1, "Start");
    draw_drafts(context);
  }
  if (!answered(context, processes, kProcesses, newest()) ||
      !answered(context, subscriptions, kSubscriptions, newest()) ||
      !answered(context, products, "/api/products")) {
    return;
  }
  if (!newcomer) {
    const Json failed = {{"limit", "1"}, {"filter", "last_status,failed|api_unavailable|inconsistent_data"}};
    const Json active = {{"limit", "1"}, {"filter", "status,active"}};
    auto tiles = ui::tiles(context.ui, 92, context.ui.roomy() ? 16 : 8, 3);
    draw_number(context, "Active subscriptions", total_of(context.door.get(kSubscriptions, active)),
                "#/subscriptions?status=active");
    draw_number(context, "Processes", total_of(processes), "#/processes");
    draw_number(context, "Failed processes", total_of(context.door.get(kProcesses, failed)),
                "#/processes?status=failed");
  }
  auto tiles = ui::tiles(context.ui, 340, 24, 2);
  {
    auto left = ui::scope(context.ui, "processes");
    draw_processes(context, processes);
  }
  auto right = ui::scope(context.ui, "subscriptions");
  draw_subscriptions(context, subscriptions);
}

}  // namespace rehearsal::views
