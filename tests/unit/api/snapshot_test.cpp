// State out and in through the door.
#include <gtest/gtest.h>

#include "api/snapshot_world.h"
#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::api {
namespace {

TEST(Snapshot, WhatWasExportedComesBackByteForByte) {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    Door door;
    live(door, seed, 25);
    const std::string file = export_of(door);
    Door fresh;
    const Json job = import_into(fresh, file);
    ASSERT_EQ(job.at("state"), "done") << "seed " << seed << ": " << dump_json(job);
    EXPECT_EQ(content_of(export_of(fresh)), content_of(file)) << "seed " << seed;
  }
}

TEST(Snapshot, TheSameDatabaseGivesTheSameBytes) {
  Door door;
  live(door, 5, 12);
  EXPECT_EQ(content_of(export_of(door)), content_of(export_of(door)));
}

TEST(Snapshot, AnImportedProcessGoesOnWhereItStood) {
  Door door;
  door.put("/api/rehearsal/pace", {{"manual", true}});
  const std::string id =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}})
          .body.at("id")
          .get<std::string>();
  door.run();
  door.post("/api/rehearsal/pace/next", nullptr);
  door.run();
  const std::string file = export_of(door);
  Door fresh;
  ASSERT_EQ(import_into(fresh, file).at("state"), "done");
  EXPECT_EQ(fresh.get("/api/rehearsal/pace").body, Json({{"manual", true}}));
  EXPECT_EQ(fresh.process(id).at("last_step"), "Start");
  fresh.put("/api/rehearsal/pace", {{"step_ms", 0}});
  fresh.run();
  EXPECT_EQ(fresh.process(id).at("last_status"), "completed");
}

TEST(Snapshot, WhatRanIsLetGoOf) {
  Door door;
  const std::string file = export_of(door);
  door.put("/api/rehearsal/pace", {{"step_ms", 1000}});
  door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  door.run();
  ASSERT_EQ(door.get("/api/rehearsal/status").body.at("running_processes"), 1);
  ASSERT_EQ(import_into(door, file).at("state"), "done");
  const Json status = door.get("/api/rehearsal/status").body;
  EXPECT_EQ(status.at("running_processes"), 0);
  EXPECT_EQ(status.at("sizes").at("processes"), 0);
  door.put("/api/rehearsal/clock", {{"advance_s", 5}});
  door.run();
}

// Ids of changes without a key are made of the seed and the number of the change: another database, where the
// same numbers were used, must not meet them again with the same result.
TEST(Snapshot, NewIdsDoNotMeetImportedOnes) {
  for (int more = 0; more < 4; ++more) {
    Door door;
    // So that the group's numbers are those that come after the import.
    for (int i = 0; i < more; ++i) door.put("/api/rehearsal/pace", {{"step_ms", i}});
    door.put("/api/rehearsal/pace", {{"step_ms", 0}});
    door.create_group("staff");
    const std::string file = export_of(door);
    Door fresh;  // with the same seed
    ASSERT_EQ(import_into(fresh, file).at("state"), "done");
    for (int i = 0; i < 6; ++i) fresh.create_group("crew " + std::to_string(i));
    EXPECT_EQ(fresh.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 7) << more;
  }
}

