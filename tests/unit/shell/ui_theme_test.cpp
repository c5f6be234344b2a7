// Every text that is drawn stands on its ground with 4.5:1 at least, in both palettes; what only marks, with
// 3:1.
#include <gtest/gtest.h>

#include "shell/ui/theme.h"

namespace rehearsal::ui {
namespace {

constexpr double kText = 4.5, kMark = 3.0;
constexpr Tone kTones[] = {Tone::normal,  Tone::muted,  Tone::accent, Tone::success,
                           Tone::warning, Tone::danger, Tone::info};

struct Asked {
  const char* name;
  bool dark;
  Contrast contrast;
};

class Palettes : public testing::TestWithParam<Asked> {
 protected:
  const Palette& colors() const { return palette_; }

 private:
  // As Windows has them by default, in its dark contrast theme.
  const SystemColors system_ = {Color{0x202020FF}, Color{0xFFFFFFFF}, Color{0x75E9FCFF},
                                Color{0xA6A6A6FF}, Color{0x8EE3F0FF}, Color{0x263B50FF}};
  const Palette palette_ = palette_of(GetParam().dark, GetParam().contrast, system_);
};

TEST(Theme, ContrastIsWcags) {
  EXPECT_NEAR(contrast(Color{0x000000FF}, Color{0xFFFFFFFF}), 21, 0.01);
  EXPECT_NEAR(contrast(Color{0x777777FF}, Color{0xFFFFFFFF}), 4.48, 0.01);
  EXPECT_NEAR(contrast(Color{0x0077C8FF}, Color{0x0077C8FF}), 1, 1e-9);
}

TEST(Theme, BlendsAndFades) {
  EXPECT_EQ(blend(Color{0x000000FF}, Color{0xFFFFFF80}), (Color{0x808080FF}));
  EXPECT_EQ(fade(Color{0x102030FF}, 0.5f), (Color{0x10203080}));
  EXPECT_EQ(between(Color{0x000000FF}, Color{0xFF0000FF}, 1), (Color{0xFF0000FF}));
}

TEST_P(Palettes, TextsCanBeRead) {
  const Palette& c = colors();
  for (const Color ground : {c.page, c.surface, c.raised, c.sunken, c.hover, c.pressed, c.selected}) {
    EXPECT_GE(contrast(c.text, ground), 7) << std::hex << ground.rgba;
    EXPECT_GE(contrast(c.muted, ground), kText) << std::hex << ground.rgba;
  }
  for (const Color ground : {c.page, c.surface, c.raised, c.hover, c.selected}) {
    EXPECT_GE(contrast(c.accent_text, ground), kText) << std::hex << ground.rgba;
  }
  for (const Color fill : {c.accent, c.accent_hover, c.accent_pressed, c.danger, c.danger_hover}) {
    EXPECT_GE(contrast(c.on_accent, fill), kText) << std::hex << fill.rgba;
  }
  for (const Color code : {c.code_key, c.code_string, c.code_number}) {
    EXPECT_GE(contrast(code, c.sunken), kText) << std::hex << code.rgba;
  }
}

TEST_P(Palettes, TonesCanBeReadOnTheirGroundAndOnThePage) {
  const Palette& c = colors();
  for (const Tone tone : kTones) {
    const Tint& t = c.tints[static_cast<size_t>(tone)];
    for (const Color ground : {t.ground, c.page, c.surface}) {
      EXPECT_GE(contrast(t.text, ground), kText)
          << static_cast<int>(tone) << " on " << std::hex << ground.rgba;
    }
    if (tone == Tone::muted) continue;
    EXPECT_GE(contrast(t.solid, t.ground), kMark) << static_cast<int>(tone);
    EXPECT_GE(contrast(t.solid, c.surface), kMark) << static_cast<int>(tone);
  }
}

TEST_P(Palettes, EdgesOfFieldsAndTheFocusCanBeSeen) {
  const Palette& c = colors();
  for (const Color ground : {c.page, c.surface, c.raised}) {
    EXPECT_GE(contrast(c.control_edge, ground), kMark) << std::hex << ground.rgba;
    EXPECT_GE(contrast(c.focus, ground), kMark) << std::hex << ground.rgba;
  }
}

// Without colour a status is told by its icon; with little colour the grounds still differ from the page.
TEST_P(Palettes, GroundsAreOpaque) {
  const Palette& c = colors();
  for (const Color ground : {c.page, c.surface, c.raised, c.sunken, c.hover, c.pressed, c.selected})
    EXPECT_EQ(ground.a(), 255);
  for (const Tint& t : c.tints) EXPECT_EQ(t.ground.a(), 255);
}

TEST(Palette, OfASystemThatForcesItsColoursHasNoOthers) {
  const SystemColors system = {Color{0xFFFFFFFF}, Color{0x000000FF}, Color{0x00009FFF},
                               Color{0x600000FF}, Color{0x37006EFF}, Color{0xFEFFFFFF}};
  const Palette p = palette_of(true, Contrast::forced, system);
  EXPECT_EQ(p.page, system.ground);
  EXPECT_EQ(p.muted, system.text);
  EXPECT_EQ(p.accent_text, system.link);
  EXPECT_EQ(p.tints[static_cast<size_t>(Tone::danger)].text, system.text);
}

INSTANTIATE_TEST_SUITE_P(All, Palettes,
                         testing::Values(Asked{"light", false, Contrast::usual},
                                         Asked{"dark", true, Contrast::usual},
                                         Asked{"lightMore", false, Contrast::more},
                                         Asked{"darkMore", true, Contrast::more},
                                         Asked{"forced", true, Contrast::forced}),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace rehearsal::ui
