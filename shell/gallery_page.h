// #/gallery: every widget on one page (ui/gallery.h), for those who make the page and for its tests.
#pragma once

#include <functional>

#include "shell/ui/ui.h"

namespace rehearsal::shell {

// What draws it in place of the application; empty in the shell that ships, for its bytes
// (no_gallery_page.cpp).
std::function<void(ui::Ui&)> gallery_page();

}  // namespace rehearsal::shell
