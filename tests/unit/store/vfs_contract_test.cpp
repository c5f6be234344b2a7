// What every storage must keep to, and what our VFS makes of it.
#include <gtest/gtest.h>

#include "core/error.h"
#include "store/database.h"
#include "store/faulty_files.h"
#include "store/schema.h"
#include "store/storage.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

class VfsContract : public testing::TestWithParam<StorageKind> {
 protected:
  std::string kind_of_opening(Files& files) {
    return kind_thrown<Error>([&] { Database database(files); });
  }
  // All that is stored, to see whether a byte of it changed.
  static std::vector<std::string> bytes(Files& files) {
    return {read_all(files, Slot::Database), read_all(files, Slot::Journal), read_all(files, Slot::Wal)};
  }
  static void add(Database& db, int64_t id) {
    db.run("insert into customers values (?, 'name', 'short')", std::to_string(id));
  }
  static int64_t count(Database& db) {
    auto rows = db.query("select count(*) from customers");
    rows.step();
    return rows.integer(0);
  }
  // A database with 100 customers, closed.
  void fill(Files& files) {
    Database db(files);
    Transaction transaction(db);
    for (int i = 0; i < 100; ++i) add(db, i);
    transaction.commit();
  }

  std::unique_ptr<Storage> storage = GetParam().make();
};

TEST_P(VfsContract, FilesAreEmptyAtFirst) {
  Files& files = storage->open();
  for (const Slot slot : kSlots) {
    char byte = 0;
    EXPECT_EQ(files.size(slot), 0);
    EXPECT_EQ(files.read(slot, 0, &byte, 1), 0);
    EXPECT_EQ(files.flush(slot), IoStatus::Ok);
  }
}

TEST_P(VfsContract, ReadsWhatWasWritten) {
  Files& files = storage->open();
  const std::string content = "0123456789";
  EXPECT_EQ(files.write(Slot::Wal, 5, content.data(), content.size()), IoStatus::Ok);
  EXPECT_EQ(files.write(Slot::Wal, 7, "ab", 2), IoStatus::Ok);
  EXPECT_EQ(read_all(files, Slot::Wal), std::string(5, '\0') + "01ab456789");
  EXPECT_EQ(files.size(Slot::Database), 0);
  EXPECT_EQ(files.size(Slot::Journal), 0);
  char four[4] = {};
  EXPECT_EQ(files.read(Slot::Wal, 13, four, 4), 2);
  EXPECT_EQ(std::string(four, 2), "89");
  EXPECT_EQ(files.read(Slot::Wal, 15, four, 4), 0);
  EXPECT_EQ(files.read(Slot::Wal, 1000000, four, 4), 0);
}

TEST_P(VfsContract, CutsAndExtends) {
  Files& files = storage->open();
  const std::string content(200000, 'x');
  EXPECT_EQ(files.write(Slot::Database, 0, content.data(), content.size()), IoStatus::Ok);
  EXPECT_EQ(files.truncate(Slot::Database, 100000), IoStatus::Ok);
  EXPECT_EQ(files.truncate(Slot::Database, 150000), IoStatus::Ok);
  EXPECT_EQ(read_all(files, Slot::Database), std::string(100000, 'x') + std::string(50000, '\0'));
  EXPECT_EQ(files.write(Slot::Database, 149999, "yz", 2), IoStatus::Ok);
  EXPECT_EQ(files.size(Slot::Database), 150001);
  EXPECT_EQ(files.truncate(Slot::Database, 0), IoStatus::Ok);
  EXPECT_EQ(files.size(Slot::Database), 0);
}

TEST_P(VfsContract, LargeContentsComeBackAfterOpeningAnew) {
  std::string content;
  for (int i = 0; content.size() < 3000000; ++i) content += std::to_string(i);
  Files& files = storage->open();
  EXPECT_EQ(files.write(Slot::Journal, 0, content.data(), content.size()), IoStatus::Ok);
  EXPECT_EQ(files.flush(Slot::Journal), IoStatus::Ok);
  EXPECT_TRUE(read_all(storage->open(), Slot::Journal) == content);
}

TEST_P(VfsContract, CommittedIsThereAfterOpeningAnew) {
  fill(storage->open());
  Database db(storage->open());
  EXPECT_EQ(count(db), 100);
  EXPECT_EQ(db.integrity_problems(), "");
}

TEST_P(VfsContract, ATransactionLargerThanTheCacheIsAllOrNothing) {
  Files& files = storage->open();
  Database db(files);
  db.run_script("pragma cache_size = 10");
  const auto write = [&] {
    for (int i = 0; i < 300; ++i)
      db.run("insert or replace into settings values (?, ?)", "k" + std::to_string(i),
             std::string(5000, 'x'));
  };
  {
    Transaction undone(db);
    write();
  }
  EXPECT_EQ(db.integrity_problems(), "");
  {
    auto rows = db.query("select count(*) from settings");
    rows.step();
    EXPECT_EQ(rows.integer(0), 1);
  }
  Transaction kept(db);
  write();
  kept.commit();
  db.run_script("vacuum");
  auto rows = db.query("select count(*), sum(length(value)) from settings where name like 'k%'");
  rows.step();
  EXPECT_EQ(rows.integer(0), 300);
  EXPECT_EQ(rows.integer(1), 1500000);
  EXPECT_EQ(db.integrity_problems(), "");
}

