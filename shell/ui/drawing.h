// Small pictures that several widgets share.
#pragma once

#include <string_view>
#include <vector>

#include "shell/ui/core.h"
#include "shell/ui/words.h"

namespace rehearsal::ui {

// The colour of text that has this tone.
Color ink(const Palette& colors, Tone tone);
const Tint& tint(const Palette& colors, Tone tone);
Icon icon_of(Tone tone);

// The ring around what the keyboard's focus is on.
void draw_ring(Core& core, uint32_t id, Rect r, float radius);

// A line of text, cut with … where it is wider than `r`; aligned in it. Gives where it stands and how wide it
// is.
struct DrawnText {
  Rect rect;        // of the line, as wide as what is drawn
  float whole = 0;  // width of all of it
};
DrawnText draw_line(Core& core, Rect r, std::string_view words, Font font, Color color,
                    Align align = Align::start);

// Lines of one text below each other, each said by itself: inside the container that is open they read as
// one.
void draw_lines(Core& core, uint32_t id, Rect r, const std::vector<std::string_view>& lines, Font font,
                Color color, Align align = Align::start);

// A slow breath that something takes after it has been there for `age` seconds: from 1 to 0 and back; 1 and
// no frame of its own before age 0 and after a minute, since what stands that long stands still. Asks for the
// frames that it needs.
float breath(Core& core, Rect r, double age);
// What waits stays still at first, in seconds: most waiting is over by then, and who moves takes time from
// who works.
inline constexpr double kStill = 1;

// How fast things answer the pointer, seconds.
inline constexpr float kQuick = 0.12f, kOpening = 0.18f;

}  // namespace rehearsal::ui
