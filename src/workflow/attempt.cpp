#include "workflow/attempt.h"

#include <new>
#include <utility>

#include "store/transaction.h"
#include "workflow/step_rows.h"

namespace rehearsal::workflow {
namespace {

bool is_engines_own(const Error& error) {
  return error.kind() == "StorageError" || error.kind() == "DatabaseDamaged" || error.kind() == "MemoryError";
}

// What the step has done beside its row is undone with it.
class Before {
 public:
  explicit Before(const StepEffects& effects)
      : subscriptions_(effects.subscriptions.size()), started_(effects.started.size()) {}
  void restore(StepEffects& effects) const {
    effects.subscriptions.resize(subscriptions_);
    effects.started.erase(effects.started.begin() + static_cast<std::ptrdiff_t>(started_),
                          effects.started.end());
  }

 private:
  size_t subscriptions_;
  size_t started_;
};

// Thrown by a system outside that the stage keeps from answering; no error of the step's own.
struct Struck {
  Fault* fault;
};

// What a fault makes of the step instead of what it does: it fails, or the outcome is that it waits.
Outcome strike(Services& services, const Step& step, Fault& fault, StepEffects& effects) {
  constexpr double kLookAgainMs = 1000;
  Outcome outcome;
  outcome.is_held = true;
  if (fault.kind == Fault::Kind::NoAnswer) {
    outcome.again_after_ms = kLookAgainMs;
    return outcome;
  }
  effects.faults_changed = fault.times > 0;
  if (fault.kind == Fault::Kind::Delay) {
    outcome.again_after_ms = static_cast<double>(fault.delay_ms);
    count_down(services.db, services.stage, fault);
    return outcome;
  }
  std::string message = fault.message;
  if (message.empty()) {
    message = fault.system.empty() ? "This step was told to fail."
                                   : "The system " + fault.system + " was told to fail in the step \"" +
                                         std::string(step.name) + "\".";
  }
  count_down(services.db, services.stage, fault);
  throw Error("ProcessFailureError", message);
}

// The fault that the stage has set at this place, and that has not made the step wait already.
Fault* fault_at(Services& services, const Process& process, const Step& step, std::string_view system = {}) {
  if (services.stage.faults.empty()) return nullptr;
  Fault* fault = services.stage.fault_at(process.next_place(), system);
  if (!fault || (step.is_pure && fault->step.empty())) return nullptr;
  // What takes a step back ends at once; it may be told to fail, by its name or by its system's.
  if (process.rollback &&
      (fault->kind != Fault::Kind::Fail || (fault->step.empty() && fault->system.empty())))
    return nullptr;
  return fault->kind == Fault::Kind::Delay && process.waiting ? nullptr : fault;
}

// What the step does with what the lenses from the n-th on show of the state.
template <class Work>
Outcome through_lenses(const PlacedStep& placed, size_t n, const Json& state, const Work& work) {
  while (n < placed.depth && !placed.around[n].lens) ++n;
  if (n >= placed.depth) return work(state);
  const Lens& lens = *placed.around[n].lens;
  Json part = lens.get(state);
  Outcome outcome = through_lenses(placed, n + 1, part, work);
  part.update(outcome.returned);
  for (const std::string_view key : std::exchange(outcome.removed, {})) part.erase(std::string(key));
  outcome.returned = lens.set(state, part);
  return outcome;
}

Outcome run(Services& services, const Process& process, const PlacedStep& placed, const Json& state, Ids& ids,
            StepEffects& effects) {
  Outcome outcome;
  if (placed.depth > 0 && !placed.runs(state)) {
    outcome.status = StepStatus::skipped;
    return outcome;
  }
  const Step& step = *placed.step;
  Fault* fault = fault_at(services, process, step);
  if (fault) return strike(services, step, *fault, effects);
  domain::Session session{services.db, services.models,    services.clock,
                          ids,         process.process_id, &effects.subscriptions};
  if (!services.stage.faults.empty()) {
    session.reach = [&](std::string_view system) {
      if (Fault* found = fault_at(services, process, step, system)) throw Struck{found};
    };
  }
  const auto work = [&](const Json& seen) {
    StepContext context{session, seen, step, services, effects.started};
    return step.run(context);
  };
  if (step.is_pure) return through_lenses(placed, 0, state, work);
  const Before before(effects);
  try {
    store::Savepoint savepoint(services.db);
    if (step.is_external) services.db.at({store::Durable::External, false});
    outcome = through_lenses(placed, 0, state, work);
    if (step.is_external) services.db.at({store::Durable::External, true});
    savepoint.commit();
    return outcome;
  } catch (const Struck& struck) {
    fault = struck.fault;
  }
  before.restore(effects);
  // Only now, when what the step did is undone.
  return strike(services, step, *fault, effects);
}

}  // namespace

Attempt attempt(Services& services, const Process& process, const PlacedStep& placed, const Json& state,
                Ids& ids, StepEffects& effects) {
  const Before before(effects);
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
  if (result.error) before.restore(effects);
  return result;
}

}  // namespace rehearsal::workflow
