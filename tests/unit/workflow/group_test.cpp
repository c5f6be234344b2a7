// Groups of steps, and steps that await an answer from outside.
#include <gtest/gtest.h>

#include "workflow/callbacks.h"
#include "workflow/step_group.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

int64_t failures(StepContext& context, std::string_view process_id) {
  auto rows = context.session.db.query(
      "select count(*) from process_steps where pid = ? and status = 'failed'", process_id);
  return rows.step() ? rows.integer(0) : -1;
}

void note(StepContext& context, const char* what) {
  context.session.db.run(
      "insert into external_records (system, record_id, data, created_at, modified_at) "
      "values ('test', ?, ?, 0, 0)",
      context.session.ids.next(), what);
}

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step before = step<"Before", []() -> Gives<"before"> { return {{"before", 1}}; }>;
constexpr Step one = step<"One", [](StepContext& context) -> Gives<"one"> {
  note(context, "one");
  return {{"one", 1}};
}>;
constexpr Step two = step<"Two", [](StepContext& context, Arg<"process_id", std::string> process_id) -> Gives<"two"> {
  if (failures(context, *process_id) < 1 && find_member(context.state, "before")) throw value_error("not yet");
  return {{"two", 2}};
}>;
constexpr Step three = step<"Three", []() -> Gives<"three"> { return {{"three", 3}}; }>;
constexpr Step after = step<"After", [](Arg<"three", int64_t>) -> Gives<"after"> { return {{"after", true}}; }>;
Gives<"name"> ask_name(forms::Wizard& wizard) {
  return wizard.ask(forms::Page{.name = "NameForm", .fields = {{"name", forms::text()}}});
}
constexpr Step enter_name = inputstep<"Enter name", Assignee::NOC, ask_name>;
constexpr Step wait = step<"Wait", [](OptionalArg<"waited", bool> waited) -> GivesOrAgain<"waited"> {
  if (!waited) return Again{1000, {{"waited", true}}};
  return {{"waited", true}};
}>;
constexpr Step never_twice =
    with_retries(retrystep<"Never", [] { throw value_error("no"); }>, {.attempts = 3, .delay_s = 10, .factor = 2});
constexpr auto trying_list = begin >> one >> never_twice >> three;
constexpr auto numbers_list = begin >> one >> two >> three;
constexpr Step numbers = step_group<"Numbers", numbers_list>;
constexpr Step keeping = keeping_place(step_group<"Keeping", numbers_list>);
constexpr auto asking_list = begin >> one >> enter_name;
constexpr Step asking = step_group<"Asking", asking_list>;
constexpr auto waiting_list = begin >> one >> wait >> three;
constexpr Step waiting = step_group<"Waiting", waiting_list>;
constexpr auto partly_list = begin >> one >> conditional<[](const Json&) { return false; }>(begin >> before) >> three;
constexpr Step partly = step_group<"Partly", partly_list>;

constexpr Step send = step<"Send", [](Arg<"callback_route", std::string>) -> Gives<"sent"> { return {{"sent", true}}; }>;
constexpr Step check = step<"Check", [](Arg<"callback_result", Json> result) {
  if (text_or(*result, "verdict") != "yes") throw value_error("no");
}>;
constexpr Step check_answer = step<"Check", [](Arg<"answer", Json>) {}>;
constexpr CallbackOptions kAnswer{.result_key = "answer", .timeout_s = 60};
constexpr Step ask_first = callback_step<"First", send, check_answer, kAnswer>;
constexpr Step ask_then = callback_step<"Then", send, check>;
// clang-format on

template <size_t N>
Workflow named(const char* name, const StepList<N>& steps) {
  return {.name = name, .description = "", .target = Target::CREATE, .steps = steps_of(steps)};
}

