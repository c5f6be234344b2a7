// What an element says but for its origin: when a row of the catalogue was made, and its id, are every
// database's own.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "core/json.h"
#include "domain/session.h"
#include "snapshot/sections.h"

namespace rehearsal::snapshot {

// The lists that the code fills by itself, all but customers with an origin.
constexpr bool is_of_code(Section section) {
  return section == Section::Customers || section == Section::ProductBlocks || section == Section::Products ||
         section == Section::ResourceTypes || section == Section::Workflows;
}
constexpr bool has_origin(Section section) {
  return is_of_code(section) && section != Section::Customers;
}

// The canonical text of an element of a list that has an origin.
std::string without_origin(Json element);

// Of each list that the code fills its elements without their origins, by their ids.
using Essences = std::array<std::map<std::string, std::string, std::less<>>, kSections>;
Essences essences_of(domain::Session& session);

}  // namespace rehearsal::snapshot
