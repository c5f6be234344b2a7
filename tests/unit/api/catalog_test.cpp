// The catalogue through the door: what the starts changed, what is gone from the code, descriptions of
// products, blocks and customers.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

Json ask(Engine& engine, const std::string& path) {
  return parse_json(engine.handle(dump_json({{"id", 1}, {"method", "GET"}, {"path", path}}))).at("body");
}

TEST(Catalog, ProcessesOfAWorkflowThatIsGoneStayReadable) {
  Door door("conformance");
  const std::string done = door.start("wf_empty", Json::array({Json::object()}));
  const std::string suspended = door.start("wf_input", Json::array({Json::object()}));
  const Json before = door.process(done);
  door.engine.reset();

  EngineOptions options;
  options.files = std::make_unique<LentFiles>(door.files);
  options.now = parse_iso("2026-01-02T09:00:00Z");
  const auto engine = Engine::open(std::move(options));
  const Json after = ask(*engine, "/api/processes/" + done);
  EXPECT_EQ(after.at("last_status"), "completed");
  EXPECT_EQ(after.at("workflow_name"), "wf_empty");
  EXPECT_EQ(after.at("current_state"), before.at("current_state"));
  EXPECT_EQ(after.at("steps").size(), before.at("steps").size());
  EXPECT_FALSE(ask(*engine, "/api/processes/" + suspended).at("steps").empty());
  bool is_marked = false;
  const Json workflows = ask(*engine, "/api/rehearsal/lists/workflows");
  for (const Json& workflow : workflows.at("items")) {
    if (workflow.at("name") == "wf_empty") is_marked = workflow.at("deleted_at").is_number();
    if (workflow.at("name") == "create_user") {
      EXPECT_EQ(workflow.at("deleted_at"), nullptr);
    }
  }
  EXPECT_TRUE(is_marked);
  const Json products = ask(*engine, "/api/products");
  for (const Json& product : products) {
    for (const Json& workflow : product.at("workflows"))
      EXPECT_NE(workflow.at("name").get<std::string>().substr(0, 3), "wf_");
  }
  const Json migrations = ask(*engine, "/api/rehearsal/catalog").at("migrations");
  ASSERT_EQ(migrations.size(), 2u);
  EXPECT_NE(
      migrations[1].at("description").get<std::string>().find("Marked the workflow wf_empty as removed\n"),
      std::string::npos);
}

TEST(Catalog, WordsOfBlocksAndFieldsCanBeChangedAndStaySo) {
  Door door;
  const Json block = door.get("/api/product_blocks/00000000-0000-4000-8000-000000000012").body;
  const std::string type = block.at("resource_types")[0].at("resource_type_id").get<std::string>();
  const auto patch = [&](const std::string& path, const Json& body) {
    return door.send({{"id", 1}, {"method", "PATCH"}, {"path", path}, {"body", body}});
  };
  const std::string block_path = "/api/product_blocks/00000000-0000-4000-8000-000000000012";
  EXPECT_EQ(patch(block_path, {{"description", "mine"}}).body.at("description"), "mine");
  EXPECT_EQ(patch("/api/resource_types/" + type, {{"description", "my field"}}).status, 201);
  EXPECT_EQ(patch(block_path, {{"description", std::string(2001, 'x')}}).status, 422);
  EXPECT_EQ(patch("/api/resource_types/" + std::string(kUserGroup), {{"description", "x"}}).status, 404);
  door.die_and_open_again();
  EXPECT_EQ(door.get(block_path).body.at("description"), "mine");
  EXPECT_EQ(door.get("/api/resource_types/" + type).body.at("description"), "my field");
  EXPECT_EQ(door.get("/api/rehearsal/catalog").body.at("kept"), Json::array());
}

