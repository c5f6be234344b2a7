// The states that are kept for the way back: ordinary acts never push out one that differs, and each of them
// can be reached.
#include <gtest/gtest.h>

#include "api/snapshot_world.h"

namespace rehearsal::api {
namespace {

Json undo(Door& door, const Json& body = nullptr) {
  return job_of(door, door.post("/api/rehearsal/snapshot/undo", body));
}
Json start_over(Door& door) {
  return job_of(door, door.post("/api/rehearsal/snapshot/start-over", nullptr));
}
Json digest_of(Door& door) {
  return parse_json(export_of(door)).at("digest");
}
Json states(Door& door) {
  return door.get("/api/rehearsal/snapshot/undo").body.at("states");
}
Json commits(Door& door) {
  return door.get("/api/rehearsal/status").body.at("commits");
}
std::vector<Json> digests(Door& door) {
  std::vector<Json> all;
  for (const Json& each : states(door)) all.push_back(each.at("digest"));
  return all;
}

TEST(WayBack, EveryKeptStateIsToldAndCanBeReached) {
  Door door, source;
  source.create_group("staff");
  const std::string file = export_of(source);
  EXPECT_EQ(states(door), Json::array());
  door.create_user("ann", door.create_group("first"));
  const Json first = digest_of(door);
  ASSERT_EQ(import_into(door, file).at("result").at("kept"), true);
  door.create_group("second");
  const Json second = digest_of(door);
  ASSERT_EQ(start_over(door).at("result").at("kept"), true);
  const Json told = states(door);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].at("digest"), second);
  EXPECT_EQ(told[0].at("before"), "Starting over");
  EXPECT_EQ(told[0].at("subscriptions"), 2);
  EXPECT_EQ(told[0].at("processes"), 2);
  EXPECT_EQ(told[0].at("commits_since"), 0);
  EXPECT_EQ(told[1].at("digest"), first);
  EXPECT_EQ(told[1].at("before"), "Importing a snapshot");
  EXPECT_EQ(told[1].at("subscriptions"), 2);
  EXPECT_EQ(door.get("/api/rehearsal/snapshot/undo").body.at("kept"), told[0]);
  EXPECT_EQ(undo(door, {{"digest", "nonsense"}}).at("status"), 404);
  for (const Json& odd : {Json(5), Json::array(), Json({{"digest", 5}}), Json({{"other", "x"}})})
    EXPECT_EQ(undo(door, odd).at("status"), 422) << odd;
  const Json back = undo(door, {{"digest", first}});
  ASSERT_EQ(back.at("state"), "done") << dump_json(back);
  EXPECT_EQ(digest_of(door), first);
  EXPECT_EQ(digests(door).size(), 2u) << "what came back is not kept as well";
  EXPECT_EQ(digests(door).at(1), second);
  ASSERT_EQ(undo(door, {{"digest", second}}).at("state"), "done");
  EXPECT_EQ(digest_of(door), second);
}

TEST(WayBack, StartingOverAgainChangesNothing) {
  Door door;
  door.create_group("staff");
  const Json before = digest_of(door);
  door.put("/api/settings/status", {{"global_lock", true}});
  door.put("/api/settings/status", {{"global_lock", false}});
  ASSERT_EQ(start_over(door).at("state"), "done");
  const Json empty = digest_of(door), made = commits(door);
  for (int i = 0; i < 4; ++i) {
    door.put("/api/rehearsal/clock", {{"advance_s", 60}});
    const Json as_of = commits(door);
    const Json again = start_over(door);
    ASSERT_EQ(again.at("state"), "done");
    EXPECT_EQ(again.at("result").at("kept"), false);
    EXPECT_EQ(commits(door), as_of) << "nothing is written";
  }
  EXPECT_EQ(digest_of(door), empty);
  EXPECT_EQ(digests(door), std::vector<Json>{before});
}

TEST(WayBack, TheSameFileAgainChangesNothing) {
  Door source;
  const std::string group = source.create_group("staff");
  const std::string user = source.create_user("ann", group);
  const std::string whole = export_of(source), part = export_of(source, {{"subscriptions", user}});
  for (const std::string& file : {whole, part}) {
    for (const char* mode : {"add", "replace"}) {
      Door door;
      door.put("/api/rehearsal/clock", {{"advance_s", 60}});
      door.create_group("mine");
      const Json mine = digest_of(door);
      ASSERT_EQ(import_into(door, file, mode).at("state"), "done");
      const Json then = digest_of(door), made = commits(door);
      for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(preview_in(door, file, mode).at("result").at("changes").at("workflows").at("removed"), 0);
        const Json job = import_into(door, file, mode);
        ASSERT_EQ(job.at("state"), "done") << dump_json(job);
        EXPECT_EQ(job.at("result").at("kept"), false) << mode << dump_json(job);
        EXPECT_EQ(commits(door), made) << mode << ": nothing is written";
      }
      EXPECT_EQ(digest_of(door), then);
      EXPECT_EQ(digests(door), std::vector<Json>{mine}) << mode;
    }
  }
}

