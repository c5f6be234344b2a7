// The recordings' workflows, by what they exercise.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

// wf_fail, wf_retry, and wf_retry_soon which no recording has: a step that fails as often as its form says.
void add_flaky_workflows(workflow::Registry& registry);
// wf_input, wf_two_pages, wf_forms and more: what a person is asked.
void add_input_workflows(workflow::Registry& registry);
// wf_callback, wf_callback_plain, wf_two_callbacks and more: asking outside.
void add_callback_workflows(workflow::Registry& registry);
// wf_empty, wf_conditional, wf_abort, wf_slow, wf_predicate and more: how a process goes on.
void add_flow_workflows(workflow::Registry& registry);
// wf_errors: what a step may throw.
void add_error_workflows(workflow::Registry& registry);
// wf_group, wf_groups, wf_group_input and more: steps that are one row together.
void add_group_workflows(workflow::Registry& registry);
// wf_lock, wf_hold, wf_status: what happens to a subscription.
void add_lock_workflows(workflow::Registry& registry);
// task_sample, task_api, task_errors and more: tasks.
void add_exercise_tasks(workflow::Registry& registry);

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