TEST(CustomerDescriptions, AreMadeChangedAndRemoved) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string path = "/api/subscription_customer_descriptions";
  const Json made = {{"customer_id", "c"}, {"subscription_id", group}, {"description", "ours"}};
  EXPECT_EQ(door.post(path, made).status, 204);
  EXPECT_EQ(door.post(path, made).status, 400) << "there is one already";
  Json body = door.get(path + "/customer/c/subscription/" + group).body;
  EXPECT_EQ(body.at("version"), 1);
  const std::string id = body.at("id").get<std::string>();
  for (const int64_t stale : {0, 10}) {
    Json change = body;
    change["version"] = stale;
    const Reply reply = door.put(path, change);
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.body.at("detail"), "Stale data: given version (" + std::to_string(stale) +
                                           ") does not match the current version (1)");
  }
  body["description"] = "theirs";
  EXPECT_EQ(door.put(path, body).status, 204);
  EXPECT_EQ(door.get(path + "/" + id).body.at("version"), 2);
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + group)
                .body.at("customer_descriptions")[0]
                .at("description"),
            "theirs");
  for (const Json& wrong :
       {Json{{"customer_id", "c"}, {"subscription_id", group}},
        Json{{"customer_id", 5}, {"subscription_id", group}, {"description", "x"}},
        Json{{"customer_id", "d"}, {"subscription_id", "nope"}, {"description", "x"}},
        Json{{"customer_id", "d"}, {"subscription_id", group}, {"description", std::string(2001, 'x')}}}) {
    EXPECT_EQ(door.post(path, wrong).status, 422) << dump_json(wrong);
  }
  const Reply all = door.put(path, {{"customer_id", 5}, {"subscription_id", "no"}, {"version", "x"}});
  std::string mistakes;
  for (const Json& each : all.body.at("detail"))
    mistakes += each.at("loc")[1].get<std::string>() + " " + each.at("type").get<std::string>() + "; ";
  EXPECT_EQ(mistakes,
            "description missing; customer_id string_type; subscription_id uuid_parsing; id missing; version "
            "int_parsing; ");
  EXPECT_EQ(
      door.post(path, {{"customer_id", "d"}, {"subscription_id", kUserGroup}, {"description", "x"}}).status,
      400)
      << "no such subscription";
  const auto remove = [&] {
    return door.send({{"id", 1}, {"method", "DELETE"}, {"path", path + "/" + id}}).status;
  };
  EXPECT_EQ(remove(), 204);
  EXPECT_EQ(remove(), 204) << "gone is gone";
}

TEST(Lists, PagesStayInOrderWhileRowsArrive) {
  Door door;
  for (int i = 0; i < 7; ++i) door.create_group("group " + std::to_string(i));
  for (const Json& asked : {Json{{"limit", "2"}}, Json{{"limit", "2"}, {"sort", "description,desc"}},
                            Json{{"limit", "2"}, {"sort", "status,asc,description,desc"}},
                            Json{{"limit", "2"}, {"filter", "status,active"}, {"sort", "start_date,desc"}}}) {
    std::vector<std::string> seen;
    Json query = asked;
    for (int page = 0; page < 30; ++page) {
      const Json body = door.get("/api/rehearsal/lists/subscriptions", query).body;
      for (const Json& item : body.at("items")) seen.push_back(item.at("description").get<std::string>());
      // One that comes first in every order, between any two pages.
      door.create_group("zz " + std::to_string(page));
      if (body.at("next").is_null()) break;
      query["after"] = body.at("next");
    }
    std::vector<std::string> groups;
    for (const std::string& each : seen) {
      if (each.find("User group group ") == 0) groups.push_back(each);
    }
    EXPECT_EQ(groups,
              (std::vector<std::string>{"User group group 6", "User group group 5", "User group group 4",
                                        "User group group 3", "User group group 2", "User group group 1",
                                        "User group group 0"}))
        << dump_json(asked);
  }
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"after", "1.2"}}).status, 400);
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"after", "1.2.x"}}).status, 400);
}

