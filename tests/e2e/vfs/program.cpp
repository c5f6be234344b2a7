// What the browser's worker runs over OPFS: the VFS's contract, a workload to kill, and single-row
// transactions to time.
#include <emscripten.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>

#include "core/error.h"
#include "engine/host_files.h"
#include "store/database.h"
#include "store/storage.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

// The slots that the worker has opened.
class InOpfs final : public Storage {
 public:
  InOpfs() {
    for (const Slot slot : kSlots) write_all(files_, slot, "");
  }
  Files& open() override { return files_; }

 private:
  HostFiles files_;
};

// One database that stays open between the calls of the worker.
struct Open {
  HostFiles files;
  Database database{files};
};
std::unique_ptr<Open>& opened() {
  static auto* const only = new std::unique_ptr<Open>;
  return *only;
}

constexpr int kRows = 500;

int64_t number(std::string_view sql) {
  auto rows = opened()->database.query(sql);
  return rows.step() ? rows.integer(0) : 0;
}

// Every row lowered, every row raised again, one more counted: with a cache of a few pages, so that pages are
// written before the commit, and a short log, so that a kill meets checkpoints too.
void change_everything() {
  Database& db = opened()->database;
  Transaction transaction(db);
  db.run("update load set amount = amount - 1");
  db.run("update load set amount = amount + 1");
  db.run("insert into counted (at) values (?)", number("select count(*) from counted") + 1);
  transaction.commit();
}

}  // namespace

std::vector<StorageKind> storage_kinds() {
  return {{"opfs", [] { return std::unique_ptr<Storage>(std::make_unique<InOpfs>()); }}};
}

}  // namespace rehearsal::store

using namespace rehearsal;
using namespace rehearsal::store;

extern "C" {

// Plays the contract; 0 when all of it is kept.
EMSCRIPTEN_KEEPALIVE int vfs_contract() {
  int count = 1;
  char name[] = "vfs";
  char* arguments[] = {name, nullptr};
  testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}

// Opens what lies there. The number of transactions found; -1 when the database is not sound (and why, as a
// line).
EMSCRIPTEN_KEEPALIVE int vfs_open() {
  opened() = std::make_unique<Open>();
  Database& db = opened()->database;
  db.run_script("pragma cache_size = 10; pragma wal_autocheckpoint = 40");
  if (number("select count(*) from sqlite_schema where name = 'counted'") == 0) {
    Transaction transaction(db);
    db.run_script(
        "create table load (amount integer not null, padding text not null) strict;"
        "create table counted (at integer primary key) strict");
    for (int i = 0; i < kRows; ++i) db.run("insert into load values (1000, ?)", std::string(100, 'x'));
    transaction.commit();
  }
  const std::string problems = db.integrity_problems();
  const bool whole = number("select count(*) from load where amount = 1000") == kRows &&
                     number("select count(*) = coalesce(max(at), 0) from counted") == 1;
  if (problems.empty() && whole) return static_cast<int>(number("select count(*) from counted"));
  std::printf("%s%s\n", problems.c_str(), whole ? "" : "a transaction is half there");
  return -1;
}

// One durable transaction; the number that it was.
EMSCRIPTEN_KEEPALIVE int vfs_step() {
  change_everything();
  return static_cast<int>(number("select count(*) from counted"));
}

// Makes the table for vfs_insert(), in an empty database.
EMSCRIPTEN_KEEPALIVE void vfs_bench_open() {
  opened().reset();
  HostFiles files;
  for (const Slot slot : kSlots) write_all(files, slot, "");
  opened() = std::make_unique<Open>();
  opened()->database.run_script("create table t (a integer primary key, b text); create index i on t (b)");
}

// `count` single-row transactions, each durable when the next begins.
EMSCRIPTEN_KEEPALIVE void vfs_insert(int count) {
  Database& db = opened()->database;
  for (int i = 0; i < count; ++i) db.run("insert into t (b) values (?)", "row " + std::to_string(i));
}

EMSCRIPTEN_KEEPALIVE void vfs_close() {
  opened().reset();
}

}  // extern "C"
