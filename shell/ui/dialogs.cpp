// What floats: dialogs and toasts.
#include <algorithm>
#include <cmath>

#include "shell/ui/buttons.h"
#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/panels.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr double kToastFor = 5;
constexpr size_t kMostToasts = 3;
constexpr float kEdge = 16;

}  // namespace

void draw_toasts(Ui& ui);

Scope dialog(Ui& ui, std::string_view title, bool& open, const DialogOptions& o) {
  Core& core = ui.core();
  const uint32_t id = core.identity.named(title);
  if (core.take(id, ActionKind::key)) open = false;
  if (!open) return Scope();
  core.dialog = id;
  const Palette& c = core.colors();
  const bool sheet = ui.narrow();
  const float pad = sheet ? 16 : 24;
  const float w = sheet ? core.view.width : std::min(o.width, core.view.width - 2 * kEdge);
  const uint32_t body = mixed(id, 1u);
  const float natural = core.boxes.remembered(body).h;
  const float most = core.view.height - (sheet ? 48 : 64);
  const float h = std::min(natural, most);
  Rect r{(core.view.width - w) / 2, std::max(kEdge, (core.view.height - h) * 0.42f), w, h};
  if (sheet) r = {0, core.view.height - h, w, h};
  if (core.view.plain) r = {0, 0, w, h};

  const double age = core.age(id);
  const float t = core.view.reduced_motion ? 1.0f : std::min(1.0f, static_cast<float>(age) / kOpening);
  const float shown = 1 - (1 - t) * (1 - t);
  if (t < 1) core.wake_after(0);
  core.begin_overlay(Layer::dialog, shown);
  core.painter.fill({0, 0, core.view.width, core.view.height}, c.scrim);
  core.painter.shadow(r, 12, 28, 10, c.shadow);
  if (sheet) {
    core.painter.fill_top(r, c.raised, 12);
  } else {
    core.painter.fill(r, c.raised, 12);
    core.painter.stroke(r, c.border, 12);
  }

  core.begin_at(Flow::column, {}, id, r);
  core.closing().gathers = true;
  core.closing().with_parent = true;
  core.open(id, Role::dialog, title, r, {.state = state::modal});
  const BoxOptions inner{.gap = 12, .align = Align::fill, .pad_x = pad, .pad_y = pad};
  if (natural > most) {
    core.begin_scroller(body, Role::group, title, r, inner);
  } else {
    core.begin_at(Flow::column, inner, body, {r.x, r.y, r.w, 0});
  }
  core.closing().with_parent = true;
  const Scope head = row(ui, {.gap = 10, .align = Align::center});
  if (o.tone == Tone::danger || o.tone == Tone::warning) icon(ui, Icon::alert_triangle, o.tone, 20);
  heading(ui, 2, title);
  return Scope(ui);
}

Scope dialog_actions(Ui& ui) {
  Core& core = ui.core();
  gap(ui, 20);
  // At the right, where they fit into one line.
  const uint32_t id = core.identity.counted();
  const bool wraps = core.boxes.remembered(id).w > core.boxes.room();
  core.begin(Flow::row, {.gap = 8, .align = Align::center, .wrap = wraps}, id);
  spacer(ui);
  gap(ui, 0);
  return Scope(ui);
}

void toast(Ui& ui, std::string_view words, const ToastOptions& o) {
  Core& core = ui.core();
  ToastNote note;
  note.id = mixed(static_cast<uint32_t>(core.frame_number), words);
  note.words = words;
  note.link_words = o.link_words;
  note.link_href = o.link_href;
  note.tone = o.tone;
  note.born = core.now;
  core.toasts.push_back(std::move(note));
  if (core.toasts.size() > (ui.narrow() ? 1 : kMostToasts)) core.toasts.erase(core.toasts.begin());
  core.boxes.move();
}

void draw_toasts(Ui& ui) {
  Core& core = ui.core();
  const Palette& c = core.colors();
  // What went wrong stays until it is shut.
  const auto stays = [](const ToastNote& note) { return note.tone == Tone::danger && note.born >= 0; };
  const auto over = [&](const ToastNote& note) { return !stays(note) && core.now - note.born > kToastFor; };
  core.toasts.erase(std::remove_if(core.toasts.begin(), core.toasts.end(), over), core.toasts.end());
  const float w = std::min(360.0f, core.view.width - 2 * kEdge);
  const uint32_t region = core.identity.named("toasts");
  core.begin_overlay(Layer::toast);
  const Rect all{core.view.width - kEdge - w, core.view.height - kEdge, w, 0};
  core.begin_at(Flow::column, {}, region, all);
  core.closing().with_parent = true;
  core.open(region, Role::status, {}, all, {.state = state::polite});
  float bottom = core.view.height - kEdge - (ui.narrow() && core.whole == 0 ? 56.0f : 0.0f);
  for (auto note = core.toasts.rbegin(); note != core.toasts.rend(); ++note) {
    // Behind a dialog nothing is heard or pressed: they wait until it is shut.
    if (core.dialog != 0) {
      note->born = std::max(note->born, core.now);
      continue;
    }
    const double age = core.now - note->born;
    if (!stays(*note)) core.wake_after(std::max(0.02, kToastFor - age + 0.02));
    const float t = core.view.reduced_motion ? 1.0f : std::min(1.0f, static_cast<float>(age) / kOpening);
    if (t < 1) core.wake_after(0);
    const Size size = core.boxes.remembered(note->id);
    const Rect r{all.x, bottom - size.h + 8 * (1 - t), w, size.h};
    core.painter.push_opacity(t);
    core.painter.shadow(r, kCardRadius, 18, 6, c.shadow);
    core.painter.fill(r, c.raised, kCardRadius);
    core.painter.stroke(r, c.border_strong, kCardRadius);
    core.begin_at(Flow::row, {.gap = 10, .align = Align::start, .pad_x = 14, .pad_y = 12}, note->id,
                  {r.x, r.y, w, 0});
    core.open(note->id, Role::group, {}, {r.x, r.y, w, size.h});
    const Rect mark = core.boxes.place({.natural = {16, 20}});
    core.painter.icon(mark.x, mark.y + 2, icon_of(note->tone), 16, tint(c, note->tone).solid);
    core.begin(Flow::column, {.gap = 4, .grow = 1});
    paragraph(ui, note->words);
    bool is_read = core.is_hovered(note->id);
    if (!note->link_words.empty()) {
      link(ui, note->link_words, note->link_href, {.weight = Weight::medium});
      is_read = is_read || core.focus == core.records.back().id;
    }
    // Who is at it has time: it does not become old meanwhile.
    if (is_read && !stays(*note)) {
      note->born = std::max(note->born, core.now - static_cast<double>(kOpening));
      core.wake_after(kToastFor / 2);
    }
    core.end();
    if (stays(*note) && icon_button(ui, Icon::x, "Dismiss", {.kind = ButtonKind::ghost, .small = true})) {
      note->born = -kToastFor;
      core.wake_after(0);
    }
    core.end();
    core.painter.pop_opacity();
    bottom -= size.h + 8;
  }
  core.end();
}

}  // namespace rehearsal::ui
