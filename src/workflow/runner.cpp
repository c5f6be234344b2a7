#include "workflow/runner.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <set>

#include "workflow/callbacks.h"
#include "workflow/execute.h"
#include "workflow/external.h"
#include "workflow/rollback.h"

namespace rehearsal::workflow {
namespace {

// How long a process whose step cannot be written waits: twice as long each time.
constexpr int64_t kFirstPauseS = 1;
constexpr int64_t kLongestPauseS = 300;

// It has a step to take, or must be told that nobody knows which.
bool is_to_be_looked_at(const Process& process) {
  return process.next_step() != nullptr || !process.mismatch.empty() ||
         (process.rollback && process.status == ProcessStatus::running);
}

// It rests, and needs nobody to go on.
bool can_be_tried_again(const Process& process) {
  const Step* step = process.next_step();
  return is_resumable(process.status) && process.status != ProcessStatus::suspended &&
         process.mismatch.empty() && (process.rollback || (step && !step->form));
}

void forget(std::vector<Timer>& timers, std::string_view process_id) {
  timers.erase(std::remove_if(timers.begin(), timers.end(),
                              [process_id](const Timer& each) { return each.process_id == process_id; }),
               timers.end());
}

}  // namespace

// Bounds a turn: by a number of steps, or else by a stopwatch.
class Runner::Budget {
 public:
  explicit Budget(std::optional<int64_t> most) : most_(most) {}
  // A stopwatch, not a clock: nothing that is stored depends on it.
  bool is_spent() {
    ++steps_;
    if (most_) return steps_ >= *most_;
    return std::chrono::steady_clock::now() - start_ >= std::chrono::milliseconds(10);
  }
  int64_t steps() const { return steps_; }

