// Text with Markdown's marks for headings, lists and links; what else there is of Markdown stands as it was
// written.
#pragma once

#include <string_view>

#include "shell/views/context.h"

namespace rehearsal::views {

void draw_markdown(Context& context, std::string_view text);

}  // namespace rehearsal::views
