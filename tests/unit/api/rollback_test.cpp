// Rolling back what the shipped workflows do: afterwards everything is as it was, here and in the systems.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

// What a rollback must bring back: the subscription but for its version, and what the systems know.
Json picture(Door& door, const std::string& subscription) {
  Json model = door.get("/api/subscriptions/domain-model/" + subscription).body;
  model.erase("version");
  Json systems = door.get("/api/rehearsal/systems").body;
  for (Json& system : systems) {
    for (Json& record : system.at("records")) record = record.at("data");
  }
  return {{"model", model}, {"systems", systems}};
}

// A process of the workflow that fails at its last step but one.
std::string failed(Door& door, const std::string& workflow, const Json& pages) {
  door.put("/api/rehearsal/faults", {{{"step", "Unlock subscription"}, {"kind", "fail"}}});
  const std::string id = door.start(workflow, pages);
  EXPECT_EQ(door.process(id).at("last_status"), "failed") << workflow;
  door.put("/api/rehearsal/faults", Json::array());
  return id;
}

Reply roll_back(Door& door, const std::string& process) {
  const Reply reply =
      door.post("/api/rehearsal/processes/" + process + "/rollback", {{"reason", "a mistake"}});
  door.run();
  return reply;
}

TEST(Rollback, OfAModificationAndATerminationPutsEverythingBack) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string crew = door.create_group("crew");
  const std::string ann = door.create_user("ann", staff);
  const std::string empty = door.create_group("empty");
  const struct {
    const char* workflow;
    std::string subscription;
    Json page;
  } each[] = {
      {"modify_user", ann, {{"username", "anna"}, {"age", 7}, {"user_group_ids", {crew}}}},
      {"terminate_user", ann, Json::object()},
      {"modify_user_group", staff, {{"group_name", "others"}}},
      {"terminate_user_group", empty, Json::object()},
  };
  for (const auto& [workflow, subscription, page] : each) {
    const Json before = picture(door, subscription);
    const std::string id = failed(door, workflow, {{{"subscription_id", subscription}}, page});
    EXPECT_NE(picture(door, subscription), before) << workflow;
    ASSERT_EQ(roll_back(door, id).status, 204);
    const Json process = door.process(id);
    EXPECT_EQ(process.at("last_status"), "aborted") << process.at("failed_reason");
    EXPECT_EQ(process.at("steps").back().at("name"), "Rolled back");
    EXPECT_EQ(picture(door, subscription), before) << workflow;
  }
}

TEST(Rollback, OfANotePutsTheOldOneBack) {
  Door door;
  const std::string staff = door.create_group("staff");
  const auto set_note = [&](const char* note) {
    return door.start("modify_note", {{{"subscription_id", staff}}, {{"note", note}}});
  };
  for (const char* old : {"", "old"}) {
    if (*old) set_note(old);
    const Json before = picture(door, staff);
    EXPECT_EQ(before.at("model").at("note"), *old ? Json(old) : Json(nullptr));
    door.put("/api/rehearsal/faults", {{{"step", "Done"}, {"kind", "fail"}, {"times", 1}}});
    const std::string id = set_note("new");
    EXPECT_EQ(picture(door, staff).at("model").at("note"), "new");
    EXPECT_EQ(door.get("/api/rehearsal/processes/" + id + "/rollback").body.at("undo"),
              Json::array({"Undo: Store note"}));
    ASSERT_EQ(roll_back(door, id).status, 204);
    EXPECT_EQ(door.process(id).at("last_status"), "aborted");
    EXPECT_EQ(picture(door, staff), before);
  }
}

// Where a step has failed behind it, what is in sync again is out of sync and in sync by the undoing.
TEST(Rollback, NamesWhatIsReallyLeft) {
  Door door;
  const std::string staff = door.create_group("staff");
  door.put("/api/rehearsal/faults", {{{"step", "Done"}, {"kind", "fail"}}});
  const std::string id =
      door.start("modify_user_group", {{{"subscription_id", staff}}, {{"group_name", "crew"}}});
  EXPECT_EQ(door.get("/api/rehearsal/processes/" + id + "/rollback").body.at("kept"),
            Json({"Create Process Subscription relation"}));
}

