#include "shell/ui/boxes.h"

#include <algorithm>
#include <cmath>

namespace rehearsal::ui {
namespace {

constexpr float kSame = 0.25f;           // CSS px: no difference
constexpr float kLeast = 24;             // nothing shrinks below
constexpr uint32_t kForgetAfter = 2000;  // passes

bool differ(float a, float b) {
  return std::abs(a - b) > kSame;
}

float across(Align align, float room, float size) {
  if (align == Align::center) return (room - size) / 2;
  return align == Align::end ? room - size : 0;
}

}  // namespace

void Boxes::begin_pass(Rect page) {
  ++pass_;
  moved_ = false;
  boxes_.clear();
  in_flow_.clear();
  Box root;
  root.content = root.outer = page;
  boxes_.push_back(root);
  in_flow_.push_back(false);
  if (pass_ % kForgetAfter == 0) {
    for (auto it = memory_.begin(); it != memory_.end();) {
      it = it->second.pass + kForgetAfter < pass_ ? memory_.erase(it) : std::next(it);
    }
  }
}

float Boxes::gap_before(const Box& box) const {
  if (box.next_gap >= 0) return box.next_gap;
  return box.children > 0 ? box.options.gap : 0;
}

float Boxes::room() const {
  const Box& box = boxes_.back();
  if (box.flow == Flow::tiles) return box.tile_width;
  if (box.flow == Flow::column || box.options.wrap) return box.content.w;
  return std::max(0.0f, box.content.w - box.pen_x - gap_before(box));
}

Size Boxes::remembered(uint32_t id) const {
  const auto found = memory_.find(id);
  return found == memory_.end() ? Size{} : found->second.natural;
}

void Boxes::next_line(Box& box) {
  box.now.lines.push_back(box.line_height);
  box.pen_y += box.line_height + (box.flow == Flow::row ? std::max(box.options.gap, 4.0f) : box.options.gap);
  box.pen_x = 0;
  box.line_height = 0;
}

Rect Boxes::start_child(Box& box, const Wish& wish) {
  const Rect& c = box.content;
  const float gap = gap_before(box);
  if (box.flow == Flow::column) {
    const float w = wish.fill ? c.w : std::min(wish.natural.w, c.w);
    return {c.x + across(box.options.align, c.w, w), c.y + box.pen_y + gap, w, wish.natural.h};
  }
  if (box.flow == Flow::tiles) {
    if (box.children > 0 && box.children % box.tiles_across == 0) next_line(box);
    const auto at = static_cast<float>(box.children % box.tiles_across);
    return {c.x + at * (box.tile_width + box.options.gap), c.y + box.pen_y, box.tile_width, wish.natural.h};
  }
  const BoxMemory& before = box.before;
  float w = wish.natural.w;
  if (!box.options.wrap && before.pass != 0) {
    const float spare = c.w - before.fixed;
    if (wish.grow > 0) {
      w = before.growing > 0 ? std::max(0.0f, spare) * wish.grow / before.growing : 0;
    } else if (wish.shrinks && spare < 0 && before.shrinking > 0) {
      w = std::max(std::min(kLeast, w), w + spare * w / before.shrinking);
    }
  } else if (wish.grow > 0 && !box.options.wrap) {
    w = std::max(0.0f, c.w - box.pen_x - gap);
  }
  // Of a row that wraps no child is wider than a line.
  if (wish.shrinks && box.options.wrap) w = std::min(w, c.w);
  float x = box.pen_x + gap;
  if (box.options.wrap && box.children > 0 && x + w > c.w + kSame) {
    next_line(box);
    x = 0;
  }
  const size_t line = box.now.lines.size();
  float high = line < before.lines.size() ? before.lines[line] : wish.natural.h;
  if (!box.options.wrap) high = std::max(high, box.content.h);
  return {c.x + x, c.y + box.pen_y + across(box.options.align, high, wish.natural.h), w, wish.natural.h};
}

void Boxes::finish_child(Box& box, const Wish& wish, const Rect& rect, bool in_flow) {
  if (!in_flow) return;
  const float gap = gap_before(box);
  if (box.flow == Flow::column) {
    box.pen_y += gap + rect.h;
    box.widest = std::max(box.widest, wish.natural.w);
  } else {
    box.line_height = std::max(box.line_height, wish.natural.h);
    if (box.flow == Flow::row) {
      const bool first_of_line = box.options.wrap && box.pen_x == 0;
      box.pen_x += rect.w + (first_of_line ? 0 : gap);
      box.now.fixed += gap + (wish.grow > 0 ? 0 : wish.natural.w);
      box.now.growing += wish.grow;
      if (wish.shrinks && wish.grow == 0) box.now.shrinking += wish.natural.w;
      box.widest += gap + wish.natural.w;
    }
  }
  box.next_gap = -1;
  ++box.children;
}

Rect Boxes::place(const Wish& wish) {
  Box& box = boxes_.back();
  const Rect rect = start_child(box, wish);
  finish_child(box, wish, rect, true);
  return rect;
}

Rect Boxes::begin(Flow flow, const BoxOptions& options, uint32_t id) {
  Box& parent = boxes_.back();
  const auto found = memory_.find(id);
  const bool known = found != memory_.end();
  const Size natural = known ? found->second.natural : Size{};
  Wish wish{natural, options.grow, false, true};
  if (parent.flow == Flow::row) {
    if (options.width > 0) {
      wish.natural.w = std::min(options.width, parent.content.w);
      wish.shrinks = false;
    } else if (!known && options.grow <= 0) {
      wish.natural.w = room();
    }
    if (options.max_width > 0) wish.natural.w = std::min(wish.natural.w, options.max_width);
  } else if (parent.flow == Flow::column) {
    const bool natural_width = parent.options.align == Align::center || parent.options.align == Align::end;
    wish.natural.w = options.width > 0        ? options.width
                     : natural_width && known ? natural.w
                                              : parent.content.w;
    wish.fill = options.width <= 0 && !natural_width;
  }
  Rect outer = start_child(parent, wish);
  if (parent.flow == Flow::column && options.max_width > 0 && outer.w > options.max_width) {
    const float spare = outer.w - options.max_width;
    if (options.centered || parent.options.align == Align::center) outer.x += std::floor(spare / 2);
    outer.w = options.max_width;
  }
  float stretched = 0;
  const size_t line = parent.now.lines.size();
  const bool fills =
      parent.flow == Flow::tiles || (parent.flow == Flow::row && parent.options.align == Align::fill);
  if (fills && line < parent.before.lines.size()) stretched = parent.before.lines[line];
  if (parent.flow == Flow::row && parent.options.align == Align::fill)
    stretched = std::max(stretched, parent.content.h);
  outer.h = std::max({natural.h, stretched, options.min_height});
  const Rect where{outer.x, outer.y, outer.w, stretched};
  begin_at(flow, options, id, where);
  in_flow_.back() = true;
  boxes_.back().outer = outer;
  return outer;
}

Rect Boxes::begin_at(Flow flow, const BoxOptions& options, uint32_t id, Rect where) {
  Box box;
  box.flow = flow;
  box.id = id;
  box.options = options;
  if (options.align == Align::usual) box.options.align = flow == Flow::row ? Align::center : Align::start;
  const auto found = memory_.find(id);
  if (found != memory_.end()) box.before = found->second;
  box.outer = where;
  if (box.outer.h <= 0) box.outer.h = std::max(box.before.natural.h, options.min_height);
  box.content = {where.x + options.pad_x, where.y + options.pad_y,
                 std::max(0.0f, where.w - 2 * options.pad_x),
                 std::max({0.0f, where.h - 2 * options.pad_y, options.min_height - 2 * options.pad_y})};
  if (flow == Flow::tiles) {
    box.tiles_across =
        std::max(1, static_cast<int>((box.content.w + options.gap) / (options.tile_width + options.gap)));
    if (options.most_tiles > 0) box.tiles_across = std::min(box.tiles_across, options.most_tiles);
    const auto n = static_cast<float>(box.tiles_across);
    box.tile_width = std::floor((box.content.w - (n - 1) * options.gap) / n);
  }
  boxes_.push_back(std::move(box));
  in_flow_.push_back(false);
  return boxes_.back().outer;
}

void Boxes::remember(Box& box, Size natural) {
  const BoxMemory& before = box.before;
  box.now.natural = natural;
  bool same = before.pass != 0 && !differ(before.natural.w, natural.w) &&
              !differ(before.natural.h, natural.h) && !differ(before.fixed, box.now.fixed) &&
              !differ(before.growing, box.now.growing) && !differ(before.shrinking, box.now.shrinking) &&
              before.lines.size() == box.now.lines.size();
  for (size_t i = 0; same && i < before.lines.size(); ++i) same = !differ(before.lines[i], box.now.lines[i]);
  if (!same) moved_ = true;
  box.now.pass = pass_;
  memory_[box.id] = box.now;
}

Size Boxes::end() {
  Box box = std::move(boxes_.back());
  const bool in_flow = in_flow_.back();
  boxes_.pop_back();
  in_flow_.pop_back();
  if (box.flow != Flow::column) {
    box.now.lines.push_back(box.line_height);
    box.pen_y += box.line_height;
  }
  if (box.flow == Flow::tiles) box.widest = box.content.w;
  const BoxOptions& o = box.options;
  const Size natural{(o.width > 0 ? o.width : box.widest + 2 * o.pad_x),
                     std::max(box.pen_y + 2 * o.pad_y, o.min_height)};
  remember(box, natural);
  const Rect rect{box.outer.x, box.outer.y, box.outer.w, std::max(natural.h, box.content.h + 2 * o.pad_y)};
  if (in_flow) {
    Box& parent = boxes_.back();
    Wish wish{natural, o.grow, false, o.width <= 0};
    // A stretched child would keep its row as high as it once was.
    Rect taken = rect;
    if (parent.flow != Flow::column) taken.h = natural.h;
    finish_child(parent, wish, taken, true);
  }
  return {rect.w, rect.h};
}

}  // namespace rehearsal::ui
