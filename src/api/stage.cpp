// What is set for the stage: faults and breakpoints (DOOR.md).
#include "workflow/stage.h"

#include "api/handlers.h"
#include "api/refusal.h"
#include "workflow/waiting.h"

namespace rehearsal::api {
namespace {

// Takes the list that the body says, as `read` understands it, and stores it; it holds once that is
// committed. Throws Refusal (422) when it is not as expected.
template <class Item>
Answer put_list(Call& call, std::vector<Item> (*read)(const Json&),
                void (*store)(store::Database&, const std::vector<Item>&), const char* type,
                std::optional<std::vector<Item>>& effect) {
  const Json body = call.needed_body();
  try {
    effect = read(body);
  } catch (const Error& error) {
    throw problem(422, error.what());
  }
  store(call.db(), *effect);
  call.events.invalidate(type);
  return answer(to_json(*effect));
}

}  // namespace

Answer get_faults(Call& call) {
  return answer(to_json(call.services.stage.faults));
}

Answer put_faults(Call& call) {
  Answer answer =
      put_list(call, workflow::faults_from, workflow::store_faults, "faults", call.effects.faults);
  for (const workflow::Process* held : call.runner.let_go_by({*call.effects.faults, {}})) {
    workflow::Process process = *held;
    workflow::let_go(call.services, process);
    call.effects.let_go.push_back(process.process_id);
  }
  return answer;
}

Answer get_breakpoints(Call& call) {
  return answer(to_json(call.services.stage.breakpoints));
}

Answer put_breakpoints(Call& call) {
  return put_list(call, workflow::breakpoints_from, workflow::store_breakpoints, "breakpoints",
                  call.effects.breakpoints);
}

}  // namespace rehearsal::api
