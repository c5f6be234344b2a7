// Tasks that start by themselves at their times: while the engine is open, and at its next opening once for
// all the times that it was not. Source in the original: schedules/*, reference/engine.md 4.3.
#pragma once

#include <string_view>
#include <vector>

#include "workflow/process.h"

namespace rehearsal::workflow {

struct Schedule {
  std::string_view workflow;
  // Each so many seconds, counted from so many seconds after midnight.
  int64_t every_s = 0;
  int64_t offset_s = 0;
  // Whether there is anything for it to do; where there is not, the time passes without a process.
  bool (*is_needed)(store::Database&) = nullptr;
};

struct ScheduleTimes {
  // When it was last seen to be due, or else the catalogue first had it.
  Instant last{};
  Instant next{};
};
// As the scheduler keeps them.
ScheduleTimes times_of(store::Database& db, const Schedule& schedule);

class Scheduler {
 public:
  Scheduler(Services& services, const std::vector<Schedule>& schedules)
      : services_(services), schedules_(schedules) {}

  // Reads when each ran last; one that is new here runs at its next time. Inside the caller's transaction.
  void recover();

  // Milliseconds until the next time; negative when there is none.
  double due_in_ms();
  // Starts what is due. Inside the caller's transaction; when that fails, call recover().
  std::vector<Process> start_due();

 private:
  Services& services_;
  const std::vector<Schedule>& schedules_;
  // When each is due.
  std::vector<Instant> due_;
};

}  // namespace rehearsal::workflow
