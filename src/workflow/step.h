// Steps, and the `>>` that makes a list of them: init >> create_subscription >> provision_user >> done.
// Source in the original: workflow.py (Step, StepList, conditional).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/json.h"
#include "domain/session.h"
#include "workflow/names.h"
#include "workflow/state.h"

namespace rehearsal::workflow {

// What a step may use besides its parameters. `state` is the state of the process before the step.
struct StepContext {
  domain::Session& session;
  const Json& state;
};

// What a step did: its status, and the keys that it gives, as an object.
struct Outcome {
  StepStatus status = StepStatus::success;
  Json returned = Json::object();
  std::optional<double> again_after_ms;
};

struct Form;

struct Step {
  std::string_view name;
  Outcome (*run)(StepContext&) = nullptr;
  // The keys of the state that it cannot do without, and those that it surely gives.
  Keys needs{};
  Keys gives{};
  // What an error makes of the process: failed, or waiting to be tried again.
  StepStatus on_error = StepStatus::failed;
  Assignee assignee = Assignee::SYSTEM;
  // What a person is asked while the process stands at this step; none for most steps.
  const Form* form = nullptr;
  // It only says how the process goes on and touches nothing outside its state.
  bool is_pure = false;
};

// A step in its place: `when` says whether it runs or is skipped; null: it always runs.
struct PlacedStep {
  const Step* step = nullptr;
  bool (*when)(const Json& state) = nullptr;
};

template <size_t N>
struct StepList {
  std::array<PlacedStep, N> items{};
};

// The start of every list that init does not start.
inline constexpr StepList<0> begin{};

template <size_t A, size_t B>
constexpr StepList<A + B> operator>>(const StepList<A>& first, const StepList<B>& second) {
  StepList<A + B> joined;
  for (size_t i = 0; i < A; ++i) joined.items[i] = first.items[i];
  for (size_t i = 0; i < B; ++i) joined.items[A + i] = second.items[i];
  return joined;
}

template <size_t N>
constexpr StepList<N + 1> operator>>(const StepList<N>& list, const Step& next) {
  return list >> StepList<1>{{PlacedStep{&next, nullptr}}};
}

// Steps are named constants: the list keeps their addresses.
template <size_t N>
void operator>>(const StepList<N>& list, const Step&& temporary) = delete;

// Each step of `list` runs only where `Predicate(state)` holds when it is reached; else it is recorded as
// skipped.
template <auto Predicate, size_t N>
constexpr StepList<N> conditional(StepList<N> list) {
  for (PlacedStep& item : list.items) item.when = [](const Json& state) -> bool { return Predicate(state); };
  return list;
}

}  // namespace rehearsal::workflow
