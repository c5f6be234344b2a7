// One font: which characters it has, how far each moves the pen, and its shapes as grey bitmaps.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rehearsal::ui {

struct GlyphBitmap {
  int x = 0, y = 0;  // of the top left corner, from the pen on the baseline, in pixels
  int width = 0, height = 0;
  std::vector<uint8_t> coverage;
};

class FontFile {
 public:
  // Without a font: a pretended one, all of whose letters are 0.55 em wide and without shape. Tests measure
  // with it.
  FontFile();
  // `bytes` is a whole TrueType file. Throws rehearsal::Error when it is none.
  explicit FontFile(std::string bytes);
  ~FontFile();
  FontFile(FontFile&&) noexcept;
  FontFile& operator=(FontFile&&) noexcept;

  bool has(uint32_t codepoint) const;
  // The glyph of a character; 0 where there is none.
  int glyph(uint32_t codepoint) const;
  // All in em.
  float advance(int glyph) const;
  float kerning(uint32_t left, uint32_t right) const;
  float ascent() const { return ascent_; }
  float descent() const { return descent_; }  // positive
  float cap_height() const { return cap_height_; }

  // The shape at `pixels` per em, moved to the right by `shift` of a pixel (0 to 1).
  GlyphBitmap draw(int glyph, float pixels, float shift) const;

 private:
  struct Parsed;
  void read_kerning();

  std::unique_ptr<Parsed> parsed_;
  float ascent_ = 0.97f, descent_ = 0.24f, cap_height_ = 0.73f;
  std::vector<int8_t> kerning_;  // of all pairs of ASCII, in kKerningStep em
};

}  // namespace rehearsal::ui
