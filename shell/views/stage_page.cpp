#include "shell/views/stage_page.h"

#include <array>
#include <vector>

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr const char* kFaults = "/api/rehearsal/faults";
constexpr const char* kBreakpoints = "/api/rehearsal/breakpoints";
constexpr const char* kHalt = "halt";
constexpr int64_t kDelayMs = 5000;
// What a choice begins with that is a system outside and no workflow.
constexpr std::string_view kSystem = "system/";
constexpr const char* kSystemsPath = "/api/rehearsal/systems";

bool is_system(std::string_view choice) {
  return choice.substr(0, kSystem.size()) == kSystem;
}

std::string system_title(Context& context, std::string_view name) {
  const shell::Cached& systems = context.door.get(kSystemsPath);
  for (const Json* system : shell::elements(systems.answer.body)) {
    if (systems.ready() && text_or(*system, "system") == name) return text_or(*system, "title");
  }
  return std::string(name);
}

struct Kind {
  const char* value;
  const char* label;
  const char* does;  // in a list: "“Provision user” fails"
};
constexpr std::array<Kind, 4> kKinds = {Kind{"fail", "It fails", "fails"},
                                        Kind{"delay", "It takes 5 seconds", "is slow"},
                                        Kind{"no_answer", "It never answers", "does not answer"},
                                        Kind{kHalt, "The process halts before it", "is halted before"}};

std::string times_words(int64_t times) {
  return times == 0   ? "each time"
         : times == 1 ? "the next time"
                      : "the next " + std::to_string(times) + " times";
}

// "“Provision user” of Create user fails, the next time".
std::string words_of(Context& context, const Json& item) {
  const std::string step = text_or(item, "step"), workflow = text_or(item, "workflow");
  const std::string kind = text_or(item, "kind", kHalt);
  const std::string system = text_or(item, "system");
  std::string words = step.empty() ? "Every step" : "\u201c" + step + "\u201d";
  if (!system.empty() && step.empty() && workflow.empty()) {
    words = system_title(context, system);
  } else {
    words += " of " + (workflow.empty() ? std::string("every workflow") : context.words.workflow(workflow));
  }
  for (const Kind& each : kKinds) {
    if (kind == each.value) words += std::string(" ") + each.does;
  }
  if (kind != kHalt) words += ", " + times_words(shell::whole_at(item, "times").value_or(0));
  return words;
}

void settle(Context& context, shell::Ticket& ticket, const char* failed = "That could not be set.") {
  if (!ticket || !ticket->done) return;
  if (!ticket->answer.ok()) problem_toast(context, failed, ticket->answer);
  ticket.reset();
}

}  // namespace

void StagePage::draw(Context& context) {
  settle(context, ticket_);
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, "Stage");
    ui::paragraph(
        context.ui,
        "Break a step on purpose, or halt before it: to show how a process is repaired, and to try it "
        "yourself. What is set for each time stays until you take it away; what is set for the next time "
        "ends by itself.",
        {.tone = ui::Tone::muted});
  }
  const shell::Cached& workflows = context.door.get(kWorkflowsPath);
  if (!answered(context, workflows, kWorkflowsPath)) return;
  draw_form(context, workflows.answer.body);
  draw_list(context, kFaults, "Steps that are broken", "No step is broken.");
  draw_list(context, kBreakpoints, "Steps before which processes halt", "There is no breakpoint.");
}

void StagePage::draw_form(Context& context, const Json& workflows) {
  auto card = ui::section(context.ui, "Set a step or a system");
  std::vector<ui::Choice> choices;
  for (const Json* item : shell::elements(workflows, "items")) {
    const std::string name = text_or(*item, "name");
    choices.push_back({.value = name, .label = context.words.workflow(name)});
  }
  const shell::Cached& systems = context.door.get(kSystemsPath);
  if (systems.ready()) {
    for (const Json* system : shell::elements(systems.answer.body)) {
      choices.push_back({.value = std::string(kSystem) + text_or(*system, "system"),
                         .label = text_or(*system, "title"),
                         .detail = "a system outside"});
    }
  }
  if (ui::select(context.ui, "Workflow or system", choices, workflow_, {.required = true})) step_.clear();
  const bool outside = is_system(workflow_);
  if (!outside) {
    std::vector<ui::Choice> steps;
    for (const std::string& name : workflow_steps(workflows, workflow_))
      steps.push_back({.value = name, .label = name});
    ui::select(context.ui, "Step", steps, step_, {.required = true, .disabled = workflow_.empty()});
  }
  if (outside && kind_ == kHalt) kind_ = kKinds.front().value;
  std::vector<ui::Choice> kinds;
  for (const Kind& each : kKinds) {
    if (!outside || std::string_view(each.value) != kHalt)
      kinds.push_back({.value = each.value, .label = each.label});
  }
  ui::select(context.ui, "What happens", kinds, kind_);
  if (kind_ == "fail" || kind_ == "delay") {
    ui::select(context.ui, "How often",
               {{.value = "1", .label = "The next time"}, {.value = "0", .label = "Each time"}}, times_);
  }
  auto row = ui::row(context.ui, {.gap = 8});
  const char* why = workflow_.empty()           ? "Choose a workflow or a system first."
                    : step_.empty() && !outside ? "Choose a step first."
                                                : "";
  if (command_button(context, {.key = "set", .label = "Set it", .why_not = why},
                     {.kind = ui::ButtonKind::primary, .busy = ticket_ != nullptr}))
    set(context);
}

