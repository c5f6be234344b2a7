#include "catalog/workshop/workflows/name_field.h"

#include "forms/text.h"

namespace rehearsal::catalog {

forms::Type name_field(const std::string& what) {
  return forms::text().not_blank(what).checked([what](const Json& value) -> std::string {
    const std::string& name = value.get_ref<const std::string&>();
    if (name.find('\0') != std::string::npos) return what + " must not hold the character U+0000";
    const int64_t length = forms::code_points(name);
    if (length <= kLongestName) return "";
    return what + " must have at most " + std::to_string(kLongestName) + " characters, it has " + std::to_string(length);
  });
}

}  // namespace rehearsal::catalog
