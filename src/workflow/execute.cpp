#include "workflow/execute.h"

#include <new>

#include "store/transaction.h"
#include "workflow/step_rows.h"

namespace rehearsal::workflow {
namespace {

bool is_engines_own(const Error& error) {
  return error.kind() == "StorageError" || error.kind() == "DatabaseDamaged" || error.kind() == "MemoryError";
}

// What the step did, or the description of its error.
struct Attempt {
  Outcome outcome;
  std::optional<Json> error;
};

Outcome run(Services& services, const Process& process, const PlacedStep& placed, const Json& state, Ids& ids,
            std::vector<std::string>& changed) {
  Outcome outcome;
  if (placed.when && !placed.when(state)) {
    outcome.status = StepStatus::skipped;
    return outcome;
  }
  domain::Session session{services.db, services.models, services.clock, ids, process.process_id, &changed};
  StepContext context{session, state};
  if (placed.step->is_pure) return placed.step->run(context);
  store::Savepoint savepoint(services.db);
  outcome = placed.step->run(context);
  savepoint.commit();
  return outcome;
}

// The one place where what a step throws is caught.
Attempt attempt(Services& services, const Process& process, const PlacedStep& placed, const Json& state,
                Ids& ids, std::vector<std::string>& changed) {
  const size_t known = changed.size();
  Attempt result;
  try {
    result.outcome = run(services, process, placed, state, ids, changed);
  } catch (const Error& error) {
    if (is_engines_own(error)) throw;
    result.error = error_description(error, placed.step->name, process.workflow_name);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    result.error =
        error_description(Error("RuntimeError", error.what()), placed.step->name, process.workflow_name);
  }
  if (result.error) changed.resize(known);
  return result;
}

void store_waiting(Services& services, Process& process, Process::Waiting waiting) {
  Json stored = Json::object();
  stored["due"] = waiting.due.micros;
  stored["calls"] = waiting.calls;
  stored["started"] = waiting.started.micros;
  stored["given"] = waiting.given;
  services.db.run(
      "insert into settings (name, value) values (?, ?) on conflict (name) do update set value = "
      "excluded.value",
      "again/" + process.process_id, stored);
  process.waiting = std::move(waiting);
}

void forget_waiting(Services& services, Process& process) {
  services.db.run("delete from settings where name = ?", "again/" + process.process_id);
  process.waiting.reset();
}

}  // namespace

void execute_next_step(Services& services, Process& process, std::vector<std::string>& changed) {
  const PlacedStep placed = process.workflow->steps[process.position];
  Process::Waiting waiting = process.waiting.value_or(Process::Waiting{});
  if (waiting.calls == 0) waiting.started = services.clock.now();

  // The scope of the ids: this step of this process; a step that is called again has each time its own.
  std::string scope = process.process_id + "/" + std::to_string(process.rows);
  if (waiting.calls > 0) scope += "." + std::to_string(waiting.calls);
  Ids ids(services.seed, scope);

  StepRow row;
  row.step_id = ids.next();
  row.name = placed.step->name;
  row.assignee = placed.step->assignee;
  row.started = waiting.started;

  Json merged;  // only for a step that is called again: what it has given so far counts too
  if (process.waiting) {
    merged = process.state;
    merged.update(waiting.given);
  }
  Attempt result = attempt(services, process, placed, process.waiting ? merged : process.state, ids, changed);
  row.completed = services.clock.now();

  if (!result.error && result.outcome.again_after_ms) {
    waiting.given.update(result.outcome.returned);
    waiting.due = Instant{row.completed.micros + static_cast<int64_t>(*result.outcome.again_after_ms * 1000)};
    ++waiting.calls;
    store_waiting(services, process, std::move(waiting));
    return;
  }
  if (process.waiting) forget_waiting(services, process);
  if (result.error) {
    row.status = placed.step->on_error;
    row.error = std::move(result.error);
  } else {
    row.status = result.outcome.status;
    process.state.update(waiting.given);
    process.state.update(result.outcome.returned);
    if (is_cleared(row.status)) ++process.position;
  }
  write_step(services, process, std::move(row));
}

}  // namespace rehearsal::workflow
