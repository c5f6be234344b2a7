#include "shell/ui/frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr float kNavigationWidth = 216;
constexpr float kBottomBar = 56;

// Seen only while it has the focus: the way past the navigation for the keyboard.
void skip_link(Core& core) {
  const uint32_t id = core.widget_id("Skip to content");
  const Font font{14, Weight::medium, false};
  const Rect r{8, 6, core.texts.measure("Skip to content", font) + 24, 36};
  if (core.focus == id) {
    core.painter.push_layer(Layer::popup);
    core.painter.fill(r, core.colors().accent, kControlRadius);
    draw_line(core, {r.x + 12, r.y, r.w - 24, r.h}, "Skip to content", font, core.colors().on_accent);
    core.painter.ring(r, core.colors().focus, kControlRadius, 2, 2);
    core.painter.pop_layer();
  }
  Said said;
  said.font = font;
  said.text_x = 12;
  said.text_y = 8;
  if (core.press(id, Role::button, "Skip to content", core.focus == id ? r : Rect{r.x, r.y, 1, 1}, said)) {
    core.want_focus(core.main);
  }
}

// The mark: steps, joined by a line that turns.
void draw_mark(Core& core, float x, float y) {
  const Palette& c = core.colors();
  core.painter.fill({x, y, 24, 24}, c.accent, 6);
  core.painter.line({{x + 7, y + 7}, {x + 7, y + 12}, {x + 17, y + 12}, {x + 17, y + 17}},
                    fade(c.on_accent, 0.75f), 1.75f);
  core.painter.circle(x + 7, y + 7, 2.75f, c.on_accent);
  core.painter.circle(x + 17, y + 17, 2.75f, c.on_accent);
}

// On a phone the mark alone: the header's controls need the room.
void draw_name(Core& core) {
  const Font font{16, Weight::semibold, false};
  const uint32_t id = core.widget_id("Rehearsal");
  const bool mark_only = core.view.width < 480;
  const float w = core.texts.measure("Rehearsal", font);
  const float high = core.view.touch ? kTouchHeight : kControlHeight;
  const float mark = core.view.touch ? high : 24;
  const Rect r = core.boxes.place({.natural = {mark_only ? mark : 34 + w, high}});
  draw_mark(core, mark_only ? r.x + (mark - 24) / 2 : r.x, r.y + (high - 24) / 2);
  Said said;
  said.value = "#/";
  said.has_value = true;
  said.state = state::tab_stop | (mark_only ? state::hidden_name : 0u);
  if (!mark_only) {
    const DrawnText drawn =
        draw_line(core, {r.x + 34, r.y, w + 0.5f, r.h}, "Rehearsal", font, core.colors().text);
    said.font = font;
    said.level = 600;
    said.text_x = 34;
    said.text_y = drawn.rect.y - r.y;
    said.text_w = drawn.whole;
  }
  draw_ring(core, id, r, kControlRadius);
  core.press(id, Role::link, "Rehearsal", r, said);
}

struct Destination {
  uint32_t id = 0;
  Rect rect;
  Said said;
};

Destination draw_destination(Ui& ui, Icon icon, std::string_view label, bool current) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const bool bar = ui.has_bar();
  const Font font{bar ? 12.0f : 14.0f, Weight::medium, false};
  const uint32_t id = core.widget_id(label);
  const float high = bar ? kBottomBar : core.view.touch ? kTouchHeight : kControlHeight;
  const Rect r = core.boxes.place({.natural = {bar ? 0 : 120.0f, high}, .grow = 1, .fill = true});
  const float hover = core.glide(id, 1, core.is_hovered(id), kQuick);
  const Color clear{c.hover.rgba & 0xFFFFFF00u};
  const Color color = current ? c.accent_text : between(c.muted, c.text, hover);
  DrawnText drawn;
  if (bar) {
    const float x = r.x + (r.w - 20) / 2;
    if (current) core.painter.fill({x - 12, r.y + 6, 44, 26}, c.selected, 13);
    core.painter.icon(x, r.y + 9, icon, 20, color);
    drawn = draw_line(core, {r.x + 2, r.y + 34, r.w - 4, 16}, label, font, color, Align::center);
  } else {
    core.painter.fill(r, current ? c.selected : between(clear, c.hover, hover), kControlRadius);
    core.painter.icon(r.x + 8, r.y + (r.h - 16) / 2, icon, 16, color);
    drawn = draw_line(core, {r.x + 34, r.y, r.w - 42, r.h}, label, font,
                      current ? c.accent_text : between(c.muted, c.text, 0.55f + 0.45f * hover));
  }
  draw_ring(core, id, r, kControlRadius);
  Said said;
  said.font = font;
  said.level = 500;
  said.text_x = drawn.rect.x - r.x;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  return {id, r, said};
}

// Across the window at `y`, or the next part of what scrolls.
Rect begin_bar(Core& core, uint32_t id, const BoxOptions& options, float y) {
  if (core.whole != 0) return core.begin(Flow::row, options, id);
  return core.begin_at(Flow::row, options, id, {core.dock.x, y, core.dock.w, options.min_height});
}

}  // namespace

