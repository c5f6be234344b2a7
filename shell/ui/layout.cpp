#include "shell/ui/layout.h"

#include "shell/ui/core.h"

namespace rehearsal::ui {

Scope column(Ui& ui, const BoxOptions& options) {
  const Rect r = ui.core().begin(Flow::column, options);
  if (options.reveal) ui.core().reveal(r);
  return Scope(ui);
}

Scope row(Ui& ui, const BoxOptions& options) {
  ui.core().begin(Flow::row, options);
  return Scope(ui);
}

Scope tiles(Ui& ui, float min_width, float gap, int most) {
  ui.core().begin(Flow::tiles, {.gap = gap, .tile_width = min_width, .most_tiles = most});
  return Scope(ui);
}

void gap(Ui& ui, float px) {
  ui.core().boxes.gap(px);
}

float room(Ui& ui) {
  return ui.core().boxes.room();
}

void spacer(Ui& ui) {
  ui.core().boxes.place({.natural = {0, 0}, .grow = 1});
}

void divider(Ui& ui) {
  Core& core = ui.core();
  const Rect r = core.boxes.place({.natural = {0, 1}, .fill = true});
  core.painter.horizontal(r.x, r.y, r.w, core.colors().border);
  core.say(core.identity.counted(), Role::separator, {}, r);
}

Scope group(Ui& ui, Role role, std::string_view name, const BoxOptions& options) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name);
  const Rect r = core.begin(Flow::column, options, id);
  core.open(id, role, name, r);
  return Scope(ui);
}

Scope sticky_search(Ui& ui) {
  constexpr float kPad = 8;
  Core& core = ui.core();
  const uint32_t id = core.identity.counted();
  core.boxes.gap(16);
  const Rect place = core.boxes.place({.natural = {200, core.boxes.remembered(id).h}, .fill = true});
  const Rect at{place.x, core.stick(place.y, place.h), place.w, 0};
  core.push_raised();
  core.painter.fill({at.x - kPad, at.y, at.w + 2 * kPad, place.h}, core.colors().page);
  core.begin_at(Flow::column, {.align = Align::fill, .pad_y = kPad}, id, at);
  core.open(id, Role::search, {}, at);
  core.closing().at_end = [](Core& done, Rect) {
    done.pop_raised();
    done.boxes.gap(16);
  };
  return Scope(ui);
}

Scope form(Ui& ui, std::string_view name, FormKeys& keys, const BoxOptions& options) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(name);
  Action action;
  while (core.take(id, ActionKind::key, &action)) {
    keys.next = keys.next || action.key == Key::next;
    keys.previous = keys.previous || action.key == Key::previous;
    keys.leave = keys.leave || action.key == Key::escape;
  }
  const Rect r = core.begin(Flow::column, options, id);
  core.open(id, Role::form, name, r);
  return Scope(ui);
}

Scope scope(Ui& ui, std::string_view key) {
  Core& core = ui.core();
  core.identity.push_scope(core.identity.named(key));
  Core::Closing closing;
  closing.boxed = false;
  closing.scoped = true;
  core.push_closing(closing);
  return Scope(ui);
}

}  // namespace rehearsal::ui