TEST(Snapshot, UndoBringsBackWhatWasThereAndUndoAgainWhatCameInstead) {
  Door door;
  live(door, 3, 10);
  const std::string before = export_of(door);
  EXPECT_EQ(door.get("/api/rehearsal/snapshot/undo").body,
            Json({{"kept", nullptr}, {"states", Json::array()}}));
  EXPECT_EQ(door.post("/api/rehearsal/snapshot/undo", nullptr).status, 404);
  Door other;
  other.create_group("of the other");
  const std::string file = export_of(other);
  ASSERT_EQ(import_into(door, file).at("state"), "done");
  const Json kept = door.get("/api/rehearsal/snapshot/undo").body.at("kept");
  EXPECT_EQ(kept.at("before"), "Importing a snapshot");
  EXPECT_EQ(kept.at("commits_since"), 0);
  door.create_group("made since");
  EXPECT_EQ(door.get("/api/rehearsal/snapshot/undo").body.at("kept").at("commits_since").get<int>() > 0,
            true);
  const std::string since = export_of(door);
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(content_of(export_of(door)), content_of(before));
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(content_of(export_of(door)), content_of(since));
  // What came back is not kept as well: what it replaced took its place.
  door.engine.reset();
  store::Database db(door.files);
  auto rows = db.query("select count(*), max(digest) from kept_snapshots");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), 1);
  EXPECT_EQ(rows.text(1), parse_json(before).at("digest"));
}

// More changes than are kept of a subscription: the way back is there.
TEST(Snapshot, ALongLifeComesBack) {
  Door door;
  const std::string group = door.create_group("staff");
  for (int i = 0; i < 60; ++i)
    door.start("modify_user_group",
               {{{"subscription_id", group}}, {{"group_name", "staff" + std::to_string(i)}}});
  const std::string before = export_of(door);
  EXPECT_EQ(parse_json(before).at("content").at("revisions").size(), 100u);
  EXPECT_EQ(preview_in(door, before, "replace").at("result").at("problem_count"), 0);
  Door other;
  ASSERT_EQ(import_into(door, export_of(other)).at("state"), "done");
  const Json undone = job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr));
  ASSERT_EQ(undone.at("state"), "done") << dump_json(undone);
  EXPECT_EQ(content_of(export_of(door)), content_of(before));
}

TEST(Snapshot, WhatWasSetForTheStageGoesWithReplace) {
  for (const char* mode : {"add", "replace"}) {
    Door source, door;
    source.create_group("staff");
    door.put("/api/rehearsal/faults", {{{"workflow", "create_user_group"}, {"kind", "fail"}}});
    door.put("/api/rehearsal/breakpoints", {{{"workflow", "create_user_group"}, {"step", "Start"}}});
    ASSERT_EQ(import_into(door, export_of(source), mode).at("state"), "done");
    const size_t left = std::string(mode) == "add" ? 1 : 0;
    EXPECT_EQ(door.get("/api/rehearsal/faults").body.size(), left) << mode;
    EXPECT_EQ(door.get("/api/rehearsal/breakpoints").body.size(), left) << mode;
    if (left == 0) door.create_group("after");
  }
}

TEST(Snapshot, UndoOutlivesTheEngine) {
  Door door;
  door.create_group("staff");
  const std::string before = export_of(door);
  Door empty;
  ASSERT_EQ(import_into(door, export_of(empty)).at("state"), "done");
  door.die_and_open_again();
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(content_of(export_of(door)), content_of(before));
}

TEST(Snapshot, OnlyTheNewestStatesAreKept) {
  Door door;
  const std::string file = export_of(door);
  std::vector<std::string> states;
  for (int i = 0; i < 5; ++i) {
    door.create_group("group " + std::to_string(i));
    states.push_back(export_of(door));
    ASSERT_EQ(import_into(door, file).at("state"), "done");
  }
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot",
                                   [&] {
                                     Json body = body_of(file, "replace");
                                     body["keep"] = false;
                                     return body;
                                   }()))
                .at("state"),
            "done");
  // Asked not to, it kept nothing: the newest is the one before.
  const Json kept = door.get("/api/rehearsal/snapshot/undo").body.at("kept");
  EXPECT_EQ(kept.at("digest"), parse_json(states.back()).at("digest"));
  door.engine.reset();
  store::Database db(door.files);
  auto rows = db.query("select digest from kept_snapshots order by sequence");
  for (size_t i = 2; i < 5; ++i) {
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.text(0), parse_json(states[i]).at("digest"));
  }
  EXPECT_FALSE(rows.step());
}

