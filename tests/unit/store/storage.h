// What the VFS's contract is played against: the same list of tests over memory, a disk, faulty storage and,
// in a browser's worker, OPFS (tests/e2e/vfs).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/files.h"

namespace rehearsal::store {

// One place to store a database in.
class Storage {
 public:
  Storage() = default;
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;
  virtual ~Storage() = default;
  // The files that lie there, opened anew; what was opened before is closed.
  virtual Files& open() = 0;
};

struct StorageKind {
  std::string name;
  // An empty one.
  std::function<std::unique_ptr<Storage>()> make;
};

// The kinds that this program can reach.
std::vector<StorageKind> storage_kinds();

// The kind of the rehearsal::Error that `what` throws; "" when it throws none.
template <class Error, class What>
std::string kind_thrown(What what) {
  try {
    what();
  } catch (const Error& error) {
    return error.kind();
  }
  return "";
}

}  // namespace rehearsal::store