class GroupTest : public ::testing::Test, public World {
 protected:
  Process load(const std::string& id) { return *load_process(services, id); }
  void answer(const std::string& id, const Json& body) {
    store::Transaction transaction(db);
    Ids ids(services.seed, "answer " + std::to_string(++answers_));
    Process process = load(id);
    take_answer(services, ids, process, body);
    transaction.commit();
    runner.add(std::move(process));
  }
  int answers_ = 0;
  std::string token_of(const std::string& id) { return text_or(load(id).state, kTokenKey); }
};

TEST_F(GroupTest, IsOneRow) {
  add(named("group", init >> numbers >> after >> done));
  const std::string id = start("group");
  run();
  EXPECT_EQ(steps_of(id), "Start success, Numbers success, After success, Done complete");
  EXPECT_EQ(last_state_of(id)["two"], 2);
  EXPECT_FALSE(last_state_of(id).contains(kGroupKey));
  EXPECT_FALSE(last_state_of(id).contains(kSubStepKey));
}

TEST_F(GroupTest, GoesOnWhereItWasAfterAPauseOrADeath) {
  for (int deaths_after = 0; deaths_after < 7; ++deaths_after) {
    World world;
    world.add(named("group", init >> numbers >> after >> done));
    world.runner.set_pace({0, true});
    const std::string id = world.start("group");
    for (int i = 0; i < deaths_after; ++i) {
      world.runner.next();
      world.run();
    }
    if (deaths_after == 3) {
      EXPECT_EQ(world.one("select last_step from processes where pid = ?", id), "Two");
      EXPECT_EQ(world.steps_of(id), "Start success, Numbers success");
      EXPECT_EQ(world.last_state_of(id)[kSubStepKey], "Two");
    }
    world.runner.recover();  // all that was in memory is gone
    world.run();
    EXPECT_EQ(world.steps_of(id), "Start success, Numbers success, After success, Done complete")
        << deaths_after;
    EXPECT_EQ(world.count("select count(*) from external_records where data = 'one'"), 1) << deaths_after;
    EXPECT_EQ(world.one("select last_step from processes where pid = ?", id), "Done");
  }
}

TEST_F(GroupTest, RetriedItBeginsAnewInARowOfItsOwn) {
  add(named("group", init >> before >> numbers >> after >> done));
  const std::string id = start("group");
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(steps_of(id), "Start success, Before success, Numbers failed");
  EXPECT_EQ(dump_json(last_state_of(id)), R"({"class":"ValueError","error":"not yet","__sub_step":"Two"})");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "Numbers");
  resume(id);
  run();
  EXPECT_EQ(steps_of(id),
            "Start success, Before success, Numbers failed, Numbers success, After success, Done complete");
  EXPECT_EQ(count("select count(*) from external_records where data = 'one'"), 2);
}

TEST_F(GroupTest, OneThatKeepsItsPlaceGoesOnFromTheStepThatFailed) {
  add(named("keeping", init >> before >> keeping >> after >> done));
  for (const bool dies : {false, true}) {
    db.run("delete from external_records");
    const std::string id = start("keeping");
    run();
    EXPECT_EQ(status_of(id), "failed");
    EXPECT_EQ(steps_of(id), "Start success, Before success, Keeping success, Keeping failed");
    EXPECT_EQ(last_state_of(id)[kSubStepKey], "Two");
    if (dies) runner.recover();
    resume(id);
    if (dies) runner.recover();
    run();
    EXPECT_EQ(status_of(id), "completed");
    EXPECT_EQ(
        steps_of(id),
        "Start success, Before success, Keeping success, Keeping failed, Keeping success, After success, "
        "Done complete");
    EXPECT_EQ(count("select count(*) from external_records"), 1) << "the first step is not taken again";
    const Json state = last_state_of(id);
    EXPECT_EQ(state["three"], 3);
    EXPECT_FALSE(state.contains(kGroupKey));
  }
}

