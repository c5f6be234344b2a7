// From a function to a step. The function's parameters say which keys of the state it takes (Arg,
// OptionalArg), its return type which it gives (Gives), so that the registry can check a workflow before it
// runs:
//
//   constexpr Step provision_user = step<"Provision user",
//       [](Arg<"subscription", UserProvisioning> subscription, Arg<"username", std::string> username,
//          StepContext& context) -> Gives<"subscription"> { …; return {{"subscription", subscription}}; }>;
//
// A function may also return State (keys that nobody relies on), GivesOrAgain, or nothing.
// Source in the original: workflow.py (step, retrystep), utils/state.py (inject_args).
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include "core/fixed_text.h"
#include "core/rollback_names.h"
#include "workflow/step.h"

namespace rehearsal::workflow {
namespace detail {

template <class T>
struct Signature;
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const> {
  using Result = R;
  using Parameters = std::tuple<A...>;
};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Result = R;
  using Parameters = std::tuple<A...>;
};

template <class F, bool IsPointer = std::is_pointer_v<F>>
struct SignatureOf : Signature<decltype(&F::operator())> {};
template <class F>
struct SignatureOf<F, true> : Signature<F> {};

template <class Parameter>
constexpr bool is_needed() {
  if constexpr (IsArgument<std::decay_t<Parameter>>::value) {
    return std::decay_t<Parameter>::kRequired;
  } else {
    return false;
  }
}
template <class Parameter>
constexpr std::string_view key_of() {
  if constexpr (IsArgument<std::decay_t<Parameter>>::value) {
    return std::decay_t<Parameter>::kKey;
  } else {
    return {};
  }
}

template <class Parameter>
constexpr domain::SubscriptionLifecycle shape_of() {
  if constexpr (is_needed<Parameter>()) {
    if constexpr (domain::TypedSubscription<typename std::decay_t<Parameter>::Type>)
      return std::decay_t<Parameter>::Type::lifecycle;
  }
  return domain::SubscriptionLifecycle::INITIAL;
}

// The keys that the parameters need, in their order.
template <class Parameters>
struct Needs;
template <class... Parameters>
struct Needs<std::tuple<Parameters...>> {
  static constexpr size_t kCount = (size_t{is_needed<Parameters>()} + ... + size_t{0});
  static constexpr auto kKeys = [] {
    std::array<std::string_view, kCount> keys{};
    [[maybe_unused]] size_t at = 0;
    ((is_needed<Parameters>() ? void(keys[at++] = key_of<Parameters>()) : void()), ...);
    return keys;
  }();
  static constexpr domain::SubscriptionLifecycle kShape = [] {
    auto strictest = domain::SubscriptionLifecycle::INITIAL;
    ((strictest =
          domain::is_required(strictest, shape_of<Parameters>()) ? strictest : shape_of<Parameters>()),
     ...);
    return strictest;
  }();
};

// How a parameter is held until the call: arguments by value, the context by reference.
template <class Parameter>
using Held = std::conditional_t<IsArgument<std::decay_t<Parameter>>::value, std::decay_t<Parameter>,
                                std::decay_t<Parameter>&>;

template <class Parameter, class... Extras>
Held<Parameter> parameter(domain::Session& session, const Json& state, Extras&... extras) {
  using T = std::decay_t<Parameter>;
  if constexpr (IsArgument<T>::value) {
    const Json* found = find_member(state, T::kKey);
    if constexpr (!T::kRequired) {
      return found ? T{Codec<typename T::Type::value_type>::decode(*found)} : T{};
    } else if constexpr (kIsModel<typename T::Type>) {
      if (!found) throw missing_key(T::kKey);
      return T{load_model<typename T::Type>(session, *found, T::kKey)};
    } else {
      if (!found) throw missing_key(T::kKey);
      return T{Codec<typename T::Type>::decode(*found)};
    }
  } else {
    return std::get<T&>(std::tuple<Extras&...>(extras...));
  }
}

// Calls `Function` with its parameters taken from the state and, by their type, from `extras`.
template <auto Function, class... Parameters, class... Extras>
auto call(std::tuple<Parameters...>*, domain::Session& session, const Json& state, Extras&... extras) {
  std::tuple<Held<Parameters>...> held{parameter<Parameters>(session, state, extras...)...};
  return std::apply(Function, std::move(held));
}

template <auto Function>
Outcome run_step(StepContext& context) {
  using Shape = SignatureOf<std::remove_const_t<decltype(Function)>>;
  using Result = typename Shape::Result;
  typename Shape::Parameters* parameters = nullptr;
  if constexpr (std::is_void_v<Result>) {
    call<Function>(parameters, context.session, context.state, context);
    return {};
  } else {
    const Result result = call<Function>(parameters, context.session, context.state, context);
    constexpr Keys keys = keys_of<Result>();
    Outcome outcome;
    if constexpr (std::is_same_v<Result, State>) {
      outcome.returned = result.settle(context.session, nullptr);
    } else if constexpr (requires { result.again_after_ms; }) {
      outcome.again_after_ms = result.again_after_ms;
      outcome.returned = result.state.settle(context.session, result.again_after_ms ? nullptr : &keys);
    } else {
      outcome.returned = result.state.settle(context.session, &keys);
    }
    return outcome;
  }
}

template <FixedText Name, auto Function>
constexpr Step make_step(StepStatus on_error) {
  using Shape = SignatureOf<std::remove_const_t<decltype(Function)>>;
  using Needed = Needs<typename Shape::Parameters>;
  Step step;
  step.name = Name.view();
  step.run = run_step<Function>;
  step.needs = {Needed::kKeys.data(), Needed::kCount};
  step.gives = keys_of<typename Shape::Result>();
  step.shape = Needed::kShape;
  step.on_error = on_error;
  return step;
}

}  // namespace detail

