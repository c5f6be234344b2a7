// Groups of steps: failing at each place, waiting, with conditions and with more than one input step.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

// ---- A group of which the second step may fail ----

constexpr Step sub_two = step<"Sub two", [](Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
                                            Arg<"message", std::string> message,
                                            StepContext& context) -> Gives<"sub_two_calls"> {
  return {{"sub_two_calls", flaky(context, *process_id, *fail_times, value_error(*message))}};
}>;
constexpr auto group_steps = begin >> sub_one >> sub_two >> sub_three;
constexpr Step group = step_group<"Group", group_steps>;
constexpr auto wf_group = init >> before >> group >> after >> done;

// ---- A group of which the step that the form names fails, and another group ----

Gives<"fails", "fail_times"> groups_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "GroupsForm",
                         .fields = {{"fails", choice("Part", {"first", "second", "third", "none"})},
                                    {"fail_times", integer().with_default(1)}}});
}

// The steps before the one that fails are called again with it.
template <FixedText Name, int Place>
Gives<Name> call_part(Arg<"process_id", std::string> process_id, Arg<"fails", std::string> fails,
                      Arg<"fail_times", int64_t> fail_times, StepContext& context) {
  const int failing = *fails == "first" ? 0 : *fails == "second" ? 1 : *fails == "third" ? 2 : -1;
  const int64_t fails_here = Place == failing ? *fail_times : 0;
  const int64_t call =
      Place > failing ? 1 : flaky(context, *process_id, fails_here, value_error(*fails + " part failed"));
  return {{std::string(Name.view()), call}};
}
constexpr Step first_part = step<"First part", &call_part<"first", 0>>;
constexpr Step second_part = step<"Second part", &call_part<"second", 1>>;
constexpr Step third_part = step<"Third part", &call_part<"third", 2>>;
constexpr auto parts_steps = begin >> first_part >> second_part >> third_part;
constexpr Step parts = step_group<"Parts", parts_steps>;
constexpr auto rest_steps = begin >> sub_one >> sub_three;
constexpr Step rest = step_group<"Rest", rest_steps>;
constexpr auto wf_groups = init >> parts >> rest >> after >> done;

// ---- Waiting, asking twice, skipping and taking long within a group ----

constexpr Step flaky_part = retrystep<"Flaky part", &detail::fail_with_value_error>;
constexpr auto retried_steps = begin >> sub_one >> flaky_part >> sub_three;
constexpr Step retried_group = step_group<"Retried group", retried_steps>;
constexpr auto wf_group_retry = init >> before >> retried_group >> after >> done;

Gives<"place"> ask_place(Wizard& wizard, Arg<"name", std::string> name) {
  return wizard.ask(Page{.name = "PlaceForm", .fields = {{"place", forms::text().with_default("where " + *name + " is")}}});
}
constexpr Step enter_place = inputstep<"Enter place", Assignee::CHANGES, ask_place>;
constexpr auto question_steps = begin >> enter_name >> enter_place >> sub_three;
constexpr Step two_questions = step_group<"Two questions", question_steps>;
constexpr auto wf_group_inputs = init >> two_questions >> after >> done;

constexpr auto input_steps = begin >> sub_one >> enter_name >> use_name;
constexpr Step group_with_input = step_group<"Group with input", input_steps>;
constexpr auto wf_group_input = init >> group_with_input >> after >> done;

Gives<"run_it"> which_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "WhichForm", .fields = {{"run_it", forms::boolean()}}});
}
constexpr auto partly_steps = begin >> sub_one >> conditional<is_asked>(begin >> before) >> sub_three;
constexpr Step partly = step_group<"Partly", partly_steps>;
constexpr auto wf_group_conditional = init >> partly >> after >> done;

constexpr auto slow_steps = begin >> slow_one >> slow_two >> sub_three;
constexpr Step slow_group = step_group<"Slow group", slow_steps>;
constexpr auto wf_slow_group = init >> slow_group >> after >> done;

}  // namespace

void add_group_workflows(Registry& registry) {
  registry.add(exercise("wf_group", wf_group, &workflow::form<flaky_form>));
  registry.add(exercise("wf_groups", wf_groups, &workflow::form<groups_form>));
  registry.add(exercise("wf_group_retry", wf_group_retry, &workflow::form<flaky_form>));
  registry.add(exercise("wf_group_input", wf_group_input));
  registry.add(exercise("wf_group_inputs", wf_group_inputs));
  registry.add(exercise("wf_group_conditional", wf_group_conditional, &workflow::form<which_form>));
  registry.add(exercise("wf_slow_group", wf_slow_group, &workflow::form<slow_form>));
}

}  // namespace rehearsal::catalog
