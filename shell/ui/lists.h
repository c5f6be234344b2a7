// Rows: tables, lists, and the steps of a process.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shell/ui/geometry.h"
#include "shell/ui/icons.h"
#include "shell/ui/layout.h"
#include "shell/ui/theme.h"
#include "shell/ui/ui.h"

namespace rehearsal::ui {

struct Column {
  std::string_view title = {};
  float width = 0;  // CSS px; 0: shares what is left by `grow`
  float grow = 1;
  Align align = Align::start;
  bool sortable = false;
  int sorted = 0;             // 1 ascending, -1 descending, 0 not by this column
  bool title_hidden = false;  // said, not drawn
  int dispensable = 0;        // above 0: left out where the room is short, the highest first
};

// How a list is looked at: the first row in sight, from 0, and in a table the cells that are selected. The
// list says it whenever it is drawn; `wanted` has it brought about instead, as soon as there are rows: row 0
// with what stands above it, -1 leaves the page where it is.
struct ListLook {
  int top = 0;
  Ui::Cells cells = {};
  bool wanted = false;
  float brought = -1;  // where its row was found then
};

// A grid of rows: one stop for Tab, arrows, J and K, PageUp, PageDown, Home and End move among the rows,
// Enter follows a row's primary link. Only what is in sight is drawn; the rest is there for the arrows.
//
//   Table table(ui, "Subscriptions", columns, rows.size());
//   for (int i : table.visible()) {
//     auto row = table.row(i, rows[i].id);
//     { auto c = table.cell(); link(ui, rows[i].description, href, {.primary = true}); }
//     if (auto c = table.cell()) badge(…);
//   }
class Table {
 public:
  Table(Ui& ui, std::string_view name, const std::vector<Column>& columns, int rows,
        ListLook* look = nullptr);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // The rows to draw now, in order: what is in sight, and the one that has the focus.
  const std::vector<int>& visible() const { return visible_; }
  // `key` is the row's own id. `index` counts from 0.
  Scope row(int index, std::string_view key, bool selected = false);
  // A row that is not here yet.
  void waiting_row(int index);
  // The next cell of the row, from left to right; false where its column is left out: nothing is drawn then.
  Scope cell();
  // The column whose header was pressed, or -1: the caller sorts and says so in Column::sorted.
  int pressed_column() const { return pressed_; }
  // Whether the row that is being drawn is pointed at, or is the one that the keyboard is at.
  bool at_hand() const;

 private:
  void draw_head();
  void look(ListLook& how, float seen);
  void draw_sorter(const Column& column, int index, Rect cell, Rect line);
  void take_keys();
  void extend(Key key);
  bool has_cell(int column) const;

  Ui& ui_;
  const std::vector<Column>& columns_;
  float row_height_ = 40;
  int rows_, pressed_ = -1, cell_ = 0, index_ = 0, page_ = 1;
  float x_ = 0, top_ = 0, width_ = 0, cell_x_ = 0;
  Rect row_;
  uint32_t id_ = 0;
  bool wants_focus_ = false;
  std::vector<int> visible_;
  std::vector<float> widths_;
};

// A list whose items are links of two lines: what tables become when narrow, and short lists in cards.
//   auto list = item_list(ui, "Latest processes");
//   { auto item = list_item(ui, id, href, "create_user", "Create user · started just now"); badge(…) /* at
//   the right */; }
Scope item_list(Ui& ui, std::string_view name, ListLook* look = nullptr);
Scope list_item(Ui& ui, std::string_view key, std::string_view href, std::string_view title,
                std::string_view second_line = {}, Icon icon = Icon::none);
// An item that leads nowhere itself and holds whatever is drawn in it, one below the other.
Scope list_block(Ui& ui, std::string_view key, std::string_view name);

// unreached: it was to come, and will not any more.
enum class StepState : uint8_t { pending, running, waiting, done, skipped, failed, stopped, unreached };

struct Step {
  std::string_view name = {};
  StepState state = StepState::pending;
  std::string_view status = {};    // the word: "Success", "Failed"
  std::string_view trailing = {};  // at the right: the duration, the time
  std::string_view summary = {};   // of what it shows when it is open, while it is shut: cut to the room
  bool expandable = true;
  bool last = false;    // no line below
  bool reveal = false;  // brings it into sight when it lies below
};
// The steps of a process from top to bottom, joined by a line. Returns an open scope while the step is
// expanded:
//   auto list = step_list(ui, "Steps");
//   if (auto detail = step(ui, id, {.name = "Provision user", .state = StepState::done, …}, open[i])) { … }
Scope step_list(Ui& ui, std::string_view name);
Scope step(Ui& ui, std::string_view key, const Step& what, bool& open);
// The same as a row of dots, for the head of the page and for the form's "steps that will run".
void step_strip(Ui& ui, std::string_view name, const std::vector<Step>& steps);
void step_outline(Ui& ui, std::string_view name, const std::vector<Step>& steps);

}  // namespace rehearsal::ui
