// The beginners' workshop: User Groups, and Users in them.
#pragma once

#include "catalog/catalog.h"

namespace rehearsal::catalog {

void add_workshop(Catalog& catalog);
// The workflows of its products that the original's exercise has none of.
void add_beyond_workshop(Catalog& catalog);

}  // namespace rehearsal::catalog
