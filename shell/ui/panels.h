// What holds other things.
#pragma once

#include <string_view>
#include <vector>

#include "shell/ui/buttons.h"
#include "shell/ui/icons.h"
#include "shell/ui/layout.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

struct CardOptions {
  float pad = 16;
  float gap = 12;
  Align align = Align::fill;
  Role role = Role::group;     // said as this, when it has a name
  std::string_view name = {};  // said, not drawn
  std::string_view href = {};  // the whole card is a link
  float grow = 0;
  bool sunken = false;
};
Scope card(Ui& ui, const CardOptions& options = {});
// A card with a heading of level 2 and, at its right, whatever `head` (drawn by the caller) holds:
//   auto steps = section(ui, "Steps");
Scope section(Ui& ui, std::string_view title, float gap = 12);

// Something to know about this part of the page. `title` in bold; what is drawn inside follows it.
// Danger is said at once (alert), the others when there is time (status).
Scope callout(Ui& ui, Tone tone, std::string_view title, Icon icon = Icon::none);
// A bar across the page: "Rehearsal runs in memory", "Open in another tab".
Scope page_bar(Ui& ui, Tone tone, std::string_view words, Icon icon = Icon::none);

// One sentence and (drawn inside by the caller) one action.
// `level` 1: it is all that the page has.
Scope empty_state(Ui& ui, Icon icon, std::string_view title, std::string_view sentence, int level = 2);

struct DialogOptions {
  float width = 440;
  Tone tone = Tone::normal;
};
// A native modal dialog; Escape and a press outside set `open` to false, and the focus goes back to where it
// was. Draw paragraphs first and `auto actions = dialog_actions(ui)` with its buttons last.
Scope dialog(Ui& ui, std::string_view title, bool& open, const DialogOptions& options = {});
Scope dialog_actions(Ui& ui);

// Tabs of one view; `chosen` is an index. Returns true when it changed. What is drawn after it is the panel.
struct Tab {
  std::string_view label = {};
  int count = -1;              // shown when >= 0
  std::string_view href = {};  // a tab that is a route
};
bool tabs(Ui& ui, std::string_view name, const std::vector<Tab>& labels, int& chosen);

// Grey bars in the shape of what is being fetched; drawn only when it takes longer than 150 ms. Said as
// "Loading".
void skeleton(Ui& ui, int lines = 3);
// Done of total, 0 to 1; below 0: unknown.
void progress_bar(Ui& ui, std::string_view name, float done);

// Floats at the corner for five seconds, said by a live region; at most three at a time, one where there
// is little room.
struct ToastOptions {
  Tone tone = Tone::success;
  std::string_view link_words = {};
  std::string_view link_href = {};
};
void toast(Ui& ui, std::string_view words, const ToastOptions& options = {});

}  // namespace rehearsal::ui
