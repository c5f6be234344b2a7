#include "api/engine.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "api/call.h"
#include "api/error_answer.h"
#include "api/events.h"
#include "api/reading_work.h"
#include "api/refusal.h"
#include "api/request_keys.h"
#include "api/router.h"
#include "catalog/catalog.h"
#include "core/ids.h"
#include "forms/wizard.h"
#include "store/transaction.h"
#include "workflow/schedule.h"
#include "workflow/settings.h"
#include "workflow/step_group.h"

namespace rehearsal::api {
namespace {

// A turn that failed is done again at once, since what it failed for has been set aside; one that fails for
// the second time is waited for, twice as long each time.
constexpr double kFirstPauseMs = 1000;
constexpr double kLongestPauseMs = 60'000;
// The setting that holds the last reading of the clock.
constexpr std::string_view kClock = "clock";
// Where there is no memory left to say anything else.
constexpr const char* kNoAnswer =
    R"({"id":null,"status":500,"headers":{},"body":{"detail":"The engine could not write its answer. Ask again.",)"
    R"("status":500,"title":"Internal Server Error"},"as_of":0})";

// The seed that the database keeps. Where none was given at its first opening it is made of the moment, which
// no two databases share and a standing clock repeats.
uint64_t kept_seed(store::Database& db, std::optional<uint64_t> given, Clock& clock) {
  {
    auto rows = db.query("select value from settings where name = 'seed'");
    if (rows.step() && !given) return static_cast<uint64_t>(rows.integer(0));
  }
  uint64_t seed = given.value_or(0);
  if (!given) {
    for (const char digit : sha256_hex("seed of " + std::to_string(clock.now().micros)).substr(0, 15)) {
      seed = seed * 16 + static_cast<uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
  }
  db.run(
      "insert into settings (name, value) values ('seed', ?) on conflict (name) do update set value = "
      "excluded.value "
      "where value is not excluded.value",
      static_cast<int64_t>(seed));
  return seed;
}

}  // namespace

struct Engine::Parts {
  Parts(EngineOptions options, catalog::Catalog what)
      : files(std::move(options.files)),
        db(*files),
        catalog(std::move(what)),
        clock(options.now ? Clock::standing(*options.now) : Clock::system()),
        facts{std::move(options.storage_kind), 0, options.catalog},
        services{db, catalog.models, catalog.registry, clock, 0},
        runner(services),
        scheduler(services, catalog.schedules) {}

  std::unique_ptr<store::Files> files;
  store::Database db;
  catalog::Catalog catalog;
  Clock clock;
  EngineFacts facts;
  workflow::Services services;
  workflow::Runner runner;
  workflow::Scheduler scheduler;
  // Which snapshot the database came from, if any; a part of the ids of changes without a key.
  std::string origin;
  // Destroyed before the database: what it has not finished is undone.
  Jobs jobs;
  ListOrders orders;
  MessageLog log;
  // What was said since take_events().
  std::vector<std::string> said;
  // Jobs that were started by requests without a key.
  int64_t unnamed_jobs = 0;
  // The last turn that both a job and a process wanted was the job's.
  bool was_work = false;
  // A turn failed and the processes could not be read again yet.
  bool is_lost = false;
  Trouble trouble;
  std::string damage;

  void note(const std::exception& error) {
    const auto* known = dynamic_cast<const Error*>(&error);
    if (known && known->kind() == "DatabaseDamaged") damage = error.what();
  }

  // What travels beside a message.
  struct Beside {
    std::vector<std::string>& blobs;
    std::vector<Bytes>& given;
    bool text_only;
  };

  Call call_of(const Match& match, const Request& request, Ids& ids, Events& events, Effects& effects,
               const Beside& beside) {
    return {request, match.parts, services, runner, catalog, facts,        trouble,      ids,
            events,  effects,     jobs,     orders, log,     beside.blobs, beside.given, beside.text_only};
  }

