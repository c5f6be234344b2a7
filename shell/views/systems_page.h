// The records of the simulated external systems: the effect that provisioning has.
#pragma once

#include "shell/views/context.h"

namespace rehearsal::views {

class SystemsPage {
 public:
  void draw(Context& context);
};

}  // namespace rehearsal::views
