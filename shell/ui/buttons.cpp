#include "shell/ui/buttons.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"

namespace rehearsal::ui {
namespace {

struct Look {
  Color ground, edge, text;
  bool filled = false;
};

Look look_of(const Palette& c, const ButtonOptions& o, float hover, float held) {
  const Color clear{c.hover.rgba & 0xFFFFFF00u};
  if (o.disabled) {
    if (o.kind == ButtonKind::ghost) return {clear, clear, c.faint};
    return {c.sunken, c.border, c.faint, true};
  }
  switch (o.kind) {
    case ButtonKind::primary:
      return {between(between(c.accent, c.accent_hover, hover), c.accent_pressed, held), clear, c.on_accent,
              true};
    case ButtonKind::danger_primary:
      return {between(c.danger, c.danger_hover, std::max(hover, held)), clear, c.on_accent, true};
    case ButtonKind::danger: {
      const Tint& t = c.tints[static_cast<size_t>(Tone::danger)];
      return {between(c.surface, t.ground, hover), between(t.edge, t.solid, hover * 0.6f), t.text, true};
    }
    case ButtonKind::ghost:
      return {between(between(clear, c.hover, hover), c.pressed, held), clear,
              between(c.muted, c.text, hover)};
    case ButtonKind::secondary:
      break;
  }
  return {between(between(c.surface, c.hover, hover), c.pressed, held),
          between(c.border_strong, c.control_edge, hover * 0.4f), c.text, true};
}

float height_of(const Core& core, const ButtonOptions& o) {
  if (core.view.touch) return kTouchHeight;
  return o.small ? 28 : kControlHeight;
}

struct Drawn {
  uint32_t id = 0;
  Rect rect;
  Said said;
};

void draw_ground(Core& core, Rect r, const Look& look) {
  if (look.filled || look.ground.a() != 0) core.painter.fill(r, look.ground, kControlRadius);
  if (look.edge.a() != 0) core.painter.stroke(r, look.edge, kControlRadius);
}

Drawn draw_button(Core& core, std::string_view label, const ButtonOptions& o) {
  const Font font{o.small ? 12.0f : 14.0f, Weight::medium, false};
  const float pad = o.small ? 10 : 12, icon = o.small ? 14 : 16, space = 6;
  const float lead = o.icon == Icon::none ? 0 : icon + space,
              trail = o.trailing == Icon::none ? 0 : icon + space - 2;
  const float whole = core.texts.measure(label, font);
  const float content_w =
      std::ceil(whole) + 2 * pad + lead + trail - (lead > 0 ? 2 : 0) - (trail > 0 ? 4 : 0);
  const float w = std::max(content_w, core.view.touch ? kTouchHeight : 0);
  Drawn drawn;
  drawn.id = core.widget_id(o.key.empty() ? label : o.key);
  const float most = core.boxes.top().content.w;
  drawn.rect = core.boxes.place({.natural = {std::min(w, most), height_of(core, o)}, .fill = o.wide});
  const Rect& r = drawn.rect;
  const bool live = !o.disabled && !o.busy;
  const float hover = core.glide(drawn.id, 1, live && core.is_hovered(drawn.id), kQuick);
  const float held = core.glide(drawn.id, 2, live && core.held == drawn.id, kQuick / 2);
  const Look look = look_of(core.colors(), o, hover, held);
  draw_ground(core, r, look);
  const float content = lead + whole + trail;
  float x = std::max(r.x + pad - (lead > 0 ? 2 : 0), r.x + (r.w - content) / 2);
  core.painter.icon(x, r.y + (r.h - icon) / 2, o.icon, icon,
                    o.kind == ButtonKind::secondary && !o.disabled ? core.colors().muted : look.text);
  x += lead;
  const Rect line{x, r.y, std::min(whole + 0.5f, r.right() - pad - trail + 4 - x), r.h};
  const DrawnText text = draw_line(core, line, label, font, look.text);
  core.painter.icon(x + line.w + space - 2, r.y + (r.h - icon) / 2, o.trailing, icon, look.text);
  draw_ring(core, drawn.id, r, kControlRadius);
  drawn.said.font = font;
  drawn.said.level = 500;
  drawn.said.text_x = text.rect.x - r.x;
  drawn.said.text_y = text.rect.y - r.y;
  drawn.said.text_w = text.whole;
  drawn.said.description = o.why;
  drawn.said.keys = o.keys;
  drawn.said.state = (o.disabled ? state::disabled : 0u) | (o.busy ? state::busy : 0u);
  if (o.disabled) core.tip(drawn.id, r, o.why);
  return drawn;
}

}  // namespace

bool button(Ui& ui, std::string_view label, const ButtonOptions& options) {
  Core& core = ui.core();
  const Drawn drawn = draw_button(core, label, options);
  const bool pressed =
      core.press(drawn.id, Role::button, options.name.empty() ? label : options.name, drawn.rect, drawn.said);
  return pressed && !options.busy;
}

bool link_button(Ui& ui, std::string_view label, std::string_view href, const ButtonOptions& options) {
  Core& core = ui.core();
  Drawn drawn = draw_button(core, label, options);
  drawn.said.value = href;
  drawn.said.has_value = true;
  drawn.said.state |= state::tab_stop;
  return core.press(drawn.id, Role::link, options.name.empty() ? label : options.name, drawn.rect,
                    drawn.said);
}

bool icon_button(Ui& ui, Icon icon, std::string_view name, const ButtonOptions& o) {
  Core& core = ui.core();
  const float size = core.view.touch ? kTouchHeight : o.small ? 24.0f : kControlHeight;
  const float drawn = o.small ? 14 : 16;
  const uint32_t id = core.widget_id(o.key.empty() ? name : o.key);
  const Rect r = core.boxes.place({.natural = {size, size}});
  const float hover = core.glide(id, 1, !o.disabled && core.is_hovered(id), kQuick);
  const float held = core.glide(id, 2, !o.disabled && core.held == id, kQuick / 2);
  const Look look = look_of(core.colors(), o, hover, held);
  draw_ground(core, r, look);
  core.painter.icon(r.x + (r.w - drawn) / 2, r.y + (r.h - drawn) / 2, icon, drawn, look.text);
  draw_ring(core, id, r, kControlRadius);
  core.tip(id, r, o.disabled && !o.why.empty() ? o.why : name);
  Said said;
  said.state = state::hidden_name | (o.disabled ? state::disabled : 0u);
  said.description = o.why;
  said.keys = o.keys;
  return core.press(id, Role::button, name, r, said);
}

bool text_link(Ui& ui, std::string_view words, std::string_view href, Tone tone) {
  Core& core = ui.core();
  const Font font{14, Weight::medium, false};
  const uint32_t id = core.widget_id(words);
  const float room = core.boxes.room(), whole = core.texts.measure(words, font);
  const std::vector<std::string_view> lines = core.texts.wrapped(words, font, room);
  const float words_h = 20 * static_cast<float>(lines.size());
  const float high = std::max(words_h, core.view.touch ? kTouchHeight : 0);
  const Rect r = core.boxes.place({.natural = {std::min(room, whole + 0.5f), high}});
  const float top = r.y + (high - words_h) / 2;
  const Color color = ink(core.colors(), tone);
  const float line = core.is_hovered(id) ? 0.9f : 0.35f;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Rect at{r.x, top + 20 * static_cast<float>(i), r.w, 20};
    const DrawnText text = draw_line(core, at, lines[i], font, color);
    core.painter.horizontal(text.rect.x, text.rect.y + core.texts.baseline(font) + 2, text.rect.w,
                            fade(color, line));
  }
  draw_ring(core, id, r, 3);
  Said said;
  said.value = href;
  said.has_value = true;
  said.state = state::tab_stop;
  said.font = font;
  said.level = 500;
  said.text_y = top - r.y;
  said.text_w = lines.size() > 1 ? 0 : whole;
  return core.press(id, Role::link, words, r, said);
}

