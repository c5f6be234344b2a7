#include "shell/ui/finder.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/fields.h"

namespace rehearsal::ui {
namespace {

// What is pressed, at the right: "g s" as G S.
float draw_keys(Core& core, Rect line, std::string_view keys) {
  const Palette& c = core.colors();
  const Font font{12, Weight::medium, false};
  float x = line.right();
  for (size_t end = keys.size(); end > 0;) {
    const size_t space = keys.rfind(' ', end - 1);
    const size_t begin = space == std::string_view::npos ? 0 : space + 1;
    std::string key(keys.substr(begin, end - begin));
    if (key[0] >= 'a' && key[0] <= 'z') key[0] = static_cast<char>(key[0] - 'a' + 'A');
    const float w = std::max(20.0f, std::ceil(core.texts.measure(key, font)) + 10);
    const Rect cap{x - w, line.y + (line.h - 20) / 2, w, 20};
    core.painter.fill(cap, c.sunken, 4);
    core.painter.stroke(cap, c.border_strong, 4);
    draw_line(core, cap, key, font, c.muted, Align::center);
    x = cap.x - 4;
    end = begin == 0 ? 0 : begin - 1;
  }
  return line.right() - x;
}

bool draw_item(Core& core, uint32_t id, const FoundItem& item, bool first, int index, int count) {
  const Palette& c = core.colors();
  const Font font{14, Weight::regular, false}, small{12, Weight::regular, false};
  const float high = core.view.touch ? kTouchHeight : 36;
  const Rect r = core.boxes.place({.natural = {200, high}, .fill = true});
  if (first || core.is_hovered(id) || core.focus == id)
    core.painter.fill(r, first || core.focus == id ? c.selected : c.hover, kControlRadius);
  core.painter.icon(r.x + 10, r.y + (high - 16) / 2, item.icon, 16, c.muted);
  // Nothing is pressed where fingers point.
  const float keys =
      item.keys.empty() || core.view.touch ? 0 : draw_keys(core, {r.x, r.y, r.w - 10, high}, item.keys) + 8;
  const float room = r.w - 36 - 10 - keys;
  const float label = std::min(std::ceil(core.texts.measure(item.label, font)) + 1, room);
  const DrawnText drawn =
      draw_line(core, {r.x + 36, r.y, label, high}, item.label, font, item.disabled ? c.faint : c.text);
  if (room - label > 48)
    draw_line(core, {r.x + 36 + label + 12, r.y, room - label - 12, high}, item.detail, small, c.muted);
  if (core.has_ring(id)) core.painter.stroke(r, c.focus, kControlRadius, 2);
  Said said;
  said.state = state::selectable | (first ? state::selected : 0u) | (item.disabled ? state::disabled : 0u);
  said.description = item.detail;
  said.keys = item.keys;
  said.index = index;
  said.count = count;
  said.font = font;
  said.level = 400;
  said.text_x = 36;
  said.text_y = drawn.rect.y - r.y;
  said.text_w = drawn.whole;
  return core.press(id, Role::option, item.label, r, said);
}

}  // namespace

Finding finder(Ui& ui, std::string_view name, std::string& typed, const std::vector<FoundItem>& items,
               std::string_view note, float list_height) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name), list = mixed(id, 1u);
  const auto item_id = [&](size_t i) { return mixed(list, static_cast<uint32_t>(i + 2)); };
  Finding finding;
  finding.left = core.take(list, ActionKind::key);
  const Rect whole = core.begin(Flow::column, {.gap = 8, .align = Align::fill}, id);
  core.open(id, Role::region, name, whole);
  const bool entered = text_field(ui, name, typed,
                                  {.placeholder = "Type to find it",
                                   .key = "find box",
                                   .mode = InputMode::search,
                                   .label_hidden = true,
                                   .icon = Icon::search})
                           .entered;
  {
    const Scope said = group(ui, Role::status, {});
    text(ui, note, {.tone = Tone::muted, .size = 12});
  }
  // The first is what Enter takes, while the focus is in the box.
  size_t first = 0;
  while (first < items.size() && items[first].disabled) ++first;
  if (entered && first < items.size()) finding.taken = static_cast<int>(first);
  for (size_t i = 0; i < items.size(); ++i) {
    if (core.focus == item_id(i)) first = items.size();
  }
  const Rect at = core.boxes.place({.natural = {200, list_height}, .fill = true});
  core.begin_scroller(list, Role::listbox, name, at, {.align = Align::fill});
  for (size_t i = 0; i < items.size(); ++i) {
    if (draw_item(core, item_id(i), items[i], i == first, static_cast<int>(i + 1),
                  static_cast<int>(items.size())))
      finding.taken = static_cast<int>(i);
  }
  core.end();
  core.end();
  return finding;
}

}  // namespace rehearsal::ui
