#include "store/transaction.h"

#include "core/error.h"

namespace rehearsal::store {

Savepoint::Savepoint(Database& database) : database_(database) {
  if (!database_.in_transaction())
    throw Error("ProgrammingError", "Expected a Savepoint inside a Transaction, found none open.");
  database_.run("savepoint part");
}

Savepoint::~Savepoint() {
  if (open_) database_.undo_savepoint();
}

void Savepoint::commit() {
  database_.run("release part");
  open_ = false;
}

}  // namespace rehearsal::store
