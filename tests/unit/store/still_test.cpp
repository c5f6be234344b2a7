// A database as it was at one moment, while the original goes on.
#include "store/still.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "store/faulty_files.h"
#include "store/storage.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

constexpr int kRows = 3000;

std::string content_of(Database& db) {
  std::string content;
  auto rows = db.query("select customer_id, fullname from customers order by customer_id");
  while (rows.step()) content += rows.text(0) + "=" + rows.text(1) + "\n";
  return content;
}

void fill(Database& db) {
  Transaction transaction(db);
  for (int i = 0; i < kRows; ++i)
    db.run("insert into customers values (?, ?, 's')", std::to_string(i), std::string(300, 'x'));
  transaction.commit();
}

void change(Database& db, int i, bool commits) {
  Transaction transaction(db);
  const std::string name = "changed " + std::to_string(i);
  db.run("update customers set fullname = ? where customer_id = ?", name, std::to_string(i * 97 % kRows));
  db.run("insert into customers values (?, ?, 's')", "new " + std::to_string(i), name);
  db.run("delete from customers where customer_id = ?", std::to_string(kRows - 1 - i));
  if (commits) transaction.commit();
}

// What is read of it now, by nothing that has read it before.
std::string content_now(Still& still) {
  MemoryFiles files;
  write_all(files, Slot::Database, still.bytes());
  Database db(files);
  return content_of(db);
}

// Everything is written to the file at once, wherever SQLite would put it off.
void write_back(Database& db) {
  db.query("pragma wal_checkpoint").step();
}

class StillTest : public testing::TestWithParam<StorageKind> {};

TEST_P(StillTest, IsAsItWasWhileTheOriginalGoesOn) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  const std::string before = content_of(db);
  db.cut_log();
  Still still(db);
  EXPECT_EQ(still.kept(), 0u) << "nothing is copied before something changes";
  for (int i = 0; i < 200; ++i) {
    change(db, i, i % 3 != 0);
    if (i % 20 == 0) write_back(db);
    if (i % 50 == 0) {
      EXPECT_EQ(content_now(still), before) << i;
    }
  }
  write_back(db);
  EXPECT_GT(still.kept(), 0u);
  EXPECT_NE(content_of(db), before);
  EXPECT_EQ(content_now(still), before);
  EXPECT_EQ(content_of(still.database()), before);
  EXPECT_EQ(still.database().integrity_problems(), "");
  EXPECT_EQ(db.integrity_problems(), "");
  Still later(db);
  EXPECT_EQ(content_of(later.database()), content_of(db));
}

// While rows are being read, as an export does.
TEST_P(StillTest, ItsRowsAreReadOnBetweenChanges) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  const std::string before = content_of(db);
  Still still(db);
  std::string read;
  int count = 0;
  auto rows = still.database().query("select customer_id, fullname from customers order by customer_id");
  while (rows.step()) {
    read += rows.text(0) + "=" + rows.text(1) + "\n";
    if (++count % 100 == 0) {
      change(db, count, true);
      write_back(db);
    }
  }
  EXPECT_EQ(read, before);
}

// A transaction that is too large for the cache writes before it is known whether it is committed.
TEST_P(StillTest, DoesNotSeeWhatIsUndone) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  db.set_cache(64 << 10);
  const std::string before = content_of(db);
  Still still(db);
  {
    Transaction transaction(db);
    db.run("update customers set fullname = fullname || 'undone'");
    EXPECT_EQ(content_now(still), before);
  }
  EXPECT_EQ(content_of(db), before);
  EXPECT_EQ(content_now(still), before);
}

TEST_P(StillTest, HoldsWhatIsCutOff) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  db.cut_log();
  const std::string before = content_of(db);
  Still still(db);
  db.run_script("delete from customers; vacuum");
  write_back(db);
  EXPECT_EQ(content_of(db), "");
  EXPECT_EQ(content_now(still), before) << "the file is shorter now";
}

TEST_P(StillTest, SeveralOfDifferentMoments) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  auto first = std::make_unique<Still>(db);
  const std::string one = content_of(db);
  change(db, 1, true);
  Still second(db);
  const std::string two = content_of(db);
  change(db, 2, true);
  write_back(db);
  EXPECT_EQ(content_now(*first), one);
  EXPECT_EQ(content_now(second), two);
  first.reset();
  change(db, 3, true);
  write_back(db);
  EXPECT_EQ(content_now(second), two);
  EXPECT_NE(content_of(db), two);
}

