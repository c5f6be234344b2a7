#include <gtest/gtest.h>

#include "workflow/generic_steps.h"
#include "workflow/make_step.h"
#include "workflow/step.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step greet = step<"Greet", [](Arg<"name", std::string> name, OptionalArg<"title", std::string> title)
                                         -> Gives<"greeting", "length"> {
  const std::string greeting = "hello " + (title ? *title + " " : std::string()) + *name;
  return {{"greeting", greeting}, {"length", static_cast<int64_t>(greeting.size())}};
}>;
constexpr Step nothing = step<"Nothing", [] {}>;
// clang-format on

template <size_t N>
std::vector<std::string> names(const StepList<N>& list) {
  std::vector<std::string> result;
  for (const PlacedStep& placed : list.items) result.emplace_back(placed.step->name);
  return result;
}

TEST(StepList, ReadsFromLeftToRight) {
  // clang-format off
  constexpr auto list = init >> greet >> nothing >> set_status<SubscriptionLifecycle::ACTIVE> >> done;
  // clang-format on
  EXPECT_EQ(names(list),
            (std::vector<std::string>{"Start", "Greet", "Nothing", "Set subscription to 'active'", "Done"}));
  static_assert(list.items[1].step == &greet);
}

TEST(StepList, ListsAreJoinedInAnyGrouping) {
  constexpr auto one = (begin >> greet >> nothing) >> done;
  constexpr auto other = begin >> greet >> (begin >> nothing >> done);
  EXPECT_EQ(names(one), names(other));
}

TEST(StepList, AStepKnowsWhatItNeedsAndGives) {
  ASSERT_EQ(greet.needs.count, 1u);  // an optional argument is not needed
  EXPECT_EQ(greet.needs.first[0], "name");
  ASSERT_EQ(greet.gives.count, 2u);
  EXPECT_EQ(greet.gives.first[1], "length");
  EXPECT_EQ(nothing.needs.count + nothing.gives.count, 0u);
}

TEST(StepList, ConditionalStepsKeepTheirNames) {
  constexpr auto list =
      init >> conditional<[](const Json& state) { return state.contains("name"); }>(begin >> greet) >> done;
  EXPECT_EQ(names(list), (std::vector<std::string>{"Start", "Greet", "Done"}));
  EXPECT_FALSE(list.items[0].may_be_skipped());
  ASSERT_TRUE(list.items[1].may_be_skipped());
  EXPECT_FALSE(list.items[1].runs(Json::object()));
  EXPECT_TRUE(list.items[1].runs({{"name", "ann"}}));
}

}  // namespace
}  // namespace rehearsal::workflow
