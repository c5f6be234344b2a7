// Texts that the browser drew, kept as textures. The least recently drawn ones go first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "shell/ui/platform.h"

namespace rehearsal::ui {

class TextRuns {
 public:
  explicit TextRuns(Platform& platform) : platform_(platform) {}
  ~TextRuns();
  TextRuns(const TextRuns&) = delete;
  TextRuns& operator=(const TextRuns&) = delete;

  float measure(std::string_view text, Font font);
  // x and baseline in device pixels. What of it stands above `top` or below `bottom` is not drawn.
  void draw(ImDrawList& list, float x, float baseline, std::string_view text, Font font, Color color,
            float scale, float top, float bottom);

  // Drops what has not been drawn for long when there is more than kBudget of it. Before Dear ImGui begins
  // its frame: until then the renderer goes through the textures of the last one.
  void begin_frame();
  void forget_all();
  size_t bytes() const { return bytes_; }

  static constexpr size_t kBudget = 16u << 20;  // of pixels

 private:
  struct Run {
    ImTextureData* texture = nullptr;
    float baseline = 0, origin = 0;
    uint64_t used = 0;
  };
  void drop(Run& run);
  void free_dropped();

  Platform& platform_;
  uint64_t frame_ = 0;
  size_t bytes_ = 0;
  std::unordered_map<std::string, Run> runs_;
  std::unordered_map<std::string, float> widths_;
  std::vector<ImTextureData*> dropped_;  // until the GPU has let go of them
};

}  // namespace rehearsal::ui
