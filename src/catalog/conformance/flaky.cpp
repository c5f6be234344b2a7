// Steps that fail the first few times, and the workflows with one of them.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step flaky_retrystep = retrystep<"Flaky retrystep", &detail::fail_with_value_error>;
constexpr auto wf_fail = init >> before >> flaky_step >> after >> done;
constexpr Step soon = workflow::with_retries(flaky_retrystep, {.attempts = 3});
constexpr auto wf_retry_soon = init >> before >> soon >> after >> done;
constexpr auto wf_retry = init >> before >> flaky_retrystep >> after >> done;

}  // namespace

void add_flaky_workflows(Registry& registry) {
  registry.add(exercise("wf_fail", wf_fail, &workflow::form<flaky_form>));
  registry.add(exercise("wf_retry", wf_retry, &workflow::form<flaky_form>));
  registry.add(exercise("wf_retry_soon", wf_retry_soon, &workflow::form<flaky_form>));
}

}  // namespace rehearsal::catalog