 private:
  std::optional<int64_t> most_;
  int64_t steps_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void Runner::recover() {
  // Marked in this life and not taken since: nothing was interrupted.
  std::set<std::string, std::less<>> marked;
  for (const Running& each : running_) {
    if (each.process.is_marked) marked.insert(each.process.process_id);
  }
  running_.clear();
  culprit_.clear();
  next_ = 0;
  timers_ = load_timers(services_.db);
  services_.stage = load_stage(services_.db);
  pace_ = load_pace(services_.db);
  {
    auto settings = services_.db.query("select global_lock from engine_settings");
    locked_ = settings.step() && settings.boolean(0);
  }
  std::vector<std::string> ids;
  auto rows = services_.db.query(
      "select pid from processes where is_task in (0, 1) and last_status in ('created', 'running', "
      "'resumed') order by sequence");
  while (rows.step()) ids.push_back(rows.text(0));
  for (const std::string& id : ids) {
    std::optional<Process> process = load_process(services_, id);
    if (!process || !is_to_be_looked_at(*process)) continue;
    const bool has_marker = was_interrupted(services_.db, *process);
    const bool interrupted = has_marker && marked.count(id) == 0;
    process->is_marked = has_marker && !interrupted;
    add(std::move(*process));
    running_.back().is_interrupted = interrupted;
  }
}

void Runner::add(Process process) {
  forget(timers_, process.process_id);
  running_.push_back({std::move(process)});
}

void Runner::remove(std::string_view process_id) {
  forget(timers_, process_id);
  aside_.erase(std::string(process_id));
  const auto found = std::find_if(running_.begin(), running_.end(), [process_id](const Running& each) {
    return each.process.process_id == process_id;
  });
  if (found == running_.end()) return;
  if (static_cast<size_t>(found - running_.begin()) < next_) --next_;
  running_.erase(found);
}

bool Runner::holds(std::string_view process_id) const {
  return std::any_of(running_.begin(), running_.end(),
                     [process_id](const Running& each) { return each.process.process_id == process_id; });
}

void Runner::set_pace(const Pace& pace) {
  pace_ = pace;
  for (Running& each : running_) each.permits = 0;
}

void Runner::next(std::string_view process_id) {
  for (Running& each : running_) {
    if (process_id.empty() || each.process.process_id == process_id) each.permits = 1;
  }
}

bool Runner::is_halted(const Running& running) const {
  return running.permits == 0 && !running.process.waiting &&
         services_.stage.halts_at(running.process.next_place());
}

std::vector<const Process*> Runner::halted() const {
  std::vector<const Process*> found;
  for (const Running& each : running_) {
    if (is_halted(each)) found.push_back(&each.process);
  }
  return found;
}

std::vector<const Process*> Runner::let_go_by(const Stage& after) const {
  std::vector<const Process*> found;
  for (const Running& each : running_) {
    if (!each.process.waiting || !each.process.waiting->is_held) continue;
    // A fault that has struck for the last time is in no list, and still keeps what it struck.
    const StepPlace place = each.process.next_place();
    const bool is_taken_away = services_.stage.holds_at(place) && !after.holds_at(place);
    if (is_taken_away || after.faults.empty()) found.push_back(&each.process);
  }
  return found;
}

void Runner::wake_held(std::string_view process_id) {
  for (Running& each : running_) {
    if (each.process.process_id == process_id && each.process.waiting) each.process.waiting->due = {};
  }
}

void Runner::set_aside(const std::string& process_id, const std::string& message) {
  Aside& aside = aside_[process_id];
  const int64_t pause_s = std::min(kLongestPauseS, kFirstPauseS << std::min<int64_t>(aside.tries, 16));
  ++aside.tries;
  aside.not_before = Instant{services_.clock.now().micros + pause_s * 1'000'000};
  aside.message = message;
}

// What is under way is brought to its end: a step between two of its calls, and one that has its marker.
bool Runner::is_under_way(const Running& running) {
  return running.process.waiting.has_value() || running.process.is_marked;
}

size_t Runner::under_way() const {
  return static_cast<size_t>(std::count_if(running_.begin(), running_.end(), is_under_way));
}

int64_t Runner::due_at(const Running& running) const {
  if (locked_ && !is_under_way(running)) return kNever;
  const auto aside = aside_.find(running.process.process_id);
  if (aside != aside_.end()) return aside->second.not_before.micros;
  if (running.is_interrupted || running.process.is_marked) return kNow;
  if (!services_.stage.breakpoints.empty() && is_halted(running)) return kNever;
  if (running.process.waiting) return running.process.waiting->due.micros;
  if (pace_.manual) return running.permits > 0 ? kNow : kNever;
  if (pace_.step_ms == 0 || running.process.rows == 0) return kNow;
  return running.process.last_moved.micros + pace_.step_ms * 1000;
}

int64_t Runner::due_at(const Timer& timer) const {
  if (locked_) return kNever;
  const auto aside = aside_.find(timer.process_id);
  return aside == aside_.end() ? timer.due.micros : aside->second.not_before.micros;
}

bool Runner::needs_clock() const {
  return !timers_.empty() || std::any_of(running_.begin(), running_.end(), [this](const Running& each) {
    const int64_t due = due_at(each);
    return due != kNow && due != kNever;
  });
}

double Runner::due_in_ms() {
  if (running_.empty() && timers_.empty()) return -1;
  int64_t soonest = kNever;
  for (const Timer& each : timers_) soonest = std::min(soonest, due_at(each));
  for (const Running& each : running_) soonest = std::min(soonest, due_at(each));
  if (soonest == kNow) return 0;
  if (soonest == kNever) return -1;
  const int64_t wait = soonest - services_.clock.now().micros;
  return wait <= 0 ? 0 : static_cast<double>(wait) / 1000;
}

// Where the clock stands everything must happen again in the same way, so steps are counted.
TurnReport Runner::turn() {
  constexpr int64_t kStepsOfTurn = 256;
  return turn(Budget(services_.clock.stands() ? std::optional(kStepsOfTurn) : std::nullopt));
}

TurnReport Runner::turn_again(std::optional<int64_t> steps) {
  return turn(Budget(steps.value_or(INT64_MAX)));
}

TurnReport Runner::turn(Budget budget) {
  TurnReport report;
  culprit_.clear();
  bool spent = wake_those_due(budget, report);
  const int64_t now = needs_clock() ? services_.clock.now().micros : kNow;
  StepEffects effects;
  for (bool again = true; again && !spent;) {
    if (next_ >= running_.size()) next_ = 0;
    again = next_ > 0;  // a round that was broken off: those before it have not been asked yet
    for (; next_ < running_.size() && !spent; ++next_) {
      Running& running = running_[next_];
      if (!is_to_be_looked_at(running.process) || running.is_marked_now || due_at(running) > now) continue;
      if (!running.is_interrupted && needs_marker(running.process)) {
        mark(services_.db, running.process);
        running.is_marked_now = true;
        continue;
      }
      take_step(running, effects);
      again = true;
      spent = budget.is_spent();
    }
  }
  report.subscriptions = std::move(effects.subscriptions);
  report.faults_changed = effects.faults_changed;
  if (spent) report.broken_off_after = budget.steps();
  settle(report);
  for (Process& process : effects.started) add(std::move(process));
  return report;
}

void Runner::take_step(Running& running, StepEffects& effects) {
  Process& process = running.process;
  culprit_ = process.process_id;
  if (running.permits > 0) --running.permits;
  if (!process.mismatch.empty()) {
    fail_process(services_, process, value_error(std::exchange(process.mismatch, "")));
    running.moved_to = "Unknown";
  } else if (std::exchange(running.is_interrupted, false)) {
    running.moved_to = process.next_step()->name;
    fail_interrupted(services_, process);
  } else {
    if (process.status != ProcessStatus::running) mark_running(services_, process);
    if (process.rollback) {
      running.moved_to =
          process.rollback->left.empty() ? kRolledBack : process.rollback->left.back().step->name;
      undo_next_step(services_, process, effects);
    } else {
      running.moved_to = process.next_step()->name;
      execute_next_step(services_, process, effects);
    }
  }
  if (process.timer) timers_.push_back({*process.timer, process.process_id});
  if (process.status != ProcessStatus::running) process.position = process.workflow->steps.size();
  if (!aside_.empty()) aside_.erase(process.process_id);
  culprit_.clear();
}

// What a process at rest was to be woken for: its soft failure is tried again, or no answer came in time.
void Runner::wake(const Timer& timer, TurnReport& report) {
  culprit_ = timer.process_id;
  std::optional<Process> process = load_process(services_, timer.process_id);
  if (process && process->status == ProcessStatus::awaiting_callback) {
    fail_awaiting(services_, *process);
    report.processes.push_back({process->process_id, process->status, "Callback timed out"});
  } else if (!process || !can_be_tried_again(*process)) {
    forget_timer(services_.db, timer.process_id);
  } else {
    Ids ids(services_.seed, process->process_id + "/again/" + std::to_string(timer.due.micros));
    resume_process(services_, ids, *process, Json::array({Json::object()}), "SYSTEM");
    add(*std::move(process));
  }
  culprit_.clear();
}

// Those that are left when the turn's time is over are due in the next one: in an order that does not depend
// on when the engine was opened.
bool Runner::wake_those_due(Budget& budget, TurnReport& report) {
  if (timers_.empty()) return false;
  const int64_t now = services_.clock.now().micros;
  const auto later = std::partition(timers_.begin(), timers_.end(),
                                    [this, now](const Timer& each) { return now < due_at(each); });
  std::vector<Timer> due(later, timers_.end());
  timers_.erase(later, timers_.end());
  std::sort(due.begin(), due.end(), [](const Timer& a, const Timer& b) {
    return std::pair(a.due.micros, std::string_view(a.process_id)) >
           std::pair(b.due.micros, std::string_view(b.process_id));
  });
  bool spent = false;
  for (; !due.empty() && !spent; due.pop_back()) {
    wake(due.back(), report);
    spent = budget.is_spent();
  }
  timers_.insert(timers_.end(), due.begin(), due.end());
  return spent;
}

// Reports those that moved and lets go of those that are at rest.
void Runner::settle(TurnReport& report) {
  size_t kept = 0;
  size_t next = next_;
  for (size_t i = 0; i < running_.size(); ++i) {
    Running& running = running_[i];
    running.is_marked_now = false;
    if (!running.moved_to.empty()) {
      report.processes.push_back(
          {running.process.process_id, running.process.status, std::string(running.moved_to)});
      running.moved_to = {};
    }
    if (is_to_be_looked_at(running.process)) {
      if (kept != i) running_[kept] = std::move(running);
      ++kept;
    } else if (i < next_) {
      --next;
    }
  }
  running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(kept), running_.end());
  next_ = next;
}

}  // namespace rehearsal::workflow