  Answer read(const Match& match, const Request& request, const Beside& beside) {
    if (jobs.is_writing()) throw jobs.busy();
    Effects effects;
    Events events;
    // A read makes no ids that are kept.
    Ids ids(services.seed, "read");
    Call call = call_of(match, request, ids, events, effects, beside);
    return match.route->handler(call);
  }

  Answer look_after_jobs(const Match& match, const Request& request, const Beside& beside) {
    Effects effects;
    Events events;
    // Without a key: the jobs of one engine are told apart by their number alone.
    Ids ids(services.seed,
            request.key.empty() ? change_scope() + "/job/" + std::to_string(++unnamed_jobs) : request.key);
    Call call = call_of(match, request, ids, events, effects, beside);
    Answer answer = match.route->handler(call);
    events.publish(db.commits(), said);
    return answer;
  }

  std::string change_scope() const {
    return "change/" + (origin.empty() ? origin : origin + "/") + std::to_string(db.commits() + 1);
  }

  // What the ids of a change are made of. A key is its sender's secret.
  std::string scope_of(const Request& request) const {
    return request.key.empty() ? change_scope() : sha256_hex("key " + request.key);
  }

  Answer change(const Match& match, const Request& request, const Beside& beside) {
    if (jobs.is_blocking()) throw jobs.busy();
    if (!request.key.empty()) {
      if (std::optional<Answer> stored = stored_answer(db, request)) return *stored;
    }
    prepare_log();
    const std::string scope = scope_of(request);
    const Instant at = clock.last();
    Answer answer = change(match, request, beside, scope);
    log.add_change(at, request, answer.status, scope);
    return answer;
  }

  Answer change(const Match& match, const Request& request, const Beside& beside, const std::string& scope) {
    Effects effects;
    Events events;
    Ids ids(services.seed, scope);
    Call call = call_of(match, request, ids, events, effects, beside);
    store::Transaction transaction(db, store::Durable::Change);
    Answer answer = match.route->handler(call);
    if (!request.key.empty()) store_answer(db, request, answer, clock.now());
    commit(transaction, effects.clock);
    apply(effects);
    events.publish(db.commits(), said);
    return answer;
  }

  // Before something that can be played again. A log that was cut begins anew once the engine holds nothing
  // in memory that an engine would not find that is opened now.
  void prepare_log() {
    const bool rests = runner.size() == 0 && runner.aside().empty() && !jobs.is_running();
    if (log.has_given_up() && rests && trouble.failed_turns == 0) {
      recover();
      log.begin();
    }
    log.before_entry(db);
  }

  void apply(Effects& effects) {
    for (const std::string& process_id : effects.stopped) runner.remove(process_id);
    for (workflow::Process& process : effects.started) runner.add(std::move(process));
    if (effects.pace) runner.set_pace(*effects.pace);
    if (effects.locked) runner.set_locked(*effects.locked);
    if (effects.faults) services.stage.faults = *std::move(effects.faults);
    for (const std::string& process_id : effects.let_go) runner.wake_held(process_id);
    if (effects.breakpoints) services.stage.breakpoints = *std::move(effects.breakpoints);
    if (effects.next) runner.next(effects.next_of);
    if (effects.clock) clock.not_before(*effects.clock);
  }

  Answer answer_for(std::string_view text, std::string& id, const Beside& beside) {
    const Instant at = clock.last();
    std::optional<Request> request;
    Match match;
    try {
      request = parse_request(text);
      id = request->id;
      match = find_route(request->method, request->path);
      // What was promised now would be lost with the file.
      if (!damage.empty() && match.route->does != Does::kReads) throw Error("DatabaseDamaged", damage);
      switch (match.route->does) {
        case Does::kReads:
          return read(match, *request, beside);
        case Does::kChanges:
          return change(match, *request, beside);
        case Does::kJobs: {
          Answer answer = look_after_jobs(match, *request, beside);
          if (request->method != "GET") log.add_other(at, *request, text.size(), answer.status);
          return answer;
        }
      }
      throw not_found();
    } catch (const std::exception& error) {
      if (id == "null") id = id_of(text);
      note(error);
      Answer answer = answer_to(error);
      if (request) {
        log.add_other(at, *request, text.size(), answer.status);
      } else {
        log.add_unreadable(at, text.size(), answer.status);
      }
      return answer;
    }
  }

