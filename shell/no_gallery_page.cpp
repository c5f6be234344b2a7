#include "shell/gallery_page.h"

namespace rehearsal::shell {

std::function<void(ui::Ui&)> gallery_page() {
  return {};
}

}  // namespace rehearsal::shell
