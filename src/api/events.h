// What the engine says without being asked: collected during a change, sent once it is committed.
// Source in the original: websocket/__init__.py (engine.md 7.8), services/processes.py (2.10).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/runner.h"

namespace rehearsal::api {

class Events {
 public:
  // A process was made, moved or changed; lists, its own answers and the counts are stale.
  void process_changed(std::string_view process_id);
  // The same, with where it stands now, for those who watch.
  void process_moved(const workflow::TurnReport::Moved& moved);
  void subscription_changed(std::string_view subscription_id);
  // Products, workflows and the like were changed.
  void invalidate(std::string_view type);
  // A job was started, came forward or ended: as GET /api/rehearsal/jobs/{id} tells it, without bytes.
  void job_changed(const Json& job);
  // Another database is in the place of the one before: everything is stale.
  void everything_changed();
  // Something that was done without a person has not come out whole.
  void notice(std::string_view message);
  void storage_failed(std::string_view message);

  // Hands over what came together, each as JSON text, said of commit `seq`. The same thing is said once.
  void publish(int64_t seq, std::vector<std::string>& to);
  void clear() { events_.clear(); }

 private:
  void add(std::string event);

  // JSON texts of {"name", "value"}.
  std::vector<std::string> events_;
};

}  // namespace rehearsal::api
