// Steps that see a part of the state: focussteps, steplens, and conditions around and inside of them.
#include <gtest/gtest.h>

#include "workflow/step_group.h"
#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step count_up = step<"Count", [](OptionalArg<"n", int64_t> n) -> Gives<"n"> { return {{"n", n ? *n + 1 : 1}}; }>;
constexpr Step need_n = step<"Need", [](Arg<"n", int64_t> n) -> Gives<"seen"> { return {{"seen", *n}}; }>;
constexpr Step fails = step<"Fails", []() { throw value_error("Error"); }>;
constexpr Step three_times = step<"Three times", [](OptionalArg<"calls", int64_t> calls) -> GivesOrAgain<"calls"> {
  const int64_t now = calls ? *calls + 1 : 1;
  if (now < 3) return Again{0, {{"calls", now}}};
  return {{"calls", now}};
}>;
// clang-format on
Gives<"name"> ask_name(forms::Wizard& wizard) {
  return wizard.ask(forms::Page{.name = "NameForm", .fields = {{"name", forms::text()}}});
}
constexpr Step ask = inputstep<"Ask", Assignee::SYSTEM, ask_name>;
constexpr Step nothing = step<"Nothing", [] {}>;
constexpr auto two = begin >> count_up >> need_n;
constexpr Step group = step_group<"Group", two>;

bool has_n(const Json& state) {
  return state.contains("n");
}
bool has_port(const Json& state) {
  return state.contains("port");
}

constexpr std::array<std::string_view, 1> kTotal = {"total"};
constexpr Lens kDoubled = {[](const Json& state) {
                             return Json{{"n", state.value("total", int64_t{0}) * 2}};
                           },
                           [](const Json&, const Json& part) {
                             return Json{{"total", part.at("n")}};
                           },
                           {kTotal.data(), kTotal.size()}};

class LensTest : public ::testing::Test, public World {
 protected:
  template <size_t N>
  std::string play(const StepList<N>& steps, const std::string& name = "lens") {
    add({.name = name, .description = "", .steps = workflow::steps_of(steps)});
    const std::string id = start(name);
    run();
    return id;
  }
  Json state_of(const std::string& id) {
    Json state = last_state_of(id);
    for (const char* key : {"process_id", "reporter", "workflow_name", "workflow_target"}) state.erase(key);
    return state;
  }
};

TEST_F(LensTest, AFocusedStepSeesAndChangesWhatLiesUnderItsKey) {
  const std::string id =
      play(init >> count_up >> focussteps<"port">(begin >> count_up >> count_up >> need_n) >> done);
  EXPECT_EQ(state_of(id), (Json{{"n", 1}, {"port", {{"n", 2}, {"seen", 2}}}}));
  EXPECT_EQ(steps_of(id),
            "Start success, Count success, Count success, Count success, Need success, Done complete");
}

TEST_F(LensTest, ASingleStepAndALensOfOnesOwn) {
  const std::string id = play(init >> focussteps<"port">(count_up) >> steplens<kDoubled>(count_up) >>
                              steplens<kDoubled>(count_up) >> done);
  EXPECT_EQ(state_of(id), (Json{{"port", {{"n", 1}}}, {"total", 3}}));
}

TEST_F(LensTest, OneLensInsideAnother) {
  const std::string id =
      play(init >> focussteps<"site">(focussteps<"port">(begin >> count_up >> count_up)) >> done);
  EXPECT_EQ(state_of(id), (Json{{"site", {{"port", {{"n", 2}}}}}}));
}

TEST_F(LensTest, AnErrorIsTheStepsOwnAndLeavesThePartAsItWas) {
  const std::string id = play(init >> focussteps<"port">(begin >> count_up >> fails) >> done);
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(last_state_of(id)["error"], "Error");
  resume(id);
  run();
  EXPECT_EQ(count("select count(*) from process_steps where json_extract(state, '$.port.n') = 1"), 1);
}

TEST_F(LensTest, WhatIsNoObjectIsRefusedInWords) {
  const std::string id = play(init >> focussteps<"n">(count_up) >> focussteps<"reporter">(count_up) >> done);
  EXPECT_EQ(status_of(id), "failed");
  EXPECT_EQ(last_state_of(id)["error"],
            "Expected an object under the key 'reporter' of the state, found \"SYSTEM\".");
}

TEST_F(LensTest, AConditionSeesWhatTheLensesAroundItShow) {
  const std::string id = play(init >> focussteps<"port">(conditional<has_n>(nothing)) >>
                              focussteps<"port">(begin >> count_up >> conditional<has_n>(nothing)) >>
                              conditional<has_port>(focussteps<"port">(nothing)) >>
                              conditional<has_n>(focussteps<"port">(nothing)) >> done);
  EXPECT_EQ(steps_of(id),
            "Start success, Nothing skipped, Count success, Nothing success, Nothing success, Nothing "
            "skipped, Done "
            "complete");
}

TEST_F(LensTest, OfTwoConditionsBothMustHold) {
  const std::string id = play(init >> count_up >> conditional<has_port>(conditional<has_n>(nothing)) >>
                              conditional<has_n>(conditional<has_port>(nothing)) >>
                              conditional<has_n>(conditional<has_n>(nothing)) >> done);
  EXPECT_EQ(steps_of(id),
            "Start success, Count success, Nothing skipped, Nothing skipped, Nothing success, Done complete");
}

TEST_F(LensTest, AStepThatIsCalledAgainKeepsItsPart) {
  const std::string id = play(init >> focussteps<"port">(three_times) >> done);
  EXPECT_EQ(state_of(id), (Json{{"port", {{"calls", 3}}}}));
}

TEST_F(LensTest, AnInputStepSuspendsWithTheWholeState) {
  const std::string id =
      play(init >> count_up >> focussteps<"port">(begin >> count_up >> ask >> count_up) >> done);
  EXPECT_EQ(status_of(id), "suspended");
  EXPECT_EQ(state_of(id), (Json{{"n", 1}, {"port", {{"n", 1}}}}));
  resume(id, {{{"name", "ann"}}});
  run();
  EXPECT_EQ(state_of(id), (Json{{"n", 1}, {"port", {{"n", 2}}}, {"name", "ann"}}));
}

TEST_F(LensTest, TheStepsOfAGroupSeeThePartToo) {
  const std::string id = play(init >> focussteps<"port">(group) >> done);
  EXPECT_EQ(state_of(id), (Json{{"port", {{"n", 1}, {"seen", 1}}}}));
}

TEST_F(LensTest, WhatNeedsItsOwnKeysIsRefused) {
  static constexpr Step undone = undone_by<count_up, nothing>;
  static constexpr Step called = callback_step<"Call", nothing, nothing>;
  for (const Step* each : {&undone, &called}) {
    StepList<1> list{{PlacedStep{each}}};
    try {
      registry.add({.name = "refused",
                    .description = "",
                    .steps = workflow::steps_of(init >> focussteps<"port">(list) >> done)});
      ADD_FAILURE() << each->name << " was taken";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("sees a part of the state only"), std::string::npos)
          << error.what();
    }
  }
}

TEST_F(LensTest, AFocusGivesItsKeyAndAsksForNone) {
  EXPECT_NO_THROW(registry.add({.name = "given",
                                .description = "",
                                .steps = workflow::steps_of(init >> focussteps<"port">(need_n) >>
                                                            focussteps<"port">(begin >> count_up) >> done)}));
}

}  // namespace
}  // namespace rehearsal::workflow