// A step whose error makes the process fail until a person retries or aborts it.
template <FixedText Name, auto Function>
inline constexpr Step step = detail::make_step<Name, Function>(StepStatus::failed);

// A step whose error leaves the process waiting to be tried again.
template <FixedText Name, auto Function>
inline constexpr Step retrystep = detail::make_step<Name, Function>(StepStatus::waiting);

// The key under which an undoing finds the state before the step. Its other keys are those that the step
// left.
inline constexpr const char* kBeforeKey = "__before__";

namespace detail {

template <const Step& Done, const Step& Undo>
struct Undoable {
  static constexpr std::string_view kName = Done.name;
  static constexpr Step kUndo = [] {
    Step undo = Undo;
    undo.name = Joined<kUndoPrefix, kName>::kText;
    return undo;
  }();
  static constexpr Step kStep = [] {
    Step step = Done;
    step.undo = &kUndo;
    return step;
  }();
};

}  // namespace detail

// The step `Done`, whose effects `Undo` takes back when a process is rolled back. Both are named constants:
//   constexpr Step provision_user = undone_by<provision, deprovision>;
template <const Step& Done, const Step& Undo>
inline constexpr Step undone_by = detail::Undoable<Done, Undo>::kStep;

// The same step, of which a rollback leaves nothing, since the undoing of a step before it settles what it
// did: what is written into a subscription that is terminated then, or is locked again.
constexpr Step settled(Step step) {
  step.is_settled = true;
  return step;
}

// A step of a function that says all of its outcome by itself: one that works in slices (again_after_ms 0,
// with how far it came under a key that it removes at its end).
constexpr Step sliced_step(std::string_view name, Outcome (*run)(StepContext&)) {
  Step step;
  step.name = name;
  step.run = run;
  return step;
}

// The same step, tried again by itself when it has failed softly.
constexpr Step with_retries(Step step, Retries retries) {
  step.retries = retries;
  return step;
}

// The same step, which changes something that no transaction can take back.
constexpr Step external(Step step) {
  step.is_external = true;
  return step;
}

// The same step, which fails when it has said Again for so long.
constexpr Step with_timeout(Step step, int64_t milliseconds) {
  step.timeout_ms = milliseconds;
  return step;
}

}  // namespace rehearsal::workflow
