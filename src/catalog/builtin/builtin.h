// The workflows that come with every catalog.
#pragma once

#include "catalog/catalog.h"

namespace rehearsal::catalog {

void add_builtin(Catalog& catalog);

}  // namespace rehearsal::catalog
