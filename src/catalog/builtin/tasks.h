// The tasks that look after processes and subscriptions, with the original's names, steps and results.
// Source in the original: workflows/tasks/*, reference/engine.md 4.3.
#pragma once

#include "workflow/workflow.h"

namespace rehearsal::catalog {

// A task: it has no subscription, and its processes are told from those of people.
template <size_t N>
workflow::Workflow builtin_task(const char* name, const char* description, const workflow::StepList<N>& steps,
                                const workflow::Form* form = &workflow::kEmptyForm) {
  return {.name = name,
          .description = description,
          .target = workflow::Target::SYSTEM,
          .is_task = true,
          .initial_form = form,
          .steps = workflow::steps_of(steps)};
}

// How many rows a step of a task looks at before it lets others have their turn.
inline constexpr int64_t kSlice = 100;

// task_clean_up_tasks, task_resume_workflows, task_validate_awaiting_callbacks.
void add_process_tasks(workflow::Registry& registry);
// task_validate_products.
void add_product_tasks(workflow::Registry& registry);
// task_validate_product_type, task_validate_subscriptions.
void add_subscription_tasks(workflow::Registry& registry);

}  // namespace rehearsal::catalog