// What the log alone holds is in it, and nothing is written for it.
TEST(StillOfAFullStorage, IsThereAllTheSame) {
  MemoryFiles memory;
  FaultyFiles files(memory);
  Database db(files);
  fill(db);
  db.cut_log();
  for (int i = 0; i < 5; ++i) change(db, i, true);
  const int64_t effects = files.effects();
  files.fail_after(0, IoStatus::Full, true);
  Still still(db);
  EXPECT_GT(still.kept(), 0u) << "the log held something";
  EXPECT_EQ(content_now(still), content_of(db));
  EXPECT_EQ(files.effects(), effects);
}

// What was cut short, or undone, is in the log and does not count.
TEST(StillOfALog, EndsWithTheLastCommit) {
  MemoryFiles memory;
  FaultyFiles files(memory);
  Database db(files);
  fill(db);
  change(db, 1, true);
  db.set_cache(64 << 10);
  const std::string before = content_of(db);
  {
    Transaction transaction(db);
    db.run("update customers set fullname = fullname || 'undone'");
  }
  EXPECT_EQ(content_of(db), before);
  Still still(db);
  EXPECT_EQ(content_now(still), before);
}

// A commit that could not be flushed is in the log, whole; SQLite has undone it.
TEST(StillOfALog, EndsWithTheLastCommitThatWasFlushed) {
  MemoryFiles memory;
  FaultyFiles files(memory);
  Database db(files);
  fill(db);
  change(db, 1, true);
  const std::string before = content_of(db);
  int failed = 0;
  for (int64_t effect = 0; effect < 3; ++effect) {
    files.fail_after(effect, IoStatus::Failed, false);
    try {
      change(db, 2, true);
      break;
    } catch (const Error&) {
      ++failed;
    }
    files.heal();
    ASSERT_EQ(content_of(db), before);
    Still still(db);
    ASSERT_EQ(content_now(still), before) << effect;
  }
  EXPECT_GT(failed, 1) << "a write, and the flush";
}

TEST_P(StillTest, IsNotHadWithinATransaction) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  Transaction transaction(db);
  EXPECT_EQ(kind_thrown<rehearsal::Error>([&] { Still still(db); }), "StorageError");
}

TEST_P(StillTest, TakesNoChanges) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  Still still(db);
  EXPECT_EQ(kind_thrown<rehearsal::Error>([&] { still.database().run("delete from customers"); }),
            "StorageError");
  EXPECT_EQ(content_of(still.database()), content_of(db));
}

TEST_P(StillTest, ItsBytesAreADatabase) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  Still still(db);
  const std::string before = content_of(db);
  change(db, 1, true);
  write_back(db);
  const auto other = GetParam().make();
  Files& files = other->open();
  write_all(files, Slot::Database, still.bytes());
  Database again(files);
  EXPECT_EQ(content_of(again), before);
  change(again, 2, true);
  EXPECT_EQ(again.integrity_problems(), "");
}

INSTANTIATE_TEST_SUITE_P(Kinds, StillTest, testing::ValuesIn(storage_kinds()),
                         [](const testing::TestParamInfo<StorageKind>& kind) { return kind.param.name; });

TEST(StillOfAPageThatCannotBeKept, FailsAndNotWhoeverWrites) {
  MemoryFiles memory;
  FaultyFiles files(memory);
  WatchedFiles watched(files);
  write_all(watched, Slot::Database, std::string(20'000, 'a'));
  StillFiles still(watched);
  std::string read(20'000, '?');
  ASSERT_EQ(still.read(Slot::Database, 0, read.data(), read.size()), 20'000);
  files.fail_read_after(0);
  EXPECT_EQ(watched.write(Slot::Database, 5000, "b", 1), IoStatus::Ok) << "it is not to suffer from a reader";
  EXPECT_EQ(still.read(Slot::Database, 0, read.data(), read.size()), -1) << "rather than what nobody knows";
  EXPECT_NE(still.problem().find("What changed meanwhile could not be read."), std::string::npos);
}

}  // namespace
}  // namespace rehearsal::store
