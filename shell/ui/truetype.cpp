// The one compiled copy of stb_truetype: for Dear ImGui and for shell/ui/font_file.cpp.
#define STB_TRUETYPE_IMPLEMENTATION
#include "imstb_truetype.h"
