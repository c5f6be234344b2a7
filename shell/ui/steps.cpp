// The steps of a process, as a list that opens, a strip and an outline.
#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/lists.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr float kMark = 20;  // diameter
constexpr float kRail = 28;  // width of the column that the marks stand in
constexpr float kHead = 44;  // height of a step's line

Tone tone_of(StepState state) {
  switch (state) {
    case StepState::done:
      return Tone::success;
    case StepState::failed:
      return Tone::danger;
    case StepState::waiting:
      return Tone::warning;
    case StepState::running:
      return Tone::accent;
    default:
      return Tone::normal;
  }
}

Icon mark_of(StepState state) {
  switch (state) {
    case StepState::failed:
      return Icon::x;
    case StepState::waiting:
      return Icon::pause;
    case StepState::skipped:
      return Icon::skip_forward;
    case StepState::stopped:
      return Icon::ban;
    default:
      return Icon::none;
  }
}

// The part of a tick that is drawn after `t` of its time.
void draw_tick(Core& core, float x, float y, float t, Color color) {
  const Size a{x + 6, y + 10.4f}, b{x + 9, y + 13.3f}, c{x + 14.4f, y + 7};
  const float first = std::min(1.0f, t / 0.4f), second = std::max(0.0f, (t - 0.4f) / 0.6f);
  std::vector<Size> points{a, {a.w + (b.w - a.w) * first, a.h + (b.h - a.h) * first}};
  if (second > 0) points.push_back({b.w + (c.w - b.w) * second, b.h + (c.h - b.h) * second});
  core.painter.line(points, color, 1.75f);
}

void draw_mark(Core& core, uint32_t id, float x, float y, StepState state) {
  const Palette& c = core.colors();
  const Tint& t = tint(c, tone_of(state));
  const float cx = x + kMark / 2, cy = y + kMark / 2;
  if (state == StepState::pending) {
    core.painter.circle(cx, cy, kMark / 2 - 1, c.surface);
    core.painter.circle_edge(cx, cy, kMark / 2 - 1, c.border_strong, 1.5f);
    return;
  }
  if (state == StepState::unreached) {
    core.painter.circle_edge(cx, cy, kMark / 2 - 1, c.border_strong, 1);
    core.painter.icon(x + 4, y + 4, Icon::minus, 12, c.faint);
    return;
  }
  if (state == StepState::running) {
    const float b = breath(core, {x, y, kMark, kMark}, core.age(mixed(id, 9u)));
    core.painter.circle(cx, cy, kMark / 2 + 3 * b, fade(t.solid, 0.22f * (1 - b)));
    core.painter.circle(cx, cy, kMark / 2 - 1, c.surface);
    core.painter.circle_edge(cx, cy, kMark / 2 - 1, t.solid, 2);
    core.painter.circle(cx, cy, 4, t.solid);
    return;
  }
  if (state == StepState::skipped || state == StepState::stopped) {
    core.painter.circle(cx, cy, kMark / 2, t.ground);
    core.painter.icon(x + 4, y + 4, mark_of(state), 12, t.text);
    return;
  }
  core.painter.circle(cx, cy, kMark / 2, t.solid);
  const Color on = core.view.dark ? c.page : c.on_accent;
  if (state == StepState::done) {
    draw_tick(core, x, y, core.glide(id, 5, true, kOpening), on);
  } else {
    core.painter.icon(x + 4, y + 4, mark_of(state), 12, on);
  }
}

}  // namespace

Scope step_list(Ui& ui, std::string_view name) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name);
  const Rect r = core.begin(Flow::column, {.align = Align::fill, .grow = 1}, id);
  core.open(id, Role::list, name, r);
  return Scope(ui);
}

