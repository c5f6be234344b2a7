// Power is cut, and storage fails, at every possible place: what was acknowledged is there afterwards, and
// nothing is half there.
#include <gtest/gtest.h>

#include "core/error.h"
#include "store/database.h"
#include "store/faulty_files.h"
#include "store/log_check.h"
#include "store/storage.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

// Each transaction adds a customer, counts it in another table and rewrites a large value; small log, so that
// the log is moved into the file and begun anew several times; larger than the cache, so that pages are
// written before commit.
constexpr int kTransactions = 14;

struct Work {
  // How many transactions were acknowledged.
  int acknowledged = 0;

  void transaction(Database& db, int number) {
    Transaction transaction(db);
    db.run("insert into customers values (?, ?, 'c')", std::to_string(number), std::string(3000, 'a'));
    db.run("insert into settings values ('count', 1) on conflict do update set value = value + 1");
    db.run("insert or replace into settings values ('large', ?)",
           std::string(20000, static_cast<char>('a' + number)));
    transaction.commit();
    acknowledged = number + 1;
  }

  // Opens and works until everything is done or something fails.
  void run(Files& files) {
    try {
      Database db(files);
      db.run_script("pragma wal_autocheckpoint = 12; pragma cache_size = 4");
      for (int i = acknowledged; i < kTransactions; ++i) transaction(db, i);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), "StorageError") << error.what();
    }
  }
};

int64_t number(Database& db, std::string_view sql) {
  auto rows = db.query(sql);
  return rows.step() ? rows.integer(0) : 0;
}

// Everything that was acknowledged, all or nothing of the one after it, and sound.
void check(Database& db, int acknowledged) {
  ASSERT_EQ(db.integrity_problems(), "");
  const int64_t customers = number(db, "select count(*) from customers");
  ASSERT_GE(customers, acknowledged);
  ASSERT_LE(customers, acknowledged + 1);
  ASSERT_EQ(number(db, "select value from settings where name = 'count'"), customers);
  ASSERT_EQ(db.commits(), customers);
  if (customers == 0) return;
  ASSERT_EQ(
      number(
          db,
          "select count(*) from settings where name = 'large' and value = replace(hex(zeroblob(10000)), '0', "
          "char(96 + " +
              std::to_string(customers) + "))"),
      1);
}

