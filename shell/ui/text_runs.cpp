#include "shell/ui/text_runs.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui_internal.h"

namespace rehearsal::ui {
namespace {

constexpr size_t kMostWidths = 4096;
// A texture any larger is refused by some GPUs; a text that long is cut by what surrounds it anyway.
constexpr int kWidest = 4096;

std::string key_of(std::string_view text, Font font, uint32_t color, float scale) {
  std::string key;
  key.reserve(text.size() + 24);
  key += std::to_string(static_cast<int>(std::lround(font.size * scale * 8)));
  key += static_cast<char>('a' + static_cast<int>(font.weight) + (font.mono ? 8 : 0));
  key += std::to_string(color);
  key += ' ';
  key += text;
  return key;
}

}  // namespace

TextRuns::~TextRuns() {
  if (ImGui::GetCurrentContext() == nullptr) return;
  for (auto& [key, run] : runs_) {
    ImGui::UnregisterUserTexture(run.texture);
    IM_DELETE(run.texture);
  }
  for (ImTextureData* texture : dropped_) {
    ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
  }
}

float TextRuns::measure(std::string_view text, Font font) {
  std::string key = key_of(text, font, 0, 1);
  const auto found = widths_.find(key);
  if (found != widths_.end()) return found->second;
  if (widths_.size() >= kMostWidths) widths_.clear();
  return widths_.emplace(std::move(key), platform_.measure(text, font)).first->second;
}

void TextRuns::draw(ImDrawList& list, float x, float baseline, std::string_view text, Font font, Color color,
                    float scale, float top, float bottom) {
  std::string key = key_of(text, font, color.rgba, scale);
  auto found = runs_.find(key);
  if (found == runs_.end()) {
    const TextBitmap bitmap = platform_.draw(text, font, color, scale);
    if (bitmap.width <= 0 || bitmap.height <= 0 || bitmap.width > kWidest) return;
    Run run;
    run.baseline = bitmap.baseline;
    run.origin = bitmap.origin;
    run.texture = IM_NEW(ImTextureData)();
    run.texture->Create(ImTextureFormat_RGBA32, bitmap.width, bitmap.height);
    std::memcpy(run.texture->GetPixels(), bitmap.rgba.data(),
                std::min(bitmap.rgba.size(), static_cast<size_t>(run.texture->GetSizeInBytes())));
    run.texture->UseColors = true;
    run.texture->RefCount = 1;
    run.texture->SetStatus(ImTextureStatus_WantCreate);
    ImGui::RegisterUserTexture(run.texture);
    bytes_ += static_cast<size_t>(run.texture->GetSizeInBytes());
    found = runs_.emplace(std::move(key), run).first;
  }
  Run& run = found->second;
  run.used = frame_;
  const ImVec2 at(std::round(x - run.origin), std::round(baseline - run.baseline));
  const ImVec2 size(static_cast<float>(run.texture->Width), static_cast<float>(run.texture->Height));
  const float from = std::max(at.y, top), to = std::min(at.y + size.y, bottom);
  if (from >= to) return;
  list.AddImage(run.texture->GetTexRef(), ImVec2(at.x, from), ImVec2(at.x + size.x, to),
                ImVec2(0, (from - at.y) / size.y), ImVec2(1, (to - at.y) / size.y));
}

void TextRuns::drop(Run& run) {
  bytes_ -= static_cast<size_t>(run.texture->GetSizeInBytes());
  run.texture->WantDestroyNextFrame = true;  // else Dear ImGui would make it anew
  run.texture->SetStatus(ImTextureStatus_WantDestroy);
  dropped_.push_back(run.texture);
}

void TextRuns::free_dropped() {
  const auto gone = [](ImTextureData* texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
    return true;
  };
  dropped_.erase(std::remove_if(dropped_.begin(), dropped_.end(), gone), dropped_.end());
}

void TextRuns::begin_frame() {
  free_dropped();
  ++frame_;
  while (bytes_ > kBudget) {
    const auto oldest = std::min_element(runs_.begin(), runs_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    });
    // What the last frame showed stays, however much it is.
    if (oldest == runs_.end() || oldest->second.used + 1 >= frame_) return;
    drop(oldest->second);
    runs_.erase(oldest);
  }
}

void TextRuns::forget_all() {
  for (auto& [key, run] : runs_) drop(run);
  runs_.clear();
}

}  // namespace rehearsal::ui
