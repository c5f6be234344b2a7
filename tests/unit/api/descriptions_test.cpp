// A group with many users gets another name: their descriptions follow in parts, between which the door is
// open, and nothing that reads the whole state finds an old one.
#include <gtest/gtest.h>

#include <algorithm>

#include "api/replay.h"
#include "api/snapshot_world.h"
#include "api/watch.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

constexpr int64_t kUsers = 100;
// A turn's part, where each user has a block of its own and the group's.
constexpr int64_t kMostOfTurn = 32;

struct Renamed : testing::Test {
  Door door;
  std::string group = door.create_group("staff");
  std::string other = door.create_group("others");

  Renamed() {
    for (int64_t i = 0; i < kUsers; ++i) door.create_user("user " + std::to_string(i), group);
  }
  // Until the value has changed: the turns that follow have the descriptions to do.
  void rename(const char* name) {
    ASSERT_EQ(
        door.post("/api/processes/modify_user_group", {{{"subscription_id", group}}, {{"group_name", name}}})
            .status,
        201);
    for (int turns = 0; number("select count(*) from stale_descriptions") == 0; ++turns) {
      ASSERT_LT(turns, 50);
      door.engine->turn();
    }
  }
  int64_t number(const std::string& sql) {
    const Json body = door.post("/api/rehearsal/sql", {{"sql", sql}}).body;
    return body.at("rows").at(0).at(0).get<int64_t>();
  }
  int64_t described(const std::string& name) {
    return number("select count(*) from subscriptions where description like 'User % from group " + name +
                  " (%'");
  }
  int64_t found(const std::string& word) {
    return door.get("/api/rehearsal/lists/subscriptions", {{"query", word}}).body.at("total").get<int64_t>();
  }
};

TEST_F(Renamed, ATurnBringsAFewUpToDateAndTheDoorIsOpenInBetween) {
  const int64_t versions =
      number("select sum(version) from subscriptions where description like 'User user %'");
  rename("crew");
  EXPECT_EQ(described("crew"), 0);
  int64_t turns = 0;
  for (int64_t before = 0; before < kUsers; ++turns) {
    const double due = door.engine->turn();
    const int64_t now = described("crew");
    EXPECT_EQ(now < kUsers && due != 0, false) << "the rest is due at once";
    EXPECT_GT(now, before);
    EXPECT_LE(now - before, kMostOfTurn);
    EXPECT_EQ(found("crew"), now + 1) << "a search finds what there is, the group and those that are done";
    EXPECT_EQ(found("\"group staff\""), kUsers - now);
    before = now;
  }
  EXPECT_GE(turns, kUsers / kMostOfTurn);
  door.run();
  EXPECT_EQ(number("select count(*) from stale_descriptions"), 0);
  EXPECT_EQ(number("select sum(version) from subscriptions where description like 'User user %'"),
            versions + kUsers)
      << "each is one change";
}

TEST(Descriptions, WhetherAnyIsOutOfDateIsAskedOncePerCommit) {
  Watch watch;
  Door door;
  const std::string group = door.create_group("staff");
  const auto asked = [&] {
    int all = 0;
    for (const auto& [sql, runs] : Watch::runs()) {
      if (sql.find("from stale_descriptions order by") != std::string::npos) all += runs;
    }
    return all;
  };
  const auto commits = [&] { return door.get("/api/rehearsal/status").as_of; };
  asked();
  int64_t before = commits();
  for (int i = 0; i < 3; ++i) door.create_user("user " + std::to_string(i), group);
  int64_t made = commits() - before;
  EXPECT_GT(made, 3);
  EXPECT_LE(asked(), made + 1);
  for (int i = 0; i < 20; ++i) door.engine->turn();
  EXPECT_LE(asked(), 1) << "nothing was committed";
}

