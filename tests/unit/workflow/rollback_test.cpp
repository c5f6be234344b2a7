// Rolling a failed process back through what its steps declare as their undoing.
#include "workflow/rollback.h"

#include <gtest/gtest.h>

#include "workflow/skip.h"
#include "workflow/step_group.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step plus_one = step<"One", []() -> Gives<"value"> { return {{"value", 1}}; }>;
constexpr Step plus_two = step<"Two", [](Arg<"value", int64_t> value) -> Gives<"value", "two"> {
  return {{"value", *value + 1}, {"two", "made"}};
}>;
constexpr Step plain = step<"Kept", []() -> State { return {{"kept", true}}; }>;
constexpr Step put_back = step<"Put back", [](Arg<"__before__", Json> before, Arg<"value", int64_t> value) -> State {
  return {{"undone", *value}, {"was", text_or(*before, "two").empty()}};
}>;
// Fails as long as the table of customers is empty.
constexpr Step wants_customer = step<"Wants a customer", [](StepContext& context) {
  auto rows = context.session.db.query("select 1 from customers limit 1");
  if (!rows.step()) throw Error("ProcessFailureError", "nobody is there");
}>;
constexpr Step says_again = step<"Again", []() -> GivesOrAgain<> { return Again{100, {}}; }>;
// clang-format on
constexpr Step first = undone_by<plus_one, put_back>;
constexpr Step second = undone_by<plus_two, put_back>;
constexpr Step hard_two = undone_by<plus_two, wants_customer>;
constexpr Step endless_two = undone_by<plus_two, says_again>;

class RollbackTest : public ::testing::Test, public World {
 protected:
  RollbackTest() {
    services.stage.faults = faults_from(parse_json(R"([{"step":"Last","kind":"fail"}])"));
    store_faults(db, services.stage.faults);
    add({.name = "plain",
         .description = "",
         .steps = workflow::steps_of(init >> first >> plain >> second >> last >> done)});
    add({.name = "hard",
         .description = "",
         .steps = workflow::steps_of(init >> first >> hard_two >> last >> done)});
    add({.name = "endless",
         .description = "",
         .steps = workflow::steps_of(init >> first >> endless_two >> last >> done)});
  }
  static constexpr Step last = step<"Last", []() {}>;

  std::string failed(const std::string& workflow) {
    const std::string id = start(workflow);
    run();
    EXPECT_EQ(status_of(id), "failed");
    return id;
  }
  void roll_back(const std::string& id) {
    store::Transaction transaction(db);
    std::optional<Process> process = load_process(services, id);
    begin_rollback(services, *process, "it was wrong", "ann");
    transaction.commit();
    runner.add(std::move(*process));
  }
  Json state_of(const std::string& id, const std::string& row) {
    return parse_json(text_of("select state from process_steps where pid = ? and name = ?", id, row));
  }
  std::string text_of(const std::string& sql, const std::string& id, const std::string& name) {
    auto rows = db.query(sql, id, name);
    return rows.step() ? rows.text(0) : "null";
  }
};

TEST_F(RollbackTest, TakesTheStepsBackFromTheLastOne) {
  const std::string id = failed("plain");
  {
    const RollbackPlan plan = rollback_plan(services, *load_process(services, id));
    ASSERT_EQ(plan.undoings.size(), 2u);
    EXPECT_EQ(plan.undoings[0].step->name, "Undo: Two");
    EXPECT_EQ(plan.undoings[1].step->name, "Undo: One");
    ASSERT_EQ(plan.kept.size(), 1u);
    EXPECT_EQ(plan.kept[0]->name, "Kept");
  }
  roll_back(id);
  run();
  EXPECT_EQ(status_of(id), "aborted");
  EXPECT_EQ(steps_of(id),
            "Start success, One success, Kept success, Two success, Last failed, Roll back success, "
            "Undo: Two success, Undo: One success, Rolled back abort");
  EXPECT_EQ(state_of(id, "Roll back")[kRollbackReasonKey], "it was wrong");
  const Json two = state_of(id, "Undo: Two");
  EXPECT_EQ(two["value"], 1) << "the state is that before the step";
  EXPECT_EQ(two["undone"], 2) << "its undoing sees what the step left";
  EXPECT_EQ(two["was"], true) << "and what was before it";
  EXPECT_FALSE(two.contains("two"));
  EXPECT_EQ(state_of(id, "Undo: One")["undone"], 1);
  EXPECT_FALSE(state_of(id, "Rolled back").contains(kRollbackReasonKey));
}

