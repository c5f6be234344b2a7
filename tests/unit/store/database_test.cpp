#include "store/database.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "store/faulty_files.h"
#include "store/schema.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

// The kind of the Error that `what` throws; "" when it throws none.
template <class What>
std::string error_kind(What what) {
  try {
    what();
  } catch (const Error& error) {
    return error.kind();
  }
  return "";
}

class DatabaseTest : public testing::Test {
 protected:
  int64_t count(std::string_view sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.integer(0) : -1;
  }
  void add_customer(std::string_view id) {
    db.run("insert into customers values (?, ?, ?)", id, "A name", "short");
  }

  MemoryFiles files;
  Database db{files};
};

TEST_F(DatabaseTest, IsMadeWithItsTablesAndItsOwner) {
  EXPECT_EQ(count("pragma application_id"), kApplicationId);
  EXPECT_EQ(count("pragma user_version"), kSchemaVersion);
  EXPECT_EQ(count("pragma foreign_keys"), 1);
  EXPECT_EQ(count("select count(*) from engine_settings where global_lock = 0"), 1);
  EXPECT_EQ(count("select count(*) from sqlite_schema where type = 'table' and name not like 'sqlite%' and "
                  "sql not like '%strict%' and name not like 'search_words%'"),
            0);
  EXPECT_EQ(db.integrity_problems(), "");
}

TEST_F(DatabaseTest, BindsAndReadsEveryType) {
  db.run_script(
      "create table t (i integer, r real, t text, b integer, n text, o text, w integer, j text, x any) "
      "strict");
  const std::string hostile = "'; DROP TABLE t; -- \xF0\x9F\x98\x80 \xD7\xA9";
  db.run("insert into t values (?, ?, ?, ?, ?, ?, ?, ?, ?)", INT64_MIN, 0.5, hostile, true, nullptr,
         std::optional<std::string>("there"), Instant{1234567890123456}, Json{{"b", 1}, {"a", {1, 2}}},
         std::optional<int64_t>());
  auto rows = db.query("select * from t");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), INT64_MIN);
  EXPECT_EQ(rows.real(1), 0.5);
  EXPECT_EQ(rows.text(2), hostile);
  EXPECT_TRUE(rows.boolean(3));
  EXPECT_TRUE(rows.is_null(4));
  EXPECT_EQ(rows.optional_text(4), std::nullopt);
  EXPECT_EQ(rows.optional_text(5), "there");
  EXPECT_EQ(rows.instant(6), Instant{1234567890123456});
  EXPECT_EQ(dump_json(rows.json(7)), R"({"b":1,"a":[1,2]})");
  EXPECT_EQ(rows.optional_integer(8), std::nullopt);
  EXPECT_EQ(rows.columns(), 9);
  EXPECT_EQ(rows.name(2), "t");
  EXPECT_EQ(rows.value(1), Json(0.5));
  EXPECT_EQ(error_kind([&] { rows.text(4); }), "TypeError");
  EXPECT_EQ(error_kind([&] { rows.integer(2); }), "TypeError");
  EXPECT_FALSE(rows.step());
}

TEST_F(DatabaseTest, TextsMayBeEmptyAndHoldNoZero) {
  const std::string zero("a\0b", 3);
  EXPECT_EQ(error_kind([&] { db.run("insert into customers values (?, ?, ?)", "1", zero, ""); }),
            "ValueError");
  db.run("insert into customers values (?, ?, ?)", "1", "a", std::string_view());
  auto rows = db.query("select fullname, shortcode from customers where fullname = ?", "a");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(1), "");
}

TEST_F(DatabaseTest, BoundTextsMayGoBeforeTheRowsAreRead) {
  add_customer("1");
  add_customer("2");
  auto rows = [&] {
    return db.query("select customer_id from customers where fullname = ?", std::string("A ") + "name");
  }();
  int found = 0;
  while (rows.step()) ++found;
  EXPECT_EQ(found, 2);
}

