#include "shell/ui/lists.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr float kHead = 36;
constexpr float kCellPad = 12;
constexpr int kPlainRows = 2000;  // who draws more in the plain view has to part them

// Brings the row that is wanted, found at `y`, to the top; again while what lies above it still finds its
// place.
void bring(Core& core, ListLook& look, float y) {
  if (look.top == 0) y = 0;
  look.wanted = look.brought != y;
  look.brought = y;
  core.scroll_to(y);
}

// Of columns that may be left out, those that ask for the least place go until the others have room; 0: it
// has gone.
std::vector<float> widths_of(const std::vector<Column>& columns, float room) {
  constexpr float kLeast = 150;  // of one that grows
  const auto needed = [](const Column& column) { return column.width > 0 ? column.width : kLeast; };
  std::vector<bool> gone(columns.size());
  float need = 0;
  for (const Column& column : columns) need += needed(column);
  while (need > room) {
    size_t last = columns.size();
    for (size_t i = 0; i < columns.size(); ++i) {
      const bool less = last == columns.size() || columns[i].dispensable > columns[last].dispensable;
      if (!gone[i] && columns[i].dispensable > 0 && less) last = i;
    }
    if (last == columns.size()) break;
    gone[last] = true;
    need -= needed(columns[last]);
  }
  float fixed = 0, growing = 0;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!gone[i])
      (columns[i].width > 0 ? fixed : growing) += columns[i].width > 0 ? columns[i].width : columns[i].grow;
  }
  std::vector<float> widths;
  for (size_t i = 0; i < columns.size(); ++i) {
    const float share = growing > 0 ? std::max(0.0f, room - fixed) * columns[i].grow / growing : 0;
    widths.push_back(gone[i] ? 0 : std::floor(columns[i].width > 0 ? columns[i].width : share));
  }
  return widths;
}

}  // namespace

Table::Table(Ui& ui, std::string_view name, const std::vector<Column>& columns, int rows, ListLook* how)
    : ui_(ui), columns_(columns), row_height_(ui.touch() ? 48 : 40), rows_(rows) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  id_ = core.widget_id(name);
  Core::Memory& memory = core.memory(id_);
  memory.number = std::clamp(memory.number, 0, std::max(0, rows - 1));

  const Rect r = core.begin(Flow::column, {.align = Align::fill, .grow = 1}, id_);
  core.open(id_, Role::grid, name, r,
            {.state = state::is_virtual, .index = static_cast<int>(columns.size()), .count = rows + 1});
  core.painter.fill(r, c.surface, kCardRadius);
  core.painter.stroke(r, c.border, kCardRadius);
  // Without pictures the browser finds their widths.
  widths_ = widths_of(columns, core.view.plain ? 1e4f : r.w);
  draw_head();

  const Rect body =
      core.boxes.place({.natural = {200, row_height_ * static_cast<float>(rows)}, .fill = true});
  x_ = body.x;
  width_ = body.w;
  top_ = body.y;
  const float seen = core.scrolled_top(), high = core.scrolled_height();
  const auto row_at = [&](float y) { return static_cast<int>(std::floor((y - top_) / row_height_)); };
  if (how != nullptr && rows > 0 && !core.view.plain) look(*how, seen);
  int first = std::clamp(row_at(seen) - 2, 0, rows), last = std::clamp(row_at(seen + high) + 3, 0, rows);
  if (core.view.plain) first = 0, last = std::min(rows, kPlainRows);
  page_ = std::max(1, static_cast<int>(high / row_height_) - 2);
  take_keys();
  const int active = memory.number;
  if (core.shows_cells && core.cells.grid == id_ && core.cells.row >= 0) {
    first = std::clamp(std::min(core.cells.row, core.cells.to_row), 0, rows);
    last = std::min({std::max(core.cells.row, core.cells.to_row) + 1, rows, first + Ui::kMostCopied});
  }
  if (rows > 0 && active < first) visible_.push_back(active);
  for (int i = first; i < last; ++i) visible_.push_back(i);
  if (rows > 0 && active >= last) visible_.push_back(active);
}

Table::~Table() {
  ui_.core().end();
}

