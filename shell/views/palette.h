// Everything by its name: a box (Ctrl or Cmd with K) that finds what can be done here, the pages, products,
// subscriptions and processes; and the list of shortcuts.
#pragma once

#include <string>

#include "shell/views/context.h"

namespace rehearsal::views {

class Palette {
 public:
  // Drawn last, when all that can be done has been offered.
  void draw(Context& context);
  void open(Context& context);
  void open_shortcuts() { shortcuts_open_ = true; }
  void shut() { open_ = shortcuts_open_ = false; }
  bool is_open() const { return open_; }

 private:
  void draw_finder(Context& context);
  void draw_shortcuts(Context& context);

  bool open_ = false, shortcuts_open_ = false;
  std::string typed_;
};

}  // namespace rehearsal::views
