#include "workflow/authorize.h"

#include <algorithm>

namespace rehearsal::workflow {
namespace {

Authorizer who_may_resume(const Process& process, bool is_retry) {
  const auto& steps = process.workflow->steps;
  const size_t seen = process.position < steps.size() ? process.position + 1 : steps.size();
  for (size_t i = seen; i-- > 0;) {
    const Step& step = *steps[i].step;
    if (is_retry && step.may_retry) return step.may_retry;
    if (step.may_resume) return step.may_resume;
  }
  return is_retry && process.workflow->may_retry ? process.workflow->may_retry : process.workflow->may_start;
}

}  // namespace

bool may_start(const Workflow& workflow, std::string_view user) {
  return !workflow.may_start || workflow.may_start({user, Action::StartWorkflow, workflow});
}

bool may_resume(const Process& process, std::string_view user) {
  if (!process.workflow) return true;
  const bool is_retry = process.status != ProcessStatus::suspended;
  const Authorizer authorizer = who_may_resume(process, is_retry);
  return !authorizer || authorizer({user, is_retry ? Action::RetryWorkflow : Action::ResumeWorkflow,
                                    *process.workflow, process.next_step()});
}

}  // namespace rehearsal::workflow