void Table::look(ListLook& how, float seen) {
  Core& core = ui_.core();
  // What stays in sight covers rows. The browser keeps whole pixels of the screen.
  const float covered = core.sticks() ? core.stuck + kHead : 0;
  const int at = static_cast<int>(std::floor((seen + covered + 1 - top_) / row_height_));
  const int top = at > 0 && at < rows_ ? at : 0;
  if (!how.wanted) {
    how.top = top;
    how.cells = core.cells.grid == id_ ? core.cells : Ui::Cells();
    return;
  }
  if (how.cells.row >= 0 || core.cells.grid == id_) {
    core.cells = how.cells;
    core.cells.grid = id_;
  }
  how.top = std::min(how.top, rows_ - 1);
  // Where it was left it stays, to the pixel.
  if (how.top < 0 || (how.top == top && how.brought < 0)) {
    how.wanted = false;
  } else {
    bring(core, how, top_ + row_height_ * static_cast<float>(how.top) - covered);
  }
}

void Table::draw_head() {
  Core& core = ui_.core();
  const Palette& c = core.colors();
  const Font font{12, Weight::medium, false};
  Rect head = core.boxes.place({.natural = {200, kHead}, .fill = true});
  // In sight as long as one of its rows is.
  const float top = head.y;
  head.y = std::min(core.stick(top, 0), top + row_height_ * static_cast<float>(rows_));
  core.push_raised();
  core.painter.fill_top({head.x + 1, head.y + 1, head.w - 2, head.h - 1}, c.surface,
                        head.y > top ? 0 : kCardRadius - 1);
  core.painter.horizontal(head.x, head.bottom() - 1 / core.view.scale, head.w, c.border);
  Core::Closing none;
  none.boxed = false;
  core.push_closing(none);
  core.open(mixed(id_, 1u), Role::row, {}, head, {.index = 1});
  float x = head.x;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (widths_[i] <= 0) continue;
    const Rect cell{x, head.y, widths_[i], head.h};
    const uint32_t cell_id = mixed(id_, static_cast<uint32_t>(i + 2));
    core.push_closing(none);
    const int direction = column.sorted > 0 ? 1 : column.sorted < 0 ? 2 : 0;
    core.open(cell_id, Role::columnheader, column.title_hidden ? column.title : std::string_view(), cell,
              {.level = static_cast<uint16_t>(direction), .index = static_cast<int>(i + 1)});
    const Rect line{cell.x + kCellPad, cell.y, cell.w - 2 * kCellPad - (column.sortable ? 16 : 0), cell.h};
    if (column.sortable) {
      draw_sorter(column, static_cast<int>(i), cell, line);
    } else if (!column.title_hidden) {
      const DrawnText drawn = draw_line(core, line, column.title, font, c.muted, column.align);
      core.text_record(core.identity.counted(), column.title, drawn.rect, font, drawn.whole);
    }
    core.end();
    x += widths_[i];
  }
  core.end();
  core.pop_raised();
}

bool Table::at_hand() const {
  Core& core = ui_.core();
  const bool is_active = core.focus != 0 && core.focus_by_keyboard && core.memory(id_).number == index_;
  return is_active || (core.row == core.hover_outer && !core.view.touch);
}

void Table::draw_sorter(const Column& column, int index, Rect cell, Rect line) {
  Core& core = ui_.core();
  const Palette& c = core.colors();
  const Font font{12, Weight::medium, false};
  const uint32_t button = mixed(id_, static_cast<uint32_t>(index + 200));
  const float lit = core.glide(button, 1, core.is_hovered(button) || column.sorted != 0, kQuick);
  const DrawnText drawn =
      draw_line(core, line, column.title, font, between(c.muted, c.text, lit), column.align);
  const Icon arrow = column.sorted > 0   ? Icon::arrow_up
                     : column.sorted < 0 ? Icon::arrow_down
                                         : Icon::chevrons_up_down;
  core.painter.icon(drawn.rect.right() + 4, cell.y + (cell.h - 12) / 2, arrow, 12,
                    fade(c.muted, column.sorted != 0 ? 1 : 0.4f + 0.6f * lit));
  draw_ring(core, button, cell.inset(3), 4);
  Said said;
  said.font = font;
  said.level = 500;
  said.text_x = drawn.rect.x - cell.x;
  said.text_y = drawn.rect.y - cell.y;
  said.text_w = drawn.whole;
  if (core.press(button, Role::button, column.title, cell, said)) pressed_ = index;
}

