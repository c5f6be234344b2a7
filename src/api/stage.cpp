// What is set for the stage: faults and breakpoints (DOOR.md).
#include "workflow/stage.h"

#include "api/handlers.h"
#include "api/refusal.h"

namespace rehearsal::api {
namespace {

// What `read` makes of the body; throws Refusal (422) when it is not as expected.
template <class Read>
auto read_list(Call& call, Read read) {
  const Json body = call.needed_body();
  try {
    return read(body);
  } catch (const Error& error) {
    throw problem(422, error.what());
  }
}

}  // namespace

Answer get_faults(Call& call) {
  return answer(to_json(call.services.stage.faults));
}

Answer put_faults(Call& call) {
  std::vector<workflow::Fault> faults = read_list(call, workflow::faults_from);
  workflow::store_faults(call.db(), faults);
  call.events.invalidate("faults");
  Json list = to_json(faults);
  call.effects.faults = std::move(faults);
  return answer(list);
}

Answer get_breakpoints(Call& call) {
  return answer(to_json(call.services.stage.breakpoints));
}

Answer put_breakpoints(Call& call) {
  std::vector<workflow::Breakpoint> breakpoints = read_list(call, workflow::breakpoints_from);
  workflow::store_breakpoints(call.db(), breakpoints);
  call.events.invalidate("breakpoints");
  Json list = to_json(breakpoints);
  call.effects.breakpoints = std::move(breakpoints);
  return answer(list);
}

}  // namespace rehearsal::api
