// Setting text: how wide it is, where it breaks, and its picture. Letters that our fonts have are drawn from
// them, glyph by glyph, at quarters of a device pixel; a text with any other character is drawn by the
// browser as a whole.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "shell/ui/font_file.h"
#include "shell/ui/icons.h"
#include "shell/ui/platform.h"
#include "shell/ui/text_runs.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

enum class Face : uint8_t { regular, medium, semibold, mono, icons };
inline constexpr size_t kFaces = 5;

// CSS px: of the line box that a size of text stands in, and where its baseline lies in that box.
float line_height(float size);
// In em: large text is set a little tighter.
float tracking(Font font);

class Texts {
 public:
  explicit Texts(Platform& platform) : runs_(platform) {}

  void set_face(Face face, FontFile file);
  // Device pixels to a CSS pixel; glyphs of another scale are forgotten.
  void set_scale(float scale);
  float scale() const { return scale_; }

  // CSS px.
  float measure(std::string_view text, Font font);
  float baseline(Font font) const;
  // `text`, or as much of its beginning as fits with "…" behind it.
  std::string elided(std::string_view text, Font font, float width);
  // The lines into which `text` breaks; each without the space at its end. At least one.
  std::vector<std::string_view> wrapped(std::string_view text, Font font, float width);
  // True when the browser has to draw it.
  bool is_foreign(std::string_view text, Font font) const;

  // x and baseline in device pixels. The colour's opacity counts.
  void draw(ImDrawList& list, float x, float baseline, std::string_view text, Font font, Color color);
  // `size` in CSS px; x and y of the top left corner in device pixels.
  void draw_icon(ImDrawList& list, float x, float y, Icon icon, float size, Color color);

  // Once a frame that is shown, before Dear ImGui begins it.
  void begin_frame() { runs_.begin_frame(); }
  // The GPU lost everything: pictures are sent to it again.
  void forget_textures() { runs_.forget_all(); }

 private:
  struct Glyph {
    ImFontAtlasRectId rect = -1;  // -1: nothing to draw
    int16_t x = 0, y = 0;
  };

  const FontFile& face(Font font) const;
  const Glyph& glyph(Face face, int index, float pixels, int quarter);
  void put(ImDrawList& list, const Glyph& glyph, float x, float y, uint32_t color);

  TextRuns runs_;
  float scale_ = 1;
  std::array<FontFile, kFaces> faces_;
  std::unordered_map<uint64_t, Glyph> glyphs_;
};

}  // namespace rehearsal::ui
