#include "shell/ui/words.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/buttons.h"
#include "shell/ui/core.h"
#include "shell/ui/drawing.h"

namespace rehearsal::ui {
namespace {

constexpr float kBadgeHeight = 22;
constexpr double kCopiedFor = 1.5;
constexpr float kTermGap = 16;
constexpr float kLeastValue = 160;  // a value that would have less room beside its name stands below it

Font font_of(const TextOptions& options) {
  return {options.size, options.weight, options.mono};
}

uint16_t weight_number(Weight weight) {
  return static_cast<uint16_t>(weight == Weight::semibold ? 600 : weight == Weight::medium ? 500 : 400);
}

// The width that `words` would have without breaks of ours.
float unwrapped(Texts& texts, std::string_view words, Font font) {
  float widest = 0;
  while (true) {
    const size_t end = words.find('\n');
    widest = std::max(widest, texts.measure(words.substr(0, end), font));
    if (end == std::string_view::npos) return widest;
    words.remove_prefix(end + 1);
  }
}

}  // namespace

void text(Ui& ui, std::string_view words, const TextOptions& options) {
  Core& core = ui.core();
  const Font font = font_of(options);
  const float whole = core.texts.measure(words, font);
  const Rect r =
      core.boxes.place({.natural = {options.width > 0 ? options.width : whole, line_height(font.size)},
                        .grow = options.grow,
                        .shrinks = options.width <= 0});
  const uint32_t id = core.identity.counted();
  if (options.flashes)
    core.flash({r.x - 4, r.y, std::min(r.w, whole) + 8, r.h}, core.changed_at(id, words), 4);
  const DrawnText drawn = draw_line(core, r, words, font, ink(core.colors(), options.tone), options.align);
  if (!options.exact.empty()) core.tip(id, drawn.rect, options.exact);
  core.text_record(id, words, drawn.rect, font, drawn.whole, options.exact);
}

void paragraph(Ui& ui, std::string_view words, const TextOptions& options) {
  Core& core = ui.core();
  const Font font = font_of(options);
  const float room = options.width > 0 ? options.width : core.boxes.room();
  const std::vector<std::string_view> lines = core.texts.wrapped(words, font, room);
  const float high = line_height(font.size);
  const Rect r = core.boxes.place({.natural = {std::min(room, unwrapped(core.texts, words, font) + 0.5f),
                                               high * static_cast<float>(lines.size())},
                                   .grow = options.grow});
  const Color color = ink(core.colors(), options.tone);
  const uint32_t id = core.identity.counted();
  if (lines.size() > 1) {
    Core::Closing none;
    none.boxed = false;
    core.push_closing(none);
    core.open(id, Role::paragraph, {}, r);
  }
  draw_lines(core, id, r, lines, font, color, options.align);
  if (lines.size() > 1) core.end();
}

void heading(Ui& ui, int level, std::string_view words, float grow) {
  Core& core = ui.core();
  const Font font{level == 1 ? 20.0f : level == 2 ? 16.0f : 14.0f, Weight::semibold, false};
  const float high = line_height(font.size), whole = core.texts.measure(words, font);
  // A row divides its width among all that stands in it: only where the room is known can it take more lines.
  const Boxes::Box& box = core.boxes.top();
  const bool wraps = box.flow != Flow::row || box.options.wrap;
  const std::vector<std::string_view> lines =
      wraps ? core.texts.wrapped(words, font, core.boxes.room()) : std::vector<std::string_view>{words};
  // The title stands where it stands, whether there are buttons beside it or not.
  const float least = level == 1 ? kControlHeight : 0;
  const Rect r =
      core.boxes.place({.natural = {whole, std::max(least, high * static_cast<float>(lines.size()))},
                        .grow = grow,
                        .shrinks = true});
  // Of several lines it is another thing: something that holds them.
  const uint32_t named = core.widget_id(words), id = lines.size() > 1 ? mixed(named, 1u) : named;
  // The page's title takes the focus when the page is changed, so that a screen reader says where it is.
  if (level == 1) core.take_wanted_key("page-title", id);
  Said said;
  said.level = static_cast<uint16_t>(level);
  if (lines.size() > 1) {
    Core::Closing none;
    none.boxed = false;
    core.push_closing(none);
    core.open(id, Role::heading, words, r, said);
    draw_lines(core, id, r, lines, font, core.colors().text);
    core.end();
    return;
  }
  const DrawnText drawn = draw_line(core, r, words, font, core.colors().text);
  said.font = font;
  said.text_w = drawn.whole;
  core.say(id, Role::heading, words, drawn.rect, said);
}

bool link(Ui& ui, std::string_view words, std::string_view href, const LinkOptions& options) {
  Core& core = ui.core();
  const Font font{options.size, options.weight, options.mono};
  const float icon_room = options.icon == Icon::none ? 0 : 22;
  const float whole = core.texts.measure(words, font);
  const float high = core.view.touch ? kTouchHeight : line_height(font.size);
  const Rect r = core.boxes.place(
      {.natural = {whole + icon_room, high}, .grow = options.grow, .shrinks = !options.whole});
  const uint32_t id = core.widget_id(options.name.empty() ? words : options.name);
  const bool hovered =
      core.is_hovered(id) || (options.primary && core.hover_outer != 0 && core.hover_outer == core.row);
  const Palette& c = core.colors();
  const Color color = options.muted && !hovered ? (options.primary ? c.text : c.muted)
                      : options.muted           ? c.text
                                                : c.accent_text;
  core.painter.icon(r.x, r.y + (r.h - 16) / 2, options.icon, 16, options.muted ? c.muted : color);
  const Rect at{r.x + icon_room, r.y, r.w - icon_room, r.h};
  const DrawnText drawn = draw_line(core, at, words, font, color);
  if (hovered && core.is_hovered(id)) {
    const float y = drawn.rect.y + core.texts.baseline(font) + 2;
    core.painter.horizontal(drawn.rect.x, y, drawn.rect.w, fade(color, 0.6f));
  }
  const Rect touch{r.x, r.y, drawn.rect.right() - r.x, r.h};
  draw_ring(core, id, touch, 3);
  Said said;
  said.value = href;
  said.has_value = true;
  said.font = font;
  said.level = weight_number(font.weight);
  said.text_x = icon_room;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  said.state = (options.primary ? state::primary : 0u) | (options.tab_stop ? state::tab_stop : 0u);
  if (!options.name.empty()) said.description = {};
  if (drawn.whole > at.w + 0.5f) core.tip(id, touch, words);
  return core.press(id, Role::link, options.name.empty() ? words : options.name, touch, said);
}

void badge(Ui& ui, std::string_view word, const BadgeOptions& options) {
  Core& core = ui.core();
  const Font font{12, Weight::medium, false};
  const float whole = core.texts.measure(word, font);
  const float icon_room = options.icon == Icon::none ? 0 : 18;
  const float left = options.icon == Icon::none ? 8 : 7;
  const Rect r =
      core.boxes.place({.natural = {left + icon_room + std::ceil(whole) + 9, kBadgeHeight}, .shrinks = true});
  const Tint& t = tint(core.colors(), options.tone);
  const uint32_t id = core.identity.counted();
  core.flash({r.x - 3, r.y - 3, r.w + 6, r.h + 6}, core.changed_at(id, word), kBadgeHeight / 2 + 3);
  core.painter.fill(r, t.ground, kBadgeHeight / 2);
  if (core.view.contrast != Contrast::usual) core.painter.stroke(r, t.edge, kBadgeHeight / 2);
  const float strength = options.pulse ? 0.4f + 0.6f * breath(core, r, core.age(mixed(id, 9u)) - kStill) : 1;
  core.painter.icon(r.x + left, r.y + (r.h - 14) / 2, options.icon, 14, fade(t.solid, strength));
  const Rect at{r.x + left + icon_room, r.y, r.w - left - icon_room - 8, r.h};
  const DrawnText drawn = draw_line(core, at, word, font, t.text);
  core.text_record(id, word, drawn.rect, font, drawn.whole);
}

void copy_button(Ui& ui, std::string_view value, std::string_view name) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name);
  Core::Memory& memory = core.memory(mixed(id, 1u));
  const bool just = memory.open && core.now - memory.since < kCopiedFor;
  if (memory.open && !just) memory.open = false;
  if (just) core.wake_after(kCopiedFor - (core.now - memory.since) + 0.01);
  if (icon_button(ui, just ? Icon::check : Icon::copy, name, {.kind = ButtonKind::ghost, .small = true})) {
    core.copied = value;
    core.announcement = "Copied";
    memory.open = true;
    memory.since = core.now;
  }
}

