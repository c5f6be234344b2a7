// Monospaced lines: state, JSON, traces.
#include <algorithm>
#include <string>

#include "shell/ui/core.h"
#include "shell/ui/drawing.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {
namespace {

constexpr float kLine = 18;
constexpr float kPad = 12;
constexpr Font kCode{12, Weight::regular, true};
// Of longer texts only what is near the eye is said and drawn.
constexpr size_t kManyLines = 1000;
constexpr size_t kAround = 100;

struct Line {
  std::string_view text;
  size_t source = 0;  // where it begins in the source line
  std::string_view whole;
};

enum class Kind : uint8_t { plain, key, string, number };

// What each byte of a line of JSON is.
std::vector<Kind> kinds_of(std::string_view line) {
  std::vector<Kind> kinds(line.size(), Kind::plain);
  for (size_t i = 0; i < line.size();) {
    if (line[i] == '"') {
      size_t end = i + 1;
      while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, line.size());
      const size_t after = line.find_first_not_of(' ', end);
      const bool key = after != std::string_view::npos && line[after] == ':';
      std::fill(kinds.begin() + static_cast<long>(i), kinds.begin() + static_cast<long>(end),
                key ? Kind::key : Kind::string);
      i = end;
    } else if ((line[i] >= '0' && line[i] <= '9') || line[i] == '-' || (line[i] >= 'a' && line[i] <= 'z')) {
      const size_t start = i;
      while (i < line.size() && line.substr(i, 1).find_first_of(",}] ") == std::string_view::npos) ++i;
      std::fill(kinds.begin() + static_cast<long>(start), kinds.begin() + static_cast<long>(i), Kind::number);
    } else {
      ++i;
    }
  }
  return kinds;
}

Color color_of(const Palette& c, Kind kind) {
  return kind == Kind::key      ? c.code_key
         : kind == Kind::string ? c.code_string
         : kind == Kind::number ? c.code_number
                                : c.text;
}

std::vector<Line> lines_of(Texts& texts, std::string_view content, float width) {
  std::vector<Line> lines;
  while (true) {
    const size_t end = content.find('\n');
    const std::string_view whole = content.substr(0, end);
    // Indentation is content here: the breaking of lines would drop it.
    const size_t indent = std::min(whole.find_first_not_of(' '), whole.size());
    const float left = texts.measure(whole.substr(0, indent), kCode);
    for (const std::string_view part :
         texts.wrapped(whole.substr(indent), kCode, std::max(80.0f, width - left))) {
      const auto at = static_cast<size_t>(part.data() == nullptr ? 0 : part.data() - whole.data());
      const bool first = lines.empty() || lines.back().whole.data() != whole.data();
      lines.push_back(first ? Line{whole.substr(0, at + part.size()), 0, whole} : Line{part, at, whole});
    }
    if (end == std::string_view::npos) return lines;
    content.remove_prefix(end + 1);
  }
}

void draw_code_line(Core& core, const Line& line, float x, float y, bool json) {
  const Palette& c = core.colors();
  const float top = y + (kLine - line_height(kCode.size)) / 2;
  if (!json) {
    core.painter.text(x, top, line.text, kCode, c.text);
    return;
  }
  const std::vector<Kind> kinds = kinds_of(line.whole);
  for (size_t from = 0; from < line.text.size();) {
    size_t to = from + 1;
    while (to < line.text.size() && kinds[line.source + to] == kinds[line.source + from]) ++to;
    const std::string_view part = line.text.substr(from, to - from);
    core.painter.text(x, top, part, kCode, color_of(c, kinds[line.source + from]));
    x += core.texts.measure(part, kCode);
    from = to;
  }
}

}  // namespace

void code_block(Ui& ui, std::string_view name, std::string_view content, bool json, float max_height) {
  Core& core = ui.core();
  while (!content.empty() && content.back() == '\n') content.remove_suffix(1);
  const uint32_t id = core.identity.named(name);
  const float width = core.boxes.room();
  const std::vector<Line> lines = lines_of(core.texts, content, width - 2 * kPad - 24);
  const float whole = static_cast<float>(lines.size()) * kLine + 2 * kPad;
  const float high = max_height > 0 && !core.view.plain ? std::min(whole, max_height) : whole;
  const Rect r = core.boxes.place({.natural = {std::min(width, 320.0f), high}, .grow = 1, .fill = true});
  core.painter.fill(r, core.colors().sunken, kControlRadius);
  core.painter.stroke(r, core.colors().border, kControlRadius);
  core.begin_scroller(id, Role::code, name, r, {}, {.font = kCode});
  const Rect text = core.boxes.place({.natural = {r.w, whole}});
  const float seen = core.scrolled_top();
  for (size_t i = 0; i < lines.size(); ++i) {
    const float y = text.y + kPad + static_cast<float>(i) * kLine;
    const bool near = y > seen - kLine * kAround && y < seen + core.scrolled_height() + kLine * kAround;
    if (lines.size() > kManyLines && !near) continue;
    draw_code_line(core, lines[i], text.x + kPad, y, json);
    const uint32_t line_id = mixed(id, static_cast<uint32_t>(i + 1));
    core.text_record(line_id, lines[i].text, {text.x + kPad, y, text.w - 2 * kPad, kLine}, kCode, 0);
  }
  core.end();
  draw_ring(core, id, r, kControlRadius);
  // Over the block's corner, beside its text.
  core.begin_at(Flow::row, {}, mixed(id, 1u), {r.right() - 34, r.y + 6, 28, 28});
  copy_button(ui, content, std::string("Copy ").append(name));
  core.end();
}

}  // namespace rehearsal::ui
