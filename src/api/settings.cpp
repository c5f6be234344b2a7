// The engine's lock, words, and a sign of life (engine.md 2.8).
#include "api/handlers.h"
#include "api/refusal.h"
#include "catalog/words.h"
#include "forms/coerce.h"

namespace rehearsal::api {
namespace {

// A step that is under way when the engine is locked is brought to its end.
Json status_body(bool locked, const workflow::Runner& runner) {
  const size_t running = locked ? runner.under_way() : runner.size();
  Json body = Json::object();
  body["global_lock"] = locked;
  body["running_processes"] = running;
  body["global_status"] = !locked ? "RUNNING" : running > 0 ? "PAUSING" : "PAUSED";
  return body;
}

bool is_language(std::string_view text) {
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos || dash == 0 || dash + 1 == text.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool fits =
        i < dash ? text[i] >= 'a' && text[i] <= 'z' : i == dash || (text[i] >= 'A' && text[i] <= 'Z');
    if (!fits) return false;
  }
  return true;
}

}  // namespace

Answer get_engine_status(Call& call) {
  return answer(status_body(call.runner.locked(), call.runner));
}

Answer put_engine_status(Call& call) {
  const Json body = call.needed_body();
  const Json loc = Json::array({"body", "global_lock"});
  if (!body.is_object()) {
    throw unprocessable("model_attributes_type", Json::array({"body"}),
                        "Input should be a valid dictionary or object to extract fields from", body);
  }
  const auto found = body.find("global_lock");
  if (found == body.end()) throw unprocessable("missing", loc, "Field required", body);
  const forms::Coerced coerced = forms::to_boolean(*found);
  if (coerced.complaint)
    throw unprocessable(coerced.complaint->type, loc, coerced.complaint->message, *found);
  const bool locked = coerced.value.get<bool>();
  if (locked != call.runner.locked()) {
    call.db().run("update engine_settings set global_lock = ?", locked);
    call.effects.locked = locked;
    call.events.invalidate("engineStatus");
  }
  return answer(status_body(locked, call.runner));
}

Answer get_translations(Call& call) {
  if (!is_language(call.parts[0])) {
    Json ctx = Json::object();
    ctx["pattern"] = "^[a-z]+-[A-Z]+$";
    throw unprocessable("string_pattern_mismatch", Json::array({"path", "language"}),
                        "String should match pattern '^[a-z]+-[A-Z]+$'", call.parts[0], std::move(ctx));
  }
  return answer(catalog::words(call.catalog, call.parts[0]));
}

Answer get_health(Call&) {
  return answer("OK");
}

}  // namespace rehearsal::api
