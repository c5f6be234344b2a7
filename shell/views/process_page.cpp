#include "shell/views/process_page.h"

#include <algorithm>

#include "shell/app/format.h"
#include "shell/app/route.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

std::string title_of(Context& context, const shell::Process& process) {
  return context.words.workflow(process.workflow);
}

// While a process runs, until now; afterwards, from its start to its last step.
std::string duration_of(Context& context, const shell::Process& process) {
  double end = process.started_at;
  for (const shell::Step& step : process.steps) end = std::max(end, step.completed.value_or(end));
  if (shell::is_moving(process.status)) {
    end = std::max(end, context.host.now());
    context.ui.wake_after(1);
  }
  return shell::duration_text(end - process.started_at);
}

}  // namespace

void ProcessPage::draw(Context& context) {
  const std::string path = process_path(id_);
  const shell::Cached& cached = context.door.get(path);
  ui::crumbs(context.ui, {{"Processes", "#/processes"}}, shell::short_id(id_));
  if (ticket_ && ticket_->done) {
    if (!ticket_->answer.ok()) {
      problem_toast(context, failure_words_, ticket_->answer);
      aborting_ = false;
    }
    ticket_.reset();
  }
  if (!answered(context, cached, path)) return;
  const shell::Process& process =
      process_.of(cached, [](const Json& body) { return shell::process_of(body); });
  follow_end(context, process);
  end_abort(context, process);
  draw_head(context, process);
  draw_come_back(context, process);
  const auto body = [&] {
    draw_input(context, process);
    draw_steps(context, process);
  };
  if (context.ui.narrow()) {
    body();
    draw_facts(context, process);
  } else {
    auto row = ui::row(context.ui, {.gap = 32, .align = ui::Align::start});
    {
      auto left = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .grow = 1});
      body();
    }
    auto right = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .width = ui::kSideWidth});
    draw_facts(context, process);
  }
  draw_abort_dialog(context, process);
}

void ProcessPage::draw_head(Context& context, const shell::Process& process) {
  const bool narrow = context.ui.narrow();
  auto head = ui::row(context.ui, {.gap = 12, .align = ui::Align::center, .wrap = narrow});
  ui::heading(context.ui, 1, title_of(context, process));
  process_badge(context.ui, process.status);
  if (!narrow) ui::spacer(context.ui);
  draw_actions(context, process, false);
}

void ProcessPage::draw_actions(Context& context, const shell::Process& process, bool small) {
  const std::string where = small ? "step" : "head";
  const std::string step =
      process.failed_step() >= 0 ? process.steps[static_cast<size_t>(process.failed_step())].name : "";
  const bool busy = ticket_ != nullptr;
  if (shell::can_retry(process.status)) {
    const ui::ButtonKind kind = small ? ui::ButtonKind::secondary : ui::ButtonKind::primary;
    if (ui::button(context.ui, small ? "Retry step" : "Retry",
                   {.kind = kind,
                    .icon = ui::Icon::rotate_cw,
                    .busy = busy,
                    .key = "retry " + where,
                    .small = small})) {
      act(context, "PUT", "/resume", Json::array({Json::object()}), "The step could not be tried again.");
    }
  }
  if (shell::can_abort(process.status)) {
    if (ui::button(
            context.ui, "Abort\u2026",
            {.kind = ui::ButtonKind::danger, .disabled = busy, .key = "abort " + where, .small = small})) {
      abort_open_ = true;
    }
  }
}

void ProcessPage::draw_abort_dialog(Context& context, const shell::Process& process) {
  auto dialog = ui::dialog(context.ui, "Abort this process", abort_open_, {.tone = ui::Tone::danger});
  if (!dialog) return;
  ui::paragraph(context.ui, title_of(context, process) +
                                " ends as aborted. The steps that have run stay as they are, and "
                                "those to come do not run. A subscription that it was changing stays as it "
                                "is now, out of sync: its "
                                "page offers to set it in sync.");
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Keep it")) abort_open_ = false;
  if (ui::button(context.ui, "Abort process", {.kind = ui::ButtonKind::danger_primary})) {
    abort_open_ = false;
    aborting_ = true;
    act(context, "PUT", "/abort", nullptr, "The process could not be aborted.");
  }
}

