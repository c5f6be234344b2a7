// When a process that is at rest is to be looked at again: a step that is tried again by itself, an answer
// from outside that has a time limit. One timer per process, kept in the database. Inside the caller's
// transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "store/database.h"

namespace rehearsal::workflow {

struct Timer {
  Instant due{};
  std::string process_id;
};

void store_timer(store::Database& db, const Timer& timer);
// When the process is looked at again, if it is.
std::optional<Instant> timer_of(store::Database& db, std::string_view process_id);
void forget_timer(store::Database& db, std::string_view process_id);
// Sets the timers of all tasks that have failed or wait, and returns how many those are.
int64_t wake_tasks(store::Database& db, Instant due);
std::vector<Timer> load_timers(store::Database& db);

}  // namespace rehearsal::workflow
