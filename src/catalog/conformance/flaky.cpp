// Steps that fail the first few times, and the workflows and tasks with one of them.
#include "catalog/authoring.h"
#include "catalog/conformance/workflows.h"
#include "store/database.h"

namespace rehearsal::catalog {
namespace {

Gives<"fail_times", "message"> flaky_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "FlakyForm",
                         .title = "How often to fail",
                         .fields = {{"fail_times", integer().with_default(0)},
                                    {"message", forms::text().with_default("flaky step failed")}}});
}

// Which call of the process's failing step this is. What a failing step writes is undone, so its rows are counted.
int64_t call_number(StepContext& context, const std::string& process_id) {
  auto rows = context.session.db.query(
      "select 1 + coalesce(sum(1 + coalesce(json_extract(state, '$.retries'), 0)), 0) from process_steps "
      "where pid = ? and status in ('failed', 'waiting')",
      process_id);
  return rows.step() ? rows.integer(0) : 1;
}

Gives<"calls"> flaky(StepContext& context, const std::string& process_id, int64_t fail_times, const Error& error) {
  const int64_t call = call_number(context, process_id);
  if (call <= fail_times) throw error;
  return {{"calls", call}};
}

Gives<"calls"> fail_with_value_error(Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
                                     Arg<"message", std::string> message, StepContext& context) {
  return flaky(context, *process_id, *fail_times, value_error(*message));
}

constexpr Step before = step<"Before", []() -> Gives<"before"> { return {{"before", true}}; }>;
constexpr Step after = step<"After", []() -> Gives<"after"> { return {{"after", true}}; }>;
constexpr Step flaky_step = step<"Flaky step", &fail_with_value_error>;
constexpr Step flaky_retrystep = retrystep<"Flaky retrystep", &fail_with_value_error>;
constexpr Step task_step = step<"Task step", &fail_with_value_error>;
constexpr Step find_inconsistency =
    step<"Find inconsistency",
         [](Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
            Arg<"message", std::string> message, StepContext& context) {
           return flaky(context, *process_id, *fail_times, Error("InconsistentDataError", *message));
         }>;
constexpr Step call_api = step<"Call an API", [](Arg<"process_id", std::string> process_id,
                                                 Arg<"fail_times", int64_t> fail_times,
                                                 Arg<"message", std::string> message, StepContext& context) {
  return flaky(context, *process_id, *fail_times, Error("ApiException", *message, Json({{"status_code", 503}})));
}>;

// ---- A group of steps, of which the second may fail ----

constexpr Step sub_one = step<"Sub one", []() -> Gives<"sub_one"> { return {{"sub_one", true}}; }>;
constexpr Step sub_two = step<"Sub two", [](Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
                                            Arg<"message", std::string> message,
                                            StepContext& context) -> Gives<"sub_two_calls"> {
  const int64_t call = call_number(context, *process_id);
  if (call <= *fail_times) throw value_error(*message);
  return {{"sub_two_calls", call}};
}>;
constexpr Step sub_three = step<"Sub three", []() -> Gives<"sub_three"> { return {{"sub_three", true}}; }>;
constexpr auto group_steps = begin >> sub_one >> sub_two >> sub_three;
constexpr Step group = step_group<"Group", group_steps>;
constexpr auto wf_group = init >> before >> group >> after >> done;

constexpr auto wf_fail = init >> before >> flaky_step >> after >> done;
constexpr auto wf_retry = init >> before >> flaky_retrystep >> after >> done;
constexpr auto task_sample = task(begin >> task_step);
constexpr auto task_inconsistent = task(begin >> find_inconsistency);
constexpr auto task_api = task(begin >> call_api);

template <size_t N>
workflow::Workflow task_exercise(const std::string& name, const workflow::StepList<N>& steps) {
  return {.name = name,
          .description = "Engine exercise " + name,
          .target = Target::SYSTEM,
          .is_task = true,
          .initial_form = &workflow::form<flaky_form>,
          .steps = steps_of(steps)};
}

}  // namespace

void add_flaky_workflows(Registry& registry) {
  registry.add(exercise("wf_fail", wf_fail, &workflow::form<flaky_form>));
  registry.add(exercise("wf_retry", wf_retry, &workflow::form<flaky_form>));
  registry.add(exercise("wf_group", wf_group, &workflow::form<flaky_form>));
  registry.add(task_exercise("task_sample", task_sample));
  registry.add(task_exercise("task_inconsistent", task_inconsistent));
  registry.add(task_exercise("task_api", task_api));
}

}  // namespace rehearsal::catalog
