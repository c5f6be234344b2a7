// The fields by which processes are filtered and sorted (engine.md 8.2).
#pragma once

#include "api/list_query.h"

namespace rehearsal::api {

// Over `processes p join workflows w on w.workflow_id = p.workflow_id`.
const ListColumns& process_list_columns();

}  // namespace rehearsal::api
