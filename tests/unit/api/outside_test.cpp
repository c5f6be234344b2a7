// What comes from outside the engine to a process: answers and progress at a callback, and how large they may
// be.
#include <gtest/gtest.h>

#include <string>

#include "api/door.h"

namespace rehearsal::api {
namespace {

std::string route_of(Door& door, const std::string& id, const char* key) {
  return door.process(id).at("current_state").at(key).get<std::string>();
}

std::string names_of(const Json& process) {
  std::string names;
  for (const Json& step : process.at("steps"))
    names += step.at("name").get<std::string>() + " " + step.at("status").get<std::string>() + ", ";
  return names;
}

Json nested(int levels) {
  Json value = 1;
  for (int i = 0; i < levels; ++i) value = Json{{"in", std::move(value)}};
  return value;
}

TEST(FromOutside, AnAnswerWithTheKeysOfAGroupDoesNotMoveTheProcess) {
  Door door("conformance");
  const std::string id = door.start("wf_two_callbacks", Json::array({Json::object()}));
  EXPECT_EQ(door.post(route_of(door, id, "rehearsal_route"), {{"tempo", 1}, {"__step_group", "x"}}).status,
            200);
  door.run();
  EXPECT_EQ(door.post(route_of(door, id, "callback_route"), {{"verdict", "yes"}}).status, 200);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(FromOutside, AGroupThatIsDoneIsNotDoneAgainAfterADeath) {
  Door door("conformance");
  door.put("/api/rehearsal/breakpoints", {{{"workflow", "wf_callback"}, {"step", "After"}}});
  const std::string id = door.start("wf_callback", Json::array({Json::object()}));
  EXPECT_EQ(door.post(route_of(door, id, "callback_route"), {{"verdict", "yes"}, {"__step_group", 1}}).status,
            200);
  door.run();
  const std::string before = names_of(door.process(id));
  door.die_and_open_again();
  door.run();
  EXPECT_EQ(names_of(door.process(id)), before);
  door.post("/api/rehearsal/pace/next", {{"process_id", id}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(FromOutside, WhatIsTooDeepIsRefusedAndLeavesNothing) {
  Door door("conformance");
  const std::string id = door.start("wf_callback", Json::array({Json::object()}));
  const std::string route = route_of(door, id, "callback_route");
  const Json rows = door.rows();
  for (const int levels : {90, 95}) {
    EXPECT_EQ(door.post(route, nested(levels)).status, 400) << levels;
    EXPECT_EQ(door.post(route + "/progress", nested(levels)).status, 400) << levels;
  }
  EXPECT_EQ(door.rows(), rows);
  EXPECT_EQ(door.post(route + "/progress", nested(89)).status, 200);
  EXPECT_EQ(door.process(id).at("last_status"), "awaiting_callback");
}

TEST(FromOutside, WhatIsTooLongIsRefusedAndLeavesNothing) {
  Door door("conformance");
  const std::string id = door.start("wf_callback", Json::array({Json::object()}));
  const std::string route = route_of(door, id, "callback_route");
  const Json rows = door.rows();
  const std::string huge(100'000'000, 'x');
  for (const std::string& path : {route, route + "/progress"}) {
    const Reply reply = door.post(path, {{"verdict", huge}});
    EXPECT_EQ(reply.status, 413);
    EXPECT_LT(dump_json(reply.body).size(), 300u);
  }
  EXPECT_EQ(door.put("/api/processes/" + id + "/resume", {{{"verdict", huge}}}).status, 413);
  EXPECT_EQ(door.rows(), rows);
  EXPECT_EQ(door.post(route, {{"verdict", "yes"}, {"more", std::string(900'000, 'x')}}).status, 200);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(FromOutside, AWordForAProcessThatThereIsNoneOfIsA404) {
  Door door;
  EXPECT_EQ(
      door.post("/api/rehearsal/pace/next", {{"process_id", "00000000-0000-4000-8000-000000000099"}}).status,
      404);
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", nullptr).status, 204);
}

TEST(FromOutside, APauseIsOneOnceTheStepUnderWayHasEnded) {
  Door door("conformance");
  const std::string id = door.start("wf_slow", {{{"seconds", 2}}});
  const Json pausing = {{"global_lock", true}, {"running_processes", 1}, {"global_status", "PAUSING"}};
  EXPECT_EQ(door.put("/api/settings/status", {{"global_lock", true}}).body, pausing);
  EXPECT_EQ(door.get("/api/settings/status").body, pausing);
  door.die_and_open_again();
  door.run();
  EXPECT_EQ(door.get("/api/settings/status").body, pausing) << "it outlives the engine";
  door.put("/api/rehearsal/clock", {{"advance_s", 3}});
  door.run();
  EXPECT_EQ(door.get("/api/settings/status").body.at("global_status"), "PAUSED");
  EXPECT_EQ(door.process(id).at("last_step"), "Slow one");
  door.put("/api/settings/status", {{"global_lock", false}});
  door.run();
  door.put("/api/rehearsal/clock", {{"advance_s", 3}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(FromOutside, ManyTimersAreWorkedOffInSlices) {
  Door door("conformance");
  for (int i = 0; i < 300; ++i) door.post("/api/processes/wf_callback_plain", Json::array({Json::object()}));
  door.run();
  door.put("/api/rehearsal/clock", {{"advance_s", 4000}});
  const int64_t before = door.get("/api/rehearsal/status").as_of;
  door.run();
  EXPECT_GE(door.get("/api/rehearsal/status").as_of - before, 2);
  EXPECT_EQ(door.get("/api/processes/status-counts").body.at("process_counts"), (Json{{"failed", 300}}));
}

TEST(FromOutside, AllTasksAreResumedInTheTurnsToCome) {
  Door door;
  const std::string ann = door.create_user("ann", door.create_group("staff"));
  door.put("/api/rehearsal/faults",
           {{{"workflow", "validate_user"}, {"step", "Check user"}, {"kind", "fail"}}});
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(door.start("validate_user", {{{"subscription_id", ann}}}));
    door.put("/api/subscriptions/" + ann + "/set_in_sync");
  }
  door.put("/api/rehearsal/faults", Json::array());
  EXPECT_EQ(door.put("/api/processes/resume-all").body.at("count"), 3);
  EXPECT_EQ(door.process(ids[0]).at("last_status"), "failed") << "the message itself does not do it";
  door.run();
  for (const std::string& id : ids) EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

}  // namespace
}  // namespace rehearsal::api