TEST(Rollback, OfACreationLeavesATerminatedSubscriptionAndNoRecord) {
  Door door;
  const std::string staff = door.create_group("staff");
  const Json systems = picture(door, staff).at("systems");
  const std::string id = failed(
      door, "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  const std::string user = door.process(id).at("current_state").at("subscription_id").get<std::string>();
  const Json plan = door.get("/api/rehearsal/processes/" + id + "/rollback").body;
  EXPECT_EQ(plan.at("undo"), Json({"Undo: Set subscription to 'active'", "Undo: Provision user",
                                   "Undo: Create subscription"}));
  EXPECT_EQ(plan.at("kept"), Json({"Create Process Subscription relation"}))
      << "what the others take back as well is not named";
  ASSERT_EQ(roll_back(door, id).status, 204);
  EXPECT_EQ(door.process(id).at("last_status"), "aborted") << door.process(id).at("failed_reason");
  const Json after = picture(door, user);
  EXPECT_EQ(after.at("systems"), systems);
  EXPECT_EQ(after.at("model").at("status"), "terminated");
  EXPECT_EQ(after.at("model").at("insync"), true);
  EXPECT_FALSE(door.start("terminate_user_group", {{{"subscription_id", staff}}, Json::object()}).empty())
      << "nothing holds the group any more";
}

// A validation or a reconciliation puts the subscription out of sync while it is at work. Taken back, it is
// as it was found: one that was out of sync already stays so.
TEST(Rollback, OfAValidationOrAReconciliationLeavesTheSubscriptionAsItWasFound) {
  Door door;
  const std::string ann = door.create_user("ann", door.create_group("staff"));
  const auto in_sync = [&] { return picture(door, ann).at("model").at("insync").get<bool>(); };
  for (const char* workflow : {"validate_user", "reconcile_user"}) {
    const std::string id = failed(door, workflow, {{{"subscription_id", ann}}});
    EXPECT_FALSE(in_sync()) << workflow;
    EXPECT_EQ(door.get("/api/rehearsal/processes/" + id + "/rollback").body.at("undo"),
              Json::array({"Undo: Lock subscription"}));
    ASSERT_EQ(roll_back(door, id).status, 204);
    EXPECT_EQ(door.process(id).at("last_status"), "aborted") << door.process(id).at("failed_reason");
    EXPECT_TRUE(in_sync()) << workflow;
  }
  door.put("/api/processes/" + failed(door, "validate_user", {{{"subscription_id", ann}}}) + "/abort");
  EXPECT_FALSE(in_sync()) << "an abort leaves it as it is";
  const std::string id = failed(door, "reconcile_user", {{{"subscription_id", ann}}});
  ASSERT_EQ(roll_back(door, id).status, 204);
  EXPECT_EQ(door.process(id).at("last_status"), "aborted") << door.process(id).at("failed_reason");
  EXPECT_FALSE(in_sync()) << "it was so before";
}

TEST(Rollback, ShowsWhatIsStillToBeTakenBackAndOutlivesTheEngine) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string id = failed(
      door, "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  door.put("/api/rehearsal/faults", {{{"step", "Undo: Provision user"}, {"kind", "fail"}, {"times", 1}}});
  roll_back(door, id);
  EXPECT_EQ(door.process(id).at("last_status"), "failed");
  door.die_and_open_again();
  const Json steps = door.process(id).at("steps");
  ASSERT_GE(steps.size(), 3u);
  EXPECT_EQ(steps[steps.size() - 3].at("name"), "Undo: Provision user");
  EXPECT_EQ(steps[steps.size() - 3].at("status"), "pending");
  EXPECT_EQ(steps[steps.size() - 2].at("name"), "Undo: Create subscription");
  EXPECT_EQ(steps.back().at("name"), "Rolled back");
  EXPECT_EQ(roll_back(door, id).status, 409) << "it is under way";
  EXPECT_EQ(door.put("/api/processes/" + id + "/resume", {Json::object()}).status, 204);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "aborted");
}