TEST_F(DatabaseTest, AStatementMayBeUsedWhileItIsInUse) {
  for (const char* id : {"1", "2", "3"}) add_customer(id);
  constexpr std::string_view kSql = "select customer_id from customers where customer_id > ? order by 1";
  std::string seen;
  auto outer = db.query(kSql, "");
  while (outer.step()) {
    seen += outer.text(0) + ":";
    auto inner = db.query(kSql, outer.view(0));
    while (inner.step()) seen += inner.text(0);
    seen += " ";
  }
  EXPECT_EQ(seen, "1:23 2:3 3: ");
}

TEST_F(DatabaseTest, ManyDifferentStatementsDoNotPileUp) {
  for (int i = 0; i < 2000; ++i) EXPECT_EQ(count("select " + std::to_string(i)), i);
}

TEST_F(DatabaseTest, SaysWhatIsWrongWithAStatement) {
  EXPECT_EQ(error_kind([&] { db.run("insert into nowhere values (1)"); }), "ProgrammingError");
  EXPECT_EQ(error_kind([&] { db.run("select 1; select 2"); }), "ProgrammingError");
  EXPECT_EQ(error_kind([&] { db.run(""); }), "ProgrammingError");
  EXPECT_EQ(error_kind([&] { db.run("select ?", 1, 2); }), "ProgrammingError");
  EXPECT_EQ(error_kind([&] { db.run("select ?"); }), "ProgrammingError");
}

TEST_F(DatabaseTest, ConstraintsAreErrorsOfTheirKind) {
  add_customer("1");
  EXPECT_EQ(error_kind([&] { add_customer("1"); }), "IntegrityError");
  EXPECT_EQ(error_kind([&] { db.run("insert into customers values ('2', null, '')"); }), "IntegrityError");
  EXPECT_EQ(error_kind([&] { db.run("insert into fixed_inputs values ('f', 'n', 'v', 1, 'no product')"); }),
            "IntegrityError");
  EXPECT_EQ(
      error_kind([&] { db.run("insert into resource_types values ('r', ?, null)", std::string(511, 'x')); }),
      "DataError");
  db.run("insert into resource_types values ('r', ?, null)", std::string(510, 'x'));
  EXPECT_EQ(error_kind([&] { db.run("insert into engine_settings values (2)"); }), "DataError");
  EXPECT_EQ(error_kind([&] { db.run("update resource_types set description = x'00'"); }), "DataError");
}

TEST_F(DatabaseTest, ATransactionIsAllOrNothing) {
  {
    Transaction undone(db);
    add_customer("1");
  }
  EXPECT_EQ(count("select count(*) from customers"), 0);
  EXPECT_EQ(error_kind([&] {
              Transaction failing(db);
              add_customer("1");
              add_customer("1");
            }),
            "IntegrityError");
  EXPECT_EQ(count("select count(*) from customers"), 0);
  EXPECT_FALSE(db.in_transaction());
  Transaction kept(db);
  add_customer("1");
  EXPECT_EQ(error_kind([&] { Transaction second(db); }), "ProgrammingError");
  kept.commit();
  EXPECT_EQ(count("select count(*) from customers"), 1);
}

TEST_F(DatabaseTest, SavepointsUndoTheirPartAndNest) {
  EXPECT_EQ(error_kind([&] { Savepoint alone(db); }), "ProgrammingError");
  Transaction transaction(db);
  {
    Savepoint outer(db);
    add_customer("outer");
    {
      Savepoint inner(db);
      add_customer("undone");
    }
    {
      Savepoint inner(db);
      add_customer("inner");
      inner.commit();
    }
    outer.commit();
  }
  {
    Savepoint undone(db);
    {
      Savepoint inner(db);
      add_customer("kept by the inner, undone by the outer");
      inner.commit();
    }
  }
  transaction.commit();
  EXPECT_EQ(count("select count(*) from customers"), 2);
}

