// What a person can do here, each said once: the button that does it, the palette, its shortcut, the list of
// shortcuts and the mirror read the same object.
//
//   if (command_button(context, {.key = "pause", .label = "Pause the engine", .icon = ui::Icon::pause})) …
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/buttons.h"

namespace rehearsal::views {

struct Context;

struct Command {
  ~Command();       // made in many places: not in each of them anew
  std::string key;  // what makes it this one
  std::string label;
  ui::Icon icon = ui::Icon::none;
  std::string keys = {};     // "g s", "?": pressed one after the other, outside of fields
  std::string why_not = {};  // it cannot be done now, and why
  std::string href = {};     // it leads there; empty: it is done here
};

// "g s" in words: "G then S"; "Ctrl k": "Ctrl K".
std::string keys_words(std::string_view keys);

// Those that the page offers in this pass, in the order in which they are drawn.
class Commands {
 public:
  void begin_pass() { offered_.clear(); }
  // What is offered from here on belongs to the page; what came before to everything.
  void begin_page() { own_ = offered_.size(); }
  size_t own() const { return own_; }
  // True in the pass in which it was chosen, by its shortcut or in the palette.
  bool offer(Command command);
  void choose(std::string key) { chosen_ = std::move(key); }
  // A key was pressed outside of a field, `now` in seconds. Gives the address to which it leads, if it does.
  std::string press(std::string_view key, double now);
  const std::vector<Command>& offered() const { return offered_; }

 private:
  std::vector<Command> offered_;
  std::string chosen_, begun_;  // keys so far of a shortcut that has several
  double begun_at_ = 0;
  size_t own_ = 0;
};

// Buttons that are commands too; `options` say how they look.
bool command_button(Context& context, const Command& command, ui::ButtonOptions options = {});
void command_link(Context& context, const Command& command, ui::ButtonOptions options = {});

}  // namespace rehearsal::views
