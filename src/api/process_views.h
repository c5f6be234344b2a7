// Processes as the original's ProcessSchema has them (engine.md 7.2).
#pragma once

#include <string_view>

#include "api/call.h"

namespace rehearsal::api {

// The columns that process_schema() reads, of `processes p join workflows w using (workflow_id)`.
inline constexpr std::string_view kProcessColumns =
    "p.pid, p.workflow_id, w.name, p.is_task, p.created_by, p.failed_reason, p.started_at, p.last_status, "
    "p.last_step, "
    "p.assignee, p.last_modified_at, p.traceback, w.target, p.note";

// The row at which `rows` stands, without steps, state and form.
Json process_schema(store::Database& db, store::Rows& rows);

// The same of one process; throws Refusal (404) when there is none.
Json process_schema(store::Database& db, std::string_view process_id);

// The same with its rows as steps, but without their times and what they changed: what the original answers
// to a PATCH.
Json process_after_patch(store::Database& db, std::string_view process_id);

// ... and with current_state, steps (those taken, then those to come) and, where a person is asked, the form.
Json process_detail(Call& call, std::string_view process_id);

}  // namespace rehearsal::api
