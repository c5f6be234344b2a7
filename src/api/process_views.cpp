#include "api/process_views.h"

#include "api/handlers.h"
#include "api/list_query.h"
#include "api/refusal.h"
#include "core/ids.h"
#include "domain/dump.h"
#include "forms/wizard.h"
#include "workflow/rollback.h"
#include "workflow/step_group.h"
#include "workflow/timers.h"

namespace rehearsal::api {
namespace {

using workflow::StepStatus;

Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}

Json subscriptions_of(store::Database& db, std::string_view process_id) {
  static constexpr std::string_view kSelect = "select ";
  static constexpr std::string_view kFrom =
      " from processes_subscriptions ps join subscriptions s on s.subscription_id = ps.subscription_id "
      "join products p on p.product_id = s.product_id where ps.pid = ? order by ps.rowid";
  static constexpr std::string_view kColumns = domain::kSubscriptionSchemaColumns;
  static constexpr std::string_view kSql = Joined<kSelect, kColumns, kFrom>::kText;
  Json list = Json::array();
  auto rows = db.query(kSql, process_id);
  while (rows.step()) list.push_back(domain::subscription_schema(rows, 0, domain::SchemaDialect::PROCESS));
  return list;
}

Json step_taken(store::Rows& rows, const Json& state, const Json& before, bool has_before) {
  Json step = Json::object();
  const Json completed = epoch_seconds(rows.instant(5));
  step["step_id"] = rows.text(0);
  step["name"] = rows.text(1);
  step["status"] = rows.text(2);
  step["created_by"] = text_or_null(rows.optional_text(3));
  step["executed"] = completed;
  step["started"] = epoch_seconds(rows.instant(4));
  step["completed"] = completed;
  step["commit_hash"] = text_or_null(rows.optional_text(6));
  step["state"] = state;
  step["state_delta"] = has_before ? state_delta(before, state) : state;
  return step;
}

Json step_to_come(std::string_view name) {
  Json step = Json::object();
  step["step_id"] = nullptr;
  step["name"] = name;
  step["status"] = "pending";
  for (const char* key :
       {"created_by", "executed", "started", "completed", "commit_hash", "state", "state_delta"}) {
    step[key] = nullptr;
  }
  return step;
}

// The rows, each with what it changed since the nearest one before it that ended well.
Json steps_taken(store::Database& db, std::string_view process_id) {
  Json steps = Json::array();
  Json before;
  bool has_before = false;
  auto rows = db.query(
      "select stepid, name, status, created_by, started_at, completed_at, commit_hash, state from "
      "process_steps "
      "where pid = ? order by sequence",
      process_id);
  while (rows.step()) {
    Json state = rows.json(7);
    state.erase(workflow::kGroupDoneKey);
    steps.push_back(step_taken(rows, state, before, has_before));
    const StepStatus status = workflow::step_status_from(rows.view(2));
    if (continues(status) || status == StepStatus::complete) {
      before = std::move(state);
      has_before = true;
    }
  }
  return steps;
}

// What a person is asked where the process stands.
Json form_of(Call& call, const workflow::Process& process) {
  const workflow::Step* step = process.next_step();
  if (!step || !step->form || process.state.empty()) return nullptr;
  const std::optional<Json> form =
      forms::generate_form(workflow::bound_form(call.services, call.ids, *step->form, process.state,
                                                process.workflow_name, process.workflow->target),
                           process.state, Json::array());
  return form.value_or(Json(nullptr));
}

}  // namespace

Json process_schema(store::Database& db, store::Rows& rows) {
  Json process = Json::object();
  const std::string process_id = rows.text(0);
  Json subscriptions = subscriptions_of(db, process_id);
  process["process_id"] = process_id;
  process["workflow_id"] = rows.text(1);
  process["workflow_name"] = rows.text(2);
  process["is_task"] = rows.boolean(3);
  process["created_by"] = text_or_null(rows.optional_text(4));
  process["failed_reason"] = text_or_null(rows.optional_text(5));
  process["started_at"] = epoch_seconds(rows.instant(6));
  process["last_status"] = rows.text(7);
  process["last_step"] = text_or_null(rows.optional_text(8));
  process["assignee"] = rows.text(9);
  process["last_modified_at"] = epoch_seconds(rows.instant(10));
  process["traceback"] = text_or_null(rows.optional_text(11));
  process["product_id"] = subscriptions.empty() ? Json(nullptr) : subscriptions.front().at("product_id");
  process["customer_id"] = subscriptions.empty() ? Json(nullptr) : subscriptions.front().at("customer_id");
  process["workflow_target"] = rows.text(12);
  process["subscriptions"] = std::move(subscriptions);
  process["current_state"] = nullptr;
  process["steps"] = nullptr;
  process["form"] = nullptr;
  process["note"] = text_or_null(rows.optional_text(13));
  return process;
}

Json process_schema(store::Database& db, std::string_view process_id) {
  static constexpr std::string_view kSelect = "select ";
  static constexpr std::string_view kFrom =
      " from processes p join workflows w on w.workflow_id = p.workflow_id where p.pid = ?";
  static constexpr std::string_view kSql = Joined<kSelect, kProcessColumns, kFrom>::kText;
  auto rows = db.query(kSql, process_id);
  if (!rows.step()) throw problem(404, "Process with process_id " + std::string(process_id) + " not found");
  return process_schema(db, rows);
}

Json process_after_patch(store::Database& db, std::string_view process_id) {
  Json process = process_schema(db, process_id);
  Json steps = steps_taken(db, process_id);
  for (Json& step : steps) {
    for (const char* key : {"executed", "started", "completed", "state_delta"}) step[key] = nullptr;
  }
  process["steps"] = std::move(steps);
  return process;
}

Json process_detail(Call& call, std::string_view process_id) {
  Json detail = process_schema(call.db(), process_id);
  const std::optional<workflow::Process> process = workflow::load_process(call.services, process_id);
  Json steps = steps_taken(call.db(), process_id);
  if (process->workflow && process->status != workflow::ProcessStatus::completed) {
    for (size_t i = process->position; i < process->workflow->steps.size(); ++i) {
      steps.push_back(step_to_come(process->workflow->steps[i].step->name));
    }
  }
  if (process->rollback) {
    const auto& left = process->rollback->left;
    for (auto undoing = left.rbegin(); undoing != left.rend(); ++undoing)
      steps.push_back(step_to_come(undoing->step->name));
    steps.push_back(step_to_come(kRolledBack));
  }
  detail["current_state"] = process->state;
  detail["steps"] = std::move(steps);
  detail["form"] = form_of(call, *process);
  const bool waits = process->status == workflow::ProcessStatus::waiting;
  if (const auto next = waits ? workflow::timer_of(call.db(), process_id) : std::nullopt)
    detail["next_try_at"] = epoch_seconds(*next);
  return detail;
}

Answer get_process(Call& call) {
  return answer(process_detail(call, call.uuid(0, "process_id")));
}

Answer get_process_status_counts(Call& call) {
  Json counts = Json::object();
  counts["process_counts"] = Json::object();
  counts["task_counts"] = Json::object();
  auto rows = call.db().query(
      "select is_task, last_status, count(*) from processes group by is_task, last_status order by is_task, "
      "last_status");
  while (rows.step()) {
    counts[rows.boolean(0) ? "task_counts" : "process_counts"][rows.text(1)] = rows.integer(2);
  }
  return answer(counts);
}

}  // namespace rehearsal::api
