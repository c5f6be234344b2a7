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

// Writes what the database lacks of the catalog: products with their blocks and fields, workflows, which
// workflow is for which product, customers. Nothing is changed or removed; the same catalog again writes
// nothing. Every addition is one line in catalog_migrations. Returns these lines. Inside the caller's
// transaction.
std::vector<std::string> add_missing_rows(store::Database& db, const Catalog& catalog, Clock& clock);

}  // namespace rehearsal::catalog
