// The file does not grow without end: of what only looks back the oldest goes. Of revisions see
// tests/unit/domain/revisions_test.cpp, of states that are kept way_back_test.cpp.
#include <gtest/gtest.h>

#include "api/door.h"
#include "api/request_keys.h"
#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::api {
namespace {

constexpr const char* kKey = "0a1b2c3d-0000-4000-8000-000000000001";

TEST(Retention, OfTheKeysOfChangesTheNewestTenThousandAreKept) {
  Door door;
  const std::string group = door.create_group("staff");
  const auto note = [&] {
    return door.send({{"id", 1},
                      {"method", "POST"},
                      {"path", "/api/processes/modify_note"},
                      {"body", {{{"subscription_id", group}}, {{"note", "n"}}}},
                      {"key", kKey}});
  };
  const Reply first = note();
  ASSERT_EQ(first.status, 201);
  const auto fill = [&](int64_t rows) {
    door.engine.reset();
    store::Database db(door.files);
    store::Transaction transaction(db);
    db.run(
        "insert into request_keys (key, request_digest, status, headers, body, created_at) with recursive "
        "n(i) as (select (select max(sequence) from request_keys) + 1 union all select i + 1 from n limit ?) "
        "select 'key ' || i, '', 200, '{}', 'null', 0 from n",
        rows);
    transaction.commit();
  };
  fill(9'998);
  door.die_and_open_again();
  EXPECT_EQ(door.put("/api/settings/status", {{"global_lock", false}}).status, 200);
  EXPECT_EQ(note().body, first.body) << "a repeat is known among the last ten thousand";
  const auto keys = [&](const char* sql) {
    return door.post("/api/rehearsal/sql", {{"sql", sql}}).body.at("rows").at(0).at(0);
  };
  fill(1);
  door.die_and_open_again();
  ASSERT_EQ(keys("select count(*) from request_keys"), 10'000);
  door.send({{"id", 1},
             {"method", "PUT"},
             {"path", "/api/rehearsal/pace"},
             {"body", {{"step_ms", 0}}},
             {"key", "0a1b2c3d-0000-4000-8000-000000000002"}});
  EXPECT_EQ(keys("select count(*) from request_keys"), 10'000);
  EXPECT_EQ(keys("select min(sequence) from request_keys"), 2) << "the oldest went";
}

TEST(Retention, OfLargeAnswersNoMoreThanSoManyBytesAreKept) {
  store::MemoryFiles files;
  store::Database db(files);
  int made = 0;
  const auto store_one = [&](size_t bytes) {
    store::Transaction transaction(db);
    Answer answer;
    answer.body = std::string(bytes, 'x');
    store_answer(db, "key " + std::to_string(++made), "digest", answer, Instant{});
    transaction.commit();
  };
  const auto number = [&](const char* sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.integer(0) : -1;
  };
  for (int i = 0; i < 100; ++i) store_one(20);
  for (int i = 0; i < 19; ++i) store_one(1'000'000);
  EXPECT_EQ(number("select min(sequence) from request_keys"), 1) << "there is room for all";
  for (int i = 0; i < 11; ++i) store_one(1'000'000);
  EXPECT_EQ(number("select count(*) from request_keys"), 20);
  EXPECT_EQ(number("select max(sequence) from request_keys"), made) << "the newest are kept";
  store_one(30'000'000);
  EXPECT_EQ(number("select count(*) from request_keys"), 1) << "the newest always is";
  store_one(20);
  EXPECT_EQ(number("select count(*) from request_keys"), 2);
}

}  // namespace
}  // namespace rehearsal::api
