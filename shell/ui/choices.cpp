// One or some of many: drop-downs, check lists, radio lists.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/fold.h"
#include "shell/ui/buttons.h"
#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/field_parts.h"
#include "shell/ui/fields.h"
#include "shell/ui/toggle_parts.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr float kLeastList = 240;  // width of a list, however narrow its field

// One line of an open drop-down. True when it was chosen.
bool option_line(Core& core, uint32_t id, const ChoiceWords& choice, bool chosen, int index, int count) {
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

// Their number when none has it.
size_t place_of(const std::vector<Choice>& choices, std::string_view value) {
  size_t place = 0;
  while (place < choices.size() && choices[place].value != value) ++place;
  return place;
}

// What is searched for in the drop-down `id`.
std::string& part_of(Core& core, uint32_t id) {
  return core.memory(mixed(id, 14u)).text;
}
constexpr size_t kSearchable = 11;
constexpr size_t kMostShown = 100;

// What an open drop-down shows: everything, or what is found. `first`: the chosen one, which is shown in any
// case while nothing is searched for. Of many choices the search is made once, not for each frame.
const Core::Sought& sought_in(Core& core, const Choices& choices, std::string_view part, size_t first) {
  Core::Sought& shown = core.sought;
  const bool same = shown.list == choices.list() && shown.size == choices.size() && shown.first == first &&
                    shown.part == part;
  if (same && choices.size() > kMostShown) return shown;
  shown = {choices.list(), choices.size(), first, std::string(part), {}, part.empty() ? choices.size() : 0};
  if (part.empty() && choices.size() > kMostShown && first < choices.size()) shown.indices.push_back(first);
  std::string sought, words;
  fold(part, sought);
  const auto has = [&](std::string_view text) {
    fold(text, words);
    return words.find(sought) != std::string::npos;
  };
  for (size_t i = 0; i < choices.size() && !(part.empty() && shown.indices.size() == kMostShown); ++i) {
    if (!part.empty()) {
      const ChoiceWords choice = choices[i];
      if (!has(choice.label) && !has(choice.detail)) continue;
      ++shown.found;
    }
    const bool is_there = !shown.indices.empty() && shown.indices[0] == i;
    if (shown.indices.size() < kMostShown && !is_there) shown.indices.push_back(i);
  }
  return shown;
}

// The box to search in, above the options. True when Enter was pressed in it.
bool draw_search(Ui& ui, uint32_t owner, std::string_view label, std::string& part, Rect head,
                 const std::string& note) {
  Core& core = ui.core();
  core.begin_at(Flow::column, {.gap = 4, .align = Align::fill, .pad_x = 8, .pad_y = 8}, mixed(owner, 13u),
                head);
  const std::string name = std::string("Search ").append(label);
  if (core.popup_wants_focus && !core.view.touch) {
    core.want_focus_key("search choices");
    core.popup_wants_focus = false;
  }
  const bool entered = text_field(ui, name, part,
                                  {.placeholder = "Search",
                                   .key = "search choices",
                                   .mode = InputMode::search,
                                   .label_hidden = true,
                                   .icon = Icon::search})
                           .entered;
  text(ui, note, {.tone = Tone::muted, .size = 12});
  core.end();
  return entered;
}

// The open list of a drop-down, `chosen` in order. Gives the option that was pressed.
// `total`: the choices were found elsewhere, of so many.
std::optional<size_t> draw_options(Ui& ui, uint32_t id, std::string_view label, const Choices& choices,
                                   Rect anchor, const std::vector<size_t>& chosen,
                                   std::optional<size_t> total = std::nullopt) {
  constexpr float kHead = 64;
  Core& core = ui.core();
  const bool searchable = total || choices.size() >= kSearchable;
  const float width = std::max(anchor.w, kLeastList);
  const float head_height = searchable ? kHead + field_height(core) - kControlHeight : 0;
  Rect head;
  if (!core.begin_popup_frame(id, anchor, width, width, head_height, label, head)) return std::nullopt;
  std::string& part = part_of(core, id);
  if (core.popup_frame == core.frame_number && core.popup_wants_focus) part.clear();
  const auto is_chosen = [&](size_t i) { return std::binary_search(chosen.begin(), chosen.end(), i); };
  const Core::Sought& shown =
      sought_in(core, choices, total ? "" : part, chosen.empty() ? choices.size() : chosen[0]);
  const size_t found = total.value_or(shown.found);
  std::optional<size_t> picked;
  if (searchable) {
    const size_t drawn = shown.indices.size();
    const std::string note =
        found == 0      ? "Nothing is called that"
        : drawn < found ? std::to_string(drawn) + " of " + std::to_string(found) + ": type to find the others"
                        : std::to_string(found) + " to choose from";
    const bool entered = draw_search(ui, id, label, part, head, note);
    if (entered && !shown.indices.empty()) picked = shown.indices[0];
  }
  core.begin_popup_list(id, Role::listbox, label);
  const bool has_chosen = std::any_of(shown.indices.begin(), shown.indices.end(), is_chosen);
  for (size_t n = 0; n < shown.indices.size(); ++n) {
    const size_t i = shown.indices[n];
    const uint32_t option = mixed(id, static_cast<uint32_t>(i + 16));
    if (core.popup_wants_focus && !has_chosen) {
      core.want_focus(option);
      core.popup_wants_focus = false;
    }
    if (option_line(core, option, choices[i], is_chosen(i), static_cast<int>(n + 1),
                    static_cast<int>(shown.indices.size())))
      picked = i;
  }
  if (choices.size() == 0) {
    const Rect at = core.boxes.place({.natural = {160, kControlHeight}, .fill = true});
    draw_line(core, {at.x + 8, at.y, at.w - 16, at.h}, "Nothing to choose from", {14, Weight::regular, false},
              core.colors().muted);
    core.say(mixed(id, 15u), Role::option, "Nothing to choose from", at, {.state = state::disabled});
  }
  core.end();
  return picked;
}

// The shut drop-down: `words` is what is chosen, empty when nothing is.
Rect draw_selected(Core& core, uint32_t id, std::string_view label, std::string_view words,
                   const FieldOptions& o) {
  const Rect r = place_field(core, o, field_height(core));
  const bool is_open = core.popup == id;
  draw_field_box(core, id, r, o, core.has_ring(id));
  const Palette& c = core.colors();
  const Font font = field_font(core, o);
  const std::string_view drawn_words = !words.empty()          ? words
                                       : o.placeholder.empty() ? "Choose\u2026"
                                                               : o.placeholder;
  const Rect inner{r.x + kFieldPad, r.y, r.w - kFieldPad - 34, r.h};
  const DrawnText drawn =
      draw_line(core, inner, drawn_words, font, !words.empty() && !o.disabled ? c.text : c.muted);
  core.painter.icon(r.right() - 26, r.y + (r.h - 16) / 2, Icon::chevrons_up_down, 16, c.muted);
  Said said;
  said.value = words;
  said.has_value = true;
  said.placeholder = drawn_words;
  said.relation = hint_id(o, id);
  said.font = font;
  said.level = 400;
  said.text_x = kFieldPad;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  said.state = field_state(o) | state::expandable | state::popup_list | (is_open ? state::expanded : 0u);
  if (core.press(id, Role::combobox, label, r, said)) is_open ? core.close_popup(true) : core.open_popup(id);
  return r;
}

}  // namespace

