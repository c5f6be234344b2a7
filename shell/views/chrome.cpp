// What stands around every page: the header with pace and theme, and the navigation.
#include "shell/app/format.h"
#include "shell/views/application.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr const char* kPacePath = "/api/rehearsal/pace";
constexpr int kWatchMs = 600;

int pace_of(const shell::Cached& cached) {
  return cached.ready() ? static_cast<int>(shell::whole_at(cached.answer.body, "step_ms").value_or(-1)) : -1;
}

}  // namespace

void Application::draw_header(Context& context) {
  auto header = ui::header_bar(ui_);
  ui::spacer(ui_);
  draw_pace(context);
  const bool dark = ui_.dark();
  if (ui::icon_button(ui_, dark ? ui::Icon::sun : ui::Icon::moon,
                      dark ? "Use the light theme" : "Use the dark theme",
                      {.kind = ui::ButtonKind::ghost, .key = "theme"})) {
    const char* theme = dark ? "light" : "dark";
    host_.remember("theme", theme);
    host_.set_theme(theme);
    ui_.wake_after(0);
  }
  if (ui_.narrow())
    ui::link_button(ui_, "New", "#/new", {.icon = ui::Icon::plus, .name = "New subscription", .small = true});
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
  if (ms >= 0 && !pace_ticket_) wanted_pace_ = -1;
  if (ms < 0 && wanted_pace_ < 0) return;
  const int now = wanted_pace_ >= 0 ? wanted_pace_ : ms;
  int chosen = now == 0 ? 0 : 1;
  const std::string watch = (now == 0 ? std::to_string(kWatchMs) : std::to_string(now)) + " ms a step";
  if (!ui_.narrow()) ui::text(ui_, "Pace", {.tone = ui::Tone::muted, .size = 12});
  const std::string_view slow = ui_.narrow() ? std::string_view("600 ms") : std::string_view(watch);
  if (!ui::segmented(ui_, "Pace", {"Instant", slow}, chosen)) return;
  wanted_pace_ = chosen == 0 ? 0 : kWatchMs;
  pace_ticket_ = context.door.change("PUT", kPacePath, {{"step_ms", wanted_pace_}});
}

void Application::draw_navigation() {
  const shell::Section section = shell::section_of(route_);
  auto navigation = ui::navigation(ui_, "Main");
  if (!ui_.narrow()) {
    const bool own_primary =
        section == shell::Section::kNew || std::holds_alternative<shell::ChangeRoute>(route_) ||
        std::holds_alternative<shell::ProcessRoute>(route_) ||
        std::holds_alternative<shell::DataRoute>(route_) || std::holds_alternative<shell::StartRoute>(route_);
    ui::link_button(ui_, "New subscription", "#/new",
                    {.kind = own_primary ? ui::ButtonKind::secondary : ui::ButtonKind::primary,
                     .icon = ui::Icon::plus,
                     .wide = true});
    ui::navigation_gap(ui_);
  }
  ui::navigation_item(ui_, ui::Icon::home, "Start", "#/", section == shell::Section::kStart);
  ui::navigation_item(ui_, ui::Icon::boxes, "Subscriptions", "#/subscriptions",
                      section == shell::Section::kSubscriptions);
  ui::navigation_item(ui_, ui::Icon::activity, "Processes", "#/processes",
                      section == shell::Section::kProcesses);
  ui::navigation_item(ui_, ui::Icon::server, "Systems", "#/systems", section == shell::Section::kSystems);
  if (ui_.narrow()) return;
  ui::navigation_item(ui_, ui::Icon::zap, "Stage", "#/stage", section == shell::Section::kStage);
  ui::navigation_item(ui_, ui::Icon::hard_drive, "Data", "#/data", section == shell::Section::kData);
  ui::navigation_gap(ui_);
  ui::link(ui_, "Licenses", "licenses.html", {.muted = true, .size = 12});
}

}  // namespace rehearsal::views
