// What the engine does when steps cannot be written: one process does not stop the others.
#include <gtest/gtest.h>

#include "api/door.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

constexpr const char* kKey = "11111111-1111-4111-8111-111111111111";

// An engine over a disk that can be told to fail.
struct FailingDoor {
  FailingDoor() {
    EngineOptions options;
    options.files = std::make_unique<LentFiles>(faulty);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    options.catalog = "conformance";
    engine = Engine::open(std::move(options));
  }
  Json send(const Json& request) { return parse_json(engine->handle(dump_json(request))); }
  Json put_clock(double seconds, const char* key) {
    return send({{"id", 1},
                 {"method", "PUT"},
                 {"path", "/api/rehearsal/clock"},
                 {"body", {{"advance_s", seconds}}},
                 {"key", key}});
  }
  std::string now() {
    return send({{"id", 1},
                 {"method", "PUT"},
                 {"path", "/api/rehearsal/clock"},
                 {"body", {{"advance_s", 0}}}})["body"]["now"];
  }

  store::MemoryFiles files;
  store::FaultyFiles faulty{files};
  std::unique_ptr<Engine> engine;
};

TEST(Trouble, TheClockStandsStillWhereItsChangeIsNotCommitted) {
  FailingDoor door;
  const std::string before = door.now().substr(0, 19);
  door.faulty.fail_after(0, store::IoStatus::Full, true);
  EXPECT_EQ(door.put_clock(3600, kKey)["status"], 507);
  door.faulty.heal();
  EXPECT_EQ(door.now().substr(0, 19), before);
  const Json moved = door.put_clock(3600, kKey);
  EXPECT_EQ(moved["status"], 200);
  EXPECT_EQ(moved["body"]["now"].get<std::string>().substr(0, 19), "2026-01-01T10:00:00");
  EXPECT_EQ(door.now().substr(0, 19), "2026-01-01T10:00:00");
  EXPECT_EQ(door.put_clock(3600, kKey)["body"], moved["body"]) << "asked again it is not moved again";
  EXPECT_EQ(door.now().substr(0, 19), "2026-01-01T10:00:00");
}

TEST(Trouble, AFullStorageIsTriedLessAndLessOftenAndThenAllGoesOn) {
  FailingDoor door;
  const Json started = door.send(
      {{"id", 1}, {"method", "POST"}, {"path", "/api/processes/wf_empty"}, {"body", {Json::object()}}});
  const std::string id = started["body"]["id"];
  door.faulty.fail_after(0, store::IoStatus::Full, true);
  double pause = 0;
  for (int i = 0; i < 12; ++i) {
    const double next = door.engine->turn();
    EXPECT_GE(next, i < 2 ? 0 : pause);
    pause = next;
  }
  EXPECT_GE(pause, 60'000);
  const Json status = door.send({{"id", 1}, {"method", "GET"}, {"path", "/api/rehearsal/status"}})["body"];
  EXPECT_NE(text_or(status["trouble"], "message").find("storage full"), std::string::npos)
      << dump_json(status);
  door.faulty.heal();
  door.put_clock(600, kKey);
  while (door.engine->turn() == 0) {
  }
  EXPECT_EQ(
      door.send({{"id", 1}, {"method", "GET"}, {"path", "/api/processes/" + id}})["body"]["last_status"],
      "completed");
  EXPECT_TRUE(door.send({{"id", 1}, {"method", "GET"}, {"path", "/api/rehearsal/status"}})["body"]["trouble"]
                  .is_null());
}

// An engine with two processes that were started, and a database that refuses what `condition` says of the
// first (new.pid = '…' is put before it).
struct TwoProcesses {
  explicit TwoProcesses(const std::string& event, const std::string& condition, const std::string& reason) {
    const Json page = Json::array({Json::object()});
    bad = text_or(door.post("/api/processes/wf_fail", page).body, "id");
    good = text_or(door.post("/api/processes/wf_fail", page).body, "id");
    door.engine.reset();
    {
      LentFiles lent(door.files);
      store::Database database(lent);
      database.run_script("create trigger refuse before " + event + " when new.pid = '" + bad + "'" +
                          condition + " begin select raise(abort, '" + reason + "'); end");
    }
    door.die_and_open_again();
    door.run();
  }
  Json trouble() { return door.get("/api/rehearsal/status").body.at("trouble"); }

  Door door{"conformance"};
  std::string bad;
  std::string good;
};

TEST(Trouble, AProcessWhoseRowCannotBeWrittenFailsAndTheOthersGoOn) {
  TwoProcesses two("insert on process_steps", " and new.name = 'Flaky step' and new.status = 'success'",
                   "this row cannot be written");
  EXPECT_EQ(two.door.process(two.good).at("last_status"), "completed");
  const Json process = two.door.process(two.bad);
  EXPECT_EQ(process.at("last_status"), "failed");
  EXPECT_EQ(process.at("failed_reason"), "this row cannot be written");
  EXPECT_TRUE(two.trouble().is_null());
}

TEST(Trouble, OneThatCannotEvenFailIsSetAsideAndShown) {
  TwoProcesses two("update on processes", "", "this process cannot be written");
  EXPECT_EQ(two.door.process(two.good).at("last_status"), "completed");
  EXPECT_EQ(two.door.process(two.bad).at("last_status"), "created");
  const Json trouble = two.trouble();
  ASSERT_EQ(trouble.at("set_aside").size(), 1u) << dump_json(trouble);
  EXPECT_EQ(trouble.at("set_aside")[0].at("process_id"), two.bad);
  EXPECT_EQ(trouble.at("set_aside")[0].at("message"), "this process cannot be written");
  EXPECT_GT(two.door.engine->turn(), 0);
}

TEST(Trouble, AbortingAnAbortedProcessChangesNothing) {
  Door door("conformance");
  const std::string id = door.start("wf_fail", {{{"fail_times", 9}}});
  EXPECT_EQ(door.put("/api/processes/" + id + "/abort").status, 204);
  const Json before = door.process(id);
  const Json rows = door.rows();
  EXPECT_EQ(door.put("/api/processes/" + id + "/abort").status, 204);
  EXPECT_EQ(door.process(id), before);
  EXPECT_EQ(door.rows(), rows);
}

}  // namespace
}  // namespace rehearsal::api
