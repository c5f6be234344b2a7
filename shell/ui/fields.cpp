#include "shell/ui/fields.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/buttons.h"
#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/field_parts.h"
#include "shell/ui/panels.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr size_t kMostInSight = 10'000;  // bytes of a field of a few lines

std::string_view mode_word(InputMode mode) {
  switch (mode) {
    case InputMode::integer:
      return "numeric";
    case InputMode::decimal:
      return "decimal";
    case InputMode::search:
      return "search";
    case InputMode::email:
      return "email";
    case InputMode::url:
      return "url";
    case InputMode::date:
      return "date";
    case InputMode::moment:
      return "datetime-local";
    case InputMode::text:
      break;
  }
  return {};
}

// Several lines, as far as the page's own <textarea> is scrolled, whose bar has no room of its own.
void draw_lines(Core& core, uint32_t id, Rect inner, std::string_view value, Font font, Color color,
                bool only_bar) {
  Action action;
  float& scrolled = core.scroll_of(id).y;
  while (core.take(id, ActionKind::scroll, &action)) scrolled = action.y;
  // Of a long text that nobody scrolled no more than can be in sight is laid out.
  const std::string_view laid_out = scrolled > 0 ? value : value.substr(0, kMostInSight);
  const std::vector<std::string_view> lines = core.texts.wrapped(laid_out, font, inner.w);
  const float step = line_height(font.size);
  const float part = static_cast<float>(value.size()) / std::max(1.0f, static_cast<float>(laid_out.size()));
  const float high = step * static_cast<float>(lines.size()) * std::max(1.0f, part);
  scrolled = std::clamp(scrolled, 0.0f, std::max(0.0f, high - inner.h));
  if (high > inner.h)
    core.painter.fill({inner.right() + 3, inner.y + inner.h * scrolled / high, 4, inner.h * inner.h / high},
                      core.colors().border_strong, 2);
  if (only_bar) return;
  core.painter.push_clip(inner);
  float y = inner.y - scrolled;
  for (const std::string_view line : lines) {
    if (y > inner.bottom()) break;
    if (y + step > inner.y) core.painter.text(inner.x, y, line, font, color);
    y += step;
  }
  core.painter.pop_clip();
}

}  // namespace

float field_height(const Core& core) {
  return core.view.touch ? kTouchHeight : kControlHeight;
}

// Below 16 px a phone's browser zooms in on the field that is being filled.
Font field_font(const Core& core, const FieldOptions& options) {
  return {core.view.touch ? 16.0f : 14.0f, Weight::regular, options.mono};
}

uint32_t field_state(const FieldOptions& o) {
  return (o.disabled ? state::disabled : 0u) | (o.read_only ? state::read_only : 0u) |
         (o.required ? state::required : 0u) | (o.error.empty() ? 0u : state::invalid) |
         (o.label_hidden ? state::hidden_name : 0u);
}

void begin_field(Core& core, std::string_view label, const FieldOptions& o, uint32_t field) {
  core.begin(Flow::column, {.gap = 6, .width = o.width, .grow = o.width > 0 ? 0.0f : 1.0f}, mixed(field, 3u));
  if (o.label_hidden) return;
  const Font font{14, Weight::medium, false}, regular{14, Weight::regular, false};
  const std::string_view mark = o.required ? " (required)" : o.optional ? " (optional)" : "";
  std::string words(label);
  const float name = core.texts.measure(label, font), whole = name + core.texts.measure(mark, regular);
  const std::vector<std::string_view> lines = core.texts.wrapped(label, font, core.boxes.room());
  const Rect r = core.boxes.place({.natural = {whole, 20 * static_cast<float>(lines.size())}});
  for (size_t i = 0; i < lines.size(); ++i) {
    draw_line(core, {r.x, r.y + 20 * static_cast<float>(i), r.w, 20}, lines[i], font, core.colors().text);
  }
  if (lines.size() == 1 && !mark.empty()) {
    core.painter.text(r.x + name, r.y, mark, regular, core.colors().muted);
  }
  Said said;
  said.font = font;
  said.level = 500;
  said.relation = field;
  core.say(mixed(field, 4u), Role::label, words.append(mark), r, said);
}

uint32_t hint_id(const FieldOptions& o, uint32_t field) {
  return o.error.empty() && o.help.empty() ? 0 : mixed(field, o.error.empty() ? 5u : 6u);
}

void field_hint(Core& core, const FieldOptions& o, uint32_t field) {
  if (hint_id(o, field) == 0) return;
  const bool bad = !o.error.empty();
  const std::string_view words = bad ? o.error : o.help;
  const Font font{12, bad ? Weight::medium : Weight::regular, false};
  const Color color = bad ? tint(core.colors(), Tone::danger).text : core.colors().muted;
  const float left = bad ? 18 : 0;
  const std::vector<std::string_view> lines = core.texts.wrapped(words, font, core.boxes.room() - left);
  const Rect r = core.boxes.place(
      {.natural = {left + core.texts.measure(words, font), 16 * static_cast<float>(lines.size())},
       .fill = true});
  if (bad) core.painter.icon(r.x, r.y + 1, Icon::x_circle, 14, tint(core.colors(), Tone::danger).solid);
  Core::Closing none;
  none.boxed = false;
  core.push_closing(none);
  core.open(hint_id(o, field), Role::paragraph, {}, r);
  for (size_t i = 0; i < lines.size(); ++i) {
    const DrawnText drawn = draw_line(core, {r.x + left, r.y + 16 * static_cast<float>(i), r.w - left, 16},
                                      lines[i], font, color);
    core.text_record(core.identity.counted(), std::string(lines[i]).append(i + 1 < lines.size() ? " " : ""),
                     drawn.rect, font, 0);
  }
  core.end();
}

