// What is set for the stage: faults and breakpoints (DOOR.md).
#include "workflow/stage.h"

#include <algorithm>
#include <tuple>

#include "api/handlers.h"
#include "api/refusal.h"
#include "catalog/systems.h"
#include "workflow/waiting.h"

namespace rehearsal::api {
namespace {

// Of more than that the list would be no help.
constexpr size_t kMostNamed = 60;

using Names = std::vector<std::string_view>;

std::string listed(const Names& names) {
  std::string list;
  for (const std::string_view name : names)
    list.append(list.empty() ? "\"" : ", \"").append(name).append("\"");
  return list;
}

// By which faults and breakpoints know it: its own name, its steps' and those of what takes them back.
void collect(const workflow::Step& step, Names& names) {
  names.push_back(step.name);
  for (const workflow::PlacedStep& inner : step.group) collect(*inner.step, names);
  if (step.undo) names.push_back(step.undo->name);
}

void need(const Names& names, std::string_view name, const std::string& what) {
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  throw value_error("Expected " + what + ", found \"" + std::string(name) + "\"" +
                    (names.size() > kMostNamed ? "." : ". There are " + listed(names) + "."));
}

// What is set for nobody would never happen, and nobody would know why.
void need_place(const Call& call, std::string_view workflow, std::string_view step) {
  Names workflows, steps;
  for (const auto& each : call.catalog.registry.all()) {
    workflows.push_back(each->name);
    if (!workflow.empty() && workflow != each->name) continue;
    for (const workflow::PlacedStep& placed : each->steps) collect(*placed.step, steps);
  }
  need(workflows, workflow, "the name of a workflow");
  need(steps, step,
       workflow.empty() ? "the name of a workflow's step" : "a step of " + std::string(workflow));
}
void need_what_it_names(const Call& call, const workflow::Fault& fault) {
  need_place(call, fault.workflow, fault.step);
  Names systems;
  for (const catalog::ExternalSystem& system : catalog::kSystems) systems.push_back(system.name);
  need(systems, fault.system, "the name of a system");
}
void need_what_it_names(const Call& call, const workflow::Breakpoint& breakpoint) {
  need_place(call, breakpoint.workflow, breakpoint.step);
}

bool names_the_same(const workflow::Fault& a, const workflow::Fault& b) {
  return std::tie(a.workflow, a.step, a.system) == std::tie(b.workflow, b.step, b.system);
}
bool names_the_same(const workflow::Breakpoint& a, const workflow::Breakpoint& b) {
  return std::tie(a.workflow, a.step) == std::tie(b.workflow, b.step);
}

// Takes the list that the body says, as `read` understands it, and stores it; it holds once that is
// committed. Throws Refusal (422) when it is not as expected.
template <class Item>
Answer put_list(Call& call, std::vector<Item> (*read)(const Json&),
                void (*store)(store::Database&, const std::vector<Item>&), const char* type,
                const std::vector<Item>& before, std::optional<std::vector<Item>>& effect) {
  const Json body = call.needed_body();
  try {
    effect = read(body);
    // What stands there may stay, also where the code has it no more.
    for (const Item& item : *effect) {
      if (std::none_of(before.begin(), before.end(),
                       [&](const Item& each) { return names_the_same(each, item); }))
        need_what_it_names(call, item);
    }
  } catch (const Error& error) {
    throw problem(422, error.what());
  }
  store(call.db(), *effect);
  call.events.invalidate(type);
  return answer(to_json(*effect));
}

}  // namespace

Answer get_faults(Call& call) {
  return answer(to_json(call.services.stage.faults));
}

Answer put_faults(Call& call) {
  Answer answer = put_list(call, workflow::faults_from, workflow::store_faults, "faults",
                           call.services.stage.faults, call.effects.faults);
  for (const workflow::Process* held : call.runner.let_go_by({*call.effects.faults, {}})) {
    workflow::Process process = *held;
    workflow::let_go(call.services, process);
    call.effects.let_go.push_back(process.process_id);
  }
  return answer;
}

Answer get_breakpoints(Call& call) {
  return answer(to_json(call.services.stage.breakpoints));
}

Answer put_breakpoints(Call& call) {
  return put_list(call, workflow::breakpoints_from, workflow::store_breakpoints, "breakpoints",
                  call.services.stage.breakpoints, call.effects.breakpoints);
}

}  // namespace rehearsal::api
