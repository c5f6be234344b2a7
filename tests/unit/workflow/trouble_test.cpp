// Steps that are tried again by themselves, and what cannot be written.
#include <gtest/gtest.h>

#include "workflow/skip.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step never = with_retries(retrystep<"Never", [] { throw value_error("no"); }>, {.attempts = 3, .delay_s = 10, .factor = 2});
constexpr Step plain = retrystep<"Plain", [] { throw value_error("no"); }>;
constexpr Step waits = with_timeout(step<"Waits", []() -> GivesOrAgain<> { return Again{1000, {}}; }>, 2500);
constexpr Step sleeps = with_timeout(step<"Sleeps", [](OptionalArg<"slept", bool> slept) -> GivesOrAgain<"slept"> {
  if (!slept) return Again{3'600'000, {{"slept", true}}};
  return {{"slept", true}};
}>, 2500);
constexpr Step step_one = step<"One", []() -> Gives<"one"> { return {{"one", 1}}; }>;
constexpr Step step_two = step<"Two", []() -> Gives<"two"> { return {{"two", 2}}; }>;
constexpr Step garbled = step<"Garbled", []() -> Gives<"text"> { return {{"text", std::string("\xff")}}; }>;
constexpr Step zeroed = step<"Zeroed", []() -> Gives<"text"> { return {{"text", std::string(1, '\0')}}; }>;
constexpr Step never_gives = step<"Never gives", []() -> Gives<"number"> { throw value_error("no"); }>;
constexpr Step needs_it = step<"Needs it", [](Arg<"number", int64_t> number) -> Gives<"twice"> {
  return {{"twice", *number * 2}};
}>;
constexpr Step deep = step<"Deep", []() -> Gives<"deep"> {
  Json nested = 1;
  for (int i = 0; i < 150; ++i) nested = Json::array({nested});
  return {{"deep", nested}};
}>;
// clang-format on

template <size_t N>
Workflow named(const char* name, const StepList<N>& steps) {
  return {.name = name, .description = "", .target = Target::CREATE, .steps = steps_of(steps)};
}

class TroubleTest : public ::testing::Test, public World {};

TEST_F(TroubleTest, ARetrystepIsTriedAgainLessAndLessOften) {
  add(named("never", init >> never >> done));
  const std::string id = start("never");
  run();
  EXPECT_EQ(status_of(id), "waiting");
  EXPECT_NEAR(runner.due_in_ms(), 10'000, 1);
  clock.advance(9);
  run();
  EXPECT_EQ(steps_of(id), "Start success, Never waiting");
  EXPECT_FALSE(last_state_of(id).contains("retries"));
  runner.recover();  // the time outlives the engine
  clock.advance(2);
  run();
  EXPECT_EQ(last_state_of(id)["retries"], 1);
  EXPECT_NEAR(runner.due_in_ms(), 20'000, 1);
  clock.advance(20);
  run();
  EXPECT_EQ(status_of(id), "failed") << "three times are enough";
  EXPECT_EQ(steps_of(id), "Start success, Never waiting, Never failed");
  EXPECT_LT(runner.due_in_ms(), 0);
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "waiting") << "a person begins the count anew";
}

TEST_F(TroubleTest, APlainOneWaitsForSomebody) {
  add(named("plain", init >> plain >> done));
  const std::string id = start("plain");
  run();
  EXPECT_EQ(status_of(id), "waiting");
  EXPECT_LT(runner.due_in_ms(), 0);
}

TEST_F(TroubleTest, AbortedItIsNotTriedAgain) {
  add(named("never", init >> never >> done));
  const std::string id = start("never");
  run();
  {
    store::Transaction transaction(db);
    Process process = *load_process(services, id);
    EXPECT_TRUE(abort_process(services, process, "mary"));
    EXPECT_FALSE(abort_process(services, process, "mary"));
    transaction.commit();
    runner.remove(id);
  }
  EXPECT_LT(runner.due_in_ms(), 0);
  EXPECT_EQ(count("select count(*) from settings where name like 'timer/%'"), 0);
  EXPECT_EQ(steps_of(id), "Start success, Never waiting, User Aborted abort");
  EXPECT_EQ(one("select created_by from process_steps where pid = ? order by sequence desc limit 1", id),
            "mary");
}

TEST_F(TroubleTest, AStepThatSaysAgainForTooLongFails) {
  add(named("waits", init >> waits >> done));
  const std::string id = start("waits");
  run();
  for (int i = 0; i < 2; ++i) {
    clock.advance(1.1);
    run();
    EXPECT_EQ(status_of(id), "running");
  }
  clock.advance(1.1);
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(last_state_of(id)["class"], "TimeoutError");
  EXPECT_EQ(count("select count(*) from settings where name like 'again/%'"), 0);
}

TEST_F(TroubleTest, ItFailsAtItsTimeHoweverLateItWantsToBeCalled) {
  add(named("sleeps", init >> sleeps >> done));
  const std::string id = start("sleeps");
  run();
  EXPECT_NEAR(runner.due_in_ms(), 2500, 1);
  clock.advance(2.6);
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(last_state_of(id)["class"], "TimeoutError") << "it is not called once more";
}

TEST_F(TroubleTest, WhatCannotBeStoredIsThatProcesssFailureAlone) {
  for (const Step* step : {&garbled, &zeroed, &deep}) {
    World world;
    StepList<1> list;
    list.items[0].step = step;
    world.add(named("bad", init >> list >> done));
    world.add(named("good", init >> step_one >> done));
    const std::string bad = world.start("bad");
    const std::string good = world.start("good");
    EXPECT_ANY_THROW(world.turn());
    EXPECT_EQ(world.runner.culprit(), bad);
    world.runner.recover();
    {
      store::Transaction transaction(world.db);
      Process process = *load_process(world.services, bad);
      fail_process(world.services, process, value_error("could not be stored"));
      transaction.commit();
      world.runner.remove(bad);
    }
    world.run();
    EXPECT_EQ(world.status_of(good), "completed");
    EXPECT_EQ(world.status_of(bad), "failed");
    EXPECT_EQ(world.last_state_of(bad)["error"], "could not be stored");
    EXPECT_EQ(world.one("select failed_reason from processes where pid = ?", bad), "could not be stored");
  }
}

TEST_F(TroubleTest, WhereNoRowCanBeWrittenTheProcessSaysIt) {
  add(named("short", init >> step_one >> done));
  const std::string id = start("short");
  db.run(
      "create trigger no_rows before insert on process_steps begin select raise(abort, 'no more rows'); end");
  store::Transaction transaction(db);
  Process process = *load_process(services, id);
  fail_process(services, process, value_error("no more rows"));
  transaction.commit();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(steps_of(id), "");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "Unknown");
  EXPECT_EQ(one("select failed_reason from processes where pid = ?", id), "no more rows");
}

