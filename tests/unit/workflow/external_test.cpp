// Steps that reach outside the database: what is found of them after a death.
#include "workflow/external.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/faulty_files.h"
#include "workflow/step_group.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// How often the step was at work, and whether the engine ends in it.
int calls = 0;
bool dies = false;

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step send = external(step<"Send", []() -> State {
  ++calls;
  if (std::exchange(dies, false)) throw Error("StorageError", "the engine ends here");
  return {{"sent", calls}};
}>);
// clang-format on
constexpr auto inside = begin >> send;
constexpr Step group = step_group<"Group", inside>;

class ExternalTest : public ::testing::Test, public World {
 protected:
  ExternalTest() {
    calls = 0;
    dies = false;
    add({.name = "plain", .description = "", .steps = workflow::steps_of(init >> send >> done)});
    add({.name = "grouped", .description = "", .steps = workflow::steps_of(init >> group >> done)});
  }
  int64_t markers() { return count("select count(*) from settings where name glob 'external/*'"); }
  void die_in_the_step() {
    dies = true;
    for (int i = 0; i < 5 && dies; ++i) {
      try {
        turn();
      } catch (const Error&) {
      }
    }
    ASSERT_FALSE(dies);
    runner.recover();
  }
};

TEST_F(ExternalTest, AMarkerIsCommittedBeforeItRuns) {
  const std::string id = start("plain");
  turn();
  EXPECT_EQ(calls, 0) << "the turn that marks it does not run it";
  EXPECT_EQ(steps_of(id), "Start success");
  EXPECT_EQ(markers(), 1);
  EXPECT_EQ(runner.due_in_ms(), 0);
  run();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(markers(), 0);
}

TEST_F(ExternalTest, OneThatTheEngineDiedInFailsAndIsRunAgainOnlyByAPerson) {
  for (const char* workflow : {"plain", "grouped"}) {
    const std::string id = start(workflow);
    die_in_the_step();
    run();
    EXPECT_EQ(calls, 1) << "it is not run again by itself";
    EXPECT_EQ(status_of(id), "failed");
    EXPECT_EQ(last_state_of(id)["class"], "StepInterrupted");
    EXPECT_EQ(markers(), 0);
    runner.recover();
    EXPECT_EQ(runner.size(), 0u);
    resume(id);
    run();
    EXPECT_EQ(calls, 2);
    EXPECT_EQ(status_of(id), "completed") << workflow;
    calls = 0;
  }
}

TEST_F(ExternalTest, OneThatWasOnlyMarkedFailsToo) {
  const std::string id = start("plain");
  turn();
  ASSERT_EQ(markers(), 1);
  Runner next{services};
  next.recover();
  next.set_pace({.step_ms = 0, .manual = true});
  EXPECT_EQ(next.due_in_ms(), 0) << "that is said at once, whatever the pace";
  {
    store::Transaction transaction(db);
    next.turn();
    transaction.commit();
  }
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(status_of(id), "failed");
}

TEST_F(ExternalTest, OneThatWasMarkedInThisLifeIsNotTakenForInterrupted) {
  const std::string id = start("plain");
  turn();
  ASSERT_EQ(markers(), 1);
  // Another's turn failed: the runner forgets and reads anew.
  runner.recover();
  runner.set_pace({.step_ms = 0, .manual = true});
  run();
  EXPECT_EQ(calls, 1) << "its marker lets it run, whatever the pace";
  runner.set_pace({});
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(ExternalTest, OneThatIsMarkedIsTakenThoughTheEngineIsLocked) {
  const std::string id = start("plain");
  turn();
  ASSERT_EQ(markers(), 1);
  runner.set_locked(true);
  EXPECT_EQ(runner.under_way(), 1u);
  run();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(markers(), 0);
  EXPECT_EQ(steps_of(id), "Start success, Send success");
  EXPECT_EQ(runner.under_way(), 0u);
}

TEST_F(ExternalTest, AnAbortedOneLeavesNoMarker) {
  const std::string id = start("plain");
  turn();
  store::Transaction transaction(db);
  std::optional<Process> process = load_process(services, id);
  EXPECT_TRUE(abort_process(services, *process, "ann"));
  transaction.commit();
  runner.remove(id);
  EXPECT_EQ(markers(), 0);
}

// The two kill points around what an external step does outside (store/kill_points.h).
TEST(External, OneThatDiesAroundItsEffectOutsideIsFoundInterrupted) {
  const auto moved = [](store::FaultyFiles& files, bool opens) {
    store::Database db(files);
    domain::Models models;
    Registry registry;
    const Workflow& workflow =
        registry.add({.name = "plain", .description = "", .steps = workflow::steps_of(init >> send >> done)});
    Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));
    Services services{db, models, registry, clock, 7};
    Runner runner{services};
    if (opens) {
      store::Transaction transaction(db);
      db.run(
          "insert into workflows (workflow_id, name, target, description, created_at) values ('wf', 'plain', "
          "'SYSTEM', '', 0)");
      Ids ids(7, "start");
      create_process(services, ids, workflow, Json::array({Json::object()}), "SYSTEM");
      transaction.commit();
    }
    runner.recover();
    try {
      while (runner.due_in_ms() == 0) {
        store::Transaction transaction(db);
        runner.turn();
        transaction.commit();
      }
    } catch (const Error&) {
    }
    auto rows = db.query("select last_status, failed_reason from processes");
    return rows.step() ? rows.text(0) + (rows.is_null(1) ? "" : ": " + rows.text(1)) : std::string();
  };
  const store::KillPoint before{store::Durable::External, false};
  const store::KillPoint after{store::Durable::External, true};
  int64_t point = 0;
  {
    store::MemoryFiles disk;
    store::FaultyFiles files(disk);
    EXPECT_EQ(moved(files, true), "completed");
    const auto& passed = files.passed();
    const auto found = std::find(passed.begin(), passed.end(), before);
    ASSERT_NE(found, passed.end());
    EXPECT_EQ(found[1], after);
    point = found - passed.begin();
  }
  for (const int64_t at : {point, point + 1}) {
    calls = 0;
    store::MemoryFiles disk;
    store::FaultyFiles files(disk);
    files.die_after(at);
    EXPECT_ANY_THROW(moved(files, true));
    files.lose_power(static_cast<uint64_t>(at));
    EXPECT_EQ(moved(files, false).substr(0, 29), "failed: The engine ended whil");
    EXPECT_EQ(calls, 1) << "it is not run again by itself";
  }
}

}  // namespace
}  // namespace rehearsal::workflow
