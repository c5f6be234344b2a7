// Steps that are skipped, wait, or end a process, and a workflow that may not start.
#include "catalog/authoring.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step before = step<"Before", []() -> Gives<"before"> { return {{"before", true}}; }>;
constexpr Step after = step<"After", []() -> Gives<"after"> { return {{"after", true}}; }>;
constexpr Step sub_one = step<"Sub one", []() -> Gives<"sub_one"> { return {{"sub_one", true}}; }>;
constexpr Step sub_three = step<"Sub three", []() -> Gives<"sub_three"> { return {{"sub_three", true}}; }>;

constexpr auto wf_empty = init >> done;
constexpr auto wf_abort = init >> before >> workflow::abort >> after >> done;

// ---- Skipped where the form says so ----

Gives<"run_it"> conditional_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "ConditionalForm", .fields = {{"run_it", forms::boolean()}}});
}
constexpr auto wf_conditional =
    init >> conditional<[](const Json& state) { return state.at("run_it").get<bool>(); }>(begin >> sub_one >> sub_three) >>
    after >> done;

// ---- A step that sleeps in the original says Again here ----

Gives<"seconds"> slow_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "SlowForm", .fields = {{"seconds", forms::number().with_default(1.0)}}});
}
template <FixedText Key>
GivesOrAgain<Key> sleep_once(Arg<"seconds", double> seconds, OptionalArg<Key, bool> slept) {
  if (!slept) return Again{*seconds * 1000, {{std::string(Key.view()), true}}};
  return {{std::string(Key.view()), true}};
}
constexpr Step slow_one = step<"Slow one", &sleep_once<"slow_one">>;
constexpr Step slow_two = step<"Slow two", &sleep_once<"slow_two">>;
constexpr auto wf_slow = init >> slow_one >> slow_two >> after >> done;

std::string never(store::Database&, std::string_view) { return "not today"; }

}  // namespace

void add_flow_workflows(Registry& registry) {
  registry.add(exercise("wf_empty", wf_empty));
  registry.add(exercise("wf_abort", wf_abort));
  registry.add(exercise("wf_conditional", wf_conditional, &workflow::form<conditional_form>));
  registry.add(exercise("wf_slow", wf_slow, &workflow::form<slow_form>));
  workflow::Workflow wf_predicate = exercise("wf_predicate", wf_empty);
  wf_predicate.run_predicate = never;
  registry.add(std::move(wf_predicate));
}

}  // namespace rehearsal::catalog
