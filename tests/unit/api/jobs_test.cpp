// Jobs: slices, progress, what is refused meanwhile, and their end.
#include <gtest/gtest.h>

#include "api/job_world.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

TEST(Jobs, AnswersAtOnceAndReportsByEvents) {
  Door door;
  live(door, 2, 40);
  door.engine->take_events();
  const Reply started = door.get("/api/rehearsal/snapshot");
  EXPECT_EQ(started.status, 202);
  EXPECT_EQ(door.get(job_path(started)).body.at("state"), "running");
  EXPECT_EQ(door.get(job_path(started)).body.at("title"), "Exporting a snapshot");
  door.run();
  std::vector<int64_t> done;
  Json last;
  for (const std::string& text : door.engine->take_events()) {
    const Json event = parse_json(text).at("event");
    if (event.at("name") != "job") continue;
    last = event.at("value");
    done.push_back(last.at("done").get<int64_t>());
    EXPECT_EQ(last.at("id"), started.body.at("job"));
  }
  EXPECT_GT(done.size(), 2u) << "progress is told on the way";
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
  EXPECT_EQ(last.at("state"), "done");
  EXPECT_EQ(last.at("done"), last.at("total"));
  EXPECT_EQ(last.at("result").count("snapshot"), 0u) << "bytes are asked for";
  EXPECT_EQ(remove(door, job_path(started)).status, 204);
  EXPECT_EQ(door.get(job_path(started)).status, 404) << "it is forgotten";
}

TEST(Jobs, ChangesWaitWhileOneRunsAndReadsWhileItWrites) {
  Door door;
  live(door, 2, 40);
  const std::string file = export_of(door);
  door.put("/api/rehearsal/pace", {{"step_ms", 501}});  // so that it changes something
  const Reply started = door.post("/api/rehearsal/snapshot", body_of(file, "replace"));
  ASSERT_EQ(started.status, 202);
  EXPECT_EQ(door.get("/api/rehearsal/status").status, 200) << "nothing is written yet";
  const Reply refused = door.put("/api/rehearsal/pace", {{"step_ms", 1}});
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.body.at("job").at("title"), "Importing a snapshot");
  EXPECT_EQ(refused.body.at("job").at("state"), "running");
  EXPECT_EQ(refused.body.at("title"), "Service Unavailable");
  EXPECT_EQ(door.post("/api/rehearsal/snapshot/preview", body_of(file, "add")).status, 503);
  EXPECT_EQ(door.get("/api/rehearsal/snapshot").status, 503);
  run_until_it_writes(door);
  const Reply read = door.get("/api/rehearsal/lists/subscriptions");
  EXPECT_EQ(read.status, 503);
  EXPECT_GT(read.body.at("job").at("done").get<int64_t>(), 0);
  EXPECT_EQ(door.get(job_path(started)).status, 200);
  const Json begin = {{"page", "https://page.example/"}, {"index", "https://host.example/"}};
  EXPECT_EQ(door.post("/api/rehearsal/sync", begin).body.at("do"), "ask") << "it needs no database";
  door.run();
  EXPECT_EQ(door.get(job_path(started)).body.at("state"), "done");
  EXPECT_EQ(door.put("/api/rehearsal/pace", {{"step_ms", 0}}).status, 200);
}

TEST(Jobs, NothingWaitsForAnExportAndItIsOfOneMoment) {
  Door door;
  live(door, 2, 40);
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  const std::string earlier = export_of(door);
  const Reply started = door.get("/api/rehearsal/snapshot");
  ASSERT_EQ(door.engine->turn(), 0) << "it has begun";
  door.create_group("made while it was written");
  const Json job = door.get(job_path(started)).body;
  ASSERT_EQ(job.at("state"), "done");
  EXPECT_EQ(content_of(*bytes_of_base64(job.at("result").at("snapshot").at("$base64").get<std::string>())),
            content_of(earlier));

  const std::string then = export_of(door);
  const Reply later = door.get("/api/rehearsal/snapshot");
  ASSERT_EQ(door.engine->turn(), 0);
  EXPECT_EQ(door.get(job_path(later)).body.at("state"), "running");
  const std::string process =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "late"}}})
          .body.at("id")
          .get<std::string>();
  for (int turns = 0; door.process(process).at("last_status") != "completed"; ++turns) {
    ASSERT_LT(turns, 100);
    ASSERT_EQ(door.engine->turn(), 0);
  }
  EXPECT_EQ(door.get(job_path(later)).body.at("state"), "running") << "the process did not wait for it";
  door.run();
  const Json done = door.get(job_path(later)).body;
  ASSERT_EQ(done.at("state"), "done");
  EXPECT_EQ(content_of(*bytes_of_base64(done.at("result").at("snapshot").at("$base64").get<std::string>())),
            content_of(then));
  EXPECT_NE(content_of(export_of(door)), content_of(then));
}

