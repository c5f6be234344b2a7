#include "workflow/schedule.h"

#include <algorithm>

#include "workflow/settings.h"

namespace rehearsal::workflow {
namespace {

constexpr int64_t kSecond = 1'000'000;

std::string setting(const Schedule& schedule) {
  return "schedule/" + std::string(schedule.workflow);
}

void store_run(Services& services, const Schedule& schedule, Instant at) {
  services.db.run(kStoreSetting, setting(schedule), at);
}

// The first time of the schedule after `last`.
Instant next_time(const Schedule& schedule, Instant last) {
  const int64_t every = schedule.every_s * kSecond;
  const int64_t offset = schedule.offset_s * kSecond;
  return Instant{(last.micros - offset) / every * every + every + offset};
}

}  // namespace

ScheduleTimes times_of(store::Database& db, const Schedule& schedule) {
  ScheduleTimes times;
  auto rows = db.query(kReadSetting, setting(schedule));
  if (rows.step()) times.last = rows.instant(0);
  times.next = next_time(schedule, times.last);
  return times;
}

void Scheduler::recover() {
  due_.resize(schedules_.size());
  for (size_t i = 0; i < schedules_.size(); ++i) {
    Instant last = times_of(services_.db, schedules_[i]).last;
    if (last == Instant{}) {
      last = services_.clock.now();
      store_run(services_, schedules_[i], last);
    }
    due_[i] = next_time(schedules_[i], last);
  }
}

double Scheduler::due_in_ms() {
  if (due_.empty()) return -1;
  const int64_t wait = std::min_element(due_.begin(), due_.end())->micros - services_.clock.now().micros;
  return wait <= 0 ? 0 : static_cast<double>(wait) / 1000;
}

std::vector<Process> Scheduler::start_due() {
  std::vector<Process> started;
  const Instant now = services_.clock.now();
  for (size_t i = 0; i < schedules_.size(); ++i) {
    const Schedule& schedule = schedules_[i];
    if (now < due_[i]) continue;
    Ids ids(services_.seed, setting(schedule) + "/" + std::to_string(due_[i].micros));
    store_run(services_, schedule, now);
    due_[i] = next_time(schedule, now);
    const Workflow* workflow = services_.registry.find(schedule.workflow);
    const bool may_start =
        workflow && (!schedule.is_needed || schedule.is_needed(services_.db)) &&
        (!workflow->run_predicate || workflow->run_predicate(services_.db, workflow->name).empty());
    if (may_start)
      started.push_back(create_process(services_, ids, *workflow, Json::array({Json::object()}), "SYSTEM"));
  }
  return started;
}

}  // namespace rehearsal::workflow
