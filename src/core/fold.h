// Text as it is searched in.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal {

// `text` in place of what `out` holds, in small letters, those of Latin, Greek and Cyrillic without their
// accents: "Zürich" is "zurich".
void fold(std::string_view text, std::string& out);

}  // namespace rehearsal
