// Snapshots by somebody who means ill, or whose tools do: whatever comes, it is refused in words or taken as
// a whole, nothing else is changed, and the engine goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "api/snapshot_world.h"
#include "core/ids.h"
#include "store/database.h"

namespace rehearsal::api {
namespace {

// The same snapshot with something changed, and the digest that then belongs to it.
std::string changed(const std::string& file, const std::function<void(Json&)>& change) {
  Json snapshot = parse_json(file);
  change(snapshot["content"]);
  snapshot["digest"] = sha256_hex(canonical_json(snapshot["content"]));
  return dump_json(snapshot);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

// What is said of a file that is refused, by preview and by import; "" when it is taken.
std::string refusal_of(Door& door, const std::string& file, const char* mode = "replace") {
  const Json look = preview_in(door, file, mode).at("result");
  const Json job = import_into(door, file, mode);
  if (job.at("state") == "done") {
    EXPECT_EQ(look.at("problem_count"), 0);
    return "";
  }
  EXPECT_GT(look.at("problem_count").get<int64_t>(), 0);
  return job.at("result").at("detail").get<std::string>();
}

// Its own processes run to their ends, and a new one does.
void expect_alive(Door& door, const std::string& what) {
  door.engine->take_events();
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  for (int turns = 0; turns < 300 && door.engine->turn() == 0; ++turns) {
  }
  for (const std::string& event : door.engine->take_events())
    EXPECT_EQ(event.find("\"storage\""), std::string::npos) << what << ": " << event;
  const Reply started = door.post("/api/processes/create_user_group",
                                  {{{"product", kUserGroup}}, {{"group_name", "after all that"}}});
  ASSERT_EQ(started.status, 201) << what << ": " << dump_json(started.body);
  for (int turns = 0; turns < 300 && door.engine->turn() == 0; ++turns) {
  }
  EXPECT_EQ(door.process(started.body.at("id").get<std::string>()).at("last_status"), "completed") << what;
  EXPECT_EQ(job_of(door, door.get("/api/rehearsal/snapshot")).at("state"), "done") << what;
}

// Whoever made the file would know it, and no export of ours holds one. The way back brings it all the same.
TEST(HostileSnapshot, TheTokenOfACallbackComesFromNobody) {
  Door door("conformance");
  const std::string id = door.start("wf_two_callbacks", Json::array({Json::object()}));
  const std::string route = door.process(id).at("current_state").at("rehearsal_route").get<std::string>();
  const std::string file = export_of(door);
  for (const char* token : {"removed", "e", "\",\""}) {
    for (const char* state : {"state", "input_state", "given"}) {
      const std::string forged = changed(file, [&](Json& content) {
        Json& process = content.at("processes").at(0);
        if (std::string_view(state) == "given") {
          process["again"] = {
              {"calls", 1}, {"due", 1}, {"given", {{"__callback_token", token}}}, {"started", 1}};
        } else {
          process.at(std::string_view(state) == "state" ? "steps" : "inputs")
              .back()
              .at(state)["__callback_token"] = token;
        }
      });
      EXPECT_NE(refusal_of(door, forged).find("__callback_token"), std::string::npos) << state << token;
    }
  }
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/start-over", nullptr)).at("state"), "done");
  ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
  EXPECT_EQ(door.post(route, {{"tempo", 1}}).status, 200);
}

TEST(HostileSnapshot, CutOffAnywhere) {
  Door door;
  door.create_group("staff");
  const std::string file = export_of(door);
  for (size_t size = 0; size < file.size() - 1; size += size < 300 || size + 300 > file.size() ? 1 : 331) {
    const Json job = preview_in(door, file.substr(0, size), "replace");
    ASSERT_EQ(job.at("state"), "done") << size;
    ASSERT_GT(job.at("result").at("problem_count").get<int64_t>(), 0) << size;
  }
  EXPECT_EQ(content_of(export_of(door)), content_of(file));
}

// What is shown of the file is cut between two letters, wherever that falls.
TEST(HostileSnapshot, LettersOfSeveralBytesAreNotCutInTheirMiddle) {
  Door door;
  door.create_group("staff");
  door.put("/api/rehearsal/pace", {{"step_ms", 7}});
  const std::string file = export_of(door);
  std::string letters;
  for (int i = 0; i < 40; ++i) letters += "\u20ac";  // three bytes each
  for (const std::string before : {"", "x", "xx"}) {
    const std::string name = "\"" + before + letters + "\"";
    for (const std::string& text : {
             replaced(file, "{\"format\"", "{" + name + ":1,\"format\""),
             replaced(file, "\"customers\":", name + ":[],\"customers\":"),
             replaced(file, "\"state\":{", "\"state\":{" + name + ":1," + name + ":2,"),
             replaced(file, "\"step_ms\":7", "\"step_ms\":" + name),
             replaced(file, "\"is_task\":false", "\"is_task\":" + name),
         }) {
      ASSERT_NE(text, file) << before;
      const std::string said = refusal_of(door, text);
      EXPECT_NE(said.find("\u20ac"), std::string::npos) << said;
    }
  }
}

TEST(HostileSnapshot, DeepLongAndDoubled) {
  Door door;
  door.create_group("staff");
  const std::string file = export_of(door);
  const std::string deep(1'000'000, '['), digits(1'000'000, '7'), zeros(500'000, '0');
  const std::string state = "\"state\":{";
  for (const auto& [text, words] : std::initializer_list<std::pair<std::string, std::string>>{
           {replaced(file, state, state + "\"x\":" + deep + ","), "levels of nesting"},
           {replaced(file, "\"customers\":[", "\"customers\":" + deep), "levels of nesting"},
           {replaced(file, "\"made\":{", "\"made\":" + deep + "{"), "levels of nesting"},
           {deep, "a snapshot of Rehearsal"},
           {std::string(1'000'000, '{'), "found '{'"},
           {replaced(file, state, state + "\"a\":" + digits + ","), "an integer of at most 64 bits"},
           {replaced(file, state, state + "\"a\":-" + digits + ","), "an integer of at most 64 bits"},
           {replaced(file, state, state + "\"a\":1e" + digits + ","), "a number that a double can hold"},
           // Numbers of this kind are sound; what is wrong then is the digest.
           {replaced(file, state, state + "\"a\":0." + zeros + "1,"), "the digest of the content"},
           {replaced(file, state, state + "\"a\":1." + digits + ","), "the digest of the content"},
           {replaced(file, state, state + "\"a\":" + zeros + ","), "',' or '}'"},
           {replaced(file, state, state + "\"a\":1,\"\\u0061\":2,"), "each key once"},
           {replaced(file, "{\"format\"", "{\"digest\":\"\",\"format\""), "a SHA-256 digest"},
           {replaced(file, "\"version\":1,", "\"version\":1,\"version\":1,"), "each key once"},
           {replaced(file, "\"version\":1,", "\"version\":" + digits + ","), "an integer of at most 64 bits"},
           {replaced(file, "staff",
                     "st\xff"
                     "ff"),
            "UTF-8"},
           {replaced(file, "staff",
                     "st\xed\xa0\x80"
                     "ff"),
            "UTF-8"},
           {replaced(file, "staff", "st\\ud800ff"), "surrogate"},
           {replaced(file, "\n", std::string(1, '\0')), "the byte 0"},
           {"\xff\xfe{\0", "a snapshot of Rehearsal"},
           {std::string(3'000'000, ' '), "a snapshot of Rehearsal"},
           {file + file, "nothing after the snapshot"}}) {
    const std::string said = refusal_of(door, text);
    EXPECT_NE(said.find(words), std::string::npos) << words << ", found: " << said;
    EXPECT_LT(said.size(), 1000u);
  }
  EXPECT_EQ(content_of(export_of(door)), content_of(file));
}

TEST(HostileSnapshot, AsOtherSystemsWriteIt) {
  Door door;
  door.create_group("st\n\xc3\xa4\xe2\x80\xa8");
  const std::string file = export_of(door);
  std::string crlf = "\xef\xbb\xbf";
  for (const char c : file) crlf += c == '\n' ? std::string("\r\n\t ") : std::string(1, c);
  Door fresh;
  EXPECT_EQ(refusal_of(fresh, crlf), "");
  EXPECT_EQ(content_of(export_of(fresh)), content_of(file));
}

// Rows that nobody but such a file would make: the engine must live with them, or refuse them.
TEST(HostileSnapshot, ProcessesThatNoWorkflowMade) {
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

TEST(HostileSnapshot, CataloguesThatLeadInACircle) {
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
TEST(HostileSnapshot, IdsThatAreTaken) {
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
TEST(HostileSnapshot, BlocksAndFieldsThatTheCatalogueOfTheFileDoesNotName) {
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

// A database that took such a file from an earlier release: nothing in it can be exported, but another state
// takes its place all the same.
TEST(HostileSnapshot, AStateThatCannotBeReadStandsInNobodysWay) {
  Door source;
  source.create_group("of the file");
  const std::string file = export_of(source);
  for (const char* way : {"replace", "start-over", "undo"}) {
    Door door;
    const std::string staff = door.create_group("staff");
    const std::string user = door.create_user("ann", staff);
    const std::string good = export_of(door);
    ASSERT_EQ(import_into(door, file).at("state"), "done");
    ASSERT_EQ(import_into(door, good).at("state"), "done");
    door.engine.reset();
    {
      store::Database db(door.files);
      db.run_script(
          "pragma foreign_keys = off; delete from resource_types where resource_type = 'age'; "
          "delete from product_blocks where name = 'UserGroupBlock'");
    }
    door.die_and_open_again();
    ASSERT_EQ(job_of(door, door.get("/api/rehearsal/snapshot")).at("state"), "failed") << "it is broken";
    EXPECT_EQ(preview_in(door, file, "replace").at("state"), "done") << way;
    EXPECT_EQ(preview_in(door, good, "add").at("state"), "done") << way;
    const std::string path = std::string("/api/rehearsal/snapshot/") + way;
    const Json job =
        std::string(way) == "replace" ? import_into(door, file) : job_of(door, door.post(path, nullptr));
    ASSERT_EQ(job.at("state"), "done") << way << ": " << dump_json(job);
    EXPECT_EQ(job.at("result").at("kept"), false);
    EXPECT_EQ(job.at("result").at("not_kept"),
              "What was here could not be kept, since something in it cannot be read.");
    expect_alive(door, way);
    if (std::string(way) == "undo") continue;  // its state is used up
    ASSERT_EQ(job_of(door, door.post("/api/rehearsal/snapshot/undo", nullptr)).at("state"), "done");
    expect_alive(door, "the state before is kept still");
  }
}

// Ended in each of its turns, and the engine's death in each of them.
TEST(HostileSnapshot, EndedInEachTurn) {
  Door source;
  live(source, 4, 12);
  const std::string file = export_of(source);
  const std::vector<std::pair<std::string, Json>> requests = {
      {"/api/rehearsal/snapshot", body_of(file, "replace")},
      {"/api/rehearsal/snapshot", body_of(file, "add")},
      {"/api/rehearsal/snapshot/preview", body_of(file, "replace")},
      {"/api/rehearsal/snapshot/undo", nullptr}};
  for (const auto& [path, body] : requests) {
    for (const bool dies : {false, true}) {
      Door door;
      Door other;
      other.create_group("own");
      ASSERT_EQ(import_into(door, export_of(other)).at("state"), "done");
      const std::string before = export_of(door);
      const Json kept = door.get("/api/rehearsal/snapshot/undo").body.at("kept").at("digest");
      for (int turns = 0;; ++turns) {
        const Reply started = door.post(path, body);
        ASSERT_EQ(started.status, 202);
        const std::string job = "/api/rehearsal/jobs/" + started.body.at("job").get<std::string>();
        for (int i = 0; i < turns; ++i) door.engine->turn();
        if (door.get(job).body.at("state") == "done") {
          EXPECT_GE(turns, 2) << path;
          break;
        }
        if (dies) {
          door.die_and_open_again();
        } else {
          ASSERT_EQ(door.send({{"id", 1}, {"method", "DELETE"}, {"path", job}}).status, 204);
        }
        ASSERT_EQ(content_of(export_of(door)), content_of(before)) << path << " after " << turns << " turns";
        ASSERT_EQ(door.get("/api/rehearsal/snapshot/undo").body.at("kept").at("digest"), kept);
      }
    }
  }
}

}  // namespace
}  // namespace rehearsal::api
