// What reaches a process from outside while it awaits an answer. Inside the caller's transaction; the process
// must be in status awaiting_callback. Source in the original: services/processes.py
// (continue_awaiting_process, update_awaiting_process_progress, fail_awaiting_process),
// reference/engine.md 2.6.
#pragma once

#include <string_view>

#include "workflow/process.h"

namespace rehearsal::workflow {

// Whether `token` is the one that the process's route ends with.
bool is_awaited(const Process& process, std::string_view token);

// Takes the answer and makes the process runnable again.
void take_answer(Services& services, Ids& ids, Process& process, const Json& answer);

// Shows how far the outside is, in the place of what it said before; gone once the process goes on.
void show_progress(Services& services, Process& process, const Json& progress);

// No answer came in time: the step has failed, in the row in which it waited.
void fail_awaiting(Services& services, Process& process);

}  // namespace rehearsal::workflow
