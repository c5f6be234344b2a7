// Resource by resource: processes, lists, subscriptions, settings.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

Reply patch(Door& door, const std::string& path, const Json& body) {
  return door.send({{"id", 1}, {"method", "PATCH"}, {"path", path}, {"body", body}});
}

// A process that stands after its first step.
std::string start_slowly(Door& door) {
  door.put("/api/rehearsal/pace", {{"step_ms", 1000}});
  const std::string id =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}})
          .body.at("id")
          .get<std::string>();
  door.run();
  return id;
}

TEST(Processes, AbortResumeAndNote) {
  Door door;
  const std::string group = door.create_group("bad group");
  const std::string task = door.start("validate_user_group", {{{"subscription_id", group}}});
  EXPECT_EQ(door.process(task).at("last_status"), "failed");
  EXPECT_EQ(door.process(task).at("failed_reason"), "group bad group is not what the outside says");
  EXPECT_EQ(door.put("/api/processes/" + task + "/resume", Json::array({Json::object()})).status, 204);
  door.run();
  EXPECT_EQ(door.process(task).at("last_status"), "failed");
  EXPECT_EQ(patch(door, "/api/processes/" + task, {{"note", "look here"}}).body.at("note"), "look here");
  EXPECT_EQ(patch(door, "/api/processes/" + task, {{"note", "  "}}).body.at("note"), nullptr);
  EXPECT_EQ(patch(door, "/api/processes/" + task, {{"note", 5}}).status, 422);
  EXPECT_EQ(patch(door, "/api/processes/" + task, {{"note", std::string(5001, 'x')}}).status, 422);
  EXPECT_EQ(door.put("/api/processes/" + task + "/abort").status, 204);
  EXPECT_EQ(door.process(task).at("last_status"), "aborted");
  EXPECT_EQ(door.put("/api/processes/" + task + "/resume", Json::array({Json::object()})).status, 409);
  EXPECT_EQ(dump_json(door.get("/api/processes/status-counts").body),
            R"({"process_counts":{"completed":1},"task_counts":{"aborted":1}})");
}

TEST(Processes, OnlyTasksAreDeleted) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string task = door.start("validate_user_group", {{{"subscription_id", group}}});
  const auto remove = [&](const std::string& id) {
    return door.send({{"id", 1}, {"method", "DELETE"}, {"path", "/api/processes/" + id}}).status;
  };
  EXPECT_EQ(remove(task), 204);
  EXPECT_EQ(remove(task), 404);
  EXPECT_EQ(remove(door.get("/api/processes").body.at(0).at("process_id").get<std::string>()), 400);
  EXPECT_EQ(remove("nonsense"), 422);
}

TEST(Processes, ARunningProcessCanBeAbortedAndStaysSo) {
  Door door;
  const std::string id = start_slowly(door);
  EXPECT_EQ(door.put("/api/processes/" + id + "/resume", Json::array()).status, 409);
  EXPECT_EQ(door.put("/api/processes/" + id + "/abort").status, 204);
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "aborted");
}

TEST(Processes, StartRefusesWhatIsNoListOfPages) {
  Door door;
  EXPECT_EQ(door.post("/api/processes/create_user", {{"product", kUserInternal}}).status, 422);
  EXPECT_EQ(door.post("/api/processes/create_user", Json::array({5})).status, 422);
  EXPECT_EQ(door.post("/api/processes/no_such_workflow", Json::array()).status, 404);
  EXPECT_EQ(door.post("/api/processes/create_user", nullptr).status, 422) << "no page at all is none";
  EXPECT_EQ(door.send({{"id", 1},
                       {"method", "POST"},
                       {"path", "/api/processes/create_user"},
                       {"query", {{"reporter", std::string(101, 'x')}}},
                       {"body", Json::array()}})
                .status,
            422);
}

