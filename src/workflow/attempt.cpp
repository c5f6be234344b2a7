#include "workflow/attempt.h"

#include <new>

#include "store/transaction.h"
#include "workflow/step_rows.h"

namespace rehearsal::workflow {
namespace {

bool is_engines_own(const Error& error) {
  return error.kind() == "StorageError" || error.kind() == "DatabaseDamaged" || error.kind() == "MemoryError";
}

// What the stage has set for this step instead of what it does: it fails, or the outcome is that it waits.
std::optional<Outcome> struck(Services& services, const Process& process, const Step& step,
                              StepEffects& effects) {
  Fault* fault = services.stage.fault_at(process.next_place());
  if (!fault || (step.is_pure && fault->step.empty())) return std::nullopt;
  constexpr double kLookAgainMs = 1000;
  Outcome outcome;
  if (fault->kind == Fault::Kind::NoAnswer) {
    outcome.again_after_ms = kLookAgainMs;
    return outcome;
  }
  if (fault->kind == Fault::Kind::Delay) {
    if (process.waiting) return std::nullopt;
    outcome.again_after_ms = static_cast<double>(fault->delay_ms);
    effects.faults_changed = true;
    count_down(services.db, services.stage, *fault);
    return outcome;
  }
  effects.faults_changed = true;
  const std::string message = fault->message.empty() ? "This step was told to fail." : fault->message;
  count_down(services.db, services.stage, *fault);
  throw Error("ProcessFailureError", message);
}

Outcome run(Services& services, const Process& process, const PlacedStep& placed, const Json& state, Ids& ids,
            StepEffects& effects) {
  Outcome outcome;
  if (placed.when && !placed.when(state)) {
    outcome.status = StepStatus::skipped;
    return outcome;
  }
  if (!services.stage.faults.empty()) {
    if (std::optional<Outcome> instead = struck(services, process, *placed.step, effects))
      return *std::move(instead);
  }
  domain::Session session{services.db, services.models,    services.clock,
                          ids,         process.process_id, &effects.subscriptions};
  StepContext context{session, state, *placed.step, services, effects.started};
  if (placed.step->is_pure) return placed.step->run(context);
  store::Savepoint savepoint(services.db);
  outcome = placed.step->run(context);
  savepoint.commit();
  return outcome;
}

}  // namespace

Attempt attempt(Services& services, const Process& process, const PlacedStep& placed, const Json& state,
                Ids& ids, StepEffects& effects) {
  const size_t known = effects.subscriptions.size();
  const size_t started = effects.started.size();
  Attempt result;
  try {
    result.outcome = run(services, process, placed, state, ids, effects);
  } catch (const Error& error) {
    if (is_engines_own(error)) throw;
    result.error = error_description(error, placed.step->name, process.workflow_name);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    result.error =
        error_description(Error("RuntimeError", error.what()), placed.step->name, process.workflow_name);
  }
  if (result.error) {
    effects.subscriptions.resize(known);
    effects.started.erase(effects.started.begin() + static_cast<std::ptrdiff_t>(started),
                          effects.started.end());
  }
  return result;
}

}  // namespace rehearsal::workflow
