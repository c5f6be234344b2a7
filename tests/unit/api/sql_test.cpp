// POST /api/rehearsal/sql: it reads, it ends, it shows no secret, and it leaves the engine as it was.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

class Sql : public testing::Test {
 protected:
  Reply ask(const std::string& sql, const Json& limit = nullptr) {
    Json body = {{"sql", sql}};
    if (!limit.is_null()) body["limit"] = limit;
    return door.post("/api/rehearsal/sql", body);
  }
  Door door;
};

TEST_F(Sql, GivesColumnsAndRows) {
  door.create_group("staff");
  const Reply reply = ask("select description, version, null as none, 1.5 as half from subscriptions");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, (Json{{"columns", {"description", "version", "none", "half"}},
                              {"rows", Json::array({Json::array({"User group staff", 4, nullptr, 1.5})})},
                              {"has_more", false}}));
}

TEST_F(Sql, GivesAsManyRowsAsAreAskedFor) {
  const char* numbers =
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 150) select i from n";
  EXPECT_EQ(ask(numbers).body["rows"].size(), 100u);
  EXPECT_EQ(ask(numbers).body["has_more"], true);
  EXPECT_EQ(ask(numbers, 150).body["rows"].size(), 150u);
  EXPECT_EQ(ask(numbers, 150).body["has_more"], false);
  for (const Json& limit : {Json(0), Json(10'001), Json("5"), Json(1.5)})
    EXPECT_EQ(ask(numbers, limit).status, 422);
}

TEST_F(Sql, RefusesWhatWouldChangeSomething) {
  door.create_group("staff");
  const Json before = door.rows();
  for (const char* sql : {"delete from subscriptions", "update settings set value = 1",
                          "insert into customers values ('a', 'b', 'c')", "create table t (a)",
                          "drop table processes", "pragma user_version = 5", "pragma foreign_keys = off",
                          "attach 'x' as y", "begin", "commit", "rollback", "savepoint part", "release part",
                          "vacuum", "reindex", "analyze", "with a as (select 1) delete from subscriptions"}) {
    const Reply reply = ask(sql);
    EXPECT_EQ(reply.status, 400) << sql;
    EXPECT_EQ(reply.body["detail"],
              "Expected a statement that only reads (select …), found one that would do more.")
        << sql;
  }
  EXPECT_EQ(door.rows(), before);
  door.create_group("crew");
}

TEST_F(Sql, RefusesWhatIsNoStatement) {
  for (const char* sql :
       {"", "selec 1", "select 1; select 2", "select nothing from nowhere", "select ?", "-- nothing"})
    EXPECT_EQ(ask(sql).status, 400) << sql;
  EXPECT_EQ(door.post("/api/rehearsal/sql", {{"limit", 5}}).status, 422);
  EXPECT_EQ(door.post("/api/rehearsal/sql", Json::array()).status, 422);
  EXPECT_EQ(ask("select x'00'").status, 400);
}

TEST_F(Sql, EndsWhatTakesTooLong) {
  const Reply reply =
      ask("with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n");
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(text_or(reply.body, "detail").find("Ask for less"), std::string::npos) << dump_json(reply.body);
  EXPECT_EQ(ask("select length(zeroblob(1000000000))").status, 400);
  EXPECT_EQ(ask("select 1").status, 200);
}

TEST_F(Sql, ShowsNoKeyOfARequest) {
  const Json start = {{"id", 1},
                      {"method", "POST"},
                      {"path", "/api/processes/create_user_group"},
                      {"body", {{{"product", kUserGroup}}, {{"group_name", "staff"}}}},
                      {"key", "11111111-1111-4111-8111-111111111111"}};
  const Reply started = door.send(start);
  ASSERT_EQ(started.status, 201);
  door.run();
  EXPECT_EQ(ask("select key, status from request_keys").body["rows"],
            Json::array({Json::array({nullptr, 201})}));
  EXPECT_EQ(ask("select count(*) from request_keys where key like '1111%'").body["rows"],
            Json::array({Json::array({0})}));
  EXPECT_EQ(door.send(start).body, started.body) << "the engine itself still finds it";
}

}  // namespace
}  // namespace rehearsal::api
