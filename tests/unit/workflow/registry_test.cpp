#include <gtest/gtest.h>

#include "workflow/start_forms.h"
#include "workflow/workflow.h"
#include "workflow/wrappers.h"

namespace rehearsal::workflow {
namespace {

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr Step give_name = step<"Give name", []() -> Gives<"name"> { return {{"name", "ann"}}; }>;
constexpr Step use_name = step<"Use name", [](Arg<"name", std::string>) {}>;
constexpr Step use_process = step<"Use process", [](Arg<"process_id", std::string>, Arg<"reporter", std::string>) {}>;
// clang-format on

Gives<"name"> ask_name(forms::Wizard& wizard) {
  return wizard.ask(forms::Page{.name = "NameForm", .fields = {{"name", forms::text()}}});
}
Gives<"name"> ask_name_of_product(forms::Wizard& wizard, Arg<"product_name", std::string>) {
  return ask_name(wizard);
}
Gives<> ask_with_colour(forms::Wizard&, Arg<"colour", std::string>) {
  return {};
}

template <size_t N>
Workflow named(const char* name, const StepList<N>& steps, const Form* form = &kEmptyForm) {
  return {.name = name, .description = "", .initial_form = form, .steps = steps_of(steps)};
}

std::string refusal_of(Workflow workflow) {
  Registry registry;
  try {
    registry.add(std::move(workflow));
  } catch (const Error& error) {
    return error.what();
  }
  return "taken";
}

TEST(Registry, TakesAWorkflowWhoseKeysAreGiven) {
  struct Case {
    const char* why;
    Workflow workflow;
  };
  const Case cases[] = {
      {"by an earlier step", named("a", init >> give_name >> use_name >> done)},
      {"by the form", named("b", init >> use_name >> done, &form<ask_name>)},
      {"by the form behind the product page",
       named("c", init >> use_name >> done, &create_form<ask_name_of_product>)},
      {"by the engine", named("d", init >> use_process >> done)},
  };
  for (const Case& each : cases) EXPECT_EQ(refusal_of(each.workflow), "taken") << each.why;
}

TEST(Registry, SaysWhichStepLacksWhichKey) {
  const std::string refusal = refusal_of(named("late", init >> use_name >> give_name >> done));
  EXPECT_NE(refusal.find("Workflow 'late': step 'Use name' needs 'name'"), std::string::npos) << refusal;
}

TEST(Registry, AStepThatMayBeSkippedPromisesNothing) {
  constexpr auto steps =
      init >> conditional<[](const Json&) { return true; }>(begin >> give_name) >> use_name >> done;
  EXPECT_NE(refusal_of(named("maybe", steps)).find("'Use name' needs 'name'"), std::string::npos);
}

TEST(Registry, ChecksWhatAFormNeeds) {
  EXPECT_NE(refusal_of(named("form", init >> done, &form<ask_with_colour>)).find("the form needs 'colour'"),
            std::string::npos);
}

TEST(Registry, RefusesAWorkflowThatNeverCompletes) {
  EXPECT_NE(refusal_of(named("endless", init >> give_name)).find("does not end with `done`"),
            std::string::npos);
  EXPECT_NE(refusal_of(named("empty", begin)).find("does not end with `done`"), std::string::npos);
}

TEST(Registry, RefusesANameTwice) {
  Registry registry;
  registry.add(named("twice", init >> done));
  EXPECT_THROW(registry.add(named("twice", init >> done)), Error);
  EXPECT_EQ(registry.all().size(), 1u);
  EXPECT_EQ(registry.find("twice")->name, "twice");
  EXPECT_EQ(registry.find("other"), nullptr);
}

}  // namespace
}  // namespace rehearsal::workflow
