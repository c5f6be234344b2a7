// What lists there are: their columns, by what they are searched, and how one of their rows is told.
#pragma once

#include <string>
#include <string_view>

#include "api/call.h"
#include "api/list_query.h"
#include "api/search_sql.h"

namespace rehearsal::api {

struct List {
  std::string_view kind;
  ListSource source;
  std::string_view columns;
  Searched searched;
  Json (*item)(Call&, store::Rows&);
  // Rows are listed as they were made, the newest first, and there may be very many.
  bool grows = false;
};

// Throws Refusal (404) where there is none of that kind.
List list_of(const std::string& kind);

}  // namespace rehearsal::api