bool disclosure(Ui& ui, std::string_view label, bool& open, std::string_view key) {
  Core& core = ui.core();
  const Font font{14, Weight::medium, false};
  const uint32_t id = core.widget_id(key.empty() ? label : key);
  const float whole = core.texts.measure(label, font);
  const float high = core.view.touch ? kTouchHeight : 28;
  const Rect r = core.boxes.place({.natural = {whole + 30, high}});
  const float hover = core.glide(id, 1, core.is_hovered(id), kQuick);
  const Palette& c = core.colors();
  const Color color = between(c.muted, c.text, hover);
  core.painter.icon(r.x + 2, r.y + (r.h - 16) / 2, open ? Icon::chevron_down : Icon::chevron_right, 16,
                    color);
  const DrawnText text = draw_line(core, {r.x + 22, r.y, r.w - 22, r.h}, label, font, color);
  draw_ring(core, id, r, 4);
  Said said;
  said.state = state::expandable | (open ? state::expanded : 0u);
  said.font = font;
  said.level = 500;
  said.text_x = 22;
  said.text_y = text.rect.y - r.y;
  said.text_w = text.whole;
  if (core.press(id, Role::button, label, r, said)) open = !open;
  return open;
}

Scope menu_button(Ui& ui, std::string_view label, const ButtonOptions& options) {
  Core& core = ui.core();
  Drawn drawn = draw_button(core, label, options);
  const bool is_open = core.popup == drawn.id;
  drawn.said.state |= state::expandable | state::popup_menu | (is_open ? state::expanded : 0u);
  if (core.press(drawn.id, Role::button, options.name.empty() ? label : options.name, drawn.rect,
                 drawn.said)) {
    is_open ? core.close_popup(true) : core.open_popup(drawn.id);
  }
  if (!core.begin_popup(drawn.id, drawn.rect, 200, 400, Role::menu, label)) return Scope();
  return Scope(ui);
}

