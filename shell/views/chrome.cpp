// What stands around every page: the header with pace and theme, and the navigation.
#include <string>
#include <string_view>

#include "shell/app/format.h"
#include "shell/views/application.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr const char* kPacePath = "/api/rehearsal/pace";
constexpr int kWatchMs = 600;

Command way_to(const PageKind& kind) {
  const std::string title(kind.title), hash = kind.hash();
  const bool in_navigation = kind.way == Way::bar || kind.way == Way::menu;
  return {.key = hash,
          .label = in_navigation ? "Go to " + title : title,
          .icon = kind.icon,
          .keys = std::string(kind.keys),
          .href = hash};
}

Command find_command() {
  return {.key = "find", .label = "Find or do anything", .icon = ui::Icon::search, .keys = "Ctrl k"};
}

Command theme_command(bool dark) {
  return {.key = "theme",
          .label = dark ? "Use the light theme" : "Use the dark theme",
          .icon = dark ? ui::Icon::sun : ui::Icon::moon};
}

// Milliseconds; or each step when a person says so.
constexpr int kByHand = -2;
constexpr int kUnknown = -1;

int pace_of(const shell::Cached& cached) {
  if (!cached.ready()) return kUnknown;
  return static_cast<int>(shell::whole_at(cached.answer.body, "step_ms").value_or(kByHand));
}

}  // namespace

void Application::draw_header(Context& context) {
  auto header = ui::header_bar(ui_);
  ui::spacer(ui_);
  draw_pace(context);
  const Command find = find_command();
  const ui::ButtonOptions look = {.kind = ui::ButtonKind::ghost, .key = find.key, .keys = find.keys};
  if (ui::icon_button(ui_, find.icon, find.label, look)) palette_.open(context);
  if (ui_.has_bar()) {
    for (const PageKind* kind : page_kinds()) {
      if (kind->way == Way::button)
        ui::link_button(ui_, "New", kind->hash(), {.icon = kind->icon, .name = kind->title, .small = true});
    }
    return;
  }
  const Command theme = theme_command(ui_.dark());
  if (ui::icon_button(ui_, theme.icon, theme.label, {.kind = ui::ButtonKind::ghost, .key = theme.key}))
    commands_.choose(theme.key);
}

// What can be done wherever one is.
void Application::offer_commands(Context& context) {
  if (commands_.offer(find_command())) palette_.open(context);
  for (const PageKind* kind : page_kinds()) {
    if (kind->way != Way::none) commands_.offer(way_to(*kind));
  }
  if (commands_.offer(theme_command(ui_.dark()))) {
    const char* theme = ui_.dark() ? "light" : "dark";
    host_.remember(kTheme, theme);
    host_.set_theme(theme);
    ui_.wake_after(0);
  }
  engine_switch_.offer(context);
  if (commands_.offer(
          {.key = "shortcuts", .label = "Keyboard shortcuts", .icon = ui::Icon::key, .keys = "?"}))
    palette_.open_shortcuts();
}

// How fast steps follow each other: the engine keeps it, so that it holds for every process.
void Application::draw_pace(Context& context) {
  if (pace_ticket_ && pace_ticket_->done) {
    if (!pace_ticket_->answer.ok())
      problem_toast(context, "The pace could not be changed.", pace_ticket_->answer);
    pace_ticket_.reset();
    context.door.retry(kPacePath);
  }
  const int ms = pace_of(context.door.get(kPacePath));
  if (ms != kUnknown && !pace_ticket_) wanted_pace_ = -1;
  if (ms == kUnknown && wanted_pace_ < 0) return;
  const int now = wanted_pace_ >= 0 ? wanted_pace_ : ms;
  const bool by_hand = now == kByHand;
  const std::string slow = pace_words(now > 0 ? now : kWatchMs) + (ui_.narrow() ? "" : " a step");
  if (!ui_.narrow()) ui::text(ui_, "Pace", {.tone = ui::Tone::muted, .size = 12});
  const std::string at_once = pace_words(0);
  std::vector<std::string_view> paces = {at_once};
  // A phone has room for two.
  if (!by_hand || !ui_.narrow()) paces.emplace_back(slow);
  if (by_hand) paces.emplace_back("By hand");
  int chosen = now == 0 ? 0 : static_cast<int>(paces.size()) - 1;
  if (!ui::segmented(ui_, "Pace", paces, chosen)) return;
  wanted_pace_ = chosen == 0 ? 0 : kWatchMs;
  pace_ticket_ = context.door.change("PUT", kPacePath, {{"step_ms", wanted_pace_}});
}

void Application::draw_navigation() {
  const std::string_view section = open_.kind->section;
  auto navigation = ui::navigation(ui_, "Main");
  const auto item = [&](const PageKind& kind) {
    ui::navigation_item(ui_, kind.icon, kind.title, kind.hash(), section == kind.path);
  };
  if (!ui_.has_bar()) {
    for (const PageKind* kind : page_kinds()) {
      if (kind->way != Way::button) continue;
      ui::link_button(ui_, kind->title, kind->hash(),
                      {.kind = open_.kind->own_primary ? ui::ButtonKind::secondary : ui::ButtonKind::primary,
                       .icon = kind->icon,
                       .keys = kind->keys,
                       .wide = true});
    }
    ui::navigation_gap(ui_);
    for (const PageKind* kind : page_kinds()) {
      if (kind->way == Way::bar || kind->way == Way::menu) item(*kind);
    }
    ui::navigation_gap(ui_);
    auto indent = ui::row(ui_, {.pad_x = 8});
    ui::link(ui_, "Licenses", "licenses.html", {.muted = true, .size = 12});
    return;
  }
  bool is_in_menu = false;
  for (const PageKind* kind : page_kinds()) {
    if (kind->way == Way::bar) item(*kind);
    is_in_menu |= kind->way == Way::menu && kind->path == section;
  }
  auto menu = ui::navigation_menu(ui_, ui::Icon::ellipsis, "More", is_in_menu);
  if (!menu) return;
  for (const PageKind* kind : page_kinds()) {
    if (kind->way == Way::menu) ui::menu_item(ui_, kind->title, {.icon = kind->icon, .href = kind->hash()});
  }
}

}  // namespace rehearsal::views
