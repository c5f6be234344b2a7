// The newcomer's story at the door: create, look, modify, terminate; every bad input; and deaths in between.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

std::string step_names(const Json& process) {
  std::string names;
  for (const Json& step : process.at("steps"))
    names += (names.empty() ? "" : ", ") + step.at("name").get<std::string>();
  return names;
}

TEST(Story, AFormIsLookedAtWithoutStartingAnything) {
  Door door;
  const std::string path = "/api/rehearsal/forms/create_user_group";
  EXPECT_EQ(door.post(path, Json::array()).body.at("form").at("properties").begin().key(), "product");
  EXPECT_EQ(door.post(path, {{{"product", kUserGroup}}}).body.at("form").at("title"), "User Group");
  EXPECT_EQ(door.post(path, {{{"product", kUserGroup}}, {{"group_name", ""}}}).status, 400);
  const Reply complete = door.post(path, {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  EXPECT_EQ(complete.status, 200);
  EXPECT_EQ(complete.body, parse_json(R"({"complete":true})"));
  EXPECT_EQ(door.post("/api/rehearsal/forms/nothing", Json::array()).status, 404);
  door.run();
  EXPECT_EQ(door.get("/api/processes").body, Json::array());
}

TEST(Story, AStepThatAsksIsLookedAtWithoutResumingIt) {
  Door door("conformance");
  const std::string id = door.start("wf_two_pages", {{{"first", "one"}}, {{"second", 4}}});
  const std::string path = "/api/rehearsal/forms/processes/" + id;
  const Json rows = door.rows();
  const Reply first = door.post(path, Json::array());
  EXPECT_EQ(first.status, 510);
  EXPECT_EQ(first.body.at("form"), door.process(id).at("form"));
  EXPECT_EQ(first.body.at("meta"), parse_json(R"({"hasNext":true})"));
  const Reply second = door.post(path, Json::array({{{"third", "x"}}}));
  EXPECT_EQ(second.status, 510);
  EXPECT_EQ(second.body.at("form").at("properties").begin().key(), "fourth");
  const Reply wrong = door.post(path, Json::array({{{"third", 3}}, {{"fourth", true}}}));
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(wrong.body.at("validation_errors").at(0).at("loc"), Json::array({"third"}));
  const Json pages = {{{"third", "x"}}, {{"fourth", true}}};
  const Reply complete = door.post(path, pages);
  EXPECT_EQ(complete.status, 200);
  EXPECT_EQ(complete.body, parse_json(R"({"complete":true})"));
  EXPECT_EQ(door.post(path, {{{"third", "x"}}, {{"fourth", true}}, Json::object()}).body.at("type"),
            "FormOverflowError");
  EXPECT_EQ(door.post(path, Json::object()).status, 422);
  EXPECT_EQ(door.post("/api/rehearsal/forms/processes/00000000-0000-4000-8000-0000000000ff", pages).status,
            404);
  EXPECT_EQ(door.rows(), rows);
  EXPECT_EQ(door.process(id).at("last_status"), "suspended");
  EXPECT_EQ(door.put("/api/processes/" + id + "/resume", pages).status, 204);
  door.run();
  EXPECT_EQ(door.post(path, pages).status, 409) << "it asks no more";
}

TEST(Story, CreateGroupThenUser) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string process_id = door.start(
      "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", 33}, {"user_group_ids", {group}}}});
  const Json process = door.process(process_id);
  EXPECT_EQ(process.at("last_status"), "completed");
  EXPECT_EQ(step_names(process),
            "Start, Create subscription, Create Process Subscription relation, Initialize subscription, "
            "Provision user, "
            "Set subscription to 'active', Unlock subscription, Done");
  const std::string user = process.at("current_state").at("subscription_id").get<std::string>();
  const Json model = door.get("/api/subscriptions/domain-model/" + user).body;
  EXPECT_EQ(model.at("status"), "active");
  EXPECT_EQ(model.at("description"), "User ann from group staff (internal)");
  EXPECT_EQ(model.at("user").at("user_id"), 3877663347);
  EXPECT_EQ(model.at("user").at("group").at("owner_subscription_id"), group);
  EXPECT_EQ(model.at("user").at("group").at("group_name"), "staff");
  const Json systems = door.get("/api/rehearsal/systems").body;
  EXPECT_EQ(systems.at(0).at("records").at(0).at("data").at("group_name"), "staff");
  EXPECT_EQ(systems.at(1).at("records").at(0).at("data").at("user_id"), 3877663347);
}

