#include "shell/views/form_view.h"

#include <algorithm>
#include <utility>

#include "shell/app/format.h"
#include "shell/views/field_view.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

bool has_choices(const shell::FormPage& page) {
  return std::any_of(page.fields.begin(), page.fields.end(), [](const shell::Field& field) {
    return field.kind == shell::FieldKind::kChoice || field.kind == shell::FieldKind::kCheckList;
  });
}

// "Enter a user name" says which field it is about; "Enter a whole number" does not.
std::string with_field(const shell::FieldError& error) {
  if (error.label.empty() || shell::contains_folded(error.sentence, error.label)) return error.sentence;
  return error.label + ": " + shell::lower_first(error.sentence);
}

}  // namespace

void FormView::draw(Context& context, shell::Wizard& wizard, const FormWords& words) {
  refresh_choices(context, wizard);
  if (wizard.update(context.door, context.words)) context.ui.wake_after(0);
  if (wizard.state() == shell::Wizard::State::kLoading) return ui::skeleton(context.ui, 6);
  if (wizard.state() == shell::Wizard::State::kStarted || wizard.state() == shell::Wizard::State::kRefused)
    return;
  if (!wizard.has_page()) {
    ui::paragraph(context.ui, "There is nothing to fill in: the steps run as soon as it is started.");
    return draw_buttons(context, wizard, words);
  }
  if (wizard.refusals() != refusals_) {
    refusals_ = wizard.refusals();
    focus_first_error(context, wizard);
  }
  auto form = ui::group(context.ui, ui::Role::form, "Form",
                        {.gap = 24, .align = ui::Align::fill, .max_width = ui::kFormWidth});
  draw_errors(context, wizard);
  const shell::FormPage& page = wizard.page();
  if (!page.description.empty()) ui::paragraph(context.ui, page.description, {.tone = ui::Tone::muted});
  const Marking marking = marking_of(page);
  bool entered = false;
  for (size_t i = 0; i < page.fields.size(); ++i) {
    const shell::Field& field = page.fields[i];
    if (words.hide_labels && field.kind == shell::FieldKind::kLabel) continue;
    auto column = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
    const ui::Edit edit =
        draw_field(context, field, wizard.inputs()[i], wizard.error_at(field.name), marking);
    entered = entered || edit.entered;
    if (!edit.changed) continue;
    wizard.clear_error(field.name);
    context.ui.wake_after(0);
  }
  // As its button does; while it is being sent already, nothing.
  if (entered) wizard.submit(context.door);
  draw_buttons(context, wizard, words);
}

// What may be chosen was read from the subscriptions: when they changed since, it is read again.
void FormView::refresh_choices(Context& context, shell::Wizard& wizard) {
  const bool was_away = std::exchange(age_, context.door.age()) != context.door.age();
  if (wizard.state() != shell::Wizard::State::kOpen || !wizard.has_page() || !has_choices(wizard.page()))
    return;
  const int64_t changed = context.door.last_change("subscriptions");
  if (!was_away && changed <= std::max(wizard.as_of(), refreshed_for_)) return;
  refreshed_for_ = changed;
  wizard.refresh(context.door);
}

// To where the person goes on, by whatever means the form was sent; the summary is said meanwhile.
void FormView::focus_first_error(Context& context, const shell::Wizard& wizard) {
  for (const shell::Field& field : wizard.page().fields) {
    if (wizard.error_at(field.name) == nullptr) continue;
    context.ui.focus_on(field.name);
    return;
  }
}

void FormView::draw_errors(Context& context, const shell::Wizard& wizard) {
  if (!wizard.problem().is_null()) {
    problem_callout(context, "It could not be started", wizard.problem(), wizard.problem_status(),
                    details_open_);
    return;
  }
  if (wizard.errors().empty()) return;
  std::vector<ui::FieldProblem> problems;
  std::string details;
  for (const shell::FieldError& error : wizard.errors()) {
    problems.push_back({error.field, with_field(error)});
    details += (details.empty() ? "" : "\n") + (error.field.empty() ? std::string("form") : error.field) +
               ": " + error.details;
  }
  auto box = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  ui::error_summary(context.ui, "There is a problem", problems, context.hash);
  if (ui::disclosure(context.ui, "Details", details_open_, "error details")) {
    ui::code_block(context.ui, "The engine's words", details);
  }
}

void FormView::draw_buttons(Context& context, shell::Wizard& wizard, const FormWords& words) {
  const bool sending = wizard.state() == shell::Wizard::State::kSending;
  auto buttons = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  const ui::ButtonKind kind = words.danger ? ui::ButtonKind::danger_primary : ui::ButtonKind::primary;
  if (ui::button(context.ui, words.submit, {.kind = kind, .busy = sending, .key = "submit"}))
    wizard.submit(context.door);
  if (!wizard.first_page()) {
    if (ui::button(context.ui, "Back", {.disabled = sending})) wizard.back();
  } else if (!words.cancel_href.empty()) {
    ui::link_button(context.ui, "Cancel", words.cancel_href, {.kind = ui::ButtonKind::ghost});
  }
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
  if (!context.ui.roomy()) {
    ui::step_strip(context.ui, "Steps that will run", steps);
    return;
  }
  auto box = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  ui::heading(context.ui, 2, "Steps that will run");
  ui::step_outline(context.ui, "Steps that will run", steps);
}

}  // namespace rehearsal::views
