#include "shell/views/repair_dialogs.h"

#include <algorithm>
#include <cstdlib>

#include "core/json_in.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"
#include "shell/views/parts.h"
#include "shell/views/settings_page.h"

namespace rehearsal::views {
namespace {

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

// What was typed: JSON where it is some, else the text itself.
Json value_of(const std::string& typed) {
  return json_in(typed).value_or(Json(typed));
}

// "service.members[2].port_name" names a field of the subscription, "vlan" a key of the state.
bool is_field(const std::string& name) {
  return name.find('.') != std::string::npos;
}

// "members[2]": "Members 3".
std::string part_words(const std::string& part) {
  const size_t bracket = part.find('[');
  if (bracket == std::string::npos) return shell::humanized(part);
  return shell::humanized(part.substr(0, bracket)) + " " +
         std::to_string(std::atoi(part.c_str() + bracket + 1) + 1);
}

// Of a field its own name and where it stands: "Members 3, Port: Port name"; `roots` with the block below the
// subscription, which most have only one of.
std::string label_of(const std::string& name, bool roots) {
  std::string before;
  size_t from = 0;
  for (size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', from)) {
    const std::string part = name.substr(from, dot - from);
    const bool is_said = from > 0 || roots || part.back() == ']';
    if (is_said) before += (before.empty() ? "" : ", ") + part_words(part);
    from = dot + 1;
  }
  return (before.empty() ? "" : before + ": ") + part_words(name.substr(from));
}

// Whether fields of more than one block below the subscription are asked for.
bool has_other_roots(const Json& plan) {
  std::string first;
  for (const Json* key : shell::elements(plan, "values")) {
    const auto& name = key->get_ref<const std::string&>();
    if (!is_field(name)) continue;
    const std::string root = name.substr(0, name.find('.'));
    if (first.empty()) first = root;
    if (root != first) return true;
  }
  return false;
}

std::string step_name(const shell::Process& process) {
  const int at = process.failed_step();
  return at >= 0 ? process.steps[static_cast<size_t>(at)].name : process.last_step;
}

void draw_names(Context& context, std::string_view name, const Json& names) {
  auto list = ui::item_list(context.ui, name);
  for (const Json& each : names) {
    const std::string words = each.is_string() ? each.get<std::string>() : std::string();
    auto item = ui::list_block(context.ui, words, words);
    ui::text(context.ui, words);
  }
}

}  // namespace

RepairDialogs::RepairDialogs(std::string process_id)
    : path_("/api/rehearsal/processes/" + std::move(process_id)) {}

void RepairDialogs::draw_buttons(Context& context, const shell::Process& process,
                                 const ui::ButtonOptions& look) {
  if (!shell::can_retry(process.status)) return;
  const auto pressed = [&](const char* key, const char* label, ui::Icon icon) {
    const std::string own = key + std::string(look.key);
    ui::ButtonOptions options = look;
    options.key = own;
    return command_button(context, {.key = key, .label = label, .icon = icon, .why_not = why_paused(context)},
                          options);
  };
  if (pressed("skip", "Skip step\u2026", ui::Icon::skip_forward)) {
    skip_open_ = true;
    ask(context, "/skip");
  }
  if (process.rolls_back()) return;
  if (pressed("rollback", "Roll back\u2026", ui::Icon::undo)) {
    rollback_open_ = true;
    ask(context, "/rollback");
  }
}

void RepairDialogs::draw(Context& context, const shell::Process& process, const Post& post) {
  // It went on meanwhile: there is nothing to mend any more.
  if (!shell::can_retry(process.status)) skip_open_ = rollback_open_ = false;
  draw_skip(context, process, post);
  draw_rollback(context, process, post);
}

void RepairDialogs::ask(Context& context, std::string_view action) {
  reason_.clear();
  values_.clear();
  plan_ = context.door.ask(path_ + std::string(action));
}

// Null as long as the engine has not said it.
const Json* RepairDialogs::plan(Context& context) {
  if (!plan_ || !plan_->done) {
    ui::skeleton(context.ui, 2);
    return nullptr;
  }
  if (plan_->answer.ok()) return &plan_->answer.body;
  ui::paragraph(context.ui, text_or(plan_->answer.body, "detail", "The engine gave no answer."),
                {.tone = ui::Tone::danger});
  return nullptr;
}

void RepairDialogs::draw_skip(Context& context, const shell::Process& process, const Post& post) {
  auto dialog = ui::dialog(context.ui, "Skip this step", skip_open_);
  if (!dialog) return;
  ui::paragraph(context.ui, "For a step whose work you have done by hand. The process goes on behind \u201c" +
                                step_name(process) +
                                "\u201d, whose row will say that it was skipped, by whom and why.");
  const Json* known = plan(context);
  bool ready = known != nullptr;
  if (known) {
    for (const Json* key : shell::elements(*known, "values")) {
      std::string& value = values_[key->get<std::string>()];
      const auto& name = key->get_ref<const std::string&>();
      ui::text_field(
          context.ui, label_of(name, has_other_roots(*known)), value,
          {.help = is_field(name) ? "What the subscription needs, for the steps to come"
                                  : "What the step would have given, for the steps to come: a text, or "
                                    "JSON (7, true; \"7\" for a text of digits)",
           .key = "skip " + name,
           .required = true});
      ready = ready && !is_blank(value);
    }
    ui::text_field(context.ui, "Reason", reason_, {.key = "skip reason", .required = true});
  }
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Cancel")) skip_open_ = false;
  if (ui::button(context.ui, "Skip step",
                 {.kind = ui::ButtonKind::primary, .disabled = !ready || is_blank(reason_)})) {
    skip_open_ = false;
    Json values = Json::object();
    for (const auto& [key, typed] : values_) values[key] = is_field(key) ? Json(typed) : value_of(typed);
    post(path_ + "/skip", {{"reason", reason_}, {"values", values}}, "The step could not be skipped.");
  }
}

void RepairDialogs::draw_rollback(Context& context, const shell::Process&, const Post& post) {
  auto dialog = ui::dialog(context.ui, "Roll this process back", rollback_open_, {.tone = ui::Tone::danger});
  if (!dialog) return;
  ui::paragraph(context.ui,
                "What its steps did is taken back, from the last one to the first; then it ends as "
                "aborted.");
  const Json* known = plan(context);
  if (known) {
    const Json undo = known->value("undo", Json::array());
    if (undo.empty()) {
      ui::paragraph(context.ui, "None of the steps that have run says how it is taken back.");
    } else {
      draw_names(context, "What is taken back", undo);
    }
    const Json kept = known->value("kept", Json::array());
    std::string words;
    for (const Json& each : kept) words += (words.empty() ? "" : ", ") + each.get<std::string>();
    if (!words.empty())
      ui::paragraph(context.ui, "Stays as it is: " + words + ".", {.tone = ui::Tone::muted});
    ui::text_field(context.ui, "Reason", reason_, {.key = "rollback reason", .required = true});
  }
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Cancel")) rollback_open_ = false;
  if (ui::button(
          context.ui, "Roll back",
          {.kind = ui::ButtonKind::danger_primary, .disabled = known == nullptr || is_blank(reason_)})) {
    rollback_open_ = false;
    post(path_ + "/rollback", {{"reason", reason_}}, "The process could not be rolled back.");
  }
}

}  // namespace rehearsal::views
