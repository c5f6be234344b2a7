// The words of fields and workflows, as GET /api/translations/en-GB gives them.
#pragma once

#include <string>
#include <string_view>

#include "core/json.h"

namespace rehearsal::shell {

class Translations {
 public:
  Translations() = default;
  // `body`: {"forms": {"fields": {name: words, name_info: help}}, "workflow": {name: words}}.
  explicit Translations(const Json& body) : body_(body) {}

  // The words of a field; without a translation those of `title` in sentence case, or of its name.
  std::string field(std::string_view name, std::string_view title = {}) const;
  // The help under a field; empty when there is none.
  std::string field_help(std::string_view name) const;
  // "Create user"; without a translation the humanized name.
  std::string workflow(std::string_view name) const;

 private:
  std::string find(std::string_view section, std::string_view name) const;
  Json body_;
};

}  // namespace rehearsal::shell
