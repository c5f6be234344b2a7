#include "workflow/timers.h"

#include "workflow/settings.h"

namespace rehearsal::workflow {
namespace {

constexpr std::string_view kPrefix = "timer/";

std::string name_of(std::string_view process_id) {
  return std::string(kPrefix).append(process_id);
}

}  // namespace

void store_timer(store::Database& db, const Timer& timer) {
  db.run(kStoreSetting, name_of(timer.process_id), timer.due);
}

void forget_timer(store::Database& db, std::string_view process_id) {
  db.run(kForgetSetting, name_of(process_id));
}

std::vector<Timer> load_timers(store::Database& db) {
  std::vector<Timer> timers;
  // The names that begin with the prefix: '0' follows '/'.
  auto rows =
      db.query("select value, name from settings where name > 'timer/' and name < 'timer0' order by name");
  while (rows.step()) timers.push_back({rows.instant(0), rows.text(1).substr(kPrefix.size())});
  return timers;
}

}  // namespace rehearsal::workflow