TEST_F(RollbackTest, GoesOnAfterADeathFromWhereItsRowsSay) {
  const std::string id = failed("plain");
  runner.set_pace({.step_ms = 1000, .manual = false});
  roll_back(id);
  clock.advance(1'000'000);
  turn();
  ASSERT_EQ(steps_of(id).find("Undo: One"), std::string::npos);
  ASSERT_NE(steps_of(id).find("Undo: Two success"), std::string::npos);
  runner.recover();
  EXPECT_EQ(runner.size(), 1u);
  runner.set_pace({});
  run();
  EXPECT_EQ(status_of(id), "aborted");
  EXPECT_EQ(steps_of(id).substr(steps_of(id).find("Roll back")),
            "Roll back success, Undo: Two success, Undo: One success, Rolled back abort");
}

TEST_F(RollbackTest, AnUndoingThatFailsIsTriedAgainOrSkipped) {
  for (const bool by_hand : {false, true}) {
    db.run("delete from customers");
    const std::string id = failed("hard");
    roll_back(id);
    run();
    EXPECT_EQ(status_of(id), "failed");
    EXPECT_EQ(text_of("select failed_reason from processes where pid = ? and ? = ''", id, ""),
              "nobody is there");
    resume(id);
    run();
    EXPECT_EQ(status_of(id), "failed") << "it fails again";
    if (by_hand) {
      store::Transaction transaction(db);
      Ids ids(services.seed, "skip");
      std::optional<Process> process = load_process(services, id);
      EXPECT_TRUE(asked_of(*process).empty());
      skip_step(services, ids, *process, Json::object(), "I did it", "ann");
      transaction.commit();
      runner.add(std::move(*process));
    } else {
      db.run("insert into customers values ('c', 'C', 'C')");
      resume(id);
    }
    run();
    EXPECT_EQ(status_of(id), "aborted");
    const std::string rows = steps_of(id);
    EXPECT_NE(
        rows.find(by_hand ? "Undo: Two skipped, Undo: One success" : "Undo: Two success, Undo: One success"),
        std::string::npos)
        << rows;
  }
}

TEST_F(RollbackTest, AStepThatStandsThereTwiceIsTakenBackTwice) {
  add({.name = "twice",
       .description = "",
       .steps = workflow::steps_of(init >> first >> second >> second >> last >> done)});
  const std::string id = failed("twice");
  roll_back(id);
  run();
  EXPECT_EQ(status_of(id), "aborted");
  std::string undone;
  auto rows = db.query(
      "select json_extract(state, '$.undone') from process_steps where pid = ? and name = 'Undo: Two' order "
      "by "
      "sequence",
      id);
  while (rows.step()) undone += std::to_string(rows.integer(0)) + " ";
  EXPECT_EQ(undone, "3 2 ") << "each with the state that it left";
}

TEST_F(RollbackTest, AGroupIsTakenBackOnceAndAHalfDoneOneIsNamed) {
  static constexpr auto list = begin >> plus_one >> plus_two;
  static constexpr Step whole = keeping_place(step_group<"Group", list>);
  static constexpr Step undone = undone_by<whole, put_back>;
  add({.name = "grouped",
       .description = "",
       .steps = workflow::steps_of(init >> plain >> undone >> last >> done)});
  services.stage.faults =
      faults_from(parse_json(R"([{"step":"Two","kind":"fail","times":1},{"step":"Last","kind":"fail"}])"));
  store_faults(db, services.stage.faults);
  const std::string id = failed("grouped");
  {
    const RollbackPlan plan = rollback_plan(services, *load_process(services, id));
    ASSERT_EQ(plan.undoings.size(), 1u) << "what went well in it is its own";
  }
  resume(id);
  run();
  EXPECT_EQ(steps_of(id),
            "Start success, Kept success, Group success, Group failed, Group success, Last failed");
  roll_back(id);
  run();
  EXPECT_EQ(steps_of(id).substr(steps_of(id).find("Roll back")),
            "Roll back success, Undo: Group success, Rolled back abort");
  EXPECT_EQ(state_of(id, "Undo: Group")["undone"], 2);
  EXPECT_FALSE(state_of(id, "Undo: Group").contains("value")) << "before the group there was none";

  static constexpr Step plain_group = step_group<"Plain group", list>;
  add({.name = "half", .description = "", .steps = workflow::steps_of(init >> plain_group >> done)});
  services.stage.faults = faults_from(parse_json(R"([{"step":"Two","kind":"fail"}])"));
  const std::string half = failed("half");
  const RollbackPlan plan = rollback_plan(services, *load_process(services, half));
  EXPECT_TRUE(plan.undoings.empty());
  ASSERT_EQ(plan.kept.size(), 1u);
  EXPECT_EQ(plan.kept[0]->name, "Plain group");
}