Choices::Choices(const std::vector<Choice>& list)
    : size_(list.size()), list_(&list), at_([](const void* all, size_t index) {
        const Choice& one = (*static_cast<const std::vector<Choice>*>(all))[index];
        return ChoiceWords{one.value, one.label, one.detail, one.disabled};
      }) {}

bool select_one(Ui& ui, std::string_view label, const Choices& choices, size_t& chosen,
                const FieldOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.widget_id(o.key.empty() ? label : o.key);
  begin_field(core, label, o, id);
  const std::string_view words = chosen < choices.size() ? choices[chosen].label : std::string_view();
  const Rect r = draw_selected(core, id, label, words, o);
  const std::optional<size_t> picked = draw_options(ui, id, label, choices, r, {chosen});
  bool changed = false;
  if (picked) {
    changed = *picked != chosen;
    chosen = *picked;
    core.close_popup(true);
  }
  field_hint(core, o, id);
  core.end();
  return changed;
}

bool select(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
            const FieldOptions& o) {
  size_t chosen = place_of(choices, value);
  const bool changed = select_one(ui, label, Choices(choices), chosen, o);
  if (changed) value = choices[chosen].value;
  return changed;
}

bool select_found(Ui& ui, std::string_view label, const std::function<Found(std::string_view)>& find,
                  std::string_view words, std::string& value, const FieldOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.widget_id(o.key.empty() ? label : o.key);
  begin_field(core, label, o, id);
  const Rect r = draw_selected(core, id, label, words, o);
  bool changed = false;
  if (core.popup == id) {
    const Found found = find(part_of(core, id));
    const size_t chosen = place_of(found.choices, value);
    const std::optional<size_t> picked =
        draw_options(ui, id, label, Choices(found.choices), r, {chosen}, found.total);
    changed = picked && *picked != chosen;
    if (picked) {
      value = found.choices[*picked].value;
      core.close_popup(true);
    }
  }
  field_hint(core, o, id);
  core.end();
  return changed;
}

