// Texts that the browser draws are kept as textures, the oldest of which go when there are too many.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "imgui_internal.h"
#include "shell/ui/core.h"
#include "shell/ui/driver.h"
#include "shell/ui/null_renderer.h"
#include "shell/ui/text_runs.h"

namespace rehearsal::ui {
namespace {

TEST(TextRuns, KeepToTheirBudgetAndDropTheOldest) {
  NullPlatform platform;
  Ui ui(platform);
  begin_null_renderer();
  TextRuns runs(platform);
  const Font font{28};
  int frames = 0;
  size_t most = 0;
  // Each frame draws forty new texts of about 100 kB.
  for (int frame = 0; frame < 60; ++frame) {
    runs.begin_frame();
    most = std::max(most, runs.bytes());
    ui.frame(frame, [&] {
      for (int i = 0; i < 40; ++i) {
        const std::string text =
            "\u05e9\u05dc\u05d5\u05dd \u05e9\u05dc\u05d5\u05dd " + std::to_string(frame * 40 + i);
        runs.draw(*ImGui::GetForegroundDrawList(), 0, 50, text, font, Color{0xFF}, 2, 0, 100);
      }
    });
    settle_null_textures();
    ++frames;
  }
  EXPECT_EQ(frames, 60);
  runs.begin_frame();
  EXPECT_LE(runs.bytes(), TextRuns::kBudget);
  EXPECT_LT(most, TextRuns::kBudget + (8u << 20));
  // What was dropped is really gone, from Dear ImGui's list too.
  EXPECT_LT(ImGui::GetPlatformIO().Textures.Size, 400);
}

TEST(TextRuns, DrawATextOnceForManyFrames) {
  struct Counting final : Platform {
    int draws = 0;
    NullPlatform null;
    float measure(std::string_view text, Font font) override { return null.measure(text, font); }
    TextBitmap draw(std::string_view text, Font font, Color color, float scale) override {
      ++draws;
      return null.draw(text, font, color, scale);
    }
  } platform;
  Ui ui(platform);
  begin_null_renderer();
  TextRuns runs(platform);
  for (int frame = 0; frame < 10; ++frame) {
    runs.begin_frame();
    ui.frame(frame, [&] {
      runs.draw(*ImGui::GetForegroundDrawList(), 0, 50, "\u0645\u0631\u062d\u0628\u0627", {14}, Color{0xFF},
                1, 0, 100);
    });
    settle_null_textures();
  }
  EXPECT_EQ(platform.draws, 1);
}

// The renderer goes through Dear ImGui's list after the frame: what stands in it must still be there.
TEST(TextRuns, AreNotFreedBeforeTheFrameThatListsThemIsPainted) {
  NullPlatform platform;
  Ui ui(platform);
  begin_null_renderer();
  View view;
  for (int frame = 0; frame < 6; ++frame) {
    view.scale = frame < 2 ? 1 : 2;  // another scale drops every run
    ui.set_view(view);
    ui.frame(frame, [&] { ui.core().painter.text(20, 400, "\u05d0", {14}, Color{0xFF}); });
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      EXPECT_TRUE(ImGui::GetIO().Fonts->TexList.contains(texture) ||
                  ImGui::GetCurrentContext()->UserTextures.contains(texture))
          << "frame " << frame << " lists a texture that was freed";
    }
    settle_null_textures();
  }
}

// Marks can be piled upon a letter without end.
TEST(TextRuns, StayInTheirLine) {
  struct Tower final : Platform {
    float measure(std::string_view, Font) override { return 10; }
    TextBitmap draw(std::string_view, Font, Color, float) override {
      return {10, 900, 800, 0, std::vector<uint8_t>(10u * 900 * 4, 255)};
    }
  } platform;
  Ui ui(platform);
  begin_null_renderer();
  ui.frame(0, [&] { ui.core().painter.text(20, 400, "a\u05d0", {14}, Color{0xFF}); });
  float top = 1e6f, bottom = -1e6f;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      top = std::min(top, vertex.pos.y);
      bottom = std::max(bottom, vertex.pos.y);
    }
  }
  settle_null_textures();
  EXPECT_GE(top, 400 - 4);
  EXPECT_LE(bottom, 400 + line_height(14) + 4);
  EXPECT_GT(bottom, top + 10) << "it is drawn";
}

}  // namespace
}  // namespace rehearsal::ui
