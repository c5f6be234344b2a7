#include "shell/ui/core.h"

#include <algorithm>
#include <cmath>

#include "shell/ui/layout.h"

namespace rehearsal::ui {
namespace {

constexpr uint32_t kForgetAfter = 600;  // passes
constexpr double kTipDelay = 0.5;
constexpr double kFlash = 0.6;
constexpr double kPatience = 3;  // seconds in which what is to get the focus may still appear

float eased(float t) {
  return 1 - (1 - t) * (1 - t) * (1 - t);
}

bool takes_focus(Role role) {
  switch (role) {
    case Role::button:
    case Role::link:
    case Role::checkbox:
    case Role::switch_:
    case Role::radio:
    case Role::textbox:
    case Role::combobox:
      return true;
    default:
      return false;
  }
}

}  // namespace

// ---- the frame

void Core::begin_pass() {
  ++pass_number;
  acted_ = false;
  focus_said_ = false;
  wants_next_ = false;  // of a group that had nothing to do in it
  wake = -1;
  records.clear();
  pool.clear();
  closings_.clear();
  scroll_stack_.clear();
  scroll_views_.clear();
  set_aside_.clear();
  finished_.assign(1, {});
  dialog = 0;
  stuck = 0;
  tip_id_ = 0;
  identity.begin_pass();
  const Size page{view.width, view.height};
  dock = {0, 0, page.w, page.h};
  boxes.begin_pass(dock);
  painter.begin(view.scale, page, view.plain);
}

void Core::end_pass() {
  records.insert(records.end(), finished_.back().begin(), finished_.back().end());
  draw_tip();
}

void Core::end_frame() {
  ++frame_number;
  focus_moved = false;
  lost += actions.size();
  actions.clear();
  if (focus_said_ || now - wanted_since_ > kPatience) forget_wanted_focus();
  const auto forget = [this](auto& map) {
    for (auto it = map.begin(); it != map.end();) {
      it = it->second.pass + kForgetAfter < pass_number ? map.erase(it) : std::next(it);
    }
  };
  if (frame_number % kForgetAfter == 0) {
    forget(memories_);
    forget(glides_);
  }
}

void Core::wake_after(double seconds) {
  if (wake < 0 || seconds < wake) wake = seconds;
}

// ---- actions

bool Core::take(uint32_t id, ActionKind kind, Action* action) {
  const auto found = std::find_if(actions.begin(), actions.end(),
                                  [&](const Action& one) { return one.id == id && one.kind == kind; });
  if (found == actions.end()) return false;
  if (action != nullptr) *action = std::move(*found);
  actions.erase(found);
  acted_ = true;
  return true;
}

void Core::want_focus(uint32_t id) {
  wanted_focus_ = id;
  wanted_since_ = now;
}

void Core::want_focus_key(std::string_view key) {
  wanted_key_ = key;
  wanted_since_ = now;
}

void Core::want_focus_inside(std::string_view key) {
  if (wanted_key_.empty() || wanted_key_ != key) return;
  wanted_key_.clear();
  wants_next_ = true;
}

void Core::forget_wanted_focus() {
  wanted_focus_ = 0;
  wanted_key_.clear();
  wants_next_ = false;
}

uint32_t Core::widget_id(std::string_view key) {
  const uint32_t id = identity.named(key);
  take_wanted_key(key, id);
  return id;
}

void Core::take_wanted_key(std::string_view key, uint32_t id) {
  if (wanted_key_.empty() || wanted_key_ != key) return;
  wanted_key_.clear();
  want_focus(id);
}

// ---- saying

size_t Core::put_text(std::string_view text) {
  const size_t at = pool.size();
  pool += text;
  return at;
}

Record& Core::say(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said) {
  Record& r = records.emplace_back();
  r.id = id;
  r.role = role;
  r.level = said.level;
  r.state = said.state | (said.font.mono ? state::mono : 0u);
  r.x = rect.x;
  r.y = rect.y;
  r.w = rect.w;
  r.h = rect.h;
  r.text_x = said.text_x;
  r.text_y = said.text_y;
  r.text_w = said.text_w;
  r.font_size = said.font.size;
  r.baseline = texts.baseline(said.font);
  r.relation = said.relation;
  r.index = said.index;
  r.count = said.count;
  if (wants_next_ && takes_focus(role) && (said.state & state::disabled) == 0) {
    wants_next_ = false;
    want_focus(id);
  }
  if (id != 0 && id == wanted_focus_ && (said.state & state::disabled) == 0) {
    r.state |= state::wants_focus;
    focus_said_ = true;
  }
  r.hash = mixed(static_cast<uint32_t>(role), name);
  r.name = static_cast<uint32_t>(put_text(name));
  r.name_length = static_cast<uint32_t>(name.size());
  if (said.has_value) {
    r.state |= state::has_value;
    r.hash = mixed(r.hash + 1, said.value);
    r.value = static_cast<uint32_t>(put_text(said.value));
    r.value_length = static_cast<uint32_t>(said.value.size());
  }
  const size_t extras = pool.size();
  const auto extra = [&](std::string_view key, std::string_view text) {
    if (text.empty()) return;
    pool.append(key).append("=").append(text).append("\n");
  };
  extra("placeholder", said.placeholder);
  extra("mode", said.mode);
  extra("keys", said.keys);
  extra("description", said.description);
  r.extra = static_cast<uint32_t>(extras);
  r.extra_length = static_cast<uint32_t>(pool.size() - extras);
  if (r.extra_length != 0) r.hash = mixed(r.hash + 2, std::string_view(pool).substr(extras));
  return r;
}

bool Core::press(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said) {
  say(id, role, name, rect, said);
  return (said.state & state::disabled) == 0 && !actions.empty() && take(id, ActionKind::press);
}

void Core::open(uint32_t id, Role role, std::string_view name, Rect rect, const Said& said) {
  Closing& closing = closings_.back();
  // What a row is said to be holds the line that its parts stand on.
  const bool lined =
      closing.said == 1 && closing.record + 1 == records.size() && records.back().role == Role::line;
  const Record line = lined ? records.back() : Record();
  if (lined) records.pop_back();
  ++closing.said;
  closing.record = records.size();
  Said open = said;
  open.state |= state::container;
  say(id, role, name, rect, open);
  if (lined) records.push_back(line);
}

void Core::text_record(uint32_t id, std::string_view words, Rect rect, Font font, float text_width,
                       std::string_view description) {
  Said said;
  said.description = description;
  said.font = font;
  said.level = static_cast<uint16_t>(font.weight == Weight::semibold ? 600
                                     : font.weight == Weight::medium ? 500
                                                                     : 400);
  said.text_w = text_width;
  say(id, Role::text, words, rect, said);
}

// ---- boxes

Rect Core::begin(Flow flow, const BoxOptions& options, uint32_t id) {
  if (id == 0) id = identity.counted();
  const Rect rect = boxes.begin(flow, options, id);
  identity.push_box(id);
  closings_.emplace_back();
  // Without pictures the flow of the document makes the page: it has to know what stands side by side.
  if (view.plain && flow != Flow::column) open(mixed(id, 7u), Role::line, {}, rect);
  return rect;
}

Rect Core::begin_at(Flow flow, const BoxOptions& options, uint32_t id, Rect where) {
  const Rect rect = boxes.begin_at(flow, options, id, where);
  identity.push_box(id);
  closings_.emplace_back();
  return rect;
}

void Core::end() {
  const Closing closing = closings_.back();
  closings_.pop_back();
  if (closing.scoped) identity.pop();
  Rect outer;
  if (closing.boxed) {
    outer = boxes.top().outer;
    const Size size = boxes.end();
    outer.w = size.w;
    outer.h = size.h;
    identity.pop();
  }
  if (closing.scroll_id != 0) {
    Scroll& scroll = scrolls_[closing.scroll_id];
    scroll.content = outer.h;
    records[closing.record].content_h = outer.h;
    outer = scroll_views_.back();
    scroll_stack_.pop_back();
    scroll_views_.pop_back();
    painter.pop_offset();
  }
  if (closing.clipped) painter.pop_clip();
  if (closing.at_end != nullptr) closing.at_end(*this, outer);
  if (closing.gathers) {
    std::vector<Record>& inside = finished_.back();
    records.insert(records.end(), inside.begin(), inside.end());
    inside.clear();
  }
  if (closing.said > 0 && closing.boxed && closing.scroll_id == 0) {
    records[closing.record].w = outer.w;
    records[closing.record].h = outer.h;
  }
  records.resize(records.size() + static_cast<size_t>(closing.said));
  if (closing.faded) painter.pop_opacity();
  if (closing.overlaid) {
    painter.pop_layer();
    records.insert(records.end(), finished_.back().begin(), finished_.back().end());
    finished_.pop_back();
    std::vector<Record>& done = finished_.back();
    done.insert(done.end(), records.begin(), records.end());
    records = std::move(set_aside_.back());
    set_aside_.pop_back();
  }
  if (closing.with_parent) end();
}

Rect Core::begin_scroller(uint32_t id, Role role, std::string_view name, Rect where, const BoxOptions& inner,
                          const Said& said) {
  Scroll& scroll = scrolls_[id];
  scroll.pass = pass_number;
  Action action;
  while (take(id, ActionKind::scroll, &action)) {
    scroll.y = action.y;
    scroll.wanted = -1;
  }
  const float most = std::max(0.0f, scroll.content - where.h);
  if (scroll.wanted >= 0) {
    scroll.ordered = frame_number;
    scroll.y = std::min(scroll.wanted, most);
    if (most >= scroll.wanted) scroll.wanted = -1;
  }
  scroll.y = std::min(scroll.y, most);
  Rect content = where;
  content.h = 0;
  begin_at(Flow::column, inner, id, content);
  Said scrolls = said;
  scrolls.state |= state::scroller | (scroll.ordered == frame_number ? state::new_scroll : 0u);
  open(id, role, name, where, scrolls);
  records.back().scroll_y = scroll.y;
  records.back().content_h = scroll.content;
  closing().clipped = true;
  closing().scroll_id = id;
  painter.push_clip(where);
  painter.push_offset(0, -scroll.y);
  scroll_stack_.push_back(id);
  scroll_views_.push_back(where);
  return where;
}

float Core::scrolled_top() const {
  if (scroll_stack_.empty()) return 0;
  const auto found = scrolls_.find(scroll_stack_.back());
  return scroll_views_.back().y + (found == scrolls_.end() ? 0 : found->second.y);
}

float Core::scrolled_height() const {
  return scroll_views_.empty() ? view.height : scroll_views_.back().h;
}

bool Core::sticks() const {
  return !view.plain && whole == 0 && view.width >= kNarrow && scrolled_height() >= kLow;
}

float Core::stick(float y, float high) {
  if (!sticks()) return y;
  const float at = std::max(y, scrolled_top() + stuck);
  stuck += high;
  return at;
}

void Core::push_raised() {
  const Rect origin = painter.drawn({}), seen = scroll_views_.empty() ? painter.clip() : scroll_views_.back();
  painter.push_layer(std::max(painter.layer(), Layer::raised));
  painter.push_clip(seen);
  painter.push_offset(origin.x, origin.y);
}

void Core::pop_raised() {
  painter.pop_offset();
  painter.pop_clip();
  painter.pop_layer();
}

void Core::scroll_to(float y) {
  if (scroll_stack_.empty()) return;
  Scroll& scroll = scrolls_[scroll_stack_.back()];
  scroll.wanted = std::max(0.0f, y - scroll_views_.back().y);
  boxes.move();
}

void Core::reveal(Rect r) {
  constexpr float kMargin = 16;
  if (scroll_stack_.empty()) return;
  const Rect seen = scroll_views_.back();
  Scroll& scroll = scrolls_[scroll_stack_.back()];
  const float least = r.bottom() + kMargin - seen.bottom(), most = r.y - kMargin - seen.y;
  const float to = std::max(0.0f, std::min(least, most));
  if (to <= scroll.y) return;
  scroll.wanted = to;
  boxes.move();
}

void Core::begin_overlay(Layer layer, float opacity) {
  Closing closing;
  closing.boxed = false;
  closing.overlaid = true;
  closing.faded = true;
  closings_.push_back(closing);
  set_aside_.push_back(std::move(records));
  records.clear();
  finished_.emplace_back();
  painter.push_layer(layer);
  painter.push_opacity(opacity);
}

// ---- popups

void Core::open_popup(uint32_t owner) {
  popup = owner;
  popup_frame = frame_number;
  popup_since = now;
  popup_is_up = false;
  popup_wants_focus = true;
  sought.list = nullptr;
}

void Core::close_popup(bool give_focus_back) {
  if (popup != 0 && give_focus_back) want_focus(popup);
  popup = 0;
  popup_wants_focus = false;
}

bool Core::begin_popup_frame(uint32_t owner, Rect anchor, float min_width, float max_width, float head_height,
                             std::string_view name, Rect& head) {
  constexpr float kHighest = 360, kDistance = 4, kEdge = 8;
  const uint32_t id = popup_id(owner);
  Action action;
  if (take(id, ActionKind::key, &action) && popup == owner) close_popup(action.key != Key::outside);
  if (popup != owner) return false;
  const Rect at = painter.drawn(anchor);
  Size natural = boxes.remembered(id);
  natural.h += head_height;
  const float w = std::min({std::max(min_width, natural.w), max_width, view.width - 2 * kEdge});
  const float below = view.height - at.bottom() - kDistance - kEdge, above = at.y - kDistance - kEdge;
  // It stays on its side, however much less it comes to hold.
  const bool no_room = (popup_is_up ? above : below) < 120;
  if (popup_frame + 1 >= frame_number || no_room) popup_is_up = natural.h > below && above > below;
  const bool up = popup_is_up;
  const float h = std::max(32.0f, std::min({natural.h, kHighest, up ? above : below}));
  Rect r{std::clamp(at.x, kEdge, std::max(kEdge, view.width - w - kEdge)),
         up ? at.y - kDistance - h : at.bottom() + kDistance, w, h};
  // A menu at the right edge of what opens it, where it would run out of the window otherwise.
  if (at.x + w > view.width - kEdge) r.x = std::max(kEdge, std::min(at.right(), view.width - kEdge) - w);
  const double since = now - popup_since;
  const float t = view.reduced_motion ? 1.0f : eased(static_cast<float>(std::min(1.0, since / 0.12)));
  if (t < 1) wake_after(0);
  begin_overlay(Layer::popup, t);
  painter.push_offset(0, (up ? 4 : -4) * (1 - t));
  painter.shadow(r, kCardRadius, 16, 6, colors().shadow);
  painter.fill(r, colors().raised, kCardRadius);
  painter.stroke(r, colors().border_strong, kCardRadius);
  painter.pop_offset();
  // It stands outside of all that surrounds its opener: a part of the page of its own.
  Closing part;
  part.boxed = false;
  part.with_parent = true;
  push_closing(part);
  open(mixed(id, 1u), Role::region, std::string(name).append(" choices"), r);
  head = {r.x, r.y, r.w, head_height};
  popup_list_ = {r.x, r.y + head_height, r.w, r.h - head_height};
  return true;
}

void Core::begin_popup_list(uint32_t owner, Role role, std::string_view name) {
  begin_scroller(popup_id(owner), role, name, popup_list_, {.align = Align::fill, .pad_x = 4, .pad_y = 4},
                 {.relation = owner});
  closing().with_parent = true;
}

// ---- memory

Core::Memory& Core::memory(uint32_t id) {
  Memory& memory = memories_[id];
  memory.pass = pass_number;
  return memory;
}

float Core::glide(uint32_t id, uint32_t slot, bool on, float seconds) {
  Glide& glide = glides_[static_cast<uint64_t>(slot) << 32 | id];
  const float target = on ? 1.0f : 0.0f;
  const bool fresh = glide.since < 0 || glide.pass + 16 < pass_number;
  glide.pass = pass_number;
  if (fresh || view.reduced_motion || seconds <= 0) {
    glide = {target, on, now - 1000, pass_number};
    return target;
  }
  const auto value = [&] {
    const auto t = static_cast<float>(std::min(1.0, (now - glide.since) / static_cast<double>(seconds)));
    const float to = glide.on ? 1.0f : 0.0f;
    return glide.from + (to - glide.from) * eased(t);
  };
  if (on != glide.on) {
    glide.from = value();
    glide.on = on;
    glide.since = now;
  }
  if (now - glide.since < static_cast<double>(seconds)) wake_after(0);
  return value();
}

double Core::age(uint32_t id) {
  const auto found = memories_.find(id);
  const bool fresh = found == memories_.end() || found->second.pass + 16 < pass_number;
  Memory& kept = memory(id);
  if (fresh) kept.since = now;
  return now - kept.since;
}

double Core::changed_at(uint32_t id, std::string_view value) {
  constexpr uint32_t kOwn = 0x76616Cu;
  const auto found = memories_.find(mixed(id, kOwn));
  const bool fresh = found == memories_.end() || found->second.pass + 16 < pass_number;
  Memory& kept = memory(mixed(id, kOwn));
  if (fresh || kept.text != value) {
    kept.since = fresh ? -1 : now;
    kept.text = value;
  }
  return kept.since;
}

void Core::flash(Rect r, double since, float radius) {
  if (since < 0 || now - since >= kFlash || view.reduced_motion || !painter.sees(r)) return;
  const auto t = static_cast<float>((now - since) / kFlash);
  painter.fill(r, fade(colors().accent, 0.22f * (1 - t * t)), radius);
  wake_after(0);
}

// ---- tooltips

void Core::tip(uint32_t id, Rect anchor, std::string_view words) {
  if (words.empty() || popup != 0 || !(is_hovered(id) || has_ring(id)) || held == id) return;
  tip_id_ = id;
  tip_anchor_ = painter.drawn(anchor);
  tip_words_ = words;
}

void Core::draw_tip() {
  if (tip_id_ != tip_shown_) {
    tip_shown_ = tip_id_;
    tip_since_ = now;
  }
  if (tip_id_ == 0 || view.plain) return;
  if (now - tip_since_ < kTipDelay) {
    wake_after(kTipDelay - (now - tip_since_) + 0.005);
    return;
  }
  const Font font{12, Weight::medium, false};
  constexpr float kWidest = 280, kPadX = 8, kPadY = 6;
  const std::vector<std::string_view> lines = texts.wrapped(tip_words_, font, kWidest);
  float widest = 0;
  for (const std::string_view line : lines) widest = std::max(widest, texts.measure(line, font));
  const float w = std::ceil(widest) + 2 * kPadX,
              h = static_cast<float>(lines.size()) * line_height(12) + 2 * kPadY;
  float x = tip_anchor_.x + (tip_anchor_.w - w) / 2, y = tip_anchor_.bottom() + 6;
  if (y + h > view.height - 4) y = tip_anchor_.y - 6 - h;
  x = std::clamp(x, 4.0f, std::max(4.0f, view.width - w - 4));
  painter.push_layer(Layer::tooltip);
  const Rect box{x, y, w, h};
  const Color ground = view.contrast == Contrast::forced ? colors().page
                       : view.dark                       ? colors().tints[0].ground
                                                         : Color{0x1E2733FF};
  painter.shadow(box, 6, 8, 2, colors().shadow);
  painter.fill(box, ground, 6);
  if (view.contrast != Contrast::usual) painter.stroke(box, colors().text, 6);
  for (size_t i = 0; i < lines.size(); ++i) {
    painter.text(x + kPadX, y + kPadY + static_cast<float>(i) * line_height(12), lines[i], font,
                 view.dark || view.contrast == Contrast::forced ? colors().text : Color{0xFFFFFFFF});
  }
  painter.pop_layer();
}

// ---- Scope

void Scope::end() {
  if (ui_ == nullptr) return;
  Ui* ui = ui_;
  ui_ = nullptr;
  ui->core().end();
}

}  // namespace rehearsal::ui
