// Tasks that look after processes: old ones go, waiting ones are tried again, unanswered ones fail.
#include "catalog/authoring.h"
#include "catalog/builtin/tasks.h"
#include "store/database.h"
#include "store/process_settings.h"
#include "workflow/callbacks.h"
#include "workflow/predicates.h"

namespace rehearsal::catalog {
namespace {

using workflow::Outcome;
using workflow::Process;
using workflow::ProcessStatus;

// Does something with each process that the state's list `ids` names, so many at a time, and gives which it did it
// with. Between two slices only how far it came is kept, and which it passed by.
Outcome for_each_id(StepContext& context, const char* ids, const char* count, const char* list,
                    bool (*act)(StepContext&, Process&)) {
  const Json& all = context.state.at(ids);
  auto at = context.state.value("__looked_at", size_t{0});
  Json passed_by = context.state.value("__passed_by", Json::array());
  for (const size_t end = at + kSlice; at < all.size() && at < end; ++at) {
    std::optional<Process> process = workflow::load_process(context.services, all[at].get_ref<const std::string&>());
    if (!process || !act(context, *process)) passed_by.push_back(at);
  }
  Outcome outcome;
  if (at < all.size()) {
    outcome.again_after_ms = 0;
    outcome.returned["__looked_at"] = at;
    outcome.returned["__passed_by"] = std::move(passed_by);
    return outcome;
  }
  Json done = Json::array();
  size_t next = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (next < passed_by.size() && passed_by[next] == i) {
      ++next;
    } else {
      done.push_back(all[i]);
    }
  }
  outcome.removed = {"__looked_at", "__passed_by"};
  outcome.returned[count] = done.size();
  outcome.returned[list] = std::move(done);
  return outcome;
}

// ---- task_clean_up_tasks ----

constexpr int64_t kRetentionDays = 3;
constexpr int64_t kDayMicros = 86'400'000'000;
// What one run deletes; the next one goes on. Its list is kept after each slice.
constexpr size_t kMostDeleted = 10'000;

// Deletes so many at a time; in between others have their turn.
Outcome clean_up(StepContext& context) {
  store::Database& db = context.session.db;
  const Json* before = workflow::find_member(context.state, "deleted_process_id_list");
  Json deleted = before ? *before : Json::array();
  const size_t known = deleted.size();
  {
    auto rows = db.query(
        "select pid from processes where is_task = 1 and last_status = 'completed' and last_modified_at <= ? "
        "order by sequence limit ?",
        Instant{context.session.clock.now().micros - kRetentionDays * kDayMicros}, kSlice);
    while (rows.step()) deleted.push_back(rows.text(0));
  }
  for (size_t i = known; i < deleted.size(); ++i)
    db.run("delete from processes where pid = ?", deleted[i].get<std::string>());
  Outcome outcome;
  if (deleted.size() - known == static_cast<size_t>(kSlice) && deleted.size() < kMostDeleted)
    outcome.again_after_ms = 0;
  outcome.returned["tasks_removed"] = deleted.size();
  outcome.returned["deleted_process_id_list"] = std::move(deleted);
  return outcome;
}
constexpr Step clean_up_tasks =
    workflow::sliced_step("Clean up completed tasks older than TASK_LOG_RETENTION_DAYS", clean_up);

// There are no such indexes here: the search looks at the rows themselves.
constexpr Step clean_up_indexes =
    step<"Clean up ai_search_indexes", []() -> Gives<"ai_search_index_rows_deleted"> {
      return {{"ai_search_index_rows_deleted", 0}};
    }>;

// ---- task_resume_workflows ----

Json ids_in_status(store::Database& db, std::string_view status) {
  Json ids = Json::array();
  auto rows = db.query(
      "select pid from processes where is_task in (0, 1) and last_status = ? order by sequence", status);
  while (rows.step()) ids.push_back(rows.text(0));
  return ids;
}

// Those that were created or resumed are in the engine's hands already, and after a crash again.
constexpr Step find_waiting = step<"Find waiting workflows", [](StepContext& context) -> State {
  const Json waiting = ids_in_status(context.session.db, "waiting");
  return {{"number_of_waiting_processes", static_cast<int64_t>(waiting.size())},
          {"waiting_process_ids", waiting},
          {"created_processes_stuck", 0},
          {"created_state_process_ids", Json::array()},
          {"resumed_processes_stuck", 0},
          {"resumed_state_process_ids", Json::array()}};
}>;

bool resume_one(StepContext& context, Process& process) {
  if (process.status != ProcessStatus::waiting || !process.next_step() || process.next_step()->form) return false;
  workflow::resume_process(context.services, context.session.ids, process, Json::array({Json::object()}), "SYSTEM");
  context.started.push_back(std::move(process));
  return true;
}

Outcome resume_found(StepContext& context) {
  return for_each_id(context, "waiting_process_ids", "number_of_resumed_process_ids", "resumed_process_ids", resume_one);
}
constexpr Step resume_waiting = workflow::sliced_step("Resume found workflows", resume_found);

constexpr Step restart_created = step<"Restart found CREATED workflows", []() -> State {
  return {{"number_of_started_process_ids", 0}, {"started_process_ids", Json::array()}};
}>;

// ---- task_validate_awaiting_callbacks ----

constexpr Step find_timed_out =
    step<"Find timed-out awaiting-callback processes",
         [](StepContext& context) -> Gives<"number_of_timed_out_processes", "timed_out_process_ids"> {
           Json ids = Json::array();
           auto rows = context.session.db.query(
               "select p.pid from settings s join processes p on p.pid = substr(s.name, length(?1) + 1) where "
               "s.name > ?1 and s.name < ?2 and p.last_status = 'awaiting_callback' and s.value < ?3 "
               "order by p.sequence",
               store::kTimerSetting, store::end_of(store::kTimerSetting), context.session.clock.now());
           while (rows.step()) ids.push_back(rows.text(0));
           const auto count = static_cast<int64_t>(ids.size());
           return {{"number_of_timed_out_processes", count}, {"timed_out_process_ids", std::move(ids)}};
         }>;

bool fail_one(StepContext& context, Process& process) {
  if (process.status != ProcessStatus::awaiting_callback) return false;
  workflow::fail_awaiting(context.services, process);
  return true;
}

Outcome fail_found(StepContext& context) {
  return for_each_id(context, "timed_out_process_ids", "number_of_failed_process_ids", "failed_process_ids", fail_one);
}
constexpr Step fail_timed_out = workflow::sliced_step("Fail timed-out callbacks", fail_found);

constexpr auto task_clean_up_tasks = task(begin >> clean_up_tasks >> clean_up_indexes);
constexpr auto task_resume_workflows = task(begin >> find_waiting >> resume_waiting >> restart_created);
constexpr auto task_validate_awaiting_callbacks = task(begin >> find_timed_out >> fail_timed_out);

}  // namespace

void add_process_tasks(Registry& registry) {
  registry.add(builtin_task("task_clean_up_tasks", "Clean up old tasks", task_clean_up_tasks));
  registry.add(builtin_task("task_resume_workflows", "Resume all workflows that are stuck on tasks with the status 'waiting'",
                            task_resume_workflows));
  workflow::Workflow awaiting = builtin_task("task_validate_awaiting_callbacks",
                                             "Fail the processes whose callback timed out", task_validate_awaiting_callbacks);
  awaiting.run_predicate = workflow::awaiting_callbacks_exist;
  registry.add(std::move(awaiting));
}

}  // namespace rehearsal::catalog
