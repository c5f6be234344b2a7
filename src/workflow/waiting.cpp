#include "workflow/waiting.h"

#include "store/process_settings.h"
#include "workflow/external.h"
#include "workflow/settings.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {
namespace {

std::string name_of(std::string_view process_id) {
  return store::process_setting(store::kAgainSetting, process_id);
}

}  // namespace

void find_waiting(Services& services, Process& process) {
  auto rows = services.db.query(kReadSetting, name_of(process.process_id));
  if (!rows.step()) return;
  const Json stored = rows.json(0);
  process.waiting = Process::Waiting{
      Instant{stored.at("due").get<int64_t>()}, stored.at("calls").get<int64_t>(),
      Instant{stored.at("started").get<int64_t>()}, stored.at("given"), stored.contains("held")};
}

void store_waiting(Services& services, Process& process, Process::Waiting waiting) {
  Json stored = Json::object();
  stored["due"] = waiting.due.micros;
  stored["calls"] = waiting.calls;
  stored["started"] = waiting.started.micros;
  stored["given"] = waiting.given;
  if (waiting.is_held) stored["held"] = true;
  services.db.run(kStoreSetting, name_of(process.process_id), stored);
  process.waiting = std::move(waiting);
}

void let_go(Services& services, Process& process) {
  Process::Waiting waiting = *process.waiting;
  waiting.due = {};
  store_waiting(services, process, std::move(waiting));
}

void forget_waiting(store::Database& db, std::string_view process_id) {
  db.run(kForgetSetting, name_of(process_id));
}

void forget_what_waits(Services& services, Process& process) {
  forget_waiting(services.db, process.process_id);
  forget_marker(services.db, process.process_id);
  forget_timer(services.db, process.process_id);
  process.waiting.reset();
  process.timer.reset();
  process.is_marked = false;
}

}  // namespace rehearsal::workflow
