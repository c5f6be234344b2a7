// A copy of a database that is worked with meanwhile.
#include "store/copy.h"

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

class CopyTest : public testing::TestWithParam<StorageKind> {};

TEST_P(CopyTest, HoldsWhatWasCommittedUntilItWasWhole) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  Copy copy(db);
  int steps = 0;
  while (copy.step()) {
    EXPECT_LE(copy.done(), copy.total());
    ++steps;
    change(db, steps, steps % 3 != 0);
  }
  EXPECT_GT(steps, 5) << "it is made in parts";
  const std::string then = content_of(db);
  EXPECT_NE(then.find("=changed 1\n"), std::string::npos);
  EXPECT_EQ(then.find("=changed 3\n"), std::string::npos) << "it was not committed";
  EXPECT_EQ(content_of(copy.database()), then);
  EXPECT_EQ(copy.database().integrity_problems(), "");
  change(db, 500, true);
  EXPECT_NE(content_of(db), then);
  EXPECT_EQ(content_of(copy.database()), then) << "what comes later is not in it";
  EXPECT_EQ(db.integrity_problems(), "");
}

// A transaction that is too large for the cache writes before it is known whether it is committed.
TEST_P(CopyTest, DoesNotHoldWhatWasUndone) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  db.set_cache(64 << 10);
  const std::string before = content_of(db);
  Copy copy(db);
  for (int i = 0; i < 15; ++i) ASSERT_TRUE(copy.step());
  {
    Transaction transaction(db);
    db.run("update customers set fullname = fullname || 'undone'");
  }
  while (copy.step()) {
  }
  EXPECT_EQ(content_of(db), before);
  EXPECT_EQ(content_of(copy.database()), before);
}

TEST_P(CopyTest, MayBeGivenUp) {
  const auto storage = GetParam().make();
  Database db(storage->open());
  fill(db);
  {
    Copy copy(db);
    EXPECT_TRUE(copy.step());
  }
  change(db, 1, true);
  EXPECT_EQ(db.integrity_problems(), "");
}

INSTANTIATE_TEST_SUITE_P(Kinds, CopyTest, testing::ValuesIn(storage_kinds()),
                         [](const testing::TestParamInfo<StorageKind>& kind) { return kind.param.name; });

}  // namespace
}  // namespace rehearsal::store
