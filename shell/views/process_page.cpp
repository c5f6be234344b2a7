#include "shell/views/process_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "shell/app/format.h"
#include "shell/views/parts.h"
#include "shell/views/settings_page.h"

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

// The state after each step, by its name: of those that asked it has the answers.
Json later_answers(const shell::Process& process) {
  Json all;
  for (const shell::Step& step : process.steps) {
    if (!step.state.empty()) all[step.name] = step.state;
  }
  return all;
}

std::string progress_words(const shell::Process& process) {
  return std::to_string(process.done_steps()) + " of " + std::to_string(process.wanted_steps()) +
         " steps are done";
}

}  // namespace

std::unique_ptr<Page> ProcessPage::at(shell::Address& address) {
  const std::string id = address.id();
  return id.empty() ? nullptr : std::make_unique<ProcessPage>(id, address.value("open"));
}

// As soon as it is known what the id stands for.
std::string ProcessPage::title(Context& context) const {
  const shell::Cached& cached = context.door.get(process_path(id_));
  if (cached.answer.status == 404) return missing_words(process_path(id_));
  return cached.ready() ? context.words.workflow(text_or(cached.answer.body, "workflow_name"))
                        : "Process " + shell::short_id(id_);
}

void ProcessPage::draw(Context& context) {
  const std::string path = process_path(id_);
  const shell::Cached& cached = context.door.get(path);
  if (ticket_ && ticket_->done) {
    acted_at_ = ticket_->answer.as_of;
    if (!ticket_->answer.ok()) {
      context.watched.erase(id_);
      problem_toast(context, failure_words_, ticket_->answer);
      aborting_ = false;
    }
    ticket_.reset();
  }
  draw_crumbs(context, cached);
  context.look["open"] = steps_.asked();
  if (!answered(context, cached, path)) return;
  const shell::Process& process = process_in(context, cached);
  follow_end(context, cached, process);
  end_abort(context, process);
  draw_head(context, process);
  draw_come_back(context, process);
  draw_aborted(context, process);
  if (shell::is_moving(process.status)) halt_.draw(context, id_);
  const auto body = [&] {
    draw_input(context, process);
    draw_steps(context, process);
  };
  if (!context.ui.roomy()) {
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
  repair_.draw(context, process, [&](const std::string& to, const Json& said, std::string failure) {
    act(context, "POST", to, said, std::move(failure));
  });
}

// What it is about, then what it did: an id says nothing.
void ProcessPage::draw_crumbs(Context& context, const shell::Cached& cached) {
  std::string words;
  if (cached.ready()) {
    words = context.words.workflow(text_or(cached.answer.body, "workflow_name"));
    const std::vector<const Json*> linked = shell::elements(cached.answer.body, "subscriptions");
    if (!linked.empty()) words = text_or(*linked.front(), "description", words);
  }
  ui::crumbs(context.ui, {{"Processes", "#/processes"}}, words.empty() ? shell::short_id(id_) : words);
}

const shell::Process& ProcessPage::process_in(Context& context, const shell::Cached& cached) {
  shell::Process& process = process_.of(cached, [](const Json& body) { return shell::process_of(body); });
  if (process.stop() >= 0) {
    const shell::Cached& workflows = context.door.get(kWorkflowsPath);
    if (workflows.ready() && named_ != cached.revision) {
      named_ = cached.revision;
      shell::name_stop(process, workflow_steps(workflows.answer.body, process.workflow));
    }
  }
  return process;
}

void ProcessPage::draw_head(Context& context, const shell::Process& process) {
  // On a phone the actions stand below the title, together.
  const bool narrow = context.ui.narrow();
  auto both = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  {
    auto head = ui::row(context.ui, {.gap = 12, .align = ui::Align::center, .wrap = narrow});
    ui::heading(context.ui, 1, title_of(context, process));
    process_badge(context.ui, process.status);
    if (!narrow) {
      ui::spacer(context.ui);
      draw_again(context, process);
      draw_actions(context, process, false);
    }
  }
  if (!narrow) return;
  auto below = ui::row(context.ui, {.gap = 8, .wrap = true});
  draw_again(context, process);
  draw_actions(context, process, false);
}

void ProcessPage::draw_actions(Context& context, const shell::Process& process, bool small) {
  const std::string where = small ? " step" : " head";
  const bool busy = ticket_ != nullptr;
  if (shell::can_retry(process.status)) {
    const std::string key = "retry" + where;
    const Command retry = {.key = "retry",
                           .label = "Retry step",
                           .icon = ui::Icon::rotate_cw,
                           .keys = "r",
                           .why_not = why_paused(context)};
    if (command_button(context, retry,
                       {.kind = small ? ui::ButtonKind::secondary : ui::ButtonKind::primary,
                        .busy = busy,
                        .key = key,
                        .small = small})) {
      act(context, "PUT", process_path(id_) + "/resume", Json::array({Json::object()}),
          "The step could not be tried again.");
    }
  }
  repair_.draw_buttons(context, process, {.busy = busy, .key = where, .small = small});
  if (shell::can_abort(process.status)) {
    const std::string key = "abort" + where;
    if (command_button(context, {.key = "abort", .label = "Abort\u2026"},
                       {.kind = ui::ButtonKind::danger, .busy = busy, .key = key, .small = small}))
      abort_open_ = true;
  }
}

// The form of the same workflow, filled in with what this process was started with.
void ProcessPage::draw_again(Context& context, const shell::Process& process) {
  const bool is_over =
      process.status == "completed" || process.status == "aborted" || process.status == "failed";
  if (!is_over || process.steps.empty() || !process.steps.front().state.is_object()) return;
  const Json& answers = process.steps.front().state;
  const std::string product = text_or(answers, "product"), subscription = text_or(answers, "subscription_id");
  const std::string hash = process.target == "CREATE" && !product.empty()
                               ? shell::create_hash(process.workflow, product)
                           : process.target != "CREATE" && !subscription.empty()
                               ? shell::change_hash(process.workflow, subscription)
                               : shell::task_hash(process.workflow);
  const Command again = {.key = "again", .label = "Start again\u2026", .icon = ui::Icon::refresh};
  const bool chosen = context.commands.offer(again);
  if (!ui::link_button(context.ui, again.label, hash,
                       {.icon = again.icon, .name = "Start again with the same answers"}) &&
      !chosen)
    return;
  if (chosen) context.host.go(hash, false);
  // What no browser keeps is offered beside what is proposed.
  const auto begun = context.drafts.find(hash);
  if (begun != context.drafts.end() && (!begun->second->touched() || context.kept.find(hash)))
    context.drafts.erase(begun);
  context.proposals[hash] = {answers, later_answers(process)};
}

void ProcessPage::draw_abort_dialog(Context& context, const shell::Process& process) {
  auto dialog = ui::dialog(context.ui, "Abort this process", abort_open_, {.tone = ui::Tone::danger});
  if (!dialog) return;
  ui::paragraph(context.ui, title_of(context, process) +
                                " ends as aborted. The steps that have run stay as they are, and "
                                "those to come do not run. A subscription that it was changing stays as it "
                                "is now, out of sync, until you set it in sync.");
  if (shell::is_moving(process.status)) {
    ui::paragraph(context.ui, "It goes on until you say so: " + progress_words(process) + ".",
                  {.tone = ui::Tone::muted});
  }
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Cancel")) abort_open_ = false;
  if (ui::button(context.ui, "Abort process", {.kind = ui::ButtonKind::danger_primary})) {
    abort_open_ = false;
    aborting_ = true;
    act(context, "PUT", process_path(id_) + "/abort", nullptr, "The process could not be aborted.");
  }
}

void ProcessPage::draw_come_back(Context& context, const shell::Process& process) {
  if (context.come_back.process != id_ || process.status != "completed") return;
  auto box = ui::callout(context.ui, ui::Tone::success, "That is done", ui::Icon::check_circle);
  ui::link_button(context.ui, "Go on with the form you left", context.come_back.hash,
                  {.kind = ui::ButtonKind::primary, .trailing = ui::Icon::arrow_right});
}

// What an abort leaves behind is a person's to mend.
void ProcessPage::draw_aborted(Context& context, const shell::Process& process) {
  if (process.status != "aborted") return;
  const bool back = process.rolled_back();
  auto box = ui::callout(context.ui, ui::Tone::warning,
                         back ? "This process was rolled back" : "This process was aborted",
                         back ? ui::Icon::undo : ui::Icon::ban);
  const std::string reason = process.rollback_reason();
  if (!reason.empty()) ui::paragraph(context.ui, "Reason: " + reason, {.tone = ui::Tone::muted});
  std::vector<const shell::LinkedSubscription*> left;
  for (const shell::LinkedSubscription& one : process.subscriptions) {
    if (!one.insync && one.status != "terminated") left.push_back(&one);
  }
  if (left.empty()) {
    ui::paragraph(context.ui,
                  back ? "What its steps had done is taken back, where they say how."
                  : process.rolls_back()
                      ? "It was being rolled back: the steps tell what was taken back, and what was "
                        "not."
                      : "The steps that had run stay as they are; the others did not run.");
    return;
  }
  ui::paragraph(
      context.ui,
      left.size() == 1
          ? "It left its subscription out of sync: nothing else may change it until that is mended. "
            "Look at it; when it is right, set it in sync."
          : "It left these subscriptions out of sync: nothing else may change them until that is "
            "mended. Look at them; those that are right, set in sync.");
  for (const shell::LinkedSubscription* one : left) {
    auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center, .wrap = true});
    ui::link(context.ui, one->description, subscription_hash(one->id), {.icon = ui::Icon::arrow_up_right});
    if (command_button(context, {.key = "sync " + one->id, .label = "Set in sync", .icon = ui::Icon::link},
                       {.busy = ticket_ != nullptr, .small = true})) {
      act(context, "PUT", "/api/subscriptions/" + one->id + "/set_in_sync", nullptr,
          "The subscription could not be set in sync.");
    }
  }
}

