// Steps that are told to fail, to be slow or not to answer, and breakpoints.
#include "workflow/stage.h"

#include <gtest/gtest.h>

#include "workflow/step_group.h"
#include "workflow/waiting.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step step_one = step<"One", []() -> Gives<"one"> { return {{"one", 1}}; }>;
constexpr Step step_two = step<"Two", []() -> Gives<"two"> { return {{"two", 2}}; }>;
// clang-format on
constexpr auto pair_list = begin >> step_one >> step_two;
constexpr Step pair = step_group<"Pair", pair_list>;

class StageTest : public ::testing::Test, public World {
 protected:
  StageTest() {
    add({.name = "plain",
         .description = "",
         .steps = workflow::steps_of(init >> step_one >> step_two >> done)});
    add({.name = "grouped", .description = "", .steps = workflow::steps_of(init >> pair >> done)});
  }
  void set_faults(const char* list) {
    services.stage.faults = faults_from(parse_json(list));
    store_faults(db, services.stage.faults);
  }
  void set_breakpoints(const char* list) { services.stage.breakpoints = breakpoints_from(parse_json(list)); }
};

TEST_F(StageTest, AStepIsToldToFailOnce) {
  set_faults(R"([{"workflow":"plain","step":"Two","kind":"fail","message":"on purpose","times":1}])");
  const std::string id = start("plain");
  run();
  EXPECT_EQ(steps_of(id), "Start success, One success, Two failed");
  EXPECT_EQ(last_state_of(id)["error"], "on purpose");
  EXPECT_TRUE(load_stage(db).faults.empty()) << "it has struck";
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, OrUntilItIsMended) {
  set_faults(R"([{"step":"Two","kind":"fail"}])");
  const std::string id = start("plain");
  run();
  for (int i = 0; i < 3; ++i) {
    resume(id);
    run();
    EXPECT_EQ(status_of(id), "failed");
  }
  runner.recover();
  EXPECT_EQ(services.stage.faults.size(), 1u) << "it outlives the engine";
  set_faults("[]");
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, AStepOfAGroupIsNamedLikeAnyOther) {
  set_faults(R"([{"step":"Two","kind":"fail","times":1}])");
  const std::string id = start("grouped");
  run();
  EXPECT_EQ(steps_of(id), "Start success, Pair failed");
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, AStepIsToldToBeSlow) {
  set_faults(R"([{"step":"One","kind":"delay","delay_ms":3000}])");
  const std::string id = start("plain");
  run();
  EXPECT_EQ(steps_of(id), "Start success");
  EXPECT_NEAR(runner.due_in_ms(), 3000, 1);
  clock.advance(3);
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, AStepThatDoesNotAnswerWaitsUntilItIsMended) {
  set_faults(R"([{"step":"One","kind":"no_answer"}])");
  const std::string id = start("plain");
  run();
  clock.advance(3600);
  run();
  EXPECT_EQ(steps_of(id), "Start success");
  EXPECT_EQ(status_of(id), "running");
  set_faults("[]");
  clock.advance(1);
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, WhereItIsHeldIsKnownAfterADeathAndEndsWithTheLastFault) {
  set_faults(R"([{"step":"One","kind":"delay","delay_ms":60000,"times":1}])");
  const std::string id = start("plain");
  run();
  ASSERT_TRUE(services.stage.faults.empty()) << "it has struck";
  runner.recover();
  EXPECT_TRUE(runner.let_go_by({faults_from(parse_json(R"([{"step":"Two","kind":"fail"}])")), {}}).empty());
  ASSERT_EQ(runner.let_go_by({}).size(), 1u);
  store::Transaction transaction(db);
  Process process = *runner.let_go_by({})[0];
  let_go(services, process);
  transaction.commit();
  runner.recover();
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST_F(StageTest, ABreakpointHaltsBeforeTheStepUntilSomebodySaysNext) {
  set_breakpoints(R"([{"workflow":"plain","step":"Two"},{"workflow":"grouped","step":"Pair"}])");
  const std::string id = start("plain");
  const std::string other = start("grouped");
  run();
  EXPECT_EQ(steps_of(id), "Start success, One success");
  EXPECT_EQ(steps_of(other), "Start success");
  ASSERT_EQ(runner.halted().size(), 2u);
  EXPECT_EQ(runner.halted()[0]->next_step()->name, "Two");
  EXPECT_EQ(runner.halted()[0]->state["one"], 1) << "the state that it would get";
  runner.next(other);
  run();
  EXPECT_EQ(status_of(other), "completed") << "the group is entered once";
  EXPECT_EQ(status_of(id), "running");
  runner.next();
  run();
  EXPECT_EQ(status_of(id), "completed");
}

TEST(Stage, TakesOnlyWhatItUnderstands) {
  const char* all = R"([{"workflow":"a","step":"b","kind":"delay","message":"c","delay_ms":5,"times":2}])";
  EXPECT_EQ(dump_json(to_json(faults_from(parse_json(all)))), all);
  for (const char* wrong :
       {"{}", "null", "[5]", "[{}]", R"([{"kind":"explode"}])", R"([{"kind":"fail","times":-1}])",
        R"([{"kind":"fail","times":"2"}])", R"([{"kind":"fail","colour":"red"}])",
        R"([{"kind":"fail","step":5}])", R"([{"kind":"delay","delay_ms":600001}])"}) {
    EXPECT_THROW(faults_from(parse_json(wrong)), Error) << wrong;
  }
  for (const char* wrong : {"{}", "[5]", R"([{"workflow":"a"}])", R"([{"workflow":"a","step":""}])",
                            R"([{"workflow":"a","step":"b","c":1}])"}) {
    EXPECT_THROW(breakpoints_from(parse_json(wrong)), Error) << wrong;
  }
  EXPECT_THROW(faults_from(Json(101, Json({{"kind", "fail"}}))), Error);
}

}  // namespace
}  // namespace rehearsal::workflow
