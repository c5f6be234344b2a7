// What a presenter or a teacher sets: steps that are told to fail, to be slow or not to answer, and steps
// before which processes halt. Kept in the database, obeyed by the runner; with nothing set it costs a look
// at two empty lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "store/database.h"

namespace rehearsal::workflow {

struct Fault {
  enum class Kind : uint8_t { Fail, Delay, NoAnswer };
  // Empty: every workflow, every step. A step is named, or the group that it belongs to.
  std::string workflow;
  std::string step;
  Kind kind = Kind::Fail;
  // What the failing step says.
  std::string message;
  int64_t delay_ms = 0;
  // How many times more; 0: until it is mended.
  int64_t times = 0;
  // It strikes when the step reaches this system outside; empty: as soon as the step begins.
  std::string system{};
};

struct Breakpoint {
  std::string workflow;
  std::string step;
};

// A step in its place, as faults and breakpoints name it. `group` is empty where it is in none.
struct StepPlace {
  std::string_view workflow;
  std::string_view group;
  std::string_view step;
};

struct Stage {
  std::vector<Fault> faults;
  std::vector<Breakpoint> breakpoints;

  bool halts_at(const StepPlace& place) const;
  // Whether a fault makes the step at this place wait.
  bool holds_at(const StepPlace& place) const;
  // The fault that strikes there, before the step or when it reaches `system`; null when none does.
  Fault* fault_at(const StepPlace& place, std::string_view system = {});
};

Stage load_stage(store::Database& db);
void store_faults(store::Database& db, const std::vector<Fault>& faults);
void store_breakpoints(store::Database& db, const std::vector<Breakpoint>& breakpoints);

// The lists as the door has them. Both *_from throw Error (ValueError) that says what was expected.
Json to_json(const std::vector<Fault>& faults);
Json to_json(const std::vector<Breakpoint>& breakpoints);
std::vector<Fault> faults_from(const Json& list);
std::vector<Breakpoint> breakpoints_from(const Json& list);

// The fault has struck: where it was to strike so many times it does so once less. Inside the caller's
// transaction.
void count_down(store::Database& db, Stage& stage, Fault& fault);

}  // namespace rehearsal::workflow
