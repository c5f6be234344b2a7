#include "workflow/timers.h"

#include "store/process_settings.h"
#include "workflow/settings.h"

namespace rehearsal::workflow {
namespace {

std::string name_of(std::string_view process_id) {
  return store::process_setting(store::kTimerSetting, process_id);
}

}  // namespace

void store_timer(store::Database& db, const Timer& timer) {
  db.run(kStoreSetting, name_of(timer.process_id), timer.due);
}

std::optional<Instant> timer_of(store::Database& db, std::string_view process_id) {
  auto rows = db.query(kReadSetting, name_of(process_id));
  return rows.step() ? std::optional(rows.instant(0)) : std::nullopt;
}

void forget_timer(store::Database& db, std::string_view process_id) {
  db.run(kForgetSetting, name_of(process_id));
}

int64_t wake_tasks(store::Database& db, Instant due) {
  db.run(
      "insert or replace into settings (name, value) select ? || pid, ? from processes where is_task = 1 and "
      "last_status in ('failed', 'waiting', 'api_unavailable', 'inconsistent_data')",
      store::kTimerSetting, due);
  auto rows = db.query("select changes()");
  return rows.step() ? rows.integer(0) : 0;
}

std::vector<Timer> load_timers(store::Database& db) {
  std::vector<Timer> timers;
  auto rows = db.query("select value, name from settings where name > ? and name < ? order by name",
                       store::kTimerSetting, store::end_of(store::kTimerSetting));
  while (rows.step()) timers.push_back({rows.instant(0), rows.text(1).substr(store::kTimerSetting.size())});
  return timers;
}

}  // namespace rehearsal::workflow