TEST(Snapshot, ImportingWhatIsHereKeepsTheWayBackToWhatWasBefore) {
  Door source, door;
  source.create_group("staff");
  const std::string file = export_of(source);
  door.create_group("mine");
  const Json before = parse_json(export_of(door)).at("digest");
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(import_into(door, file).at("state"), "done");
    EXPECT_EQ(door.get("/api/rehearsal/snapshot/undo").body.at("kept").at("digest"), before) << i;
  }
}

// The code gave a product another name and left it its id: what was made before can be opened and taken.
TEST(Snapshot, AProductThatHasAnotherNameInTheCodeNow) {
  Door old;
  {
    store::Database db(old.files);
    store::Transaction transaction(db);
    db.run("update products set name = 'User of old' where name = 'User external'");
    db.run("delete from catalog_entries");
    transaction.commit();
  }
  old.die_and_open_again();
  EXPECT_EQ(old.get("/api/products").body.size(), 4u);
  const std::string file = export_of(old);
  Door door;
  const Json job = import_into(door, file);
  EXPECT_EQ(job.at("state"), "done") << dump_json(job);
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(door.get("/api/products").body.size(), 3u);
}

TEST(Snapshot, AddKeepsWhatIsHereAndReplaceDoesNot) {
  Door source;
  const std::string staff = source.create_group("staff");
  const std::string file = export_of(source);
  Door door;
  // Another seed would do; here another key gives other ids.
  const Reply started = door.send({{"id", 1},
                                   {"method", "POST"},
                                   {"path", "/api/processes/create_user_group"},
                                   {"body", {{{"product", kUserGroup}}, {{"group_name", "own"}}}},
                                   {"key", "00000000-0000-4000-9000-000000000001"}});
  ASSERT_EQ(started.status, 201);
  door.run();
  const Json look = preview_in(door, file, "add").at("result");
  EXPECT_EQ(look.at("problem_count"), 0);
  EXPECT_EQ(look.at("changes").at("subscriptions").at("added"), 1);
  EXPECT_EQ(look.at("changes").at("subscriptions").at("removed"), 0);
  EXPECT_EQ(look.at("changes").at("subscriptions").at("first").at("added").at(0),
            Json({{"id", staff}, {"title", "User group staff"}}));
  EXPECT_EQ(preview_in(door, file, "replace").at("result").at("changes").at("subscriptions").at("removed"),
            1);
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 1)
      << "looking changes nothing";
  ASSERT_EQ(import_into(door, file, "add").at("state"), "done");
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 2);
  const std::string both = export_of(door);
  const Json again = import_into(door, file, "add");
  EXPECT_EQ(again.at("result").at("changes").at("subscriptions").at("unchanged"), 1);
  EXPECT_EQ(content_of(export_of(door)), content_of(both)) << "the same a second time adds nothing";
  ASSERT_EQ(import_into(door, file, "replace").at("state"), "done");
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 1);
}

TEST(Snapshot, AddTakesTheFilesStateAndItsHistory) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string user = door.create_user("ann", group);
  const std::string old_file = export_of(door);
  door.start("modify_user_group", {{{"subscription_id", group}}, {{"group_name", "crew"}}});
  const std::string new_file = export_of(door);
  const auto name = [&] {
    return door.get("/api/subscriptions/domain-model/" + group).body.at("user_group").at("group_name");
  };
  ASSERT_EQ(name(), "crew");
  const Json back = import_into(door, old_file, "add");
  ASSERT_EQ(back.at("state"), "done") << dump_json(back);
  // The group, and the user whose description names it.
  EXPECT_EQ(back.at("result").at("changes").at("subscriptions").at("changed"), 2);
  EXPECT_EQ(name(), "staff");
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + user).body.at("user").at("group").at("group_name"),
            "staff");
  const Json went_back = parse_json(export_of(door)).at("content");
  Json newest;
  for (const Json& each : went_back.at("revisions")) {
    if (each.at("subscription_id") == group) newest = each;
  }
  EXPECT_EQ(newest.at("model").at("user_group").at("group_name"), "staff")
      << "the newest revision is the state";
  ASSERT_EQ(import_into(door, new_file, "add").at("state"), "done");
  EXPECT_EQ(name(), "crew");
  door.start("validate_user_group", {{{"subscription_id", group}}});
}