TEST_F(DatabaseTest, CommitsThatChangeSomethingAreNumbered) {
  EXPECT_EQ(db.commits(), 0);
  {
    Transaction nothing(db);
    count("select count(*) from customers");
    nothing.commit();
  }
  EXPECT_EQ(db.commits(), 0);
  {
    Transaction undone(db);
    add_customer("1");
  }
  EXPECT_EQ(db.commits(), 0);
  for (const char* id : {"1", "2"}) {
    Transaction kept(db);
    add_customer(id);
    kept.commit();
  }
  EXPECT_EQ(db.commits(), 2);
}

TEST_F(DatabaseTest, ASubscriptionsVersionCountsRealChanges) {
  db.run("insert into products values ('p', 'name', '', 'type', 'tag', 'active', 1, null)");
  db.run(
      "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
      "values ('s', 'd', 'initial', 'p', 'c', 1)");
  const auto version = [&] { return count("select version from subscriptions"); };
  EXPECT_EQ(version(), 1);
  db.run("update subscriptions set insync = 1, description = 'd', note = null");
  EXPECT_EQ(version(), 1);
  db.run("update subscriptions set insync = 0, description = 'other'");
  EXPECT_EQ(db.changes(), 1);
  EXPECT_EQ(version(), 2);
  db.run("update subscriptions set note = 'n'");
  db.run("update subscriptions set end_date = 5");
  EXPECT_EQ(version(), 4);
  db.run("update subscriptions set version = 9");
  EXPECT_EQ(version(), 9);
}

TEST_F(DatabaseTest, OneChildMayStandUnderTwoAttributes) {
  db.run("insert into products values ('p', 'name', '', 'type', 'tag', 'active', 1, null)");
  db.run("insert into product_blocks values ('b', 'block', '', null, null, 1, null)");
  db.run(
      "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
      "values ('s', 'd', 'initial', 'p', 'c', 1)");
  for (const char* id : {"i", "j"})
    db.run("insert into subscription_instances values (?, 's', 'b', null)", id);
  const auto relate = [&](std::optional<std::string> attribute) {
    db.run("insert into subscription_instance_relations values ('i', 'j', 0, ?)", attribute);
  };
  relate("left");
  relate("right");
  relate(std::nullopt);
  EXPECT_EQ(error_kind([&] { relate("left"); }), "IntegrityError");
  EXPECT_EQ(error_kind([&] { relate(std::nullopt); }), "IntegrityError");
  db.run("delete from subscriptions");
  EXPECT_EQ(count("select count(*) from subscription_instance_relations"), 0);
}

TEST_F(DatabaseTest, SqlDoesNotKnowTheTime) {
  EXPECT_THROW(db.query("select datetime('now')"), Error);
}

TEST_F(DatabaseTest, TwoDatabasesKnowNothingOfEachOther) {
  MemoryFiles other_files;
  Database other(other_files);
  add_customer("1");
  auto rows = other.query("select count(*) from customers");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), 0);
}

TEST(DatabaseReopened, ALargeTransactionDoesNotLeaveALongLog) {
  MemoryFiles memory;
  FaultyFiles files(memory);
  Database db(files);
  const auto commit = [&](size_t bytes) {
    Transaction transaction(db);
    db.run("insert or replace into customers values ('1', ?, 'n')", std::string(bytes, 'x'));
    transaction.commit();
  };
  commit(16'000'000);
  EXPECT_GT(files.size(Slot::Wal), 16'000'000);
  commit(1);
  commit(1);
  EXPECT_LE(files.size(Slot::Wal), 4'194'304);
}

TEST(DatabaseReopened, KeepsWhatWasCommitted) {
  MemoryFiles files;
  {
    Database db(files);
    Transaction transaction(db);
    db.run("insert into customers values ('1', 'name', 'n')");
    transaction.commit();
  }
  Database db(files);
  auto rows = db.query("select fullname from customers");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(0), "name");
  EXPECT_EQ(db.commits(), 1);
}

}  // namespace
}  // namespace rehearsal::store
