// The main job, a group and a user in it, while the machine dies or the storage fails at every single
// operation: what was acknowledged is there, nothing is half done or done twice, and the engine goes on.
#include <gtest/gtest.h>

#include <cstdlib>

#include "api/door.h"
#include "core/error.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

using store::FaultyFiles;
using store::IoStatus;
using store::MemoryFiles;

// The files of a database that has its tables and rows, so that each trial begins with the job.
class Begun {
 public:
  Begun() {
    MemoryFiles files;
    FaultyFiles lasting(files);
    open(lasting).reset();
    for (const store::Slot slot : store::kSlots) content_.push_back(read_all(files, slot));
  }
  void lay_out(MemoryFiles& files) const {
    for (size_t i = 0; i < store::kSlots.size(); ++i) write_all(files, store::kSlots[i], content_[i]);
  }

  static std::unique_ptr<Engine> open(store::Files& files) {
    EngineOptions options;
    options.files = std::make_unique<LentFiles>(files);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    return Engine::open(std::move(options));
  }

 private:
  std::vector<std::string> content_;
};

Json ask(Engine& engine, const Json& request) {
  return parse_json(engine.handle(dump_json(request)));
}

Json start(const char* workflow, const Json& pages, const char* key) {
  return {{"id", 1},
          {"method", "POST"},
          {"path", std::string("/api/processes/") + workflow},
          {"body", pages},
          {"key", key}};
}

// Asks by the same keys as often as it takes; what was answered once is answered so again.
class MainJob {
 public:
  // Whether all of it was answered and everything has come to rest.
  bool work(Engine& engine) {
    if (group_process_.empty()) {
      const Json group = start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}},
                               "00000000-0000-4000-9000-000000000001");
      if (!answered(engine, group, group_process_)) return false;
    }
    if (!run(engine)) return false;
    if (user_process_.empty()) {
      const Json process =
          ask(engine, {{"id", 1}, {"method", "GET"}, {"path", "/api/processes/" + group_process_}});
      if (process.at("status") != 200) return false;
      const Json& state = process.at("body").at("current_state");
      if (process.at("body").at("last_status") != "completed") return false;
      const Json user =
          start("create_user",
                {{{"product", kUserInternal}},
                 {{"username", "ann"}, {"age", 33}, {"user_group_ids", {state.at("subscription_id")}}}},
                "00000000-0000-4000-9000-000000000002");
      if (!answered(engine, user, user_process_)) return false;
    }
    return run(engine);
  }

  // What everything amounts to in the end; ids and versions included.
  static std::string outcome(Engine& engine) {
    const Json list =
        ask(engine, {{"id", 1}, {"method", "GET"}, {"path", "/api/rehearsal/lists/subscriptions"}});
    std::string all;
    for (const Json& each : list.at("body").at("items")) {
      all += each.at("subscription_id").get<std::string>() + " " + each.at("description").get<std::string>() +
             " " + each.at("status").get<std::string>() +
             (each.at("insync") == true ? " in sync " : " out of sync ") + each.at("version").dump() + "\n";
    }
    const Json processes = ask(engine, {{"id", 1}, {"method", "GET"}, {"path", "/api/processes"}});
    for (const Json& each : processes.at("body"))
      all +=
          each.at("process_id").get<std::string>() + " " + each.at("last_status").get<std::string>() + "\n";
    return all;
  }

  const std::string& group_process() const { return group_process_; }
  const std::string& user_process() const { return user_process_; }

 private:
  static bool answered(Engine& engine, const Json& request, std::string& process_id) {
    const Json answer = ask(engine, request);
    if (answer.at("status") != 201) {
      EXPECT_TRUE(answer.at("status") == 507 || answer.at("status") == 503) << dump_json(answer);
      EXPECT_FALSE(answer.at("body").at("detail").get<std::string>().empty());
      return false;
    }
    process_id = answer.at("body").at("id").get<std::string>();
    return true;
  }
  // Turns until nothing is due but the tasks on a schedule, the first ten minutes after a start; a turn that
  // failed asks to be called again sooner.
  static constexpr double kNextTaskMs = 5 * 60 * 1000;
  static bool run(Engine& engine) {
    for (int turns = 0; turns < 200; ++turns) {
      const double due = engine.turn();
      if (due < 0 || due >= kNextTaskMs) return true;
      if (due > 0) return false;
    }
    return false;
  }

  std::string group_process_;
  std::string user_process_;
};

