// The places between two durable effects, each with a name: at every one a test lets the machine die
// (faulty_files.h, tests/unit/api/kill_points_test.cpp). In what ships passing one is an empty call.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rehearsal::store {

// What is made durable at once: by a commit, or outside by an external step.
enum class Durable : uint8_t {
  Tables,
  Opening,
  Change,
  Turn,
  Recovery,
  Failure,
  Import,
  External,
  // Of tests and benchmarks; scripts/lib/check-boundaries.mjs sees to it that the engine's own have a name.
  Unnamed,
};
inline constexpr std::array<std::string_view, 9> kDurables = {
    "the tables", "the opening", "a change",         "a turn",  "the recovery after an import",
    "a failure",  "an import",   "an external step", "unnamed",
};

struct KillPoint {
  Durable effect;
  // It has happened, and nothing after it.
  bool is_after;
  bool operator==(const KillPoint&) const = default;
};

inline std::string name_of(KillPoint point) {
  return (point.is_after ? "after " : "before ") + std::string(kDurables[static_cast<size_t>(point.effect)]);
}

}  // namespace rehearsal::store
