// Where everyone begins: the way for a newcomer, the newest things for everyone else.
#pragma once

#include "shell/views/page.h"

namespace rehearsal::views {

class StartPage : public Page {
 public:
  static constexpr PageKind kKind{"", "Start", "", opened<StartPage>, Way::bar, ui::Icon::home, "g h", true};
  void draw(Context& context) override;

 private:
  void draw_state(Context& context);
};

}  // namespace rehearsal::views
