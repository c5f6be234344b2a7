// Everything that ships: products, workflows, and the rows of the database that say so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/models.h"
#include "domain/session.h"
#include "workflow/schedule.h"
#include "workflow/workflow.h"

namespace rehearsal::catalog {

struct Catalog {
  domain::Models models;
  workflow::Registry registry;
  // Which tasks start by themselves, and when.
  std::vector<workflow::Schedule> schedules;
};

// "" is what ships; "conformance" adds the workflows of the recordings (conformance/README.md). Throws Error
// (ValueError) for any other name.
Catalog make_catalog(std::string_view name);

// Compares the catalogue with its rows. What the database lacks is added: products with their blocks and
// fields, workflows, which workflow is for which product, customers; what the code changed or took away since
// is changed and removed (compare.h). All of it is one row of catalog_migrations, a line for each change;
// the same catalogue again writes nothing. Returns the lines. Inside the caller's transaction.
std::vector<std::string> bring_up_to_date(store::Database& db, const Catalog& catalog, Clock& clock);

}  // namespace rehearsal::catalog
