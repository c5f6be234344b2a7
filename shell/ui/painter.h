// Shapes and text on Dear ImGui's draw lists. Takes CSS pixels, snaps to device pixels: edges are sharp at
// any scale.
#pragma once

#include <string_view>
#include <vector>

#include "imgui.h"
#include "shell/ui/geometry.h"
#include "shell/ui/icons.h"
#include "shell/ui/text.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

// From the back to the front.
enum class Layer : uint8_t { page, raised, dialog, popup, toast, tooltip };
inline constexpr int kLayers = 6;

class Painter {
 public:
  explicit Painter(Texts& texts) : texts_(texts) {}

  // Begins a pass: `silent` draws nothing (plain view).
  void begin(float scale, Size page, bool silent);

  void fill(Rect r, Color color, float radius = 0);
  // Top corners only (sheets) or bottom only.
  void fill_top(Rect r, Color color, float radius);
  // The edge lies inside `r`. `width` 0: one device pixel.
  void stroke(Rect r, Color color, float radius = 0, float width = 0);
  void ring(Rect r, Color color, float radius, float width, float offset);
  void shadow(Rect r, float radius, float blur, float drop, Color color);
  void circle(float x, float y, float radius, Color color);
  void circle_edge(float x, float y, float radius, Color color, float width);
  // One device pixel thick unless said otherwise, at whole pixels.
  void horizontal(float x, float y, float w, Color color);
  void vertical(float x, float y, float h, Color color, float width = 1);
  void line(const std::vector<Size>& points, Color color, float width);
  void text(float x, float top, std::string_view words, Font font, Color color);
  void icon(float x, float y, Icon icon, float size, Color color);

  // What is drawn afterwards stands `dx`, `dy` further, as inside something scrolled.
  void push_offset(float dx, float dy);
  void pop_offset();
  void push_clip(Rect r);
  void pop_clip();
  // Where things are drawn now, in the window: without offset.
  Rect drawn(Rect r) const { return {r.x + offset_x_, r.y + offset_y_, r.w, r.h}; }
  Rect clip() const { return clips_.back(); }
  // False when nothing of it would be seen.
  bool sees(Rect r) const;

  void push_layer(Layer layer);
  void pop_layer();
  Layer layer() const { return layers_.back(); }

  // Multiplies all opacities, 0 to 1.
  void push_opacity(float opacity);
  void pop_opacity();

 private:
  ImDrawList& list() { return *lists_[static_cast<size_t>(layers_.back())]; }
  float px(float css) const;
  ImVec2 at(float x, float y) const;
  uint32_t tint(Color color) const;

  Texts& texts_;
  float scale_ = 1;
  bool silent_ = false;
  float offset_x_ = 0, offset_y_ = 0;
  ImDrawList* lists_[kLayers] = {};
  std::vector<Layer> layers_;
  std::vector<Rect> clips_;  // in the window
  std::vector<Size> offsets_;
  std::vector<float> opacities_;
};

}  // namespace rehearsal::ui
