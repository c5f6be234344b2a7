// Sizes that nobody plans for: a state of 10 MB, a workflow of 1,000 steps.
#include <gtest/gtest.h>

#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

constexpr size_t kBytes = 10'000'000;

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step grow = step<"Grow", []() -> Gives<"text"> { return {{"text", std::string(kBytes, 'x')}}; }>;
constexpr Step measure = step<"Measure", [](Arg<"text", std::string> text) -> Gives<"size"> {
  return {{"size", static_cast<int64_t>(text->size())}};
}>;
constexpr Step count_step = step<"Count", [](OptionalArg<"count", int64_t> count) -> Gives<"count"> {
  return {{"count", count ? *count + 1 : int64_t{1}}};
}>;
// clang-format on

class LargeTest : public ::testing::Test, public World {};

TEST_F(LargeTest, AStateOfTenMegabytesIsCarriedToTheEnd) {
  add({.name = "large", .description = "", .steps = workflow::steps_of(init >> grow >> measure >> done)});
  const std::string id = start("large");
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(last_state_of(id)["size"], kBytes);
  EXPECT_EQ(load_process(services, id)->state["text"].get_ref<const std::string&>().size(), kBytes);
}

TEST_F(LargeTest, AThousandStepsAreTakenAndFoundAgain) {
  constexpr int kSteps = 1000;
  std::vector<PlacedStep> steps = {{init.items[0]}};
  for (int i = 0; i < kSteps - 2; ++i) steps.push_back({&count_step});
  steps.push_back(done.items[0]);
  add({.name = "long", .description = "", .steps = steps});
  const std::string id = start("long");
  // A death after the first turns: what is left is found by the rows.
  turn();
  turn();
  runner.recover();
  ASSERT_EQ(runner.size(), 1u);
  run();
  EXPECT_EQ(status_of(id), "completed");
  EXPECT_EQ(World::count("select count(*) from process_steps"), kSteps);
  EXPECT_EQ(last_state_of(id)["count"], kSteps - 2);
}

}  // namespace
}  // namespace rehearsal::workflow
