// Workflows of no product that lock a subscription, hold it, or give it another status.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

Gives<"subscription_id", "fail_times", "message"> lock_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "LockForm",
                         .fields = {{"subscription_id", forms::text()},
                                    {"fail_times", integer().with_default(0)},
                                    {"message", forms::text().with_default("flaky step failed")}}});
}
constexpr auto wf_lock =
    init >> store_process_subscription<Target::MODIFY> >> unsync >> flaky_step >> resync >> done;

Gives<"subscription_id"> hold_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "HoldForm", .fields = {{"subscription_id", forms::text()}}});
}
constexpr auto wf_hold =
    init >> store_process_subscription<Target::MODIFY> >> unsync >> enter_name >> resync >> done;

Gives<"subscription_id", "status"> status_form(Wizard& wizard) {
  return wizard.ask(
      Page{.name = "StatusForm",
           .fields = {{"subscription_id", forms::text()},
                      {"status", choice("Status", {"initial", "active", "migrating", "disabled", "terminated",
                                                   "provisioning"})}}});
}
constexpr Step give_status = step<"Give status", [](Arg<"subscription_id", domain::Subscription> subscription,
                                                    Arg<"status", std::string> status,
                                                    StepContext& context) -> Gives<"subscription"> {
  return {{"subscription", from_other_lifecycle(context.session, *subscription, domain::lifecycle_from_text(*status))}};
}>;
constexpr auto wf_status = init >> store_process_subscription<Target::MODIFY> >> give_status >> done;

workflow::Workflow modifying(workflow::Workflow workflow) {
  workflow.target = Target::MODIFY;
  return workflow;
}

}  // namespace

void add_lock_workflows(Registry& registry) {
  registry.add(modifying(exercise("wf_lock", wf_lock, &workflow::form<lock_form>)));
  registry.add(modifying(exercise("wf_hold", wf_hold, &workflow::form<hold_form>)));
  registry.add(modifying(exercise("wf_status", wf_status, &workflow::form<status_form>)));
}

}  // namespace rehearsal::catalog
