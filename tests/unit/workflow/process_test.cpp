// What becomes of a process, step by step: rows, states, errors, retries, inputs.
#include <gtest/gtest.h>

#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

void note(StepContext& context, const char* what) {
  context.session.db.run(
      "insert into external_records (system, record_id, data, created_at, modified_at) "
      "values ('test', ?, ?, 0, 0)",
      context.session.ids.next(), what);
}

// How often the step named so has failed in this process: a failing step can keep no count of its own.
int64_t failures(StepContext& context, std::string_view process_id) {
  auto rows = context.session.db.query(
      "select coalesce(sum(1 + coalesce(json_extract(state, '$.retries'), 0)), 0) from process_steps "
      "where pid = ? and status in ('failed', 'waiting')",
      process_id);
  return rows.step() ? rows.integer(0) : -1;
}

Gives<"calls"> fail_twice(Arg<"process_id", std::string> process_id, StepContext& context) {
  note(context, "tried");
  const int64_t before = failures(context, *process_id);
  if (before < 2) throw value_error("not yet");
  return {{"calls", before + 1}};
}

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step before = step<"Before", [](StepContext& context) -> Gives<"before"> {
  note(context, "before");
  return {{"before", true}};
}>;
constexpr Step flaky = step<"Flaky", &fail_twice>;
constexpr Step flaky_retry = retrystep<"Flaky retry", &fail_twice>;
constexpr Step after = step<"After", []() -> Gives<"after"> { return {{"after", true}}; }>;
constexpr Step broken = step<"Broken", [](StepContext& context) {
  note(context, "never");
  throw Error("ProcessFailureError", "it went wrong", Json({{"where", "here"}}));
}>;
constexpr Step foreign = step<"Foreign", [] { throw std::runtime_error("from elsewhere"); }>;
constexpr Step liar = step<"Liar", []() -> Gives<"promised"> { return {{"other", 1}}; }>;

Gives<"name"> ask_name(forms::Wizard& wizard, OptionalArg<"before", bool> was_before) {
  return wizard.ask(forms::Page{.name = "NameForm",
                                .title = was_before ? "after" : "first",
                                .fields = {{"name", forms::text()}}});
}
constexpr Step enter_name = inputstep<"Enter name", Assignee::NOC, ask_name>;
constexpr Step use_name = step<"Use name", [](Arg<"name", std::string> name) -> Gives<"greeting"> {
  return {{"greeting", "hello " + *name}};
}>;

constexpr Step wait_twice = step<"Wait", [](OptionalArg<"waited", int64_t> waited,
                                            StepContext& context) -> GivesOrAgain<"waited"> {
  note(context, "waiting");
  const int64_t times = waited ? *waited : 0;
  if (times < 2) return Again{1500, {{"waited", times + 1}}};
  return {{"waited", times}};
}>;
// clang-format on

template <size_t N>
Workflow named(const char* name, const StepList<N>& steps, const Form* form = &kEmptyForm) {
  return {.name = name,
          .description = "",
          .target = Target::CREATE,
          .initial_form = form,
          .steps = steps_of(steps)};
}

class ProcessTest : public ::testing::Test, public World {};

TEST_F(ProcessTest, RunsToItsEnd) {
  add(named("plain", init >> before >> after >> done));
  const std::string id = start("plain");
  EXPECT_EQ(status_of(id), "created");
  EXPECT_EQ(steps_of(id), "");
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id), "Start success, Before success, After success, Done complete");
  EXPECT_EQ(dump_json(last_state_of(id)),
            R"({"process_id":")" + id +
                R"(","reporter":"SYSTEM","workflow_name":"plain","workflow_target":"CREATE",)"
                R"("before":true,"after":true})");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "Done");
  EXPECT_LT(runner.due_in_ms(), 0);
  EXPECT_EQ(runner.size(), 0u);
}