void ProcessPage::draw_come_back(Context& context, const shell::Process& process) {
  if (context.come_back.process != id_ || process.status != "completed") return;
  auto box = ui::callout(context.ui, ui::Tone::success, "That is done", ui::Icon::check_circle);
  ui::link_button(context.ui, "Go on with the form you left", context.come_back.hash,
                  {.kind = ui::ButtonKind::primary, .trailing = ui::Icon::arrow_right});
}

void ProcessPage::draw_steps(Context& context, const shell::Process& process) {
  auto section = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  {
    auto head = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    ui::heading(context.ui, 2, "Steps");
    ui::text(context.ui,
             std::to_string(process.done_steps()) + " of " + std::to_string(process.steps.size()) + " done",
             {.tone = ui::Tone::muted});
    ui::spacer(context.ui);
    const bool all = steps_.all_open(process);
    if (ui::button(context.ui, all ? "Collapse all" : "Expand all",
                   {.kind = ui::ButtonKind::ghost, .key = "expand all", .small = true})) {
      steps_.open_all(process, !all);
    }
  }
  auto card = ui::card(context.ui, {.pad = 8, .gap = 0});
  steps_.draw(context, process, [&] {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    draw_actions(context, process, true);
  });
}

// A suspended step asks for input: its form stands above the steps.
void ProcessPage::draw_input(Context& context, const shell::Process& process) {
  if (process.status != "suspended" || !process.form.is_object()) return;
  // Each input of a process has a draft of its own.
  std::unique_ptr<shell::Wizard>& slot =
      context.drafts[context.hash + "!" + std::to_string(process.done_steps())];
  if (!slot) slot = std::make_unique<shell::Wizard>(id_, process.form, context.words);
  if (slot->state() == shell::Wizard::State::kStarted) return;
  auto card = ui::section(context.ui, "Input for " + process.last_step);
  form_.draw(context, *slot, {.submit = process.is_task ? "Resume task" : "Resume workflow"});
}

void ProcessPage::draw_facts(Context& context, const shell::Process& process) {
  auto box = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill});
  for (const shell::LinkedSubscription& one : process.subscriptions) {
    auto card = ui::card(context.ui, {.gap = 8, .name = "Subscription"});
    ui::text(context.ui, one.product, {.tone = ui::Tone::muted, .size = 12});
    ui::link(context.ui, one.description, subscription_hash(one.id), {.weight = ui::Weight::medium});
    subscription_badge(context.ui, one.status);
  }
  auto facts = ui::terms(context.ui, "Process", 96);
  const int offset = context.host.utc_offset_minutes(process.started_at);
  ui::term(context.ui, "Started", shell::exact_time(process.started_at, offset));
  ui::term(context.ui, "", time_words(context, process.started_at), {.tone = ui::Tone::muted});
  ui::term(context.ui, "Duration", duration_of(context, process));
  ui::term(context.ui, "By", process.created_by);
  {
    auto value = ui::term(context.ui, "Workflow");
    ui::text(context.ui, process.workflow, {.size = 12, .mono = true});
  }
  {
    auto value = ui::term(context.ui, "ID");
    ui::short_id(context.ui, process.id, "Process");
  }
  if (!process.note.empty()) ui::term(context.ui, "Note", process.note);
}

// Says the end of a process that was watched here, once.
void ProcessPage::follow_end(Context& context, const shell::Process& process) {
  if (last_status_ == process.status) return;
  const bool was_moving = shell::is_moving(last_status_);
  const bool fresh = last_status_.empty();
  last_status_ = process.status;
  if (shell::is_moving(process.status)) return;
  const auto watched = context.watched.find(id_);
  if (was_moving || (fresh && watched != context.watched.end())) {
    context.ui.announce(title_of(context, process) + ": " + shell::process_status(process.status).text);
  }
  if (watched != context.watched.end()) context.watched.erase(watched);
}

// A process may end by itself while a person makes up their mind to abort it.
void ProcessPage::end_abort(Context& context, const shell::Process& process) {
  if (shell::can_abort(process.status)) return;
  const bool too_late = abort_open_ || (aborting_ && process.status != "aborted");
  abort_open_ = aborting_ = false;
  if (!too_late) return;
  ui::toast(
      context.ui,
      title_of(context, process) + " was over already: " + shell::process_status(process.status).text + ".",
      {.tone = ui::Tone::info});
}

void ProcessPage::act(Context& context, std::string_view method, std::string_view action, const Json& body,
                      std::string failure) {
  ticket_ = context.door.change(method, process_path(id_) + std::string(action), body);
  failure_words_ = std::move(failure);
}

}  // namespace rehearsal::views