TEST(Lists, ProcessesAreFilteredSortedAndCut) {
  Door door;
  const std::string group = door.create_group("staff");
  door.create_user("ann", group);
  door.start("validate_user_group", {{{"subscription_id", group}}});
  struct Case {
    Json query;
    size_t found;
  };
  const Case cases[] = {
      {{{"filter", "last_status,completed"}}, 3},
      {{{"filter", "lastStatus,COMPLETED"}}, 3},
      {{{"filter", "last_status,!completed"}}, 0},
      {{{"filter", "is_task,true"}}, 1},
      {{{"filter", "is_task,perhaps"}}, 0},
      {{{"filter", "workflow_name,create_user|create_user_group"}}, 2},
      {{{"filter", "workflow_name,create_%"}}, 2},
      {{{"filter", "product,User Group"}}, 2},
      {{{"filter", "tag,USER_INT"}}, 1},
      {{{"filter", "subscription_id," + group}}, 2},
      {{{"filter", "started_at,>2025-12-31"}}, 3},
      {{{"filter", "started_at,2026-01-01"}}, 3},
      {{{"filter", "started_at,<2026-01-01"}}, 0},
      {{{"filter", ""}}, 3},
      {{{"range", "0,2"}}, 2},
      {{{"range", "7,9"}}, 0},
      {{{"range", "3"}}, 3},
  };
  for (const Case& each : cases) {
    const Reply reply = door.get("/api/processes", each.query);
    ASSERT_EQ(reply.status, 200) << dump_json(each.query) << dump_json(reply.body);
    EXPECT_EQ(reply.body.size(), each.found) << dump_json(each.query);
  }
  EXPECT_EQ(door.get("/api/processes", {{"range", "1,3"}}).headers.at("content-range"), "processes 1-3/3");
  EXPECT_EQ(door.get("/api/processes", {{"sort", "workflow_name,desc"}}).body.at(0).at("workflow_name"),
            "validate_user_group");
  for (const Json& wrong :
       {Json{{"filter", "last_status"}}, Json{{"filter", "colour,red"}}, Json{{"filter", "last_status,"}},
        Json{{"filter", "started_at,soon"}}, Json{{"sort", "colour,asc"}}, Json{{"sort", "note,up"}},
        Json{{"range", "3,1"}}, Json{{"range", "a,b"}}}) {
    EXPECT_EQ(door.get("/api/processes", wrong).status, 400) << dump_json(wrong);
  }
}

TEST(Lists, AnUnchangedListIsNotSentAgain) {
  Door door;
  door.create_group("staff");
  const std::string tag = door.get("/api/processes").headers.at("etag").get<std::string>();
  const Json request = {
      {"id", 1}, {"method", "GET"}, {"path", "/api/processes"}, {"headers", {{"if-none-match", tag}}}};
  EXPECT_EQ(door.send(request).status, 304);
  door.create_group("crew");
  EXPECT_EQ(door.send(request).status, 200);
  Door empty;
  EXPECT_EQ(empty.get("/api/processes").headers.at("etag"), "W/\"0x0\"");
}

TEST(Lists, OursComeInPages) {
  Door door;
  for (int i = 0; i < 5; ++i) door.create_group("group " + std::to_string(i));
  const Json first = door.get("/api/rehearsal/lists/subscriptions", {{"limit", "2"}}).body;
  EXPECT_EQ(first.at("total"), 5);
  EXPECT_EQ(first.at("items").at(0).at("description"), "User group group 4") << "newest first";
  const Json second =
      door.get("/api/rehearsal/lists/subscriptions", {{"limit", "2"}, {"after", first.at("next")}}).body;
  EXPECT_EQ(second.at("items").at(0).at("description"), "User group group 2");
  const Json last =
      door.get("/api/rehearsal/lists/subscriptions", {{"limit", "2"}, {"after", second.at("next")}}).body;
  EXPECT_EQ(last.at("items").size(), 1u);
  EXPECT_EQ(last.at("next"), nullptr);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"query", "GROUP 3"}}).body.at("total"), 1);
  const std::string id = first.at("items").at(0).at("subscription_id").get<std::string>();
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"query", id.substr(0, 8)}}).body.at("total"), 1);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"query", "100%"}}).body.at("total"), 0);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"filter", "status,active|provisioning"}})
                .body.at("total"),
            5);
  EXPECT_EQ(door.get("/api/rehearsal/lists/processes", {{"query", "group 3"}}).body.at("total"), 1);
  EXPECT_EQ(door.get("/api/rehearsal/lists/products").body.at("total"), 3);
  const Json workflow =
      door.get("/api/rehearsal/lists/workflows", {{"filter", "name,create_user"}}).body.at("items").at(0);
  EXPECT_EQ(workflow.at("steps").size(), 8u);
  EXPECT_EQ(door.get("/api/rehearsal/lists/colours").status, 404);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"limit", "0"}}).status, 400);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"after", "x"}}).status, 400);
}

