// A process on its way through its workflow, and what can be done to it. Every function here works inside the
// caller's transaction: what it does counts once that is committed. Source in the original:
// services/processes.py.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/ids.h"
#include "domain/models.h"
#include "store/database.h"
#include "workflow/workflow.h"

namespace rehearsal::workflow {

// What the engine works with; all of it outlives every process.
struct Services {
  store::Database& db;
  const domain::Models& models;
  const Registry& registry;
  Clock& clock;
  uint64_t seed;
};

struct Process {
  std::string process_id;
  // Null where the code does not know the workflow any more: such a process can only be looked at.
  const Workflow* workflow = nullptr;
  std::string workflow_name;
  ProcessStatus status = ProcessStatus::created;
  bool is_task = false;
  // On whose behalf the next steps run; stands in their rows.
  std::string user;
  // As the last row left it that counts (engine.md 2.4).
  Json state = Json::object();
  // The place of the next step in workflow->steps.
  size_t position = 0;
  // How many step rows there are: the ids of the next step derive from it.
  int64_t rows = 0;
  // When the last step ended, or the process was made: pace counts from here.
  Instant last_moved{};

  // A step that said Again: when it is due, how often it was called, since when, and what it has given so
  // far.
  struct Waiting {
    Instant due{};
    int64_t calls = 0;
    Instant started{};
    Json given = Json::object();
  };
  std::optional<Waiting> waiting;

  // What can be done next, when the workflow is known and there is a next step.
  const Step* next_step() const {
    return workflow && position < workflow->steps.size() ? workflow->steps[position].step : nullptr;
  }
};

// What `inputs` (a list of pages) answer the workflow's form: the state that a process would begin with.
// Stores nothing. Throws forms::FormProblem.
Json initial_state(Services& services, Ids& ids, const Workflow& workflow, const Json& inputs,
                   std::string_view process_id, std::string_view reporter);

// Asks the workflow's form with `inputs` (a list of pages) and stores the new process, its first step not yet
// taken. Throws forms::FormProblem, and Error (AssertionError) when the database has no row for the workflow.
Process create_process(Services& services, Ids& ids, const Workflow& workflow, const Json& inputs,
                       std::string_view reporter);

// The process as its rows say; none when there is no such process. Status, position and state are found as
// the original finds them, by counting rows.
std::optional<Process> load_process(Services& services, std::string_view process_id);

// Makes a process that stands at an input, a failed or a waiting step runnable again, with `inputs` as the
// answers to the step's form, and stores them. Throws forms::FormProblem; Error (ValueError) when the code
// does not know its workflow.
void resume_process(Services& services, Ids& ids, Process& process, const Json& inputs,
                    std::string_view user);

// Ends the process as aborted, with a row that says so; a completed one stays as it is.
void abort_process(Services& services, Process& process);

// Deletes the process with its steps and inputs.
void delete_process(Services& services, const Process& process);

// Stores that the process is now `running` (it was created or resumed and its next step is about to be
// taken).
void mark_running(Services& services, Process& process);

// The form that a process at an input step asks, as a function for forms::post_form and forms::generate_form.
forms::Form bound_form(Services& services, Ids& ids, const Form& form, const Json& state,
                       std::string_view workflow_name, Target target);

}  // namespace rehearsal::workflow