TEST(Snapshot, ASelectionBringsWhatItDependsOn) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string crew = door.create_group("crew");
  const std::string ann = door.create_user("ann", staff);
  door.create_user("ben", crew);
  const Json all = parse_json(export_of(door)).at("content");
  const std::string file = export_of(door, {{"subscriptions", ann}, {"processes", "false"}});
  const Json content = parse_json(file).at("content");
  std::vector<std::string> ids;
  for (const Json& each : content.at("subscriptions"))
    ids.push_back(each.at("subscription_id").get<std::string>());
  EXPECT_EQ(ids, (std::vector<std::string>{staff, ann}));
  EXPECT_EQ(content.at("processes").size(), 0u);
  EXPECT_EQ(content.at("products").size(), 2u);
  EXPECT_EQ(content.at("settings").size(), 0u);
  EXPECT_EQ(content.at("customers").size(), 1u);
  EXPECT_EQ(content.at("external_records").size(), 2u);
  EXPECT_EQ(content.at("revisions").size() * 2, all.at("revisions").size());
  EXPECT_EQ(parse_json(export_of(door, {{"subscriptions", ann}})).at("content").at("processes").size(), 2u);
  Door fresh;
  ASSERT_EQ(import_into(fresh, file, "add").at("state"), "done");
  EXPECT_EQ(fresh.get("/api/subscriptions/domain-model/" + ann).body.at("user").at("group").at("group_name"),
            "staff");
  EXPECT_EQ(
      door.get("/api/rehearsal/snapshot", {{"subscriptions", "00000000-0000-4000-8000-00000000dead"}}).status,
      404);
  EXPECT_EQ(door.get("/api/rehearsal/snapshot", {{"subscriptions", "nonsense"}}).status, 400);
  EXPECT_EQ(door.get("/api/rehearsal/snapshot", {{"processes", "perhaps"}}).status, 400);
}

// What is exported can be taken.
TEST(Snapshot, NobodysNameIsLongerThanAReaderTakes) {
  Door door;
  std::string name;
  for (int i = 0; i < 100; ++i) name += "\u00e4";
  EXPECT_EQ(preview_in(door, export_of(door, {{"by", name}}), "replace").at("result").at("problem_count"), 0);
  const Reply refused = door.get("/api/rehearsal/snapshot", {{"by", name + "\u00e4"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(dump_json(refused.body).find("a name of at most 200 bytes"), std::string::npos) << refused.body;
}

TEST(Snapshot, TokensAndKeysStayHere) {
  Door door;
  ASSERT_EQ(door.send({{"id", 1},
                       {"method", "POST"},
                       {"path", "/api/processes/create_user_group"},
                       {"body", {{{"product", kUserGroup}}, {{"group_name", "staff"}}}},
                       {"key", "00000000-0000-4000-9000-0000000feed1"}})
                .status,
            201);
  door.run();
  door.engine.reset();
  {
    store::Database db(door.files);
    db.run(R"(update process_steps set state = '{"__callback_token":"secret","callback_route":)"
           R"("/api/processes/x/callback/secret","callback_result":"stays",' || substr(state, 2))");
  }
  door.die_and_open_again();
  const std::string file = export_of(door);
  EXPECT_EQ(file.find("secret"), std::string::npos);
  EXPECT_NE(file.find("callback_result"), std::string::npos);
  EXPECT_EQ(file.find("0000000feed1"), std::string::npos);
  EXPECT_EQ(preview_in(door, file, "replace").at("result").at("problem_count"), 0);
}

}  // namespace
}  // namespace rehearsal::api
