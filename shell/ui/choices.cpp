// One or some of many: drop-downs, check lists, radio lists.
#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/field_parts.h"
#include "shell/ui/fields.h"
#include "shell/ui/toggle_parts.h"

namespace rehearsal::ui {
namespace {

constexpr float kLeastList = 240;  // width of a list, however narrow its field

// One line of an open drop-down. True when it was chosen.
bool option_line(Core& core, uint32_t id, const Choice& choice, bool chosen, int index, int count) {
  const Palette& c = core.colors();
  const Font font{14, Weight::regular, false}, small{12, Weight::regular, false};
  const float high = core.view.touch ? kTouchHeight : kControlHeight;
  const float label = core.texts.measure(choice.label, font);
  const float detail = choice.detail.empty() ? 0 : core.texts.measure(choice.detail, small) + 12;
  const Rect r = core.boxes.place({.natural = {label + detail + 44, high}, .fill = true});
  if (core.popup_wants_focus && chosen) {
    core.want_focus(id);
    core.popup_wants_focus = false;
  }
  const bool lit = !choice.disabled && (core.is_hovered(id) || core.focus == id);
  if (lit) core.painter.fill(r, c.hover, 4);
  const float room = r.w - 8 - 28;
  const DrawnText drawn = draw_line(core, {r.x + 8, r.y, std::min(label + 0.5f, room), r.h}, choice.label,
                                    font, choice.disabled ? c.faint : c.text);
  if (detail > 0 && label + detail < room)
    draw_line(core, {r.x + 8 + label + 12, r.y, detail, r.h}, choice.detail, small, c.muted);
  if (chosen) core.painter.icon(r.right() - 24, r.y + (r.h - 16) / 2, Icon::check, 16, c.accent_text);
  if (core.has_ring(id)) core.painter.stroke(r, c.focus, 4, 2);
  Said said;
  said.state = state::selectable | (chosen ? state::selected | state::tab_stop : 0u) |
               (choice.disabled ? state::disabled : 0u);
  said.description = choice.detail;
  said.index = index;
  said.count = count;
  said.font = font;
  said.level = 400;
  said.text_x = 8;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  return core.press(id, Role::option, choice.label, r, said);
}

}  // namespace

bool select(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
            const FieldOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.widget_id(o.key.empty() ? label : o.key);
  begin_field(core, label, o, id);
  const Rect r = place_field(core, o, field_height(core));
  const bool is_open = core.popup == id;
  draw_field_box(core, id, r, o, is_open || core.has_ring(id));
  const Palette& c = core.colors();
  const Font font = field_font(core, o);
  const auto chosen =
      std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.value == value; });
  const bool has = chosen != choices.end();
  const std::string_view words = has                     ? std::string_view(chosen->label)
                                 : o.placeholder.empty() ? "Choose…"
                                                         : o.placeholder;
  const Rect inner{r.x + kFieldPad, r.y, r.w - kFieldPad - 34, r.h};
  const DrawnText drawn = draw_line(core, inner, words, font, has && !o.disabled ? c.text : c.muted);
  core.painter.icon(r.right() - 26, r.y + (r.h - 16) / 2, Icon::chevrons_up_down, 16, c.muted);

  Said said;
  said.value = has ? std::string_view(chosen->label) : std::string_view();
  said.has_value = true;
  said.placeholder = words;
  said.relation = hint_id(o, id);
  said.font = font;
  said.level = 400;
  said.text_x = kFieldPad;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  said.state = field_state(o) | state::expandable | state::popup_list | (is_open ? state::expanded : 0u);
  if (core.press(id, Role::combobox, label, r, said)) is_open ? core.close_popup(true) : core.open_popup(id);

  bool changed = false;
  const float width = std::max(r.w, kLeastList);
  if (core.begin_popup(id, r, width, width, Role::listbox, label)) {
    const std::string before = value;
    const bool none_chosen = !has;
    for (size_t i = 0; i < choices.size(); ++i) {
      const uint32_t option = mixed(id, static_cast<uint32_t>(i + 16));
      if (core.popup_wants_focus && none_chosen) {
        core.want_focus(option);
        core.popup_wants_focus = false;
      }
      const bool picked = option_line(core, option, choices[i], choices[i].value == before,
                                      static_cast<int>(i + 1), static_cast<int>(choices.size()));
      if (!picked) continue;
      changed = value != choices[i].value;
      value = choices[i].value;
      core.close_popup(true);
    }
    if (choices.empty()) {
      const Rect at = core.boxes.place({.natural = {160, kControlHeight}, .fill = true});
      draw_line(core, {at.x + 8, at.y, at.w - 16, at.h}, "Nothing to choose from", font, c.muted);
      core.say(mixed(id, 15u), Role::option, "Nothing to choose from", at, {.state = state::disabled});
    }
    core.end();
  }
  field_hint(core, o, id);
  core.end();
  return changed;
}

bool check_list(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::vector<bool>& on,
                const FieldOptions& o) {
  Core& core = ui.core();
  on.resize(choices.size());
  const Scope frame = labelled(ui, label, o);
  const Scope names = scope(ui, o.key.empty() ? label : o.key);
  bool changed = false;
  core.begin(Flow::column, {.gap = 0});
  for (size_t i = 0; i < choices.size(); ++i) {
    ToggleLine line;
    line.id = core.widget_id(choices[i].value);
    if (i == 0) core.take_wanted_key(o.key, line.id);
    line.label = choices[i].label;
    line.detail = choices[i].detail;
    line.on = on[i];
    line.disabled = o.disabled || choices[i].disabled;
    line.state = o.error.empty() ? 0u : state::invalid;
    line.draw = [](Core& c, uint32_t id, float x, float y, bool is_on, bool off) {
      draw_check(c, id, x, y, is_on, off, false);
    };
    if (toggle_line(core, line)) {
      on[i] = !on[i];
      changed = true;
    }
  }
  core.end();
  return changed;
}

bool radio_list(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
                const FieldOptions& o) {
  Core& core = ui.core();
  const Scope frame = labelled(ui, label, o);
  const Scope names = scope(ui, o.key.empty() ? label : o.key);
  const uint32_t id = core.widget_id("radios");
  const Rect r = core.begin(Flow::column, {.gap = 0}, id);
  core.open(id, Role::radiogroup, label, r);
  bool changed = false;
  const std::string before = value;
  const bool none =
      std::none_of(choices.begin(), choices.end(), [&](const Choice& one) { return one.value == before; });
  for (size_t i = 0; i < choices.size(); ++i) {
    ToggleLine line;
    line.id = core.widget_id(choices[i].value);
    line.role = Role::radio;
    line.label = choices[i].label;
    line.detail = choices[i].detail;
    line.on = choices[i].value == before;
    line.disabled = o.disabled || choices[i].disabled;
    line.state = state::selectable | (line.on || (none && i == 0) ? state::tab_stop : 0u);
    line.index = static_cast<int>(i + 1);
    line.count = static_cast<int>(choices.size());
    line.mark_radius = 8;
    line.draw = draw_radio;
    if (toggle_line(core, line) && !line.on) {
      value = choices[i].value;
      changed = true;
    }
  }
  core.end();
  return changed;
}

}  // namespace rehearsal::ui
