// Products and blocks of the code as rows of the database.
#pragma once

#include <string>
#include <vector>

#include "domain/session.h"

namespace rehearsal::domain {

// Writes what the database lacks of the products and blocks that `session.models` knows: products, fixed
// inputs, blocks, resource types and their relations. Nothing is changed or removed. Returns one readable
// line per addition, in order.
std::vector<std::string> add_missing_products(Session& session);

// What the database has and the models do not (products in use, blocks, fields), one readable line each:
// removals that nobody may do silently (the original's diff_product_in_database).
std::vector<std::string> unknown_products(Session& session);

}  // namespace rehearsal::domain
