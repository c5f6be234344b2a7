#include "api/engine.h"

#include "api/engine_parts.h"
#include "core/ids.h"

namespace rehearsal::api {
namespace {

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
  if (parts->has_stale_descriptions())
    parts->log.give_up("The engine was opened while descriptions were being brought up to date.");
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
    const bool is_stale = parts.has_stale_descriptions();
    const bool is_due = is_stale || (!parts.jobs.is_blocking() && parts.due_in_ms() == 0);
    // Where both have something to do they take turns.
    if (parts.jobs.is_running() && !is_stale && !(is_due && std::exchange(parts.was_work, !parts.was_work))) {
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

const std::string& Engine::damage() const {
  return parts_->damage;
}

std::vector<std::string> Engine::take_events() {
  return std::exchange(parts_->said, {});
}

}  // namespace rehearsal::api