// To and fro, and always the same states: each is kept once.
TEST(WayBack, AStateThatIsKeptAlreadyTakesNoOthersPlace) {
  Door source, door;
  source.create_group("staff");
  const std::string file = export_of(source);
  door.create_group("mine");
  const Json mine = digest_of(door);
  for (int i = 0; i < 5; ++i) {
    door.put("/api/rehearsal/clock", {{"advance_s", 60}});
    ASSERT_EQ(start_over(door).at("state"), "done");
    ASSERT_EQ(import_into(door, file).at("state"), "done");
  }
  const std::vector<Json> all = digests(door);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all.back(), mine);
}

// What a person changed of the catalogue, of the settings and of the stage counts.
TEST(WayBack, StartingOverTakesBackAllThatAPersonSet) {
  const std::vector<std::pair<const char*, std::function<void(Door&)>>> acts = {
      {"a product",
       [](Door& door) {
         door.send({{"id", 1},
                    {"method", "PATCH"},
                    {"path", std::string("/api/products/") + kUserGroup},
                    {"body", {{"description", "other words"}}}});
       }},
      {"the pace",
       [](Door& door) {
         door.put("/api/rehearsal/pace", {{"manual", true}});
       }},
      {"the lock",
       [](Door& door) {
         door.put("/api/settings/status", {{"global_lock", true}});
       }},
      {"a fault",
       [](Door& door) {
         door.put("/api/rehearsal/faults", {{{"workflow", "create_user_group"}, {"kind", "fail"}}});
       }},
      {"a breakpoint", [](Door& door) {
         door.put("/api/rehearsal/breakpoints", {{{"workflow", "create_user_group"}, {"step", "Start"}}});
       }}};
  for (const auto& [name, act] : acts) {
    Door door, fresh;
    act(door);
    const Json job = start_over(door);
    ASSERT_EQ(job.at("state"), "done") << name;
    EXPECT_EQ(job.at("result").at("kept"), true) << name << dump_json(job);
    for (const char* path : {"/api/rehearsal/pace", "/api/rehearsal/faults", "/api/rehearsal/breakpoints",
                             "/api/settings/status"})
      EXPECT_EQ(door.get(path).body, fresh.get(path).body) << name << " " << path;
    EXPECT_EQ(door.get("/api/products").body.at(0).at("description"),
              fresh.get("/api/products").body.at(0).at("description"));
    const Json changes = job.at("result").at("changes");
    EXPECT_EQ(changes.at("products").at("changed"), std::string(name) == "a product" ? 1 : 0) << name;
    if (std::string(name) == "the pace") {
      EXPECT_EQ(changes.at("settings").at("first").at("removed"),
                Json::array({{{"id", "pace"}, {"title", "pace"}, {"value", nullptr}}}));
    } else if (std::string(name) == "the lock") {
      EXPECT_EQ(changes.at("settings").at("first").at("changed"),
                Json::array({{{"id", "global_lock"}, {"title", "global_lock"}, {"value", false}}}));
    }
  }
}

// Dates and ids of the catalogue are every database's own.
TEST(WayBack, TheDatesOfTheCatalogueAreNoChange) {
  Door source, door;
  door.put("/api/rehearsal/clock", {{"advance_s", 3600}});
  start_over(door);
  source.create_group("staff");
  const std::string file = export_of(source);
  const Json changes = preview_in(door, file, "replace").at("result").at("changes");
  for (const char* list : {"products", "workflows", "product_blocks", "resource_types"}) {
    EXPECT_EQ(changes.at(list).at("changed"), 0) << list;
    EXPECT_EQ(changes.at(list).at("removed"), 0) << list;
  }
  ASSERT_EQ(import_into(door, file).at("state"), "done");
  EXPECT_EQ(content_of(export_of(door)), content_of(file)) << "it is as the file says, down to them";
}

}  // namespace
}  // namespace rehearsal::api
