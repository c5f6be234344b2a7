// The steps that every workflow is made with.
// Source in the original: workflow.py (init, done, abort), workflows/steps.py.
#pragma once

#include "domain/lifecycle.h"
#include "workflow/make_step.h"

namespace rehearsal::workflow {

using domain::SubscriptionLifecycle;

namespace detail {

Outcome go_on(StepContext& context);
Outcome complete(StepContext& context);
Outcome abort(StepContext& context);

constexpr Step pure_step(std::string_view name, Outcome (*run)(StepContext&)) {
  Step step;
  step.name = name;
  step.run = run;
  step.is_pure = true;
  return step;
}

inline constexpr Step kStart = pure_step("Start", go_on);
inline constexpr Step kDone = pure_step("Done", complete);
inline constexpr Step kAbort = pure_step("Abort", abort);

void relate_process(Arg<"process_id", std::string> process_id,
                    Arg<"subscription_id", std::string> subscription_id, StepContext& context);
Gives<"subscription"> with_status(StepContext& context, const domain::Subscription& subscription,
                                  SubscriptionLifecycle status);
Gives<"subscription"> with_status_before(Arg<"subscription_id", std::string> subscription_id,
                                         Arg<"__before__", Json> before, StepContext& context);
Gives<"subscription"> unlock_again(Arg<"subscription_id", std::string> subscription_id, StepContext& context);
Gives<"subscription"> unlock_if_it_was(Arg<"process_id", std::string> process_id,
                                       Arg<"subscription_id", std::string> subscription_id,
                                       StepContext& context);
Gives<"subscription"> terminate_unfinished(Arg<"subscription_id", std::string> subscription_id,
                                           StepContext& context);
Gives<"subscription"> unlock(Arg<"subscription", domain::Subscription> subscription, StepContext& context);
Gives<"subscription", "__old_subscriptions__"> lock(
    Arg<"subscription_id", std::string> subscription_id,
    OptionalArg<"__old_subscriptions__", Json> old_subscriptions, StepContext& context);
Gives<"subscription"> lock_unchecked(Arg<"subscription_id", std::string> subscription_id,
                                     StepContext& context);

template <SubscriptionLifecycle S>
struct SetStatusName {
  static constexpr std::string_view kBefore = "Set subscription to '";
  static constexpr std::string_view kStatus = domain::to_text(S);
  static constexpr std::string_view kAfter = "'";
  static constexpr auto kName = Joined<kBefore, kStatus, kAfter>::kCharacters;
};

}  // namespace detail

// The first step of a workflow, and the last, which completes it. A workflow without `done` would run for
// ever.
inline constexpr StepList<1> init{{PlacedStep{&detail::kStart}}};
inline constexpr StepList<1> done{{PlacedStep{&detail::kDone}}};
// Ends the process as aborted.
inline constexpr StepList<1> abort{{PlacedStep{&detail::kAbort}}};

// Says which subscription the process is about. The target is what the workflow does to it; the original
// ignores it too.
template <Target>
inline constexpr Step store_process_subscription =
    step<"Create Process Subscription relation", &detail::relate_process>;

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
namespace detail {
constexpr Step giving_status(Step step, SubscriptionLifecycle status) {
  step.status = status;
  return step;
}
constexpr Step giving_sync(Step step, bool sync) {
  step.sync = sync;
  return step;
}
template <SubscriptionLifecycle S>
inline constexpr Step kSetStatus = giving_status(
    step<SetStatusName<S>::kName,
         [](Arg<"subscription", domain::Subscription> subscription, StepContext& context) -> Gives<"subscription"> {
           return with_status(context, *subscription, S);
         }>,
    S);
inline constexpr Step kStatusBefore = step<"Status before", &with_status_before>;
inline constexpr Step kLock = giving_sync(step<"Lock subscription", &lock>, false);
inline constexpr Step kUnlockAgain = step<"Unlock again", &unlock_again>;
inline constexpr Step kLockUnchecked = giving_sync(step<"Lock subscription", &lock_unchecked>, false);
inline constexpr Step kUnlockIfItWas = step<"Unlock if it was", &unlock_if_it_was>;
}  // namespace detail

// Gives the subscription another status; it must have all that the status asks for. Undone it has the one
// before.
template <SubscriptionLifecycle S>
inline constexpr Step set_status = undone_by<detail::kSetStatus<S>, detail::kStatusBefore>;

// What undoes the making of a subscription: it is terminated and in sync, and its history stays.
inline constexpr Step terminate_unfinished = step<"Terminate unfinished", &detail::terminate_unfinished>;

// Marks the subscription as in sync: other workflows may start on it.
inline constexpr Step resync = settled(detail::giving_sync(step<"Unlock subscription", &detail::unlock>, true));
// clang-format on
// Marks it as out of sync and keeps how it was in __old_subscriptions__; refused where it is out of sync
// already. Undone it is in sync again.
inline constexpr Step unsync = undone_by<detail::kLock, detail::kUnlockAgain>;
// The same without a look at how it is, for validations and reconciliations. Undone it is as it was before
// the process.
inline constexpr Step unsync_unchecked = undone_by<detail::kLockUnchecked, detail::kUnlockIfItWas>;

}  // namespace rehearsal::workflow