TEST_F(Renamed, NoStepIsTakenBeforeAllAreUpToDate) {
  rename("crew");
  const Reply started =
      door.post("/api/processes/modify_note", {{{"subscription_id", other}}, {{"note", "n"}}});
  ASSERT_EQ(started.status, 201);
  const std::string process = started.body.at("id").get<std::string>();
  while (described("crew") < kUsers) {
    EXPECT_EQ(door.process(process).at("last_status"), "created");
    door.engine->turn();
  }
  door.run();
  EXPECT_EQ(door.process(process).at("last_status"), "completed");
}

TEST_F(Renamed, AnEngineThatIsPausedBringsThemUpToDate) {
  rename("crew");
  door.put("/api/settings/status", {{"global_lock", true}});
  door.run();
  EXPECT_EQ(described("crew"), kUsers);
}

TEST_F(Renamed, TheNextEngineGoesOnWhereThisOneDied) {
  rename("crew");
  door.engine->turn();
  door.engine->turn();
  const int64_t done = described("crew");
  EXPECT_GT(done, 0);
  door.die_and_open_again();
  EXPECT_EQ(described("crew"), done);
  EXPECT_EQ(door.engine->turn(), 0);
  door.run();
  EXPECT_EQ(described("crew"), kUsers);
  EXPECT_EQ(number("select count(*) from subscription_revisions where model like '%from group crew (%'"),
            kUsers)
      << "none is described twice";
}

TEST_F(Renamed, AfterEveryWriteThatIsTheLastTheNextEngineGoesOn) {
  rename("crew");
  door.engine.reset();
  const auto lay_out = [&](store::MemoryFiles& disk) {
    for (const store::Slot slot : store::kSlots) write_all(disk, slot, read_all(door.files, slot));
  };
  const auto open = [](store::Files& files) {
    EngineOptions options;
    options.files = std::make_unique<LentFiles>(files);
    options.now = parse_iso("2026-01-01T09:00:00Z");
    return Engine::open(std::move(options));
  };
  const auto work = [](Engine& engine) {
    for (int turns = 0; turns < 100 && engine.turn() == 0; ++turns) {
    }
  };
  int64_t effects = 0;
  for (int64_t after = 0; after <= effects || after == 0; ++after) {
    store::MemoryFiles disk;
    lay_out(disk);
    store::FaultyFiles files(disk);
    {
      const auto engine = open(files);
      if (after > 0) files.cut_after(after - 1);
      const int64_t before = files.effects();
      work(*engine);
      if (after == 0) effects = files.effects() - before;
    }
    files.lose_power(static_cast<uint64_t>(after));
    {
      const auto engine = open(files);
      work(*engine);
    }
    store::Database db(files);
    EXPECT_EQ(db.integrity_problems(), "");
    for (const char* sql :
         {"select count(*) from subscriptions where description like 'User % from group crew (%'",
          "select count(*) from subscription_revisions where model like '%from group crew (%'"}) {
      auto rows = db.query(sql);
      ASSERT_TRUE(rows.step());
      ASSERT_EQ(rows.integer(0), kUsers) << sql << ", after " << after;
    }
  }
  EXPECT_GT(effects, 8);
}

TEST_F(Renamed, AnExportAndAnImportWaitUntilAllAreUpToDate) {
  rename("crew");
  const std::string file = export_of(door, {{"processes", "false"}});
  EXPECT_EQ(file.find("from group staff ("), file.find("from group staff (", file.find("\"revisions\"")))
      << "only their history has the old name";
  Door fresh;
  ASSERT_EQ(import_into(fresh, file).at("state"), "done");
  EXPECT_EQ(fresh.get("/api/rehearsal/lists/subscriptions", {{"query", "crew"}}).body.at("total"),
            kUsers + 1);

  rename("team");
  ASSERT_EQ(import_into(door, file).at("state"), "done");
  EXPECT_EQ(described("crew"), kUsers);
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(described("team"), kUsers) << "what is kept has none that is out of date";
}

