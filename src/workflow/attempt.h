// Calling a step's function: the one place where what it throws is caught.
#pragma once

#include <optional>

#include "workflow/execute.h"
#include "workflow/process.h"

namespace rehearsal::workflow {

// What the step did, or the description of its error.
struct Attempt {
  Outcome outcome;
  std::optional<Json> error;
};

// Runs the step in a savepoint of its own, unless its condition or the stage says otherwise: after an error
// it has done nothing. Throws only what is the engine's own trouble, as execute_next_step() does.
Attempt attempt(Services& services, const Process& process, const PlacedStep& placed, const Json& state,
                Ids& ids, StepEffects& effects);

}  // namespace rehearsal::workflow
