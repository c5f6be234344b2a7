// Where things go. Boxes nest; each lays out what is drawn inside it: a column from top to bottom, a row from
// left to right. A box remembers how large its content was, and a frame is passed again, unseen, until
// nothing moves any more, so that what is at the right, centred or of equal height is there from the first
// picture on.
//
//   auto head = row(ui, {.gap = 8});
//   heading(ui, 1, "Create user");
//   status_badge(…);
//   spacer(ui);                      // what follows stands at the right
//   button(ui, "Retry step");
#pragma once

#include <string_view>

#include "shell/ui/record.h"

namespace rehearsal::ui {

class Ui;

// Closes what was opened when it goes out of scope. False where the thing is shut (a closed dialog): draw
// nothing then.
class [[nodiscard]] Scope {
 public:
  explicit Scope(Ui& ui) : ui_(&ui) {}
  Scope() = default;
  Scope(Scope&& other) noexcept : ui_(other.ui_) { other.ui_ = nullptr; }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  Scope& operator=(Scope&&) = delete;
  ~Scope() { end(); }
  explicit operator bool() const { return ui_ != nullptr; }
  void end();

 private:
  Ui* ui_ = nullptr;
};

// Across a box: where a child that is smaller than the box stands. `fill` gives it the box's whole width or
// height; `usual` is the start of a column and the middle of a row.
enum class Align : uint8_t { usual, start, center, end, fill };

struct BoxOptions {
  float gap = 0;               // between children
  Align align = Align::usual;  // across: heights in a row, widths in a column
  float width = 0;             // 0: a column takes what its parent has; inside a row, what its content needs
  float grow = 0;              // share of the width that the row around it has left
  float tile_width = 0;        // of a tiling: how narrow its columns may become
  int most_tiles = 0;          // and how many of them there are at most; 0: as many as fit
  float max_width = 0;         // 0: none
  float min_height = 0;
  float pad_x = 0, pad_y = 0;
  bool wrap = false;      // a row: goes on in the next line
  bool centered = false;  // with max_width: in the middle of the parent
  bool reveal = false;    // brings it into sight when it lies below
};

Scope column(Ui& ui, const BoxOptions& options = {});
Scope row(Ui& ui, const BoxOptions& options = {});
// Columns of equal width, at least `min_width` wide, as many as fit, or at most `most`; each child drawn in
// it must be one box or card.
Scope tiles(Ui& ui, float min_width, float gap = 16, int most = 0);
// Space of its own between two children of a column or row.
void gap(Ui& ui, float px);
// What is left of the box's width.
float room(Ui& ui);
// Takes what is left of the row.
void spacer(Ui& ui);
// A hairline across the box.
void divider(Ui& ui);

// A box that is also said as a container of `role`.
Scope group(Ui& ui, Role role, std::string_view name, const BoxOptions& options = {});

// What a list is searched and sifted with: stays in sight while the list is scrolled.
Scope sticky_search(Ui& ui);

// A form; `keys` are those that were pressed in it, or while nothing else had the focus.
struct FormKeys {
  bool next = false, previous = false, leave = false;
};
Scope form(Ui& ui, std::string_view name, FormKeys& keys, const BoxOptions& options = {});

// Names what is inside by `key`: two things with the same key in different scopes differ, and what is the
// same in the next frame is the same thing. Lists give each item the item's own id.
Scope scope(Ui& ui, std::string_view key);

}  // namespace rehearsal::ui
