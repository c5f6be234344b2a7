#include "shell/ui/painter.h"

#include <algorithm>
#include <cmath>

namespace rehearsal::ui {
namespace {

constexpr const char* kLayerNames[kLayers] = {"page", "raised", "dialog", "popup", "toast", "tooltip"};

}  // namespace

void Painter::begin(float scale, Size page, bool silent) {
  scale_ = scale;
  silent_ = silent;
  offset_x_ = offset_y_ = 0;
  layers_.assign(1, Layer::page);
  clips_.assign(1, Rect{0, 0, page.w, page.h});
  offsets_.clear();
  opacities_.assign(1, 1.0f);
  // A window for each layer, made in order once and never brought to the front: what is drawn later lies
  // above.
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  for (int i = 0; i < kLayers; ++i) {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin(kLayerNames[i], nullptr, flags);
    lists_[i] = ImGui::GetWindowDrawList();
    ImGui::End();
  }
  ImGui::PopStyleVar();
  for (ImDrawList* list : lists_) list->PushClipRectFullScreen();
}

float Painter::px(float css) const {
  return std::round(css * scale_);
}
ImVec2 Painter::at(float x, float y) const {
  return {px(x + offset_x_), px(y + offset_y_)};
}

uint32_t Painter::tint(Color color) const {
  const Color c = opacities_.back() < 1 ? fade(color, opacities_.back()) : color;
  return IM_COL32(c.r(), c.g(), c.b(), c.a());
}

bool Painter::sees(Rect r) const {
  return !silent_ && !shared(drawn(r), clips_.back()).empty();
}

void Painter::fill(Rect r, Color color, float radius) {
  if (!sees(r)) return;
  list().AddRectFilled(at(r.x, r.y), at(r.right(), r.bottom()), tint(color), radius * scale_);
}

void Painter::fill_top(Rect r, Color color, float radius) {
  if (!sees(r)) return;
  list().AddRectFilled(at(r.x, r.y), at(r.right(), r.bottom()), tint(color), radius * scale_,
                       ImDrawFlags_RoundCornersTop);
}

void Painter::stroke(Rect r, Color color, float radius, float width) {
  if (!sees(r)) return;
  const float thickness =
      width > 0 ? std::max(1.0f, std::round(width * scale_)) : std::max(1.0f, std::floor(scale_));
  const ImVec2 a = at(r.x, r.y), b = at(r.right(), r.bottom());
  // AddRect centres the line half a pixel inside; a thicker one has to move in by the rest.
  const float in = (thickness - 1) / 2;
  list().AddRect(ImVec2(a.x + in, a.y + in), ImVec2(b.x - in, b.y - in), tint(color),
                 std::max(0.0f, radius * scale_ - in), thickness);
}

void Painter::ring(Rect r, Color color, float radius, float width, float offset) {
  const float out = offset + width;
  stroke({r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out}, color, radius + out, width);
}

void Painter::shadow(Rect r, float radius, float blur, float drop, Color color) {
  if (silent_) return;
  // Many faint rounded rectangles, each a little larger: together they fall off like a blurred one.
  const int steps = 12;
  for (int i = 0; i < steps; ++i) {
    const float t = static_cast<float>(i + 1) / steps;
    const float out = blur * (t * 2 - 1) * 0.75f;
    const Rect one{r.x - out, r.y - out + drop, r.w + 2 * out, r.h + 2 * out};
    if (!sees(one)) continue;
    list().AddRectFilled(at(one.x, one.y), at(one.right(), one.bottom()),
                         tint(fade(color, 1.9f * (1 - t) / steps + 0.015f)),
                         std::max(0.0f, radius + out) * scale_);
  }
}

void Painter::circle(float x, float y, float radius, Color color) {
  if (!sees({x - radius, y - radius, 2 * radius, 2 * radius})) return;
  list().AddCircleFilled(ImVec2((x + offset_x_) * scale_, (y + offset_y_) * scale_), radius * scale_,
                         tint(color));
}

void Painter::circle_edge(float x, float y, float radius, Color color, float width) {
  if (!sees({x - radius, y - radius, 2 * radius, 2 * radius})) return;
  list().AddCircle(ImVec2((x + offset_x_) * scale_, (y + offset_y_) * scale_), (radius - width / 2) * scale_,
                   tint(color), 0, width * scale_);
}

void Painter::horizontal(float x, float y, float w, Color color) {
  if (!sees({x, y - 1, w, 2})) return;
  const ImVec2 a = at(x, y), b = at(x + w, y);
  list().AddRectFilled(a, ImVec2(b.x, a.y + std::max(1.0f, std::floor(scale_))), tint(color));
}

void Painter::vertical(float x, float y, float h, Color color, float width) {
  if (!sees({x - 1, y, 2 + width, h})) return;
  const ImVec2 a = at(x, y), b = at(x, y + h);
  list().AddRectFilled(a, ImVec2(a.x + std::max(1.0f, std::round(width * scale_)), b.y), tint(color));
}

void Painter::line(const std::vector<Size>& points, Color color, float width) {
  if (silent_ || points.size() < 2) return;
  for (const Size& p : points)
    list().PathLineTo(ImVec2((p.w + offset_x_) * scale_, (p.h + offset_y_) * scale_));
  list().PathStroke(tint(color), width * scale_);
}

void Painter::text(float x, float top, std::string_view words, Font font, Color color) {
  const float high = line_height(font.size);
  if (silent_ || words.empty() || !sees({clips_.back().x - offset_x_, top, clips_.back().w, high})) return;
  const Color c = opacities_.back() < 1 ? fade(color, opacities_.back()) : color;
  texts_.draw(list(), (x + offset_x_) * scale_, px(top + offset_y_ + texts_.baseline(font)), words, font, c);
}

void Painter::icon(float x, float y, Icon icon, float size, Color color) {
  if (!sees({x, y, size, size})) return;
  const Color c = opacities_.back() < 1 ? fade(color, opacities_.back()) : color;
  texts_.draw_icon(list(), (x + offset_x_) * scale_, (y + offset_y_) * scale_, icon, size, c);
}

void Painter::push_offset(float dx, float dy) {
  offsets_.push_back({offset_x_, offset_y_});
  offset_x_ += dx;
  offset_y_ += dy;
}

void Painter::pop_offset() {
  offset_x_ = offsets_.back().w;
  offset_y_ = offsets_.back().h;
  offsets_.pop_back();
}

void Painter::push_clip(Rect r) {
  const Rect inner = shared(drawn(r), clips_.back());
  clips_.push_back(inner);
  list().PushClipRect(ImVec2(px(inner.x), px(inner.y)), ImVec2(px(inner.right()), px(inner.bottom())));
}

void Painter::pop_clip() {
  clips_.pop_back();
  list().PopClipRect();
}

void Painter::push_layer(Layer layer) {
  // Above everything that surrounds it: its own place, nothing cut.
  layers_.push_back(layer);
  clips_.push_back(clips_.front());
  offsets_.push_back({offset_x_, offset_y_});
  offset_x_ = offset_y_ = 0;
}

void Painter::pop_layer() {
  layers_.pop_back();
  clips_.pop_back();
  pop_offset();
}

void Painter::push_opacity(float opacity) {
  opacities_.push_back(opacities_.back() * opacity);
}
void Painter::pop_opacity() {
  opacities_.pop_back();
}

}  // namespace rehearsal::ui
