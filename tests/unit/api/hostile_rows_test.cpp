// Files whose text is in order and whose rows contradict the catalogue, each other, or what is there.
#include <gtest/gtest.h>

#include <algorithm>

#include "api/hostile_world.h"
#include "store/database.h"

namespace rehearsal::api {
namespace {

// Rows that nobody but such a file would make: the engine must live with them, or refuse them.
TEST(HostileRows, ProcessesThatNoWorkflowMade) {
  Door source;
  source.put("/api/rehearsal/pace", {{"manual", true}});
  source.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  source.run();
  source.post("/api/rehearsal/pace/next", nullptr);
  source.run();
  const std::string file = export_of(source);
  const Json odd_states = {Json::object(),
                           {{"subscription_id", 5}},
                           {{"subscription", Json::array()}},
                           {{"process_id", nullptr}, {"product", "nonsense"}, {"group_name", {1, 2}}}};
  std::vector<std::function<void(Json&)>> changes;
  for (const char* status : {"created", "running", "resumed", "suspended", "waiting", "failed", "aborted",
                             "completed", "awaiting_callback", "api_unavailable", "inconsistent_data"}) {
    for (const Json& state : odd_states) {
      changes.emplace_back([=](Json& process) {
        process["last_status"] = status;
        process["steps"][0]["state"] = state;
        process["inputs"][0]["input_state"] = state;
      });
      changes.emplace_back([=](Json& process) {
        process["last_status"] = status;
        process["steps"] = Json::array();
        process["inputs"][0]["input_state"] = state;
      });
    }
    changes.emplace_back([=](Json& process) {
      process["last_status"] = status;
      process["inputs"] = Json::array();
      process["steps"] = Json::array();
    });
    for (const char* step :
         {"success", "suspend", "skipped", "waiting", "failed", "abort", "awaiting_callback", "complete"}) {
      changes.emplace_back([=](Json& process) {
        process["last_status"] = status;
        process["steps"][0]["status"] = step;
        process["steps"][0]["name"] = "A step of nothing";
      });
    }
    // More steps than the workflow has, and a workflow that is a row only.
    changes.emplace_back([=](Json& process) {
      process["last_status"] = status;
      for (int i = 0; i < 30; ++i) {
        Json step = process["steps"][0];
        step["step_id"] = Ids(7, "step").next().substr(0, 34) + std::to_string(10 + i);
        process["steps"].push_back(step);
      }
    });
    changes.emplace_back([=](Json& process) {
      process["last_status"] = status;
      process["again"] = {{"calls", 1}, {"due", 0}, {"given", Json::object()}, {"started", 0}};
    });
    changes.emplace_back([=](Json& process) {
      process["last_status"] = status;
      process["again"] = {{"calls", int64_t{1} << 53},
                          {"due", 253'402'300'799'999'999},
                          {"given", {{"a", 1}}},
                          {"started", -62'167'219'200'000'000}};
    });
    for (const char* moment : {"0000-01-01T00:00:00.000000+00:00", "9999-12-31T23:59:59.999999+00:00"}) {
      changes.emplace_back([=](Json& process) {
        process["last_status"] = status;
        process["timer"] = moment;
      });
    }
  }
  for (size_t i = 0; i < changes.size(); ++i) {
    const std::string odd = changed(file, [&](Json& content) { changes[i](content["processes"][0]); });
    Door door;
    const std::string said = refusal_of(door, odd);
    const Json process = parse_json(odd).at("content").at("processes").at(0);
    if (process.at("last_status") == "completed" && process.at("steps").empty()) {
      EXPECT_NE(said.find("the steps of a process that is completed"), std::string::npos) << said;
      continue;
    }
    ASSERT_EQ(said, "") << "change " << i;
    const std::string id = door.get("/api/processes").body.at(0).at("process_id").get<std::string>();
    EXPECT_EQ(door.get("/api/processes/" + id).status, 200);
    expect_alive(door, "change " + std::to_string(i));
    EXPECT_LT(door.put("/api/processes/" + id + "/resume", Json::array({Json::object()})).status, 500) << i;
    EXPECT_LT(door.put("/api/processes/" + id + "/abort", nullptr).status, 500) << i;
    expect_alive(door, "after change " + std::to_string(i));
  }
}

TEST(HostileRows, CataloguesThatLeadInACircle) {
  Door source;
  source.create_group("staff");
  const std::string file = export_of(source);
  const std::string odd = changed(file, [](Json& content) {
    for (Json& block : content["product_blocks"]) {
      block["depends_on"] = Json::array();
      for (const Json& other : content["product_blocks"])
        block["depends_on"].push_back({{"max", 1}, {"min", 5}, {"name", other.at("name")}});
    }
  });
  Door door;
  ASSERT_EQ(refusal_of(door, odd), "");
  const std::string id =
      parse_json(file).at("content").at("subscriptions")[0].at("subscription_id").get<std::string>();
  EXPECT_FALSE(export_of(door, {{"subscriptions", id}}).empty());
  for (const char* path : {"/api/products", "/api/product_blocks", "/api/workflows"})
    EXPECT_LT(door.get(path).status, 500) << path;
  expect_alive(door, "circle");
  door.die_and_open_again();
  expect_alive(door, "circle, opened again");
}

// Ids that are something else's here.
TEST(HostileRows, IdsThatAreTaken) {
  Door door;
  const std::string staff = door.create_group("staff");
  door.create_user("ann", staff);
  const std::string before = export_of(door);
  const Json content = parse_json(before).at("content");
  std::vector<std::string> ids;
  const std::function<void(const Json&)> gather = [&](const Json& value) {
    if (value.is_string() && is_uuid(value.get_ref<const std::string&>()))
      ids.push_back(value.get<std::string>());
    if (value.is_structured())
      for (const Json& each : value) gather(each);
  };
  gather(content);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  ASSERT_GT(ids.size(), 30u);
  // Each id takes the place of another one, everywhere but in the states.
  int taken = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    std::string text = canonical_json(content);
    const std::string& other = ids[(i * 7 + 3) % ids.size()];
    for (size_t at = text.find(ids[i]); at != std::string::npos; at = text.find(ids[i], at + 1))
      text.replace(at, other.size(), other);
    const std::string odd = changed(before, [&](Json& c) { c = parse_json(text); });
    for (const char* mode : {"add", "replace"}) {
      Door here;
      ASSERT_EQ(import_into(here, before).at("state"), "done");
      const Json job = import_into(here, odd, mode);
      if (job.at("state") == "failed") {
        const std::string said = job.at("result").at("detail").get<std::string>();
        EXPECT_NE(said.find("refused"), std::string::npos)
            << mode << " " << ids[i] << " " << other << ": " << said;
        EXPECT_EQ(content_of(export_of(here)), content_of(before));
      } else {
        ++taken;
        here.engine.reset();
        store::Database db(here.files);
        EXPECT_EQ(db.integrity_problems(), "");
      }
    }
  }
  EXPECT_GT(taken, 0);
}

// A file without the names that its subscriptions use: what came of it could never be read again.
TEST(HostileRows, BlocksAndFieldsThatTheCatalogueOfTheFileDoesNotName) {
  Door source;
  source.create_user("ann", source.create_group("staff"));
  const std::string file = export_of(source);
  const auto without = [](Json& list, const char* name, const Json& value) {
    Json left = Json::array();
    for (const Json& each : list) {
      if ((each.is_object() ? each.at(name) : each) != value) left.push_back(each);
    }
    list = left;
  };
  const std::pair<std::function<void(Json&)>, std::string> odd[] = {
      {[&](Json& c) {
         without(c["resource_types"], "resource_type", "age");
         for (Json& block : c["product_blocks"]) without(block["resource_types"], "", "age");
       },
       "At /content/subscriptions/1/user/age: expected the id or name of an element of \"resource_types\", "
       "found \"age\", of which there is none."},
      {[&](Json& c) {
         c["product_blocks"] = Json::array();
         for (Json& product : c["products"]) product["blocks"] = Json::array();
       },
       "At /content/subscriptions/0/user_group/name: expected the id or name of an element of "
       "\"product_blocks\", found \"UserGroupBlock\", of which there is none."}};
  for (const auto& [change, words] : odd) {
    Door door;
    door.create_group("mine");
    const std::string before = export_of(door);
    EXPECT_EQ(refusal_of(door, changed(file, change)),
              "The snapshot was refused, and nothing was changed. " + words);
    EXPECT_EQ(content_of(export_of(door)), content_of(before));
    // Where it is added the catalogue here says what there is.
    EXPECT_EQ(refusal_of(door, changed(file, change), "add"), "");
    EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 2)
        << "one id is both's";
    expect_alive(door, "after it was added");
  }
}

}  // namespace
}  // namespace rehearsal::api
