#include "shell/views/form_view.h"

#include <algorithm>
#include <utility>

#include "shell/app/answers.h"
#include "shell/app/format.h"
#include "shell/views/parts.h"
#include "shell/views/settings_page.h"

namespace rehearsal::views {
namespace {

constexpr double kRest = 0.4;  // seconds without a key, after which typing rests

bool has_choices(const std::vector<shell::Field>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const shell::Field& field) {
    return field.kind == shell::FieldKind::kChoice || field.kind == shell::FieldKind::kCheckList ||
           has_choices(field.fields) || has_choices(field.item);
  });
}

// Each page has buttons of its own, one to go on and one to start: what is pressed twice is not the other
// one.
std::string submit_key(const shell::Wizard& wizard) {
  return (wizard.leads_on() ? "next " : "submit ") + std::to_string(wizard.page_number());
}

// "Enter a user name" says which field it is about; "Enter a whole number" does not.
std::string with_field(const shell::FieldError& error) {
  if (error.label.empty() || shell::contains_folded(error.sentence, error.label)) return error.sentence;
  return error.label + ": " + shell::lower_first(error.sentence);
}

// The last page starts or resumes; those before it only ask.
std::string why_not(Context& context, const shell::Wizard& wizard) {
  return wizard.leads_on() ? std::string() : why_paused(context);
}

}  // namespace

void FormView::draw(Context& context, shell::Wizard& wizard, const FormWords& words) {
  const std::string key = words.draft_key.empty() ? context.hash : words.draft_key;
  refresh_choices(context, wizard);
  const bool led_on = wizard.leads_on() && wizard.state() == shell::Wizard::State::kSending;
  const int moves = wizard.moves();
  if (wizard.update(context.door, context.words)) {
    context.ui.wake_after(0);
    changes_known_ = false;
    // Next has become Start in its place.
    if (led_on && !wizard.leads_on() && wizard.moves() == moves && wizard.errors().empty()) {
      context.ui.announce("This was the last page");
      context.ui.focus_on(submit_key(wizard));
    }
  }
  const bool is_started = wizard.state() == shell::Wizard::State::kStarted;
  if (!std::exchange(is_forgotten_, is_started) && is_started) context.kept.forget(key);
  if (wizard.state() == shell::Wizard::State::kLoading) return ui::skeleton(context.ui, 6);
  if (wizard.state() == shell::Wizard::State::kStarted || wizard.state() == shell::Wizard::State::kRefused)
    return;
  if (wizard.refusals() != refusals_) {
    refusals_ = wizard.refusals();
    focus_first_error(context, wizard);
  }
  // Another page: to its first field, as by a link to another page.
  const int moves_before = std::exchange(moves_, wizard.moves());
  if (moves_before != moves_) {
    changes_known_ = false;
    rows_.clear();
    ++edits_;
  }
  if (moves_before >= 0 && moves_before != moves_) {
    focus_first_field(context, wizard);
    changed_ = true;
  }
  draw_leave_dialog(context, wizard, words, key);
  if (wizard.state() == shell::Wizard::State::kLoading) return;  // it begins anew
  ui::FormKeys keys;
  auto form =
      ui::form(context.ui, "Form", keys, {.gap = 24, .align = ui::Align::fill, .max_width = ui::kFormWidth});
  draw_taken(context, wizard, key);
  if (wizard.state() == shell::Wizard::State::kLoading) return;
  draw_errors(context, wizard, words);
  if (wizard.has_page())
    draw_fields(context, wizard, words);
  else
    ui::paragraph(context.ui, "There is nothing to fill in: the steps run as soon as it is started.");
  if (words.now != nullptr && wizard.has_page()) draw_changes(context, wizard, *words.now);
  draw_buttons(context, wizard, words);
  take_keys(context, wizard, words, keys);
  keep_draft(context, words, key);
}

bool FormView::draw_refused(Context& context, shell::Wizard& wizard, const char* title,
                            const shell::Action* action) {
  if (wizard.state() != shell::Wizard::State::kRefused) return false;
  const int status = wizard.problem_status();
  problem_callout(context, title, wizard.problem(), status, details_open_, action);
  const bool may_go_well = status == 0 || status / 100 == 5;
  if (may_go_well && ui::button(context.ui, "Try again", {.icon = ui::Icon::refresh})) {
    wizard.try_again();
    context.ui.wake_after(0);
  }
  return true;
}