TEST(Settings, ALockedEngineTakesNoChangesOnProcesses) {
  Door door;
  const std::string group = door.create_group("staff");
  EXPECT_EQ(door.put("/api/settings/status", {{"global_lock", true}}).body.at("global_status"), "PAUSED");
  door.die_and_open_again();
  EXPECT_EQ(door.get("/api/settings/status").body.at("global_lock"), true);
  EXPECT_EQ(door.post("/api/processes/validate_user_group", {{{"subscription_id", group}}}).status, 503);
  EXPECT_EQ(door.put("/api/settings/status", {{"global_lock", false}}).body.at("global_status"), "RUNNING");
  EXPECT_EQ(door.post("/api/processes/validate_user_group", {{{"subscription_id", group}}}).status, 201);
  EXPECT_EQ(door.put("/api/settings/status", Json::object()).status, 422);
  EXPECT_EQ(door.put("/api/settings/status", {{"global_lock", "perhaps"}}).status, 422);
}

TEST(Settings, PausingHoldsProcessesWhereTheyAre) {
  Door door;
  const std::string id = start_slowly(door);
  door.put("/api/settings/status", {{"global_lock", true}});
  door.put("/api/rehearsal/clock", {{"advance_s", 5}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_step"), "Start");
  door.put("/api/settings/status", {{"global_lock", false}});
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  EXPECT_EQ(door.process(id).at("last_status"), "completed");
}

TEST(Processes, AResumeOfEachStatusThatForbidsItIsRefusedAndLeavesNothing) {
  Door door;
  door.put("/api/rehearsal/pace", {{"manual", true}});
  const std::string created =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "a"}}});
  const std::string running =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "b"}}});
  door.send({{"id", 1},
             {"method", "POST"},
             {"path", "/api/rehearsal/pace/next"},
             {"body", {{"process_id", running}}}});
  door.run();
  const std::string aborted =
      door.start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "c"}}});
  door.put("/api/processes/" + aborted + "/abort");
  const std::pair<std::string, const char*> cases[] = {
      {created, "created"}, {running, "running"}, {aborted, "aborted"}};
  for (const auto& [id, status] : cases) {
    ASSERT_EQ(door.process(id).at("last_status"), status);
    const Json before = door.process(id);
    const Json rows = door.rows();
    const Reply reply = door.put("/api/processes/" + id + "/resume", Json::array({Json::object()}));
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.body.at("detail"), "Resuming a " + std::string(status) + " workflow is not possible");
    EXPECT_EQ(door.process(id), before);
    EXPECT_EQ(door.rows(), rows);
  }
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  ASSERT_EQ(door.process(created).at("last_status"), "completed");
  EXPECT_EQ(door.put("/api/processes/" + created + "/resume", Json::array()).body.at("detail"),
            "Resuming a completed workflow is not possible");
}

TEST(ClockDoor, TakesPartsOfASecond) {
  Door door;
  const auto now = [&](double seconds) {
    return door.put("/api/rehearsal/clock", {{"advance_s", seconds}}).body.at("now").get<std::string>();
  };
  EXPECT_EQ(now(0.25).substr(0, 22), "2026-01-01T09:00:00.25");
  EXPECT_EQ(now(1.5).substr(0, 22), "2026-01-01T09:00:01.75");
}

TEST(ClockDoor, IsMovedForthAndNotBeyondTheYear9999) {
  Door door;
  const auto advance = [&](const Json& seconds) {
    return door.put("/api/rehearsal/clock", {{"advance_s", seconds}});
  };
  const Json rows = door.rows();
  for (const Json& wrong : {Json(-1), Json(-0.1), Json(1e12), Json(1e300), Json(INT64_MAX)}) {
    const Reply reply = advance(wrong);
    EXPECT_EQ(reply.status, 400) << wrong;
    EXPECT_NE(dump_json(reply.body).find("seconds from 0 to"), std::string::npos) << reply.body;
  }
  EXPECT_EQ(advance("5").status, 422);
  EXPECT_EQ(door.rows(), rows);
  int moved = 0;
  while (moved < 1000 && advance(10'000'000'000).status == 200) ++moved;
  EXPECT_EQ(moved, 25);
  EXPECT_EQ(advance(0).body.at("now").get<std::string>().substr(0, 2), "99");
  EXPECT_FALSE(door.create_group("staff").empty()) << "it works then as well";
}

TEST(ClockDoor, NeverGoesBackWhenTheEngineIsOpenedAgain) {
  Door door;
  const auto now = [&] {
    return door.put("/api/rehearsal/clock", {{"advance_s", 0}}).body.at("now").get<std::string>();
  };
  door.put("/api/rehearsal/clock", {{"advance_s", 86400}});
  std::string before = now();
  door.die_and_open_again();
  EXPECT_LT(before, now()) << "the same --now was given";
  door.create_group("staff");
  before = iso_text_precise(Instant{static_cast<int64_t>(
      door.get("/api/processes").body.at(0).at("last_modified_at").get<double>() * 1e6)});
  door.die_and_open_again();
  EXPECT_LT(before, now()) << "nor behind what a process did";
}

TEST(Subscriptions, ModelIsNotSentAgainWhileUnchanged) {
  Door door;
  const std::string group = door.create_group("staff");
  const Reply reply = door.get("/api/subscriptions/domain-model/" + group);
  const Json request = {{"id", 1},
                        {"method", "GET"},
                        {"path", "/api/subscriptions/domain-model/" + group},
                        {"headers", {{"if-none-match", reply.headers.at("etag")}}}};
  EXPECT_EQ(door.send(request).status, 304);
  door.start("modify_note", {{{"subscription_id", group}}, {{"note", "remember"}}});
  EXPECT_EQ(door.send(request).status, 200);
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + group).body.at("note"), "remember");
}