TEST(Rollback, HaltsBeforeABreakpointAsStepsDo) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string id = failed(
      door, "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  door.put("/api/rehearsal/breakpoints", {{{"workflow", "create_user"}, {"step", "Undo: Provision user"}}});
  roll_back(door, id);
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("halted"),
            Json::array({{{"process_id", id}, {"step", "Undo: Provision user"}}}));
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process_id", id}}).status, 204);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "aborted");
}

TEST(Rollback, TakesNothingAwayFromUnderAUserAndBringsNothingBackThatIsGone) {
  Door door;
  const auto subscription_of = [&](const std::string& id) {
    return door.process(id).at("current_state").at("subscription_id").get<std::string>();
  };
  const auto reason_of = [&](const std::string& id) {
    return door.process(id).at("failed_reason").get<std::string>();
  };
  // A group whose creation stands at its last step has a user already.
  const std::string making =
      failed(door, "create_user_group", {{{"product", kUserGroup}}, {{"group_name", "new"}}});
  const std::string made = subscription_of(making);
  door.create_user("ann", made);
  const Json before = picture(door, made);
  ASSERT_EQ(roll_back(door, making).status, 204);
  EXPECT_NE(reason_of(making).find("is in use by User ann"), std::string::npos) << reason_of(making);
  EXPECT_EQ(picture(door, made), before);
  door.put("/api/processes/" + making + "/abort");
  EXPECT_EQ(door.put("/api/subscriptions/" + made + "/set_in_sync").status, 200);

  // The group that a user was moved out of is gone when the move is to be taken back.
  const std::string old = door.create_group("old");
  const std::string bob = door.create_user("bob", old);
  const std::string moving =
      failed(door, "modify_user",
             {{{"subscription_id", bob}}, {{"username", "bob"}, {"age", 33}, {"user_group_ids", {made}}}});
  door.start("terminate_user_group", {{{"subscription_id", old}}, Json::object()});
  const Json moved = picture(door, bob);
  ASSERT_EQ(roll_back(door, moving).status, 204);
  EXPECT_NE(reason_of(moving).find("User group old is terminated meanwhile"), std::string::npos)
      << reason_of(moving);
  EXPECT_EQ(picture(door, bob), moved);
}

// Two workflows were begun on one subscription: what the first has ended the second does not touch.
TEST(Rollback, WhatWasTerminatedMeanwhileIsNotLockedAgain) {
  Door door;
  const std::string ann = door.create_user("ann", door.create_group("staff"));
  door.put("/api/rehearsal/faults", {{{"step", "Lock subscription"}, {"kind", "fail"}, {"times", 1}}});
  const std::string id = door.start("modify_user", {{{"subscription_id", ann}},
                                                    {{"username", "new"},
                                                     {"age", 33},
                                                     {"user_group_ids",
                                                      {door.get("/api/subscriptions/domain-model/" + ann)
                                                           .body.at("user")
                                                           .at("group")
                                                           .at("owner_subscription_id")}}}});
  door.start("terminate_user", {{{"subscription_id", ann}}, Json::object()});
  const Json ended = picture(door, ann);
  door.put("/api/processes/" + id + "/resume", {Json::object()});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "failed");
  EXPECT_EQ(picture(door, ann), ended);
}

TEST(Rollback, IsRefusedWhereThereIsNothingToRollBack) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string done = door.get("/api/processes").body.at(0).at("process_id").get<std::string>();
  const Json rows = door.rows();
  EXPECT_EQ(roll_back(door, done).status, 409);
  EXPECT_EQ(door.get("/api/rehearsal/processes/" + done + "/rollback").status, 409);
  EXPECT_EQ(roll_back(door, "00000000-0000-4000-8000-00000000dead").status, 404);
  const std::string id =
      failed(door, "modify_user_group", {{{"subscription_id", staff}}, {{"group_name", "x"}}});
  const Json after = door.rows();
  const std::string path = "/api/rehearsal/processes/" + id + "/rollback";
  EXPECT_EQ(door.post(path, Json::object()).status, 422);
  EXPECT_EQ(door.post(path, {{"reason", "  "}}).status, 422);
  EXPECT_EQ(door.post(path, {{"reason", std::string(5001, 'x')}}).status, 422);
  EXPECT_EQ(door.rows(), after);
  EXPECT_NE(rows, after);
}

}  // namespace
}  // namespace rehearsal::api
