// What widgets are made of: each places a rectangle, says it, takes the actions that came for it, and paints.
// For shell/ui's own files; views use widgets.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shell/ui/boxes.h"
#include "shell/ui/identity.h"
#include "shell/ui/painter.h"
#include "shell/ui/record.h"
#include "shell/ui/text.h"
#include "shell/ui/ui.h"

namespace rehearsal::ui {

enum class ActionKind : uint8_t { press, text, enter, key, scroll };

struct Action {
  uint32_t id = 0;
  ActionKind kind = ActionKind::press;
  std::string text = {};
  Key key = Key::enter;
  uint32_t character = 0;
  float y = 0;
};

// What is said of a widget beside its role, name and place.
struct Said {
  uint32_t state = 0;
  uint16_t level = 0;
  std::string_view value = {};
  bool has_value = false;
  std::string_view description = {};
  std::string_view placeholder = {};
  std::string_view mode = {};  // inputmode
  std::string_view keys = {};  // shortcut: "g s"
  uint32_t relation =
      0;  // of a field: what describes it; of a label: its field; of a popup's button: the popup
  int index = 0, count = 0;
  Font font = {};
  float text_x = 0, text_y = 0;  // of the drawn text, inside the rectangle
  float text_w = 0;              // its whole width, 0: unknown
};

struct ToastNote {
  uint32_t id = 0;
  std::string words, link_words, link_href;
  Tone tone = Tone::success;
  double born = 0;
};

struct ListLook;

struct Core {
  explicit Core(Platform& platform) : texts(platform), painter(texts) {}

  View view;
  Texts texts;
  Painter painter;
  Boxes boxes;
  Identity identity;
  std::vector<Record> records;
  std::string pool;
  double now = 0;
  Palette palette = light_palette();
  const Palette& colors() const { return palette; }

  // ---- the frame (core.cpp)
  void begin_pass();
  void end_pass();
  bool again() const { return boxes.moved() || acted_; }
  void end_frame();

  // ---- actions
  std::vector<Action> actions;
  bool pressed = false;  // one of them, or of those that were taken in this frame, is a press
  bool take(uint32_t id, ActionKind kind, Action* action = nullptr);
  uint64_t lost = 0;

  // ---- the DOM's focus and pointer
  uint32_t focus = 0, hover = 0, hover_outer = 0, held = 0;
  bool focus_by_keyboard = false;
  bool focus_moved = false;  // since the last frame
  bool is_hovered(uint32_t id) const { return !view.touch && (hover == id || hover_outer == id); }
  bool has_ring(uint32_t id) const { return focus == id && focus_by_keyboard; }
  void want_focus(uint32_t id);
  // What is drawn with this key gets the focus, now or when it comes within a few seconds; or the first
  // control that is drawn after want_focus_inside() was told of it. Whoever acts meanwhile is left where they
  // are.
  void want_focus_key(std::string_view key);
  void take_wanted_key(std::string_view key, uint32_t id);
  void want_focus_inside(std::string_view key);
  void forget_wanted_focus();
  // A named widget: its id; gives it the focus that was wanted by key.
  uint32_t widget_id(std::string_view key);

  // ---- saying
  // Adds the record of a leaf. The reference holds until the next one.
  Record& say(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said = {});
  // Says, draws nothing, and tells whether it was pressed. Disabled things never are.
  bool press(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said);
  // Opens a container's record; the box on top closes it and completes its height.
  void open(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said = {});
  void text_record(uint32_t id, std::string_view words, Rect rect, Font font, float text_width,
                   std::string_view description = {});

  // ---- boxes with an end to them
  struct Closing {
    bool boxed = true;     // a box was begun
    int said = 0;          // how many of its records are open
    bool scrolls = false;  // clip and offset
    bool clipped = false;
    bool layered = false;
    bool overlaid = false;     // its records go behind those of what surrounds it
    bool gathers = false;      // a dialog: what was overlaid inside it belongs to it
    bool faded = false;        // an opacity to pop
    bool scoped = false;       // an id level
    bool with_parent = false;  // closing it closes the one around it too
    uint32_t scroll_id = 0;
    size_t record = 0;  // index of its record
    void (*at_end)(Core&, Rect) = nullptr;
  };
  Rect begin(Flow flow, const BoxOptions& options, uint32_t id = 0);
  Rect begin_at(Flow flow, const BoxOptions& options, uint32_t id, Rect where);
  Closing& closing() { return closings_.back(); }
  void push_closing(const Closing& closing) { closings_.push_back(closing); }
  void end();

  // A region that scrolls in the DOM, at `where`: begins a column in it.
  struct Scroll {
    float y = 0;        // how far it is scrolled
    float content = 0;  // height of its content in the last pass
    float wanted = -1;  // where it is to be brought as soon as its content is high enough; -1: nowhere
    uint64_t ordered = UINT64_MAX;  // the frame that brought it there: all of its passes say so
    uint32_t pass = 0;
  };
  Scroll& scroll_of(uint32_t id) { return scrolls_[id]; }
  Rect begin_scroller(uint32_t id, Role role, std::string_view name, Rect where, const BoxOptions& inner,
                      const Said& said = {});
  float scrolled_top() const;  // layout y that is seen at the top of the innermost scroller, and its height
  float scrolled_height() const;
  // Whether the window is high enough for anything to stay in sight at its top.
  bool sticks() const;
  // Where what stands at `y` stays in sight there, below what stays there already; it takes `high` of it.
  float stick(float y, float high);
  float stuck = 0;
  // What is drawn until the other lies above the page that it belongs to, and is cut where that is.
  void push_raised();
  void pop_raised();
  // Brings layout y to the top of the innermost scroller, as far as there is content below it.
  void scroll_to(float y);
  // Scrolls the innermost scroller as far as it must for `r`, which lies in it, to be seen to its bottom.
  void reveal(Rect r);

