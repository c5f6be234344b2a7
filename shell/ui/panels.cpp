#include "shell/ui/panels.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr double kSkeletonAfter = 0.15;
constexpr double kPulse = 1.6;

}  // namespace

Scope card(Ui& ui, const CardOptions& o) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const bool is_link = !o.href.empty();
  const uint32_t id = is_link ? core.widget_id(o.name) : core.identity.counted();
  const Rect r = core.begin(
      Flow::column, {.gap = o.gap, .align = o.align, .grow = o.grow, .pad_x = o.pad, .pad_y = o.pad}, id);
  const float hover = is_link ? core.glide(id, 1, core.is_hovered(id), kQuick) : 0;
  if (hover > 0) core.painter.shadow(r, kCardRadius, 8, 2, fade(c.shadow, hover));
  core.painter.fill(r, o.sunken ? c.sunken : c.surface, kCardRadius);
  core.painter.stroke(r, between(c.border, c.border_strong, hover), kCardRadius);
  if (is_link) {
    draw_ring(core, id, r, kCardRadius);
    // The link lies under what it leads from: its name is one, and the rest is read as text.
    core.open(mixed(id, 1u), o.role, {}, r);
    core.press(id, Role::link, o.name, r,
               {.state = state::tab_stop | state::hidden_name, .value = o.href, .has_value = true});
  } else if (!o.name.empty()) {
    core.open(id, o.role, o.name, r);
  }
  return Scope(ui);
}

Scope section(Ui& ui, std::string_view title, float gap) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(title);
  const Rect r = core.begin(Flow::column, {.gap = gap, .align = Align::fill}, id);
  core.open(id, Role::region, title, r);
  heading(ui, 2, title);
  return Scope(ui);
}

Scope callout(Ui& ui, Tone tone, std::string_view title, Icon icon) {
  Core& core = ui.core();
  const Tint& t = tint(core.colors(), tone);
  const uint32_t id = core.identity.named(title);
  const Rect r = core.begin(Flow::row, {.gap = 10, .align = Align::start, .pad_x = 14, .pad_y = 12}, id);
  core.painter.fill(r, t.ground, kCardRadius);
  core.painter.stroke(r, t.edge, kCardRadius);
  core.open(id, tone == Tone::danger ? Role::alert : Role::status, {}, r);
  const Rect mark = core.boxes.place({.natural = {16, 20}});
  core.painter.icon(mark.x, mark.y + 2, icon == Icon::none ? icon_of(tone) : icon, 16, t.solid);
  core.begin(Flow::column, {.gap = 4, .grow = 1});
  core.closing().with_parent = true;
  if (!title.empty()) paragraph(ui, title, {.weight = Weight::semibold});
  return Scope(ui);
}

Scope page_bar(Ui& ui, Tone tone, std::string_view words, Icon icon) {
  Core& core = ui.core();
  const Tint& t = tint(core.colors(), tone);
  const uint32_t id = core.identity.named(words);
  const float pad = ui.narrow() ? 16 : 24;
  const BoxOptions options{.gap = 10, .align = Align::center, .min_height = 40, .pad_x = pad, .pad_y = 8};
  const Rect r = core.whole != 0
                     ? core.begin(Flow::row, options, id)
                     : core.begin_at(Flow::row, options, id, {core.dock.x, core.dock.y, core.dock.w, 0});
  if (core.whole == 0) core.closing().at_end = [](Core& done, Rect bar) { done.take_top(bar.h); };
  core.painter.fill(r, t.ground);
  core.painter.horizontal(r.x, r.bottom() - 1, r.w, t.edge);
  core.open(id, tone == Tone::danger ? Role::alert : Role::status, {}, r);
  const Rect mark = core.boxes.place({.natural = {16, 20}});
  core.painter.icon(mark.x, mark.y + 2, icon == Icon::none ? icon_of(tone) : icon, 16, t.solid);
  core.begin(Flow::row, {.gap = 12, .align = Align::center, .grow = 1, .wrap = true});
  core.closing().with_parent = true;
  paragraph(ui, words);
  return Scope(ui);
}

Scope empty_state(Ui& ui, Icon which, std::string_view title, std::string_view sentence, int level) {
  Core& core = ui.core();
  core.begin(Flow::column, {.gap = 8, .align = Align::center, .pad_x = 24, .pad_y = 48});
  const Rect mark = core.boxes.place({.natural = {48, 48}});
  core.painter.circle(mark.x + 24, mark.y + 24, 24, core.colors().sunken);
  core.painter.circle_edge(mark.x + 24, mark.y + 24, 24, core.colors().border, 1);
  core.painter.icon(mark.x + 14, mark.y + 14, which, 20, core.colors().muted);
  gap(ui, 16);
  heading(ui, level, title);
  paragraph(ui, sentence, {.tone = Tone::muted, .align = Align::center});
  gap(ui, 16);
  return Scope(ui);
}

