// Playing a problem report again (GET /api/rehearsal/report): the database as it was where its log begins,
// and then every message and every turn, each at its time. In the end the digest tells whether all came the
// same.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/engine.h"

namespace rehearsal::api {

struct Replay {
  // As the report's messages left it, in memory, its clock standing.
  std::unique_ptr<Engine> engine;
  // An event for the door's output: {"event": {"name": "replay", "value": {"app", "messages", "turns",
  // "differences", "expected", "digest", "is_same"}}, "seq"}.
  std::string event;
  bool is_same = false;
};

// Throws Error (ValueError) when the text is no report or its log has no beginning.
Replay replay(std::string_view report);

}  // namespace rehearsal::api
