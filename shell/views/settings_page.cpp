#include "shell/views/settings_page.h"

#include <string>
#include <vector>

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr const char* kEngine = "/api/settings/status";
constexpr const char* kPace = "/api/rehearsal/pace";
constexpr const char* kStatus = "/api/rehearsal/status";

// While steps are at work that were begun before, it is not yet as still as it will be.
std::string paused_words(Context& context) {
  const Json& status = context.door.get(kEngine).answer.body;
  const Json* word = shell::member(status, "global_status");
  if (!word || *word != "PAUSING")
    return "The engine is paused: processes stand still, and none can be started.";
  const auto running = static_cast<size_t>(shell::whole_at(status, "running_processes").value_or(1));
  return "The engine is pausing: " + shell::count_words(running, "process", "processes") +
         " at work on a step until that is done. None can be started.";
}

}  // namespace

bool engine_paused(Context& context) {
  const shell::Cached& cached = context.door.get(kEngine);
  return cached.ready() && shell::true_at(cached.answer.body, "global_lock");
}

std::string why_paused(Context& context) {
  return engine_paused(context) ? "The engine is paused: let it go on first." : "";
}

std::string pace_words(int64_t ms) {
  if (ms == 0) return "At once";
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

Command engine_command(Context& context) {
  const bool is_paused = engine_paused(context);
  return {.key = "engine",
          .label = is_paused ? "Let the engine go on" : "Pause the engine",
          .icon = is_paused ? ui::Icon::play : ui::Icon::pause};
}

void EngineSwitch::offer(Context& context) {
  if (ticket_ && ticket_->done) {
    if (!ticket_->answer.ok()) problem_toast(context, "The engine stays as it was.", ticket_->answer);
    ticket_.reset();
  }
  if (context.commands.offer(engine_command(context)) && !ticket_)
    ticket_ = context.door.change("PUT", kEngine, {{"global_lock", !engine_paused(context)}});
}

void EngineSwitch::draw_bar(Context& context) {
  if (!engine_paused(context)) return;
  auto bar = ui::page_bar(context.ui, ui::Tone::warning, paused_words(context), ui::Icon::pause_circle);
  if (ui::button(context.ui, engine_command(context).label, {.key = "engine bar", .small = true}))
    context.commands.choose("engine");
}

void SettingsPage::draw(Context& context) {
  ui::heading(context.ui, 1, "Settings");
  auto column = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .max_width = ui::kFormWidth});
  draw_engine(context);
  draw_appearance(context);
  {
    auto card = ui::section(context.ui, "You");
    own_name_field(context,
                   "It stands beside what you start, resume, skip, roll back or abort, and publish.");
  }
  const shell::Cached& status = context.door.get(kStatus);
  if (!answered(context, status, kStatus)) return;
  draw_storage(context, status.answer.body);
  draw_about(context, status.answer.body);
}

void SettingsPage::draw_engine(Context& context) {
  auto card = ui::section(context.ui, "Engine");
  ui::paragraph(context.ui,
                engine_paused(context)
                    ? paused_words(context)
                    : "It runs. Paused, nothing can be started, and each process stands still before its "
                      "next step; what is suspended or waits for an answer stays so.",
                {.tone = ui::Tone::muted});
  {
    auto row = ui::row(context.ui, {.gap = 8});
    const Command command = engine_command(context);
    if (ui::button(context.ui, command.label, {.icon = command.icon, .key = command.key}))
      context.commands.choose(command.key);
  }
  ui::link(context.ui, "Halt before steps, or make them fail", "#/stage", {.icon = ui::Icon::pause_circle});
  if (pace_ && pace_->done) {
    if (!pace_->answer.ok()) problem_toast(context, "The pace could not be changed.", pace_->answer);
    pace_.reset();
  }
  const shell::Cached& cached = context.door.get(kPace);
  if (!cached.ready()) return;
  const int64_t now = shell::whole_at(cached.answer.body, "step_ms").value_or(-1);
  std::vector<ui::Choice> paces = {{"0", "At once", "as fast as it can"},
                                   {"200", "200 ms a step"},
                                   {"600", "600 ms a step", "to watch it"},
                                   {"2000", "2 s a step", "to explain it"},
                                   {"-1", "By hand", "each step when you say so, on its process's page"}};
  std::string pace = std::to_string(now);
  const bool known = now < 0 || pace == "0" || pace == "200" || pace == "600" || pace == "2000";
  if (!known) paces.push_back({pace, pace_words(now) + " a step"});
  if (ui::select(context.ui, "Pace of the steps", paces, pace, {.width = 320}) && !pace_)
    pace_ = context.door.change("PUT", kPace,
                                pace == "-1" ? Json{{"manual", true}} : Json{{"step_ms", std::stoi(pace)}});
}

void SettingsPage::draw_appearance(Context& context) {
  auto card = ui::section(context.ui, "Appearance and keys");
  std::string theme = context.host.recall(kTheme);
  if (theme.empty()) theme = "system";
  if (ui::radio_list(context.ui, "Theme",
                     {{"system", "As the system has it"}, {"light", "Light"}, {"dark", "Dark"}}, theme)) {
    context.host.remember(kTheme, theme);
    context.host.set_theme(theme);
    context.ui.wake_after(0);
  }
  bool on = context.host.recall(kSingleKeys) != kOff;
  if (ui::toggle(
          context.ui, "Shortcuts of single keys", on,
          {.help = "? lists them. Switch them off where dictation or a slip of the hand presses them."}))
    context.host.remember(kSingleKeys, on ? "" : kOff);
}

void SettingsPage::draw_storage(Context& context, const Json& status) {
  auto card = ui::section(context.ui, "Storage");
  const Json* storage = shell::member(status, "storage");
  const Json* sizes = shell::member(status, "sizes");
  const bool kept = storage != nullptr && text_or(*storage, "kind") == "opfs";
  const Json none = Json::object();
  const Json& counts = sizes == nullptr ? none : *sizes;
  const auto count = [&](const char* name) {
    return std::to_string(shell::whole_at(counts, name).value_or(0));
  };
  {
    auto facts = ui::terms(context.ui, "Storage", 140);
    ui::term(context.ui, "Kept in", kept ? "this browser" : "memory: it is gone when this tab closes");
    ui::term(context.ui, "Size", shell::size_words(shell::number_at(counts, "bytes").value_or(0)));
    ui::term(context.ui, "Subscriptions", count("subscriptions"));
    ui::term(context.ui, "Processes", count("processes"));
  }
  ui::link(context.ui, "Export, import, start over", "#/data", {.icon = ui::Icon::hard_drive});
}

void SettingsPage::draw_about(Context& context, const Json& status) {
  auto card = ui::section(context.ui, "About");
  {
    auto facts = ui::terms(context.ui, "About", 140);
    ui::term(context.ui, "Rehearsal", text_or(status, "version"));
    ui::term(context.ui, "Database",
             "version " + std::to_string(shell::whole_at(status, "schema").value_or(0)));
    ui::term(context.ui, "Seed", shell::value_words(status.value("seed", Json())));
  }
  ui::paragraph(context.ui,
                "It holds SQLite, Dear ImGui, JSON for Modern C++, the fonts Inter and JetBrains Mono and "
                "Lucide\u2019s icons.",
                {.tone = ui::Tone::muted});
  ui::link(context.ui, "Licenses of all that ships", "licenses.html", {.icon = ui::Icon::external_link});
}

}  // namespace rehearsal::views
