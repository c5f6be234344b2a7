// Steps that are one row together, and the step that waits for an answer from outside:
//
//   constexpr auto provision_steps = begin >> reserve >> configure;
//   constexpr Step provision = step_group<"Provision", provision_steps>;
//   constexpr Step ask = callback_step<"Ask", send_question, check_answer, kOptions>;
//
// Source in the original: workflow.py (step_group, callback_step), reference/engine.md 1.10 and 1.11.
#pragma once

#include "workflow/make_step.h"

namespace rehearsal::workflow {

// The keys with which the state of a process says where in a group it stands.
inline constexpr const char* kGroupKey = "__step_group";
inline constexpr const char* kSubStepKey = "__sub_step";
// The key of a group's row, and of no state, that holds Process::group_done.
inline constexpr const char* kGroupDoneKey = "__group_done";
// Those of a callback.
inline constexpr const char* kTokenKey = "__callback_token";
inline constexpr const char* kResultKeyKey = "__callback_result_key";
inline constexpr const char* kTimeoutKey = "__callback_timeout";
inline constexpr const char* kProgressKey = "callback_progress";
inline constexpr const char* kRemoveKey = "__remove_keys";
inline constexpr std::string_view kPlainResultKey = "callback_result";

namespace detail {

Outcome create_endpoint(StepContext& context);
Outcome await_callback(StepContext& context);
Outcome clean_up_callback(StepContext& context);

template <FixedText Name, const Step& Action, const Step& Validate, const CallbackOptions& Options>
struct Callback {
  static constexpr std::string_view kName = Name.view();
  static constexpr std::string_view kCreate = " - Create endpoint";
  static constexpr std::string_view kAwait = " - Await callback";
  static constexpr std::string_view kCleanUp = " - Cleanup callback step";
  static constexpr std::array<std::string_view, 1> kRoute = {Options.route_key};
  static constexpr std::array<std::string_view, 1> kResult = {
      Options.result_key.empty() ? kPlainResultKey : Options.result_key};

  static constexpr Step part(std::string_view name, Outcome (*run)(StepContext&), Keys gives) {
    Step step;
    step.name = name;
    step.run = run;
    step.gives = gives;
    step.is_pure = true;
    step.callback = &Options;
    return step;
  }
  static constexpr Step create =
      part(Joined<kName, kCreate>::kText, create_endpoint, {kRoute.data(), kRoute.size()});
  static constexpr Step await =
      part(Joined<kName, kAwait>::kText, await_callback, {kResult.data(), kResult.size()});
  static constexpr Step clean_up = part(Joined<kName, kCleanUp>::kText, clean_up_callback, {});
  static constexpr auto kSteps = begin >> create >> Action >> await >> Validate >> clean_up;
};

constexpr Step group_of(std::string_view name, SubSteps steps) {
  Step step;
  step.name = name;
  step.group = steps;
  return step;
}

}  // namespace detail

// The steps of `List`, a named constant, as one: one row that tells how far it came. It is paused, resumed
// and found again between its steps; retried, it begins anew.
template <FixedText Name, const auto& List>
inline constexpr Step step_group = detail::group_of(Name.view(), {List.items.data(), List.items.size()});

// The same group, which goes on from the step that failed when it is retried: what went well before it stays,
// in a row of its own. One that awaits an answer asks anew when what came was refused.
constexpr Step keeping_place(Step group) {
  group.keeps_place = true;
  return group;
}

inline constexpr CallbackOptions kPlainCallback{};

// Gives the step `Action` a route in the state, waits until somebody posts an object there, and has
// `Validate` look at it. Retried, it asks anew, by another route.
template <FixedText Name, const Step& Action, const Step& Validate,
          const CallbackOptions& Options = kPlainCallback>
inline constexpr Step callback_step =
    detail::group_of(Name.view(), {detail::Callback<Name, Action, Validate, Options>::kSteps.items.data(),
                                   detail::Callback<Name, Action, Validate, Options>::kSteps.items.size()});

}  // namespace rehearsal::workflow
