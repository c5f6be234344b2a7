#include "store/database.h"

#include <array>
#include <cstdlib>
#include <cstring>

#include "core/error.h"
#include "store/json_functions.h"
#include "store/log_check.h"
#include "store/schema.h"
#include "store/search_index.h"

namespace rehearsal::store {
namespace {

constexpr size_t kMostStatements = 300;
// How many subscriptions have their words renewed before it is asked whether there are more.
constexpr int kRenewedTogether = 500;
// More pages are merged than the rows add to the index. Not at each commit: looking for what there is to
// merge costs as much as renewing several rows.
constexpr int kMergedTogether = 16;
constexpr int kRowsOfPage = 2;
// Checking every page takes about 3 ms per MB: files up to this many pages are checked at each start.
constexpr int64_t kCheckedPages = 2048;

Error damaged(const std::string& found) {
  return Error("DatabaseDamaged", "Expected a sound Rehearsal database, found one that is not: " + found +
                                      ". The file was left as it is: download it, then start afresh.");
}

}  // namespace

Database::Database(Files& files, Access access)
    : files_(files), access_(access), watched_(files), vfs_(watched_) {
  connect();
  check_is_ours();
  if (access == Access::Read) {
    commits_ = pragma("select value from settings where name = 'commits'");
    return;
  }
  if (files_.lasting()) {
    auto mode = query("pragma journal_mode = wal");
    if (!mode.step() || mode.view(0) != "wal")
      throw Error("StorageError",
                  "Expected SQLite to write ahead, found that it does not: " + files_.problem());
    // A log that one large transaction made long is cut: else the disk would hold all of it twice for good.
    run_script("pragma synchronous = full; pragma journal_size_limit = 4194304");
  } else {
    // A journal that is kept between transactions costs a fifth less than one that SQLite allocates for each.
    run_script(
        "pragma journal_mode = persist; pragma journal_size_limit = 4194304; pragma synchronous = off");
  }
  check_is_sound();
  migrate();
  sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  commits_ = pragma("select value from settings where name = 'commits'");
}

void Database::connect() {
  if (const std::string found = damage_of_log(files_); !found.empty()) throw damaged(found);
  // SQLite finds out that a file is no database only after it may have changed it: look first. A journal that
  // begins with anything but zero is about to be played back: then the file may be half written, and that is
  // well.
  char journal = 0;
  const bool plays_back = files_.read(Slot::Journal, 0, &journal, 1) == 1 && journal != 0;
  if (files_.size(Slot::Database) > 0 && !plays_back) {
    std::array<char, 16> magic{};
    if (files_.read(Slot::Database, 0, magic.data(), magic.size()) < 0)
      throw Error("StorageError", "Expected to read the database, could not: " + files_.problem());
    if (std::memcmp(magic.data(), "SQLite format 3", magic.size()) != 0)
      throw damaged("its first bytes are not those of an SQLite file");
  }
  sqlite3* opened = nullptr;
  const int flags =
      SQLITE_OPEN_EXRESCODE |
      (access_ == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(Vfs::kFileName, &opened, flags, vfs_.name());
  connection_.reset(opened);
  if (code != SQLITE_OK) fail(code, "open");
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  // What is bound changes no plan; else SQLite prepares some statements anew at each use.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  add_json_functions(opened);
  // Until the file is known to be ours, closing leaves it alone.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  // Before the first access: without shared memory only an exclusive connection can write ahead.
  run_script("pragma locking_mode = exclusive; pragma cell_size_check = on");
  set_cache(kUsualCache);
}

void Database::check_is_ours() {
  const int64_t tables = pragma("select count(*) from sqlite_schema");
  const int64_t application = pragma("pragma application_id");
  const int64_t version = pragma("pragma user_version");
  if (application == 0 && version == 0 && tables == 0) return;
  if (application != kApplicationId)
    throw damaged("it belongs to another application (application_id " + std::to_string(application) + ")");
  if (version > kSchemaVersion)
    throw Error("DatabaseNewer",
                "Expected a database of version " + std::to_string(kSchemaVersion) +
                    " or older, found version " + std::to_string(version) +
                    ". Open it with a newer Rehearsal, or download the file and start afresh.");
}

void Database::check_is_sound() {
  if (pragma("pragma page_count") > kCheckedPages) return;
  auto rows = query("pragma quick_check(1)");
  if (!rows.step() || rows.view(0) == "ok") return;
  // A page that could not be read is no damage.
  constexpr std::string_view kCode = "error code=";
  const std::string said = rows.text(0);
  const size_t code = said.find(kCode);
  if (code != std::string::npos && (std::atoi(said.c_str() + code + kCode.size()) & 0xff) == SQLITE_IOERR)
    throw Error("StorageError", "Expected to read the database, could not: " + files_.problem());
  throw damaged(said);
}

void Database::migrate() {
  int64_t version = pragma("pragma user_version");
  if (version == kSchemaVersion) return;
  begin();
  for (; version < kSchemaVersion; ++version) run_script(std::string(schema_migration(version)));
  refresh_all_search();
  run_script("pragma user_version = " + std::to_string(version) +
             "; pragma application_id = " + std::to_string(kApplicationId));
  at({Durable::Tables, false});
  run_script("commit");
  at({Durable::Tables, true});
}

int64_t Database::pragma(std::string_view sql) {
  auto row = query(sql);
  return row.step() ? row.integer(0) : 0;
}

std::unique_ptr<CachedStatement> Database::prepare(std::string_view sql, unsigned flags) {
  auto made = std::make_unique<CachedStatement>(sql);
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), made->sql.c_str(),
                                      static_cast<int>(made->sql.size()) + 1, flags, &made->handle, &rest);
  if (code != SQLITE_OK) fail(code, sql);
  const std::string_view left(rest);
  if (made->handle == nullptr || left.find_first_not_of("; \t\r\n") != std::string_view::npos)
    throw Error("ProgrammingError", "Expected exactly one SQL statement, found: " + std::string(sql));
  return made;
}