TEST_F(GroupTest, AnInputStepAtItsEndIsAskedOnce) {
  add(named("asking", init >> asking >> done));
  const std::string id = start("asking");
  run();
  EXPECT_EQ(status_of(id), "suspended");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "Asking");
  EXPECT_EQ(load(id).next_step()->name, "Enter name");
  EXPECT_THROW(resume(id), forms::FormProblem);
  resume(id, Json::array({Json({{"name", "ann"}})}));
  run();
  EXPECT_EQ(steps_of(id), "Start success, Asking suspend, Asking success, Done complete");
  EXPECT_EQ(last_state_of(id)["name"], "ann");
  EXPECT_FALSE(last_state_of(id).contains(kGroupKey));
}

TEST_F(GroupTest, StepsInItMaySayAgainAndBeSkipped) {
  add(named("waiting", init >> waiting >> after >> done));
  add(named("partly", init >> partly >> after >> done));
  const std::string id = start("waiting");
  const std::string other = start("partly");
  run();
  EXPECT_EQ(status_of(other), "completed");
  EXPECT_EQ(steps_of(other), "Start success, Partly success, After success, Done complete");
  EXPECT_FALSE(last_state_of(other).contains("before"));
  EXPECT_EQ(steps_of(id), "Start success, Waiting success");
  runner.recover();
  clock.advance(2);
  run();
  EXPECT_EQ(steps_of(id), "Start success, Waiting success, After success, Done complete");
}

TEST_F(GroupTest, SkippedItIsSkippedWhole) {
  add(named("never", init >> conditional<[](const Json&) { return false; }>(begin >> partly) >> done));
  const std::string id = start("never");
  run();
  EXPECT_EQ(steps_of(id), "Start success, Partly skipped, Done complete");
  EXPECT_FALSE(last_state_of(id).contains(kGroupKey));
}

TEST_F(GroupTest, TheRegistryLooksIntoIt) {
  static constexpr auto nested_list = begin >> numbers;
  static constexpr Step nested = step_group<"Nested", nested_list>;
  EXPECT_THROW(add(named("nested", init >> nested >> done)), Error);
  static constexpr auto needing_list = begin >> after;
  static constexpr Step needing = step_group<"Needing", needing_list>;
  EXPECT_THROW(add(named("needing", init >> needing >> done)), Error);
  static constexpr auto twice_list = begin >> three >> two >> three;
  static constexpr Step twice = step_group<"Twice", twice_list>;
  try {
    add(named("twice", init >> twice >> done));
    FAIL() << "its place in the group could not be found again";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("the group 'Twice' holds 'Three' a second time"),
              std::string::npos)
        << error.what();
  }
}

TEST_F(GroupTest, ACallbackAwaitsItsAnswer) {
  add(named("callbacks", init >> ask_first >> ask_then >> done));
  const std::string id = start("callbacks");
  run();
  EXPECT_EQ(status_of(id), "awaiting_callback");
  const std::string first = token_of(id);
  EXPECT_EQ(first.size(), 43u);
  EXPECT_FALSE(is_awaited(load(id), "")) << "no token is not the token";
  EXPECT_FALSE(is_awaited(load(id), first + "x"));
  EXPECT_TRUE(is_awaited(load(id), first));
  EXPECT_EQ(last_state_of(id)[kTimeoutKey], 60);

  answer(id, {{"verdict", "yes"}});
  run();
  EXPECT_EQ(status_of(id), "awaiting_callback");
  EXPECT_NE(token_of(id), first);
  const Json state = last_state_of(id);
  EXPECT_FALSE(state.contains(kTimeoutKey)) << "the second has no time limit";
  EXPECT_FALSE(state.contains(kResultKeyKey)) << "and no key of its own";
  EXPECT_EQ(state["answer"]["verdict"], "yes");

  answer(id, {{"verdict", "yes"}});
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id),
            "Start success, First awaiting_callback, First success, Then awaiting_callback, Then success, "
            "Done complete");
  for (const char* key : {kTokenKey, kResultKeyKey, kTimeoutKey, "callback_route", kGroupKey, kSubStepKey})
    EXPECT_FALSE(last_state_of(id).contains(key)) << key;
}

