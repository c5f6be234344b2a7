// Check boxes, switches, segments: what is on or off.
#include <algorithm>
#include <cmath>

#include "shell/ui/buttons.h"
#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/toggle_parts.h"

namespace rehearsal::ui {

void draw_check(Core& core, uint32_t id, float x, float y, bool on, bool disabled, bool invalid) {
  const Palette& c = core.colors();
  const Rect box{x, y, 16, 16};
  const float t = core.glide(id, 3, on, kQuick);
  const float hover = core.glide(id, 1, !disabled && core.is_hovered(id), kQuick);
  const Color edge = disabled  ? c.border_strong
                     : invalid ? tint(c, Tone::danger).solid
                               : between(c.control_edge, c.muted, hover);
  core.painter.fill(box, disabled ? c.sunken : c.surface, 4);
  core.painter.stroke(box, edge, 4);
  if (t <= 0) return;
  core.painter.push_opacity(t);
  core.painter.fill(box, disabled ? c.faint : c.accent, 4);
  core.painter.line({{x + 4, y + 8.4f}, {x + 6.9f, y + 11.2f}, {x + 12, y + 5.2f}}, c.on_accent, 1.75f);
  core.painter.pop_opacity();
}

void draw_radio(Core& core, uint32_t id, float x, float y, bool on, bool disabled) {
  const Palette& c = core.colors();
  const float t = core.glide(id, 3, on, kQuick);
  const float hover = core.glide(id, 1, !disabled && core.is_hovered(id), kQuick);
  core.painter.circle(x + 8, y + 8, 8, between(c.surface, disabled ? c.faint : c.accent, t));
  core.painter.circle_edge(
      x + 8, y + 8, 8, between(between(c.control_edge, c.muted, hover), disabled ? c.faint : c.accent, t), 1);
  if (t > 0) core.painter.circle(x + 8, y + 8, 3 * t, c.on_accent);
}

bool toggle_line(Core& core, const ToggleLine& line) {
  const Font font{14, Weight::regular, false}, small{12, Weight::regular, false};
  const float high = core.view.touch ? kTouchHeight : 28;
  const float left = line.mark_width + 10;
  const std::vector<std::string_view> words =
      core.texts.wrapped(line.label, font, std::max(60.0f, core.boxes.room() - left));
  const float detail = line.detail.empty() ? 0 : 18;
  const float text_high = 20 * static_cast<float>(words.size());
  const float whole = core.texts.measure(line.label, font);
  const Rect r = core.boxes.place(
      {.natural = {std::max(left + std::max(whole, core.texts.measure(line.detail, small)) + 1,
                            core.view.touch ? kTouchHeight : 0),
                   std::max(high, text_high + 8) + detail}});
  const float y = r.y + (std::max(high, text_high + 8) - text_high) / 2;
  line.draw(core, line.id, r.x, y + (20 - line.mark_height) / 2, line.on, line.disabled);
  const Palette& c = core.colors();
  for (size_t i = 0; i < words.size(); ++i) {
    draw_line(core, {r.x + left, y + 20 * static_cast<float>(i), r.w - left, 20}, words[i], font,
              line.disabled ? c.faint : c.text);
  }
  if (!line.detail.empty())
    draw_line(core, {r.x + left, y + text_high, r.w - left, 18}, line.detail, small, c.muted);
  const Rect mark{r.x, y + (20 - line.mark_height) / 2, line.mark_width, line.mark_height};
  draw_ring(core, line.id, mark, line.mark_radius);
  Said said;
  said.state = line.state | state::checkable | (line.on ? state::checked : 0u) |
               (line.disabled ? state::disabled : 0u);
  said.font = font;
  said.level = 400;
  said.text_x = left;
  said.text_y = y - r.y;
  said.text_w = words.size() > 1 ? 0 : whole;
  said.description = line.description.empty() ? line.detail : line.description;
  said.index = line.index;
  said.count = line.count;
  return core.press(line.id, line.role, line.label, r, said);
}

namespace {

void draw_switch(Core& core, uint32_t id, float x, float y, bool on, bool disabled) {
  const Palette& c = core.colors();
  const float t = core.glide(id, 3, on, kQuick);
  const Rect track{x, y, 32, 18};
  core.painter.fill(track, disabled ? c.border_strong : between(c.control_edge, c.accent, t), 9);
  core.painter.circle(x + 9 + 14 * t, y + 9, 7, c.on_accent);
}

void draw_box(Core& core, uint32_t id, float x, float y, bool on, bool disabled) {
  draw_check(core, id, x, y, on, disabled, false);
}
void draw_bad_box(Core& core, uint32_t id, float x, float y, bool on, bool disabled) {
  draw_check(core, id, x, y, on, disabled, true);
}

void help_below(Core& core, float left, const ToggleOptions& o) {
  const std::string_view words = o.error.empty() ? o.help : o.error;
  if (words.empty()) return;
  const Font small{12, Weight::regular, false};
  const std::vector<std::string_view> lines = core.texts.wrapped(words, small, core.boxes.room() - left);
  const Rect r = core.boxes.place(
      {.natural = {core.texts.measure(words, small) + left, 16 * static_cast<float>(lines.size())}});
  const Color color = o.error.empty() ? core.colors().muted : tint(core.colors(), Tone::danger).text;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Rect at{r.x + left, r.y + 16 * static_cast<float>(i), r.w - left, 16};
    const DrawnText drawn = draw_line(core, at, lines[i], small, color);
    core.text_record(core.identity.counted(), lines[i], drawn.rect, small, drawn.whole);
  }
}

}  // namespace

