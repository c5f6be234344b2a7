// The catalogue in code against its rows: what the code changed or took away since it last wrote them.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "core/json.h"

namespace rehearsal::catalog {

// Writes into the rows the words that the code changed, and removes the rows of what the code has no more and
// nothing uses. A workflow is only marked as removed: its processes stay readable. What a person changed in a
// row stays until the code changes the same word. The type of a field stays noted as it was while stored
// values do not fit the new one. Where a field became required, instances get what it begins with
// (domain/first_values.h). Appends a line for each change to `lines`. Inside the caller's transaction, after
// the rows that were missing are there.
void apply_changes(domain::Session& session, const Catalog& catalog, std::vector<std::string>& lines);

// What the code has no more and the database keeps because it is in use:
//   [{"kind", "name", "total", "used_by": [{"subscription_id", "description"}, … the first of them]}]
// A product, and what it consists of, is used by the processes, too, that have not ended and were given its
// id: {"process_id", "description"}. A field of another type than stored values fit stands there as well,
// with "type": {"from", "to"} and "values", how many those are.
Json kept_entries(store::Database& db, const Catalog& catalog);

}  // namespace rehearsal::catalog