  // The last reading goes into the database with what was done then: after the next opening time goes on from
  // there, whatever clock it is by then.
  void commit(store::Transaction& transaction, std::optional<Instant> moved_to = std::nullopt) {
    if (moved_to || db.has_changed())
      db.run(workflow::kStoreSetting, kClock, moved_to.value_or(clock.last()));
    transaction.commit();
  }
  void go_on_from_last_reading() {
    auto rows = db.query(workflow::kReadSetting, kClock);
    if (rows.step()) clock.not_before(rows.instant(0));
  }

  // What the database says of the engine itself.
  void read_settings() {
    auto rows = db.query("select name, value from settings where name in ('origin', 'seed')");
    while (rows.step()) {
      if (rows.view(0) == "origin") {
        origin = rows.text(1);
      } else {
        services.seed = facts.seed = static_cast<uint64_t>(rows.integer(1));
      }
    }
  }

  void work() {
    Events events;
    const bool replaced = jobs.slice(clock.stands(), events);
    if (replaced) {
      read_settings();
      events.everything_changed();
    }
    events.publish(db.commits(), said);
    if (!replaced) return;
    recover();
    log.begin();
  }

  // While the engine is locked nothing starts by itself, either.
  double due_in_ms() {
    if (runner.locked()) return -1;
    const double step = runner.due_in_ms();
    if (step == 0) return 0;
    const double task = scheduler.due_in_ms();
    return step < 0 ? task : task < 0 ? step : std::min(step, task);
  }

  void recover() {
    runner.recover();
    store::Transaction transaction(db, store::Durable::Recovery);
    scheduler.recover();
    commit(transaction);
  }

  void take_turn() {
    prepare_log();
    const Instant at = clock.last();
    log.add_turn(at, take_turn([&] { return runner.turn(); }));
  }

  // Gives after how many steps the turn was broken off, if it was.
  template <class Turn>
  std::optional<int64_t> take_turn(Turn turn) {
    store::Transaction transaction(db, store::Durable::Turn);
    std::vector<workflow::Process> started = scheduler.start_due();
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
    events.publish(db.commits(), said);
    return report.broken_off_after;
  }

  // What a problem report says that was done: again, at its time. Gives what is different, or nothing.
  std::string play(const Json& entry) {
    clock.not_before(Instant{entry.at("at").get<int64_t>()});
    if (const auto turn = entry.find("turn"); turn != entry.end()) {
      const std::optional<int64_t> steps =
          turn->is_null() ? std::nullopt : std::optional(turn->get<int64_t>());
      take_turn([&] { return runner.turn_again(steps); });
      return {};
    }
    const std::string scope = text_or(entry, "scope");
    if (scope.empty()) return {};
    Request request = request_of(entry);
    const Match match = find_route(request.method, request.path);
    std::vector<std::string> none;
    std::vector<Bytes> given;
    std::string status;
    try {
      status = std::to_string(change(match, request, {none, given, true}, scope).status);
    } catch (const std::exception& error) {
      status = error.what();
    }
    if (status == dump_json(entry.at("status"))) return {};
    return request.method + " " + without_token(request.path) + ": expected " +
           dump_json(entry.at("status")) + ", found " + status;
  }

  Request request_of(const Json& entry) {
    Request request = request_in(entry);
    const size_t place = request.path.find(kTokenPlace);
    if (place == std::string::npos) return request;
    // "/api/processes/{process_id}/callback/{token}": the one that the process is to be answered with.
    const Match match = find_route(request.method, request.path);
    const auto process = workflow::load_process(services, match.parts[0]);
    request.path.replace(place, kTokenPlace.size(),
                         process ? text_or(process->state, workflow::kTokenKey) : std::string());
    return request;
  }

