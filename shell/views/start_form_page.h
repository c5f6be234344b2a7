// The forms that start a workflow: for a product (a new subscription) or for a subscription.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "shell/app/route.h"
#include "shell/app/words.h"
#include "shell/views/form_view.h"

namespace rehearsal::views {

class CreatePage {
 public:
  explicit CreatePage(shell::CreateRoute route) : route_(std::move(route)) {}
  void draw(Context& context);

 private:
  shell::CreateRoute route_;
  FormView form_;
  bool left_ = false;
};

// Any workflow, told nothing beforehand: its form asks for the product or subscription too.
class TaskPage {
 public:
  explicit TaskPage(std::string workflow) : workflow_(std::move(workflow)) {}
  void draw(Context& context);

 private:
  std::string workflow_;
  FormView form_;
  bool left_ = false;
};

class ChangePage {
 public:
  explicit ChangePage(shell::ChangeRoute route) : route_(std::move(route)) {}
  void draw(Context& context);

 private:
  void draw_form(Context& context, const Json& now, const std::string& description, int64_t version,
                 const shell::Action& action);

  shell::ChangeRoute route_;
  FormView form_;
  bool left_ = false;
  bool seen_ = false;  // drawn before: what is in the draft belongs to this visit
};

}  // namespace rehearsal::views
