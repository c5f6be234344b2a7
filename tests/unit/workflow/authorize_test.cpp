// Who may start, resume and try again. The table is that of the original's test_get_auth_callbacks.
#include "workflow/authorize.h"

#include <gtest/gtest.h>

#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// Each lets in only the person of its letter.
template <char Letter>
bool only(const AuthContext& context) {
  return context.user.size() == 1 && context.user[0] == Letter;
}

constexpr Step plain = detail::pure_step("Plain", detail::go_on);

// "resume/retry": whose say it is, "-" where everybody may.
std::string whose(const Process& process) {
  std::string said;
  for (const ProcessStatus status : {ProcessStatus::suspended, ProcessStatus::failed}) {
    Process at = process;
    at.status = status;
    std::string who;
    for (const char* user : {"A", "B", "C", "D", "E"}) {
      if (may_resume(at, user)) who += user;
    }
    said += (said.empty() ? "" : "/") + (who == "ABCDE" ? "-" : who);
  }
  return said;
}

TEST(Authorize, TheSixteenCasesOfTheOriginal) {
  struct Case {
    bool workflow, workflow_retry, step_resume, step_retry;
    const char* said;
  };
  // A, B: the workflow's; C, D: the step's.
  const Case cases[] = {
      {false, false, false, false, "-/-"}, {true, false, false, false, "A/A"},
      {false, true, false, false, "-/B"},  {true, true, false, false, "A/B"},
      {false, false, true, false, "C/C"},  {true, false, true, false, "C/C"},
      {false, true, true, false, "C/C"},   {true, true, true, false, "C/C"},
      {false, false, false, true, "-/D"},  {true, false, false, true, "A/D"},
      {false, true, false, true, "-/D"},   {true, true, false, true, "A/D"},
      {false, false, true, true, "C/D"},   {true, false, true, true, "C/D"},
      {false, true, true, true, "C/D"},    {true, true, true, true, "C/D"},
  };
  for (const Case& each : cases) {
    Step step = plain;
    if (each.step_resume) step.may_resume = only<'C'>;
    if (each.step_retry) step.may_retry = only<'D'>;
    Workflow workflow{.name = "w", .description = "", .steps = {PlacedStep{&step}}};
    if (each.workflow) workflow.may_start = only<'A'>;
    if (each.workflow_retry) workflow.may_retry = only<'B'>;
    Process process;
    process.workflow = &workflow;
    EXPECT_EQ(whose(process), each.said);
    EXPECT_EQ(may_start(workflow, "E"), !each.workflow);
    EXPECT_TRUE(may_start(workflow, "A"));
  }
}

TEST(Authorize, AStepsSayHoldsForTheStepsBehindItUntilAnotherOne) {
  static constexpr Step first = with_may_resume(plain, only<'C'>);
  static constexpr Step third = with_may_retry(plain, only<'E'>);
  const Workflow workflow{
      .name = "w",
      .description = "",
      .steps = {PlacedStep{&plain}, PlacedStep{&first}, PlacedStep{&plain}, PlacedStep{&third}}};
  Process process;
  process.workflow = &workflow;
  const char* said[] = {"-/-", "C/C", "C/C", "C/E", "C/E"};
  for (process.position = 0; process.position < std::size(said); ++process.position)
    EXPECT_EQ(whose(process), said[process.position]) << process.position;
}

TEST(Authorize, AConditionOrALensAroundAStepTakesNothingAway) {
  static constexpr Step guarded = with_may_resume(plain, only<'C'>);
  const auto steps =
      steps_of(conditional<[](const Json&) { return true; }>(guarded) >> focussteps<"k">(plain));
  const Workflow workflow{.name = "w", .description = "", .steps = steps};
  Process process;
  process.workflow = &workflow;
  EXPECT_EQ(whose(process), "C/C");
}

}  // namespace
}  // namespace rehearsal::workflow