TEST_F(ProcessTest, AFailedStepLeavesItsRowAndNothingElse) {
  add(named("broken", init >> before >> broken >> after >> done));
  const std::string id = start("broken");
  run();
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(steps_of(id), "Start success, Before success, Broken failed");
  EXPECT_EQ(dump_json(last_state_of(id)),
            R"({"class":"ProcessFailureError","error":"it went wrong","details":{"where":"here"}})");
  EXPECT_EQ(one("select failed_reason from processes where pid = ?", id), "it went wrong");
  EXPECT_NE(one("select traceback from processes where pid = ?", id).find("Broken"), std::string::npos);
  EXPECT_EQ(count("select count(*) from external_records where data = 'never'"), 0);
  EXPECT_EQ(count("select count(*) from external_records where data = 'before'"), 1);
}

TEST_F(ProcessTest, ErrorsOfOthersAndBrokenPromisesFailTheStepToo) {
  add(named("foreign", init >> foreign >> done));
  add(named("liar", init >> liar >> done));
  const std::string one_id = start("foreign");
  const std::string other_id = start("liar");
  run();
  EXPECT_EQ(last_state_of(one_id)["class"], "RuntimeError");
  EXPECT_EQ(last_state_of(one_id)["error"], "from elsewhere");
  EXPECT_EQ(status_of(other_id), "failed");
  EXPECT_NE(last_state_of(other_id)["error"].get<std::string>().find("'promised'"), std::string::npos);
}

TEST_F(ProcessTest, ARetriedFailureIsCountedAndASuccessClearsIt) {
  add(named("flaky", init >> flaky >> after >> done));
  const std::string id = start("flaky");
  run();
  resume(id);
  run();
  EXPECT_EQ(steps_of(id), "Start success, Flaky failed");
  EXPECT_EQ(last_state_of(id)["retries"], 1);
  EXPECT_EQ(last_state_of(id)["completed_at"].size(), 1u);
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id), "Start success, Flaky failed, Flaky success, After success, Done complete");
  EXPECT_EQ(one("select coalesce(failed_reason, 'none') from processes where pid = ?", id), "none");
  EXPECT_EQ(last_state_of(id)["calls"], 3);
  EXPECT_EQ(count("select count(*) from external_records where data = 'tried'"), 1)
      << "failed tries leave no effect";
}

TEST_F(ProcessTest, AnotherUsersFailureIsARowOfItsOwn) {
  add(named("flaky", init >> flaky >> done));
  const std::string id = start("flaky");
  run();
  resume(id, Json::array({Json::object()}), "mary");
  run();
  EXPECT_EQ(steps_of(id), "Start success, Flaky failed, Flaky failed");
  EXPECT_EQ(one("select created_by from process_steps where pid = ? order by sequence desc limit 1", id),
            "mary");
}

TEST_F(ProcessTest, ARetrystepWaits) {
  add(named("retry", init >> flaky_retry >> done));
  const std::string id = start("retry");
  run();
  EXPECT_EQ(status_of(id), "waiting");
  resume(id);
  run();
  resume(id);
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id), "Start success, Flaky retry waiting, Flaky retry success, Done complete");
}

TEST_F(ProcessTest, TasksHaveStatusesOfTheirOwnForSomeErrors) {
  struct Case {
    const char* kind;
    Json details;
    const char* status;
  };
  static constexpr Step inconsistent = step<"Check", [] { throw Error("InconsistentDataError", "differs"); }>;
  static constexpr Step asserting = step<"Check", [] { throw assertion_error("differs"); }>;
  static constexpr Step retried = step<"Check", [] { throw Error("MaxRetryError", "gone"); }>;
  Workflow workflow = named("inconsistent", init >> inconsistent >> done);
  workflow.is_task = true;
  add(workflow);
  workflow = named("asserting", init >> asserting >> done);
  workflow.is_task = true;
  add(workflow);
  workflow = named("retried", init >> retried >> done);
  workflow.is_task = true;
  add(workflow);
  const std::string a = start("inconsistent");
  const std::string b = start("asserting");
  const std::string c = start("retried");
  run();
  EXPECT_EQ(status_of(a), "inconsistent_data");
  EXPECT_EQ(status_of(b), "failed");
  EXPECT_EQ(status_of(c), "api_unavailable");
}

