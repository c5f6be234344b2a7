// The fields by which processes are filtered and sorted (engine.md 8.2).
#pragma once

#include "api/list_query.h"

namespace rehearsal::api {

// Over `processes p` with its `workflows w`; in the order of their start where nothing is asked.
const ListSource& process_list();

}  // namespace rehearsal::api