  // A turn failed and is undone. Where it was for one process, that one fails with the reason in its row or,
  // when not even that can be written, waits; the others go on.
  void look_after_failure(const std::exception& error) {
    const std::string culprit = runner.culprit();
    recover();
    is_lost = false;
    if (culprit.empty()) return;
    const auto* known = dynamic_cast<const Error*>(&error);
    const Error reason = known ? *known : Error("RuntimeError", error.what());
    try {
      if (reason.kind() == "StorageError" || reason.kind() == "MemoryError") throw Error(reason);
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

  // Milliseconds until the next turn.
  double after_failure(const std::exception& error) {
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
};

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::~Engine() = default;

std::unique_ptr<Engine> Engine::open(EngineOptions options) {
  catalog::Catalog what = catalog::make_catalog(options.catalog);
  const std::optional<uint64_t> seed = options.seed;
  auto parts = std::make_unique<Parts>(std::move(options), std::move(what));
  {
    store::Transaction transaction(parts->db, store::Durable::Opening);
    parts->go_on_from_last_reading();
    kept_seed(parts->db, seed, parts->clock);
    catalog::bring_up_to_date(parts->db, parts->catalog, parts->clock);
    parts->scheduler.recover();
    parts->commit(transaction);
  }
  parts->read_settings();
  parts->runner.recover();
  return std::unique_ptr<Engine>(new Engine(std::move(parts)));
}

std::string Engine::handle(std::string_view request) noexcept {
  try {
    parts_->clock.follow();
    std::string id = "null";
    std::vector<std::string> none;
    std::vector<Bytes> given;
    const Answer answer = parts_->answer_for(request, id, {none, given, true});
    return write_answer(id, answer, parts_->db.commits());
  } catch (...) {
    return kNoAnswer;
  }
}

Engine::Message Engine::handle(std::string_view request, std::vector<std::string> blobs) noexcept {
  try {
    parts_->clock.follow();
    std::string id = "null";
    Message message;
    const Answer answer = parts_->answer_for(request, id, {blobs, message.blobs, false});
    message.text = write_answer(id, answer, parts_->db.commits());
    return message;
  } catch (...) {
    return {kNoAnswer, {}};
  }
}

double Engine::turn() noexcept {
  Parts& parts = *parts_;
  parts.clock.follow();
  if (!parts.damage.empty()) return -1;
  try {
    // What a failed turn did is undone: the processes are where their rows say.
    if (std::exchange(parts.is_lost, true)) parts.recover();
    const bool is_due = !parts.jobs.is_blocking() && parts.due_in_ms() == 0;
    // Where both have something to do they take turns.
    if (parts.jobs.is_running() && !(is_due && std::exchange(parts.was_work, !parts.was_work))) {
      parts.work();
    } else if (is_due) {
      parts.take_turn();
    }
    parts.is_lost = false;
    parts.trouble = {};
    if (parts.jobs.is_running()) return 0;
    parts.clock.follow();
    return parts.due_in_ms();
  } catch (const std::exception& error) {
    return parts.after_failure(error);
  }
}

Json Engine::play(const Json& messages) {
  int64_t played = 0;
  int64_t turns = 0;
  Json differences = Json::array();
  for (const Json& entry : messages) {
    const std::string difference = parts_->play(entry);
    if (!difference.empty()) differences.push_back(difference);
    if (entry.contains("turn")) {
      ++turns;
    } else if (entry.contains("scope")) {
      ++played;
    }
    parts_->said.clear();
  }
  return {{"messages", played}, {"turns", turns}, {"differences", std::move(differences)}};
}

std::string Engine::digest() {
  Ids ids(parts_->services.seed, "digest");
  domain::Session session{parts_->db, parts_->services.models, parts_->clock, ids, {}, nullptr};
  WholeExport whole(session, {});
  while (whole.step()) {
  }
  return whole.digest();
}

const std::string& Engine::damage() const {
  return parts_->damage;
}

std::vector<std::string> Engine::take_events() {
  return std::exchange(parts_->said, {});
}

}  // namespace rehearsal::api
