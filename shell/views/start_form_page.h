// The forms that start a workflow: for a product (a new subscription) or for a subscription.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "shell/app/words.h"
#include "shell/views/form_view.h"
#include "shell/views/page.h"

namespace rehearsal::views {

// What the three have in common: the workflow is what they are called.
class StartForm : public Page {
 public:
  StartForm(std::string hash, std::string workflow) : Page(std::move(hash)), workflow_(std::move(workflow)) {}
  std::string title(Context& context) const override { return context.words.workflow(workflow_); }

 protected:
  std::string workflow_;
  FormView form_;
  bool left_ = false;
};

class CreatePage : public StartForm {
 public:
  static std::unique_ptr<Page> at(shell::Address& address);
  static constexpr PageKind kKind{.path = "new/*", .section = "new", .at = at, .own_primary = true};
  CreatePage(const std::string& workflow, const std::string& product)
      : StartForm(shell::create_hash(workflow, product), workflow), product_(product) {}
  void draw(Context& context) override;

 private:
  std::string product_;
};

// Any workflow, told nothing beforehand: its form asks for the product or subscription too.
class TaskPage : public StartForm {
 public:
  static std::unique_ptr<Page> at(shell::Address& address);
  static constexpr PageKind kKind{.path = "start/*", .section = "processes", .at = at};
  explicit TaskPage(const std::string& workflow) : StartForm(shell::task_hash(workflow), workflow) {}
  void draw(Context& context) override;
};

class ChangePage : public StartForm {
 public:
  static std::unique_ptr<Page> at(shell::Address& address);
  static constexpr PageKind kKind{
      .path = "start/*", .section = "subscriptions", .at = at, .own_primary = true};
  ChangePage(const std::string& workflow, const std::string& subscription)
      : StartForm(shell::change_hash(workflow, subscription), workflow), subscription_(subscription) {}
  void draw(Context& context) override;

 private:
  void draw_form(Context& context, const Json& now, const std::string& description, int64_t version,
                 const shell::Action& action);

  std::string subscription_;
  bool seen_ = false;  // drawn before: what is in the draft belongs to this visit
};

}  // namespace rehearsal::views