TEST(Crash, PowerLostAfterEveryEffect) {
  bool finished = false;
  int cuts = 0;
  for (int64_t after = 0; !finished; ++after, ++cuts) {
    SCOPED_TRACE("cut after effect " + std::to_string(after));
    MemoryFiles disk;
    FaultyFiles files(disk);
    files.cut_after(after);
    Work work;
    work.run(files);
    finished = files.effects() < after;
    files.lose_power(static_cast<uint64_t>(after));
    Database db(files);
    check(db, work.acknowledged);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(cuts, 100);
}

// Power is cut again while the first loss is being made good, and again.
TEST(Crash, PowerLostDuringRecovery) {
  for (uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    MemoryFiles disk;
    FaultyFiles files(disk);
    Work work;
    for (uint64_t round = 0; round < 4; ++round) {
      files.cut_after(static_cast<int64_t>((seed * 37 + round * 11) % 60));
      work.run(files);
      files.lose_power(seed * 4 + round);
      Work after = work;
      files.cut_after(static_cast<int64_t>((seed + round) % 9));
      // Only opens.
      kind_thrown<Error>([&] { Database db(files); });
      files.lose_power(seed * 4 + round + 1000);
      Database db(files);
      check(db, after.acknowledged);
      if (HasFatalFailure()) return;
      work.acknowledged = static_cast<int>(number(db, "select count(*) from customers"));
    }
  }
}

// One effect fails, or it and all that follow; then the same connection, or a new one, goes on.
TEST(Crash, StorageFailsAtEveryEffect) {
  for (const bool for_ever : {false, true}) {
    for (const IoStatus status : {IoStatus::Failed, IoStatus::Full}) {
      bool finished = false;
      for (int64_t after = 0; !finished; ++after) {
        SCOPED_TRACE("effect " + std::to_string(after) + (for_ever ? " and later" : " alone"));
        MemoryFiles disk;
        FaultyFiles files(disk);
        files.fail_after(after, status, for_ever);
        Work work;
        work.run(files);
        finished = files.effects() < after;
        files.heal();
        {
          Database db(files);
          check(db, work.acknowledged);
          if (HasFatalFailure()) return;
          work.acknowledged = static_cast<int>(number(db, "select count(*) from customers"));
        }
        work.run(files);
        EXPECT_EQ(work.acknowledged, kTransactions);
      }
    }
  }
}

// The storage has a bad moment while the connection lives: it reports it, and goes on with the next
// transaction.
TEST(Crash, AConnectionOutlivesAFailure) {
  for (int64_t after = 0; after < 30; ++after) {
    MemoryFiles disk;
    FaultyFiles files(disk);
    Database db(files);
    db.run_script("pragma wal_autocheckpoint = 12; pragma cache_size = 4");
    Work work;
    for (int i = 0; i < 3; ++i) work.transaction(db, i);
    files.fail_after(after, IoStatus::Failed, false);
    std::string kind;
    while (work.acknowledged < kTransactions && kind == "")
      kind = kind_thrown<Error>([&] { work.transaction(db, work.acknowledged); });
    ASSERT_TRUE(kind == "" || kind == "StorageError") << kind;
    files.heal();
    const int before = work.acknowledged;
    check(db, before);
    while (work.acknowledged < kTransactions) work.transaction(db, work.acknowledged);
    check(db, kTransactions);
    if (HasFatalFailure()) return;
  }
}

TEST(Crash, TheSameSeedLosesTheSame) {
  const auto leave = [](uint64_t seed) {
    MemoryFiles disk;
    FaultyFiles files(disk);
    const std::string first(100000, 'a'), second(100000, 'b');
    EXPECT_EQ(files.write(Slot::Wal, 0, first.data(), first.size()), IoStatus::Ok);
    EXPECT_EQ(files.flush(Slot::Wal), IoStatus::Ok);
    EXPECT_EQ(files.write(Slot::Wal, 50000, second.data(), second.size()), IoStatus::Ok);
    files.lose_power(seed);
    return read_all(disk, Slot::Wal);
  };
  bool partly = false;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const std::string left = leave(seed);
    EXPECT_EQ(left, leave(seed));
    EXPECT_EQ(left.substr(0, 50000), std::string(50000, 'a')) << "what was flushed stays";
    const auto arrived = std::count(left.begin(), left.end(), 'b');
    partly = partly || (arrived > 0 && arrived < 100000);
  }
  EXPECT_TRUE(partly);
}

// The files as they lie while a database with several transactions in its log is open.
void begin_log(MemoryFiles& kept) {
  MemoryFiles inner;
  FaultyFiles files(inner);
  Database db(files);
  for (int i = 0; i < 6; ++i) Work().transaction(db, i);
  for (const Slot slot : kSlots) write_all(kept, slot, read_all(inner, slot));
}

TEST(Log, DamageInItsMiddleIsToldAndNothingIsTouched) {
  MemoryFiles kept;
  begin_log(kept);
  const std::string log = read_all(kept, Slot::Wal);
  // In the header's sum, in a frame's header, in its sum, in pages; before the last transaction.
  for (const size_t at : {size_t{28}, size_t{32 + 3}, size_t{32 + 20}, log.size() / 3, log.size() / 2}) {
    for (const int bit : {0, 7}) {
      std::string damaged = log;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      write_all(kept, Slot::Wal, damaged);
      FaultyFiles files(kept);
      EXPECT_EQ(kind_thrown<Error>([&] { Database db(files); }), "DatabaseDamaged") << at << ", bit " << bit;
      EXPECT_TRUE(read_all(kept, Slot::Wal) == damaged) << "it is left as it lies";
    }
  }
}

TEST(Log, ALogWithoutItsDatabaseIsDamage) {
  MemoryFiles kept;
  begin_log(kept);
  const std::string log = read_all(kept, Slot::Wal);
  kept.truncate(Slot::Database, 0);
  FaultyFiles files(kept);
  EXPECT_EQ(kind_thrown<Error>([&] { Database db(files); }), "DatabaseDamaged");
  EXPECT_TRUE(read_all(kept, Slot::Wal) == log);
}

TEST(Log, OneThatWasCutAnywhereIsNoDamage) {
  MemoryFiles kept;
  begin_log(kept);
  const std::string log = read_all(kept, Slot::Wal), database = read_all(kept, Slot::Database);
  for (size_t size = 0; size < log.size(); size += 777) {
    write_all(kept, Slot::Database, database);
    write_all(kept, Slot::Wal, std::string_view(log).substr(0, size));
    EXPECT_EQ(damage_of_log(kept), "") << size;
  }
}

}  // namespace
}  // namespace rehearsal::store
