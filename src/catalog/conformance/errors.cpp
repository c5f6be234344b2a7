// The kinds of errors that a step can raise, in the original's classes and words.
#include "catalog/authoring.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

Gives<"kind"> errors_form(Wizard& wizard) {
  return wizard.ask(
      Page{.name = "ErrorsForm",
           .fields = {{"kind", choice("Kind", {"process_failure", "assertion", "key", "not_state", "zero", "missing_arg"})}}});
}

constexpr Step raise_kind = step<"Raise", [](Arg<"kind", std::string> kind) {
  if (*kind == "process_failure") throw Error("ProcessFailureError", "it went wrong", Json({{"where", "here"}, {"n", 3}}));
  if (*kind == "assertion") throw assertion_error("one is not two");
  if (*kind == "key") throw key_error("missing");
  if (*kind == "zero") throw Error("ZeroDivisionError", "division by zero");
  if (*kind == "not_state") throw Error("AttributeError", "'int' object has no attribute 'items'");
}>;

// The registry refuses a workflow whose step needs a key that nobody gives; the original finds out when it runs.
constexpr Step wants_argument =
    step<"Wants an argument", [](OptionalArg<"no_such_key", std::string> no_such_key) -> Gives<"got"> {
      if (!no_such_key) {
        throw Error("KeyError",
                    "\"Could not find key 'no_such_key' in state. for function workflows.engine.wants_argument\"");
      }
      return {{"got", *no_such_key}};
    }>;

constexpr auto wf_errors =
    init >> raise_kind >>
    conditional<[](const Json& state) { return text_or(state, "kind") == "missing_arg"; }>(begin >> wants_argument) >> done;

}  // namespace

void add_error_workflows(Registry& registry) {
  registry.add(exercise("wf_errors", wf_errors, &workflow::form<errors_form>));
}

}  // namespace rehearsal::catalog