// Arrows move among all rows, also those that are not in sight; the row that they reach is drawn and takes
// the focus.
void Table::take_keys() {
  Core& core = ui_.core();
  Core::Memory& memory = core.memory(id_);
  Action action;
  while (core.take(id_, ActionKind::key, &action)) {
    int to = memory.number;
    switch (action.key) {
      case Key::down:
        ++to;
        break;
      case Key::up:
        --to;
        break;
      case Key::page_down:
        to += page_;
        break;
      case Key::page_up:
        to -= page_;
        break;
      case Key::home:
        to = 0;
        break;
      case Key::end:
        to = rows_ - 1;
        break;
      case Key::extend_up:
      case Key::extend_down:
      case Key::extend_left:
      case Key::extend_right:
      case Key::extend_home:
      case Key::extend_end:
        extend(action.key);
        continue;
      case Key::escape:
        core.cells = {};
        continue;
      default:
        break;
    }
    core.cells = {};
    memory.number = std::clamp(to, 0, std::max(0, rows_ - 1));
    wants_focus_ = true;
    memory.open = true;  // until the browser has moved the focus
    core.focus_moved = false;
  }
}

void Table::waiting_row(int index) {
  const Scope line = row(index, "row " + std::to_string(index));
  Core& core = ui_.core();
  core.records.back().state |= state::busy;
  const Rect r{x_, top_ + row_height_ * static_cast<float>(index), width_, row_height_};
  core.painter.fill({r.x + kCellPad, r.y + r.h / 2 - 6, r.w * (index % 2 == 0 ? 0.3f : 0.24f), 12},
                    core.colors().pressed, 4);
  const Scope only = cell();
  only_said(ui_, "Loading");
}

// From the row that has the focus: first all of it.
void Table::extend(Key key) {
  Core& core = ui_.core();
  Ui::Cells& cells = core.cells;
  const int last = static_cast<int>(columns_.size()) - 1;
  if (cells.grid != id_ || cells.row < 0) {
    const int active = core.memory(id_).number;
    cells = {id_, active, 0, active, last};
    if (key == Key::extend_left || key == Key::extend_right) cells.to_column = 0;
    if (key != Key::extend_home && key != Key::extend_end) return;
  }
  if (key == Key::extend_home) cells.to_row = 0;
  if (key == Key::extend_end) cells.to_row = rows_ - 1;
  if (key == Key::extend_up) --cells.to_row;
  if (key == Key::extend_down) ++cells.to_row;
  if (key == Key::extend_left) --cells.to_column;
  if (key == Key::extend_right) ++cells.to_column;
  cells.to_row = std::clamp(cells.to_row, 0, rows_ - 1);
  cells.to_column = std::clamp(cells.to_column, 0, last);
}

bool Table::has_cell(int column) const {
  const Ui::Cells& cells = ui_.core().cells;
  const auto within = [](int at, int a, int b) { return at >= std::min(a, b) && at <= std::max(a, b); };
  return cells.grid == id_ && cells.row >= 0 && within(index_, cells.row, cells.to_row) &&
         within(column, cells.column, cells.to_column);
}

Scope Table::row(int index, std::string_view key, bool selected) {
  Core& core = ui_.core();
  const Palette& c = core.colors();
  Core::Memory& memory = core.memory(id_);
  const uint32_t id = mixed(id_, key);
  const Rect r{x_, top_ + row_height_ * static_cast<float>(index), width_, row_height_};
  // It has come to the place where something was waited for.
  if (core.focus != 0 && core.focus != id && core.focus == mixed(id_, "row " + std::to_string(index)))
    core.want_focus(id);
  // The row that has the focus is the active one, also where rows came before it; one that it is about to
  // leave is not.
  if (core.focus_moved) memory.open = false;
  if (core.focus == id && !memory.open) {
    // Cells are known by the numbers of their rows.
    if (!core.focus_moved && memory.number != index && core.cells.grid == id_) core.cells = {};
    memory.number = index;
  }
  const bool active = memory.number == index;
  if (active) core.take_wanted_key("rows", id);
  if (active && wants_focus_) core.want_focus(id);
  const float hover = core.glide(id, 1, core.is_hovered(id), kQuick);
  if (selected) core.painter.fill(r, c.selected);
  if (hover > 0) {
    const bool last = index + 1 == rows_;
    const Rect lit{r.x + 1, r.y, r.w - 2, last ? r.h - 1 : r.h};
    core.painter.fill(last ? Rect{lit.x, lit.y, lit.w, lit.h / 2} : lit, fade(c.hover, hover));
    // The last one lies in the corners of the table.
    if (last) core.painter.fill(lit, fade(c.hover, hover), kCardRadius - 1);
  }
  if (index + 1 < rows_)
    core.painter.horizontal(r.x + 1, r.bottom() - 1 / core.view.scale, r.w - 2, c.border);
  if (core.has_ring(id)) core.painter.stroke(r.inset(1), c.focus, 5, 2);
  core.begin_at(Flow::column, {}, id, r);
  core.open(id, Role::row, {}, r,
            {.state = state::selectable | (selected ? state::selected : 0u) | (active ? state::tab_stop : 0u),
             .index = index + 2});
  // Names inside belong to the row.
  core.identity.push_scope(id);
  core.closing().scoped = true;
  core.row = id;
  cell_ = 0;
  index_ = index;
  row_ = r;
  cell_x_ = r.x;
  return Scope(ui_);
}

