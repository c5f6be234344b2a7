// What the widgets need of the world: text that our own fonts cannot draw, and nothing else. The browser's is
// in shell/platform_web.cpp; NullPlatform serves tests and needs no browser, no GPU and no font file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shell/ui/theme.h"

namespace rehearsal::ui {

enum class Weight : uint8_t { regular, medium, semibold };

// How text is set. Line heights follow from the size: 12/16, 14/20, 16/24, 20/28, 28/36.
struct Font {
  float size = 14;  // CSS px
  Weight weight = Weight::regular;
  bool mono = false;
};

// One line of text as the browser would draw it, in device pixels.
struct TextBitmap {
  int width = 0, height = 0;
  float baseline = 0;  // from the top
  float origin = 0;    // from the left, where the text's advance begins
  std::vector<uint8_t> rgba;
};

class Platform {
 public:
  virtual ~Platform() = default;
  // The advance of `text` in CSS px.
  virtual float measure(std::string_view text, Font font) = 0;
  // `scale`: device pixels to a CSS pixel.
  virtual TextBitmap draw(std::string_view text, Font font, Color color, float scale) = 0;
};

class NullPlatform final : public Platform {
 public:
  float measure(std::string_view text, Font font) override;
  TextBitmap draw(std::string_view text, Font font, Color color, float scale) override;
};

}  // namespace rehearsal::ui
