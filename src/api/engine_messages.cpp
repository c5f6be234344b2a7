// One message: what it asks is read, changed in one transaction, or begun as a job.
#include "api/engine_parts.h"
#include "api/error_answer.h"
#include "api/refusal.h"
#include "api/request_keys.h"
#include "core/ids.h"

namespace rehearsal::api {
namespace {

// What a process is given stands in the rows of all its later steps. Bytes of files travel beside the text.
constexpr size_t kLongestRequest = 1'000'000;

void refuse_too_long(std::string_view text) {
  if (text.size() <= kLongestRequest) return;
  throw problem(413, "Expected a request of at most " + std::to_string(kLongestRequest) + " bytes, found " +
                         std::to_string(text.size()) + ".");
}

}  // namespace

Call Engine::Parts::call_of(const Match& match, const Request& request, Ids& ids, Events& events,
                            Effects& effects, const Beside& beside) {
  return {request, match.parts, services, runner, catalog, facts,        trouble,      ids,
          events,  effects,     jobs,     orders, log,     beside.blobs, beside.given, beside.text_only};
}

Answer Engine::Parts::read(const Match& match, const Request& request, const Beside& beside) {
  Effects effects;
  Events events;
  // A read makes no ids that are kept.
  Ids ids(services.seed, "read");
  Call call = call_of(match, request, ids, events, effects, beside);
  return match.route->handler(call);
}

Answer Engine::Parts::look_after_jobs(const Match& match, const Request& request, const Beside& beside) {
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

std::string Engine::Parts::change_scope() const {
  return "change/" + (origin.empty() ? origin : origin + "/") + std::to_string(db.commits() + 1);
}

std::string Engine::Parts::scope_of(const Request& request) const {
  return request.key.empty() ? change_scope() : sha256_hex("key " + request.key);
}

Answer Engine::Parts::change(const Match& match, const Request& request, const Beside& beside) {
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

Answer Engine::Parts::change(const Match& match, const Request& request, const Beside& beside,
                             const std::string& scope) {
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

void Engine::Parts::apply(Effects& effects) {
  for (const std::string& process_id : effects.stopped) runner.remove(process_id);
  for (workflow::Process& process : effects.started) runner.add(std::move(process));
  if (effects.pace) runner.set_pace(*effects.pace);
  if (effects.locked) runner.set_locked(*effects.locked);
  if (effects.faults) services.stage.faults = *std::move(effects.faults);
  for (const std::string& process_id : effects.let_go) runner.wake_held(process_id);
  if (effects.breakpoints) services.stage.breakpoints = *std::move(effects.breakpoints);
  if (effects.next) runner.next(effects.next_of);
  if (effects.timers_changed) runner.reload_timers();
  if (effects.clock) clock.not_before(*effects.clock);
}

Answer Engine::Parts::answer_for(std::string_view text, std::string& id, const Beside& beside) {
  const Instant at = clock.last();
  std::optional<Request> request;
  Match match;
  try {
    request = parse_request(text);
    id = request->id;
    match = find_route(request->method, request->path);
    // What was promised now would be lost with the file.
    const Does does = match.route->does;
    if (!damage.empty() && (does == Does::kChanges || does == Does::kJobs))
      throw Error("DatabaseDamaged", damage);
    if (does == Does::kChanges || does == Does::kReads) refuse_too_long(text);
    switch (does) {
      case Does::kThinks:
        return read(match, *request, beside);
      case Does::kReads:
        if (jobs.is_writing()) throw jobs.busy();
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

}  // namespace rehearsal::api