CachedStatement& Database::prepared(std::string_view sql, size_t parameters) {
  auto known = statements_.find(sql);
  if (known == statements_.end()) {
    if (statements_.size() >= kMostStatements) forget_least_used();
    auto made = prepare(sql, SQLITE_PREPARE_PERSISTENT);
    const std::string_view key = made->sql;
    known = statements_.emplace(key, std::move(made)).first;
  }
  CachedStatement* found = known->second.get();
  const int expected = sqlite3_bind_parameter_count(found->handle);
  if (expected != static_cast<int>(parameters))
    throw Error("ProgrammingError", "Expected " + std::to_string(expected) +
                                        " values for the parameters, found " + std::to_string(parameters) +
                                        ", in: " + found->sql);
  if (found->in_use) {
    auto made = prepare(sql, 0);
    found = made.get();
    extra_.emplace(found, std::move(made));
  }
  found->last_use = ++uses_;
  return *found;
}

void Database::give_back(CachedStatement& cached) noexcept {
  sqlite3_reset(cached.handle);
  cached.in_use = false;
  if (!extra_.empty()) extra_.erase(&cached);
}

void Database::forget_least_used() {
  auto least = statements_.end();
  for (auto each = statements_.begin(); each != statements_.end(); ++each) {
    if (each->second->in_use) continue;
    if (least == statements_.end() || each->second->last_use < least->second->last_use) least = each;
  }
  if (least != statements_.end()) statements_.erase(least);
}

void Database::run_script(const std::string& script) {
  const int code = sqlite3_exec(connection_.get(), script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, script);
}

void Database::begin() {
  run("begin immediate");
  changes_at_begin_ = sqlite3_total_changes64(connection_.get());
}

void Database::commit(Durable what) {
  const bool changed = has_changed();
  if (changed) refresh_all_search();
  if (changed) run("update settings set value = ? where name = 'commits'", commits_ + 1);
  at({what, false});
  run("commit");
  if (changed) ++commits_;
  at({what, true});
}

void Database::cut_log() noexcept {
  sqlite3_exec(connection_.get(), "pragma wal_checkpoint(truncate)", nullptr, nullptr, nullptr);
}

void Database::refresh_all_search() {
  int renewed = 0;
  do {
    renewed = refresh_search(*this, kRenewedTogether);
    unmerged_ += renewed;
  } while (renewed == kRenewedTogether);
  if (unmerged_ < kMergedTogether) return;
  merge_search(*this, unmerged_ / kRowsOfPage);
  unmerged_ = 0;
}

// Where reading or writing failed SQLite may have rolled back already. What cannot be undone now is undone
// when the database is next opened: it is not committed.
void Database::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(connection_.get(), "rollback", nullptr, nullptr, nullptr);
}

void Database::undo_savepoint() noexcept {
  if (in_transaction())
    sqlite3_exec(connection_.get(), "rollback to part; release part", nullptr, nullptr, nullptr);
}

void Database::set_cache(int64_t bytes) noexcept {
  const std::string sql = "pragma cache_size = -" + std::to_string(bytes / 1024);
  sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
}

std::string Database::integrity_problems() {
  std::string problems;
  auto rows = query("pragma integrity_check");
  while (rows.step()) {
    if (rows.view(0) != "ok") problems += rows.text(0) + "\n";
  }
  auto orphans = query("pragma foreign_key_check");
  while (orphans.step())
    problems += "a row of " + orphans.text(0) + " names a row of " + orphans.text(2) + " that is not there\n";
  return problems;
}

void Database::fail(int code, std::string_view sql) const {
  const std::string said = connection_ ? sqlite3_errmsg(connection_.get()) : sqlite3_errstr(code);
  const Json details = {{"code", code}, {"sql", std::string(sql.substr(0, 500))}};
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      // Closing leaves the files as they lie.
      if (connection_) sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
      throw Error("DatabaseDamaged", damaged(said).what(), details);
    case SQLITE_FULL:
      throw Error("StorageError",
                  "Expected room for more data, found the storage full. Nothing of this change was "
                  "kept; free some space and do it again. " +
                      files_.problem(),
                  details);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
      if (access_ == Access::Read)
        throw Error("StorageError",
                    "Expected to read the database as it was, could not: " + said +
                        ". Nothing was changed; do it again. " + files_.problem(),
                    details);
      throw Error("StorageError",
                  "Expected the storage to read and write, found that it failed: " + said +
                      ". Nothing of this "
                      "change was kept. " +
                      files_.problem(),
                  details);
    case SQLITE_CONSTRAINT: {
      const bool value = code == SQLITE_CONSTRAINT_CHECK || code == SQLITE_CONSTRAINT_DATATYPE;
      throw Error(value ? "DataError" : "IntegrityError", said, details);
    }
    case SQLITE_TOOBIG:
      throw Error("DataError", said, details);
    case SQLITE_NOMEM:
      throw Error("MemoryError", said, details);
    default:
      throw Error("ProgrammingError", said + ", in: " + std::string(sql), details);
  }
}

}  // namespace rehearsal::store
