#include "api/engine.h"

#include "api/call.h"
#include "api/events.h"
#include "api/refusal.h"
#include "api/request_keys.h"
#include "api/router.h"
#include "catalog/catalog.h"
#include "core/ids.h"
#include "forms/wizard.h"
#include "store/transaction.h"

namespace rehearsal::api {
namespace {

constexpr double kPauseAfterFailureMs = 1000;
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

// What went wrong, as an answer.
Answer answer_to(const std::exception& error) {
  if (const auto* refusal = dynamic_cast<const Refusal*>(&error))
    return answer(refusal->status(), refusal->body());
  if (const auto* form = dynamic_cast<const forms::FormProblem*>(&error))
    return answer(form->status(), form->body());
  if (const auto* known = dynamic_cast<const Error*>(&error)) {
    if (known->kind() == "InvalidJson") return answer(400, problem_body(400, error.what()));
    if (known->kind() == "StorageError") return answer(507, problem_body(507, error.what()));
  }
  return answer(500, problem_body(500, error.what()));
}

}  // namespace

struct Engine::Parts {
  Parts(EngineOptions options, catalog::Catalog what)
      : files(std::move(options.files)),
        db(*files),
        catalog(std::move(what)),
        clock(options.now ? Clock::standing(*options.now) : Clock::system()),
        facts{std::move(options.storage_kind), 0},
        services{db, catalog.models, catalog.registry, clock, 0},
        runner(services) {}

  std::unique_ptr<store::Files> files;
  store::Database db;
  catalog::Catalog catalog;
  Clock clock;
  EngineFacts facts;
  workflow::Services services;
  workflow::Runner runner;
  // What was said since take_events().
  std::vector<std::string> said;
  // A turn failed and the processes could not be read again yet.
  bool is_lost = false;
  std::string damage;

  void note(const std::exception& error) {
    const auto* known = dynamic_cast<const Error*>(&error);
    if (known && known->kind() == "DatabaseDamaged") damage = error.what();
  }

  Answer read(const Match& match, const Request& request) {
    Effects effects;
    Events events;
    // A read makes no ids that are kept.
    Ids ids(services.seed, "read");
    Call call{request, match.parts, services, runner, catalog, facts, ids, events, effects};
    return match.route->handler(call);
  }

  Answer change(const Match& match, const Request& request) {
    if (!request.key.empty()) {
      if (std::optional<Answer> stored = stored_answer(db, request)) return *stored;
    }
    Effects effects;
    Events events;
    Ids ids(services.seed, request.key.empty() ? "change/" + std::to_string(db.commits() + 1) : request.key);
    Call call{request, match.parts, services, runner, catalog, facts, ids, events, effects};
    store::Transaction transaction(db);
    Answer answer = match.route->handler(call);
    if (!request.key.empty()) store_answer(db, request, answer, clock.now());
    transaction.commit();
    apply(effects);
    events.publish(db.commits(), said);
    return answer;
  }

  void apply(Effects& effects) {
    for (const std::string& process_id : effects.stopped) runner.remove(process_id);
    for (workflow::Process& process : effects.started) runner.add(std::move(process));
    if (effects.pace) runner.set_pace(*effects.pace);
    if (effects.locked) runner.set_locked(*effects.locked);
    if (effects.next) runner.next();
  }

  Answer answer_for(std::string_view text, Json& id) {
    try {
      Request request = parse_request(text);
      id = request.id;
      const Match match = find_route(request.method, request.path);
      return match.route->does == Does::kReads ? read(match, request) : change(match, request);
    } catch (const std::exception& error) {
      if (id.is_null()) id = id_of(text);
      note(error);
      return answer_to(error);
    }
  }

  void take_turn() {
    store::Transaction transaction(db);
    const workflow::TurnReport report = runner.turn();
    transaction.commit();
    Events events;
    for (const auto& moved : report.processes) events.process_moved(moved);
    for (const std::string& subscription_id : report.subscriptions)
      events.subscription_changed(subscription_id);
    events.publish(db.commits(), said);
  }
};

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::~Engine() = default;

std::unique_ptr<Engine> Engine::open(EngineOptions options) {
  catalog::Catalog what = catalog::make_catalog(options.catalog);
  const std::optional<uint64_t> seed = options.seed;
  auto parts = std::make_unique<Parts>(std::move(options), std::move(what));
  {
    store::Transaction transaction(parts->db);
    parts->services.seed = parts->facts.seed = kept_seed(parts->db, seed, parts->clock);
    catalog::add_missing_rows(parts->db, parts->catalog, parts->clock);
    transaction.commit();
  }
  parts->runner.recover();
  return std::unique_ptr<Engine>(new Engine(std::move(parts)));
}

std::string Engine::handle(std::string_view request) noexcept {
  try {
    Json id;
    const Answer answer = parts_->answer_for(request, id);
    return write_answer(id, answer, parts_->db.commits());
  } catch (...) {
    return kNoAnswer;
  }
}

double Engine::turn() noexcept {
  Parts& parts = *parts_;
  try {
    // What a failed turn did is undone: the processes are where their rows say.
    if (std::exchange(parts.is_lost, true)) parts.runner.recover();
    if (parts.runner.due_in_ms() == 0) parts.take_turn();
    parts.is_lost = false;
    return parts.runner.due_in_ms();
  } catch (const std::exception& error) {
    parts.note(error);
    Events events;
    events.storage_failed(error.what());
    events.publish(parts.db.commits(), parts.said);
    return kPauseAfterFailureMs;
  }
}

const std::string& Engine::damage() const {
  return parts_->damage;
}

std::vector<std::string> Engine::take_events() {
  return std::exchange(parts_->said, {});
}

}  // namespace rehearsal::api
