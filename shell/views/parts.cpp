#include "shell/views/parts.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "shell/app/format.h"

namespace rehearsal::views {
namespace {

ui::Icon icon_of(shell::Tone tone, bool moving) {
  if (moving) return ui::Icon::loader;
  switch (tone) {
    case shell::Tone::kSuccess:
      return ui::Icon::check_circle;
    case shell::Tone::kDanger:
      return ui::Icon::x_circle;
    case shell::Tone::kWarning:
      return ui::Icon::pause_circle;
    case shell::Tone::kInfo:
      return ui::Icon::circle_dot;
    case shell::Tone::kNeutral:
      break;
  }
  return ui::Icon::circle;
}

}  // namespace

ui::Tone tone_of(shell::Tone tone) {
  switch (tone) {
    case shell::Tone::kSuccess:
      return ui::Tone::success;
    case shell::Tone::kDanger:
      return ui::Tone::danger;
    case shell::Tone::kWarning:
      return ui::Tone::warning;
    case shell::Tone::kInfo:
      return ui::Tone::info;
    case shell::Tone::kNeutral:
      break;
  }
  return ui::Tone::muted;
}

void process_badge(ui::Ui& ui, std::string_view status) {
  const shell::StatusWords words = shell::process_status(status);
  const bool moving = shell::is_moving(status);
  const ui::Icon icon = status == "aborted" ? ui::Icon::ban : icon_of(words.tone, moving);
  ui::badge(ui, words.text, {.tone = tone_of(words.tone), .icon = icon, .pulse = moving});
}

void subscription_badge(ui::Ui& ui, std::string_view status) {
  const shell::StatusWords words = shell::subscription_status(status);
  const ui::Icon icon = status == "terminated" ? ui::Icon::power : icon_of(words.tone, false);
  ui::badge(ui, words.text, {.tone = tone_of(words.tone), .icon = icon});
}

void sync_badge(ui::Ui& ui, bool insync) {
  if (insync) {
    ui::badge(ui, "in sync", {.tone = ui::Tone::success, .icon = ui::Icon::check});
  } else {
    ui::badge(ui, "out of sync", {.tone = ui::Tone::warning, .icon = ui::Icon::unlink});
  }
}

std::string time_words(Context& context, double at) {
  const double now = context.host.now();
  // Only what is recent changes often enough to be drawn anew for it.
  if (now - at < 3600) context.ui.wake_after(std::max(1.0, shell::relative_time_holds(at, now)));
  return shell::relative_time(at, now, context.host.utc_offset_minutes(now));
}

void time_text(Context& context, double at, ui::TextOptions options) {
  const std::string exact = exact_words(context, at);
  options.exact = exact;
  ui::text(context.ui, time_words(context, at), options);
}

std::string exact_words(Context& context, double at) {
  return shell::exact_time(at, context.host.utc_offset_minutes(at));
}

std::string clock_words(Context& context, double at) {
  return shell::clock_time(at, context.host.utc_offset_minutes(at));
}

std::string minute_words(Context& context, double at) {
  return shell::minute_time(at, context.host.utc_offset_minutes(at));
}

std::string value_words(Context& context, const Json& value) {
  const std::string words = shell::value_words(value);
  const std::optional<double> moment = value.is_string() ? shell::moment_of(words) : std::nullopt;
  return moment ? exact_words(context, *moment) : words;
}

std::string process_words(const shell::Translations& words, const Json& process) {
  std::string about = words.workflow(text_or(process, "workflow_name"));
  const std::vector<const Json*> linked = shell::elements(process, "subscriptions");
  if (!linked.empty()) about += " \u00b7 " + text_or(*linked.front(), "description");
  return about;
}

const char* missing_words(std::string_view path) {
  if (path.rfind("/api/processes/", 0) == 0) return "There is no such process";
  if (path.rfind("/api/subscriptions/", 0) == 0) return "There is no such subscription";
  return "There is no such page";
}

bool answered(Context& context, const shell::Cached& cached, std::string_view path, const Json& query,
              int lines) {
  if (cached.ready()) return true;
  if (cached.state == shell::Cached::State::kAsked) {
    ui::skeleton(context.ui, lines);
    return false;
  }
  const bool absent = cached.answer.status == 404;
  auto problem =
      ui::empty_state(context.ui, absent ? ui::Icon::search : ui::Icon::alert_triangle,
                      absent ? missing_words(path) : "This could not be read",
                      shell::problem_sentence(cached.answer.body, cached.answer.status), absent ? 1 : 2);
  if (absent) {
    ui::link_button(context.ui, "Go to the start page", "#/");
  } else if (ui::button(context.ui, "Try again", {.icon = ui::Icon::refresh})) {
    context.door.retry(path, query);
    context.ui.wake_after(0);
  }
  return false;
}

void draw_reason(Context& context, const shell::Action& action, float size) {
  ui::paragraph(context.ui, action.reason,
                {.tone = size < 14 ? ui::Tone::muted : ui::Tone::normal, .size = size});
  for (const shell::Blocker& blocker : action.blockers) {
    ui::link(context.ui, blocker.description, subscription_hash(blocker.id),
             {.size = size, .icon = ui::Icon::arrow_up_right});
  }
}

void problem_callout(Context& context, std::string_view title, const Json& body, int status,
                     bool& details_open, const shell::Action* action) {
  auto box = ui::callout(context.ui, ui::Tone::danger, title, ui::Icon::alert_triangle);
  if (action != nullptr && !action->reason.empty()) {
    draw_reason(context, *action);
  } else {
    ui::paragraph(context.ui, shell::problem_sentence(body, status));
  }
  if (ui::disclosure(context.ui, "Details", details_open, std::string("details of ") + std::string(title))) {
    ui::code_block(context.ui, "The engine's words", body.dump(2), true);
  }
}

std::string process_path(std::string_view id) {
  return "/api/processes/" + std::string(id);
}

std::vector<std::string> workflow_steps(const Json& workflows, std::string_view name) {
  std::vector<std::string> names;
  for (const Json* item : shell::elements(workflows, "items")) {
    if (text_or(*item, "name") != name) continue;
    for (const Json* step : shell::elements(*item, "steps")) names.push_back(text_or(*step, "name"));
  }
  return names;
}

size_t total_of(const shell::Cached& cached) {
  return cached.ready() ? static_cast<size_t>(shell::whole_at(cached.answer.body, "total").value_or(0)) : 0;
}

ui::ListLook look_of(const shell::Address& address, const std::string& which) {
  // The index of the number at `at`, which goes on behind it; -1 where there is none.
  const auto index = [](const char*& at) {
    char* end = nullptr;
    const long number = std::strtol(at, &end, 10);
    at = *end == 0 ? end : end + 1;
    return static_cast<int>(std::clamp(number, 0L, 100'000'000L)) - 1;
  };
  const std::string row = address.value(which + "row"), cells = address.value(which + "cells");
  ui::ListLook look;
  look.wanted = true;
  const char* at = row.c_str();
  // A list that is alone on its page begins where no row is named.
  look.top = row.empty() && which.empty() ? 0 : index(at);
  at = cells.c_str();
  for (int* one : {&look.cells.row, &look.cells.column, &look.cells.to_row, &look.cells.to_column})
    *one = index(at);
  if (look.cells.to_column < 0) look.cells = {};
  return look;
}

void say_look(Context& context, const ui::ListLook& look, const std::string& which) {
  const ui::Ui::Cells& cells = look.cells;
  std::string words;
  for (const int index : {cells.row, cells.column, cells.to_row, cells.to_column}) {
    if (!words.empty()) words += '.';
    words += std::to_string(index + 1);
  }
  context.look[which + "row"] = look.top > 0 ? std::to_string(look.top + 1) : "";
  context.look[which + "cells"] = cells.row < 0 ? "" : words;
}

void own_name_field(Context& context, std::string_view help) {
  std::string& name = context.transfer.author;
  if (name.empty()) name = shell::own_name(context.host);
  const std::string before = name;
  ui::text_field(context.ui, "Your name", name, {.help = help, .key = "author", .optional = true});
  shell::cut(name, shell::kMostOfOwnName);
  if (name != before) context.host.remember(shell::kOwnName, name);
}

void draw_progress(Context& context, const shell::Job& job, std::string_view what) {
  auto row = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  ui::progress_bar(context.ui, what, job.share());
  auto line = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
  ui::text(context.ui, what, {.tone = ui::Tone::muted});
  if (ui::button(context.ui, "Stop", {.key = what, .small = true})) context.transfer.cancel(context.door);
}

void problem_toast(Context& context, std::string_view what, const shell::Answer& answer) {
  ui::toast(context.ui, std::string(what) + " " + shell::problem_sentence(answer.body, answer.status),
            {.tone = ui::Tone::danger});
}

}  // namespace rehearsal::views
