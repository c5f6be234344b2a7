// Steps that ask outside and wait for the answer.
#include "catalog/authoring.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

constexpr Step ask_outside = step<"Ask outside", [](Arg<"callback_route", std::string>) -> Gives<"asked"> {
  return {{"asked", true}};
}>;
constexpr Step validate_answer = step<"Validate answer", [](Arg<"answer", Json> answer) -> Gives<"answered"> {
  if (text_or(*answer, "verdict") != "yes") throw value_error("the outside said no");
  return {{"answered", true}};
}>;
constexpr CallbackOptions kAnswer{.result_key = "answer"};
constexpr Step ask = callback_step<"Ask", ask_outside, validate_answer, kAnswer>;
constexpr Step after = step<"After", []() -> Gives<"after"> { return {{"after", true}}; }>;
constexpr auto wf_callback = init >> ask >> after >> done;

constexpr Step validate_default_key =
    step<"Validate default key", [](Arg<"callback_result", Json> callback_result) -> Gives<"seen"> {
      return {{"seen", *callback_result}};
    }>;
constexpr CallbackOptions kWithinAnHour{.timeout_s = 3600};
constexpr Step ask_plainly = callback_step<"Ask plainly", ask_outside, validate_default_key, kWithinAnHour>;
constexpr auto wf_callback_plain = init >> ask_plainly >> done;

}  // namespace

void add_callback_workflows(Registry& registry) {
  registry.add(exercise("wf_callback", wf_callback));
  registry.add(exercise("wf_callback_plain", wf_callback_plain));
}

}  // namespace rehearsal::catalog
