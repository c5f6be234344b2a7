// json_valid(text) and json_extract(text, '$.member.member') for SQL, by the reader of core: SQLite's own are
// left out of the build (cmake/Dependencies.cmake).
#pragma once

struct sqlite3;

namespace rehearsal::store {

// Values come out as SQLite's functions give them: true and false as 1 and 0, lists and objects as their
// text, null for a member that is not there. A text that is no JSON, or another kind of path, is an error of
// SQL.
void add_json_functions(sqlite3* connection);

}  // namespace rehearsal::store
