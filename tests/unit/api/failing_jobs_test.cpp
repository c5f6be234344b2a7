// Jobs that cannot be done: their storage fails or is full, or what they find is damaged.
#include <gtest/gtest.h>

#include "api/job_world.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

// Storage that fails at each of its effects in turn: nothing has happened, and once it is well again all goes
// on.
TEST(FailingJobs, AnImportThatCannotBeWrittenHasDoneNothing) {
  Door source;
  live(source, 6, 12);
  const std::string file = export_of(source);
  Door expected;
  int failures = 0;
  for (int64_t effect = 0;; effect += 1) {
    store::MemoryFiles files;
    auto faulty = std::make_unique<store::FaultyFiles>(files);
    store::FaultyFiles& storage = *faulty;
    EngineOptions options;
    options.files = std::move(faulty);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    Door door;
    door.engine = Engine::open(std::move(options));
    const std::string group = door.create_group("own");
    const std::string before = export_of(door);
    storage.fail_after(effect, effect % 2 != 0 ? store::IoStatus::Full : store::IoStatus::Failed, false);
    const Reply started = door.post("/api/rehearsal/snapshot", body_of(file, "replace"));
    ASSERT_EQ(started.status, 202);
    door.run();
    storage.heal();
    const Json job = door.get(job_path(started)).body;
    if (job.at("state") == "done") {
      EXPECT_GT(failures, 3);
      break;
    }
    ++failures;
    ASSERT_EQ(job.at("state"), "failed");
    EXPECT_NE(job.at("result").at("detail").get<std::string>().find("Expected"), std::string::npos);
    ASSERT_EQ(content_of(export_of(door)), content_of(before)) << "effect " << effect;
    ASSERT_EQ(import_into(door, file).at("state"), "done");
    ASSERT_EQ(content_of(export_of(door)), content_of(file)) << "effect " << effect;
  }
}

// A storage of a kind that lasts, which can be made to fail.
struct Failing {
  Failing() {
    auto faulty = std::make_unique<store::FaultyFiles>(files);
    storage = faulty.get();
    EngineOptions options;
    options.files = std::move(faulty);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    door.engine = Engine::open(std::move(options));
  }
  store::MemoryFiles files;
  store::FaultyFiles* storage;
  Door door;
};

// Whoever has no room left can still take out what is there.
TEST(FailingJobs, AFullStorageIsReadOutAllTheSame) {
  Failing failing;
  Door& door = failing.door;
  door.create_user("ann", door.create_group("staff"));
  const std::string before = export_of(door);
  for (int i = 0; i < 3; ++i) door.create_group("more " + std::to_string(i));
  failing.storage->fail_after(0, store::IoStatus::Full, true);
  const std::string full = export_of(door);
  EXPECT_NE(full.find("more 2"), std::string::npos) << "what stands in the log alone, too";
  const Reply look = door.post("/api/rehearsal/snapshot/preview", body_of(before, "replace"));
  door.run();
  EXPECT_EQ(door.get(job_path(look)).body.at("state"), "done");
  const Reply report = door.get("/api/rehearsal/report");
  door.run();
  EXPECT_EQ(door.get(job_path(report)).body.at("state"), "done");
  EXPECT_EQ(door.put("/api/rehearsal/pace", {{"step_ms", 7}}).status, 507);
  failing.storage->heal();
  EXPECT_EQ(content_of(export_of(door)), content_of(full));
}

// Where the database cannot be read for the log of messages, what is asked is done all the same.
TEST(FailingJobs, ALogWithoutABeginningSaysWhy) {
  Failing failing;
  Door& door = failing.door;
  failing.storage->fail_read_after(0);
  EXPECT_EQ(door.put("/api/rehearsal/pace", {{"step_ms", 7}}).status, 200);
  const Reply started = door.get("/api/rehearsal/report");
  door.run();
  const Json job = door.get(job_path(started)).body;
  ASSERT_EQ(job.at("state"), "done");
  const Json report =
      parse_json(*bytes_of_base64(job.at("result").at("report").at("$base64").get<std::string>()));
  EXPECT_TRUE(report.at("start").is_null());
  EXPECT_NE(report.at("why_not").get<std::string>().find("Expected to read the database"), std::string::npos)
      << report.at("why_not");
}

// From then on nothing is written.
TEST(FailingJobs, DamageThatAJobFindsIsTheEnginesToo) {
  Failing failing;
  Door& door = failing.door;
  for (int i = 0; i < 40; ++i) door.create_group("group " + std::to_string(i));
  const std::string zeros(4096, '\xee');
  for (const store::Slot slot : {store::Slot::Database, store::Slot::Wal}) {
    const int64_t size = failing.files.size(slot);
    for (int64_t at = 8192; at + 4096 < size && slot == store::Slot::Database; at += 4096)
      failing.files.write(slot, at, zeros.data(), zeros.size());
    if (slot == store::Slot::Wal) failing.files.truncate(slot, 0);
  }
  const Reply started = door.get("/api/rehearsal/snapshot");
  door.run();
  EXPECT_NE(door.engine->damage(), "") << dump_json(started.body);
  const Reply refused = door.put("/api/rehearsal/pace", {{"step_ms", 7}});
  EXPECT_EQ(refused.status, 500);
  EXPECT_NE(refused.body.at("detail").get<std::string>().find("sound Rehearsal database"), std::string::npos)
      << dump_json(refused.body);
}

TEST(FailingJobs, WhatNobodyForesawIsOnePlainSentence) {
  Door door;
  door.create_user("ann", door.create_group("staff"));
  door.engine.reset();
  {
    store::Database db(door.files);
    db.run_script("pragma foreign_keys = off; delete from resource_types where resource_type = 'age'");
  }
  door.die_and_open_again();
  const Json job = job_of(door, door.get("/api/rehearsal/snapshot"));
  ASSERT_EQ(job.at("state"), "failed");
  EXPECT_EQ(
      job.at("result").at("detail"),
      "Exporting a snapshot met something that nobody foresaw, and nothing was changed. Do it again; if it "
      "fails again, report it with its details.");
  EXPECT_NE(job.at("result").at("details").get<std::string>().find("column"), std::string::npos);
}

}  // namespace
}  // namespace rehearsal::api
