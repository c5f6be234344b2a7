#include "shell/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace rehearsal::ui {
namespace {

constexpr Color rgb(uint32_t hex) {
  return Color{hex << 8 | 0xFFu};
}
constexpr Color rgba(uint32_t hex) {
  return Color{hex};
}

constexpr Palette kLight = {.page = rgb(0xFAFBFC),
                            .surface = rgb(0xFFFFFF),
                            .raised = rgb(0xFFFFFF),
                            .sunken = rgb(0xF3F5F8),
                            .hover = rgb(0xF0F3F6),
                            .pressed = rgb(0xE6EAEF),
                            .selected = rgb(0xE8F3FB),
                            .border = rgb(0xE2E6EB),
                            .border_strong = rgb(0xC9D0D8),
                            .control_edge = rgb(0x8390A0),
                            .text = rgb(0x1A212B),
                            .muted = rgb(0x566170),
                            .faint = rgb(0x8A95A3),
                            .accent = rgb(0x0070BD),
                            .accent_hover = rgb(0x0065AB),
                            .accent_pressed = rgb(0x005996),
                            .on_accent = rgb(0xFFFFFF),
                            .danger = rgb(0xC4281C),
                            .danger_hover = rgb(0xB02218),
                            .accent_text = rgb(0x0067AD),
                            .focus = rgb(0x0077C8),
                            .shadow = rgba(0x0F1A2A1C),
                            .scrim = rgba(0x0F172A66),
                            .code_key = rgb(0x0B5C99),
                            .code_string = rgb(0x1D6B3E),
                            .code_number = rgb(0x8F3F00),
                            .tints = {
                                {rgb(0xEEF1F4), rgb(0xDCE1E7), rgb(0x465160), rgb(0x6B7787)},  // normal
                                {rgb(0xEEF1F4), rgb(0xDCE1E7), rgb(0x566170), rgb(0x8A95A3)},  // muted
                                {rgb(0xE3F1FB), rgb(0xC3E1F5), rgb(0x005C9C), rgb(0x0077C8)},  // accent
                                {rgb(0xE2F4E9), rgb(0xBFE5CD), rgb(0x0B6B34), rgb(0x12894A)},  // success
                                {rgb(0xFDF2D6), rgb(0xF3DDA2), rgb(0x7A4B00), rgb(0xC27A00)},  // warning
                                {rgb(0xFCE9E7), rgb(0xF5CBC6), rgb(0xA81F15), rgb(0xCB2D20)},  // danger
                                {rgb(0xE9EDFB), rgb(0xCFD8F6), rgb(0x3346A8), rgb(0x4A5FD0)},  // info
                            }};

constexpr Palette kDark = {.page = rgb(0x0D1117),
                           .surface = rgb(0x141A22),
                           .raised = rgb(0x1A222C),
                           .sunken = rgb(0x0A0E13),
                           .hover = rgb(0x1C2530),
                           .pressed = rgb(0x243040),
                           .selected = rgb(0x11293D),
                           .border = rgb(0x232C38),
                           .border_strong = rgb(0x36424F),
                           .control_edge = rgb(0x6B7888),
                           .text = rgb(0xE7ECF2),
                           .muted = rgb(0x9AA7B6),
                           .faint = rgb(0x6B7888),
                           .accent = rgb(0x0F6FB8),
                           .accent_hover = rgb(0x1478C2),
                           .accent_pressed = rgb(0x0C62A5),
                           .on_accent = rgb(0xFFFFFF),
                           .danger = rgb(0xC7362A),
                           .danger_hover = rgb(0xCF3A2E),
                           .accent_text = rgb(0x5BB3EE),
                           .focus = rgb(0x4AA8EA),
                           .shadow = rgba(0x0000005A),
                           .scrim = rgba(0x02050AA6),
                           .code_key = rgb(0x7CC4F5),
                           .code_string = rgb(0x7FD6A0),
                           .code_number = rgb(0xF0B072),
                           .tints = {
                               {rgb(0x212A35), rgb(0x303B48), rgb(0xBAC5D2), rgb(0x8793A2)},
                               {rgb(0x212A35), rgb(0x303B48), rgb(0xA3AFBD), rgb(0x6B7888)},
                               {rgb(0x0F2B42), rgb(0x174265), rgb(0x71BEF3), rgb(0x3D9FE6)},
                               {rgb(0x0F2E20), rgb(0x184A33), rgb(0x6CD69B), rgb(0x35B870)},
                               {rgb(0x352709), rgb(0x543E10), rgb(0xF2C05C), rgb(0xDC9D2B)},
                               {rgb(0x3B1917), rgb(0x5E2824), rgb(0xFF9C92), rgb(0xEF5A4C)},
                               {rgb(0x1B2349), rgb(0x2C3870), rgb(0xA6B4FA), rgb(0x7388F0)},
                           }};

double linear(uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b());
}

}  // namespace

const Palette& light_palette() {
  return kLight;
}
const Palette& dark_palette() {
  return kDark;
}

Palette palette_of(bool dark, Contrast contrast, const SystemColors& system) {
  Palette p = dark ? kDark : kLight;
  if (contrast == Contrast::more) {
    p.muted = p.text;
    p.faint = p.control_edge = p.border_strong = dark ? kDark.muted : kLight.muted;
    p.border = p.faint;
    for (Tint& tint : p.tints) {
      tint.edge = tint.text;
      tint.ground = p.surface;
    }
  }
  if (contrast != Contrast::forced) return p;
  const Color lit = between(system.ground, system.text, 0.14f);
  p.page = p.surface = p.raised = p.sunken = system.ground;
  p.hover = p.pressed = p.selected = lit;
  p.border = p.border_strong = p.control_edge = p.text = p.muted = system.text;
  p.faint = system.faint;
  p.accent = p.accent_hover = p.accent_pressed = p.danger = p.danger_hover = p.focus = system.highlight;
  p.on_accent = system.on_highlight;
  p.accent_text = system.link;
  p.code_key = p.code_string = p.code_number = system.text;
  for (Tint& tint : p.tints) tint = {system.ground, system.text, system.text, system.text};
  return p;
}

double contrast(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

Color blend(Color under, Color over) {
  const uint32_t a = over.a();
  const auto mix = [a](uint32_t below, uint32_t above) {
    return (below * (255 - a) + above * a + 127) / 255;
  };
  return {mix(under.r(), over.r()) << 24 | mix(under.g(), over.g()) << 16 | mix(under.b(), over.b()) << 8 |
          0xFFu};
}

Color fade(Color c, float by) {
  const auto a = static_cast<uint32_t>(std::lround(static_cast<float>(c.a()) * std::clamp(by, 0.0f, 1.0f)));
  return {(c.rgba & 0xFFFFFF00u) | a};
}

Color between(Color a, Color b, float t) {
  const auto mix = [t](uint8_t from, uint8_t to) {
    return static_cast<uint32_t>(std::lround(static_cast<float>(from) + static_cast<float>(to - from) * t));
  };
  return {mix(a.r(), b.r()) << 24 | mix(a.g(), b.g()) << 16 | mix(a.b(), b.b()) << 8 | mix(a.a(), b.a())};
}

}  // namespace rehearsal::ui
