// A box to type in, and below it what is found: Enter takes the first, arrows move among them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"

namespace rehearsal::ui {

struct FoundItem {
  Icon icon = Icon::none;
  std::string label = {};
  std::string detail = {};  // at the right of the label, or why it cannot be taken
  std::string keys = {};    // its shortcut
  bool disabled = false;
};

struct Finding {
  int taken = -1;     // the item that was taken in this pass
  bool left = false;  // Escape was pressed
};
// Ui::focus_on("find box") moves the focus to its box. `note` says how much was found.
Finding finder(Ui& ui, std::string_view name, std::string& typed, const std::vector<FoundItem>& items,
               std::string_view note, float list_height);

}  // namespace rehearsal::ui
