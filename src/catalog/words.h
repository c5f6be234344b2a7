// Words for the names that forms and workflows go by, as the original's translation files give them.
#pragma once

#include <string_view>

#include "catalog/catalog.h"
#include "core/json.h"

namespace rehearsal::catalog {

// GET /translations/{language}: {"forms": {"fields": {"username": "User name", "age_info": "…"}}, "workflow":
// {name: words}}. There are words in "en-GB" and "nl-NL"; of any other language none at all, {}.
Json words(const Catalog& catalog, std::string_view language);

}  // namespace rehearsal::catalog
