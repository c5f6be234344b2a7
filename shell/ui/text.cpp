#include "shell/ui/text.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "shell/ui/utf8.h"

namespace rehearsal::ui {
namespace {

constexpr std::string_view kEllipsis = "…";
// Glyphs are baked by eighths of a pixel of size and quarters of a pixel of place.
constexpr float kSizeSteps = 8;
constexpr int kQuarters = 4;
constexpr size_t kLongRun = 256;  // bytes
// In em: how far what the browser draws may stand out of its line. Marks can be piled upon a letter without
// end.
constexpr float kOvershoot = 0.25f;

Face face_of(Font font) {
  if (font.mono) return Face::mono;
  return font.weight == Weight::semibold ? Face::semibold
         : font.weight == Weight::medium ? Face::medium
                                         : Face::regular;
}

uint32_t imgui_color(Color c) {
  return IM_COL32(c.r(), c.g(), c.b(), c.a());
}

// Skia, which draws the browser's text, strengthens thin strokes a little; without this ours look starved
// beside it.
uint8_t strengthened(uint8_t coverage) {
  const float c = static_cast<float>(coverage) / 255.0f;
  return static_cast<uint8_t>(std::lround(255.0f * std::min(1.0f, std::pow(c, 0.86f))));
}

// What the last character of a cut text must not be torn from.
size_t whole_characters(std::string_view text, size_t end) {
  while (end > 0 && end < text.size()) {
    size_t next = end;
    if (!joins_previous(next_character(text, next))) break;
    do --end;
    while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0u) == 0x80u);
  }
  return end;
}

}  // namespace

float line_height(float size) {
  if (size <= 12) return 16;
  if (size <= 14) return 20;
  if (size <= 16) return 24;
  if (size <= 20) return 28;
  return std::round(size * 1.3f / 4) * 4;
}

float tracking(Font font) {
  if (font.mono) return 0;
  if (font.size < 14) return 0;
  if (font.size < 16) return -0.006f;
  return font.size < 20 ? -0.011f : -0.017f;
}

void Texts::set_face(Face face, FontFile file) {
  faces_[static_cast<size_t>(face)] = std::move(file);
}

void Texts::set_scale(float scale) {
  if (scale == scale_) return;
  scale_ = scale;
  for (const auto& [key, glyph] : glyphs_) {
    if (glyph.rect >= 0) ImGui::GetIO().Fonts->RemoveCustomRect(glyph.rect);
  }
  glyphs_.clear();
  runs_.forget_all();
}

const FontFile& Texts::face(Font font) const {
  return faces_[static_cast<size_t>(face_of(font))];
}

float Texts::baseline(Font font) const {
  // Capitals stand in the middle of their line, on a whole device pixel.
  return std::round((line_height(font.size) + face(font).cap_height() * font.size) / 2 * scale_) / scale_;
}

bool Texts::is_foreign(std::string_view text, Font font) const {
  const FontFile& file = face(font);
  for (size_t at = 0; at < text.size();) {
    if (static_cast<uint8_t>(text[at]) < 0x80) {
      ++at;
    } else if (!file.has(next_character(text, at))) {
      return true;
    }
  }
  return false;
}

float Texts::measure(std::string_view text, Font font) {
  if (is_foreign(text, font)) return runs_.measure(text, font);
  const FontFile& file = face(font);
  const float tight = tracking(font);
  float em = 0;
  uint32_t before = 0;
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = next_character(text, at);
    if (c < 0x20) continue;
    em += file.advance(file.glyph(c)) + file.kerning(before, c) + tight;
    before = c;
  }
  return em * font.size;
}

std::string Texts::elided(std::string_view text, Font font, float width) {
  if (measure(text, font) <= width + 0.01f) return std::string(text);
  const float room = width - measure(kEllipsis, font);
  // The longest beginning that fits, by halving: measuring grows with the length.
  size_t fits = 0, too_long = text.size();
  while (fits + 1 < too_long) {
    size_t middle = (fits + too_long) / 2;
    while (middle > fits && (static_cast<uint8_t>(text[middle]) & 0xC0u) == 0x80u) --middle;
    if (middle == fits) {
      middle = (fits + too_long) / 2 + 1;
      while (middle < too_long && (static_cast<uint8_t>(text[middle]) & 0xC0u) == 0x80u) ++middle;
      if (middle >= too_long) break;
    }
    (measure(text.substr(0, middle), font) <= room ? fits : too_long) = middle;
  }
  fits = whole_characters(text, fits);
  while (fits > 0 && text[fits - 1] == ' ') --fits;
  return std::string(text.substr(0, fits)).append(kEllipsis);
}

