#include "shell/views/blocked_page.h"

#include "shell/app/format.h"

namespace rehearsal::views {
namespace {

struct Story {
  ui::Icon icon;
  std::string_view title, words;
};

Story story_of(std::string_view kind) {
  if (kind == "waiting") {
    return {ui::Icon::layers, "Rehearsal is open in another tab",
            "Your data can be changed from one tab at a time. Use it here, and the other tab waits; or close "
            "that one, and this page goes on by itself."};
  }
  if (kind == "elsewhere") {
    return {
        ui::Icon::layers, "Rehearsal went on in another tab",
        "Everything is as you left it, also what you had begun to fill in. Use it here again, and the other "
        "tab waits; or close that one, and this page goes on by itself."};
  }
  if (kind == "damaged") {
    return {ui::Icon::alert_triangle, "The stored data is damaged",
            "The database file in this browser cannot be read. Download it as it is before you do anything "
            "else: it may be "
            "possible to rescue what is in it."};
  }
  if (kind == "newer") {
    return {ui::Icon::history, "The stored data is from a newer version",
            "A newer version of Rehearsal has written it, and this one would damage it. Open the newer "
            "version, or download the "
            "data and start afresh."};
  }
  // It may have failed at once or after an hour, for whatever reason: the details say which.
  return {ui::Icon::alert_triangle, "The engine is not running",
          "Rehearsal\u2019s engine could not be started, or it stopped and starting it again did not help. "
          "Without a network its files may be out of reach: connect, then try again."};
}

}  // namespace

EngineState engine_state_of(const Json& body) {
  return {text_or(body, "kind", "failed"), text_or(body, "storage"), text_or(body, "reason")};
}

void BlockedPage::draw(ui::Ui& ui, shell::Host& host, const EngineState& state) {
  const Story story = story_of(state.kind);
  auto main = ui::main_area(ui, "blocked " + state.kind, ui::kFormWidth, true);
  ui::gap(ui, ui.narrow() ? 24 : 96);
  auto page = ui::column(ui, {.gap = 16, .align = ui::Align::start});
  ui::icon(ui, story.icon, state.is_elsewhere() ? ui::Tone::accent : ui::Tone::warning, 32);
  ui::heading(ui, 1, story.title);
  ui::paragraph(ui, story.words, {.size = 16});
  if (state.kind == "damaged" || state.kind == "newer") draw_rescue(ui, host, true);
  if (state.kind == "failed") draw_rescue(ui, host, false);
  if (state.is_elsewhere()) {
    if (!state.reason.empty()) ui::paragraph(ui, state.reason, {.tone = ui::Tone::danger});
    const bool asked = asked_ && state.reason.empty();
    if (ui::button(ui, "Use it here", {.kind = ui::ButtonKind::primary, .busy = asked})) {
      asked_ = true;
      host.engine("use_here");
    }
  } else if (!state.reason.empty() && ui::disclosure(ui, "Details", details_open_, "why")) {
    ui::code_block(ui, "What went wrong", state.reason);
  }
}

void BlockedPage::draw_rescue(ui::Ui& ui, shell::Host& host, bool fresh_start) {
  {
    auto buttons = ui::row(ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    if (!fresh_start &&
        ui::button(ui, "Try again", {.kind = ui::ButtonKind::primary, .icon = ui::Icon::refresh}))
      host.engine("retry");
    if (fresh_start &&
        ui::button(ui, "Download the data", {.kind = ui::ButtonKind::primary, .icon = ui::Icon::download}))
      host.engine("download_raw");
    if (fresh_start && ui::button(ui, "Start afresh\u2026", {.kind = ui::ButtonKind::danger}))
      confirm_open_ = true;
  }
  auto dialog = ui::dialog(ui, "Start afresh", confirm_open_, {.tone = ui::Tone::danger});
  if (!dialog) return;
  ui::paragraph(ui,
                "The stored data is deleted from this browser, and Rehearsal begins with an empty database. "
                "This cannot be undone.");
  auto actions = ui::dialog_actions(ui);
  if (ui::button(ui, "Keep the data")) confirm_open_ = false;
  if (ui::button(ui, "Delete and start afresh", {.kind = ui::ButtonKind::danger_primary})) {
    confirm_open_ = false;
    host.engine("start_fresh");
  }
}

void draw_storage_bar(ui::Ui& ui, const EngineState& state, const std::string& problem) {
  if (!problem.empty()) {
    auto bar =
        ui::page_bar(ui, ui::Tone::danger,
                     "Processes stand still, because a step could not be written; it is tried again every "
                     "second. " +
                         problem,
                     ui::Icon::alert_triangle);
  }
  if (state.kind == "restarting") {
    auto bar = ui::page_bar(
        ui, ui::Tone::warning,
        "The engine stopped and is being started again. What you asked for is sent again by itself.",
        ui::Icon::rotate_cw);
  } else if (state.kind == "ready" && state.storage == "memory") {
    const std::string why = state.reason.empty() ? "this browser offers no storage here." : state.reason;
    auto bar = ui::page_bar(
        ui, ui::Tone::warning,
        "Everything is kept in memory and is gone when this tab closes: " + shell::lower_first(why),
        ui::Icon::hard_drive);
  }
}

void draw_update_bar(ui::Ui& ui, shell::Host& host, const EngineState& state) {
  auto bar = ui::page_bar(
      ui, ui::Tone::accent,
      state.storage == "memory"
          ? "A new version of Rehearsal is ready. Using it loads the page again: what is in memory is lost."
          : "A new version of Rehearsal is ready. Using it loads the page again; your data stays.",
      ui::Icon::refresh);
  if (ui::button(ui, "Use the new version", {.small = true})) host.engine("use_new_version");
}

}  // namespace rehearsal::views
