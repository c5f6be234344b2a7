// Where everyone begins: the way for a newcomer, the newest things for everyone else.
#pragma once

#include "shell/views/context.h"

namespace rehearsal::views {

class StartPage {
 public:
  void draw(Context& context);

 private:
  void draw_state(Context& context);
};

}  // namespace rehearsal::views
