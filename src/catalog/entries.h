// What the code says of products, blocks and workflows, as flat entries: one for each thing that has a row of
// its own in the database. They are kept (catalog_entries), so that the next start knows what changed in the
// code, and what a person changed in the rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "core/json.h"

namespace rehearsal::catalog {

struct Entry {
  // "product", "fixed_input", "root", "block", "field", "use", "resource_type", "workflow" or "link".
  std::string kind;
  // The thing's name; for what belongs to another thing "owner/name".
  std::string name;
  // The columns that the code decides, by their names; and what of the code no column holds (is_in_no_row).
  Json content;
};

// The type of a field, from which lifecycle it is required, and what it begins with: no row says it, only the
// entry that is kept.
inline bool is_in_no_row(std::string_view word) {
  return word == "type" || word == "required_from" || word == "begins_with";
}

// In this order: what belongs to a thing stands behind it.
std::vector<Entry> entries_of(const Catalog& catalog);

// "UserBlock/age": the owner and the own name; the owner is empty where there is none.
struct EntryName {
  std::string_view owner;
  std::string_view own;
};
EntryName split_name(std::string_view kind, std::string_view name);

}  // namespace rehearsal::catalog
