// All or nothing: what was done since the guard was made is undone unless it was committed.
#pragma once

#include "store/database.h"

namespace rehearsal::store {

// There is at most one at a time. A commit that changed something gets the next number: Database::commits().
class Transaction {
 public:
  explicit Transaction(Database& database, Durable what = Durable::Unnamed)
      : database_(database), what_(what) {
    database_.begin();
  }
  ~Transaction() {
    if (open_) database_.roll_back();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // When this returns, what was done is durable (where the files are lasting). Throws Error; then it is
  // rolled back.
  void commit() {
    database_.commit(what_);
    open_ = false;
  }

 private:
  Database& database_;
  Durable what_;
  bool open_ = true;
};

// A part of a transaction that can be undone alone. Nests. Throws Error (ProgrammingError) outside of a
// Transaction.
class Savepoint {
 public:
  explicit Savepoint(Database& database);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace rehearsal::store
