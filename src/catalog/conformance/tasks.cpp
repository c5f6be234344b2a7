// Tasks: how they fail, wait, ask, run long, and refuse a second one.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"
#include "workflow/predicates.h"

namespace rehearsal::catalog {
namespace {

constexpr Step find_inconsistency =
    step<"Find inconsistency",
         [](Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
            Arg<"message", std::string> message, StepContext& context) -> Gives<"calls"> {
           return {{"calls", flaky(context, *process_id, *fail_times, Error("InconsistentDataError", *message))}};
         }>;

Error api_exception(int64_t status, const std::string& reason) {
  return Error("ApiException", reason, Json({{"status_code", status}}));
}
constexpr Step call_api = step<"Call an API", [](Arg<"process_id", std::string> process_id,
                                                 Arg<"fail_times", int64_t> fail_times,
                                                 Arg<"message", std::string> message,
                                                 StepContext& context) -> Gives<"calls"> {
  return {{"calls", flaky(context, *process_id, *fail_times, api_exception(503, *message))}};
}>;

constexpr auto task_sample = task(begin >> task_step);
constexpr auto task_inconsistent = task(begin >> find_inconsistency);
constexpr auto task_api = task(begin >> call_api);

Gives<"kind"> errors_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "TaskErrorsForm",
                         .fields = {{"kind", choice("TaskKind", {"none", "assertion", "value", "process_failure", "inconsistent",
                                                                 "max_retry", "api_404", "api_502", "api_504"})}}});
}
constexpr Step fail_as_told = step<"Fail as told", [](Arg<"kind", std::string> kind) -> Gives<"failed"> {
  if (*kind == "assertion") throw assertion_error("it does not hold");
  if (*kind == "value") throw value_error("it is no value");
  if (*kind == "process_failure") throw Error("ProcessFailureError", "it went wrong", Json::array({"one", "two"}));
  if (*kind == "inconsistent") throw Error("InconsistentData", "two truths");
  if (*kind == "max_retry") throw Error("MaxRetryError", "tried too often");
  if (*kind == "api_404") throw api_exception(404, "not there");
  if (*kind == "api_502") throw api_exception(502, "bad gateway");
  if (*kind == "api_504") throw api_exception(504, "too late");
  return {{"failed", false}};
}>;
constexpr auto task_errors = task(begin >> fail_as_told);

constexpr Step task_retrystep = retrystep<"Task retrystep", &detail::fail_with_value_error>;
constexpr auto task_retry = task(begin >> task_retrystep);
constexpr auto task_input = task(begin >> enter_name >> use_name);
constexpr auto task_callback = task(begin >> ask);
constexpr auto task_slow = task(begin >> slow_one >> slow_two);

template <size_t N>
workflow::Workflow task_exercise(const std::string& name, const workflow::StepList<N>& steps,
                                 const workflow::Form* form = &workflow::kEmptyForm) {
  return {.name = name,
          .description = "Engine exercise " + name,
          .target = Target::SYSTEM,
          .is_task = true,
          .initial_form = form,
          .steps = steps_of(steps)};
}

}  // namespace

void add_exercise_tasks(Registry& registry) {
  registry.add(task_exercise("task_sample", task_sample, &workflow::form<flaky_form>));
  registry.add(task_exercise("task_inconsistent", task_inconsistent, &workflow::form<flaky_form>));
  registry.add(task_exercise("task_api", task_api, &workflow::form<flaky_form>));
  registry.add(task_exercise("task_errors", task_errors, &workflow::form<errors_form>));
  registry.add(task_exercise("task_retry", task_retry, &workflow::form<flaky_form>));
  registry.add(task_exercise("task_input", task_input));
  registry.add(task_exercise("task_callback", task_callback));
  registry.add(task_exercise("task_slow", task_slow, &workflow::form<slow_form>));
  workflow::Workflow task_single = task_exercise("task_single", task_sample, &workflow::form<flaky_form>);
  task_single.run_predicate = workflow::no_uncompleted_instance;
  registry.add(std::move(task_single));
}

}  // namespace rehearsal::catalog
