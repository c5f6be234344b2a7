// The page's regions. They are taken from the edges in the order in which they are drawn; main() gets what is
// left.
#pragma once

#include <string_view>
#include <vector>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"

namespace rehearsal::ui {

// Around all of them. Where the window is low they scroll with the page, of which `key` is the route.
Scope whole_page(Ui& ui, std::string_view key);
// Across the top: the name at the left, whatever the caller draws after spacer() at the right. Also draws the
// link "Skip to content", seen when it has the focus.
Scope header_bar(Ui& ui);
// Destinations: at the left of a wide page, a bar at the bottom of a narrow one (four of them fit there).
Scope navigation(Ui& ui, std::string_view name);
bool navigation_item(Ui& ui, Icon icon, std::string_view label, std::string_view href, bool current);
// The last place of a narrow page's bar: a menu of what it has no room for. Draw menu_item()s in it.
Scope navigation_menu(Ui& ui, Icon icon, std::string_view label, bool current);
// What stands in the navigation of a wide page only.
void navigation_gap(Ui& ui);

// The part that scrolls. `key` (the route) keeps the place to which it was scrolled. Its content is at most
// `max_width` wide and has the page's gutters; with `centered`, in the middle.
Scope main_area(Ui& ui, std::string_view key, float max_width = 1120, bool centered = false);

// Bread-crumbs: `current` is text, the others are links.
struct Crumb {
  std::string_view words = {};
  std::string_view href = {};
};
void crumbs(Ui& ui, const std::vector<Crumb>& before, std::string_view current);

}  // namespace rehearsal::ui