TEST_F(TroubleTest, OneSetAsideWaitsLongerEachTimeAndTheOthersGoOn) {
  add(named("short", init >> step_one >> done));
  const std::string a = start("short");
  const std::string b = start("short");
  runner.set_aside(a, "full");
  run();
  EXPECT_EQ(status_of(a), "created");
  EXPECT_EQ(status_of(b), "completed");
  EXPECT_NEAR(runner.due_in_ms(), 1000, 1);
  runner.recover();
  runner.set_aside(a, "full");
  EXPECT_NEAR(runner.due_in_ms(), 2000, 1);
  for (int i = 0; i < 20; ++i) runner.set_aside(a, "full");
  EXPECT_NEAR(runner.due_in_ms(), 300'000, 1);
  EXPECT_EQ(runner.aside().at(a).tries, 22);
  clock.advance(301);
  run();
  EXPECT_EQ(status_of(a), "completed");
  EXPECT_TRUE(runner.aside().empty());
}

TEST_F(TroubleTest, AFailedStepIsSkippedForAReasonWithWhatItWouldHaveGiven) {
  add(named("skipped", init >> never_gives >> needs_it >> done));
  const std::string id = start("skipped");
  run();
  ASSERT_EQ(status_of(id), "failed");
  const auto skip = [&](const Json& values) {
    store::Transaction transaction(db);
    Ids ids(services.seed, "skip");
    Process process = *load_process(services, id);
    skip_step(services, ids, process, values, "done by hand", "mary");
    transaction.commit();
    runner.add(std::move(process));
  };
  EXPECT_EQ(asked_of(*load_process(services, id)), std::vector<std::string>{"number"});
  EXPECT_THROW(skip(Json::object()), Error);
  EXPECT_THROW(skip({{"number", 5}, {"colour", "red"}}), Error);
  EXPECT_EQ(steps_of(id), "Start success, Never gives failed") << "refused, it changes nothing";
  skip({{"number", 5}});
  EXPECT_EQ(last_state_of(id)[kSkipReasonKey], "done by hand");
  runner.recover();
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id),
            "Start success, Never gives failed, Never gives skipped, Needs it success, Done complete");
  EXPECT_EQ(last_state_of(id)["twice"], 10);
  EXPECT_FALSE(last_state_of(id).contains(kSkipReasonKey));
}