bool tabs(Ui& ui, std::string_view name, const std::vector<Tab>& labels, int& chosen) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Font font{14, Weight::medium, false}, small{12, Weight::medium, false};
  const float high = core.view.touch ? kTouchHeight : 36;
  const uint32_t id = core.widget_id(name);
  float whole = 0;
  for (const Tab& tab : labels)
    whole += std::ceil(core.texts.measure(tab.label, font)) + 24 + (tab.count >= 0 ? 28 : 0);
  const Rect r = core.boxes.place({.natural = {whole, high}, .grow = 1, .fill = true});
  core.painter.horizontal(r.x, r.bottom() - 1, r.w, c.border);
  Core::Closing none;
  none.boxed = false;
  core.push_closing(none);
  core.open(id, Role::tablist, name, r);
  bool changed = false;
  float x = r.x;
  for (size_t i = 0; i < labels.size(); ++i) {
    const Tab& tab = labels[i];
    const bool on = chosen == static_cast<int>(i);
    const std::string count = tab.count >= 0 ? std::to_string(tab.count) : std::string();
    const float text = core.texts.measure(tab.label, font);
    const float count_room = count.empty() ? 0 : std::max(20.0f, core.texts.measure(count, small) + 12) + 6;
    const float w = std::ceil(text) + 24 + count_room;
    const Rect part{x, r.y, w, r.h};
    const uint32_t tab_id = mixed(id, static_cast<uint32_t>(i + 1));
    const float lit = core.glide(tab_id, 3, on, kOpening);
    const float hover = core.glide(tab_id, 1, core.is_hovered(tab_id), kQuick);
    const DrawnText drawn = draw_line(core, {x + 12, r.y, text + 0.5f, r.h - 1}, tab.label, font,
                                      between(c.muted, c.text, std::max(lit, hover)));
    if (!count.empty()) {
      const Rect pill{x + 12 + text + 6, r.y + (r.h - 1 - 18) / 2, count_room - 6, 18};
      core.painter.fill(pill, tint(c, on ? Tone::accent : Tone::normal).ground, 9);
      draw_line(core, pill, count, small, tint(c, on ? Tone::accent : Tone::normal).text, Align::center);
    }
    if (lit > 0) core.painter.fill({x + 12, r.bottom() - 2, w - 24, 2}, fade(c.accent_text, lit), 1);
    draw_ring(core, tab_id, part.inset(3), 4);
    Said said;
    said.state = state::selectable | (on ? state::selected | state::tab_stop : 0u);
    said.value = tab.href;
    said.has_value = !tab.href.empty();
    said.font = font;
    said.level = 500;
    said.text_x = 12;
    said.text_y = drawn.rect.y - part.y;
    said.text_w = drawn.whole;
    said.description = count;
    said.index = static_cast<int>(i + 1);
    said.count = static_cast<int>(labels.size());
    if (core.press(tab_id, Role::tab, tab.label, part, said) && !on) {
      chosen = static_cast<int>(i);
      changed = true;
    }
    x += w;
  }
  core.end();
  return changed;
}

void skeleton(Ui& ui, int lines) {
  Core& core = ui.core();
  const uint32_t id = core.identity.counted();
  const Rect r = core.boxes.place({.natural = {320, static_cast<float>(lines) * 28}, .fill = true});
  core.say(id, Role::text, "Loading", r, {.state = state::hidden_name | state::busy});
  const double age = core.age(id);
  if (age < kSkeletonAfter) {
    core.wake_after(kSkeletonAfter - age + 0.005);
    return;
  }
  const float strength = 0.5f + 0.5f * breath(core, r, age - kStill);
  for (int i = 0; i < lines; ++i) {
    const float w = r.w * (i % 3 == 0 ? 0.62f : i % 3 == 1 ? 0.84f : 0.46f);
    core.painter.fill({r.x, r.y + static_cast<float>(i) * 28 + 6, w, 14},
                      fade(core.colors().pressed, strength), 4);
  }
}

void progress_bar(Ui& ui, std::string_view name, float done) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  const Rect r = core.boxes.place({.natural = {160, 6}, .grow = 1, .fill = true});
  core.painter.fill(r, c.pressed, 3);
  if (done >= 0) {
    core.painter.fill({r.x, r.y, std::max(6.0f, r.w * std::min(done, 1.0f)), r.h}, c.accent, 3);
  } else {
    const float t = core.view.reduced_motion ? 0.35f : static_cast<float>(std::fmod(core.now / kPulse, 1.0));
    core.painter.push_clip(r);
    core.painter.fill({r.x + (r.w + 80) * t - 80, r.y, 80, r.h}, c.accent, 3);
    core.painter.pop_clip();
    if (!core.view.reduced_motion && core.painter.sees(r)) core.wake_after(1.0 / 30);
  }
  Said said;
  said.state = state::hidden_name;
  said.count = done >= 0 ? 100 : 0;
  said.index = static_cast<int>(std::lround(std::max(0.0f, done) * 100));
  core.say(core.identity.named(name), Role::progressbar, name, r, said);
}

}  // namespace rehearsal::ui
