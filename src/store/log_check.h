// A look at the write-ahead log beside SQLite, and before it opens it. SQLite takes the log up to the first
// frame that is not right and passes over all that follows: right after a loss of power, silent loss after
// damage.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "store/files.h"

namespace rehearsal::store {

// What the log shows that no loss of power can leave behind; empty when it shows nothing. Damage in its last
// transaction looks like a transaction that was cut short, and is not told. Source of the format:
// sqlite.org/fileformat2.html, section 4.
std::string damage_of_log(Files& files);

// What the log holds of the database: the newest committed content of each page that is in it. Whatever it
// holds that was written back already stands in the file, too.
struct LogPages {
  int64_t page_size = 0;
  // Bytes of the whole database as the last commit left it; 0 where the log has no commit.
  int64_t database_size = 0;
  // Where in the log the content of a page begins, by the page's place in the database from 0 on.
  std::map<int64_t, int64_t> starts;
};
// Without the last `unknown` commits: one whose flush failed stands there, and SQLite has undone it. Throws
// Error (StorageError) where the log cannot be read.
LogPages committed_in_log(Files& files, int unknown = 0);

}  // namespace rehearsal::store