TEST(Jobs, NothingWaitsForAPreview) {
  Door door, empty;
  live(door, 2, 40);
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  door.run();
  const Reply started = door.post("/api/rehearsal/snapshot/preview", body_of(export_of(empty), "replace"));
  ASSERT_EQ(door.engine->turn(), 0);
  ASSERT_EQ(door.get(job_path(started)).body.at("state"), "running");
  const int64_t before =
      door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions").get<int64_t>();
  door.create_group("late");
  const Json look = door.get(job_path(started)).body.at("result");
  EXPECT_EQ(look.at("problem_count"), 0);
  EXPECT_EQ(look.at("changes").at("subscriptions").at("removed"), before);
}

TEST(Jobs, ACancelledImportHasDoneNothing) {
  Door door;
  live(door, 2, 40);
  const std::string before = export_of(door);
  Door empty;
  const Reply started = door.post("/api/rehearsal/snapshot", body_of(export_of(empty), "replace"));
  run_until_it_writes(door);
  const int64_t commits = started.as_of;
  EXPECT_EQ(remove(door, job_path(started)).status, 204);
  EXPECT_EQ(door.get(job_path(started)).body.at("state"), "cancelled");
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("commits"), commits);
  EXPECT_EQ(content_of(export_of(door)), content_of(before));
  EXPECT_EQ(door.get("/api/rehearsal/snapshot/undo").body.at("kept"), nullptr);
  EXPECT_EQ(remove(door, "/api/rehearsal/jobs/nonsense").status, 404);
}

TEST(Jobs, AnEngineThatDiesOnTheWayHasDoneNothing) {
  Door door;
  live(door, 2, 40);
  const std::string before = export_of(door);
  Door empty;
  const Reply started = door.post("/api/rehearsal/snapshot", body_of(export_of(empty), "replace"));
  run_until_it_writes(door);
  door.die_and_open_again();
  EXPECT_EQ(door.get(job_path(started)).status, 404);
  EXPECT_EQ(content_of(export_of(door)), content_of(before));
}

TEST(Jobs, TheSameKeyStartsNothingTwice) {
  Door door, source;
  source.create_group("staff");
  Json request = {{"id", 1},
                  {"method", "POST"},
                  {"path", "/api/rehearsal/snapshot"},
                  {"body", body_of(export_of(source), "add")},
                  {"key", "00000000-0000-4000-9000-0000000000aa"}};
  const Reply started = door.send(request);
  ASSERT_EQ(started.status, 202);
  EXPECT_EQ(door.send(request).body, started.body) << "while it runs";
  door.run();
  const int64_t commits = door.get("/api/rehearsal/status").as_of;
  EXPECT_EQ(door.send(request).body, started.body) << "when it is done";
  door.die_and_open_again();
  EXPECT_EQ(door.send(request).body, started.body) << "when only the database remembers";
  door.run();
  EXPECT_EQ(door.get("/api/rehearsal/status").as_of, commits);
  request["body"]["mode"] = "replace";
  EXPECT_EQ(door.send(request).status, 409);
}

// However far into the file they are the same.
TEST(Jobs, TheSameKeyWithAnotherFileIsAnotherChange) {
  Door door, source;
  live(source, 2, 12);
  const std::string file = export_of(source);
  std::string other = file;
  other.back() = ' ';
  const Json body = {{"mode", "add"}, {"snapshot", {{"$blob", 0}}}};
  for (const char* path : {"/api/rehearsal/snapshot", "/api/rehearsal/snapshot/preview"}) {
    const auto status = [&](const std::string& bytes) {
      const Json request = {{"id", 1},
                            {"method", "POST"},
                            {"path", path},
                            {"body", body},
                            {"key", path[sizeof "/api/rehearsal/snapshot" - 1] == '/'
                                        ? "00000000-0000-4000-9000-0000000000ab"
                                        : "00000000-0000-4000-9000-0000000000ac"}};
      return parse_json(door.engine->handle(dump_json(request), {bytes}).text).at("status").get<int>();
    };
    EXPECT_EQ(status(file), 202) << path;
    door.run();
    EXPECT_EQ(status(file), 202) << path;
    EXPECT_EQ(status(other), 409) << path;
    EXPECT_EQ(status(file + "\n"), 409) << path;
  }
}

