#include "store/copy.h"

#include <utility>

#include "core/error.h"

namespace rehearsal::store {
namespace {

constexpr int64_t kCache = int64_t{1} << 20;
constexpr int kMostPages = 1 << 20;

// A database shows its connection to its statements only.
class Look : public Rows {
 public:
  explicit Look(Database& database) : Rows(database.query("pragma page_count")) {}
  sqlite3* connection() const { return sqlite3_db_handle(handle()); }
};

int64_t pages_of(Database& database) {
  auto rows = database.query("pragma page_count");
  return rows.step() ? rows.integer(0) : 0;
}

}  // namespace

Copy::Copy(Database& from)
    : to_(files_),
      backup_(sqlite3_backup_init(Look(to_).connection(), "main", Look(from).connection(), "main")),
      total_(pages_of(from)) {
  // Its pages are in memory anyway.
  to_.set_cache(kCache);
  if (backup_ == nullptr) fail(SQLITE_ERROR);
}

Copy::~Copy() {
  sqlite3_backup_finish(backup_);
}

void Copy::fail(int code) {
  const char* kind = code == SQLITE_NOMEM     ? "MemoryError"
                     : code == SQLITE_CORRUPT ? "DatabaseDamaged"
                                              : "StorageError";
  throw Error(kind, std::string("Expected to copy the database's pages, found that it failed: ") +
                        sqlite3_errstr(code) + ". Nothing was changed; do it again.");
}

bool Copy::step() {
  if (backup_ == nullptr) return false;
  const int code = sqlite3_backup_step(backup_, pages_);
  total_ = sqlite3_backup_pagecount(backup_);
  const int64_t before = std::exchange(done_, total_ - sqlite3_backup_remaining(backup_));
  // A transaction that is undone lets SQLite begin anew: then larger parts bring it to its end all the same.
  if (done_ <= before && pages_ < kMostPages) pages_ *= 4;
  if (code == SQLITE_OK) return true;
  sqlite3_backup_finish(std::exchange(backup_, nullptr));
  if (code != SQLITE_DONE) fail(code & 0xff);
  return false;
}

}  // namespace rehearsal::store
