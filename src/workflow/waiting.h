// A step that said Again, as the database has it. Inside the caller's transaction.
#pragma once

#include "workflow/process.h"

namespace rehearsal::workflow {

void find_waiting(Services& services, Process& process);
void store_waiting(Services& services, Process& process, Process::Waiting waiting);
// The step is due at once.
void let_go(Services& services, Process& process);
void forget_waiting(store::Database& db, std::string_view process_id);

// The process ends here or goes another way: nothing is left of a step that waits, is at work outside or is
// to be tried again.
void forget_what_waits(Services& services, Process& process);

}  // namespace rehearsal::workflow
