#include "workflow/callbacks.h"

#include "workflow/step_group.h"
#include "workflow/step_rows.h"
#include "workflow/timers.h"

namespace rehearsal::workflow {
namespace {

void rewrite_state(Services& services, const Process& process) {
  if (depth_of(process.state) > kDeepestState) {
    throw Error("InvalidJson", "Expected an answer of less than " + std::to_string(kDeepestState) +
                                   " levels of nesting, found more.");
  }
  services.db.run(
      "update process_steps set state = ? where sequence = (select max(sequence) from process_steps where "
      "pid = ?)",
      process.state, process.process_id);
}

}  // namespace

bool is_awaited(const Process& process, std::string_view token) {
  const std::string awaited = text_or(process.state, kTokenKey);
  return !awaited.empty() && awaited == token;
}

void take_answer(Services& services, Ids& ids, Process& process, const Json& answer) {
  process.state[text_or(process.state, kResultKeyKey, kPlainResultKey)] = answer;
  rewrite_state(services, process);
  process.user = "SYSTEM";
  pass_step(services, ids, process);
  forget_timer(services.db, process.process_id);
  mark_running(services, process);
}

void show_progress(Services& services, Process& process, const Json& progress) {
  process.state[kProgressKey] = progress;
  process.state[kRemoveKey] = Json::array({kProgressKey});
  rewrite_state(services, process);
}

void fail_awaiting(Services& services, Process& process) {
  StepRow row;
  row.status = StepStatus::failed;
  row.error = process.state;
  (*row.error)["error"] = row.last_step = "Callback timed out";
  row.completed = services.clock.now();
  row.group_done = process.group_done;
  row.is_replacing = true;
  write_step(services, process, std::move(row));
  forget_timer(services.db, process.process_id);
}

}  // namespace rehearsal::workflow
