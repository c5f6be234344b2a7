// GET /api/rehearsal/lists/schedules: the tasks that start by themselves.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

Json names(const Json& list) {
  Json found = Json::array();
  for (const Json& each : list.at("items")) found.push_back(each.at("workflow_name"));
  return found;
}

TEST(Schedules, TellsWhenEachTaskStartsNext) {
  Door door;
  const Json list = door.get("/api/rehearsal/lists/schedules").body;
  EXPECT_EQ(list.at("total"), 4);
  EXPECT_EQ(names(list), (Json{"task_resume_workflows", "task_clean_up_tasks", "task_validate_subscriptions",
                               "task_validate_products"}));
  const Json& first = list.at("items")[0];
  EXPECT_EQ(first.at("every_s"), 3600);
  EXPECT_EQ(first.at("next_run_time"), 1767261600.0) << "the next full hour after 09:00";
  EXPECT_EQ(first.at("is_needed"), false);
  EXPECT_FALSE(first.at("workflow_id").get<std::string>().empty());
  EXPECT_FALSE(first.at("description").get<std::string>().empty());
}

TEST(Schedules, GoesOnWithTheClock) {
  Door door;
  door.create_group("staff");
  EXPECT_EQ(door.put("/api/rehearsal/clock", {{"advance_s", 3600}}).status, 200);
  door.run();
  const Json list = door.get("/api/rehearsal/lists/schedules", {{"query", "resume"}}).body;
  ASSERT_EQ(list.at("total"), 1);
  EXPECT_EQ(list.at("items")[0].at("next_run_time"), 1767265200.0);
  EXPECT_EQ(door.get("/api/rehearsal/lists/schedules", {{"query", "validate_subscriptions"}})
                .body.at("items")[0]
                .at("is_needed"),
            true);
}

TEST(Schedules, SaysWhatItDoesNotTake) {
  Door door;
  EXPECT_EQ(door.get("/api/rehearsal/lists/schedules", {{"sort", "every_s,asc"}}).status, 400);
  EXPECT_EQ(door.get("/api/rehearsal/lists/schedules", {{"limit", "0"}}).status, 400);
  EXPECT_EQ(names(door.get("/api/rehearsal/lists/schedules", {{"limit", "1"}}).body).size(), 1u);
}

}  // namespace
}  // namespace rehearsal::api
