// Colours and sizes. Light and dark are two palettes, not an inversion of each other;
// tests/unit/shell/ui_theme_test.cpp holds every pair of text and ground that is drawn to 4.5:1, and every
// edge that carries meaning to 3:1.
#pragma once

#include <cstdint>

namespace rehearsal::ui {

// 0xRRGGBBAA.
struct Color {
  uint32_t rgba = 0;
  uint8_t r() const { return static_cast<uint8_t>(rgba >> 24); }
  uint8_t g() const { return static_cast<uint8_t>(rgba >> 16); }
  uint8_t b() const { return static_cast<uint8_t>(rgba >> 8); }
  uint8_t a() const { return static_cast<uint8_t>(rgba); }
  friend bool operator==(Color a, Color b) { return a.rgba == b.rgba; }
  friend bool operator!=(Color a, Color b) { return a.rgba != b.rgba; }
};

// The meaning that a colour carries. Never alone: a badge has an icon and a word besides.
enum class Tone : uint8_t { normal, muted, accent, success, warning, danger, info };

// What a tone looks like on a tinted ground: badges, banners, step marks.
struct Tint {
  Color ground;  // opaque
  Color edge;
  Color text;   // ≥ 4.5:1 on `ground` and on the page
  Color solid;  // dots, bars, icons
};

struct Palette {
  Color page, surface, raised,
      sunken;                      // grounds: the page, cards and fields, floating things, code and wells
  Color hover, pressed, selected;  // grounds of rows, ghost buttons, menu items
  Color border, border_strong;     // hairlines; edges of buttons and cards that are pointed at
  Color control_edge;              // what shows where a field or a box is: 3:1
  Color text, muted, faint;        // faint: marks and disabled text
  Color accent, accent_hover, accent_pressed;  // fill of the primary button
  Color on_accent;                             // text on it, and on danger
  Color danger, danger_hover;                  // fill of the button that destroys
  Color accent_text;                           // links, current navigation
  Color focus;                                 // the keyboard's ring
  Color shadow, scrim;
  Color code_key, code_string, code_number;  // JSON in a code block
  Tint tints[7];                             // by Tone
};

const Palette& light_palette();
const Palette& dark_palette();

// What the person's system says of contrast. Forced: these colours and no others.
struct SystemColors {
  Color ground, text, link, faint, highlight, on_highlight;
};
enum class Contrast : uint8_t { usual, more, forced };
Palette palette_of(bool dark, Contrast contrast, const SystemColors& system);

// WCAG's contrast of two opaque colours, 1 to 21.
double contrast(Color a, Color b);
// `over` laid on opaque `under`.
Color blend(Color under, Color over);
// `c` with its opacity scaled by `by` (0 to 1).
Color fade(Color c, float by);
// From `a` (t = 0) to `b` (t = 1).
Color between(Color a, Color b, float t);

// CSS pixels. Space comes from the 4-px grid: 4, 8, 12, 16, 24, 32.
inline constexpr float kControlHeight = 32;
inline constexpr float kTouchHeight = 44;  // of controls where the pointer is coarse
inline constexpr float kHeaderHeight = 48;
inline constexpr float kRowHeight = 40;
inline constexpr float kControlRadius = 6;
inline constexpr float kCardRadius = 8;
inline constexpr float kFormWidth = 640;      // widest column of a form or of running text
inline constexpr float kSideWidth = 280;      // the column beside a form
inline constexpr float kContentWidth = 1120;  // widest content of a page
inline constexpr float kNarrow = 720;  // below it the page is made for a hand: bottom bar, sheets, lists
inline constexpr float kLow = 480;     // below it nothing but the page's content may stay in sight
inline constexpr float kRoomy = 960;   // below it what stands beside the main column goes above or below

}  // namespace rehearsal::ui
