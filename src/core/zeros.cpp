#include "core/zeros.h"

namespace rehearsal {

bool has_zero(std::string_view json) {
  constexpr std::string_view kEscape = "\\u0000";
  for (size_t at = json.find(kEscape); at != std::string_view::npos; at = json.find(kEscape, at + 1)) {
    // A backslash behind another one begins nothing.
    size_t before = at;
    while (before > 0 && json[before - 1] == '\\') --before;
    if ((at - before) % 2 == 0) return true;
  }
  return false;
}

}  // namespace rehearsal
