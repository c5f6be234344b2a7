#include "shell/ui/ui.h"

#include <utility>

#include "imgui_internal.h"
#include "shell/ui/core.h"
#include "shell/ui/panels.h"

namespace rehearsal::ui {
namespace {

constexpr int kMostPasses = 6;
// Of the passes of a frame only the first moves Dear ImGui's clock; it insists on more than nothing for the
// others.
constexpr float kNoTime = 1e-4f;

// Dear ImGui insists on a font. All text here is set by Texts, so it gets one without letters.
void add_empty_font(ImFontAtlas& atlas) {
  static ImFontLoader loader;
  loader.Name = "empty";
  loader.FontSrcInit = [](ImFontAtlas*, ImFontConfig*) { return true; };
  loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return false; };
  loader.FontBakedLoadGlyph = [](ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar, ImFontGlyph*,
                                 float*) { return false; };
  static unsigned char nothing[4] = {};
  ImFontConfig config;
  config.FontData = nothing;
  config.FontDataSize = sizeof nothing;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = &loader;
  config.SizePixels = 14;
  atlas.AddFont(&config);
}

}  // namespace

void draw_toasts(Ui& ui);

Ui::Ui(Platform& platform) : core_(std::make_unique<Core>(platform)) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags = 0;
  io.Fonts->TexMinWidth = 1024;
  add_empty_font(*io.Fonts);
}

Ui::~Ui() {
  core_.reset();
  ImGui::DestroyContext();
}

const Palette& Ui::colors() const {
  return core_->colors();
}
float Ui::width() const {
  return core_->view.width;
}
float Ui::height() const {
  return core_->view.height;
}
bool Ui::narrow() const {
  return core_->view.width < kNarrow;
}
bool Ui::roomy() const {
  return core_->view.width >= kRoomy;
}
bool Ui::low() const {
  const View& view = core_->view;
  return view.height < kLow && !(view.touch && view.width < kLow);
}
bool Ui::has_bar() const {
  return narrow() || low();
}
bool Ui::touch() const {
  return core_->view.touch;
}
bool Ui::dark() const {
  return core_->view.dark;
}
bool Ui::points_at_row() const {
  return core_->hover_outer != 0 && !core_->view.touch;
}
double Ui::now() const {
  return core_->now;
}
bool Ui::pressed() const {
  return core_->pressed;
}
uint32_t Ui::focus() const {
  return core_->focus;
}

void Ui::wake_after(double seconds) {
  core_->wake_after(seconds);
}
void Ui::announce(std::string_view words) {
  core_->announcement = words;
}
void Ui::focus_on(std::string_view key) {
  core_->want_focus_key(key);
  core_->wake_after(0);
}
std::string_view Ui::wanted_focus() const {
  return core_->wanted_key_;
}
void Ui::shut_popup() {
  core_->close_popup(false);
}
std::string Ui::take_copied() {
  return std::exchange(core_->copied, {});
}
std::string Ui::take_announcement() {
  return std::exchange(core_->announcement, {});
}

void Ui::set_view(const View& view) {
  core_->view = view;
  core_->palette = palette_of(view.dark, view.contrast, view.system);
  core_->texts.set_scale(view.scale);
}
const View& Ui::view() const {
  return core_->view;
}

void Ui::frame(double now, const std::function<void()>& draw) {
  Core& core = *core_;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(core.view.width * core.view.scale, core.view.height * core.view.scale);
  io.DisplayFramebufferScale = ImVec2(1, 1);
  io.DeltaTime = static_cast<float>(ImClamp(now - core.now, static_cast<double>(kNoTime), 5.0));
  core.now = now;
  core.texts.begin_frame();
  for (int pass = 1;; ++pass) {
    ImGui::NewFrame();
    core.begin_pass();
    draw();
    draw_toasts(*this);
    core.end_pass();
    const bool settled = !core.again() && (core.actions.empty() || pass > 1);
    if (settled || pass == kMostPasses) break;
    ImGui::EndFrame();
    io.DeltaTime = kNoTime;
  }
  ImGui::Render();
  core.pressed = false;
  core.end_frame();
}

double Ui::wanted_in() const {
  return core_->wake;
}

const std::vector<Record>& Ui::records() const {
  return core_->records;
}
const std::string& Ui::pool() const {
  return core_->pool;
}

std::string_view Ui::name_of(const Record& record) const {
  return std::string_view(core_->pool).substr(record.name, record.name_length);
}
std::string_view Ui::value_of(const Record& record) const {
  return std::string_view(core_->pool).substr(record.value, record.value_length);
}
std::string_view Ui::extra_of(const Record& record, std::string_view key) const {
  std::string_view extras = std::string_view(core_->pool).substr(record.extra, record.extra_length);
  while (!extras.empty()) {
    const size_t end = std::min(extras.find('\n'), extras.size() - 1);
    const std::string_view line = extras.substr(0, end);
    if (line.substr(0, key.size()) == key && line.size() > key.size() && line[key.size()] == '=') {
      return line.substr(key.size() + 1);
    }
    extras.remove_prefix(end + 1);
  }
  return {};
}

void Ui::press(uint32_t id) {
  core_->forget_wanted_focus();
  core_->pressed = true;
  core_->actions.push_back({.id = id, .kind = ActionKind::press});
}
void Ui::type(uint32_t id, std::string_view text) {
  core_->forget_wanted_focus();
  core_->actions.push_back({.id = id, .kind = ActionKind::text, .text = std::string(text)});
}
void Ui::enter(uint32_t id) {
  core_->forget_wanted_focus();
  core_->actions.push_back({.id = id, .kind = ActionKind::enter});
}
void Ui::key(uint32_t id, Key key, uint32_t character) {
  core_->forget_wanted_focus();
  core_->actions.push_back({.id = id, .kind = ActionKind::key, .key = key, .character = character});
}
void Ui::scrolled(uint32_t id, float y) {
  core_->actions.push_back({.id = id, .kind = ActionKind::scroll, .y = y});
}
void Ui::focused(uint32_t id, bool by_keyboard) {
  core_->focus_moved = core_->focus_moved || core_->focus != id;
  core_->focus = id;
  core_->focus_by_keyboard = by_keyboard;
}
void Ui::hovered(uint32_t id, uint32_t outer) {
  core_->hover = id;
  core_->hover_outer = outer;
}
void Ui::held(uint32_t id) {
  core_->held = id;
}
void Ui::select_cells(const Cells& cells) {
  core_->cells = cells;
}
void Ui::show_cells(bool all) {
  const Cells& cells = core_->cells;
  const int rows = std::abs(cells.to_row - cells.row) + 1;
  if (all && !core_->shows_cells && rows > kMostCopied) {
    toast(*this,
          "Copied: the first " + std::to_string(kMostCopied) + " of " + std::to_string(rows) +
              " rows. Select the others and copy them then.",
          {.tone = Tone::warning});
  }
  core_->shows_cells = all;
}
uint64_t Ui::lost_actions() const {
  return core_->lost;
}

}  // namespace rehearsal::ui
