// Statements that a person wrote: they only read, and end in time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace rehearsal::store {

class Database;

struct AskedRows {
  std::vector<std::string> columns;
  // A list of values for each row.
  Json rows = Json::array();
  // There are more rows than were asked for, or than an answer can hold.
  bool has_more = false;
};

// The first `most` rows that `sql`, one statement, gives. The keys of requests are null in it: they are their
// senders' secrets. Throws Error: "ProgrammingError" (no SQL, or one that would change something),
// "TimeoutError" (it takes too long), "TypeError" (a value that is neither null nor a number nor a text),
// "DataError" (a value that is too large).
AskedRows ask(Database& database, std::string_view sql, int64_t most);

}  // namespace rehearsal::store
