#include "workflow/step_rows.h"

#include <algorithm>
#include <utility>

#include "core/zeros.h"
#include "workflow/step_group.h"

namespace rehearsal::workflow {
namespace {

constexpr size_t kLongestTraceback = 50'000;

// The first `count` characters of a UTF-8 text, or the last.
std::string_view head(std::string_view text, size_t count) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts_character = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (starts_character && count-- == 0) break;
  }
  return text.substr(0, at);
}
std::string_view tail(std::string_view text, size_t count) {
  size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) --count;
  }
  return text.substr(at);
}

// What an error makes of a task: some classes have a status of their own.
ProcessStatus status_of(const Process& process, const StepRow& row) {
  if (row.status != StepStatus::failed || !row.error || !process.is_task) return overall(row.status);
  const std::string kind = text_or(*row.error, "class");
  if (kind == "InconsistentDataError") return ProcessStatus::inconsistent_data;
  if (kind == "MaxRetryError" || kind == "ApiException") return ProcessStatus::api_unavailable;
  return ProcessStatus::failed;
}

// Whether both have the same value under `key`; nothing is as good as null.
bool agree(const Json& a, const Json& b, std::string_view key) {
  const Json* in_a = find_member(a, key);
  const Json* in_b = find_member(b, key);
  if (in_a && in_b) return *in_a == *in_b;
  return (!in_a || in_a->is_null()) && (!in_b || in_b->is_null());
}

// Counts the error in the process's last row if that says the same; false when it does not.
bool counted_in_last_row(Services& services, const Process& process, const StepRow& row) {
  auto rows = services.db.query(
      "select sequence, name, status, created_by, state, completed_at from process_steps where pid = ? "
      "order by sequence desc limit 1",
      process.process_id);
  if (!rows.step() || rows.view(1) != row.name || rows.view(2) != text(row.status) ||
      rows.optional_text(3) != process.user) {
    return false;
  }
  const Json before = rows.json(4);
  if (!agree(before, *row.error, "error") || !agree(before, *row.error, "details")) return false;
  Json state = *row.error;
  const Json* retries = find_member(before, "retries");
  state["retries"] = retries && retries->is_number_integer() ? retries->get<int64_t>() + 1 : 1;
  const Json* earlier = find_member(before, "completed_at");
  Json completed_at = earlier && earlier->is_array() ? *earlier : Json::array();
  completed_at.push_back(iso_text_precise(rows.instant(5)));
  state["completed_at"] = std::move(completed_at);
  services.db.run("update process_steps set state = ?, completed_at = ? where sequence = ?", state,
                  row.completed, rows.integer(0));
  return true;
}

// What the row of processes says of the step. A status that stays as it was is not written: SQLite would take
// the row out of the index of statuses and put it in again, at nearly every step.
void update_process(Services& services, const Process& process, const StepRow& row, ProcessStatus before,
                    const std::optional<std::string>& failed_reason,
                    const std::optional<std::string>& traceback) {
  services.db.run(
      "update processes set last_step = ?, assignee = ?, failed_reason = ?, traceback = ?, last_modified_at "
      "= ? where pid = ?",
      row.last_step.empty() ? row.name : row.last_step, text(row.assignee), failed_reason, traceback,
      row.completed, process.process_id);
  if (process.status == before) return;
  services.db.run("update processes set last_status = ? where pid = ?", text(process.status),
                  process.process_id);
}

// The state as text; throws Error when it could not be read again.
std::string storable(const Json& state) {
  if (depth_of(state) > kDeepestState) {
    throw value_error("Expected a state of at most " + std::to_string(kDeepestState) +
                      " levels of nesting, found more.");
  }
  std::string text;
  try {
    text = dump_json(state);
  } catch (const Json::exception&) {
    throw Error("UnicodeDecodeError",
                "Expected texts in UTF-8 in what a step returns, found bytes that are none.");
  }
  if (has_zero(text)) {
    throw value_error(
        "Expected texts without the character U+0000 in what a step returns, found one with it.");
  }
  return text;
}

}  // namespace

int depth_of(const Json& value) {
  int deepest = 0;
  if (value.is_structured()) {
    for (const Json& member : value) deepest = std::max(deepest, 1 + depth_of(member));
  }
  return deepest;
}

void leave_step(Process& process) {
  process.state.erase(kGroupKey);
  process.state.erase(kSubStepKey);
  ++process.position;
  process.sub = 0;
  process.is_group_open = false;
  process.is_group_row_closed = false;
}

void write_step(Services& services, Process& process, StepRow row) {
  std::optional<std::string> failed_reason;
  std::optional<std::string> traceback;
  if (row.error) {
    failed_reason = std::string(head(text_or(*row.error, "error"), kLongestReason));
    traceback = std::string(tail(text_or(*row.error, "traceback"), kLongestTraceback));
    row.error->erase("traceback");
  }
  Json& written = row.error ? *row.error : process.state;
  if (!row.group_done.empty()) written[kGroupDoneKey] = std::move(row.group_done);
  const ProcessStatus status_before = std::exchange(process.status, status_of(process, row));
  process.last_moved = row.completed;
  const std::string state =
      row.error ? row.error->dump(-1, ' ', false, Json::error_handler_t::replace) : storable(process.state);
  written.erase(kGroupDoneKey);
  if (row.is_replacing) {
    services.db.run(
        "update process_steps set status = ?, state = ?, created_by = ?, completed_at = ? where sequence = "
        "(select max(sequence) from process_steps where pid = ?)",
        text(row.status), state, process.user, row.completed, process.process_id);
  } else if (!row.error || !counted_in_last_row(services, process, row)) {
    services.db.run(
        "insert into process_steps (stepid, pid, name, status, state, created_by, completed_at, started_at) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        row.step_id, process.process_id, row.name, text(row.status), state, process.user, row.completed,
        row.started);
    ++process.rows;
  }
  update_process(services, process, row, status_before, failed_reason, traceback);
}

Json error_description(const Error& error, std::string_view step_name, std::string_view workflow_name) {
  Json description = Json::object();
  description["class"] = error.kind();
  description["error"] = error.what();
  if (error.kind() == "ProcessFailureError" || error.kind() == "InconsistentDataError" ||
      (error.kind() == "AssertionError" && !error.details().is_null())) {
    description["details"] = error.details();
  }
  if (error.kind() == "ApiException") {
    // What the API answered: {"status_code", "body"?, "headers"?}.
    const Json* code = find_member(error.details(), "status_code");
    const Json* body = find_member(error.details(), "body");
    description["status_code"] = code ? *code : Json(nullptr);
    description["body"] = body ? *body : Json(nullptr);
    description["headers"] = text_or(error.details(), "headers");
  }
  std::string traceback = error.kind() + ": " + error.what();
  traceback.append("\n  in step \"")
      .append(step_name)
      .append("\" of workflow \"")
      .append(workflow_name)
      .append("\"\n");
  description["traceback"] = std::move(traceback);
  return description;
}

}  // namespace rehearsal::workflow
