#include "shell/ui/font_file.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "imstb_truetype.h"

namespace rehearsal::ui {
namespace {

constexpr uint32_t kFirstKerned = 0x20, kLastKerned = 0x7E;
constexpr size_t kKerned = kLastKerned - kFirstKerned + 1;
constexpr float kKerningStep = 1.0f / 512;

bool is_kerned(uint32_t codepoint) {
  return codepoint >= kFirstKerned && codepoint <= kLastKerned;
}

}  // namespace

struct FontFile::Parsed {
  std::string bytes;
  stbtt_fontinfo info{};
  float em = 1;                  // a font unit in em
  std::vector<uint16_t> glyphs;  // by character, of the first 0x3000
  std::vector<float> advances;   // by glyph
};

FontFile::FontFile() = default;
FontFile::~FontFile() = default;
FontFile::FontFile(FontFile&&) noexcept = default;
FontFile& FontFile::operator=(FontFile&&) noexcept = default;

FontFile::FontFile(std::string bytes) : parsed_(std::make_unique<Parsed>()) {
  parsed_->bytes = std::move(bytes);
  const auto* data = reinterpret_cast<const unsigned char*>(parsed_->bytes.data());
  stbtt_fontinfo& info = parsed_->info;
  if (parsed_->bytes.size() < 12 || stbtt_GetFontOffsetForIndex(data, 0) < 0 ||
      stbtt_InitFont(&info, data, 0) == 0) {
    throw Error("FontError", "Expected a TrueType font, found " + std::to_string(parsed_->bytes.size()) +
                                 " bytes of something else. Build the page again; its fonts are damaged.");
  }
  parsed_->em = stbtt_ScaleForMappingEmToPixels(&info, 1.0f);
  int ascent = 0, descent = 0, gap = 0;
  stbtt_GetFontVMetrics(&info, &ascent, &descent, &gap);
  ascent_ = static_cast<float>(ascent) * parsed_->em;
  descent_ = -static_cast<float>(descent) * parsed_->em;
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  if (stbtt_GetCodepointBox(&info, 'H', &x0, &y0, &x1, &y1) != 0)
    cap_height_ = static_cast<float>(y1) * parsed_->em;
  parsed_->advances.resize(static_cast<size_t>(std::max(info.numGlyphs, 1)));
  for (int i = 0; i < info.numGlyphs; ++i) {
    int width = 0, bearing = 0;
    stbtt_GetGlyphHMetrics(&info, i, &width, &bearing);
    parsed_->advances[static_cast<size_t>(i)] = static_cast<float>(width) * parsed_->em;
  }
  parsed_->glyphs.resize(0x3000);
  for (size_t c = 0; c < parsed_->glyphs.size(); ++c) {
    parsed_->glyphs[c] = static_cast<uint16_t>(stbtt_FindGlyphIndex(&info, static_cast<int>(c)));
  }
  read_kerning();
}

// The file holds its pairs as a sorted list; text asks for a pair at every letter, so they become a table.
void FontFile::read_kerning() {
  const int pairs = stbtt_GetKerningTableLength(&parsed_->info);
  if (pairs <= 0) return;
  std::vector<stbtt_kerningentry> entries(static_cast<size_t>(pairs));
  stbtt_GetKerningTable(&parsed_->info, entries.data(), pairs);
  std::vector<int> letter_of(parsed_->advances.size(), -1);
  for (uint32_t c = kFirstKerned; c <= kLastKerned; ++c)
    letter_of[static_cast<size_t>(glyph(c))] = static_cast<int>(c - kFirstKerned);
  kerning_.assign(kKerned * kKerned, 0);
  for (const stbtt_kerningentry& one : entries) {
    const int left = letter_of[static_cast<size_t>(one.glyph1)],
              right = letter_of[static_cast<size_t>(one.glyph2)];
    if (left < 0 || right < 0) continue;
    const float steps = std::round(static_cast<float>(one.advance) * parsed_->em / kKerningStep);
    kerning_[static_cast<size_t>(left) * kKerned + static_cast<size_t>(right)] =
        static_cast<int8_t>(std::clamp(steps, -128.0f, 127.0f));
  }
}

bool FontFile::has(uint32_t codepoint) const {
  return glyph(codepoint) != 0;
}

int FontFile::glyph(uint32_t codepoint) const {
  if (!parsed_) {
    const bool known =
        (codepoint >= 0x20 && codepoint < 0x180) || (codepoint >= 0x2010 && codepoint <= 0x2026);
    return known ? static_cast<int>(codepoint) : 0;
  }
  if (codepoint < parsed_->glyphs.size()) return parsed_->glyphs[codepoint];
  return stbtt_FindGlyphIndex(&parsed_->info, static_cast<int>(codepoint));
}

float FontFile::advance(int glyph) const {
  if (!parsed_) return 0.55f;
  return static_cast<size_t>(glyph) < parsed_->advances.size() ? parsed_->advances[static_cast<size_t>(glyph)]
                                                               : 0;
}

float FontFile::kerning(uint32_t left, uint32_t right) const {
  if (kerning_.empty() || !is_kerned(left) || !is_kerned(right)) return 0;
  return static_cast<float>(kerning_[(left - kFirstKerned) * kKerned + (right - kFirstKerned)]) *
         kKerningStep;
}

GlyphBitmap FontFile::draw(int glyph, float pixels, float shift) const {
  GlyphBitmap bitmap;
  if (!parsed_ || glyph == 0) return bitmap;
  const float scale = parsed_->em * pixels;
  int x1 = 0, y1 = 0;
  stbtt_GetGlyphBitmapBoxSubpixel(&parsed_->info, glyph, scale, scale, shift, 0, &bitmap.x, &bitmap.y, &x1,
                                  &y1);
  bitmap.width = x1 - bitmap.x;
  bitmap.height = y1 - bitmap.y;
  if (bitmap.width <= 0 || bitmap.height <= 0) return GlyphBitmap{};
  bitmap.coverage.assign(static_cast<size_t>(bitmap.width) * static_cast<size_t>(bitmap.height), 0);
  stbtt_MakeGlyphBitmapSubpixel(&parsed_->info, bitmap.coverage.data(), bitmap.width, bitmap.height,
                                bitmap.width, scale, scale, shift, 0, glyph);
  return bitmap;
}

}  // namespace rehearsal::ui
