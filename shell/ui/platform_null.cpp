#include "shell/ui/platform.h"
#include "shell/ui/utf8.h"

namespace rehearsal::ui {

float NullPlatform::measure(std::string_view text, Font font) {
  float width = 0;
  for (size_t at = 0; at < text.size();) {
    if (!joins_previous(next_character(text, at))) width += font.size;
  }
  return width;
}

TextBitmap NullPlatform::draw(std::string_view text, Font font, Color color, float scale) {
  TextBitmap bitmap;
  bitmap.width = static_cast<int>(measure(text, font) * scale) + 1;
  bitmap.height = static_cast<int>(font.size * scale * 1.3f) + 1;
  bitmap.baseline = font.size * scale;
  for (int i = 0; i < bitmap.width * bitmap.height; ++i) {
    for (const uint8_t channel : {color.r(), color.g(), color.b(), color.a()}) bitmap.rgba.push_back(channel);
  }
  return bitmap;
}

}  // namespace rehearsal::ui
