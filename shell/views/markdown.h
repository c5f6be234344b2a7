// Text with Markdown's marks for headings, lists and links; what else there is of Markdown stands as it was
// written.
#pragma once

#include <string_view>

#include "shell/views/context.h"

namespace rehearsal::views {

// Whether a link may lead there: a page of the web or one of ours.
bool is_followed(std::string_view address);
void draw_markdown(Context& context, std::string_view text);

}  // namespace rehearsal::views
