// A database as it is at one moment, in memory: made a few pages at a time while the original is worked with.
#pragma once

#include <string>

#include "store/database.h"

namespace rehearsal::store {

class Copy {
 public:
  // `from` outlives it.
  explicit Copy(Database& from);
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy();

  // Copies some pages, outside of a transaction of the original; false when all are there. What is committed
  // to the original until then is in the copy as well, what comes later is not. Throws Error.
  bool step();
  // Pages, of how many there are.
  int64_t done() const { return done_; }
  int64_t total() const { return total_; }

  // When all are there.
  Database& database() { return to_; }
  // Its file: what write_all() makes a database of.
  std::string bytes() { return read_all(files_, Slot::Database); }

 private:
  [[noreturn]] static void fail(int code);

  MemoryFiles files_;
  Database to_;
  sqlite3_backup* backup_;
  int pages_ = 16;
  int64_t done_ = 0;
  int64_t total_ = 0;
};

}  // namespace rehearsal::store