void StagePage::set(Context& context) {
  const char* path = kind_ == kHalt ? kBreakpoints : kFaults;
  const shell::Cached& now = context.door.get(path);
  if (!now.ready()) return;
  Json item = {{"workflow", workflow_}, {"step", step_}};
  if (is_system(workflow_)) item = {{"system", workflow_.substr(kSystem.size())}};
  if (kind_ != kHalt) {
    item["kind"] = kind_;
    if (kind_ == "delay") item["delay_ms"] = kDelayMs;
    if (times_ != "0" && kind_ != "no_answer") item["times"] = 1;
  }
  Json list = now.answer.body;
  list.push_back(std::move(item));
  put(context, path, list);
  step_.clear();
}

void StagePage::put(Context& context, const char* path, const Json& list) {
  ticket_ = context.door.change("PUT", path, list);
}

void StagePage::draw_list(Context& context, const char* path, std::string_view title, std::string_view none) {
  auto card = ui::section(context.ui, title);
  const shell::Cached& cached = context.door.get(path);
  if (!answered(context, cached, path, nullptr, 1)) return;
  const std::vector<const Json*> items = shell::elements(cached.answer.body);
  if (items.empty()) {
    ui::text(context.ui, none, {.tone = ui::Tone::muted});
    return;
  }
  auto list = ui::item_list(context.ui, title);
  for (size_t i = 0; i < items.size(); ++i) {
    const std::string words = words_of(context, *items[i]);
    auto item = ui::list_block(context.ui, std::to_string(i) + words, words);
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    ui::text(context.ui, words, {.grow = 1});
    if (ui::icon_button(context.ui, ui::Icon::x, "Take away: " + words,
                        {.kind = ui::ButtonKind::ghost,
                         .disabled = ticket_ != nullptr,
                         .key = "take away " + std::to_string(i)})) {
      Json left = Json::array();
      for (size_t other = 0; other < items.size(); ++other) {
        if (other != i) left.push_back(*items[other]);
      }
      put(context, path, left);
    }
  }
}

void StepStage::draw(Context& context, const std::string& workflow, const std::string& step) {
  settle(context, ticket_);
  for (const bool halts : {true, false}) {
    const char* path = halts ? kBreakpoints : kFaults;
    const shell::Cached& cached = context.door.get(path);
    if (!cached.ready()) continue;
    Json item = {{"workflow", workflow}, {"step", step}};
    Json others = Json::array();
    for (const Json* each : shell::elements(cached.answer.body)) {
      const bool is_it = text_or(*each, "workflow") == workflow && text_or(*each, "step") == step &&
                         text_or(*each, "kind", "fail") == "fail" && !each->contains("system");
      if (!is_it) others.push_back(*each);
    }
    bool on = others.size() < cached.answer.body.size();
    if (!ui::toggle(context.ui, halts ? "Halt before this step" : "Make this step fail", on,
                    {.disabled = ticket_ != nullptr, .key = path + step}))
      continue;
    if (!halts) item.update({{"kind", "fail"}, {"times", 1}});
    if (on) others.push_back(std::move(item));
    ticket_ = context.door.change("PUT", path, others);
  }
}

void HaltNotice::draw(Context& context, const std::string& process_id) {
  settle(context, ticket_, "The step could not be taken.");
  constexpr const char* kStatus = "/api/rehearsal/status";
  const shell::Cached& status = context.door.get(kStatus);
  if (!status.ready()) return;
  std::string why;
  for (const Json* halted : shell::elements(status.answer.body, "halted")) {
    if (text_or(*halted, "process_id") == process_id)
      why = "A breakpoint stands before \u201c" + text_or(*halted, "step") +
            "\u201d. What the steps before it have done can be looked at below.";
  }
  const bool by_hand = why.empty() && status.answer.body.value("pace", Json::object()).contains("manual");
  if (by_hand) why = "The pace of the steps is set to \u201cBy hand\u201d.";
  if (why.empty()) return;
  auto box = ui::callout(context.ui, ui::Tone::info, "It halts here", ui::Icon::pause_circle);
  ui::paragraph(context.ui, why);
  auto row = ui::row(context.ui, {.gap = 8, .wrap = true});
  if (ui::button(context.ui, "Take this step",
                 {.kind = ui::ButtonKind::primary, .icon = ui::Icon::play, .busy = ticket_ != nullptr})) {
    ticket_ = context.door.change("POST", "/api/rehearsal/pace/next", {{"process_id", process_id}});
  }
  ui::link_button(context.ui, by_hand ? "Change the pace" : "Change the stage",
                  by_hand ? "#/settings" : "#/stage");
}

}  // namespace rehearsal::views
