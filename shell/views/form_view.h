// A wizard as a person fills it in: errors, fields, buttons.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shell/app/answers.h"
#include "shell/app/wizard.h"
#include "shell/app/words.h"
#include "shell/views/context.h"
#include "shell/views/field_view.h"

namespace rehearsal::views {

struct FormWords {
  std::string submit = "Start workflow";
  const char* failed = "It could not be started";
  std::string cancel_href{};  // where Cancel and Escape lead; empty: there is no Cancel
  bool cancels = true;        // otherwise only Escape leads there
  bool danger = false;        // what it starts destroys
  bool hide_labels = false;   // texts of the engine that are said already in other words
  const Json* now = nullptr;  // what is to be changed: the form says how it would
  std::string name{};         // what a draft of it is called: "Create user"
  std::string draft_key{};    // where its draft is kept; empty: at the page's hash
  bool is_kept = true;        // its drafts are kept
};

class FormView {
 public:
  // Draws the page that is open, or that there is nothing to ask. Nothing while the first page is asked for
  // but a skeleton; nothing once it is accepted.
  void draw(Context& context, shell::Wizard& wizard, const FormWords& words);
  // Says why there is no page at all, with a way to try again what may go well then. False where there is
  // one.
  bool draw_refused(Context& context, shell::Wizard& wizard, const char* title,
                    const shell::Action* action = nullptr);
  // Grows with every change that the person makes.
  int edits() const { return edits_; }

 private:
  void draw_fields(Context& context, shell::Wizard& wizard, const FormWords& words);
  void draw_errors(Context& context, const shell::Wizard& wizard, const FormWords& words);
  void draw_taken(Context& context, shell::Wizard& wizard, const std::string& key);
  void draw_changes(Context& context, const shell::Wizard& wizard, const Json& now);
  void draw_leave_dialog(Context& context, shell::Wizard& wizard, const FormWords& words,
                         const std::string& key);
  void take_keys(Context& context, shell::Wizard& wizard, const FormWords& words, const ui::FormKeys& keys);
  void keep_draft(Context& context, const FormWords& words, const std::string& key);
  void submit(Context& context, shell::Wizard& wizard);
  void leave(Context& context, const FormWords& words);
  void draw_buttons(Context& context, shell::Wizard& wizard, const FormWords& words);

  void focus_first_field(Context& context, const shell::Wizard& wizard);
  void focus_first_error(Context& context, const shell::Wizard& wizard);
  void refresh_choices(Context& context, shell::Wizard& wizard);

  int refusals_ = 0;
  int64_t refreshed_for_ = 0;
  uint64_t age_ = UINT64_MAX;  // none: a form that was left is asked anew
  int moves_ = -1;
  std::vector<shell::AnswerChange> changes_;  // what the preview shows
  Json now_;                                  // of which they are the changes
  bool changes_known_ = false;
  bool details_open_ = false;
  bool leaving_ = false;
  bool is_forgotten_ = false;  // the draft of what was started
  bool changed_ = false;       // since it was said that there is something to keep
  int edits_ = 0;
  std::vector<ShownRows> rows_;
};

// Hands the wizard what is proposed for the form whose draft is kept under `key`.
void take_proposal(Context& context, shell::Wizard& wizard, const std::string& key);

// The steps of a workflow as GET /api/rehearsal/lists/workflows tells them, beside a form (above it when
// narrow).
void draw_steps_to_run(Context& context, std::string_view workflow);

}  // namespace rehearsal::views