bool select_many(Ui& ui, std::string_view label, const Choices& choices, std::vector<size_t>& chosen,
                 const FieldOptions& o) {
  constexpr size_t kMostNamed = 20;
  Core& core = ui.core();
  const uint32_t id = core.widget_id(o.key.empty() ? label : o.key);
  begin_field(core, label, o, id);
  const std::string words = chosen.empty() ? "" : std::to_string(chosen.size()) + " chosen";
  const Rect r = draw_selected(core, id, label, words, o);
  const std::optional<size_t> picked = draw_options(ui, id, label, choices, r, chosen);
  const auto turn = [&](size_t i) {
    const auto at = std::lower_bound(chosen.begin(), chosen.end(), i);
    at != chosen.end() && *at == i ? chosen.erase(at) : chosen.insert(at, i);
  };
  if (picked) turn(*picked);
  field_hint(core, o, id);
  // Where one was taken away stands the next one, and it is the same button: quick presses take one after the
  // other.
  const auto chip = [&](size_t place) {
    return std::string(o.key.empty() ? label : o.key).append(" chip ").append(std::to_string(place));
  };
  std::optional<size_t> taken;
  if (!chosen.empty()) {
    const Scope line = row(ui, {.gap = 8, .align = Align::center, .wrap = true});
    const std::vector<size_t> all(
        chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(std::min(chosen.size(), kMostNamed)));
    for (size_t place = 0; place < all.size(); ++place) {
      const std::string_view words_of = choices[all[place]].label;
      const std::string name = std::string("Remove ").append(words_of), key = chip(place);
      if (!button(ui, words_of, {.trailing = Icon::x, .key = key, .name = name, .small = true})) continue;
      turn(all[place]);
      taken = place;
    }
    if (chosen.size() > kMostNamed)
      text(ui, "and " + std::to_string(chosen.size() - kMostNamed) + " more", {.tone = Tone::muted});
  }
  if (taken && chosen.empty()) {
    core.want_focus(id);
  } else if (taken && *taken >= chosen.size()) {
    core.want_focus_key(chip(chosen.size() - 1));
  }
  core.end();
  return picked || taken;
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
  Said said;
  said.state = o.error.empty() ? 0u : state::invalid;
  core.open(id, Role::radiogroup, label, r, said);
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
