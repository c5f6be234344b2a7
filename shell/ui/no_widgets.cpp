// Dear ImGui's own widgets are not used: shell/ui draws and says its own. What its windows would ask of them
// (scrollbars, grips, close buttons: our one window has none) is here, so that their file stays out of the
// program.
#include <cstring>

#include "imgui_internal.h"

// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): all of it, as Dear ImGui does.
ImGuiInputTextState::ImGuiInputTextState() {
  std::memset(static_cast<void*>(this), 0, sizeof(*this));
}
ImGuiInputTextState::~ImGuiInputTextState() = default;

void ImGuiMenuColumns::Update(float, bool) {}

namespace ImGui {

bool Button(const char*, const ImVec2&) {
  return false;
}
bool ButtonBehavior(const ImRect&, ImGuiID, bool*, bool*, ImGuiButtonFlags) {
  return false;
}
bool CloseButton(ImGuiID, const ImVec2&) {
  return false;
}
bool CollapseButton(ImGuiID, const ImVec2&) {
  return false;
}
bool InputText(const char*, char*, size_t, ImGuiInputTextFlags, ImGuiInputTextCallback, void*) {
  return false;
}
bool Selectable(const char*, bool, ImGuiSelectableFlags, const ImVec2&) {
  return false;
}
bool SliderInt(const char*, int*, int, int, const char*, ImGuiSliderFlags) {
  return false;
}
ImGuiMultiSelectIO* EndMultiSelect() {
  return nullptr;
}
void EndMenuBar() {}
void EndTabBar() {}
void InputTextDeactivateHook(ImGuiID) {}
void Scrollbar(ImGuiAxis) {}
void SeparatorText(const char*) {}
void TextV(const char*, va_list) {}
void TreePop() {}

}  // namespace ImGui
