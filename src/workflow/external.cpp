#include "workflow/external.h"

#include <utility>

#include "store/process_settings.h"
#include "workflow/settings.h"

namespace rehearsal::workflow {
namespace {

std::string setting_of(std::string_view process_id) {
  return store::process_setting(store::kExternalSetting, process_id);
}

}  // namespace

bool needs_marker(const Process& process) {
  const Step* step = process.next_step();
  if (!step || !step->is_external || process.is_marked) return false;
  return process.placed_next().runs(process.state);
}

void mark(store::Database& db, Process& process) {
  db.run(kStoreSetting, setting_of(process.process_id), process.rows);
  process.is_marked = true;
}

void forget_marker(store::Database& db, Process& process) {
  if (std::exchange(process.is_marked, false)) forget_marker(db, process.process_id);
}
void forget_marker(store::Database& db, std::string_view process_id) {
  db.run(kForgetSetting, setting_of(process_id));
}

bool was_interrupted(store::Database& db, const Process& process) {
  const Step* step = process.next_step();
  return step && step->is_external && db.query(kReadSetting, setting_of(process.process_id)).step();
}

void fail_interrupted(Services& services, Process& process) {
  process.is_marked = true;
  forget_marker(services.db, process);
  const Step* step = process.next_step();
  fail_process(services, process,
               Error("StepInterrupted",
                     "The engine ended while the step \"" + std::string(step ? step->name : "Unknown") +
                         "\" was at work outside, and it is not known how far it came. See what it did, then "
                         "retry it, skip it or abort the process."));
}

}  // namespace rehearsal::workflow