  // What is said until this is closed comes after everything around it (popups, dialogs), in the window's
  // coordinates.
  void begin_overlay(Layer layer, float opacity = 1);

  // ---- one popup at a time
  uint32_t popup = 0;        // id of the widget that opened it
  uint64_t popup_frame = 0;  // frame in which it was opened
  double popup_since = 0;
  bool popup_is_up = false;        // above what opened it
  bool popup_wants_focus = false;  // its first item, or the chosen one, takes it
  void open_popup(uint32_t owner);
  void close_popup(bool give_focus_back);
  // Begins the popup of `owner` beside `anchor` when it is open: a column in a scroller, as wide as its
  // content within the two widths. False when it is shut.
  bool begin_popup(uint32_t owner, Rect anchor, float min_width, float max_width, Role role,
                   std::string_view name) {
    Rect head;
    if (!begin_popup_frame(owner, anchor, min_width, max_width, 0, name, head)) return false;
    begin_popup_list(owner, role, name);
    return true;
  }
  // The same in two parts, with a head of this height above what scrolls, to be drawn between them.
  bool begin_popup_frame(uint32_t owner, Rect anchor, float min_width, float max_width, float head_height,
                         std::string_view name, Rect& head);
  void begin_popup_list(uint32_t owner, Role role, std::string_view name);
  static uint32_t popup_id(uint32_t owner) { return mixed(owner, 0x706F70u); }
  uint32_t dialog = 0;  // id of the dialog that is open

  // ---- what is kept of a widget
  struct Memory {
    bool open = false;
    int number = 0;
    double since = 0;
    std::string text;
    uint32_t pass = 0;
  };
  Memory& memory(uint32_t id);
  // 0 to 1 and back as `on` says, over `seconds`; asks for the frames it needs. `slot` tells a widget's own
  // apart.
  float glide(uint32_t id, uint32_t slot, bool on, float seconds);
  // Seconds since `id` was first drawn without a pause.
  double age(uint32_t id);
  // When `id` was first drawn with this value in place of another one; below 0: it has had no other.
  double changed_at(uint32_t id, std::string_view value);
  // Lights up the ground of what changed at `since`, once; below 0: not at all.
  void flash(Rect r, double since, float radius);
  void wake_after(double seconds);
  double wake = -1;

  // ---- tooltips
  void tip(uint32_t id, Rect anchor, std::string_view words);

  // ---- what widgets tell those inside them
  uint32_t row = 0;           // the table's row that is being drawn
  float term_width = 160;     // of the names of facts; 0: values stand below them
  double terms_changed = -1;  // when their values became what they are
  int list_items = 0;
  ListLook* list_look = nullptr;

  // What the open drop-down shows of many choices, found once for what is searched for.
  struct Sought {
    const void* list = nullptr;
    size_t size = 0, first = 0;
    std::string part;
    std::vector<size_t> indices;
    size_t found = 0;
  };
  Sought sought;

  // The cells of a table that are selected, and whether all of them are to be said.
  Ui::Cells cells;
  bool shows_cells = false;

  // ---- regions (frame.cpp)
  Rect dock;
  void take_top(float high) { dock = {dock.x, dock.y + high, dock.w, dock.h - high}; }
  uint32_t main = 0;   // the region that scrolls
  uint32_t whole = 0;  // what scrolls in its place, with all that stands around it; 0: nothing does
  std::vector<ToastNote> toasts;
  std::string announcement;
  std::string copied;
  uint64_t frame_number = 0;
  uint32_t pass_number = 0;

 private:
  friend class Ui;
  void draw_tip();
  size_t put_text(std::string_view text);

  struct Glide {
    float from = 0;
    bool on = false;
    double since = -1;
    uint32_t pass = 0;
  };
  bool acted_ = false;
  std::vector<Closing> closings_;
  std::vector<uint32_t> scroll_stack_;
  std::vector<Rect> scroll_views_;
  std::vector<std::vector<Record>> set_aside_;  // records around the open overlays
  std::vector<std::vector<Record>> finished_;   // overlays that ended, by what they were opened in
  std::unordered_map<uint32_t, Scroll> scrolls_;
  std::unordered_map<uint32_t, Memory> memories_;
  std::unordered_map<uint64_t, Glide> glides_;
  uint32_t wanted_focus_ = 0;
  double wanted_since_ = 0;
  bool wants_next_ = false;
  std::string wanted_key_;
  bool focus_said_ = false;

  Rect popup_list_;

  uint32_t tip_id_ = 0;
  Rect tip_anchor_;
  std::string tip_words_;
  uint32_t tip_shown_ = 0;
  double tip_since_ = 0;
};

}  // namespace rehearsal::ui