TEST(Rehearsal, TellsAboutItself) {
  Door door;
  const Json status = door.get("/api/rehearsal/status").body;
  EXPECT_EQ(status.at("seed"), 11);
  EXPECT_EQ(status.at("storage").at("kind"), "memory");
  EXPECT_EQ(status.at("running_processes"), 0);
  const Json customers = door.get("/api/rehearsal/customers").body;
  size_t defaults = 0;
  for (const Json& customer : customers) defaults += customer.at("is_default").get<bool>() ? 1 : 0;
  EXPECT_EQ(defaults, 1u);
}

TEST(Translations, HaveAWordForEachFieldAndWorkflowInBothLanguages) {
  Door door;
  const std::string group = door.create_group("staff"), user = door.create_user("ann", group);
  const Json english = door.get("/api/translations/en-GB").body,
             dutch = door.get("/api/translations/nl-NL").body;
  EXPECT_EQ(english.at("forms").at("fields").at("user_group_ids"), "User group");
  EXPECT_EQ(dutch.at("forms").at("fields").at("user_group_ids"), "Gebruikersgroep");
  EXPECT_EQ(dutch.at("workflow").at("create_user"), "Gebruiker aanmaken");
  std::vector<std::string> asked;
  // Every page that the shipped forms ask for, one after another.
  const auto ask = [&](const std::string& workflow, Json pages) {
    const Json body = door.post("/api/rehearsal/forms/" + workflow, pages).body;
    // A task that has nothing to do is not even asked for.
    if (body.value("status", 0) == 412) return;
    ASSERT_TRUE(body.contains("form")) << workflow << dump_json(body);
    for (const auto& [name, field] : body.at("form").at("properties").items()) asked.push_back(name);
  };
  for (const auto& [workflow, words] : english.at("workflow").items()) {
    EXPECT_NE(dutch.at("workflow").at(workflow), words) << workflow;
    ask(workflow, Json::array());
    const bool of_group = workflow.ends_with("_user_group");
    if (workflow.starts_with("create_"))
      ask(workflow, {{{"product", of_group ? kUserGroup : kUserInternal}}});
    // The group cannot be ended while it has a user.
    if (workflow.starts_with("modify_") || workflow == "terminate_user")
      ask(workflow, {{{"subscription_id", of_group ? group : user}}});
  }
  EXPECT_GT(asked.size(), 20u);
  for (const std::string& name : asked) {
    EXPECT_TRUE(english.at("forms").at("fields").contains(name)) << name;
    EXPECT_TRUE(dutch.at("forms").at("fields").contains(name)) << name;
  }
  EXPECT_EQ(door.get("/api/translations/xx-XX").body, Json::object());
  EXPECT_EQ(door.get("/api/translations/english").status, 422);
}

TEST(Sync, SaysWhatToFetchAndWhatItCannotRead) {
  Door door;
  const auto decide = [&](const Json& message) {
    return door.send({{"id", 1}, {"method", "POST"}, {"path", "/api/rehearsal/sync"}, {"body", message}});
  };
  const Reply begun = decide({{"page", "https://page.example/x/"}, {"index", ""}});
  EXPECT_EQ(begun.status, 200);
  EXPECT_EQ(begun.body.at("address"), "https://page.example/x/snapshots/index.json");
  EXPECT_EQ(decide({{"page", 1}}).status, 422);
}

}  // namespace
}  // namespace rehearsal::api
