// The messages of a problem report, again (replay.h).
#include "api/engine_parts.h"
#include "api/reading_work.h"
#include "workflow/step_group.h"

namespace rehearsal::api {

std::string Engine::Parts::play(const Json& entry) {
  clock.not_before(Instant{entry.at("at").get<int64_t>()});
  if (const auto turn = entry.find("turn"); turn != entry.end()) {
    const std::optional<int64_t> steps = turn->is_null() ? std::nullopt : std::optional(turn->get<int64_t>());
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
  return request.method + " " + without_token(request.path) + ": expected " + dump_json(entry.at("status")) +
         ", found " + status;
}

Request Engine::Parts::request_of(const Json& entry) {
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

}  // namespace rehearsal::api