Scope Table::cell() {
  Core& core = ui_.core();
  const size_t at = std::min(static_cast<size_t>(cell_), widths_.size() - 1);
  const Rect r{cell_x_, row_.y, widths_[at], row_.h};
  cell_x_ += widths_[at];
  ++cell_;
  if (widths_[at] <= 0) return {};
  const uint32_t id = core.identity.counted();
  core.begin_at(Flow::row, {.gap = 8, .align = Align::center, .pad_x = kCellPad}, id, r);
  const bool selected = has_cell(cell_ - 1);
  if (selected) core.painter.fill(r, fade(core.colors().accent, 0.14f));
  core.open(id, Role::cell, {}, r, {.state = selected ? state::selected : 0u, .index = cell_});
  if (columns_[at].align == Align::end) spacer(ui_);
  return Scope(ui_);
}

Scope item_list(Ui& ui, std::string_view name, ListLook* look) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name);
  const Rect r = core.begin(Flow::column, {.align = Align::fill, .grow = 1}, id);
  core.painter.fill(r, core.colors().surface, kCardRadius);
  core.painter.stroke(r, core.colors().border, kCardRadius);
  core.open(id, Role::list, name, r);
  core.list_items = 0;
  core.list_look = core.view.plain ? nullptr : look;
  if (look != nullptr && (!look->wanted || look->top < 0)) *look = {.top = -1, .cells = look->cells};
  return Scope(ui);
}

Scope list_item(Ui& ui, std::string_view key, std::string_view href, std::string_view title,
                std::string_view second_line, Icon icon) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{14, Weight::medium, false}, small{12, Weight::regular, false};
  const uint32_t id = core.widget_id(key), link_id = mixed(id, 1u);
  const bool two = !second_line.empty();
  const float high = two ? 60 : core.view.touch ? 48 : 40;
  const Rect r =
      core.begin(Flow::row, {.gap = 12, .align = Align::center, .min_height = high, .pad_x = 16}, id);
  if (ListLook* look = core.list_look) {
    if (look->wanted && look->top == core.list_items) bring(core, *look, r.y);
    if (look->top < 0 && r.bottom() > core.scrolled_top() + 1) look->top = core.list_items;
  }
  if (core.list_items++ > 0) core.painter.horizontal(r.x, r.y, r.w, c.border);
  const float hover = core.glide(link_id, 1, core.is_hovered(link_id), kQuick);
  if (hover > 0) core.painter.fill(r.inset(1), fade(c.hover, hover), 5);
  core.open(id, Role::listitem, {}, r);
  const float left = icon == Icon::none ? 0 : 28;
  const float widest = std::max(core.texts.measure(title, font), core.texts.measure(second_line, small));
  const Rect at = core.boxes.place({.natural = {left + widest, two ? 40.0f : 20.0f}, .grow = 1});
  core.painter.icon(at.x, at.y + 2, icon, 16, c.muted);
  const DrawnText drawn = draw_line(core, {at.x + left, at.y, at.w - left, 20}, title, font, c.text);
  Said said;
  said.value = href;
  said.has_value = true;
  said.state = state::tab_stop;
  said.description = second_line;
  said.font = font;
  said.level = 500;
  said.text_x = drawn.rect.x - r.x;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  core.press(link_id, Role::link, title, r, said);
  if (two) {
    const DrawnText second =
        draw_line(core, {at.x + left, at.y + 22, at.w - left, 16}, second_line, small, c.muted);
    core.text_record(core.identity.counted(), second_line, second.rect, small, second.whole);
  }
  draw_ring(core, link_id, r, kCardRadius);
  return Scope(ui);
}

Scope list_block(Ui& ui, std::string_view key, std::string_view name) {
  Core& core = ui.core();
  const uint32_t id = core.widget_id(key);
  const Rect r = core.begin(Flow::column, {.gap = 4, .align = Align::fill, .pad_x = 16, .pad_y = 10}, id);
  if (core.list_items++ > 0) core.painter.horizontal(r.x, r.y, r.w, core.colors().border);
  core.open(id, Role::listitem, name, r);
  return Scope(ui);
}

}  // namespace rehearsal::ui
