// Sizes and rectangles of the page, in CSS pixels; y grows downwards.
#pragma once

namespace rehearsal::ui {

struct Size {
  float w = 0, h = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool empty() const { return w <= 0 || h <= 0; }
  Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
};

// The part that both share; w or h is 0 where they share none.
inline Rect shared(const Rect& a, const Rect& b) {
  const float x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
  const float r = a.right() < b.right() ? a.right() : b.right(),
              d = a.bottom() < b.bottom() ? a.bottom() : b.bottom();
  return {x, y, r > x ? r - x : 0, d > y ? d - y : 0};
}

}  // namespace rehearsal::ui