// The order of the page is made anew, and its last row or the one behind it stands elsewhere now.
TEST(Lists, APageGoesOnWhereTheOneBeforeEndedThoughRowsMoved) {
  for (const char* moved : {"group 1", "group 2"}) {
    Door door;
    std::vector<std::string> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(door.create_group("group " + std::to_string(i)));
    const Json first =
        door.get("/api/rehearsal/lists/subscriptions", {{"limit", "2"}, {"sort", "description,asc"}}).body;
    const auto place = static_cast<size_t>(moved[6] - '0');
    door.start("modify_user_group", {{{"subscription_id", ids[place]}}, {{"group_name", "zz"}}});
    door.die_and_open_again();
    const Json second = door.get("/api/rehearsal/lists/subscriptions",
                                 {{"limit", "2"}, {"sort", "description,asc"}, {"after", first.at("next")}})
                            .body;
    ASSERT_EQ(second.at("items").size(), 2u) << moved;
    EXPECT_EQ(second.at("items")[0].at("description"),
              place == 1 ? "User group group 2" : "User group group 3");
  }
}

// In an order that an index gives, too.
TEST(Lists, APageGoesOnThoughItsLastRowMovedInAnIndexedOrder) {
  Door door;
  const std::string staff = door.create_group("staff");
  door.put("/api/rehearsal/faults",
           {{{"workflow", "create_user"}, {"step", "Provision user"}, {"kind", "fail"}}});
  std::vector<std::string> processes;
  for (const char* name : {"n0", "n1", "n2", "n3"}) {
    processes.push_back(door.start(
        "create_user",
        {{{"product", kUserInternal}}, {{"username", name}, {"age", 33}, {"user_group_ids", {staff}}}}));
  }
  door.put("/api/rehearsal/faults", Json::array());
  Json query = {{"limit", "2"}, {"sort", "start_date,asc"}};
  const Json first = door.get("/api/rehearsal/lists/subscriptions", query).body;
  EXPECT_EQ(first.at("items")[1].at("start_date"), nullptr);
  door.put("/api/processes/" + processes[2] + "/resume", Json::array());
  door.run();
  query["after"] = first.at("next");
  const Json second = door.get("/api/rehearsal/lists/subscriptions", query).body;
  ASSERT_EQ(second.at("items").size(), 2u) << dump_json(first);
  EXPECT_NE(second.at("items")[0].at("description").get<std::string>().find("n1"), std::string::npos);
  EXPECT_NE(second.at("items")[1].at("description").get<std::string>().find("n0"), std::string::npos);
}

// What came before the first page does not make the last one longer.
TEST(Lists, ThereIsNoPageBehindTheLastRow) {
  Door door;
  for (int i = 0; i < 4; ++i) door.create_group("group " + std::to_string(i));
  Json query = {{"limit", "2"}};
  query["after"] = door.get("/api/rehearsal/lists/processes", query).body.at("next");
  door.create_group("late");
  const Json last = door.get("/api/rehearsal/lists/processes", query).body;
  EXPECT_EQ(last.at("items").size(), 2u);
  EXPECT_EQ(last.at("next"), nullptr);
}

TEST(Products, AStatusIsOneOfFour) {
  Door door;
  const std::string path = "/api/products/" + std::string(kUserGroup);
  for (const Json& wrong : {Json(5), Json(""), Json::array(), Json("gone")}) {
    const Reply reply =
        door.send({{"id", 1}, {"method", "PATCH"}, {"path", path}, {"body", {{"status", wrong}}}});
    EXPECT_EQ(reply.status, 422) << wrong.dump();
    EXPECT_EQ(reply.body.at("detail")[0].at("input"), wrong);
  }
  const Reply both = door.send(
      {{"id", 1}, {"method", "PATCH"}, {"path", path}, {"body", {{"description", 5}, {"status", "gone"}}}});
  EXPECT_EQ(both.body.at("detail").size(), 2u) << "every mistake is told";
  EXPECT_EQ(door.get(path).body.at("status"), "active");
}

}  // namespace
}  // namespace rehearsal::api
