#include "workflow/predicates.h"

#include "store/process_settings.h"

namespace rehearsal::workflow {

std::string no_uncompleted_instance(store::Database& db, std::string_view workflow_name) {
  auto rows = db.query(
      "select count(*) from processes p join workflows w on w.workflow_id = p.workflow_id where w.name = ? "
      "and p.last_status not in ('completed', 'aborted')",
      workflow_name);
  const int64_t count = rows.step() ? rows.integer(0) : 0;
  if (count == 0) return "";
  return "Workflow '" + std::string(workflow_name) + "' already has " + std::to_string(count) +
         " uncompleted instance(s)";
}

std::string awaiting_callbacks_exist(store::Database& db, std::string_view workflow_name) {
  std::string refused = no_uncompleted_instance(db, workflow_name);
  if (!refused.empty()) return refused;
  auto rows = db.query(
      "select 1 from settings s join processes p on p.pid = substr(s.name, length(?1) + 1) where s.name > ?1 "
      "and s.name < ?2 and p.last_status = 'awaiting_callback' limit 1",
      store::kTimerSetting, store::end_of(store::kTimerSetting));
  return rows.step() ? "" : "No processes are awaiting a callback with a timeout";
}

}  // namespace rehearsal::workflow