// ---- A workflow whose steps are others than when the process began ----

class ChangedTest : public ::testing::Test {
 protected:
  // The status and steps after a process of the steps `begun` that came to stand after `done_steps` of them
  // goes on with `steps`; and where it fails, why.
  template <size_t N, size_t M = 4>
  static std::string continued(int done_steps, const StepList<N>& steps,
                               const StepList<M>& begun = init >> step_one >> step_two >> done) {
    World world;
    world.add(named("short", begun));
    world.runner.set_pace({0, true});
    const std::string id = world.start("short");
    for (int i = 0; i < done_steps; ++i) {
      world.runner.next();
      world.run();
    }
    Registry changed;
    changed.add(named("short", steps));
    Services services{world.db, world.models, changed, world.clock, 7};
    Runner runner{services};
    runner.recover();
    runner.set_pace({});
    for (int i = 0; i < 10; ++i) {
      store::Transaction transaction(world.db);
      runner.turn();
      transaction.commit();
    }
    const std::string said = world.status_of(id) + ": " + world.steps_of(id);
    if (world.status_of(id) != "failed") return said;
    return said + ": " + world.one("select failed_reason from processes where pid = ?", id);
  }
  static constexpr Step step_uno = step < "Uno", []() -> Gives<"uno"> { return {{"uno", 1}}; }
  > ;
};

TEST_F(ChangedTest, AStepThatWasAddedFurtherOnIsRun) {
  EXPECT_EQ(continued(2, init >> step_one >> plain >> step_two >> done),
            "waiting: Start success, One success, Plain waiting");
}

TEST_F(ChangedTest, AStepThatWasAddedBeforeItIsNotMadeUpFor) {
  EXPECT_EQ(continued(2, init >> plain >> step_one >> step_two >> done),
            "completed: Start success, One success, Two success, Done complete");
}

TEST_F(ChangedTest, AStepThatWasTakenAwayIsNotMissed) {
  EXPECT_EQ(continued(2, init >> step_two >> done),
            "completed: Start success, One success, Two success, Done complete");
  EXPECT_EQ(continued(1, init >> step_two >> done), "completed: Start success, Two success, Done complete");
}

TEST_F(ChangedTest, WhereTheyStandInAnotherOrderItFailsAndSaysSo) {
  EXPECT_EQ(continued(3, init >> step_two >> step_one >> done).substr(0, 7), "failed:");
}

TEST_F(ChangedTest, AStepThatWasStillToComeIsNotLostByAnotherOrder) {
  EXPECT_EQ(continued(1, init >> step_two >> step_one >> done),
            "completed: Start success, Two success, One success, Done complete");
  const std::string said = continued(2, init >> step_two >> step_one >> done);
  EXPECT_EQ(said.substr(0, 7), "failed:") << said;
  EXPECT_NE(said.find("\"Two\" stands before \"One\" now and was not done"), std::string::npos) << said;
  // The first of a name is gone, and with it what lies between both.
  const std::string twice =
      continued(2, init >> step_two >> step_one >> done, init >> step_one >> step_two >> step_one >> done);
  EXPECT_EQ(twice.substr(0, 7), "failed:") << twice;
}

TEST_F(ChangedTest, AStepOfAnotherNameInThePlaceOfOneThatWasDoneIsNotTakenForANewOne) {
  const std::string said = continued(2, init >> step_uno >> step_two >> done);
  EXPECT_EQ(said.substr(0, 7), "failed:") << said;
  EXPECT_NE(said.find("\"Uno\" may be \"One\""), std::string::npos) << said;
  EXPECT_EQ(continued(3, init >> step_uno >> step_two >> done),
            "completed: Start success, One success, Two success, Done complete");
  EXPECT_EQ(continued(1, init >> step_uno >> step_two >> done),
            "completed: Start success, Uno success, Two success, Done complete");
}

TEST_F(ChangedTest, TheNamesOfTheStepsAreNoPartOfTheState) {
  World world;
  world.add(named("short", init >> step_one >> done));
  const std::string id = world.start("short");
  EXPECT_NE(world.one("select input_state from input_states where pid = ?", id).find("\"One\""),
            std::string::npos);
  EXPECT_FALSE(load_process(world.services, id)->state.contains(kStepsKey));
  world.runner.recover();
  world.run();
  EXPECT_FALSE(world.last_state_of(id).contains(kStepsKey));
}

}  // namespace
}  // namespace rehearsal::workflow
