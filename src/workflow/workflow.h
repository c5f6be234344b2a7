// A workflow: what it is called, what it asks before it starts, and its steps. The registry holds all of
// them. Source in the original: workflow.py (workflow), workflows/__init__.py.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "forms/wizard.h"
#include "workflow/make_step.h"

namespace rehearsal::workflow {

// What a form may use besides its parameters.
struct FormContext {
  domain::Session& session;
  // What is known before the form: for a workflow's first form what its wrapper found out, for an input step
  // the state.
  const Json& state;
  std::string_view workflow_name;
  Target target = Target::SYSTEM;
};

// A form: run anew, from its first page, each time that a page is posted. Throws what forms::Wizard::ask
// throws.
struct Form {
  Json (*ask)(forms::Wizard&, FormContext&) = nullptr;
  Keys needs{};
  Keys gives{};
};

namespace detail {

template <auto Function>
Json run_form(forms::Wizard& wizard, FormContext& context) {
  using Shape = SignatureOf<std::remove_const_t<decltype(Function)>>;
  using Result = typename Shape::Result;
  typename Shape::Parameters* parameters = nullptr;
  const Result result = call<Function>(parameters, context.session, context.state, wizard, context);
  if constexpr (std::is_same_v<Result, State>) {
    return result.settle(context.session, nullptr);
  } else {
    constexpr Keys keys = keys_of<Result>();
    return result.state.settle(context.session, &keys);
  }
}

template <auto Function>
constexpr Form make_form() {
  using Shape = SignatureOf<std::remove_const_t<decltype(Function)>>;
  using Needed = Needs<typename Shape::Parameters>;
  return {run_form<Function>, {Needed::kKeys.data(), Needed::kCount}, keys_of<typename Shape::Result>()};
}

Outcome suspend(StepContext& context);

}  // namespace detail

// A function that asks a wizard for pages and returns what they gave, as a form:
//   Gives<"username"> ask_name(forms::Wizard& wizard, Arg<"product_name", std::string> product_name) { … }
template <auto Function>
inline constexpr Form form = detail::make_form<Function>();

// The form of a workflow that asks nothing: one empty page.
inline constexpr Form kEmptyForm = {
    [](forms::Wizard& wizard, FormContext&) { return forms::empty_form(wizard); }, {}, {}};

// A step at which the process is suspended until `who` has filled in the form.
template <FixedText Name, Assignee Who, auto Function>
inline constexpr Step inputstep = [] {
  Step step;
  step.name = Name.view();
  step.run = detail::suspend;
  step.needs = form<Function>.needs;
  step.gives = form<Function>.gives;
  step.assignee = Who;
  step.form = &form<Function>;
  step.is_pure = true;
  return step;
}();

struct Workflow {
  std::string name;
  std::string description;
  Target target = Target::SYSTEM;
  bool is_task = false;
  const Form* initial_form = &kEmptyForm;
  std::vector<PlacedStep> steps{};
  // The workflow is for products of these types; "*" for every product.
  std::vector<std::string> product_types{};
  // Says why the workflow of this name may not start just now; empty when it may. Null: it always may.
  std::string (*run_predicate)(store::Database&, std::string_view workflow_name) = nullptr;
  // Who may start it and, where no step says otherwise, resume its processes; null: everybody. And who may
  // try again what failed; null: who may start it.
  Authorizer may_start = nullptr;
  Authorizer may_retry = nullptr;
};

template <size_t N>
std::vector<PlacedStep> steps_of(const StepList<N>& list) {
  return {list.items.begin(), list.items.end()};
}

// Built explicitly at the start; workflows keep their addresses as long as it lives.
class Registry {
 public:
  Registry() = default;
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;
  Registry(Registry&&) = default;
  Registry& operator=(Registry&&) = default;

  // Throws Error (ValueError) when the name is taken, the last step is not `done`, or a step needs a key that
  // neither the form nor an earlier step gives and that is none of the reserved ones (process_id, reporter,
  // workflow_name, workflow_target); the message names the step and the key.
  const Workflow& add(Workflow workflow);
  // Null when there is none of this name.
  const Workflow* find(std::string_view name) const;
  // In the order in which they were added.
  const std::vector<std::unique_ptr<Workflow>>& all() const { return workflows_; }

 private:
  std::vector<std::unique_ptr<Workflow>> workflows_;
};

}  // namespace rehearsal::workflow