TEST(Story, ModifyThenTerminateInOrder) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string other = door.create_group("guests");
  const std::string user = door.create_user("ann", group);

  const Json form = door.post("/api/processes/modify_user", {{{"subscription_id", user}}}).body.at("form");
  EXPECT_EQ(form.at("properties").at("username").at("default"), "ann");
  EXPECT_EQ(form.at("properties").at("age").at("default"), 33);
  EXPECT_EQ(form.at("properties").at("user_group_ids").at("default"), Json::array({group}));
  door.start("modify_user", {{{"subscription_id", user}},
                             {{"username", "anna"}, {"age", nullptr}, {"user_group_ids", {other}}}});
  const Json model = door.get("/api/subscriptions/domain-model/" + user).body;
  EXPECT_EQ(model.at("description"), "User anna from group guests (internal)");
  EXPECT_EQ(model.at("user").at("age"), nullptr);
  EXPECT_EQ(door.get("/api/rehearsal/systems/user_management/" + user).body.at("data").at("username"),
            "anna");

  const Reply refused = door.post("/api/processes/terminate_user_group", {{{"subscription_id", other}}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(text_or(refused.body, "detail").find("it is used in other subscriptions"), std::string::npos);
  door.start("terminate_user", {{{"subscription_id", user}}, Json::object()});
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + user).body.at("status"), "terminated");
  EXPECT_EQ(door.get("/api/rehearsal/systems/user_management/" + user).status, 404);
  door.start("terminate_user_group", {{{"subscription_id", other}}, Json::object()});
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + other).body.at("status"), "terminated");
}

TEST(Story, EveryBadInputIsRefusedAndStoresNothing) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string gone = door.create_group("old");
  const std::string user = door.create_user("ann", group);
  door.start("terminate_user_group", {{{"subscription_id", gone}}, Json::object()});
  const Json groups = Json::array({group});

  struct Case {
    const char* why;
    Json page;
    const char* error;
  };
  const Case cases[] = {
      {"no username", {{"age", 3}, {"user_group_ids", groups}}, "username missing"},
      {"an empty username",
       {{"username", ""}, {"age", 3}, {"user_group_ids", groups}},
       "username value_error"},
      {"a blank username",
       {{"username", " \t\u00a0"}, {"age", 3}, {"user_group_ids", groups}},
       "username value_error"},
      {"a username that is too long",
       {{"username", std::string(10000, 'x')}, {"age", 3}, {"user_group_ids", groups}},
       "username value_error"},
      {"a number as username",
       {{"username", 7}, {"age", 3}, {"user_group_ids", groups}},
       "username string_type"},
      {"age x", {{"username", "bob"}, {"age", "x"}, {"user_group_ids", groups}}, "age int_parsing"},
      {"age 1.5", {{"username", "bob"}, {"age", 1.5}, {"user_group_ids", groups}}, "age int_from_float"},
      {"no age", {{"username", "bob"}, {"user_group_ids", groups}}, "age missing"},
      {"no group",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", Json::array()}},
       "user_group_ids too_short"},
      {"no groups at all", {{"username", "bob"}, {"age", 3}}, "user_group_ids missing"},
      {"two groups",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", {group, group}}},
       "user_group_ids too_long"},
      {"an unknown group",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", {"11111111-1111-4111-8111-111111111111"}}},
       "user_group_ids enum"},
      {"a terminated group",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", {gone}}},
       "user_group_ids enum"},
      {"a user as group",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", {user}}},
       "user_group_ids enum"},
      {"a field too many",
       {{"username", "bob"}, {"age", 3}, {"user_group_ids", groups}, {"x", 1}},
       "x extra_forbidden"},
  };
  const Json before = door.rows();
  for (const Case& each : cases) {
    const Reply reply = door.post("/api/processes/create_user", {{{"product", kUserInternal}}, each.page});
    ASSERT_EQ(reply.status, 400) << each.why << ": " << dump_json(reply.body);
    const Json& error = reply.body.at("validation_errors").at(0);
    EXPECT_EQ(error.at("loc").at(0).get<std::string>() + " " + error.at("type").get<std::string>(),
              each.error)
        << each.why;
    door.run();
  }
  EXPECT_EQ(door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "  "}}})
                .status,
            400);
  EXPECT_EQ(door.rows(), before) << "something was stored";
}

TEST(Story, NamesAreStoredAsTheyAre) {
  Door door;
  const std::string names[] = {"'; DROP TABLE subscriptions; --", "\"quoted\" <b>&amp;</b>", "😀 李 Zoë",
                               "\u202Eevil\u202C שלום مرحبا",     std::string(900, 'n'),     "\\u0041 \n\t"};
  for (const std::string& name : names) {
    const std::string group = door.create_group(name);
    const Json model = door.get("/api/subscriptions/domain-model/" + group).body;
    EXPECT_EQ(model.at("user_group").at("group_name").get<std::string>(), name);
    EXPECT_EQ(model.at("description").get<std::string>(), "User group " + name);
    const std::string user = door.create_user(name, group);
    EXPECT_EQ(
        door.get("/api/subscriptions/domain-model/" + user).body.at("user").at("username").get<std::string>(),
        name);
  }
}

