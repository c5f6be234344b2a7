// Steps that ask outside and wait for the answer.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr auto wf_callback = init >> ask >> after >> done;

constexpr Step validate_default_key =
    step<"Validate default key", [](Arg<"callback_result", Json> callback_result) -> Gives<"seen"> {
      return {{"seen", *callback_result}};
    }>;
constexpr CallbackOptions kWithinAnHour{.timeout_s = 3600};
constexpr Step ask_plainly = callback_step<"Ask plainly", ask_outside, validate_default_key, kWithinAnHour>;
constexpr auto wf_callback_plain = init >> ask_plainly >> done;

// ---- Two of them, each with its own route and key ----

constexpr Step ask_rehearsal = step<"Ask for a rehearsal", [](Arg<"rehearsal_route", std::string>) -> Gives<"phase"> {
  return {{"phase", "rehearsal"}};
}>;
constexpr Step look_at_rehearsal =
    step<"Look at the rehearsal", [](Arg<"rehearsal", Json> rehearsal) -> Gives<"phase", "tempo"> {
      const Json* tempo = workflow::find_member(*rehearsal, "tempo");
      if (!tempo) throw key_error("tempo");
      return {{"phase", "rehearsed"}, {"tempo", *tempo}};
    }>;
constexpr CallbackOptions kRehearsal{.result_key = "rehearsal", .route_key = "rehearsal_route"};
constexpr Step rehearse = callback_step<"Rehearse", ask_rehearsal, look_at_rehearsal, kRehearsal>;
constexpr Step perform = callback_step<"Perform", ask_outside, validate_answer, kAnswer>;
constexpr auto wf_two_callbacks = init >> rehearse >> perform >> after >> done;

// ---- Failing before the answer, and waiting after it ----

constexpr Step ask_with_trouble =
    step<"Ask with trouble",
         [](Arg<"process_id", std::string> process_id, Arg<"callback_route", std::string>,
            Arg<"fail_times", int64_t> fail_times, Arg<"message", std::string> message,
            StepContext& context) -> Gives<"calls"> {
           return {{"calls", flaky(context, *process_id, *fail_times, value_error(*message))}};
         }>;
constexpr Step ask_flaky = callback_step<"Ask", ask_with_trouble, validate_answer, kAnswer>;
constexpr auto wf_callback_flaky = init >> ask_flaky >> after >> done;

constexpr Step look_again_later = retrystep<"Look again later", [](Arg<"answer", Json> answer) -> Gives<"answered"> {
  if (text_or(*answer, "verdict") != "yes") throw value_error("not yet");
  return {{"answered", true}};
}>;
constexpr Step ask_patiently = callback_step<"Ask", ask_outside, look_again_later, kAnswer>;
constexpr auto wf_callback_retry = init >> ask_patiently >> after >> done;

}  // namespace

void add_callback_workflows(Registry& registry) {
  registry.add(exercise("wf_callback", wf_callback));
  registry.add(exercise("wf_callback_plain", wf_callback_plain));
  registry.add(exercise("wf_two_callbacks", wf_two_callbacks));
  registry.add(exercise("wf_callback_flaky", wf_callback_flaky, &workflow::form<flaky_form>));
  registry.add(exercise("wf_callback_retry", wf_callback_retry));
}

}  // namespace rehearsal::catalog
