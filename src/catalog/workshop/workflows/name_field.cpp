#include "catalog/workshop/workflows/name_field.h"

#include "forms/text.h"

namespace rehearsal::catalog {

forms::Type name_field(const std::string& what) {
  return forms::text().not_blank(what).checked([what](const Json& value) -> std::string {
    const int64_t length = forms::code_points(value.get_ref<const std::string&>());
    if (length <= kLongestName) return "";
    return what + " must have at most " + std::to_string(kLongestName) + " characters, it has " + std::to_string(length);
  });
}

}  // namespace rehearsal::catalog
