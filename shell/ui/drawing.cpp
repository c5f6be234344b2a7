#include "shell/ui/drawing.h"

#include <algorithm>
#include <cmath>

namespace rehearsal::ui {

Color ink(const Palette& colors, Tone tone) {
  if (tone == Tone::normal) return colors.text;
  if (tone == Tone::muted) return colors.muted;
  if (tone == Tone::accent) return colors.accent_text;
  return colors.tints[static_cast<size_t>(tone)].text;
}

const Tint& tint(const Palette& colors, Tone tone) {
  return colors.tints[static_cast<size_t>(tone)];
}

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::success:
      return Icon::check_circle;
    case Tone::warning:
      return Icon::alert_triangle;
    case Tone::danger:
      return Icon::x_circle;
    default:
      return Icon::info;
  }
}

void draw_ring(Core& core, uint32_t id, Rect r, float radius) {
  if (!core.has_ring(id)) return;
  // Inside where there is no room outside: rows and items that fill their list.
  const Rect clip = core.painter.clip(), at = core.painter.drawn(r);
  const bool tight = at.x - 4 < clip.x || at.right() + 4 > clip.right();
  if (tight) {
    core.painter.stroke(r.inset(1), core.colors().focus, std::max(0.0f, radius - 1), 2);
  } else {
    core.painter.ring(r, core.colors().focus, radius, 2, 2);
  }
}

DrawnText draw_line(Core& core, Rect r, std::string_view words, Font font, Color color, Align align) {
  DrawnText drawn;
  drawn.whole = core.texts.measure(words, font);
  float width = drawn.whole, x = r.x;
  const float high = line_height(font.size);
  const float y = r.y + (r.h - high) / 2;
  if (width > r.w + 0.5f) {
    const std::string cut = core.texts.elided(words, font, r.w);
    width = r.w;
    core.painter.text(x, y, cut, font, color);
  } else {
    if (align == Align::center) x += (r.w - width) / 2;
    if (align == Align::end) x += r.w - width;
    core.painter.text(x, y, words, font, color);
  }
  drawn.rect = {x, y, width, high};
  return drawn;
}

void draw_lines(Core& core, uint32_t id, Rect r, const std::vector<std::string_view>& lines, Font font,
                Color color, Align align) {
  const float high = line_height(font.size);
  std::string line;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Rect at{r.x, r.y + high * static_cast<float>(i), r.w, high};
    const DrawnText drawn = draw_line(core, at, lines[i], font, color, align);
    line.assign(lines[i]);
    if (i + 1 < lines.size()) line += ' ';
    core.text_record(mixed(id, static_cast<uint32_t>(i + 1)), line, drawn.rect, font, 0);
  }
}

float breath(Core& core, Rect r, double age) {
  constexpr double kBreath = 1.6, kLongest = 40 * kBreath;  // seconds
  if (core.view.reduced_motion || age > kLongest || !core.painter.sees(r)) return 1;
  if (age < 0) {
    core.wake_after(-age + 0.005);
    return 1;
  }
  core.wake_after(1.0 / 20);
  return 0.5f + 0.5f * static_cast<float>(std::cos(age / kBreath * 2 * 3.14159265));
}

}  // namespace rehearsal::ui