void short_id(Ui& ui, std::string_view uuid, std::string_view what) {
  const Scope line = row(ui, {.gap = 2, .align = Align::center});
  text(ui, uuid.substr(0, 8), {.size = 12, .mono = true});
  copy_button(ui, uuid, std::string("Copy ").append(what).append(" id"));
}

void icon(Ui& ui, Icon which, Tone tone, float size, std::string_view name) {
  Core& core = ui.core();
  const Rect r = core.boxes.place({.natural = {size, size}});
  core.painter.icon(r.x, r.y, which, size,
                    tone == Tone::muted ? core.colors().muted : tint(core.colors(), tone).solid);
  if (!name.empty()) core.say(core.identity.counted(), Role::image, name, r, {.state = state::hidden_name});
}

Scope terms(Ui& ui, std::string_view name, float term_width, double changed_at) {
  Core& core = ui.core();
  const uint32_t id = core.identity.counted();
  const bool stacked = ui.narrow() || core.boxes.room() < term_width + kTermGap + kLeastValue;
  const Rect r = core.begin(Flow::column, {.gap = stacked ? 12.0f : 8.0f, .align = Align::fill}, id);
  core.open(id, Role::terms, name, r);
  core.term_width = stacked ? 0 : term_width;
  core.terms_changed = changed_at;
  return Scope(ui);
}

