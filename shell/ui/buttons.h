// What is pressed. Each returns true in the one pass that acts on a press, however it was made: mouse, touch,
// Enter, Space, a screen reader, a test.
#pragma once

#include <string_view>
#include <vector>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

enum class ButtonKind : uint8_t {
  secondary,       // outlined: most buttons
  primary,         // filled: at most one a view
  danger,          // outlined in red: begins something that destroys
  danger_primary,  // filled in red: inside the dialog that confirms it
  ghost,           // no edge until it is pointed at
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  Icon trailing = Icon::none;
  bool disabled = false;
  std::string_view why = {};   // when disabled: the reason, as tooltip and description
  bool busy = false;           // working: pressed again it does nothing
  std::string_view key = {};   // what makes it this button, where the label changes or is there twice
  std::string_view name = {};  // what is said, where the label is short: "Retry step Provision user"
  std::string_view keys = {};  // its shortcut, said with it: "g s"
  bool wide = false;           // as wide as its box
  bool small = false;          // 28 px high, 12 px text: inside cards and rows
};
bool button(Ui& ui, std::string_view label, const ButtonOptions& options = {});
// A link that looks like a button.
bool link_button(Ui& ui, std::string_view label, std::string_view href, const ButtonOptions& options = {});

// `name` is said, and shown as a tooltip.
bool icon_button(Ui& ui, Icon icon, std::string_view name,
                 const ButtonOptions& options = {.kind = ButtonKind::ghost});

// A link in running words, underlined, on as many lines as it needs: what is wrong, and where it is mended.
bool text_link(Ui& ui, std::string_view words, std::string_view href, Tone tone = Tone::accent);

struct ToggleOptions {
  std::string_view help = {};
  std::string_view error = {};
  bool disabled = false;
  std::string_view key = {};
};
// True in the pass that changed `on`.
bool checkbox(Ui& ui, std::string_view label, bool& on, const ToggleOptions& options = {});
bool toggle(Ui& ui, std::string_view label, bool& on, const ToggleOptions& options = {});

// A few choices side by side, one chosen. `name` is said, not drawn.
bool segmented(Ui& ui, std::string_view name, const std::vector<std::string_view>& labels, int& chosen);

// A heading-like button that shows and hides what belongs to it. Returns whether it is open.
bool disclosure(Ui& ui, std::string_view label, bool& open, std::string_view key = {});

// A button with a list of actions:
//   if (auto menu = menu_button(ui, "Actions")) {
//     if (menu_item(ui, "Terminate…", {.icon = Icon::trash, .tone = Tone::danger})) …
//   }
Scope menu_button(Ui& ui, std::string_view label,
                  const ButtonOptions& options = {.trailing = Icon::chevron_down});
struct MenuItemOptions {
  Icon icon = Icon::none;
  Tone tone = Tone::normal;
  std::string_view detail = {};  // a second line, smaller: the reason when disabled
  bool disabled = false;
  std::string_view href = {};  // a link rather than an action
};
bool menu_item(Ui& ui, std::string_view label, const MenuItemOptions& options = {});
void menu_heading(Ui& ui, std::string_view words);

}  // namespace rehearsal::ui