void ProcessPage::draw_steps(Context& context, const shell::Process& process) {
  auto section = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  {
    auto head = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    ui::heading(context.ui, 2, "Steps");
    ui::text(context.ui,
             process.rolled_back() ? shell::count_words(process.steps.size(), "step", "steps")
                                   : std::to_string(process.done_steps()) + " of " +
                                         std::to_string(process.wanted_steps()) + " done",
             {.tone = ui::Tone::muted});
    ui::spacer(context.ui);
    const bool all = steps_.all_open(process);
    if (ui::button(context.ui, all ? "Collapse all" : "Expand all",
                   {.kind = ui::ButtonKind::ghost, .key = "expand all", .small = true})) {
      steps_.open_all(!all);
    }
  }
  auto card = ui::card(context.ui, {.pad = 8, .gap = 0});
  steps_.draw(context, process, [&] {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    draw_actions(context, process, true);
  });
}

// A suspended step asks for input: its form stands above the steps.
void ProcessPage::draw_input(Context& context, const shell::Process& process) {
  if (process.status != "suspended" || !process.form.is_object()) return;
  // Each input of a process has a draft of its own; a group of steps may ask one after the other under one
  // name.
  const auto executed = std::count_if(process.steps.begin(), process.steps.end(),
                                      [](const shell::Step& step) { return step.executed(); });
  const std::string key = context.hash + "!" + std::to_string(executed);
  std::unique_ptr<shell::Wizard>& slot = context.drafts[key];
  if (!slot) {
    slot = std::make_unique<shell::Wizard>(id_, process.form, context.words);
    form_ = {};
    if (const auto proposed = context.proposals.find(context.hash); proposed != context.proposals.end()) {
      const Json* answers = shell::member(proposed->second.later, process.last_step.c_str());
      if (answers != nullptr) slot->propose(*answers);
    }
    if (const std::optional<shell::KeptDraft> kept = context.kept.find(key))
      slot->take_draft(kept->draft, kept->at);
  }
  if (slot->state() == shell::Wizard::State::kStarted) return;
  constexpr const char* kFailed = "It could not be resumed";
  auto card = ui::section(context.ui, "Input for " + process.last_step);
  if (form_.draw_refused(context, *slot, kFailed)) return;
  form_.draw(context, *slot,
             {.submit = process.is_task ? "Resume task" : "Resume workflow",
              .failed = kFailed,
              .cancel_href = "#/processes",
              .cancels = false,
              .name = "Input for " + process.last_step,
              .draft_key = key});
}

