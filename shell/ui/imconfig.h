// Dear ImGui's options, given to it as IMGUI_USER_CONFIG by cmake/Shell.cmake.
#pragma once

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_DEFAULT_FONT
// The page makes glyphs by itself with the same library (shell/ui/font_file.cpp); one copy of it is enough.
#define IMGUI_DISABLE_STB_TRUETYPE_IMPLEMENTATION
