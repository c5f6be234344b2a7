// Problem reports: what they hold, and that they can be played again.
#include <algorithm>

#include "api/message_log.h"
#include "api/replay.h"
#include "api/snapshot_world.h"
#include "core/error.h"

namespace rehearsal::api {
namespace {

std::string report_of(Door& door) {
  const Json job = job_of(door, door.get("/api/rehearsal/report"));
  EXPECT_EQ(job.at("state"), "done") << dump_json(job);
  return *bytes_of_base64(job.at("result").at("report").at("$base64").get<std::string>());
}

// Plays the report again, and nothing is different.
Replay expect_same(const std::string& report) {
  Replay played = replay(report);
  EXPECT_TRUE(played.is_same) << played.event;
  EXPECT_EQ(parse_json(played.event).at("event").at("value").at("differences"), Json::array());
  return played;
}

Reply keyed(Door& door, const char* method, const std::string& path, const Json& body, int n) {
  char key[37];
  std::snprintf(key, sizeof key, "0a1b2c3d-0000-4000-8000-%012d", n);
  return door.send({{"id", n}, {"method", method}, {"path", path}, {"body", body}, {"key", key}});
}

// Something of everything that changes the database.
void play_about(Door& door) {
  door.put("/api/rehearsal/faults", Json::array());
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  const std::string staff = door.create_group("staff");
  const std::string ann = door.create_user("ann", staff);
  EXPECT_EQ(keyed(door, "POST", "/api/processes/create_user_group",
                  {{{"product", kUserGroup}}, {{"group_name", "crew"}}}, 1)
                .status,
            201);
  door.run();
  door.put("/api/rehearsal/faults", {{{"step", "Unlock subscription"}, {"kind", "fail"}, {"times", 1}}});
  const std::string failed = door.start("validate_user", {{{"subscription_id", ann}}});
  door.post("/api/rehearsal/processes/" + failed + "/rollback", {{"reason", "r"}});
  door.run();
  door.put("/api/rehearsal/faults", {{{"step", "Provision user"}, {"kind", "delay"}, {"delay_ms", 90'000}}});
  door.create_user("bob", staff);
  door.put("/api/rehearsal/clock", {{"advance_s", 100}});
  door.run();
  door.put("/api/rehearsal/pace", {{"manual", true}});
  door.start("terminate_user", {{{"subscription_id", ann}}, Json::object()});
  for (int i = 0; i < 3; ++i) {
    door.post("/api/rehearsal/pace/next", nullptr);
    door.run();
  }
  door.post("/api/processes/create_user", {{{"product", kUserInternal}}, Json::object()});
  door.engine->handle("no message");
}

TEST(Report, IsPlayedAgainToTheSameDatabase) {
  Door door;
  play_about(door);
  const std::string file = report_of(door);
  const Json report = parse_json(file);
  EXPECT_EQ(report.at("made").at("seed"), "11");
  EXPECT_EQ(report.at("digest"), report.at("snapshot").at("digest"));
  EXPECT_EQ(file.find("0a1b2c3d-0000-4000-8000"), std::string::npos) << "no key";
  const Replay played = expect_same(file);
  const Json value = parse_json(played.event).at("event").at("value");
  EXPECT_GT(value.at("turns").get<int>(), 5);
  EXPECT_EQ(value.at("expected"), report.at("digest"));
  // It is there to be looked at.
  const Json status =
      parse_json(played.engine->handle(R"({"id":1,"method":"GET","path":"/api/rehearsal/status"})"));
  EXPECT_EQ(status.at("body").at("sizes").at("subscriptions"), 4);

  play_about(door);
  expect_same(report_of(door));
}

TEST(Report, BeginsWithWhatTheEngineFoundWhenItWasOpened) {
  Door door;
  play_about(door);
  door.die_and_open_again();
  EXPECT_EQ(parse_json(report_of(door)).at("messages"), Json::array());
  expect_same(report_of(door));
  door.post("/api/rehearsal/pace/next", nullptr);
  door.run();
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  expect_same(report_of(door));
}

TEST(Report, BeginsAnewWithAnImport) {
  Door door;
  play_about(door);
  const std::string file = export_of(door);
  Door other;
  other.create_group("gone");
  ASSERT_EQ(import_into(other, file).at("state"), "done");
  other.put("/api/rehearsal/pace", {{"step_ms", 0}});
  other.create_group("new");
  expect_same(report_of(other));
}

TEST(Report, HoldsNoTokenAndAnswersCallbacksAllTheSame) {
  for (const bool opened_again : {false, true}) {
    Door door("conformance");
    const std::string id = door.start("wf_callback_plain", Json::array({Json::object()}));
    ASSERT_EQ(door.process(id).at("last_status"), "awaiting_callback");
    const std::string route = door.process(id).at("current_state").at("callback_route").get<std::string>();
    const std::string token = route.substr(route.rfind('/') + 1);
    if (opened_again) door.die_and_open_again();
    EXPECT_EQ(door.post(route + "x", {{"verdict", "no"}}).status, 404);
    EXPECT_EQ(door.post(route + "/progress", "halfway").status, 200);
    EXPECT_EQ(door.post(route, {{"verdict", "yes"}}).status, 200);
    door.run();
    const std::string file = report_of(door);
    EXPECT_EQ(file.find(token), std::string::npos);
    if (opened_again) {
      const Json start = parse_json(file).at("start").at("database");
      EXPECT_EQ(bytes_of_base64(start.get<std::string>())->find(token), std::string::npos);
    }
    expect_same(file);
  }
}

TEST(Report, HoldsNothingOfTheStatesThatAreKept) {
  Door door("conformance");
  const std::string id = door.start("wf_callback_plain", Json::array({Json::object()}));
  const std::string route = door.process(id).at("current_state").at("callback_route").get<std::string>();
  const std::string token = route.substr(route.rfind('/') + 1);
  door.create_group("erased since");
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/start-over", nullptr)).at("state"), "done");
  door.create_group("new");
  const Json start = parse_json(report_of(door)).at("start").at("database");
  const std::string database = *bytes_of_base64(start.get<std::string>());
  for (const std::string& secret : {token, std::string("erased since")})
    EXPECT_EQ(database.find(secret), std::string::npos) << secret;
  expect_same(report_of(door));
}

TEST(Report, HoldsNoTokenOfOneThatIsStillAwaitedUnderAKeyOfTheWorkflowsOwn) {
  for (const bool opened_again : {false, true}) {
    Door door("conformance");
    const std::string id = door.start("wf_two_callbacks", Json::array({Json::object()}));
    const std::string route = door.process(id).at("current_state").at("rehearsal_route").get<std::string>();
    if (opened_again) door.die_and_open_again();
    const std::string file = report_of(door);
    const std::string token = route.substr(route.rfind('/') + 1);
    EXPECT_EQ(file.find(token), std::string::npos);
    const Json start = parse_json(file).at("start").at("database");
    EXPECT_EQ(bytes_of_base64(start.get<std::string>())->find(token), std::string::npos);
    expect_same(file);
    EXPECT_EQ(door.post(route, {{"verdict", "yes"}}).status, 200);
  }
}

TEST(Report, OfAnEngineThatFollowsTheMachinesClock) {
  EngineOptions options;
  options.files = std::make_unique<store::MemoryFiles>();
  Door door;
  door.engine = Engine::open(std::move(options));
  const std::string staff = door.create_group("staff");
  for (int i = 0; i < 300; ++i) {
    door.post("/api/processes/create_user",
              {{{"product", kUserInternal}},
               {{"username", "user " + std::to_string(i)}, {"age", 33}, {"user_group_ids", {staff}}}});
    if (i % 50 == 0) door.engine->turn();
  }
  door.run();
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 301);
  const std::string file = report_of(door);
  const Json messages = parse_json(file).at("messages");
  EXPECT_TRUE(std::any_of(messages.begin(), messages.end(), [](const Json& entry) {
    return entry.contains("turn") && entry.at("turn").is_number();
  })) << "some turns were broken off by the stopwatch";
  expect_same(file);
}

TEST(Report, ThatGrewTooLongBeginsAnewWhenTheEngineRests) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string id = door.get("/api/processes").body.at(0).at("process_id").get<std::string>();
  const std::string note(5000, 'n');
  for (int i = 0; i < 2000; ++i) {
    door.send({{"id", 1}, {"method", "PATCH"}, {"path", "/api/processes/" + id}, {"body", {{"note", note}}}});
  }
  door.create_user("ann", staff);
  const std::string file = report_of(door);
  EXPECT_LT(file.size(), MessageLog::kMost);
  expect_same(file);
}

TEST(Report, WhatIsNoneIsRefused) {
  for (const char* wrong :
       {"", "[]", "{}", R"({"format":"rehearsal-report","version":2})",
        R"({"format":"rehearsal-report","version":1,"made":{},"messages":[],"start":null})"}) {
    EXPECT_THROW(replay(wrong), Error) << wrong;
  }
  Door door;
  play_about(door);
  Json changed = parse_json(report_of(door));
  Json& messages = changed["messages"];
  messages.erase(std::find_if(messages.begin(), messages.end(),
                              [](const Json& entry) { return entry.value("method", "") == "POST"; }));
  EXPECT_FALSE(replay(dump_json(changed)).is_same);
}

}  // namespace
}  // namespace rehearsal::api