void ProcessPage::draw_facts(Context& context, const shell::Process& process) {
  auto box = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill});
  for (const shell::LinkedSubscription& one : process.subscriptions) {
    auto card = ui::card(context.ui, {.gap = 8, .name = "Subscription"});
    ui::text(context.ui, one.product, {.tone = ui::Tone::muted, .size = 12});
    ui::link(context.ui, one.description, subscription_hash(one.id), {.weight = ui::Weight::medium});
    auto badges = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    subscription_badge(context.ui, one.status);
    if (!one.insync && !shell::is_moving(process.status)) sync_badge(context.ui, false);
  }
  auto facts = ui::terms(context.ui, "Process", 96);
  {
    auto value = ui::term(context.ui, "Started");
    auto both = ui::column(context.ui, {.gap = 0});
    time_text(context, process.started_at, {});
    ui::text(context.ui, exact_words(context, process.started_at), {.tone = ui::Tone::muted, .size = 12});
  }
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

// Says the end of a process that was watched here or gone on with, once.
void ProcessPage::follow_end(Context& context, const shell::Cached& cached, const shell::Process& process) {
  if (shell::is_moving(process.status)) {
    was_moving_ = true;
    return say_progress(context, process);
  }
  const bool is_old = ticket_ || cached.answer.as_of < acted_at_;
  const auto watched = context.watched.find(id_);
  if (is_old || (!was_moving_ && watched == context.watched.end())) return;
  was_moving_ = false;
  said_at_ = -1;
  if (watched != context.watched.end()) context.watched.erase(watched);
  std::string words =
      process_words(context.words, cached.answer.body) + ": " + shell::process_status(process.status).text;
  if (process.failed_step() >= 0 && !process.failed_reason.empty())
    words += ". " + shell::upper_first(process.failed_reason);
  context.ui.announce(words);
}

// "Provision user, 5 of 8", now and then: what is over at once says its end alone.
void ProcessPage::say_progress(Context& context, const shell::Process& process) {
  constexpr double kEvery = 3;
  const auto at = static_cast<size_t>(std::find_if(process.steps.begin(), process.steps.end(),
                                                   [](const shell::Step& step) { return !step.executed(); }) -
                                      process.steps.begin());
  if (said_at_ < 0) said_at_ = context.ui.now();
  if (at == process.steps.size() || at == said_step_) return;
  const double left = said_at_ + kEvery - context.ui.now();
  if (left > 0) return context.ui.wake_after(left);
  said_at_ = context.ui.now();
  said_step_ = at;
  context.ui.announce(process.steps[at].name + ", " + std::to_string(at + 1) + " of " +
                      std::to_string(process.wanted_steps()));
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

void ProcessPage::act(Context& context, std::string_view method, const std::string& path, const Json& body,
                      std::string failure) {
  ticket_ = context.door.change(method, path, body);
  context.watched[id_] = context.words.workflow(process_.value().workflow);
  failure_words_ = std::move(failure);
}

}  // namespace rehearsal::views
