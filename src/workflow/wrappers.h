// The steps around a workflow's own, by what it does to a subscription:
//   constexpr auto modify_user = modify_workflow(begin >> modify_subscription);
// Source in the original: workflows/utils.py (create_workflow, modify_workflow, …).
#pragma once

#include "workflow/generic_steps.h"

namespace rehearsal::workflow {

// The own steps make the subscription and relate the process to it.
template <size_t N>
constexpr auto create_workflow(const StepList<N>& own) {
  return init >> own >> set_status<SubscriptionLifecycle::ACTIVE> >> resync >> done;
}

template <size_t N>
constexpr auto modify_workflow(const StepList<N>& own) {
  return init >> store_process_subscription<Target::MODIFY> >> unsync >> own >> resync >> done;
}

template <size_t N>
constexpr auto terminate_workflow(const StepList<N>& own) {
  return init >> store_process_subscription<Target::TERMINATE> >> unsync >> own >>
         set_status<SubscriptionLifecycle::TERMINATED> >> resync >> done;
}

// A validation that fails leaves the subscription out of sync.
template <size_t N>
constexpr auto validate_workflow(const StepList<N>& own) {
  return init >> store_process_subscription<Target::VALIDATE> >> unsync_unchecked >> own >> resync >> done;
}

template <size_t N>
constexpr auto reconcile_workflow(const StepList<N>& own) {
  return init >> store_process_subscription<Target::RECONCILE> >> unsync_unchecked >> own >> resync >> done;
}

// A workflow that is no subscription's.
template <size_t N>
constexpr auto task(const StepList<N>& own) {
  return init >> own >> done;
}

}  // namespace rehearsal::workflow
