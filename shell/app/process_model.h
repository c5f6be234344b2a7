// A process as GET /api/processes/{id} gives it, put in the order and words in which it is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/json.h"
#include "shell/app/words.h"

namespace rehearsal::shell {

// One value that a step changed, or a whole object that it brought.
struct Change {
  std::vector<std::string> path;  // {"subscription", "user_group", "group_name"}
  std::optional<Json> before;     // nothing: it was not there
  Json after;

  // A value that was not there before and holds others: shown folded.
  bool whole() const;
  // Kept by the engine for itself in every state: read last.
  bool reserved() const;
};

struct Step {
  std::string id;
  std::string name;
  std::string status;  // as recorded; "running" for the one that is at work, "not_run" for what never will be
  std::optional<double> started, completed;
  std::vector<Change> changes;
  size_t unchanged = 0;  // top-level keys of the state that the step left as they were
  Json state;            // after the step; of a failed one, what is known of the failure
  int attempts = 1;
  std::optional<double> ended;  // when a person ended the process after this step had stopped
  std::string by = "SYSTEM";    // who took it; that where nobody has said a name

  bool executed() const { return status != "pending" && status != "running"; }
  bool failed() const { return status == "failed" || status == "waiting"; }
  std::optional<double> seconds() const;
};

struct LinkedSubscription {
  std::string id, description, status, product;
  bool insync = true;
};

struct Process {
  std::string id, workflow, target, status, created_by, failed_reason, traceback, note, last_step;
  bool is_task = false;
  double started_at = 0, modified_at = 0;
  std::optional<double> next_try_at;  // when the step that waits is tried again by itself
  std::vector<LinkedSubscription> subscriptions;
  std::vector<Step> steps;
  Json form;  // of the step that waits for input; null when none does

  size_t done_steps() const;
  // Those that are done and to be done: an attempt that failed, after which it went on, is none of them.
  size_t wanted_steps() const;
  // Where a person ended it: the name of a step that has been put in its place (name_stop()), or the engine's
  // "User Aborted".
  int stop() const;
  // What it did is being taken back, or was.
  bool rolls_back() const;
  bool rolled_back() const;
  // Why, in the words of who rolled it back; empty when it was not.
  std::string rollback_reason() const;
  // The step that failed last, and only while the process stands there; -1 when there is none.
  int failed_step() const;
};

// Reads an item of a list too: then there are no steps.
Process process_of(const Json& body);

// Names the steps where an aborted process was ended by those of its workflow, in order: the engine records
// the end in place of the step that it kept from running. Without a name it stands as the end alone.
void name_stop(Process& process, const std::vector<std::string>& workflow_steps);

// The values that `delta` (what the engine calls state_delta) sets, with what stood in `before`.
std::vector<Change> changes_of(const Json& delta, const Json& before);
// "subscription › user group › group name".
std::string path_words(const std::vector<std::string>& path);

// The reason of a failure, in words first: "ann is not what the outside says", from a failed step's state.
std::string failure_words(const Json& state);

}  // namespace rehearsal::shell
