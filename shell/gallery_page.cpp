#include "shell/gallery_page.h"

#include <memory>

#include "shell/ui/gallery.h"

namespace rehearsal::shell {

std::function<void(ui::Ui&)> gallery_page() {
  return [gallery = std::make_shared<ui::Gallery>()](ui::Ui& ui) { gallery->draw(ui); };
}

}  // namespace rehearsal::shell