class Trust : public testing::Test {
 protected:
  Trust() {
    MemoryFiles disk;
    begun.lay_out(disk);
    FaultyFiles files(disk);
    const auto engine = Begun::open(files);
    const int64_t before = files.effects();
    MainJob job;
    EXPECT_TRUE(job.work(*engine));
    effects = files.effects() - before;
    whole = MainJob::outcome(*engine);
    EXPECT_NE(whole.find("User ann from group staff (internal) active in sync"), std::string::npos) << whole;
  }

  // What a job that was disturbed leaves when it is asked for again.
  void expect_whole(store::Files& files, MainJob& job) {
    const std::string group = job.group_process();
    const std::string user = job.user_process();
    {
      store::Database db(files);
      ASSERT_EQ(db.integrity_problems(), "");
    }
    const auto engine = Begun::open(files);
    for (const std::string& acknowledged : {group, user}) {
      if (acknowledged.empty()) continue;
      ASSERT_EQ(ask(*engine, {{"id", 1}, {"method", "GET"}, {"path", "/api/processes/" + acknowledged}})
                    .at("status"),
                200);
    }
    ASSERT_TRUE(job.work(*engine));
    ASSERT_EQ(MainJob::outcome(*engine), whole);
  }

  Begun begun;
  int64_t effects = 0;
  std::string whole;
};

uint64_t outcomes() {
  return std::getenv("REHEARSAL_SOAK") ? 200 : 4;
}

TEST_F(Trust, PowerIsLostAfterEveryEffect) {
  ASSERT_GT(effects, 4);
  for (int64_t after = 0; after <= effects; ++after) {
    // What was not flushed yet arrives, is torn or is lost in another way each time.
    for (uint64_t outcome = 0; outcome < outcomes(); ++outcome) {
      SCOPED_TRACE("cut after effect " + std::to_string(after) + ", outcome " + std::to_string(outcome));
      MemoryFiles disk;
      begun.lay_out(disk);
      FaultyFiles files(disk);
      MainJob job;
      {
        const auto engine = Begun::open(files);
        files.cut_after(after);
        job.work(*engine);
      }
      files.lose_power(static_cast<uint64_t>(after) * 1000 + outcome);
      expect_whole(files, job);
      if (HasFatalFailure()) return;
    }
  }
}

TEST_F(Trust, EveryEffectFailsOrFindsTheStorageFull) {
  for (const IoStatus status : {IoStatus::Failed, IoStatus::Full}) {
    for (const bool for_ever : {false, true}) {
      for (int64_t after = 0; after <= effects; ++after) {
        SCOPED_TRACE("effect " + std::to_string(after) + (for_ever ? " and later" : " alone"));
        MemoryFiles disk;
        begun.lay_out(disk);
        FaultyFiles files(disk);
        MainJob job;
        {
          const auto engine = Begun::open(files);
          files.fail_after(after, status, for_ever);
          job.work(*engine);
          files.heal();
          // The same engine goes on.
          ASSERT_TRUE(job.work(*engine));
          ASSERT_EQ(MainJob::outcome(*engine), whole);
        }
        expect_whole(files, job);
        if (HasFatalFailure()) return;
      }
    }
  }
}

// Opening reads most; then the pages are in memory.
TEST_F(Trust, EveryReadFails) {
  bool finished = false;
  int64_t failed = 0;
  for (int64_t after = 0; !finished; ++after, ++failed) {
    SCOPED_TRACE("read " + std::to_string(after));
    MemoryFiles disk;
    begun.lay_out(disk);
    FaultyFiles files(disk);
    MainJob job;
    files.fail_read_after(after);
    try {
      const auto engine = Begun::open(files);
      job.work(*engine);
      finished = files.reads() <= after;
      files.heal();
      ASSERT_TRUE(job.work(*engine));
      ASSERT_EQ(MainJob::outcome(*engine), whole);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), "StorageError") << error.what();
      files.heal();
    }
    expect_whole(files, job);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(failed, 50);
}

}  // namespace
}  // namespace rehearsal::api
