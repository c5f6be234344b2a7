// The recordings' workflows, by what they exercise.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

// wf_fail, wf_retry, wf_group, task_sample, task_inconsistent, task_api: a step that fails as often as its form says.
void add_flaky_workflows(workflow::Registry& registry);
// wf_input, wf_group_input, wf_two_pages, wf_forms: what a person is asked.
void add_input_workflows(workflow::Registry& registry);
// wf_callback, wf_callback_plain: asking outside.
void add_callback_workflows(workflow::Registry& registry);
// wf_empty, wf_conditional, wf_abort, wf_slow, wf_predicate: how a process goes on.
void add_flow_workflows(workflow::Registry& registry);
// wf_errors: what a step may throw.
void add_error_workflows(workflow::Registry& registry);

// A workflow of the recordings: its description, and no product.
template <size_t N>
workflow::Workflow exercise(const std::string& name, const workflow::StepList<N>& steps,
                            const workflow::Form* form = &workflow::kEmptyForm) {
  return {.name = name,
          .description = "Engine exercise " + name.substr(3),
          .target = workflow::Target::CREATE,
          .initial_form = form,
          .steps = workflow::steps_of(steps)};
}

}  // namespace rehearsal::catalog