TEST_F(Renamed, AGroupThatComesWithAnotherNameRenamesTheUsersThatAreHere) {
  Door elsewhere;
  ASSERT_EQ(import_into(elsewhere, export_of(door)).at("state"), "done");
  elsewhere.start("modify_user_group", {{{"subscription_id", group}}, {{"group_name", "crew"}}});
  const std::string file = export_of(elsewhere, {{"subscriptions", group}, {"processes", "false"}});
  const Json added = import_into(door, file, "add");
  ASSERT_EQ(added.at("state"), "done") << dump_json(added);
  ASSERT_EQ(added.at("result").at("changes").at("subscriptions").at("changed"), 1);
  EXPECT_EQ(described("crew"), kUsers);
}

TEST_F(Renamed, AReportIsPlayedAgainToTheSame) {
  rename("crew");
  const Json first = job_of(door, door.get("/api/rehearsal/report"));
  EXPECT_TRUE(
      replay(*bytes_of_base64(first.at("result").at("report").at("$base64").get<std::string>())).is_same);
  rename("team");
  door.engine->turn();
  door.die_and_open_again();
  door.run();
  const Json cut = job_of(door, door.get("/api/rehearsal/report"));
  const Json report =
      parse_json(*bytes_of_base64(cut.at("result").at("report").at("$base64").get<std::string>()));
  EXPECT_EQ(report.at("why_not"), "The engine was opened while descriptions were being brought up to date.");
  door.create_group("new");
  const Json again = job_of(door, door.get("/api/rehearsal/report"));
  const std::string text = *bytes_of_base64(again.at("result").at("report").at("$base64").get<std::string>());
  EXPECT_FALSE(parse_json(text).at("start").is_null()) << "it begins anew when all is up to date";
  EXPECT_TRUE(replay(text).is_same);
}

// One user lacks its group, and another has an age that is none.
TEST_F(Renamed, WhatCannotBeReadKeepsItsWordsAndNothingElseWaitsForIt) {
  door.engine.reset();
  {
    LentFiles lent(door.files);
    store::Database db(lent);
    db.run(
        "update subscription_instance_relations set domain_model_attr = 'team' where in_use_by_id = (select "
        "subscription_instance_id from subscription_instance_values where value = 'user 7')");
    db.run(
        "update subscription_instance_values set value = 'abc' where value = '33' and "
        "subscription_instance_id = (select subscription_instance_id from subscription_instance_values where "
        "value = 'user 8')");
  }
  door.die_and_open_again();
  door.start("modify_user_group", {{{"subscription_id", group}}, {{"group_name", "crew"}}});
  EXPECT_EQ(described("crew"), kUsers - 2);
  EXPECT_EQ(described("staff"), 2);
  int notices = 0;
  for (const std::string& event : door.engine->take_events()) {
    if (event.find("\"notice\"") == std::string::npos) continue;
    EXPECT_NE(event.find(++notices == 1 ? "UserGroupBlock in the field group, found none"
                                        : "the field age, found \\\"abc\\\""),
              std::string::npos)
        << event;
  }
  EXPECT_EQ(notices, 2) << "it is said";
  EXPECT_TRUE(door.get("/api/rehearsal/status").body.at("trouble").is_null());
  door.die_and_open_again();
  door.create_group("goes on");
}

// Not one of the descriptions is what fails, but the noting of what stands above them.
TEST_F(Renamed, WhatCannotBeGoneOnWithIsSetAside) {
  door.engine.reset();
  {
    LentFiles lent(door.files);
    store::Database db(lent);
    db.run_script(
        "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
        "domain_model_attr) select a.subscription_instance_id, b.subscription_instance_id, 0, 'friend' from "
        "subscription_instance_values a, subscription_instance_values b where a.value = 'user 1' and b.value "
        "= 'user 2';"
        "create trigger refuse before insert on stale_descriptions when new.height > 0 begin select "
        "raise(abort, 'no'); end");
  }
  door.die_and_open_again();
  rename("crew");
  for (int turns = 0; turns < 5; ++turns) door.engine->turn();
  EXPECT_EQ(number("select count(*) from stale_descriptions"), 0);
  door.create_group("goes on");
  EXPECT_TRUE(door.get("/api/rehearsal/status").body.at("trouble").is_null());
}

}  // namespace
}  // namespace rehearsal::api
