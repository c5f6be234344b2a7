#include "workflow/workflow.h"

#include <algorithm>
#include <array>

#include "workflow/generic_steps.h"

namespace rehearsal::workflow {
namespace {

constexpr std::array<std::string_view, 4> kReserved = {"process_id", "reporter", "workflow_name",
                                                       "workflow_target"};

// What would look in vain for its own keys in a part of the state.
void check_lenses(const Workflow& workflow, const PlacedStep& placed, bool is_within) {
  const bool is_seen = is_within || placed.lens() != nullptr;
  for (const PlacedStep& inner : placed.step->group) check_lenses(workflow, inner, is_seen);
  if (!is_seen || (!placed.step->undo && !placed.step->callback)) return;
  throw value_error("Workflow '" + workflow.name + "': '" + std::string(placed.step->name) + "' " +
                    (placed.step->undo ? "has an undoing" : "waits for an answer from outside") +
                    " and sees a part of the state only. Take it out of focussteps or steplens.");
}

// What takes a step back is one plain step, beside the steps of the workflow.
void check_undoing(const Workflow& workflow, const Step& step) {
  for (const PlacedStep& inner : step.group) {
    check_undoing(workflow, *inner.step);
    if (!step.undo || !inner.step->undo) continue;
    throw value_error("Workflow '" + workflow.name + "': '" + std::string(inner.step->name) +
                      "' in the group '" + std::string(step.name) +
                      "' has an undoing, and the group has one, too. Let undone_by take one of them only: "
                      "what a step did is taken back once.");
  }
  const Step* undo = step.undo;
  if (!undo || (undo->run && undo->group.count == 0 && !undo->form && !undo->is_external && !undo->callback))
    return;
  throw value_error("Workflow '" + workflow.name + "': \"" + std::string(undo->name) +
                    "\" is a group, asks somebody or is external. Let a plain step take '" +
                    std::string(step.name) + "' back.");
}

// By its name a process finds the place in the group at which it stood.
void check_name(const Workflow& workflow, const Step& group, const PlacedStep& inner) {
  const auto same = [&](const PlacedStep& each) { return each.step->name == inner.step->name; };
  if (std::find_if(group.group.begin(), group.group.end(), same) == &inner) return;
  throw value_error("Workflow '" + workflow.name + "': the group '" + std::string(group.name) + "' holds '" +
                    std::string(inner.step->name) +
                    "' a second time. Give each of its steps a name of its own.");
}

void check_keys(const Workflow& workflow) {
  std::vector<std::string_view> given(kReserved.begin(), kReserved.end());
  const auto need = [&](const Keys& keys, const std::string& who) {
    for (const std::string_view key : keys) {
      if (std::find(given.begin(), given.end(), key) != given.end()) continue;
      throw value_error(
          "Workflow '" + workflow.name + "': " + who + " needs '" + std::string(key) +
          "', which neither the form nor an earlier step gives. Let one of them give it, as Gives<\"" +
          std::string(key) + "\">, or take it as OptionalArg.");
    }
  };
  need(workflow.initial_form->needs, "the form");
  given.insert(given.end(), workflow.initial_form->gives.begin(), workflow.initial_form->gives.end());
  const auto take_back = [&](const Step& step) {
    if (!step.undo) return;
    // It is only run where its step has been.
    given.emplace_back(kBeforeKey);
    need(step.undo->needs, "\"" + std::string(step.undo->name) + "\"");
    given.pop_back();
  };
  const auto take = [&](const PlacedStep& placed, bool promises) {
    // What lies in the part that a lens shows is known when it runs only.
    const Lens* lens = placed.lens();
    if (!lens) need(placed.step->needs, "step '" + std::string(placed.step->name) + "'");
    const Keys& gives = lens ? lens->gives : placed.step->gives;
    const size_t before = given.size();
    given.insert(given.end(), gives.begin(), gives.end());
    if (placed.step->group.count == 0) take_back(*placed.step);
    if (!promises) given.resize(before);
  };
  for (const PlacedStep& placed : workflow.steps) {
    const size_t before = given.size();
    check_undoing(workflow, *placed.step);
    check_lenses(workflow, placed, false);
    take(placed, true);
    for (const PlacedStep& inner : placed.step->group) {
      if (inner.step->group.count > 0) {
        throw value_error("Workflow '" + workflow.name + "': the group '" + std::string(placed.step->name) +
                          "' holds the group '" + std::string(inner.step->name) +
                          "'. Put the steps of both into one: a group has no place for another.");
      }
      check_name(workflow, *placed.step, inner);
      if (!placed.lens()) take(inner, !inner.may_be_skipped());
    }
    if (placed.step->group.count > 0) take_back(*placed.step);
    // A step that may be skipped promises nothing.
    if (placed.may_be_skipped()) given.resize(before);
  }
}

}  // namespace

Outcome detail::suspend(StepContext&) {
  Outcome outcome;
  outcome.status = StepStatus::suspend;
  return outcome;
}

const Workflow& Registry::add(Workflow workflow) {
  if (find(workflow.name))
    throw value_error("Expected each workflow once, found '" + workflow.name + "' a second time.");
  if (workflow.steps.empty() || workflow.steps.back().step != &detail::kDone) {
    throw value_error("Workflow '" + workflow.name +
                      "' does not end with `done`: its processes would never complete.");
  }
  check_keys(workflow);
  workflows_.push_back(std::make_unique<Workflow>(std::move(workflow)));
  return *workflows_.back();
}

const Workflow* Registry::find(std::string_view name) const {
  const auto found = std::find_if(workflows_.begin(), workflows_.end(),
                                  [name](const auto& each) { return each->name == name; });
  return found == workflows_.end() ? nullptr : found->get();
}

}  // namespace rehearsal::workflow