std::vector<std::string_view> Texts::wrapped(std::string_view text, Font font, float width) {
  std::vector<std::string_view> lines;
  size_t start = 0;  // of the line
  size_t fit = 0;    // where it may break at the latest, as far as looked
  size_t at = 0;
  const auto trimmed = [&](size_t from, size_t to) {
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\r')) --to;
    return text.substr(from, to - from);
  };
  const auto begin_line = [&](size_t from) {
    while (from < text.size() && text[from] == ' ') ++from;
    start = fit = from;
    at = std::max(at, from);
  };
  while (at < text.size()) {
    size_t next = at;
    const uint32_t c = next_character(text, next);
    if (c == '\n') {
      lines.push_back(trimmed(start, at));
      at = next;
      start = fit = next;
      continue;
    }
    const bool may_break = c == ' ' || c == '-' || c == '/' || breaks_anywhere(c);
    const bool at_end = next >= text.size();
    // A long run without a place to break is looked at in pieces, so that it costs no more than its lines.
    const bool long_run = next - fit > kLongRun;
    if ((may_break || at_end || long_run) && measure(trimmed(start, next), font) > width) {
      if (fit > start) {
        lines.push_back(trimmed(start, fit));
        at = fit;
        begin_line(fit);
        continue;
      }
      // One word wider than the line: it is cut where it must be.
      size_t end = start;
      for (size_t one = start; one < next;) {
        size_t after = one;
        next_character(text, after);
        after = std::max(after, whole_characters(text, after));
        if (end > start && measure(text.substr(start, after - start), font) > width) break;
        end = one = after;
      }
      lines.push_back(text.substr(start, end - start));
      at = end;
      begin_line(end);
      continue;
    }
    at = next;
    if (may_break) fit = next;
  }
  if (start < text.size() || lines.empty() || (!text.empty() && text.back() == '\n'))
    lines.push_back(trimmed(start, text.size()));
  return lines;
}

const Texts::Glyph& Texts::glyph(Face face, int index, float pixels, int quarter) {
  const auto size = static_cast<uint64_t>(std::lround(pixels * kSizeSteps));
  const uint64_t key = static_cast<uint64_t>(face) << 40 | size << 20 | static_cast<uint64_t>(index) << 2 |
                       static_cast<uint64_t>(quarter);
  const auto [found, is_new] = glyphs_.try_emplace(key);
  if (!is_new) return found->second;
  GlyphBitmap bitmap =
      faces_[static_cast<size_t>(face)].draw(index, pixels, static_cast<float>(quarter) / kQuarters);
  if (bitmap.coverage.empty()) return found->second;
  for (uint8_t& one : bitmap.coverage) one = strengthened(one);
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasRect place;
  const ImFontAtlasRectId id = atlas->AddCustomRect(bitmap.width, bitmap.height, &place);
  if (id < 0) return found->second;
  ImTextureData* texture = atlas->TexData;
  ImFontAtlasTextureBlockConvert(bitmap.coverage.data(), ImTextureFormat_Alpha8, bitmap.width,
                                 static_cast<unsigned char*>(texture->GetPixelsAt(place.x, place.y)),
                                 texture->Format, texture->GetPitch(), bitmap.width, bitmap.height);
  ImFontAtlasTextureBlockQueueUpload(atlas, texture, place.x, place.y, bitmap.width, bitmap.height);
  found->second = {id, static_cast<int16_t>(bitmap.x), static_cast<int16_t>(bitmap.y)};
  return found->second;
}

void Texts::put(ImDrawList& list, const Glyph& glyph, float x, float y, uint32_t color) {
  ImFontAtlasRect place;
  if (glyph.rect < 0 || !ImGui::GetIO().Fonts->GetCustomRect(glyph.rect, &place)) return;
  const ImVec2 from(x + glyph.x, y + glyph.y);
  list.PrimReserve(6, 4);
  list.PrimRectUV(from, ImVec2(from.x + place.w, from.y + place.h), place.uv0, place.uv1, color);
}

void Texts::draw(ImDrawList& list, float x, float baseline, std::string_view text, Font font, Color color) {
  if (is_foreign(text, font)) {
    const float over = kOvershoot * font.size;
    const float top = std::round(baseline - (this->baseline(font) + over) * scale_);
    const float bottom = std::round(top + (line_height(font.size) + 2 * over) * scale_);
    runs_.draw(list, x, baseline, text, font, color, scale_, top, bottom);
    return;
  }
  const Face which = face_of(font);
  const FontFile& file = face(font);
  const float pixels = font.size * scale_, tight = tracking(font);
  const uint32_t tint = imgui_color(color);
  float pen = x;
  uint32_t before = 0;
  for (size_t at = 0; at < text.size();) {
    const uint32_t c = next_character(text, at);
    if (c < 0x20) continue;
    const int index = file.glyph(c);
    pen += file.kerning(before, c) * pixels;
    const float quarters = std::floor(pen * kQuarters + 0.5f);
    const float whole = std::floor(quarters / kQuarters);
    put(list, glyph(which, index, pixels, static_cast<int>(quarters - whole * kQuarters)), whole, baseline,
        tint);
    pen += (file.advance(index) + tight) * pixels;
    before = c;
  }
}

void Texts::draw_icon(ImDrawList& list, float x, float y, Icon icon, float size, Color color) {
  if (icon == Icon::none) return;
  const FontFile& file = faces_[static_cast<size_t>(Face::icons)];
  const float pixels = size * scale_;
  const int index = file.glyph(0xE000u + static_cast<uint32_t>(icon));
  // The font's em square is the icon's frame: its top is the ascent above the baseline.
  put(list, glyph(Face::icons, index, pixels, 0), std::round(x), std::round(y + file.ascent() * pixels),
      imgui_color(color));
}

}  // namespace rehearsal::ui