Rect place_field(Core& core, const FieldOptions& o, float height) {
  return core.boxes.place({.natural = {o.width > 0 ? o.width : 200.0f, height}, .fill = o.width <= 0});
}

void draw_field_box(Core& core, uint32_t id, Rect r, const FieldOptions& o, bool active) {
  const Palette& c = core.colors();
  const float focus = core.glide(id, 2, active, kQuick);
  const float hover = core.glide(id, 1, !o.disabled && core.is_hovered(id), kQuick);
  const bool bad = !o.error.empty();
  const Color edge = bad          ? tint(c, Tone::danger).solid
                     : o.disabled ? c.border_strong
                                  : between(c.control_edge, c.muted, hover * 0.7f);
  const Color lit = bad ? tint(c, Tone::danger).solid : c.focus;
  core.painter.fill(r, o.disabled || o.read_only ? c.sunken : c.surface, kControlRadius);
  if (focus > 0) core.painter.ring(r, fade(lit, 0.22f * focus), kControlRadius, 3, 0);
  core.painter.stroke(r, between(edge, lit, focus), kControlRadius, focus > 0.5f ? 1.5f : 0);
}

Edit text_field(Ui& ui, std::string_view label, std::string& value, const FieldOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.widget_id(o.key.empty() ? label : o.key);
  begin_field(core, label, o, id);
  const bool many = o.lines > 1;
  const Font font = field_font(core, o);
  const float line = line_height(font.size);
  const float pad_y = many ? 6 : (field_height(core) - line) / 2;
  const Rect r =
      place_field(core, o, many ? line * static_cast<float>(o.lines) + 2 * pad_y : field_height(core));

  Edit edit;
  Action action;
  while (core.take(id, ActionKind::text, &action)) {
    edit.changed = edit.changed || value != action.text;
    if (!o.disabled && !o.read_only) value = std::move(action.text);
  }
  edit.entered = core.take(id, ActionKind::enter);
  core.take(id, ActionKind::press);  // a press gives the focus, which the page has done already
  const bool active = core.focus == id;
  Core::Memory& memory = core.memory(id);
  edit.left = memory.open && !active;
  memory.open = active;

  draw_field_box(core, id, r, o, active);
  const Palette& c = core.colors();
  const float left = o.icon == Icon::none ? kFieldPad : kFieldPad + 22;
  core.painter.icon(r.x + kFieldPad - 1, r.y + (r.h - 16) / 2, o.icon, 16, c.muted);
  const bool has_calendar = o.mode == InputMode::date || o.mode == InputMode::moment;
  if (has_calendar && !active)
    core.painter.icon(r.right() - 26, r.y + (r.h - 16) / 2, Icon::calendar, 16, c.muted);
  const Rect inner{r.x + left, r.y + pad_y, r.w - left - kFieldPad, r.h - 2 * pad_y};
  // While it is filled in, the page's own <input> shows the text.
  const std::string_view drawn = o.shown.empty() ? std::string_view(value) : o.shown;
  const Color color = value.empty() || o.disabled ? c.muted : c.text;
  const std::string_view words = value.empty() ? o.placeholder : drawn;
  if (many) {
    draw_lines(core, id, inner, words, font, color, active);
  } else if (!active) {
    draw_line(core, inner, words, font, color);
  }

  Said said;
  said.value = value;
  said.has_value = true;
  said.placeholder = o.placeholder;
  said.mode = mode_word(o.mode);
  said.relation = hint_id(o, id);
  said.font = font;
  said.level = 400;
  said.text_x = left;
  said.text_y = pad_y;
  said.state = field_state(o) | (many ? state::multi_line : 0u);
  core.say(id, Role::textbox, label, r, said);
  field_hint(core, o, id);
  core.end();
  return edit;
}

Scope labelled(Ui& ui, std::string_view label, const FieldOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(o.key.empty() ? label : o.key);
  core.begin(Flow::column, {.gap = 6, .align = Align::fill, .width = o.width}, mixed(id, 3u));
  core.open(id, Role::group, label, core.boxes.top().outer, {.relation = hint_id(o, id)});
  core.want_focus_inside(o.key);
  const Font font{14, Weight::medium, false};
  const Rect r = core.boxes.place({.natural = {core.texts.measure(label, font), 20}});
  const DrawnText drawn = draw_line(core, r, label, font, core.colors().text);
  core.text_record(core.identity.counted(), label, drawn.rect, font, drawn.whole);
  field_hint(core, o, id);
  return Scope(ui);
}

void error_summary(Ui& ui, std::string_view title, const std::vector<FieldProblem>& problems,
                   std::string_view here) {
  if (problems.empty()) return;
  const Scope box = callout(ui, Tone::danger, title);
  for (const FieldProblem& problem : problems) {
    if (problem.key.empty()) {
      paragraph(ui, problem.message);
    } else if (text_link(ui, problem.message, here, Tone::danger)) {
      ui.focus_on(problem.key);
    }
  }
}

}  // namespace rehearsal::ui
