// The forms that start a workflow: for a product (a new subscription) or for a subscription.
#pragma once

#include <optional>
#include <string>

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
  bool details_open_ = false;
  bool left_ = false;
};

class ChangePage {
 public:
  explicit ChangePage(shell::ChangeRoute route) : route_(std::move(route)) {}
  void draw(Context& context);

 private:
  void draw_form(Context& context, const std::string& description, int64_t version,
                 const shell::Action& action);

  shell::ChangeRoute route_;
  FormView form_;
  bool details_open_ = false;
  bool left_ = false;
  bool seen_ = false;  // drawn before: what is in the draft belongs to this visit
};

}  // namespace rehearsal::views