// The bytes as they lie there while the database is open are what a kill of the process leaves.
TEST_P(VfsContract, CommittedIsThereAfterAKill) {
  FaultyFiles files(storage->open());
  Database db(files);
  for (int i = 0; i < 50; ++i) {
    {
      Transaction transaction(db);
      add(db, i);
      transaction.commit();
    }
    Transaction unfinished(db);
    add(db, 1000);
    MemoryFiles left;
    for (const Slot slot : kSlots) write_all(left, slot, read_all(files, slot));
    Database again(left);
    EXPECT_EQ(count(again), i + 1);
  }
}

TEST_P(VfsContract, ADurableTransactionIsOneWriteAndOneFlush) {
  FaultyFiles files(storage->open());
  Database db(files);
  add(db, -1);
  int after_a_checkpoint = 0, checkpoints = 0;
  for (int64_t i = 0; i < 1500; ++i) {
    const auto before = files.counts();
    Transaction transaction(db);
    add(db, i);
    EXPECT_EQ(files.counts().flushes, before.flushes);
    transaction.commit();
    const auto& now = files.counts();
    if (now.database_flushes > before.database_flushes) {
      after_a_checkpoint = 2;
      ++checkpoints;
    }
    // A checkpoint and the log's new beginning in the transaction after it flush what they must.
    if (after_a_checkpoint-- > 0) continue;
    ASSERT_EQ(now.flushes - before.flushes, 1) << i;
    ASSERT_EQ(now.writes - before.writes, 1) << i;
  }
  EXPECT_GT(checkpoints, 0);
  EXPECT_LT(checkpoints, 20);
}

TEST_P(VfsContract, ReadingNeitherWritesNorFlushes) {
  FaultyFiles files(storage->open());
  Database db(files);
  add(db, 1);
  const int64_t before = files.effects();
  Transaction transaction(db);
  EXPECT_EQ(count(db), 1);
  transaction.commit();
  EXPECT_EQ(files.effects(), before);
}

TEST_P(VfsContract, DamageIsSaidAndLeftAlone) {
  fill(storage->open());
  const std::string sound = read_all(storage->open(), Slot::Database);
  std::string page = sound;
  for (size_t at = 5 * 4096; at < 9 * 4096; ++at) page[at] = static_cast<char>(at * 7);
  const std::pair<const char*, std::string> damages[] = {
      {"text", "this is no database, but long enough to be one"},
      {"short", sound.substr(0, 60)},
      {"cut", sound.substr(0, sound.size() / 2)},
      {"zeros", std::string(8192, '\0')},
      {"header", "SQLite format 4" + sound.substr(15)},
      {"pages", page}};
  for (const auto& [what, content] : damages) {
    Files& files = storage->open();
    write_all(files, Slot::Database, content);
    const auto before = bytes(files);
    EXPECT_EQ(kind_of_opening(files), "DatabaseDamaged") << what;
    EXPECT_TRUE(bytes(files) == before) << what;
  }
  Files& files = storage->open();
  write_all(files, Slot::Database, sound);
  EXPECT_EQ(kind_of_opening(files), "");
}

TEST_P(VfsContract, ANewerOrForeignDatabaseIsLeftAlone) {
  fill(storage->open());
  const auto refuse = [&](const char* change, const char* kind) {
    Files& files = storage->open();
    // In the log only, as a kill leaves it, and then in the file too.
    MemoryFiles killed;
    {
      FaultyFiles recorded(files);
      Database db(recorded);
      db.run_script(change);
      for (const Slot slot : kSlots) write_all(killed, slot, read_all(recorded, slot));
    }
    for (Files* each : {static_cast<Files*>(&killed), &files}) {
      const auto before = bytes(*each);
      EXPECT_EQ(kind_of_opening(*each), kind) << change;
      EXPECT_TRUE(bytes(*each) == before) << change;
    }
  };
  refuse("pragma user_version = 1000", "DatabaseNewer");
  write_all(storage->open(), Slot::Database, "");
  refuse("pragma application_id = 77", "DatabaseDamaged");
  write_all(storage->open(), Slot::Database, "");
  refuse("pragma application_id = 0; pragma user_version = 0", "DatabaseDamaged");
}

TEST_P(VfsContract, AFullStorageUndoesTheTransactionAndGoesOn) {
  FaultyFiles files(storage->open());
  Database db(files);
  db.run_script("pragma cache_size = 10");
  add(db, -1);
  int refused = 0;
  for (;;) {
    files.fail_after(refused, IoStatus::Full, true);
    const std::string kind = kind_thrown<Error>([&] {
      Transaction transaction(db);
      for (int64_t i = 0; i < 2000; ++i) add(db, i);
      transaction.commit();
    });
    files.heal();
    if (kind == "") break;
    ASSERT_EQ(kind, "StorageError") << refused;
    ASSERT_EQ(count(db), 1) << refused;
    ASSERT_EQ(db.integrity_problems(), "") << refused;
    ++refused;
  }
  EXPECT_GE(refused, 3);
  add(db, -2);
  EXPECT_EQ(count(db), 2002);
  EXPECT_EQ(db.integrity_problems(), "");
}

INSTANTIATE_TEST_SUITE_P(Storage, VfsContract, testing::ValuesIn(storage_kinds()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace rehearsal::store