TEST(Jobs, WhatIsNoImportIsRefusedAtOnce) {
  Door door;
  const Json bytes = {{"$base64", ""}};
  for (const Json& body :
       {Json(nullptr), Json(5), Json::object(), Json{{"mode", "add"}}, Json{{"snapshot", bytes}},
        Json{{"mode", "perhaps"}, {"snapshot", bytes}}, Json{{"mode", "add"}, {"snapshot", "text"}},
        Json{{"mode", "add"}, {"snapshot", {{"$base64", "%%%%"}}}},
        Json{{"mode", "add"}, {"snapshot", {{"$base64", "abc"}}}},
        Json{{"mode", "add"}, {"snapshot", {{"$blob", 0}}}},
        Json{{"mode", "add"}, {"snapshot", bytes}, {"colour", 1}}}) {
    EXPECT_EQ(door.post("/api/rehearsal/snapshot", body).status, 422) << dump_json(body);
  }
}

TEST(Jobs, BytesTravelBesideTheMessage) {
  Door door;
  door.create_group("staff");
  const std::string file = export_of(door);
  Door fresh;
  std::vector<std::string> blobs = {file};
  const Json started = parse_json(
      fresh.engine
          ->handle(
              R"({"id":1,"method":"POST","path":"/api/rehearsal/snapshot","body":{"mode":"replace","snapshot":{"$blob":0}}})",
              std::move(blobs))
          .text);
  ASSERT_EQ(started.at("status"), 202);
  fresh.run();
  const std::string job =
      parse_json(fresh.engine->handle(R"({"id":1,"method":"GET","path":"/api/rehearsal/snapshot"})"))
          .at("body")
          .at("job")
          .get<std::string>();
  fresh.run();
  const Engine::Message message =
      fresh.engine->handle(R"({"id":1,"method":"GET","path":"/api/rehearsal/jobs/)" + job + R"("})", {});
  EXPECT_EQ(parse_json(message.text).at("body").at("result").at("snapshot"), Json({{"$blob", 0}}));
  ASSERT_EQ(message.blobs.size(), 1u);
  std::string given;
  for (const std::string& part : *message.blobs[0]) given += part;
  EXPECT_EQ(content_of(given), content_of(file));
}

TEST(Bytes, Base64GoesBothWays) {
  for (size_t size = 0; size < 70; ++size) {
    std::string bytes;
    for (size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 37 + size);
    EXPECT_EQ(bytes_of_base64(base64_of(bytes)), bytes);
  }
  EXPECT_EQ(base64_of("rehearsal"), "cmVoZWFyc2Fs");
  EXPECT_EQ(base64_of("ab"), "YWI=");
  for (const char* wrong : {"a", "ab", "abc", "=abc", "ab=c", "a===", "ab c", "YWI=YWI="}) {
    EXPECT_EQ(bytes_of_base64(wrong), std::nullopt) << wrong;
  }
}

// Its sender saw nothing of it: the engine was started anew just then.
TEST(Jobs, WhatWasDoneBeforeTheEngineWasStartedAnewIsTold) {
  Door door, source;
  source.create_group("staff");
  const auto send = [&](const char* path, const Json& body, const char* key) {
    return door.send({{"id", 1}, {"method", "POST"}, {"path", path}, {"body", body}, {"key", key}});
  };
  const Json import = body_of(export_of(source), "replace");
  const auto [good, lost] =
      std::pair("00000000-0000-4000-9000-00000000000a", "00000000-0000-4000-9000-00000000000b");
  const Reply done = send("/api/rehearsal/snapshot", import, good);
  door.run();
  const Reply begun = send("/api/rehearsal/snapshot/undo", nullptr, lost);
  ASSERT_EQ(door.engine->turn(), 0);
  door.die_and_open_again();
  const Json job = door.get(job_path(done)).body;
  EXPECT_EQ(job.at("state"), "done") << dump_json(job);
  EXPECT_EQ(job.at("id"), done.body.at("job"));
  EXPECT_EQ(send("/api/rehearsal/snapshot", import, good).body, done.body)
      << "asked again it is not done again";
  EXPECT_EQ(door.get(job_path(begun)).status, 404) << "it has done nothing";
  EXPECT_EQ(remove(door, job_path(done)).status, 404);
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("sizes").at("subscriptions"), 1);
}

}  // namespace
}  // namespace rehearsal::api
