#include "shell/ui/record.h"

namespace rehearsal::ui {

std::string_view role_names() {
  return "end text heading button link checkbox switch radio textbox combobox option menuitem tab label "
         "image separator progressbar group region navigation main banner contentinfo form search article "
         "list listitem paragraph code terms term definition grid row cell columnheader rowheader "
         "radiogroup listbox menu tablist tabpanel dialog status alert tooltip line";
}

}  // namespace rehearsal::ui
