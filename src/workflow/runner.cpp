#include "workflow/runner.h"

#include <algorithm>
#include <chrono>

#include "workflow/execute.h"

namespace rehearsal::workflow {
namespace {

// Bounds a turn. Where the clock stands everything must happen again in the same way, so steps are counted
// instead.
class Budget {
 public:
  explicit Budget(bool by_count) : by_count_(by_count) {}
  // A stopwatch, not a clock: nothing that is stored depends on it.
  bool is_spent() {
    ++steps_;
    if (by_count_) return steps_ >= 256;
    return std::chrono::steady_clock::now() - start_ >= std::chrono::milliseconds(10);
  }

 private:
  bool by_count_;
  int steps_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

void Runner::recover() {
  running_.clear();
  next_ = 0;
  pace_ = load_pace(services_.db);
  {
    auto settings = services_.db.query("select global_lock from engine_settings");
    locked_ = settings.step() && settings.boolean(0);
  }
  std::vector<std::string> ids;
  auto rows = services_.db.query(
      "select pid from processes where last_status in ('created', 'running', 'resumed') order by sequence");
  while (rows.step()) ids.push_back(rows.text(0));
  for (const std::string& id : ids) {
    std::optional<Process> process = load_process(services_, id);
    if (process && process->next_step()) add(std::move(*process));
  }
}

void Runner::add(Process process) {
  running_.push_back({std::move(process)});
}

void Runner::remove(std::string_view process_id) {
  const auto found = std::find_if(running_.begin(), running_.end(), [process_id](const Running& each) {
    return each.process.process_id == process_id;
  });
  if (found == running_.end()) return;
  if (static_cast<size_t>(found - running_.begin()) < next_) --next_;
  running_.erase(found);
}

void Runner::set_pace(const Pace& pace) {
  pace_ = pace;
  for (Running& each : running_) each.permits = 0;
}

void Runner::next() {
  for (Running& each : running_) each.permits = 1;
}

int64_t Runner::due_at(const Running& running) const {
  if (running.process.waiting) return running.process.waiting->due.micros;
  if (pace_.manual) return running.permits > 0 ? kNow : kNever;
  if (pace_.step_ms == 0 || running.process.rows == 0) return kNow;
  return running.process.last_moved.micros + pace_.step_ms * 1000;
}

bool Runner::needs_clock() const {
  return std::any_of(running_.begin(), running_.end(), [this](const Running& each) {
    const int64_t due = due_at(each);
    return due != kNow && due != kNever;
  });
}

double Runner::due_in_ms() {
  if (locked_ || running_.empty()) return -1;
  int64_t soonest = kNever;
  for (const Running& each : running_) soonest = std::min(soonest, due_at(each));
  if (soonest == kNow) return 0;
  if (soonest == kNever) return -1;
  const int64_t wait = soonest - services_.clock.now().micros;
  return wait <= 0 ? 0 : static_cast<double>(wait) / 1000;
}

TurnReport Runner::turn() {
  TurnReport report;
  if (locked_) return report;
  const int64_t now = needs_clock() ? services_.clock.now().micros : kNow;
  Budget budget(services_.clock.stands());
  bool spent = false;
  for (bool again = true; again && !spent;) {
    if (next_ >= running_.size()) next_ = 0;
    again = next_ > 0;  // a round that was broken off: those before it have not been asked yet
    for (; next_ < running_.size() && !spent; ++next_) {
      Running& running = running_[next_];
      if (!running.process.next_step() || due_at(running) > now) continue;
      take_step(running, report);
      again = true;
      spent = budget.is_spent();
    }
  }
  settle(report);
  return report;
}

void Runner::take_step(Running& running, TurnReport& report) {
  Process& process = running.process;
  if (running.permits > 0) --running.permits;
  if (process.status != ProcessStatus::running) mark_running(services_, process);
  running.moved_to = process.next_step()->name;
  execute_next_step(services_, process, report.subscriptions);
  if (process.status != ProcessStatus::running) process.position = process.workflow->steps.size();
}

// Reports those that moved and lets go of those that are at rest.
void Runner::settle(TurnReport& report) {
  std::vector<Running> still;
  size_t next = next_;
  for (size_t i = 0; i < running_.size(); ++i) {
    Running& running = running_[i];
    if (!running.moved_to.empty()) {
      report.processes.push_back(
          {running.process.process_id, running.process.status, std::string(running.moved_to)});
      running.moved_to = {};
    }
    if (running.process.next_step()) {
      still.push_back(std::move(running));
    } else if (i < next_) {
      --next;
    }
  }
  running_ = std::move(still);
  next_ = next;
}

}  // namespace rehearsal::workflow