void FormView::draw_fields(Context& context, shell::Wizard& wizard, const FormWords& words) {
  const shell::FormPage& page = wizard.page();
  if (wizard.page_number() > 1 || wizard.leads_on()) {
    const std::string number = "Page " + std::to_string(wizard.page_number());
    ui::heading(context.ui, 2, page.title.empty() ? number : number + ": " + page.title);
  }
  if (!page.description.empty()) ui::paragraph(context.ui, page.description, {.tone = ui::Tone::muted});
  const Marking marking = marking_of(page.fields);
  // As they are in this pass: what is drawn may clear some of them.
  const std::vector<shell::FieldError> errors = wizard.errors();
  FieldDrawer drawer(context, errors, rows_);
  for (size_t i = 0; i < page.fields.size(); ++i) {
    const shell::Field& field = page.fields[i];
    if (field.kind == shell::FieldKind::kHidden) continue;
    if (words.hide_labels && field.kind == shell::FieldKind::kLabel) continue;
    auto column = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
    drawer.draw(field, wizard.inputs()[i], field.name, marking);
  }
  for (const std::string& path : drawer.changed()) wizard.clear_error(path);
  if (!drawer.changed().empty()) {
    changed_ = true;
    changes_known_ = false;
    ++edits_;
    context.ui.wake_after(0);
  }
  // As its button does; while it is being sent already, nothing.
  if (drawer.entered()) submit(context, wizard);
}

void FormView::keep_draft(Context& context, const FormWords& words, const std::string& key) {
  if (!std::exchange(changed_, false) || !words.is_kept) return;
  context.unkept.key = key;
  context.unkept.words = words.name;
  context.unkept.due = context.ui.now() + kRest;
  context.unkept.focus = context.ui.focus();
}

// What was typed at an earlier visit stands there again.
void FormView::draw_taken(Context& context, shell::Wizard& wizard, const std::string& key) {
  const auto proposed = context.proposals.find(key);
  const bool has = proposed != context.proposals.end();
  if ((wizard.taken_from() <= 0 && !has) || !wizard.touched()) return;
  auto box = ui::callout(context.ui, ui::Tone::info, "Your draft is here again", ui::Icon::history);
  ui::paragraph(
      context.ui,
      wizard.taken_from() > 0
          ? "What you typed was kept in this browser: " + time_words(context, wizard.taken_from()) + "."
          : "What you typed is more than this browser keeps: it is lost when you start again.");
  auto row = ui::row(context.ui, {.gap = 8});
  const char* words = has ? "Start again with the same answers" : "Start with an empty form";
  if (!ui::button(context.ui, words, {.icon = ui::Icon::undo, .small = true})) return;
  context.kept.forget(key);
  wizard.start_over();
  if (has) {
    take_proposal(context, wizard, key);
  }
  context.ui.wake_after(0);
}

// Before and after, as the process will show it once it has run.
void FormView::draw_changes(Context& context, const shell::Wizard& wizard, const Json& now) {
  // Of thousands of options that is too much work for each frame.
  if (!changes_known_ || now_ != now) {
    changes_.clear();
    now_ = now;
    changes_known_ = true;
    for (size_t i = 0; i < wizard.pages(); ++i) {
      for (shell::AnswerChange& one :
           shell::answer_changes(wizard.page_at(i), wizard.inputs_of(i), now, context.host))
        changes_.push_back(std::move(one));
    }
  }
  auto card = ui::card(context.ui, {.gap = 8, .name = "What this will change", .sunken = true});
  ui::heading(context.ui, 2, "What this will change");
  if (changes_.empty()) {
    ui::text(context.ui, "Nothing yet: the form says what is there already", {.tone = ui::Tone::muted});
    return;
  }
  auto facts = ui::terms(context.ui, "Changes");
  for (const shell::AnswerChange& one : changes_)
    ui::term_changed(context.ui, one.label, one.before, one.after);
}

void FormView::take_keys(Context& context, shell::Wizard& wizard, const FormWords& words,
                         const ui::FormKeys& keys) {
  if (wizard.state() != shell::Wizard::State::kOpen) return;
  if (keys.next) {
    submit(context, wizard);
  } else if (keys.previous && !wizard.first_page()) {
    wizard.back();
  } else if ((keys.previous || keys.leave) && !words.cancel_href.empty()) {
    if (wizard.touched()) {
      leaving_ = true;
      context.unkept.due = 0;
    } else {
      leave(context, words);
    }
  }
  if (keys.next || keys.previous || keys.leave) context.ui.wake_after(0);
}

// By a key: where it cannot be done, why is said.
void FormView::submit(Context& context, shell::Wizard& wizard) {
  const std::string why = why_not(context, wizard);
  if (why.empty()) return wizard.submit(context.door);
  context.ui.announce(why);
}

void FormView::leave(Context& context, const FormWords& words) {
  context.host.go(words.cancel_href, false);
}

void FormView::draw_leave_dialog(Context& context, shell::Wizard& wizard, const FormWords& words,
                                 const std::string& key) {
  auto box = ui::dialog(context.ui, "Leave this form?", leaving_);
  if (!box) return;
  ui::paragraph(
      context.ui,
      context.unkept.too_long == key
          ? "Nothing has been sent. What you typed can be kept until this page is closed."
          : "Nothing has been sent. What you typed can be kept: it is there again when you come back.");
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Stay")) leaving_ = false;
  if (ui::button(context.ui, "Discard it", {.kind = ui::ButtonKind::danger})) {
    context.kept.forget(key);
    wizard.start_over();
    leaving_ = false;
    leave(context, words);
  }
  if (ui::button(context.ui, "Keep and leave", {.kind = ui::ButtonKind::primary})) {
    leaving_ = false;
    leave(context, words);
  }
}

