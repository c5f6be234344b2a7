// Taking the next step of a process: its effects and its row, or, where it fails, its row alone.
// Source in the original: workflow.py (_exec_steps, transactional).
#pragma once

#include <string>
#include <vector>

#include "workflow/process.h"

namespace rehearsal::workflow {

// Runs the next step of `process` inside the caller's transaction and writes what became of it; the process
// is then where its rows say. Subscriptions that the step wrote are appended to `changed`. The step's errors
// end in its row; what is thrown is the engine's own trouble (StorageError, DatabaseDamaged, MemoryError),
// which undoes the transaction.
void execute_next_step(Services& services, Process& process, std::vector<std::string>& changed);

}  // namespace rehearsal::workflow
