// The connection: one database over one Files object, in one thread.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/files.h"
#include "store/statement.h"
#include "store/vfs.h"
#include "store/watched_files.h"

namespace rehearsal::store {

enum class Access : uint8_t { ReadAndWrite, Read };

// Errors that statements throw (core/error.h): "IntegrityError" (unique, foreign key, not null), "DataError"
// (a value that its column does not take: too long, of another type), "StorageError" (reading or writing
// failed, storage full; the transaction is rolled back), "DatabaseDamaged", "MemoryError", "ProgrammingError"
// (wrong SQL).
class Database {
 public:
  // Opens the database, makes its tables when it is new and migrates it when it is older. `files` must
  // outlive it. Throws Error: "DatabaseDamaged" (no SQLite database, damaged, or another application's),
  // "DatabaseNewer" (made by a newer version of this application), both with the files left as they were;
  // "StorageError". For reading it must be of this version, and is not looked over.
  explicit Database(Files& files, Access access = Access::ReadAndWrite);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs one statement to its end: run("insert into t values (?, ?)", a, b). What may be bound: statement.h.
  template <class... Args>
  void run(std::string_view sql, const Args&... args) {
    Statement statement(*this, prepared(sql, sizeof...(args)), Statement::Texts::Stay);
    (statement.bind(args), ...);
    while (statement.step()) {
    }
  }

  // The rows of a query: auto rows = query("select …", args…); while (rows.step()) rows.text(0).
  template <class... Args>
  Rows query(std::string_view sql, const Args&... args) {
    Rows rows(*this, prepared(sql, sizeof...(args)), Statement::Texts::MayGo);
    (rows.bind(args), ...);
    return rows;
  }

  // The same for values of which there are as many as the statement happens to ask for.
  Rows query_list(std::string_view sql, const std::vector<Value>& values) {
    Rows rows(*this, prepared(sql, values.size()), Statement::Texts::MayGo);
    for (const Value& value : values) rows.bind(value);
    return rows;
  }

  // Outside of a transaction: the log is written back into the database's file and cut to nothing, where that
  // can be. For after a transaction that made it long.
  void cut_log() noexcept;

  // Runs every statement of `script`, none of them kept for later.
  void run_script(const std::string& script);

  // Rows that the last statement itself inserted, changed or deleted; triggers and cascades not counted.
  int64_t changes() const { return sqlite3_changes64(connection_.get()); }
  // The same since the database was opened, and with all that triggers and virtual tables did.
  int64_t total_changes() const { return sqlite3_total_changes64(connection_.get()); }
  // The rowid of the last insert: the `sequence` that the new row got.
  int64_t last_sequence() const { return sqlite3_last_insert_rowid(connection_.get()); }
  // How many transactions (transaction.h) that changed something were committed since the database was made.
  int64_t commits() const { return commits_; }
  // Whether the open transaction has changed something.
  bool has_changed() const { return sqlite3_total_changes64(connection_.get()) != changes_at_begin_; }
  // Whether a transaction is open.
  bool in_transaction() const { return sqlite3_get_autocommit(connection_.get()) == 0; }
  // Whether what is committed outlives the process.
  bool lasting() const { return files_.lasting(); }
  // For effects outside of the database; those of a Transaction say it themselves.
  void at(KillPoint point) { files_.at(point); }

  // How many bytes of pages are kept in memory: more than usual is for work that goes all over the database.
  // In a tab memory is dear; elsewhere 100,000 subscriptions with their indexes fit.
  static constexpr int64_t kUsualCache = int64_t{sizeof(void*) == 4 ? 16 : 256} << 20;
  void set_cache(int64_t bytes) noexcept;

  // What SQLite's integrity check and its foreign key check say; empty when all is well.
  std::string integrity_problems();

 private:
  friend class Statement;
  friend class Savepoint;
  friend class Still;
  friend class Transaction;

  CachedStatement& prepared(std::string_view sql, size_t parameters);
  void give_back(CachedStatement& cached) noexcept;
  [[noreturn]] void fail(int code, std::string_view sql) const;
  std::unique_ptr<CachedStatement> prepare(std::string_view sql, unsigned flags);
  void forget_least_used();

  void connect();
  void check_is_ours();
  void check_is_sound();
  void migrate();
  int64_t pragma(std::string_view sql);
  void begin();
  void commit(Durable what);
  void refresh_all_search();
  void roll_back() noexcept;
  void undo_savepoint() noexcept;

  struct Close {
    void operator()(sqlite3* connection) const noexcept { sqlite3_close(connection); }
  };

  // In this order: statements are finalized before the connection closes, and it closes before its VFS goes.
  Files& files_;
  Access access_;
  WatchedFiles watched_;
  Vfs vfs_;
  std::unique_ptr<sqlite3, Close> connection_;
  // Keyed by the text that the entry owns. A statement wanted while it is in use is prepared a second time
  // and dropped after that use (extra_).
  std::unordered_map<std::string_view, std::unique_ptr<CachedStatement>> statements_;
  std::unordered_map<CachedStatement*, std::unique_ptr<CachedStatement>> extra_;
  uint64_t uses_ = 0;
  int64_t commits_ = 0;
  int64_t changes_at_begin_ = 0;
  int unmerged_ = 0;  // rows of the search index that were renewed since it was merged
};

}  // namespace rehearsal::store
