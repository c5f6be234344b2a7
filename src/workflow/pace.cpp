#include "workflow/pace.h"

#include "workflow/settings.h"

namespace rehearsal::workflow {

Pace load_pace(store::Database& db) {
  auto rows = db.query(kReadSetting, "pace");
  return rows.step() ? pace_from(rows.json(0)).value_or(Pace{}) : Pace{};
}

void store_pace(store::Database& db, const Pace& pace) {
  db.run(kStoreSetting, "pace", to_json(pace));
}

Json to_json(const Pace& pace) {
  Json json = Json::object();
  if (pace.manual) {
    json["manual"] = true;
  } else {
    json["step_ms"] = pace.step_ms;
  }
  return json;
}

std::optional<Pace> pace_from(const Json& body) {
  if (body.is_object() && body.size() == 1) {
    const std::string& key = body.begin().key();
    const Json& value = body.begin().value();
    if (key == "manual" && value.is_boolean() && value.get<bool>()) return Pace{0, true};
    const int64_t step_ms = value.is_number_integer() ? value.get<int64_t>() : -1;
    if (key == "step_ms" && step_ms >= 0 && step_ms <= kSlowestStepMs) return Pace{step_ms, false};
  }
  return std::nullopt;
}

}  // namespace rehearsal::workflow
