#include "workflow/step_group.h"

#include <array>

namespace rehearsal::workflow::detail {
namespace {

// 43 characters that nobody guesses who does not know the database's seed, fit for a path.
std::string new_token(Ids& ids) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::array<uint8_t, 32> digest = Sha256().add(ids.next()).digest();
  std::string token;
  uint32_t bits = 0;
  int count = 0;
  for (const uint8_t byte : digest) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) token += kLetters[bits >> (count - 6) & 63];
  }
  return token += kLetters[bits << (6 - count) & 63];
}

}  // namespace

Outcome create_endpoint(StepContext& context) {
  std::string token = new_token(context.session.ids);
  Outcome outcome;
  outcome.returned[std::string(context.step.callback->route_key)] =
      "/api/processes/" + text_or(context.state, "process_id") + "/callback/" + token;
  outcome.returned[kTokenKey] = std::move(token);
  return outcome;
}

Outcome await_callback(StepContext& context) {
  const CallbackOptions& options = *context.step.callback;
  Outcome outcome;
  outcome.status = StepStatus::awaiting_callback;
  if (!options.result_key.empty()) outcome.returned[kResultKeyKey] = options.result_key;
  if (options.timeout_s > 0) outcome.returned[kTimeoutKey] = options.timeout_s;
  return outcome;
}

Outcome clean_up_callback(StepContext& context) {
  Outcome outcome;
  outcome.removed = {kTokenKey, kResultKeyKey, kTimeoutKey, context.step.callback->route_key};
  return outcome;
}

}  // namespace rehearsal::workflow::detail
