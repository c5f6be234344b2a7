// What is said of each thing drawn: the flat records from which web/mirror.js builds the DOM, tests find
// widgets, and screen readers learn what is there. One pass of a frame gives one list, in reading order; a
// container's children follow it up to a record of Role::end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rehearsal::ui {

// The order is the wire's: role_names() hands the names to JavaScript, which keeps no list of its own.
// clang-format off
enum class Role : uint16_t {
  end,
  // leaves
  text, heading, button, link, checkbox, switch_, radio, textbox, combobox, option, menuitem, tab, label,
  image, separator, progressbar,
  // containers
  group, region, navigation, main, banner, contentinfo, form, search, article, list, listitem, paragraph, code,
  terms, term, definition, grid, row, cell, columnheader, rowheader, radiogroup, listbox, menu, tablist, tabpanel, dialog,
  status, alert, tooltip, line,
};
// clang-format on
std::string_view role_names();  // "end text heading …", separated by single spaces

// Bits of Record::state.
namespace state {
enum : uint32_t {
  checked = 1u << 0,
  checkable = 1u << 1,
  expanded = 1u << 2,
  expandable = 1u << 3,
  selected = 1u << 4,
  selectable = 1u << 5,
  disabled = 1u << 6,
  required = 1u << 7,
  invalid = 1u << 8,
  multi_line = 1u << 9,
  read_only = 1u << 10,
  current = 1u << 11,     // aria-current="page"
  popup_list = 1u << 12,  // aria-haspopup
  popup_menu = 1u << 13,
  popup_dialog = 1u << 14,
  modal = 1u << 15,
  wants_focus = 1u << 16,  // the page moves the DOM's focus here
  tab_stop = 1u << 17,     // of the items that arrows move among: the one that Tab reaches
  scroller = 1u << 18,     // a container with content_h: scrolls in the DOM
  clipped = 1u << 19,      // lies outside of what is visible
  mono = 1u << 20,
  is_virtual = 1u << 21,  // arrows go to the program: not all rows are here
  primary = 1u << 22,     // of a row: the link that a press on the row means
  has_value = 1u << 23,
  busy = 1u << 24,
  hidden_name = 1u << 25,  // the name is not drawn as text
  new_scroll = 1u << 26,   // scroll_y is an order, not an echo
  polite = 1u << 27,       // said when it changes
  container = 1u << 28,    // children follow, up to a record of Role::end
  quiet = 1u << 29,        // aria-hidden: drawn, and said elsewhere already
};
}  // namespace state

// 24 words of 4 bytes; JavaScript reads them in place (field order is web/records.js's).
struct Record {
  uint32_t id = 0;
  Role role = Role::end;
  uint16_t level =
      0;  // heading level; weight of text (400, 500, 600); of a column header: 1 ascending, 2 descending
  uint32_t state = 0;
  float x = 0, y = 0, w = 0, h = 0;   // CSS px; in the content's coordinates inside a scroller
  float text_x = 0, text_y = 0;       // where the drawn text begins, from x and y
  float text_w = 0;                   // how wide all of it is, though the rectangle may show less; 0: unknown
  float font_size = 0, baseline = 0;  // CSS px; baseline from text_y
  int32_t index = 0, count = 0;       // position in a set, row or column index; how many
  uint32_t name = 0, name_length = 0;    // in the pool of texts, bytes
  uint32_t value = 0, value_length = 0;  // of a field; address of a link
  uint32_t extra = 0, extra_length = 0;  // lines of `key=value`: placeholder, mode, description
  uint32_t relation = 0;  // id of what describes a field, of a label's field, of what opened a popup
  float scroll_y = 0, content_h = 0;
  uint32_t hash = 0;  // of the texts, so that the mirror need not compare them
};
static_assert(sizeof(Record) == 24 * 4, "web/records.js reads records by word");

}  // namespace rehearsal::ui