Scope step(Ui& ui, std::string_view key, const Step& what, bool& open) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{14, Weight::medium, false}, small{12, Weight::regular, false};
  const uint32_t id = core.identity.named(key), head_id = mixed(id, 1u);
  core.take_wanted_key(key, head_id);
  const Rect outer = core.begin(Flow::row, {.align = Align::start}, id);
  core.open(id, Role::listitem, {}, outer);
  core.identity.push_scope(id);
  core.closing().scoped = true;
  if (what.reveal) core.reveal(outer);

  const Rect rail = core.boxes.place({.natural = {kRail, 0}});
  const float mark_x = rail.x, mark_y = rail.y + (kHead - kMark) / 2;
  if (!what.last) {
    const bool past = what.state == StepState::done || what.state == StepState::skipped;
    const float from = mark_y + kMark + 4;
    core.painter.vertical(mark_x + kMark / 2 - 1, from, outer.bottom() + (kHead - kMark) / 2 - 4 - from,
                          past                                 ? tint(c, Tone::success).edge
                          : what.state == StepState::unreached ? c.border
                                                               : c.border_strong,
                          2);
  }
  draw_mark(core, id, mark_x, mark_y, what.state);

  core.begin(Flow::column, {.gap = 8, .align = Align::fill, .grow = 1});
  const bool stacked = ui.narrow();
  const float name_w = core.texts.measure(what.name, font), status_w = core.texts.measure(what.status, small);
  const float trailing_w = core.texts.measure(what.trailing, small);
  const float beside = 8 + (what.expandable ? 28 : 0) + trailing_w + 12 + (stacked ? 0 : status_w + 12);
  const float room = core.boxes.room() - 8 - beside;
  const std::vector<std::string_view> lines = core.texts.wrapped(what.name, font, std::max(60.0f, room));
  const bool two_rows = stacked && !what.status.empty();
  const float name_h = 20 * static_cast<float>(lines.size());
  const float high = std::max(kHead, name_h + (two_rows ? 24 : 16));
  const Rect head = core.boxes.place({.natural = {name_w + 180, high}, .fill = true});
  const float hover = what.expandable ? core.glide(head_id, 1, core.is_hovered(head_id), kQuick) : 0;
  if (hover > 0)
    core.painter.fill({head.x, head.y + 4, head.w, head.h - 8}, fade(c.hover, hover), kControlRadius);
  const float x = head.x + 8;
  float right = head.right() - 8;
  if (what.expandable) {
    right -= 16;
    core.painter.icon(right, head.y + (head.h - 16) / 2, open ? Icon::chevron_up : Icon::chevron_down, 16,
                      c.muted);
    right -= 12;
  }
  right -= trailing_w;
  const Rect trailing{right, head.y, trailing_w + 0.5f, head.h};
  draw_line(core, trailing, what.trailing, small, c.muted);
  const bool to_come = what.state == StepState::pending || what.state == StepState::unreached;
  const Color name_color = to_come ? c.muted : c.text;
  const float name_y = head.y + (head.h - name_h - (two_rows ? 18 : 0)) / 2;
  float widest = 0;
  for (const std::string_view line : lines) widest = std::max(widest, core.texts.measure(line, font));
  const Rect name{x, name_y, std::min(widest + 0.5f, std::max(60.0f, room)), name_h};
  const Rect status = stacked ? Rect{x, name_y + name_h + 1, status_w + 0.5f, 16}
                              : Rect{name.right() + 12, head.y, status_w + 0.5f, head.h};
  const Color status_color =
      to_come || what.state == StepState::skipped ? c.muted : tint(c, tone_of(what.state)).text;
  draw_line(core, status, what.status, small, status_color);
  draw_ring(core, head_id, {head.x, head.y + 4, head.w, head.h - 8}, kControlRadius);

  if (what.expandable) {
    for (size_t i = 0; i < lines.size(); ++i)
      draw_line(core, {x, name_y + 20 * static_cast<float>(i), name.w, 20}, lines[i], font, name_color);
    Said said;
    said.state = state::expandable | (open ? state::expanded : 0u);
    said.font = font;
    said.level = 500;
    said.text_x = name.x - head.x;
    said.text_y = name.y - head.y;
    said.text_w = lines.size() > 1 ? 0 : name_w;
    if (core.press(head_id, Role::button, what.name, head, said)) open = !open;
  } else {
    open = false;
    Core::Closing none;
    none.boxed = false;
    core.push_closing(none);
    core.open(mixed(head_id, 2u), Role::paragraph, {}, name);
    draw_lines(core, mixed(head_id, 2u), name, lines, font, name_color);
    core.end();
  }
  const auto say = [&](std::string_view words, const Rect& rect, uint32_t n) {
    if (!words.empty())
      core.text_record(mixed(id, n), words, {rect.x, rect.y + (rect.h - 16) / 2, rect.w, 16}, small, 0);
  };
  say(what.status, status, 2);
  const float from = status.right() + (what.status.empty() ? 0 : 12);
  const Rect summary{from, status.y, right - 12 - from, status.h};
  if (!open && !what.summary.empty() && summary.w >= 48) {
    const DrawnText drawn = draw_line(core, summary, what.summary, small, c.muted);
    core.text_record(mixed(id, 4u), what.summary, drawn.rect, small, drawn.whole);
  }
  say(what.trailing, trailing, 3);
  if (!open) {
    core.end();
    core.end();
    return Scope();
  }
  core.closing().with_parent = true;
  core.begin(Flow::column, {.gap = 12, .align = Align::fill, .pad_x = 8});
  core.closing().with_parent = true;
  core.closing().at_end = [](Core& done, Rect) { done.boxes.gap(16); };
  return Scope(ui);
}

