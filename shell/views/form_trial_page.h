// Any form, to be looked at and filled in: its JSON Schema is pasted, nothing is started.
#pragma once

#include <memory>
#include <string>

#include "shell/views/form_view.h"
#include "shell/views/page.h"

namespace rehearsal::views {

class FormTrialPage : public Page {
 public:
  static constexpr PageKind kKind{"forms",      "Try a form",         "none", opened<FormTrialPage>,
                                  Way::palette, ui::Icon::list_checks};
  FormTrialPage();
  void draw(Context& context) override;

 private:
  void read(Context& context);

  std::string schema_;
  std::string problem_;
  bool read_ = false;
  std::unique_ptr<shell::Wizard> wizard_;
  FormView form_;
  std::string sent_;  // what would be sent, after so many edits
  int sent_for_ = 0;
};

}  // namespace rehearsal::views
