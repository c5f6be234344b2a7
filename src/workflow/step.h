// Steps, and the `>>` that makes a list of them: init >> create_subscription >> provision_user >> done.
// Source in the original: workflow.py (Step, StepList, conditional).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/fixed_text.h"
#include "core/json.h"
#include "domain/lifecycle.h"
#include "domain/session.h"
#include "workflow/names.h"
#include "workflow/state.h"

namespace rehearsal::workflow {

struct Form;
struct Process;
struct Services;
struct Step;
struct PlacedStep;
struct AuthContext;

// Whether a person may do something (authorize.h).
using Authorizer = bool (*)(const AuthContext&);

// What a step may use besides its parameters. `state` is the state of the process before the step.
struct StepContext {
  domain::Session& session;
  const Json& state;
  const Step& step;
  // For steps that look at other processes or start some: those that `started` holds run once the step's
  // effects are committed.
  Services& services;
  std::vector<Process>& started;
};

// What a step did: its status, and the keys that it gives, as an object.
struct Outcome {
  StepStatus status = StepStatus::success;
  Json returned = Json::object();
  std::optional<double> again_after_ms = std::nullopt;
  // It is called again because the stage keeps it from going on, and not by its own wish.
  bool is_held = false;
  // Keys that leave the state.
  std::vector<std::string_view> removed = {};
};

// The steps of a group, of static lifetime.
struct SubSteps {
  const PlacedStep* first = nullptr;
  size_t count = 0;
  constexpr const PlacedStep* begin() const { return first; }
  constexpr const PlacedStep* end() const;
};

// How a step that waits for an answer from outside is reached.
struct CallbackOptions {
  // The state's key that gets the answer; "callback_result" without one.
  std::string_view result_key{};
  // The state's key that tells the step that asks where the answer is to be sent.
  std::string_view route_key = "callback_route";
  // The process fails when so long no answer has come; 0: it waits for ever.
  int64_t timeout_s = 0;
};

// When a step that failed softly is tried again by itself: after delay_s, and each time `factor` times later
// than before. Once it was tried `attempts` times in all it has failed. Without attempts it waits for a
// person, or for the task that resumes what waits.
struct Retries {
  int64_t attempts = 0;
  int64_t delay_s = 60;
  int64_t factor = 2;
};

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
  // The steps that this one is made of: one row for all of them.
  SubSteps group{};
  // Such a group, retried, goes on from the step that failed; others begin anew.
  bool keeps_place = false;
  const CallbackOptions* callback = nullptr;
  Retries retries{};
  // A step that has said Again for so long has failed; 0: it may for ever.
  int64_t timeout_ms = 0;
  // It reaches outside the database: when the engine dies in it nobody knows what it did, and it is not
  // simply run again (external.h).
  bool is_external = false;
  // Who may resume the process where it stands at this step or behind it, and who may try again what failed
  // there; null: as the steps before say, or else the workflow.
  Authorizer may_resume = nullptr;
  Authorizer may_retry = nullptr;
  // The shape in which it takes the subscription, and the status that it gives it: what a person has to see
  // to where a step before it, or it itself, is skipped (skip.h).
  domain::SubscriptionLifecycle shape = domain::SubscriptionLifecycle::INITIAL;
  std::optional<domain::SubscriptionLifecycle> status = std::nullopt;
  // Whether it leaves the subscription in sync; where it is skipped that is done all the same.
  std::optional<bool> sync = std::nullopt;
  // A rollback leaves nothing of it: the undoing of a step before it settles what it did, too.
  bool is_settled = false;
  // What takes its effect back when the process is rolled back (rollback.h); null: nothing does.
  const Step* undo = nullptr;
};

// A part of the state, at which a step looks as if it were all of it.
struct Lens {
  Json (*get)(const Json& state) = nullptr;
  // The keys that the state gets when the part has become `part`.
  Json (*set)(const Json& state, const Json& part) = nullptr;
  Keys gives{};
};

// What stands around a step: a condition under which it runs, or else a lens.
struct Around {
  bool (*when)(const Json& state) = nullptr;
  const Lens* lens = nullptr;
};

// A step in its place, and what stands around it there, the outermost first.
struct PlacedStep {
  static constexpr size_t kDeepest = 6;
  const Step* step = nullptr;
  std::array<Around, kDeepest> around{};
  size_t depth = 0;

  constexpr void put_around(Around outer) {
    // With more than there is room for a list does not compile.
    for (size_t i = depth++; i > 0; --i) around.at(i) = around[i - 1];
    around[0] = outer;
  }
  bool may_be_skipped() const;
  // The outermost lens; null: the step sees the whole state.
  const Lens* lens() const;
  // Whether it runs with this state, or is skipped: each condition sees what the lenses around it show.
  bool runs(const Json& state) const;
};

constexpr const PlacedStep* SubSteps::end() const {
  return first + count;
}

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
  return list >> StepList<1>{{PlacedStep{&next}}};
}

// Steps are named constants: the list keeps their addresses.
template <size_t N>
void operator>>(const StepList<N>& list, const Step&& temporary) = delete;

// Each step of `list` runs only where `Predicate(state)` holds when it is reached; else it is recorded as
// skipped.
template <auto Predicate, size_t N>
constexpr StepList<N> conditional(StepList<N> list) {
  for (PlacedStep& item : list.items)
    item.put_around({.when = [](const Json& state) -> bool { return Predicate(state); }});
  return list;
}
template <auto Predicate>
constexpr StepList<1> conditional(const Step& one) {
  return conditional<Predicate>(begin >> one);
}
template <auto Predicate>
void conditional(const Step&& temporary) = delete;

// Each step of `list` sees the part of the state that `Seen` shows, and what it gives goes into that part.
// What a form asks on the way goes into the whole state, as in the original.
template <const Lens& Seen, size_t N>
constexpr StepList<N> steplens(StepList<N> list) {
  for (PlacedStep& item : list.items) item.put_around({.lens = &Seen});
  return list;
}
template <const Lens& Seen>
constexpr StepList<1> steplens(const Step& one) {
  return steplens<Seen>(begin >> one);
}
template <const Lens& Seen>
void steplens(const Step&& temporary) = delete;

namespace detail {

Json part_under(const Json& state, std::string_view key);

template <FixedText Key>
struct Focus {
  static constexpr std::array<std::string_view, 1> kKeys = {Key.view()};
  static constexpr Lens kLens = {[](const Json& state) { return part_under(state, Key.view()); },
                                 [](const Json&, const Json& part) {
                                   return Json{{std::string(Key.view()), part}};
                                 },
                                 {kKeys.data(), kKeys.size()}};
};

}  // namespace detail

// The lens on what lies under one key of the state; nothing there is an empty object:
//   focussteps<"port">(begin >> reserve >> configure)
template <FixedText Key, size_t N>
constexpr StepList<N> focussteps(StepList<N> list) {
  return steplens<detail::Focus<Key>::kLens>(list);
}
template <FixedText Key>
constexpr StepList<1> focussteps(const Step& one) {
  return focussteps<Key>(begin >> one);
}
template <FixedText Key>
void focussteps(const Step&& temporary) = delete;

}  // namespace rehearsal::workflow