bool checkbox(Ui& ui, std::string_view label, bool& on, const ToggleOptions& o) {
  Core& core = ui.core();
  core.begin(Flow::column, {});
  ToggleLine line;
  line.id = core.widget_id(o.key.empty() ? label : o.key);
  line.label = label;
  line.description = o.error.empty() ? o.help : o.error;
  line.on = on;
  line.disabled = o.disabled;
  line.draw = o.error.empty() ? draw_box : draw_bad_box;
  line.state = o.error.empty() ? 0u : state::invalid;
  const bool pressed = toggle_line(core, line);
  if (pressed) on = !on;
  help_below(core, 26, o);
  core.end();
  return pressed;
}

bool toggle(Ui& ui, std::string_view label, bool& on, const ToggleOptions& o) {
  Core& core = ui.core();
  core.begin(Flow::column, {});
  ToggleLine line;
  line.id = core.widget_id(o.key.empty() ? label : o.key);
  line.role = Role::switch_;
  line.label = label;
  line.description = o.help;
  line.on = on;
  line.disabled = o.disabled;
  line.mark_width = 32;
  line.mark_height = 18;
  line.mark_radius = 9;
  line.draw = draw_switch;
  const bool pressed = toggle_line(core, line);
  if (pressed) on = !on;
  help_below(core, 42, o);
  core.end();
  return pressed;
}

bool segmented(Ui& ui, std::string_view name, const std::vector<std::string_view>& labels, int& chosen) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{core.view.touch ? 14.0f : 12.0f, Weight::medium, false};
  const float high = core.view.touch ? kTouchHeight : kControlHeight;
  // No part is narrower than a finger.
  const float least = core.view.touch ? kTouchHeight - 8 : 0;
  const auto width_of = [&](std::string_view label) {
    return std::max(std::ceil(core.texts.measure(label, font)), least);
  };
  float whole = 4;
  for (const std::string_view label : labels) whole += width_of(label);
  // Closer to each other where there is little room.
  const auto sides = static_cast<float>(2 * labels.size());
  const float room = core.boxes.top().flow == Flow::column ? core.boxes.room() : core.view.width;
  const float pad = std::clamp(std::floor((room - whole) / sides), 4.0f, 10.0f);
  whole += sides * pad;
  const uint32_t id = core.widget_id(name);
  const Rect r = core.boxes.place({.natural = {whole, high}});
  core.painter.fill(r, c.sunken, kControlRadius);
  core.painter.stroke(r, c.border, kControlRadius);
  Core::Closing none;
  none.boxed = false;
  core.push_closing(none);
  core.open(id, Role::radiogroup, name, r);
  bool changed = false;
  float x = r.x + 2;
  for (size_t i = 0; i < labels.size(); ++i) {
    const bool on = chosen == static_cast<int>(i);
    const float w = width_of(labels[i]) + 2 * pad;
    const Rect part{x, r.y + 2, w, r.h - 4};
    const uint32_t part_id = mixed(id, static_cast<uint32_t>(i + 1));
    const float lit = core.glide(part_id, 3, on, kQuick);
    const float hover = core.glide(part_id, 1, core.is_hovered(part_id), kQuick);
    if (lit > 0) {
      core.painter.push_opacity(lit);
      core.painter.shadow(part, 4, 2, 1, c.shadow);
      core.painter.fill(part, core.view.dark ? c.pressed : c.surface, 4);
      core.painter.stroke(part, c.border_strong, 4);
      core.painter.pop_opacity();
    }
    const DrawnText drawn =
        draw_line(core, part, labels[i], font, between(c.muted, c.text, std::max(lit, hover)), Align::center);
    draw_ring(core, part_id, part, 4);
    Said said;
    said.state = state::checkable | state::selectable | (on ? state::checked | state::tab_stop : 0u);
    said.font = font;
    said.level = 500;
    said.text_x = drawn.rect.x - part.x;
    said.text_y = drawn.rect.y - part.y;
    said.text_w = drawn.whole;
    said.index = static_cast<int>(i + 1);
    said.count = static_cast<int>(labels.size());
    said.text_y += 2;
    if (core.press(part_id, Role::radio, labels[i], {x, r.y, w, r.h}, said) && !on) {
      chosen = static_cast<int>(i);
      changed = true;
    }
    x += w;
  }
  core.end();
  return changed;
}

}  // namespace rehearsal::ui
