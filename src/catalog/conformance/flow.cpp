// Steps that are skipped, wait, change the state or end a process, and a workflow that may not start.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr auto wf_empty = init >> done;
constexpr auto wf_abort = init >> before >> workflow::abort >> after >> done;
constexpr auto wf_slow = init >> slow_one >> slow_two >> after >> done;

std::string never(store::Database&, std::string_view) { return "not today"; }

// ---- Conditions ----

constexpr auto wf_conditional = init >> conditional<is_asked>(begin >> sub_one >> sub_three) >> after >> done;
// What a step on a condition gives the registry does not count on.
constexpr Step use_what_was_asked = step<"Use name", [](OptionalArg<"name", std::string> name,
                                                        OptionalArg<"amount", int64_t> amount) -> Gives<"greeting"> {
  if (!name || !amount) throw workflow::missing_key("name");
  return detail::greet({*name}, {*amount});
}>;
constexpr auto wf_conditional_input =
    init >> conditional<is_asked>(begin >> enter_name >> use_what_was_asked) >> after >> done;

constexpr auto group_steps = begin >> sub_one >> sub_three;
constexpr Step group = step_group<"Group", group_steps>;
constexpr auto wf_conditional_group = init >> conditional<is_asked>(begin >> group >> ask) >> after >> done;

constexpr Step turn_off = step<"Turn off", []() -> Gives<"run_it"> { return {{"run_it", false}}; }>;
constexpr auto wf_conditional_changes =
    init >> conditional<is_asked>(begin >> sub_one >> turn_off >> sub_three) >> after >> done;

bool is_nowhere(const Json& state) {
  const Json* nowhere = workflow::find_member(state, "nowhere");
  if (!nowhere) throw key_error("nowhere");
  return nowhere->get<bool>();
}
constexpr auto wf_conditional_bad = init >> before >> conditional<is_nowhere>(begin >> sub_one) >> after >> done;

Gives<"stop"> stop_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "StopForm", .fields = {{"stop", forms::boolean()}}});
}
bool is_stopped(const Json& state) { return state.at("stop").get<bool>(); }
constexpr auto wf_abort_when = init >> before >> conditional<is_stopped>(workflow::abort) >> after >> done;

// ---- What steps do with the state ----

constexpr Step nothing = step<"Nothing", [] {}>;
constexpr Step nested = step<"Nested", []() -> Gives<"nested", "number", "none"> {
  return {{"nested", Json::parse(R"({"list": [1, {"two": 2}], "deep": {"er": {"est": null}}, "text": "é"})")},
          {"number", 1.5},
          {"none", Json(nullptr)}};
}>;
constexpr Step change_nested = step<"Change nested", [](Arg<"nested", Json> before) -> Gives<"nested", "number"> {
  Json changed = *before;
  changed["deep"] = Json::parse(R"({"er": {"est": 1}, "new": []})");
  return {{"nested", changed}, {"number", 2}};
}>;
constexpr Step change_reserved = step<"Change what is reserved", []() -> Gives<"reporter", "workflow_name"> {
  return {{"reporter", "somebody"}, {"workflow_name", "another"}};
}>;
constexpr auto wf_state = init >> nothing >> nested >> change_nested >> change_reserved >> done;

constexpr Step count = step<"Count", [](OptionalArg<"counted", int64_t> counted) -> Gives<"counted"> {
  return {{"counted", (counted ? *counted : 0) + 1}};
}>;
constexpr auto four = begin >> count >> count >> count >> count;
constexpr auto wf_many_steps = init >> four >> four >> four >> done;

}  // namespace

void add_flow_workflows(Registry& registry) {
  registry.add(exercise("wf_empty", wf_empty));
  registry.add(exercise("wf_abort", wf_abort));
  registry.add(exercise("wf_slow", wf_slow, &workflow::form<slow_form>));
  registry.add(exercise("wf_conditional", wf_conditional, &workflow::form<conditional_form>));
  registry.add(exercise("wf_conditional_input", wf_conditional_input, &workflow::form<conditional_form>));
  registry.add(exercise("wf_conditional_group", wf_conditional_group, &workflow::form<conditional_form>));
  registry.add(exercise("wf_conditional_changes", wf_conditional_changes, &workflow::form<conditional_form>));
  registry.add(exercise("wf_conditional_bad", wf_conditional_bad));
  registry.add(exercise("wf_abort_when", wf_abort_when, &workflow::form<stop_form>));
  registry.add(exercise("wf_state", wf_state));
  registry.add(exercise("wf_many_steps", wf_many_steps));
  workflow::Workflow wf_predicate = exercise("wf_predicate", wf_empty);
  wf_predicate.run_predicate = never;
  registry.add(std::move(wf_predicate));
}

}  // namespace rehearsal::catalog
