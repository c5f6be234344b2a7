// The stage through the door: faults, breakpoints, a step that is skipped; and tasks that start by
// themselves.
#include <gtest/gtest.h>

#include "api/snapshot_world.h"

namespace rehearsal::api {
namespace {

TEST(StageDoor, AFaultFailsAStepUntilItHasStruck) {
  Door door;
  const Json faults = {
      {{"workflow", "create_user_group"}, {"step", "Provision user group"}, {"kind", "fail"}, {"times", 1}}};
  EXPECT_EQ(door.put("/api/rehearsal/faults", faults).body, faults);
  door.engine->take_events();
  const std::string id =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  EXPECT_EQ(door.process(id).at("last_status"), "failed");
  EXPECT_EQ(door.process(id).at("failed_reason"), "This step was told to fail.");
  std::string said;
  for (const std::string& event : door.engine->take_events()) said += event;
  EXPECT_NE(said.find("\"type\":\"faults\""), std::string::npos) << "whoever shows the list has to ask again";
  EXPECT_EQ(door.get("/api/rehearsal/faults").body, Json::array());
  EXPECT_EQ(door.put("/api/processes/" + id + "/resume", {Json::object()}).status, 204);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(StageDoor, WhatWaitsForAFaultGoesOnAtOnceWhenTheFaultIsTakenAway) {
  Door door;
  const Json other = {{"workflow", "create_user"}, {"kind", "fail"}};
  for (const char* kind : {"delay", "no_answer"}) {
    Json fault = {{"workflow", "create_user_group"}, {"step", "Provision user group"}, {"kind", kind}};
    if (fault["kind"] == "delay") fault["delay_ms"] = 600'000;
    door.put("/api/rehearsal/faults", Json::array({fault}));
    const std::string id =
        door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", kind}}});
    door.put("/api/rehearsal/faults", Json::array({fault, other}));
    door.run();
    EXPECT_EQ(door.process(id).at("last_status"), "running") << kind << " is still there";
    door.put("/api/rehearsal/faults", Json::array({other}));
    door.die_and_open_again();
    door.run();
    EXPECT_EQ(door.process(id).at("last_status"), "completed") << kind;
    door.put("/api/rehearsal/faults", Json::array());
  }
}

TEST(StageDoor, WhatWaitsForAFaultLeavesAndComesInASnapshot) {
  Door door;
  door.put("/api/rehearsal/faults",
           {{{"step", "Provision user group"}, {"kind", "delay"}, {"delay_ms", 9000}}});
  const std::string id =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  const std::string file = export_of(door);
  ASSERT_EQ(import_into(door, file).at("state"), "done");
  EXPECT_EQ(content_of(export_of(door)), content_of(file));
  door.put("/api/rehearsal/faults", Json::array());
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(StageDoor, WhatCannotBeSkippedIsSaid) {
  Door door;
  const std::string staff = door.create_group("staff");
  const auto failed_at = [&](const char* step, const char* name) {
    door.put("/api/rehearsal/faults",
             {{{"workflow", "create_user"}, {"step", step}, {"kind", "fail"}, {"times", 1}}});
    return door.start("create_user", {{{"product", kUserInternal}},
                                      {{"username", name}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  };
  const std::string done = failed_at("Done", "ann");
  const Json rows = door.rows();
  EXPECT_EQ(door.post("/api/rehearsal/processes/" + done + "/skip", {{"reason", "r"}}).status, 422)
      << "nobody would complete it";
  EXPECT_EQ(door.rows(), rows);
  EXPECT_EQ(door.put("/api/processes/" + done + "/resume", {Json::object()}).status, 204);
  door.run();
  EXPECT_EQ(door.process(done).at("last_status"), "completed");
  const std::string made = failed_at("Create subscription", "bob");
  for (const Json& wrong : {Json("nope"), Json(1), Json(nullptr)}) {
    EXPECT_EQ(door.post("/api/rehearsal/processes/" + made + "/skip",
                        {{"reason", "r"}, {"values", {{"subscription_id", wrong}}}})
                  .status,
              422)
        << wrong;
  }
}

TEST(StageDoor, ASystemIsToldToFailWhereverItIsReached) {
  Door door;
  const std::string staff = door.create_group("staff");
  const Json faults = {{{"system", "user_management"}, {"kind", "fail"}, {"times", 1}}};
  EXPECT_EQ(door.put("/api/rehearsal/faults", faults).body, faults);
  EXPECT_FALSE(door.create_group("crew").empty()) << "the other system answers";
  const std::string id = door.start(
      "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  const Json failed = door.process(id);
  EXPECT_EQ(failed.at("last_status"), "failed");
  EXPECT_EQ(failed.at("last_step"), "Provision user");
  EXPECT_EQ(failed.at("failed_reason"),
            "The system user_management was told to fail in the step \"Provision user\".");
  EXPECT_EQ(door.get("/api/rehearsal/faults").body, Json::array()) << "it has struck";
  door.put("/api/processes/" + id + "/resume", {Json::object()});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(StageDoor, ASystemThatDoesNotAnswerKeepsTheStepWaitingWithNothingDone) {
  Door door;
  const std::string staff = door.create_group("staff");
  door.put("/api/rehearsal/faults", {{{"system", "user_management"}, {"kind", "no_answer"}}});
  const std::string ann = door.create_user("ann", staff);
  const Json process = door.get("/api/processes").body.back();
  EXPECT_EQ(process.at("last_status"), "running");
  EXPECT_EQ(door.get("/api/rehearsal/systems").body.at(1).at("records"), Json::array());
  door.put("/api/rehearsal/faults", Json::array());
  door.put("/api/rehearsal/clock", {{"advance_s", 2}});
  door.run();
  EXPECT_EQ(door.process(process.at("process_id").get<std::string>()).at("last_status"), "completed");
  EXPECT_EQ(door.get("/api/rehearsal/systems").body.at(1).at("records").size(), 1u);
}

TEST(StageDoor, ARecordThatIsChangedByHandIsFoundByTheValidation) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string ann = door.create_user("ann", staff);
  const std::string record = "/api/rehearsal/systems/user_management/" + ann;
  const auto patch = [&](const Json& body) {
    return door.send({{"id", 1}, {"method", "PATCH"}, {"path", record}, {"body", body}});
  };
  const Json rows = door.rows();
  for (const Json& wrong : {Json::array(), Json::object(), Json{{"nobody", 1}}, Json{{"username", 7}},
                            Json{{"username", std::string(10'001, 'x')}}, Json{{"username", Json::object()}}})
    EXPECT_EQ(patch(wrong).status, 422) << dump_json(wrong);
  EXPECT_EQ(door.rows(), rows);
  const Reply changed = patch({{"username", "anna"}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.body.at("data").at("username"), "anna");
}

// Whichever of its members is another, or where the record is gone: the validation tells both, and a
// reconciliation mends it.
TEST(StageDoor, EachDifferenceIsFoundToldAndMended) {
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string ann = door.create_user("ann", staff);
  struct Case {
    std::string product, system, subscription, message;
  };
  for (const Case& one :
       {Case{"user", "user_management", ann, "user ann is not what the outside says"},
        Case{"user_group", "group_management", staff, "group staff is not what the outside says"}}) {
    const std::string record = "/api/rehearsal/systems/" + one.system + "/" + one.subscription;
    const Json pages = {{{"subscription_id", one.subscription}}};
    const Json good = door.get(record).body.at("data");
    ASSERT_GE(good.size(), 2u);
    Json keys = Json::array({nullptr});
    for (auto it = good.begin(); it != good.end(); ++it) keys.push_back(it.key());
    for (const Json& key : keys) {
      Json actual = nullptr;
      if (key.is_null()) {
        door.send({{"id", 1}, {"method", "DELETE"}, {"path", record}});
      } else {
        actual = good;
        Json& value = actual[key.get<std::string>()];
        value = value.is_string() ? Json("other") : Json(99);
        const Json patch = {{key.get<std::string>(), value}};
        ASSERT_EQ(door.send({{"id", 1}, {"method", "PATCH"}, {"path", record}, {"body", patch}}).status, 200);
      }
      const Json failed = door.process(door.start("validate_" + one.product, pages));
      EXPECT_EQ(failed.at("last_status"), "failed") << key;
      EXPECT_EQ(failed.at("failed_reason"), one.message);
      const Json state = failed.at("steps")[3].at("state");
      EXPECT_EQ(state.at("class"), "AssertionError");
      EXPECT_EQ(state.at("details").at("expected"), good) << key;
      EXPECT_EQ(state.at("details").at("actual"), actual) << key;
      const auto in_sync = [&] {
        return door.get("/api/subscriptions/domain-model/" + one.subscription).body.at("insync");
      };
      EXPECT_EQ(in_sync(), false);
      const Json mended = door.process(door.start("reconcile_" + one.product, pages));
      EXPECT_EQ(mended.at("last_status"), "completed") << dump_json(mended.at("failed_reason"));
      EXPECT_EQ(door.get(record).body.at("data"), good);
      EXPECT_EQ(in_sync(), true);
      EXPECT_EQ(door.process(door.start("validate_" + one.product, pages)).at("last_status"), "completed");
    }
  }
}

// One that is there from before may stay: what is sent is the whole list.
TEST(StageDoor, WhatThereIsNoneOfIsRefusedByName) {
  Door door;
  const auto said = [&](const char* list, const Json& item) {
    const Json rows = door.rows();
    const Reply reply = door.put(std::string("/api/rehearsal/") + list, Json::array({item}));
    EXPECT_EQ(reply.status, 422) << item;
    EXPECT_EQ(door.rows(), rows);
    return text_or(reply.body, "detail");
  };
  for (const char* list : {"faults", "breakpoints"}) {
    Json item = {{"workflow", "create_usr"}, {"step", "Provision user"}};
    if (list[0] == 'f') item["kind"] = "fail";
    EXPECT_NE(said(list, item).find("create_user_group"), std::string::npos);
    item["workflow"] = "create_user";
    item["step"] = "Provision";
    EXPECT_NE(said(list, item).find("\"Provision user\""), std::string::npos) << said(list, item);
    item["step"] = "Undo: Provision user";
    EXPECT_EQ(door.put(std::string("/api/rehearsal/") + list, Json::array({item})).status, 200);
    EXPECT_EQ(door.put(std::string("/api/rehearsal/") + list, Json::array()).status, 200);
  }
  EXPECT_NE(said("faults", {{"step", "Provision"}, {"kind", "fail"}}).find("\"Provision\""),
            std::string::npos);
  EXPECT_NE(said("faults", {{"system", "mail"}, {"kind", "fail"}})
                .find("\"group_management\", \"user_management\""),
            std::string::npos);
}

TEST(StageDoor, NextAsksForAnEngineThatIsNotLockedAndAProcessThatRuns) {
  Door door;
  door.put("/api/rehearsal/pace", {{"manual", true}});
  const std::string id =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  const auto steps_done = [&] {
    int count = 0;
    const Json process = door.process(id);
    for (const Json& step : process.at("steps")) count += step.at("status") == "success";
    return count;
  };
  door.put("/api/settings/status", {{"global_lock", true}});
  for (const Json& body : {Json(nullptr), Json({{"process_id", id}})})
    EXPECT_EQ(door.post("/api/rehearsal/pace/next", body).status, 503);
  door.put("/api/settings/status", {{"global_lock", false}});
  door.run();
  EXPECT_EQ(steps_done(), 0) << "what was refused is not kept";
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process_id", id}}).status, 204);
  door.run();
  EXPECT_EQ(steps_done(), 1);
  door.put("/api/processes/" + id + "/abort");
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process_id", id}}).status, 409);
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process_id", "nobody"}}).status, 404);
}

TEST(StageDoor, WrongListsAreRefusedAndChangeNothing) {
  Door door;
  const Json rows = door.rows();
  EXPECT_EQ(door.put("/api/rehearsal/faults", {{"kind", "fail"}}).status, 422);
  EXPECT_EQ(door.put("/api/rehearsal/faults", {{{"kind", "explode"}}}).status, 422);
  EXPECT_EQ(door.put("/api/rehearsal/breakpoints", {{{"workflow", "a"}}}).status, 422);
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process", "x"}}).status, 422);
  EXPECT_EQ(door.rows(), rows);
}

TEST(StageDoor, ABreakpointHaltsAProcessAndShowsWhich) {
  Door door;
  door.put("/api/rehearsal/breakpoints",
           {{{"workflow", "create_user_group"}, {"step", "Provision user group"}}});
  const std::string id =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  const Json halted = {{{"process_id", id}, {"step", "Provision user group"}}};
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("halted"), halted);
  door.die_and_open_again();
  door.run();
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("halted"), halted) << "it outlives the engine";
  EXPECT_EQ(door.process(id).at("current_state").at("subscription").at("status"), "provisioning");
  EXPECT_EQ(door.post("/api/rehearsal/pace/next", {{"process_id", id}}).status, 204);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(StageDoor, AFailedStepIsSkippedWithAReason) {
  Door door("conformance");
  const std::string id = door.start("wf_group", {{{"fail_times", 9}}});
  const std::string skip = "/api/rehearsal/processes/" + id + "/skip";
  EXPECT_EQ(door.get(skip).body.at("values"), Json::array({"sub_one", "sub_two_calls", "sub_three"}));
  const Json rows = door.rows();
  EXPECT_EQ(door.post(skip, Json::object()).status, 422);
  EXPECT_EQ(door.post(skip, {{"reason", " "}}).status, 422);
  EXPECT_EQ(door.post(skip, {{"reason", "by hand"}}).status, 422) << "values are missing";
  EXPECT_EQ(door.rows(), rows);
  const Json values = {{"sub_one", true}, {"sub_two_calls", 1}, {"sub_three", true}};
  EXPECT_EQ(door.post(skip, {{"reason", "by hand"}, {"values", values}}).status, 204);
  door.run();
  const Json process = door.process(id);
  EXPECT_EQ(process.at("last_status"), "completed");
  EXPECT_EQ(process.at("steps")[3].at("status"), "skipped");
  EXPECT_EQ(process.at("steps")[3].at("state").at("__skip_reason"), "by hand");
  EXPECT_FALSE(process.at("current_state").contains("__skip_reason"));
  EXPECT_EQ(door.post(skip, {{"reason", "by hand"}}).status, 409);
}

TEST(StageDoor, ASkippedStepsSubscriptionIsReadAnew) {
  Door door;
  door.put("/api/rehearsal/faults", {{{"step", "Unlock subscription"}, {"kind", "fail"}}});
  const std::string id =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  ASSERT_EQ(door.process(id).at("last_status"), "failed");
  EXPECT_EQ(door.post("/api/rehearsal/processes/" + id + "/skip", {{"reason", "by hand"}}).status, 204);
  door.run();
  const Json process = door.process(id);
  EXPECT_EQ(process.at("last_status"), "completed");
  EXPECT_EQ(process.at("current_state").at("subscription").at("status"), "active");
}

// What the step was to do to the lock is done, and nobody is asked for what only the engine reads.
TEST(StageDoor, ASkippedLockOrUnlockIsCarriedOut) {
  Door door;
  const std::string staff = door.create_group("staff");
  const auto in_sync = [&] { return door.get("/api/subscriptions/domain-model/" + staff).body.at("insync"); };
  const auto skip = [&](const std::string& id) {
    const std::string path = "/api/rehearsal/processes/" + id + "/skip";
    EXPECT_EQ(door.get(path).body.at("values"), Json::array());
    EXPECT_EQ(door.post(path, {{"reason", "by hand"}}).status, 204);
    door.run();
  };
  door.put("/api/rehearsal/faults", {{{"step", "Lock subscription"}, {"kind", "fail"}},
                                     {{"step", "Unlock subscription"}, {"kind", "fail"}}});
  const std::string id =
      door.start("modify_user_group", {{{"subscription_id", staff}}, {{"group_name", "crew"}}});
  ASSERT_EQ(door.process(id).at("last_step"), "Lock subscription");
  skip(id);
  EXPECT_EQ(door.process(id).at("last_step"), "Unlock subscription");
  EXPECT_EQ(door.process(id).at("current_state").at("subscription").at("insync"), false);
  EXPECT_EQ(in_sync(), false);
  skip(id);
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
  EXPECT_EQ(door.process(id).at("current_state").at("subscription").at("insync"), true);
  EXPECT_EQ(in_sync(), true);
}

TEST(StageDoor, WhatSkippingIsGivenIsLookedAt) {
  Door door;
  const std::string staff = door.create_group("staff");
  const auto failed_at = [&](const char* step) {
    door.put("/api/rehearsal/faults", {{{"step", step}, {"kind", "fail"}, {"times", 1}}});
    return door.start("create_user", {{{"product", kUserInternal}},
                                      {{"username", "ann"}, {"age", nullptr}, {"user_group_ids", {staff}}}});
  };
  const auto refusal = [&](const std::string& id, const Json& values) {
    const Json rows = door.rows();
    const Reply reply =
        door.post("/api/rehearsal/processes/" + id + "/skip", {{"reason", "by hand"}, {"values", values}});
    EXPECT_EQ(reply.status, 422) << values;
    EXPECT_EQ(door.rows(), rows);
    return text_or(reply.body, "detail");
  };
  const std::string provisioned = failed_at("Provision user");
  EXPECT_NE(refusal(provisioned, {{"user.user_id", nullptr}}).find("'user.user_id'"), std::string::npos);
  const std::string made = failed_at("Create subscription");
  const std::string other = refusal(made, {{"subscription_id", staff}});
  EXPECT_NE(other.find("\"User internal\""), std::string::npos) << other;
  EXPECT_NE(other.find("\"User Group\""), std::string::npos) << other;

  door.put("/api/rehearsal/faults", {{{"step", "Undo: Create subscription"}, {"kind", "fail"}}});
  EXPECT_EQ(door.post("/api/rehearsal/processes/" + provisioned + "/rollback", {{"reason", "r"}}).status,
            204);
  door.run();
  ASSERT_EQ(door.process(provisioned).at("last_status"), "failed");
  EXPECT_NE(refusal(provisioned, {{"subscription", "x"}}).find("no values"), std::string::npos);
}

TEST(StageDoor, WhereNothingCanBeSkippedLookingSaysItToo) {
  Door door;
  door.create_group("staff");
  const std::string done = door.get("/api/processes").body.at(0).at("process_id").get<std::string>();
  door.put("/api/rehearsal/pace", {{"manual", true}});
  const std::string running =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "crew"}}});
  for (const std::string& id : {done, running}) {
    const std::string path = "/api/rehearsal/processes/" + id + "/skip";
    EXPECT_EQ(door.get(path).status, 409);
    EXPECT_EQ(door.get(path).body, door.post(path, {{"reason", "r"}}).body);
  }
  EXPECT_EQ(door.get("/api/rehearsal/processes/00000000-0000-4000-8000-00000000dead/skip").status, 404);
}

TEST(StageDoor, WhenAStepIsTriedAgainIsTold) {
  Door door("conformance");
  const std::string id = door.start("wf_retry_soon", {{{"fail_times", 1}}});
  const Json waiting = door.process(id);
  ASSERT_EQ(waiting.at("last_status"), "waiting");
  EXPECT_NEAR(waiting.at("next_try_at").get<double>(),
              waiting.at("steps")[2].at("completed").get<double>() + 60, 0.001);
  door.put("/api/rehearsal/clock", {{"advance_s", 61}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
  EXPECT_FALSE(door.process(id).contains("next_try_at"));
}

// What the lifecycle needs of the subscription is asked for, whichever step of its making is skipped.
TEST(StageDoor, SkippedStepsAreAskedForWhatTheLifecycleNeeds) {
  struct Case {
    const char* step;
    Json asked;
    Json values;
  };
  Door door;
  const std::string staff = door.create_group("staff");
  const Json form = {{{"product", kUserInternal}},
                     {{"username", "ann"}, {"age", 33}, {"user_group_ids", {staff}}}};
  for (const Case& one : {Case{"Create Process Subscription relation", Json::array(), Json::object()},
                          Case{"Initialize subscription",
                               {"user.group", "user.username"},
                               {{"user.group", staff}, {"user.username", "eve"}}},
                          Case{"Provision user", {"user.user_id"}, {{"user.user_id", 7}}},
                          Case{"Set subscription to 'active'", Json::array(), Json::object()}}) {
    door.put("/api/rehearsal/faults",
             {{{"workflow", "create_user"}, {"step", one.step}, {"kind", "fail"}, {"times", 1}}});
    const std::string id = door.start("create_user", form);
    const std::string skip = "/api/rehearsal/processes/" + id + "/skip";
    EXPECT_EQ(door.get(skip).body.at("values"), one.asked) << one.step;
    if (!one.asked.empty()) {
      const Json rows = door.rows();
      EXPECT_EQ(door.post(skip, {{"reason", "by hand"}}).status, 422);
      Json wrong = one.values;
      for (Json& value : wrong) value = Json::array();
      EXPECT_EQ(door.post(skip, {{"reason", "by hand"}, {"values", wrong}}).status, 422);
      EXPECT_EQ(door.rows(), rows);
    }
    const Reply skipped = door.post(skip, {{"reason", "by hand"}, {"values", one.values}});
    EXPECT_EQ(skipped.status, 204) << one.step << dump_json(skipped.body);
    door.run();
    const Json process = door.process(id);
    EXPECT_EQ(process.at("last_status"), "completed") << one.step << dump_json(process.at("failed_reason"));
    const std::string user = process.at("current_state").at("subscription_id").get<std::string>();
    const Json model = door.get("/api/subscriptions/domain-model/" + user).body;
    EXPECT_EQ(model.at("status"), "active") << one.step;
    EXPECT_EQ(model.at("insync"), true);
    EXPECT_EQ(model.at("user").at("group").at("owner_subscription_id"), staff) << one.step;
    EXPECT_TRUE(model.at("user").at("user_id").is_number()) << one.step;
    if (one.values.contains("user.username")) {
      EXPECT_EQ(model.at("description"), "User eve from group staff (internal)");
    }
  }
}

TEST(StageDoor, AFailedLastStatusIsGivenBySkippingToo) {
  Door door;
  const std::string staff = door.create_group("staff");
  door.put("/api/rehearsal/faults", {{{"step", "Set subscription to 'terminated'"}, {"kind", "fail"}}});
  const std::string id = door.start("terminate_user_group", {{{"subscription_id", staff}}, Json::object()});
  ASSERT_EQ(door.process(id).at("last_status"), "failed");
  EXPECT_EQ(door.post("/api/rehearsal/processes/" + id + "/skip", {{"reason", "by hand"}}).status, 204);
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + staff).body.at("status"), "terminated");
}

TEST(Schedules, WhatWaitsIsTriedAgainEachHour) {
  Door door("conformance");
  const std::string id = door.start("wf_retry", {{{"fail_times", 1}}});
  EXPECT_EQ(door.process(id).at("last_status"), "waiting");
  door.put("/api/rehearsal/clock", {{"advance_s", 3600}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
  EXPECT_EQ(dump_json(door.get("/api/processes/status-counts").body.at("task_counts")), R"({"completed":1})");
}

TEST(Schedules, ADayLaterEverySubscriptionIsValidated) {
  Door door;
  for (int i = 0; i < 250; ++i) door.create_group("group " + std::to_string(i));
  door.put("/api/rehearsal/clock", {{"advance_s", 86400}});
  door.run();
  const Json counts = door.get("/api/processes/status-counts").body;
  EXPECT_EQ(dump_json(counts.at("process_counts")), R"({"completed":250})");
  EXPECT_EQ(dump_json(counts.at("task_counts")), R"({"completed":252})")
      << "the validations, and the tasks that started them and looked at the products";
}

}  // namespace
}  // namespace rehearsal::api