TEST_F(ProcessTest, AnInputStepSuspendsUntilItsFormIsFilledIn) {
  add(named("input", init >> before >> enter_name >> use_name >> done));
  const std::string id = start("input");
  run();
  EXPECT_EQ(status_of(id), "suspended");
  EXPECT_EQ(one("select assignee from processes where pid = ?", id), "NOC");
  EXPECT_THROW(resume(id, Json::array({Json::object()})), forms::FormProblem);
  EXPECT_EQ(steps_of(id), "Start success, Before success, Enter name suspend");
  EXPECT_EQ(count("select count(*) from input_states"), 1) << "a wrong answer stores nothing";
  resume(id, Json::array({Json({{"name", "ann"}})}), "john");
  EXPECT_EQ(status_of(id), "running");
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(steps_of(id),
            "Start success, Before success, Enter name suspend, Enter name success, Use name success, "
            "Done complete");
  EXPECT_EQ(last_state_of(id)["greeting"], "hello ann");
}

TEST_F(ProcessTest, AConditionalStepIsSkippedWithARow) {
  add(named("never",
            init >> conditional<[](const Json&) { return false; }>(begin >> before) >> after >> done));
  const std::string id = start("never");
  run();
  EXPECT_EQ(steps_of(id), "Start success, Before skipped, After success, Done complete");
  EXPECT_FALSE(last_state_of(id).contains("before"));
}

TEST_F(ProcessTest, AbortEndsAProcessWhereverItStands) {
  add(named("broken", init >> broken >> done));
  add(named("aborting", init >> abort >> after >> done));
  const std::string id = start("broken");
  const std::string other = start("aborting");
  run();
  EXPECT_EQ(status_of(other), "aborted");
  EXPECT_EQ(steps_of(other), "Start success, Abort abort");
  store::Transaction transaction(db);
  std::optional<Process> process = load_process(services, id);
  abort_process(services, *process, "SYSTEM");
  EXPECT_EQ(status_of(id), "aborted");
  EXPECT_EQ(steps_of(id), "Start success, Broken failed, User Aborted abort");
  EXPECT_EQ(one("select last_step from processes where pid = ?", id), "User Aborted");
}

TEST_F(ProcessTest, AStepMaySayAgain) {
  add(named("slow", init >> wait_twice >> done));
  const std::string id = start("slow");
  run();
  EXPECT_EQ(status_of(id), "running");
  EXPECT_EQ(steps_of(id), "Start success") << "a step that waits leaves no row";
  EXPECT_GT(runner.due_in_ms(), 1000);
  clock.advance(2);
  run();
  runner.recover();  // what a step gave so far survives the engine
  clock.advance(2);
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(last_state_of(id)["waited"], 2);
  EXPECT_EQ(count("select count(*) from external_records where data = 'waiting'"), 3)
      << "each call has ids of its own";
  EXPECT_EQ(count("select count(*) from settings where name like 'again/%'"), 0);
}

TEST_F(ProcessTest, IdsComeFromTheProcessAlone) {
  const auto rows_of = [](bool crowded) {
    World world;
    world.add(named("plain", init >> before >> done));
    std::string id;
    {
      store::Transaction transaction(world.db);
      Ids ids(world.services.seed, "the key");
      Process process = create_process(world.services, ids, *world.registry.find("plain"),
                                       Json::array({Json::object()}), "SYSTEM");
      id = process.process_id;
      transaction.commit();
      world.runner.add(std::move(process));
    }
    if (crowded) world.start("plain");
    world.run();
    std::string all = id;
    auto rows = world.db.query("select stepid from process_steps where pid = ? order by sequence", id);
    while (rows.step()) all += " " + rows.text(0);
    return all;
  };
  EXPECT_EQ(rows_of(false), rows_of(true));
}

}  // namespace
}  // namespace rehearsal::workflow
