// A process on its way through its workflow, and what can be done to it. Every function here works inside the
// caller's transaction: what it does counts once that is committed. Source in the original:
// services/processes.py.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "domain/models.h"
#include "store/database.h"
#include "workflow/stage.h"
#include "workflow/workflow.h"

namespace rehearsal::workflow {

// The key of the input that a process began with, and of no state, that holds the names of its steps then.
inline constexpr const char* kStepsKey = "__steps";

// What the engine works with; all of it outlives every process.
struct Services {
  store::Database& db;
  const domain::Models& models;
  const Registry& registry;
  Clock& clock;
  uint64_t seed = 0;
  // As the database has it; the runner reads it.
  Stage stage = {};
};

// A step that is to be taken back.
struct Undoing {
  const Step* step = nullptr;
  // The row that the step left, and where in the row's `group_done` it stands if it is one of a group.
  int64_t row = 0;
  std::optional<size_t> place = std::nullopt;
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
  // The place of the next step in workflow->steps, and in the group that stands there, if one does.
  size_t position = 0;
  size_t sub = 0;
  // The group that stands at `position` is entered, and the newest row is its own: the next step of the group
  // writes on in it, unless a failure came after it.
  bool is_group_open = false;
  bool is_group_row_closed = false;
  // What its steps have done so far, where some of them can be taken back: [{"step", "before"?, "gave"?}],
  // with the state before the step and the keys that it gave. It stands in the group's row beside the state.
  Json group_done = Json::array();
  // Why the next step cannot be told: the workflow's steps are others than when the process began. Empty
  // while it can.
  std::string mismatch;
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
    // A fault of the stage makes it wait.
    bool is_held = false;
  };
  std::optional<Waiting> waiting;

  // The external step at which it stands has its marker: once that is committed, it may run.
  bool is_marked = false;

  // It is being rolled back; the undoings that are left, the next one last. Then it stands behind all its
  // steps.
  struct Rollback {
    std::vector<Undoing> left;
  };
  std::optional<Rollback> rollback;

  // When it is looked at again while it rests.
  std::optional<Instant> timer;

  // The step of the workflow at which it stands; null when the workflow is not known or there is none left.
  const PlacedStep* placed() const {
    return workflow && mismatch.empty() && position < workflow->steps.size() ? &workflow->steps[position]
                                                                             : nullptr;
  }
  // The step that is done next with all that stands around it: one of a group is seen through the group's
  // lenses, too.
  PlacedStep placed_next() const;
  // What is done next: that step or, where it is a group, the step of the group.
  const Step* next_step() const {
    const PlacedStep* place = placed();
    if (!place) return nullptr;
    return sub < place->step->group.count ? place->step->group.first[sub].step : place->step;
  }
  // The same as faults and breakpoints name it: a group by its own name, too, before it is entered.
  StepPlace next_place() const {
    if (rollback) return {workflow_name, "", rollback->left.empty() ? "" : rollback->left.back().step->name};
    const Step* next = next_step();
    if (!next) return {};
    return {workflow_name, next != placed()->step && !is_group_open ? placed()->step->name : "", next->name};
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

// The process as its rows say; none when there is no such process. Its place in the workflow is found by the
// names of its rows, so that steps may have been added or taken away since.
std::optional<Process> load_process(Services& services, std::string_view process_id);

// What the form of the step at which the process stands makes of `inputs`, {} where none is asked. Throws as
// resume_process does.
Json step_answers(Services& services, Ids& ids, const Process& process, const Json& inputs);

// Makes a process that stands at an input, a failed or a waiting step, or at one that awaits an answer from
// outside, runnable again, with `inputs` as the answers to the step's form, and stores them. Throws
// forms::FormProblem; Error (ValueError) when the code does not know its workflow, or its place in it.
void resume_process(Services& services, Ids& ids, Process& process, const Json& inputs,
                    std::string_view user);

// Ends the process as aborted, with a row that says so and who wanted it; one that is completed or aborted
// stays as it is. Returns whether it changed.
bool abort_process(Services& services, Process& process, std::string_view user);

// Ends as failed a process whose step's row could not be written: the row says why, or, when not even that
// can be written, the process alone.
void fail_process(Services& services, Process& process, const Error& error);

// Deletes the process with its steps and inputs.
void delete_process(Services& services, Process& process);

// Stores that the process is now `running` (it was created or resumed and its next step is about to be
// taken).
void mark_running(Services& services, Process& process);

// Appends the row of the step at which the process rested, as one that went well, and goes past it.
void pass_step(Services& services, Ids& ids, Process& process);

// The form that a process at an input step asks, as a function for forms::post_form and forms::generate_form.
forms::Form bound_form(Services& services, Ids& ids, const Form& form, const Json& state,
                       std::string_view workflow_name, Target target);

}  // namespace rehearsal::workflow
