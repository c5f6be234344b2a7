// Words for the names that forms and workflows go by, as the original's translation files give them.
#pragma once

#include "catalog/catalog.h"
#include "core/json.h"

namespace rehearsal::catalog {

// GET /translations/en-GB: {"forms": {"fields": {"username": "User name", "age_info": "…"}}, "workflow":
// {name: words}}.
Json words(const Catalog& catalog);

}  // namespace rehearsal::catalog