TEST_F(GroupTest, AnAnswerThatIsRefusedIsAskedForAnew) {
  add(named("callback", init >> ask_then >> done));
  const std::string id = start("callback");
  run();
  const std::string first = token_of(id);
  answer(id, {{"verdict", "no"}});
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(steps_of(id), "Start success, Then awaiting_callback, Then failed");
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "awaiting_callback");
  EXPECT_NE(token_of(id), first);
}

TEST_F(GroupTest, OneThatKeepsItsPlaceDoesNotLookAtARefusedAnswerAgain) {
  static constexpr Step keeps = keeping_place(ask_then);
  add(named("callback", init >> keeps >> done));
  for (const bool dies : {false, true}) {
    const std::string id = start("callback");
    run();
    const std::string first = token_of(id);
    answer(id, {{"verdict", "no"}});
    run();
    EXPECT_EQ(steps_of(id), "Start success, Then awaiting_callback, Then success, Then failed");
    if (dies) runner.recover();
    resume(id);
    run();
    EXPECT_EQ(status_of(id), "awaiting_callback");
    EXPECT_NE(token_of(id), first) << "whoever knew the old one has had his say";
    if (dies) runner.recover();
    answer(id, {{"verdict", "yes"}});
    run();
    EXPECT_EQ(status_of(id), "completed");
    EXPECT_FALSE(last_state_of(id).contains(kTokenKey));
  }
}

TEST_F(GroupTest, ARetriedStepInItGivesUpAfterItsAttempts) {
  static constexpr Step plain_group = step_group<"Plain", trying_list>;
  static constexpr Step keeping_group = keeping_place(step_group<"Keep", trying_list>);
  add(named("plain", init >> plain_group >> done));
  add(named("keep", init >> keeping_group >> done));
  for (const char* workflow : {"plain", "keep"}) {
    const std::string id = start(workflow);
    run();
    EXPECT_EQ(status_of(id), "waiting") << workflow;
    EXPECT_NEAR(runner.due_in_ms(), 10'000, 10) << workflow;
    clock.advance(11);
    run();
    EXPECT_NEAR(runner.due_in_ms(), 20'000, 10) << workflow;
    runner.recover();
    clock.advance(21);
    run();
    EXPECT_EQ(status_of(id), "failed") << workflow << ": " << steps_of(id);
    EXPECT_LT(runner.due_in_ms(), 0) << workflow;
    resume(id);
    run();
    EXPECT_EQ(status_of(id), "waiting") << workflow << ": a person begins to count anew";
    clock.advance(11);
    run();
    EXPECT_EQ(status_of(id), "waiting") << workflow;
    db.run("delete from settings where name like 'timer/%'");
    runner.recover();
  }
}

TEST_F(GroupTest, NoAnswerInTimeFailsTheStepInItsRow) {
  add(named("callbacks", init >> ask_first >> done));
  const std::string id = start("callbacks");
  run();
  EXPECT_GT(runner.due_in_ms(), 50'000);
  runner.recover();  // the time limit outlives the engine
  clock.advance(61);
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(steps_of(id), "Start success, First failed");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "Callback timed out");
  EXPECT_EQ(one("select failed_reason from processes where pid = ?", id), "Callback timed out");
  EXPECT_EQ(count("select count(*) from settings where name like 'timer/%'"), 0);
  EXPECT_LT(runner.due_in_ms(), 0);
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "awaiting_callback");
}

TEST_F(GroupTest, ProgressIsShownUntilItGoesOn) {
  add(named("callback", init >> ask_then >> done));
  const std::string id = start("callback");
  run();
  {
    store::Transaction transaction(db);
    Process process = load(id);
    show_progress(services, process, "halfway");
    transaction.commit();
  }
  EXPECT_EQ(load(id).state[kProgressKey], "halfway");
  answer(id, {{"verdict", "yes"}});
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_FALSE(last_state_of(id).contains(kProgressKey));
  EXPECT_FALSE(last_state_of(id).contains(kRemoveKey));
}

}  // namespace
}  // namespace rehearsal::workflow