TEST_F(RollbackTest, TheStepsOfAGroupAreTakenBackOneByOne) {
  static constexpr Step third = [] {
    Step step = second;
    step.name = "Three";
    return step;
  }();
  static constexpr auto list =
      begin >> first >> plain >> conditional<[](const Json&) { return false; }>(begin >> third) >> second;
  static constexpr Step group = step_group<"Group", list>;
  add({.name = "parts", .description = "", .steps = workflow::steps_of(init >> group >> last >> done)});
  for (const bool dies : {false, true}) {
    const std::string id = failed("parts");
    const RollbackPlan plan = rollback_plan(services, *load_process(services, id));
    ASSERT_EQ(plan.undoings.size(), 2u) << "the one that was skipped is none of them";
    EXPECT_EQ(plan.undoings[0].step->name, "Undo: Two");
    EXPECT_EQ(plan.undoings[1].step->name, "Undo: One");
    ASSERT_EQ(plan.kept.size(), 1u);
    EXPECT_EQ(plan.kept[0]->name, "Kept");
    roll_back(id);
    if (dies) {
      runner.set_pace({0, true});
      while (status_of(id) == "running") {
        runner.recover();
        runner.set_pace({0, true});
        runner.next();
        turn();
      }
      runner.set_pace({});
    }
    run();
    EXPECT_EQ(status_of(id), "aborted");
    EXPECT_EQ(steps_of(id),
              "Start success, Group success, Last failed, Roll back success, Undo: Two success, Undo: One "
              "success, Rolled back abort");
    const Json two = state_of(id, "Undo: Two");
    EXPECT_EQ(two["undone"], 2) << "its undoing sees what the step left";
    EXPECT_EQ(two["was"], true) << "and what was before it";
    EXPECT_EQ(two["value"], 1) << "the state is that before the step";
    EXPECT_FALSE(two.contains("two"));
    const Json rolled_back = state_of(id, "Rolled back");
    EXPECT_EQ(rolled_back["undone"], 1);
    EXPECT_FALSE(rolled_back.contains("value"));
    for (const char* key : {kGroupDoneKey, kGroupKey, kSubStepKey})
      EXPECT_FALSE(rolled_back.contains(key)) << key;
    EXPECT_FALSE(state_of(id, "Last").contains(kGroupDoneKey));
  }
}

TEST_F(RollbackTest, WhatAFailedGroupHasDoneIsTakenBackEachTimeThatItDidIt) {
  static constexpr auto list = begin >> first >> second >> last;
  static constexpr Step plain_group = step_group<"Group", list>;
  static constexpr Step keeping_group = keeping_place(step_group<"Group", list>);
  add({.name = "anew", .description = "", .steps = workflow::steps_of(init >> plain_group >> done)});
  add({.name = "keep", .description = "", .steps = workflow::steps_of(init >> keeping_group >> done)});
  const struct {
    const char* workflow;
    const char* undone;
  } each[] = {{"anew", "2 1 2 1 "}, {"keep", "2 1 "}};
  for (const auto& [workflow, expected] : each) {
    const std::string id = failed(workflow);
    resume(id);
    run();
    EXPECT_EQ(status_of(id), "failed");
    roll_back(id);
    run();
    EXPECT_EQ(status_of(id), "aborted") << workflow << ": " << steps_of(id);
    std::string undone;
    auto rows = db.query(
        "select json_extract(state, '$.undone') from process_steps where pid = ? and name like 'Undo: %' "
        "order by sequence",
        id);
    while (rows.step()) undone += std::to_string(rows.integer(0)) + " ";
    EXPECT_EQ(undone, expected) << workflow << ": " << steps_of(id);
  }
}