Scope whole_page(Ui& ui, std::string_view key) {
  Core& core = ui.core();
  const uint32_t id = ui.low() ? core.identity.named(std::string("page ").append(key)) : 0;
  if (core.whole != id && id != 0) core.scroll_of(id).wanted = core.scroll_of(id).y;
  core.whole = id;
  if (id == 0) return Scope();
  core.begin_scroller(id, Role::group, {}, core.dock, {.align = Align::fill});
  return Scope(ui);
}

Scope header_bar(Ui& ui) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const float high = core.view.touch ? 56 : kHeaderHeight;
  const uint32_t id = core.identity.named("header");
  const Rect r = begin_bar(core, id,
                           {.gap = ui.narrow() ? 8.0f : 12.0f,
                            .align = Align::center,
                            .min_height = high,
                            .pad_x = ui.narrow() ? 16.0f : 20.0f},
                           core.dock.y);
  if (core.whole == 0) core.take_top(high);
  core.painter.fill(r, c.surface);
  core.painter.horizontal(r.x, r.bottom() - 1 / core.view.scale, r.w, c.border);
  core.open(id, Role::banner, {}, r);
  skip_link(core);
  draw_name(core);
  return Scope(ui);
}

Scope navigation(Ui& ui, std::string_view name) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const uint32_t id = core.identity.named(name);
  Rect r = core.dock;
  if (ui.has_bar()) {
    r = begin_bar(core, id, {.gap = 0, .align = Align::fill, .min_height = kBottomBar},
                  r.bottom() - kBottomBar);
    const bool below = core.whole == 0;
    if (below) core.dock.h -= kBottomBar;
    core.painter.fill(r, c.surface);
    core.painter.horizontal(r.x, below ? r.y : r.bottom() - 1, r.w, c.border);
  } else {
    r.w = kNavigationWidth;
    core.dock.x += r.w;
    core.dock.w -= r.w;
    core.painter.vertical(r.right() - 1 / core.view.scale, r.y, r.h, c.border, 1 / core.view.scale);
    core.begin_at(Flow::column, {.gap = 2, .align = Align::fill, .pad_x = 12, .pad_y = 16}, id, r);
  }
  core.open(id, Role::navigation, name, r);
  return Scope(ui);
}

bool navigation_item(Ui& ui, Icon icon, std::string_view label, std::string_view href, bool current) {
  Core& core = ui.core();
  Destination drawn = draw_destination(ui, icon, label, current);
  drawn.said.value = href;
  drawn.said.has_value = true;
  drawn.said.state = state::tab_stop | (current ? state::current : 0u);
  return core.press(drawn.id, Role::link, label, drawn.rect, drawn.said);
}

Scope navigation_menu(Ui& ui, Icon icon, std::string_view label, bool current) {
  Core& core = ui.core();
  Destination drawn = draw_destination(ui, icon, label, current);
  const bool is_open = core.popup == drawn.id;
  drawn.said.state = state::expandable | state::popup_menu | (is_open ? state::expanded : 0u);
  if (core.press(drawn.id, Role::button, label, drawn.rect, drawn.said))
    is_open ? core.close_popup(true) : core.open_popup(drawn.id);
  if (!core.begin_popup(drawn.id, drawn.rect, 200, 400, Role::menu, label)) return Scope();
  return Scope(ui);
}

void navigation_gap(Ui& ui) {
  if (!ui.has_bar()) gap(ui, 24);
}

Scope main_area(Ui& ui, std::string_view key, float max_width, bool centered) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(std::string("main ").append(key));
  const float gutter = ui.narrow() ? 16 : 24;
  const BoxOptions inner{.align = Align::fill, .pad_x = gutter, .pad_y = gutter};
  const bool is_new = std::exchange(core.main, id) != id;
  if (core.whole != 0) {
    core.scroll_of(id) = {};
    core.open(id, Role::main, {}, core.begin(Flow::column, inner, id));
  } else {
    // Another page, or the same one again: it opens where it was left.
    if (is_new) core.scroll_of(id).wanted = core.scroll_of(id).y;
    core.begin_scroller(id, Role::main, {}, core.dock, inner);
  }
  core.begin(Flow::column, {.gap = 24, .align = Align::fill, .max_width = max_width, .centered = centered});
  core.closing().with_parent = true;
  return Scope(ui);
}

void crumbs(Ui& ui, const std::vector<Crumb>& before, std::string_view current) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named("Breadcrumbs");
  const Rect r = core.begin(Flow::row, {.gap = 4, .align = Align::center}, id);
  core.open(id, Role::navigation, "Breadcrumbs", r);
  // What is short is the way back, and is read whole; what somebody has named gives way.
  constexpr size_t kShort = 24;
  for (const Crumb& crumb : before) {
    link(ui, crumb.words, crumb.href, {.muted = true, .whole = crumb.words.size() <= kShort});
    icon(ui, Icon::chevron_right, Tone::muted, 14);
  }
  text(ui, current, {.tone = Tone::muted});
  core.end();
}

}  // namespace rehearsal::ui