namespace {

// As many lines as the name needs: the path to a value says which one it is, to its end.
void say_term(Core& core, std::string_view name, bool stacked) {
  const Font font{14, Weight::regular, false};
  const float room = stacked ? core.boxes.room() : core.term_width;
  const std::vector<std::string_view> lines = core.texts.wrapped(name, font, room);
  const Rect r =
      core.boxes.place({.natural = {stacked ? std::min(room, core.texts.measure(name, font) + 0.5f) : room,
                                    20 * static_cast<float>(lines.size())}});
  const uint32_t id = core.identity.counted();
  Said said;
  if (lines.size() > 1) {
    Core::Closing none;
    none.boxed = false;
    core.push_closing(none);
    core.open(mixed(id, 1u), Role::term, {}, r, said);
    draw_lines(core, mixed(id, 1u), r, lines, font, core.colors().muted);
    core.end();
    return;
  }
  const DrawnText drawn = draw_line(core, r, name, font, core.colors().muted);
  said.font = font;
  said.level = 400;
  said.text_w = drawn.whole;
  core.say(id, Role::term, name, drawn.rect, said);
}

}  // namespace

Scope term(Ui& ui, std::string_view name) {
  Core& core = ui.core();
  const bool stacked = core.term_width <= 0;
  // Beside a single line the name stands in its middle, beside several at the first.
  const uint32_t line = core.identity.counted();
  const bool single = core.boxes.remembered(line).h <= kTouchHeight;
  core.begin(stacked ? Flow::column : Flow::row,
             {.gap = stacked ? 2.0f : kTermGap, .align = stacked || !single ? Align::start : Align::center},
             line);
  say_term(core, name, stacked);
  const uint32_t id = core.identity.counted();
  const Rect value = core.begin(Flow::row, {.gap = 8, .align = Align::center, .grow = 1, .wrap = true}, id);
  core.open(id, Role::definition, {}, value);
  core.closing().with_parent = true;
  core.flash({value.x - 6, value.y - 2, value.w + 6, value.h + 4}, core.terms_changed, 4);
  return Scope(ui);
}

void term(Ui& ui, std::string_view name, std::string_view value, const TextOptions& options) {
  const Scope definition = term(ui, name);
  paragraph(ui, value.empty() ? "–" : value, options);
}

void term_changed(Ui& ui, std::string_view name, std::string_view before, std::string_view after) {
  constexpr float kArrow = 14, kGap = 8;
  Core& core = ui.core();
  const TextOptions old{.tone = Tone::muted}, now{.weight = Weight::medium};
  const float wanted = unwrapped(core.texts, before, font_of(old)) + kGap + kArrow + kGap +
                       unwrapped(core.texts, after, font_of(now)) + 1;
  const Scope definition = term(ui, name);
  const float room = core.boxes.room();
  // Beside each other where both fit into a line, else the new one below the old.
  if (wanted <= room) {
    paragraph(ui, before, old);
    icon(ui, Icon::arrow_right, Tone::muted, kArrow, "becomes");
    paragraph(ui, after, now);
    return;
  }
  const Scope both = column(ui, {.gap = 4, .width = room});
  paragraph(ui, before, old);
  const Scope line = row(ui, {.gap = kGap, .align = Align::start});
  {
    const Scope mark = column(ui, {.width = kArrow, .pad_y = (line_height(now.size) - kArrow) / 2});
    icon(ui, Icon::arrow_right, Tone::muted, kArrow, "becomes");
  }
  paragraph(ui, after, now);
}

void only_said(Ui& ui, std::string_view words) {
  Core& core = ui.core();
  core.say(core.identity.counted(), Role::text, words, {0, 0, 1, 1}, {.state = state::hidden_name});
}

}  // namespace rehearsal::ui