TEST_F(RollbackTest, WhatAGroupDidBeforeItWaitsForSomebodyIsTakenBack) {
  static constexpr auto ask_nothing = [](forms::Wizard & wizard) -> Gives<"name"> {
    return wizard.ask(forms::Page{.name = "Form", .fields = {{"name", forms::text()}}});
  };
  static constexpr Step asks = inputstep<"Asks", Assignee::NOC, ask_nothing>;
  static constexpr auto list = begin >> first >> asks >> second >> last;
  static constexpr Step group = step_group<"Group", list>;
  add({.name = "asking", .description = "", .steps = workflow::steps_of(init >> group >> done)});
  for (const bool is_answered : {false, true}) {
    const std::string id = start("asking");
    run();
    ASSERT_EQ(status_of(id), "suspended");
    if (is_answered) {
      resume(id, Json::array({Json({{"name", "ann"}})}));
      run();
      ASSERT_EQ(status_of(id), "failed");
    }
    roll_back(id);
    run();
    EXPECT_EQ(steps_of(id).substr(steps_of(id).find("Roll back")),
              is_answered ? "Roll back success, Undo: Two success, Undo: One success, Rolled back abort"
                          : "Roll back success, Undo: One success, Rolled back abort");
  }
}

TEST_F(RollbackTest, SlowSystemsDoNotKeepItUpAndABreakpointHaltsIt) {
  const std::string id = failed("plain");
  services.stage.faults =
      faults_from(parse_json(R"([{"kind":"delay","delay_ms":1000},{"kind":"no_answer"}])"));
  services.stage.breakpoints = breakpoints_from(parse_json(R"([{"workflow":"plain","step":"Undo: One"}])"));
  roll_back(id);
  run();
  ASSERT_EQ(runner.halted().size(), 1u);
  EXPECT_EQ(runner.halted()[0]->next_place().step, "Undo: One");
  runner.next(id);
  run();
  EXPECT_EQ(status_of(id), "aborted");
}

TEST_F(RollbackTest, WhereTheWorkflowKnowsTheUndoingNoMoreItCanOnlyBeAborted) {
  const std::string id = failed("hard");
  roll_back(id);
  run();
  ASSERT_EQ(status_of(id), "failed");
  db.run("update process_steps set name = 'Undo: Another' where pid = ? and name = 'Undo: Two'", id);
  std::optional<Process> process = load_process(services, id);
  EXPECT_NE(process->mismatch.find("Undo: Another"), std::string::npos) << process->mismatch;
  store::Transaction transaction(db);
  EXPECT_TRUE(abort_process(services, *process, "ann"));
  transaction.commit();
}

TEST_F(RollbackTest, AnUndoingHasToEndAtOnce) {
  const std::string id = failed("endless");
  roll_back(id);
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_NE(
      text_of("select failed_reason from processes where pid = ? and ? = ''", id, "").find("says Again"),
      std::string::npos);
}

TEST_F(RollbackTest, WhatNeedsMoreThanTheStepLeavesIsRefused) {
  static constexpr Step wants = step<"Wants", [](Arg<"nobody_gives", std::string>) {}>;
  static constexpr Step undone = undone_by<plus_one, wants>;
  static constexpr Step reaching = external(step<"Reaching", []() {}>);
  static constexpr Step reached = undone_by<plus_one, reaching>;
  EXPECT_THROW(
      registry.add(
          {.name = "external", .description = "", .steps = workflow::steps_of(init >> reached >> done)}),
      Error);
  static constexpr auto list = begin >> first;
  static constexpr Step group = step_group<"Group", list>;
  static constexpr Step twice = undone_by<group, put_back>;
  static constexpr auto wrong_list = begin >> undone;
  static constexpr Step wrong_group = step_group<"Wrong", wrong_list>;
  for (const Step* each : {&twice, &wrong_group}) {
    EXPECT_THROW(registry.add({.name = "inside",
                               .description = "",
                               .steps = workflow::steps_of(init >> StepList<1>{{PlacedStep{each}}} >> done)}),
                 Error)
        << each->name;
  }
  try {
    registry.add({.name = "wrong", .description = "", .steps = workflow::steps_of(init >> undone >> done)});
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("\"Undo: One\" needs 'nobody_gives'"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace rehearsal::workflow
