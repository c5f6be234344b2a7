// Snapshots by somebody who means ill, or whose tools do: whatever comes, it is refused in words or taken as
// a whole, nothing else is changed, and the engine goes on.
#include <gtest/gtest.h>

#include <algorithm>

#include "api/hostile_world.h"
#include "store/database.h"

namespace rehearsal::api {
namespace {

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
