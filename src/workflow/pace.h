// How fast processes go from step to step, for people who watch: kept in the database, obeyed by the runner.
#pragma once

#include <cstdint>
#include <optional>

#include "core/json.h"
#include "store/database.h"

namespace rehearsal::workflow {

inline constexpr int64_t kSlowestStepMs = 10'000;

struct Pace {
  // At least so many milliseconds lie between the end of a step and the start of the next one.
  int64_t step_ms = 0;
  // Each step waits until a person says "next".
  bool manual = false;
};

Pace load_pace(store::Database& db);
void store_pace(store::Database& db, const Pace& pace);

// {"step_ms": 0 to 10000} or {"manual": true}; pace_from gives none for anything else.
Json to_json(const Pace& pace);
std::optional<Pace> pace_from(const Json& body);

}  // namespace rehearsal::workflow
