// Turns: slices of jobs and steps of processes, and what becomes of a turn that fails.
#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

#include "api/engine_parts.h"
#include "workflow/settings.h"

namespace rehearsal::api {
namespace {

// A turn that failed is done again at once, since what it failed for has been set aside; one that fails for
// the second time is waited for, twice as long each time.
constexpr double kFirstPauseMs = 1000;
constexpr double kLongestPauseMs = 60'000;
// A turn's part of the descriptions that are out of date, in uses and blocks that are read: a few
// milliseconds.
constexpr int64_t kWorkOfDescribing = 96;
// The setting that holds the last reading of the clock.
constexpr std::string_view kClock = "clock";

}  // namespace

void Engine::Parts::note(const std::exception& error) {
  const auto* known = dynamic_cast<const Error*>(&error);
  if (known && known->kind() == "DatabaseDamaged") damage = error.what();
}

void Engine::Parts::prepare_log() {
  const bool rests =
      runner.size() == 0 && runner.aside().empty() && !jobs.is_running() && !has_stale_descriptions();
  if (log.has_given_up() && rests && trouble.failed_turns == 0) {
    recover();
    log.begin();
  }
  log.before_entry(db);
}

void Engine::Parts::commit(store::Transaction& transaction, std::optional<Instant> moved_to) {
  if (moved_to || db.has_changed()) db.run(workflow::kStoreSetting, kClock, moved_to.value_or(clock.last()));
  transaction.commit();
}

void Engine::Parts::go_on_from_last_reading() {
  auto rows = db.query(workflow::kReadSetting, kClock);
  if (rows.step()) clock.not_before(rows.instant(0));
}

void Engine::Parts::read_settings() {
  auto rows = db.query("select name, value from settings where name in ('origin', 'seed')");
  while (rows.step()) {
    if (rows.view(0) == "origin") {
      origin = rows.text(1);
    } else {
      services.seed = facts.seed = static_cast<uint64_t>(rows.integer(1));
    }
  }
}

void Engine::Parts::work() {
  Events events;
  const bool replaced =
      jobs.slice(clock.stands(), events, [this](const std::exception& error) { note(error); });
  if (replaced) {
    read_settings();
    events.everything_changed();
  }
  events.publish(db.commits(), said);
  if (!replaced) return;
  recover();
  log.begin();
}

double Engine::Parts::due_in_ms() {
  if (has_stale_descriptions()) return 0;
  const double step = runner.due_in_ms();
  if (step == 0 || runner.locked()) return step;
  const double task = scheduler.due_in_ms();
  return step < 0 ? task : task < 0 ? step : std::min(step, task);
}

void Engine::Parts::recover() {
  runner.recover();
  store::Transaction transaction(db, store::Durable::Recovery);
  scheduler.recover();
  commit(transaction);
}

void Engine::Parts::take_turn() {
  prepare_log();
  const Instant at = clock.last();
  log.add_turn(at, take_turn([&] { return runner.turn(); }));
}

bool Engine::Parts::has_stale_descriptions() {
  if (jobs.is_writing()) return false;
  if (stale_as_of != db.commits()) {
    is_stale = domain::has_stale_descriptions(db);
    stale_as_of = db.commits();
  }
  return is_stale;
}

bool Engine::Parts::describe_some() {
  if (!has_stale_descriptions()) return false;
  store::Transaction transaction(db, store::Durable::Turn);
  Ids none(services.seed, "descriptions");
  std::vector<std::string> described;
  domain::Session session{db, services.models, clock, none, {}, &described};
  is_describing = true;
  const auto undescribed = domain::refresh_descriptions(session, kWorkOfDescribing);
  commit(transaction);
  is_describing = false;
  Events events;
  for (const auto& each : undescribed)
    events.notice("The description of the subscription " + each.subscription_id + " stays as it was. " +
                  each.problem);
  for (const std::string& subscription_id : described) events.subscription_changed(subscription_id);
  events.publish(db.commits(), said);
  return true;
}

std::optional<int64_t> Engine::Parts::take_turn(const std::function<workflow::TurnReport()>& turn) {
  if (describe_some()) return std::nullopt;
  store::Transaction transaction(db, store::Durable::Turn);
  std::vector<workflow::Process> started;
  if (!runner.locked()) started = scheduler.start_due();
  const workflow::TurnReport report = turn();
  commit(transaction);
  Events events;
  for (workflow::Process& process : started) {
    events.process_changed(process.process_id);
    runner.add(std::move(process));
  }
  for (const auto& moved : report.processes) events.process_moved(moved);
  for (const std::string& subscription_id : report.subscriptions)
    events.subscription_changed(subscription_id);
  if (report.faults_changed) events.invalidate("faults");
  if (runner.locked()) events.invalidate("engineStatus");
  events.publish(db.commits(), said);
  return report.broken_off_after;
}

void Engine::Parts::pass_over_descriptions(const std::exception& error) {
  store::Transaction transaction(db, store::Durable::Failure);
  domain::forget_first_noted(db);
  commit(transaction);
  Events events;
  events.notice(std::string("Descriptions that are made of a changed value stay as they were: ") +
                error.what() + ". They follow when it changes again.");
  events.publish(db.commits(), said);
}

void Engine::Parts::look_after_failure(const std::exception& error) {
  const bool was_describing = std::exchange(is_describing, false);
  const std::string culprit = runner.culprit();
  recover();
  is_lost = false;
  const auto* known = dynamic_cast<const Error*>(&error);
  const Error reason = known ? *known : Error("RuntimeError", error.what());
  const bool may_work_later = reason.kind() == "StorageError" || reason.kind() == "MemoryError";
  if (was_describing) {
    const bool is_memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
    if (trouble.failed_turns > 1 && !may_work_later && !is_memory) pass_over_descriptions(error);
    return;
  }
  if (culprit.empty()) return;
  try {
    if (may_work_later) throw Error(reason);
    store::Transaction transaction(db, store::Durable::Failure);
    std::optional<workflow::Process> process = workflow::load_process(services, culprit);
    if (process) workflow::fail_process(services, *process, reason);
    commit(transaction);
    runner.remove(culprit);
    Events events;
    if (process) events.process_moved({culprit, process->status, "Unknown"});
    events.publish(db.commits(), said);
  } catch (const Error& still) {
    note(still);
    runner.set_aside(culprit, still.what());
  }
}

double Engine::Parts::after_failure(const std::exception& error) {
  ++trouble.failed_turns;
  try {
    log.give_up("A turn failed: what was before it is cut.");
    note(error);
    trouble.message = error.what();
    Events events;
    events.storage_failed(error.what());
    events.publish(db.commits(), said);
    if (damage.empty()) look_after_failure(error);
  } catch (const std::exception& still) {
    note(still);
  }
  if (trouble.failed_turns == 1) return 0;
  return std::min(
      kLongestPauseMs,
      std::ldexp(kFirstPauseMs, static_cast<int>(std::min<int64_t>(trouble.failed_turns - 2, 16))));
}

}  // namespace rehearsal::api
