// The state of the drawn page between and during frames; every widget takes it. One object, made by main() or
// a test.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/platform.h"
#include "shell/ui/record.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

struct Core;  // shell/ui/core.h: what widgets are made of

// The window that the page has. CSS pixels.
struct View {
  float width = 1280, height = 800;
  float scale = 1;  // device pixels to a CSS pixel
  bool dark = false;
  bool touch = false;  // the pointer is coarse
  bool reduced_motion = false;
  Contrast contrast = Contrast::usual;
  SystemColors system = {};  // where contrast is forced
  bool plain = false;        // nothing is drawn: the records, plainly styled, are the page
};

enum class Key : uint8_t {
  escape,
  outside /* a press elsewhere */,
  up,
  down,
  left,
  right,
  page_up,
  page_down,
  home,
  end,
  enter,
  character,
  next,  // Ctrl or Cmd with the arrow: to the next page of a form, and to the one before
  previous,
  extend_up,  // Shift with an arrow in a table: more or fewer of its cells
  extend_down,
  extend_left,
  extend_right,
  extend_home,  // to the first row, to the last one
  extend_end,
};

class Ui {
 public:
  explicit Ui(Platform& platform);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // ---- for views
  const Palette& colors() const;
  float width() const;
  float height() const;
  bool narrow() const;  // made for a hand: below kNarrow
  bool roomy() const;   // there is room for a second column: kRoomy and more
  // So little height that what stands around the page scrolls with it: 400 % of zoom, a phone held sideways.
  // A keyboard on the screen of one held upright does not count.
  bool low() const;
  bool has_bar() const;  // the destinations are a bar, of four and a menu: narrow or low
  bool touch() const;
  bool dark() const;
  bool points_at_row() const;  // of a table
  double now() const;          // seconds; the same during all passes of a frame
  // Asks to be drawn again in `seconds`, at the latest: clocks, animations (0: the next frame).
  void wake_after(double seconds);
  // Has a screen reader say `words` when it is idle.
  void announce(std::string_view words);
  // The widget that is drawn with this key gets the focus, now or in one of the next frames. "page-title" is
  // the heading of level 1.
  void focus_on(std::string_view key);
  // Something was pressed, and this is its frame: what comes of it may follow.
  bool pressed() const;
  // The key that was given to it and has not been drawn yet; empty: none.
  std::string_view wanted_focus() const;
  // Which widget has it, by its id; 0: none.
  uint32_t focus() const;
  // Shuts the drop-down or menu that is open: what it belonged to is gone.
  void shut_popup();
  // What a copy button copied last; the page puts it on the clipboard and forgets it.
  std::string take_copied();
  // What announce() was last told, once.
  std::string take_announcement();

  // ---- for who runs the page
  void set_view(const View& view);
  const View& view() const;
  // Draws the page: `draw` is passed until nothing moves any more and no action is left over, at most six
  // times. The last pass's records and draw data are what is shown. `now`: seconds, never going back.
  void frame(double now, const std::function<void()>& draw);
  // Seconds until the next frame is wanted; 0: at once, below 0: not before something happens.
  double wanted_in() const;

  const std::vector<Record>& records() const;
  const std::string& pool() const;
  std::string_view name_of(const Record& record) const;
  std::string_view value_of(const Record& record) const;
  // The line `key=…` of a record's extras: "help", "error", "description", "placeholder"; empty without one.
  std::string_view extra_of(const Record& record, std::string_view key) const;

  // What happened in the page; the next frame's widgets take it. An action whose widget is gone is dropped
  // after it.
  void press(uint32_t id);
  void type(uint32_t id, std::string_view text);
  void enter(uint32_t id);  // Enter in a text field
  void key(uint32_t id, Key key, uint32_t character = 0);
  void scrolled(uint32_t id, float y);
  // The DOM's focus; 0: nowhere. `by_keyboard`: show the ring.
  void focused(uint32_t id, bool by_keyboard);
  // Under the pointer: the innermost thing, the row or card around it, and whether it is held down.
  void hovered(uint32_t id, uint32_t outer);
  void held(uint32_t id);
  // A pointer was drawn over cells of a table, from one to another; rows and columns from 0. Row -1: none.
  struct Cells {
    uint32_t grid = 0;
    int row = -1, column = 0, to_row = 0, to_column = 0;
  };
  void select_cells(const Cells& cells);
  // In the frames until false the rows of that range are said, the first kMostCopied of them: so that they
  // can be copied. Where that is not all of them, it is said too.
  static constexpr int kMostCopied = 2000;
  void show_cells(bool all);
  // How many actions found no widget so far: a test's sign that something was drawn and not said.
  uint64_t lost_actions() const;

  Core& core() { return *core_; }

 private:
  std::unique_ptr<Core> core_;
};

}  // namespace rehearsal::ui
