// The person's words: for errors of a form, problems of the door, statuses, and why a workflow cannot start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "shell/app/form_model.h"

namespace rehearsal::shell {

// "Enter a whole number in digits, for example 34": what to do about one entry of "validation_errors" at
// `field` (null when the error belongs to no field of the page).
std::string error_sentence(const Json& error, const Field* field);
// The engine's own words for the same error: message and type.
std::string error_details(const Json& error);

// What a problem body says, as one sentence that ends with a full stop; never empty.
std::string problem_sentence(const Json& body, int status);

// How a status looks: its colour family and what is said of it.
enum class Tone { kNeutral, kInfo, kSuccess, kWarning, kDanger };
struct StatusWords {
  std::string text;  // "awaiting callback"
  Tone tone = Tone::kNeutral;
};
StatusWords process_status(std::string_view status);
StatusWords subscription_status(std::string_view status);
StatusWords step_status(std::string_view status);

// True while a process may still change by itself.
bool is_moving(std::string_view process_status);
// True for a process that a person can retry, and for one that can be aborted.
bool can_retry(std::string_view process_status);
bool can_abort(std::string_view process_status);

// A workflow that a subscription offers, and why it cannot start now.
struct Blocker {
  std::string id, description;
};
struct Action {
  std::string name, description, target;  // target: "modify", "terminate", "validate", "reconcile", "system"
  std::string reason;                     // empty: it can start
  std::vector<Blocker> blockers;          // the subscriptions that stand in the way
};
// The actions in the answer of GET /api/subscriptions/workflows/{id}; create workflows are none of a
// subscription's.
std::vector<Action> actions_of(const Json& body);

// "a user name", "an age": with its article.
std::string with_article(std::string_view noun);

}  // namespace rehearsal::shell
