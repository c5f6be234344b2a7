// Turns: fairness, pace, lock, and going on after the engine died.
#include "workflow/runner.h"

#include <gtest/gtest.h>

#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step one = step<"One", []() -> Gives<"one"> { return {{"one", 1}}; }>;
constexpr Step two = step<"Two", []() -> Gives<"two"> { return {{"two", 2}}; }>;
// clang-format on

Workflow short_workflow() {
  return {.name = "short",
          .description = "",
          .target = Target::CREATE,
          .steps = steps_of(init >> one >> two >> done)};
}

class RunnerTest : public ::testing::Test, public World {
 protected:
  RunnerTest() { add(short_workflow()); }
};

TEST_F(RunnerTest, TakesAStepOfEachInTurn) {
  const std::string a = start("short");
  const std::string b = start("short");
  runner.set_pace({0, true});
  runner.next();
  turn();
  EXPECT_EQ(steps_of(a), "Start success");
  EXPECT_EQ(steps_of(b), "Start success");
}

TEST_F(RunnerTest, ReportsWhereEachProcessCameTo) {
  const std::string a = start("short");
  const TurnReport report = turn();
  ASSERT_EQ(report.processes.size(), 1u);
  EXPECT_EQ(report.processes[0].process_id, a);
  EXPECT_EQ(report.processes[0].status, ProcessStatus::completed);
  EXPECT_EQ(report.processes[0].last_step, "Done");
}

TEST_F(RunnerTest, ATurnEndsAndTheNextGoesOn) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(start("short"));
  const TurnReport first = turn();
  EXPECT_EQ(first.processes.size(), 200u);
  EXPECT_EQ(runner.due_in_ms(), 0);
  run();
  for (const std::string& id : ids) ASSERT_EQ(status_of(id), "completed");
}

TEST_F(RunnerTest, ObeysThePace) {
  runner.set_pace({600, false});
  const std::string a = start("short");
  EXPECT_EQ(runner.due_in_ms(), 0) << "the first step waits for nobody";
  turn();
  EXPECT_EQ(steps_of(a), "Start success");
  EXPECT_NEAR(runner.due_in_ms(), 600, 1);
  turn();
  EXPECT_EQ(steps_of(a), "Start success") << "not yet due";
  clock.advance(0.6);
  run();
  EXPECT_EQ(steps_of(a), "Start success, One success");
  runner.set_pace({0, false});
  run();
  EXPECT_EQ(status_of(a), "completed");
}

TEST_F(RunnerTest, AManualPaceWaitsForNext) {
  runner.set_pace({0, true});
  const std::string a = start("short");
  EXPECT_LT(runner.due_in_ms(), 0);
  runner.next();
  run();
  EXPECT_EQ(steps_of(a), "Start success");
  runner.next();
  run();
  EXPECT_EQ(steps_of(a), "Start success, One success");
}

TEST_F(RunnerTest, StandsStillWhileLocked) {
  const std::string a = start("short");
  runner.set_locked(true);
  EXPECT_LT(runner.due_in_ms(), 0);
  turn();
  EXPECT_EQ(steps_of(a), "");
  runner.set_locked(false);
  run();
  EXPECT_EQ(status_of(a), "completed");
}

TEST_F(RunnerTest, LetsGoOfAProcess) {
  const std::string a = start("short");
  const std::string b = start("short");
  runner.remove(a);
  run();
  EXPECT_EQ(status_of(a), "created");
  EXPECT_EQ(status_of(b), "completed");
}

TEST_F(RunnerTest, AnUndoneTurnHasDoneNothing) {
  const std::string a = start("short");
  {
    store::Transaction transaction(db);
    runner.turn();
    EXPECT_EQ(status_of(a), "completed");
  }  // never committed
  EXPECT_EQ(status_of(a), "created");
  runner.recover();
  run();
  EXPECT_EQ(status_of(a), "completed");
  EXPECT_EQ(steps_of(a), "Start success, One success, Two success, Done complete");
}

TEST_F(RunnerTest, GoesOnFromTheLastCommittedStepAfterAnyNumberOfDeaths) {
  for (int deaths_after = 0; deaths_after < 5; ++deaths_after) {
    runner.recover();
    runner.set_pace({0, true});
    const std::string a = start("short");
    for (int i = 0; i < deaths_after; ++i) {
      runner.next();
      run();
    }
    runner.recover();  // all that was in memory is gone
    run();
    EXPECT_EQ(status_of(a), "completed") << deaths_after;
    EXPECT_EQ(steps_of(a), "Start success, One success, Two success, Done complete") << deaths_after;
    EXPECT_EQ(last_state_of(a)["two"], 2);
  }
}

TEST(Pace, TakesOnlyWhatItUnderstands) {
  EXPECT_EQ(pace_from(Json({{"step_ms", 600}}))->step_ms, 600);
  EXPECT_TRUE(pace_from(Json({{"manual", true}}))->manual);
  for (const char* wrong :
       {"{}", "[]", "5", "null", R"({"step_ms":-1})", R"({"step_ms":10001})", R"({"step_ms":1.5})",
        R"({"step_ms":"600"})", R"({"manual":false})", R"({"manual":true,"step_ms":1})", R"({"other":1})"}) {
    EXPECT_FALSE(pace_from(parse_json(wrong))) << wrong;
  }
}

}  // namespace
}  // namespace rehearsal::workflow