// The story's rows after the engine died at each turn, compared with a run without any death.
std::string told(bool deaths) {
  Door door;
  door.put("/api/rehearsal/pace", {{"manual", true}});
  const auto step_by_step = [&](const std::string& workflow, const Json& pages) {
    const std::string id = door.post("/api/processes/" + workflow, pages).body.at("id").get<std::string>();
    for (int steps = 0; steps < 20 && door.process(id).at("last_status") != "completed"; ++steps) {
      if (deaths) door.die_and_open_again();
      door.post("/api/rehearsal/pace/next", nullptr);
      door.run();
    }
    return door.process(id);
  };
  const Json group =
      step_by_step("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  const Json group_id = group.at("current_state").at("subscription_id");
  const Json user = step_by_step(
      "create_user",
      {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", 33}, {"user_group_ids", {group_id}}}});
  const Json gone =
      step_by_step("terminate_user",
                   {{{"subscription_id", user.at("current_state").at("subscription_id")}}, Json::object()});
  std::string all;
  for (const Json& process : {group, user, gone}) {
    all += process.at("last_status").get<std::string>() + ": " + step_names(process) + "\n";
    all += process.at("current_state").at("subscription").at("description").get<std::string>() + "\n";
  }
  const Json sizes = door.get("/api/rehearsal/status").body.at("sizes");
  return all + std::to_string(sizes.at("subscriptions").get<int>()) + " subscriptions, " +
         std::to_string(sizes.at("processes").get<int>()) + " processes, " +
         std::to_string(door.get("/api/rehearsal/systems").body.at(1).at("records").size()) + " user records";
}

TEST(Story, GoesOnAfterTheEngineDiedAtEachStep) {
  const std::string undisturbed = told(false);
  EXPECT_EQ(undisturbed.find("running"), std::string::npos) << undisturbed;
  EXPECT_EQ(told(true), undisturbed);
}

TEST(Story, ThePaceIsKeptByTheEngine) {
  Door door;
  ASSERT_EQ(door.put("/api/rehearsal/pace", {{"step_ms", 1000}}).status, 200);
  door.die_and_open_again();
  EXPECT_EQ(dump_json(door.get("/api/rehearsal/pace").body), R"({"step_ms":1000})");
  const std::string id =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}})
          .body.at("id")
          .get<std::string>();
  door.run();
  EXPECT_EQ(door.process(id).at("last_step"), "Start");
  EXPECT_EQ(door.process(id).at("last_status"), "running");
  EXPECT_NEAR(door.engine->turn(), 1000, 1);
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(door.put("/api/rehearsal/clock", {{"advance_s", 1}}).status, 200);
    door.run();
  }
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
  EXPECT_EQ(door.put("/api/rehearsal/pace", {{"step_ms", -1}}).status, 422);
}

// A user comes into a group that is being terminated, at every possible moment: whoever is first wins, and
// nothing is taken away outside from under a user.
TEST(Story, AGroupIsNotTerminatedUnderAUserWhoIsBeingMade) {
  for (int steps_before = 0; steps_before <= 8; ++steps_before) {
    Door door;
    const std::string group = door.create_group("staff");
    ASSERT_EQ(door.put("/api/rehearsal/pace", {{"manual", true}}).status, 200);
    const auto start = [&](const char* workflow, const Json& pages) {
      const Reply reply = door.post(std::string("/api/processes/") + workflow, pages);
      return reply.status == 201 ? reply.body.at("id").get<std::string>() : std::string();
    };
    const auto step = [&] {
      door.post("/api/rehearsal/pace/next", nullptr);
      door.run();
    };
    const std::string making = start(
        "create_user",
        {{{"product", kUserInternal}}, {{"username", "ann"}, {"age", 33}, {"user_group_ids", {group}}}});
    ASSERT_FALSE(making.empty());
    for (int i = 0; i < steps_before; ++i) step();
    const std::string ending = start("terminate_user_group", {{{"subscription_id", group}}, Json::object()});
    for (int i = 0; i < 12; ++i) step();
    const std::string made = text_or(door.process(making), "last_status");
    const std::string ended = ending.empty() ? "refused" : text_or(door.process(ending), "last_status");
    const Json model = door.get("/api/subscriptions/domain-model/" + group).body;
    const bool provisioned = door.get("/api/rehearsal/systems/group_management/" + group).status == 200;
    EXPECT_NE(made == "completed", ended == "completed") << steps_before << ": " << made << ", " << ended;
    EXPECT_EQ(provisioned, model.at("status") == "active") << steps_before;
  }
}

TEST(Story, ANameThatShowsNothingIsRefused) {
  Door door;
  for (const std::string& name :
       {std::string(1, '\0'), std::string("a\0b", 3), std::string("\x01\x02"), std::string("\xC2\x80")}) {
    EXPECT_EQ(
        door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", name}}})
            .status,
        400);
  }
}

}  // namespace
}  // namespace rehearsal::api
