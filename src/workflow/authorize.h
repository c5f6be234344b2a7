// Who may start a workflow, resume its processes, and try again what failed in them. There is no login in a
// tab: a person is the name under which a request comes. Source in the original: workflow.py
// (authorize_callback, resume_auth_callback, retry_auth_callback), utils/auth.py, reference/engine.md 1.15.
#pragma once

#include <cstdint>

#include "workflow/process.h"

namespace rehearsal::workflow {

enum class Action : uint8_t { StartWorkflow, ResumeWorkflow, RetryWorkflow };

struct AuthContext {
  std::string_view user;
  Action action;
  const Workflow& workflow;
  // The step at which the process stands; null at a start.
  const Step* step = nullptr;
};

// The same step with its own say about who may resume from here on, or try again.
constexpr Step with_may_resume(Step step, Authorizer may_resume) {
  step.may_resume = may_resume;
  return step;
}
constexpr Step with_may_retry(Step step, Authorizer may_retry) {
  step.may_retry = may_retry;
  return step;
}

bool may_start(const Workflow& workflow, std::string_view user);

// Of the steps until the one at which the process stands the last that has a say is asked, or else the
// workflow. A suspended process is resumed, any other is tried again; what may be resumed only by some may be
// tried again only by them, unless a step or the workflow has a say of its own about that.
bool may_resume(const Process& process, std::string_view user);

}  // namespace rehearsal::workflow
