// The processes that run, and the turns in which they do.
// Source in the original: services/executors, of which this is the only one: a single thread that takes
// turns.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/execute.h"
#include "workflow/pace.h"
#include "workflow/process.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {

// What a turn changed, for events.
struct TurnReport {
  struct Moved {
    std::string process_id;
    ProcessStatus status;
    std::string last_step;
  };
  // Each process that took a step, as the turn left it.
  std::vector<Moved> processes;
  // Ids of subscriptions that were written; may name one more than once.
  std::vector<std::string> subscriptions;
  // A fault of the stage has struck.
  bool faults_changed = false;
  // Its time was over after so many steps; nothing where all was done.
  std::optional<int64_t> broken_off_after = std::nullopt;
};

class Runner {
 public:
  explicit Runner(Services& services) : services_(services) {}

  // Forgets what it knew and takes up the processes that the database says are created or running.
  void recover();
  // Takes up a process that was created or resumed; its next step is due.
  void add(Process process);
  // Lets go of a process that was aborted or deleted.
  void remove(std::string_view process_id);
  // How many processes it holds, and whether it does this one.
  size_t size() const { return running_.size(); }
  bool holds(std::string_view process_id) const;

  void set_pace(const Pace& pace);
  const Pace& pace() const { return pace_; }
  // With a manual pace, or before a breakpoint: every process, or the one of this id, may take one more step.
  void next(std::string_view process_id = {});
  // Those that wait because of a fault of the stage, where `after` would keep them no more: the fault that
  // kept them is not in it, or it has none at all.
  std::vector<const Process*> let_go_by(const Stage& after) const;
  // Such a process goes on at once.
  void wake_held(std::string_view process_id);
  // Those that halt before a breakpoint.
  std::vector<const Process*> halted() const;
  // While locked no process begins a step; one that is under way is called until it has ended.
  void set_locked(bool locked) { locked_ = locked; }
  bool locked() const { return locked_; }
  // How many steps are under way.
  size_t under_way() const;
  // The timers of processes are other ones in the database.
  void reload_timers() { timers_ = load_timers(services_.db); }

  // Milliseconds until a step is due: 0 = now, negative = nothing is until something else happens.
  double due_in_ms();
  // Takes one step of each process that is due, and again, until none is or about 10 ms are over. Inside the
  // caller's transaction; when that fails, call recover(), and set_aside() for the culprit.
  TurnReport turn();
  // The same turn again: broken off after so many steps, or not at all.
  TurnReport turn_again(std::optional<int64_t> steps);

  // The process that the turn which failed was working on; empty when it was none's fault.
  const std::string& culprit() const { return culprit_; }
  // Lets the process `culprit()` wait before its step is tried once more, each time for longer, so that the
  // others can go on. What was wrong is a text for the person.
  void set_aside(const std::string& process_id, const std::string& message);

  // Processes whose step could not be written, until one can.
  struct Aside {
    int64_t tries = 0;
    Instant not_before{};
    std::string message;
  };
  const std::map<std::string, Aside>& aside() const { return aside_; }

 private:
  struct Running {
    Process process;
    // Steps that may be taken before the next "next".
    int permits = 0;
    // The engine died in its external step.
    bool is_interrupted = false;
    // Its external step is marked in this turn and runs once that is committed, in the next.
    bool is_marked_now = false;
    // The step that it took in this turn, if any.
    std::string_view moved_to{};
  };

  static constexpr int64_t kNow = 0;
  static constexpr int64_t kNever = INT64_MAX;
  class Budget;
  TurnReport turn(Budget budget);
  bool is_halted(const Running& running) const;
  static bool is_under_way(const Running& running);
  int64_t due_at(const Running& running) const;
  bool needs_clock() const;
  void take_step(Running& running, StepEffects& effects);
  int64_t due_at(const Timer& timer) const;
  void wake(const Timer& timer, TurnReport& report);
  // Whether the turn's time is over.
  bool wake_those_due(Budget& budget, TurnReport& report);
  void settle(TurnReport& report);

  Services& services_;
  std::vector<Running> running_;
  // Of processes that are at rest.
  std::vector<Timer> timers_;
  std::map<std::string, Aside> aside_;
  std::string culprit_;
  size_t next_ = 0;
  Pace pace_;
  bool locked_ = false;
};

}  // namespace rehearsal::workflow