bool menu_item(Ui& ui, std::string_view label, const MenuItemOptions& o) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{14, Weight::regular, false}, small{12, Weight::regular, false};
  const uint32_t id = core.widget_id(label);
  const float left = 8 + (o.icon == Icon::none ? 0 : 24);
  const float line = core.view.touch ? kTouchHeight : kControlHeight;
  const float detail = o.detail.empty() ? 0 : 18;
  const float widest = std::max(core.texts.measure(label, font), core.texts.measure(o.detail, small));
  const Rect r = core.boxes.place({.natural = {left + std::ceil(widest) + 16, line + detail}, .fill = true});
  if (core.popup_wants_focus && !o.disabled) {
    core.want_focus(id);
    core.popup_wants_focus = false;
  }
  const bool lit = !o.disabled && (core.is_hovered(id) || core.focus == id);
  if (lit) core.painter.fill(r, c.hover, 4);
  const Color color = o.disabled ? c.faint : o.tone == Tone::normal ? c.text : ink(c, o.tone);
  const float y = r.y + (line - 20) / 2;
  core.painter.icon(r.x + 8, y + 2, o.icon, 16,
                    o.tone == Tone::normal ? (o.disabled ? c.faint : c.muted) : color);
  const DrawnText text = draw_line(core, {r.x + left, y, r.w - left - 8, 20}, label, font, color);
  if (!o.detail.empty()) draw_line(core, {r.x + left, y + 20, r.w - left - 8, 16}, o.detail, small, c.muted);
  if (core.has_ring(id)) core.painter.stroke(r, c.focus, 4, 2);
  Said said;
  said.state = (o.disabled ? state::disabled : 0u) | state::selectable;
  said.description = o.detail;
  said.value = o.href;
  said.has_value = !o.href.empty();
  said.font = font;
  said.level = 400;
  said.text_x = left;
  said.text_y = text.rect.y - r.y;
  said.text_w = text.whole;
  const bool pressed = core.press(id, Role::menuitem, label, r, said);
  if (pressed) core.close_popup(o.href.empty());
  return pressed;
}

void menu_heading(Ui& ui, std::string_view words) {
  Core& core = ui.core();
  const Font font{12, Weight::medium, false};
  const Rect r = core.boxes.place({.natural = {core.texts.measure(words, font) + 24, 28}, .fill = true});
  draw_line(core, {r.x + 8, r.y + 4, r.w - 16, 24}, words, font, core.colors().muted);
}

}  // namespace rehearsal::ui
