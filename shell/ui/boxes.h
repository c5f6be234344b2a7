// The boxes of layout.h: where the next child goes.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "shell/ui/geometry.h"
#include "shell/ui/layout.h"

namespace rehearsal::ui {

enum class Flow : uint8_t { column, row, tiles };

// What a child asks for.
struct Wish {
  Size natural;
  float grow = 0;        // in a row
  bool fill = false;     // in a column: all of its width (boxes do so unless it is centred)
  bool shrinks = false;  // in a row that is too narrow
};

// How large a box's content was in the last pass.
struct BoxMemory {
  Size natural;                                 // with padding
  float fixed = 0, growing = 0, shrinking = 0;  // of a row's children: widths, shares, widths that may shrink
  std::vector<float> lines;                     // heights of a row's lines, or of a tiling's
  uint32_t pass = 0;                            // 0: never laid out
};

class Boxes {
 public:
  struct Box {
    Flow flow = Flow::column;
    uint32_t id = 0;
    BoxOptions options;
    Rect content;  // h: as high as the box is stretched, without padding; 0: as its content
    float pen_x = 0, pen_y = 0;
    float line_height = 0;
    float widest = 0;
    float tile_width = 0;
    int tiles_across = 1;
    int children = 0;
    float next_gap = -1;  // in place of options.gap, once
    BoxMemory before, now;
    Rect outer;  // as begun: height from memory
  };

  void begin_pass(Rect page);
  // True when a box came out of another size than it was given: pass again.
  bool moved() const { return moved_; }
  void move() { moved_ = true; }

  Rect place(const Wish& wish);
  // The box's outer rectangle, its height remembered.
  Rect begin(Flow flow, const BoxOptions& options, uint32_t id);
  // A box at a place of its own, outside of the flow around it.
  Rect begin_at(Flow flow, const BoxOptions& options, uint32_t id, Rect where);
  // Gives the size that it came to.
  Size end();
  void gap(float px) { boxes_.back().next_gap = px; }

  const Box& top() const { return boxes_.back(); }
  // What is left of the width: of a row behind the pen, of a column all of it.
  float room() const;
  bool remembers(uint32_t id) const { return memory_.count(id) != 0; }
  Size remembered(uint32_t id) const;

 private:
  Rect start_child(Box& box, const Wish& wish);
  void finish_child(Box& box, const Wish& wish, const Rect& rect, bool in_flow);
  void next_line(Box& box);
  float gap_before(const Box& box) const;
  void remember(Box& box, Size natural);

  std::vector<Box> boxes_;
  std::vector<bool> in_flow_;
  std::unordered_map<uint32_t, BoxMemory> memory_;
  uint32_t pass_ = 0;
  bool moved_ = false;
};

}  // namespace rehearsal::ui