// What may be chosen was read from the subscriptions: when they changed since, it is read again.
void FormView::refresh_choices(Context& context, shell::Wizard& wizard) {
  const bool was_away = std::exchange(age_, context.door.age()) != context.door.age();
  if (wizard.state() != shell::Wizard::State::kOpen || !wizard.has_page() ||
      !has_choices(wizard.page().fields))
    return;
  const int64_t changed = context.door.last_change("subscriptions");
  if (!was_away && changed <= std::max(wizard.as_of(), refreshed_for_)) return;
  refreshed_for_ = changed;
  wizard.refresh(context.door);
}

void FormView::focus_first_field(Context& context, const shell::Wizard& wizard) {
  if (wizard.has_page()) {
    for (const shell::Field& field : wizard.page().fields) {
      if (field.editable()) return context.ui.focus_on(field.name);
    }
  }
  context.ui.focus_on(submit_key(wizard));
}

// To where the person goes on, by whatever means the form was sent; the summary is said meanwhile.
void FormView::focus_first_error(Context& context, const shell::Wizard& wizard) {
  if (!wizard.has_page()) return;
  for (const shell::Field& field : wizard.page().fields) {
    for (const shell::FieldError& error : wizard.errors()) {
      const bool here = error.field == field.name || error.field.rfind(field.name + ".", 0) == 0;
      if (here) return context.ui.focus_on(error.field);
    }
  }
}

void FormView::draw_errors(Context& context, const shell::Wizard& wizard, const FormWords& words) {
  if (!wizard.problem().is_null()) {
    problem_callout(context, words.failed, wizard.problem(), wizard.problem_status(), details_open_);
    return;
  }
  if (!wizard.has_page() || wizard.errors().empty()) return;
  std::vector<ui::FieldProblem> problems;
  std::string details;
  for (const shell::FieldError& error : wizard.errors()) {
    problems.push_back({error.field, with_field(error)});
    // What the page found itself has no words of the engine.
    if (error.details.empty()) continue;
    details += (details.empty() ? "" : "\n") + (error.field.empty() ? std::string("form") : error.field) +
               ": " + error.details;
  }
  auto box = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  ui::error_summary(context.ui, "There is a problem", problems, context.hash);
  if (!details.empty() && ui::disclosure(context.ui, "Details", details_open_, "error details")) {
    ui::code_block(context.ui, "The engine's words", details);
  }
}

void FormView::draw_buttons(Context& context, shell::Wizard& wizard, const FormWords& words) {
  const bool sending = wizard.state() == shell::Wizard::State::kSending;
  auto buttons = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  const ui::ButtonKind kind = words.danger ? ui::ButtonKind::danger_primary : ui::ButtonKind::primary;
  const std::string submit = wizard.leads_on() ? "Next" : words.submit;
  if (command_button(context, {.key = "submit", .label = submit, .why_not = why_not(context, wizard)},
                     {.kind = kind, .busy = sending, .key = submit_key(wizard)}))
    wizard.submit(context.door);
  if (!wizard.first_page()) {
    if (ui::button(context.ui, "Back", {.disabled = sending})) {
      wizard.back();
      context.ui.wake_after(0);
    }
  } else if (words.cancels && !words.cancel_href.empty()) {
    ui::link_button(context.ui, "Cancel", words.cancel_href, {.kind = ui::ButtonKind::ghost});
  }
}

void take_proposal(Context& context, shell::Wizard& wizard, const std::string& key) {
  const auto proposed = context.proposals.find(key);
  if (proposed == context.proposals.end()) return;
  wizard.propose(std::move(proposed->second.answers), std::move(proposed->second.later));
  context.proposals.erase(proposed);
}

void draw_steps_to_run(Context& context, std::string_view workflow) {
  const shell::Cached& cached = context.door.get(kWorkflowsPath);
  if (!cached.ready()) return;
  const std::vector<std::string> names = workflow_steps(cached.answer.body, workflow);
  if (names.empty()) return;
  std::vector<ui::Step> steps;
  for (size_t i = 0; i < names.size(); ++i) {
    steps.push_back({.name = names[i],
                     .state = ui::StepState::pending,
                     .status = {},
                     .trailing = {},
                     .expandable = false,
                     .last = i + 1 == names.size()});
  }
  auto box = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  if (!context.ui.roomy()) {
    ui::step_strip(context.ui, "Steps that will run", steps);
    std::string words;
    for (const std::string& name : names) words += (words.empty() ? ": " : ", ") + name;
    return ui::paragraph(context.ui, shell::count_words(names.size(), "step", "steps") + words,
                         {.tone = ui::Tone::muted});
  }
  ui::heading(context.ui, 2, "Steps that will run");
  ui::step_outline(context.ui, "Steps that will run", steps);
}

}  // namespace rehearsal::views
