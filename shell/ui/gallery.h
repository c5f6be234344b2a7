// The style guide: every widget, at #/gallery. Tests and screenshots look at it.
#pragma once

#include <string>
#include <vector>

#include "shell/ui/ui.h"

namespace rehearsal::ui {

class Gallery {
 public:
  void draw(Ui& ui);

 private:
  void draw_buttons(Ui& ui);
  void draw_text(Ui& ui);
  void draw_languages(Ui& ui);
  void draw_fields(Ui& ui);
  void draw_choices(Ui& ui);
  void draw_panels(Ui& ui);
  void draw_steps(Ui& ui);
  void draw_rows(Ui& ui);
  void draw_dialog(Ui& ui);
  // What was pressed last, for whoever watches.
  void did(std::string_view what);

  std::string last_ = "nothing yet";
  int presses_ = 0;
  bool agreed_ = false, live_ = true, disclosed_ = false, dialog_ = false;
  int pace_ = 0, tab_ = 0, sort_ = 1;
  std::string name_ = "Anna", age_, note_ = "First line\nSecond line", group_, affiliation_ = "internal";
  std::vector<bool> ticks_ = {true, false, false};
  std::vector<bool> open_ = {false, true, false, false, false};
  std::string foreign_ = "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \U0001F600";
};

}  // namespace rehearsal::ui
