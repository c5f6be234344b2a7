// Taking the next step of a process: its effects and its row, or, where it fails, its row alone.
// Source in the original: workflow.py (_exec_steps, transactional).
#pragma once

#include <string>
#include <vector>

#include "workflow/process.h"

namespace rehearsal::workflow {

// What a step did beside its row.
struct StepEffects {
  // Subscriptions that were written.
  std::vector<std::string> subscriptions;
  // Processes that it started.
  std::vector<Process> started;
  // A fault has struck and strikes once less from now on.
  bool faults_changed = false;
};

// Runs the next step of `process` inside the caller's transaction and writes what became of it; the process
// is then where its rows say. What else it did is appended to `effects`. The step's errors end in its row;
// what is thrown is that this row could not be written, or the engine's own trouble (StorageError,
// DatabaseDamaged, MemoryError): the caller undoes the transaction.
void execute_next_step(Services& services, Process& process, StepEffects& effects);

}  // namespace rehearsal::workflow