void step_strip(Ui& ui, std::string_view name, const std::vector<Step>& steps) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const uint32_t id = core.identity.named(name);
  const Rect r = core.boxes.place({.natural = {static_cast<float>(steps.size()) * 28, 28}, .fill = true});
  Core::Closing none;
  none.boxed = false;
  core.push_closing(none);
  core.open(id, Role::list, name, r);
  const auto count = static_cast<float>(std::max<size_t>(steps.size(), 2));
  const float distance = std::min(56.0f, (r.w - kMark) / (count - 1));
  for (size_t i = 0; i < steps.size(); ++i) {
    const float x = r.x + distance * static_cast<float>(i), y = r.y + 4;
    const bool past = steps[i].state == StepState::done || steps[i].state == StepState::skipped;
    if (i + 1 < steps.size() && distance > kMark + 6) {
      core.painter.horizontal(x + kMark + 3, y + kMark / 2, distance - kMark - 6,
                              past ? tint(c, Tone::success).solid : c.border_strong);
    }
    const uint32_t mark = mixed(id, static_cast<uint32_t>(i + 1));
    draw_mark(core, mark, x, y, steps[i].state);
    const std::string words = std::string(steps[i].name).append(": ").append(steps[i].status);
    core.tip(mark, {x, y, kMark, kMark}, words);
    core.say(mark, Role::listitem, words, {x, y, kMark, kMark}, {.state = state::hidden_name});
  }
  core.end();
}

void step_outline(Ui& ui, std::string_view name, const std::vector<Step>& steps) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{14, Weight::regular, false};
  const uint32_t id = core.identity.named(name);
  const Rect r = core.begin(Flow::column, {.align = Align::fill}, id);
  core.open(id, Role::list, name, r);
  for (size_t i = 0; i < steps.size(); ++i) {
    const Rect line =
        core.boxes.place({.natural = {core.texts.measure(steps[i].name, font) + 32, 32}, .fill = true});
    const float cx = line.x + 8, cy = line.y + 16;
    if (i + 1 < steps.size()) core.painter.vertical(cx - 0.5f, cy + 7, 18, c.border_strong, 1);
    if (steps[i].state == StepState::pending) {
      core.painter.circle_edge(cx, cy, 4, c.faint, 1.5f);
    } else {
      core.painter.circle(cx, cy, 4, tint(c, tone_of(steps[i].state)).solid);
    }
    const DrawnText drawn =
        draw_line(core, {line.x + 28, line.y, line.w - 28, line.h}, steps[i].name, font, c.muted);
    Said said;
    said.font = font;
    said.level = 400;
    said.text_w = drawn.whole;
    core.say(mixed(id, static_cast<uint32_t>(i + 1)), Role::listitem, steps[i].name, drawn.rect, said);
  }
  core.end();
}

}  // namespace rehearsal::ui
