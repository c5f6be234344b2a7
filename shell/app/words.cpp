#include "shell/app/words.h"

#include <algorithm>
#include <array>

#include "shell/app/format.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

struct Row {
  std::string_view status, text;
  Tone tone;
};

constexpr std::array kProcessRows = {
    Row{"created", "created", Tone::kNeutral},
    Row{"running", "running", Tone::kInfo},
    Row{"resumed", "resumed", Tone::kInfo},
    Row{"completed", "completed", Tone::kSuccess},
    Row{"failed", "failed", Tone::kDanger},
    Row{"aborted", "aborted", Tone::kDanger},
    Row{"suspended", "waiting for input", Tone::kWarning},
    Row{"waiting", "waiting to retry", Tone::kWarning},
    Row{"awaiting_callback", "awaiting callback", Tone::kInfo},
    Row{"api_unavailable", "API unavailable", Tone::kWarning},
    Row{"inconsistent_data", "inconsistent data", Tone::kWarning},
};
constexpr std::array kSubscriptionRows = {
    Row{"active", "active", Tone::kSuccess},    Row{"terminated", "terminated", Tone::kNeutral},
    Row{"initial", "initial", Tone::kInfo},     Row{"provisioning", "provisioning", Tone::kInfo},
    Row{"migrating", "migrating", Tone::kInfo}, Row{"disabled", "disabled", Tone::kWarning},
};
constexpr std::array kStepRows = {
    Row{"success", "success", Tone::kSuccess},
    Row{"complete", "complete", Tone::kSuccess},
    Row{"skipped", "skipped", Tone::kNeutral},
    Row{"failed", "failed", Tone::kDanger},
    Row{"abort", "aborted", Tone::kDanger},
    Row{"waiting", "failed, will be retried", Tone::kWarning},
    Row{"suspend", "asked for input", Tone::kWarning},
    Row{"awaiting_callback", "awaiting callback", Tone::kInfo},
    Row{"running", "running", Tone::kInfo},
    Row{"pending", "pending", Tone::kNeutral},
    Row{"not_run", "not run", Tone::kNeutral},
};

template <class Rows>
StatusWords find_status(const Rows& rows, std::string_view status) {
  for (const Row& row : rows) {
    if (row.status == status) return {std::string(row.text), row.tone};
  }
  return {lower_first(humanized(status)), Tone::kNeutral};
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string sentence(std::string text) {
  text = upper_first(text);
  if (!text.empty() && std::string_view(".!?:").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

// Keys of the reasons of GET /api/subscriptions/workflows/{id}; engine.md 3.4.
std::string reason_words(const Json& action, const std::string& target) {
  std::string key = text_or(action, "reason");
  if (key.empty()) return {};
  constexpr std::string_view kScope = "subscription.";
  if (key.rfind(kScope, 0) == 0) key.erase(0, kScope.size());
  if (key == "not_in_sync") {
    return "The subscription is out of sync.";
  }
  if (key == "relations_not_in_sync") return "A related subscription is out of sync. Look at it first:";
  if (key == "no_modify_subscription_in_use_by_others" || key == "no_modify_parent_subscription" ||
      key == "no_modify_in_use_by_subscription") {
    return target == "terminate" ? "It is in use. Terminate first what uses it:"
                                 : "It is in use by other subscriptions:";
  }
  if (key == "no_modify_invalid_status") {
    std::string usable;
    for (const Json* status : elements(action, "usable_when")) {
      if (status->is_string()) usable += (usable.empty() ? "" : " or ") + status->get<std::string>();
    }
    const std::string now = text_or(action, "status");
    if (usable.empty()) return "It cannot be started for a subscription that is " + now + ".";
    return "It can be started only while the subscription is " + usable + "; this one is " + now + ".";
  }
  if (key == "running_process") return "The subscription already has a running process.";
  if (key == "insufficient_workflow_permissions") return "You may not start this workflow.";
  return sentence(humanized(key));
}

void add_blockers(const Json& action, const char* key, std::vector<Blocker>& blockers) {
  for (const Json* one : elements(action, key)) {
    blockers.push_back({text_or(*one, "subscription_id"), text_or(*one, "subscription_description")});
  }
}

}  // namespace

StatusWords process_status(std::string_view status) {
  return find_status(kProcessRows, status);
}
StatusWords subscription_status(std::string_view status) {
  return find_status(kSubscriptionRows, status);
}
StatusWords step_status(std::string_view status) {
  return find_status(kStepRows, status);
}

bool is_moving(std::string_view status) {
  return one_of(status, {"created", "running", "resumed"});
}
bool can_retry(std::string_view status) {
  return one_of(status, {"failed", "waiting", "api_unavailable", "inconsistent_data"});
}
bool can_abort(std::string_view status) {
  return !status.empty() && !one_of(status, {"completed", "aborted"});
}

std::vector<Action> actions_of(const Json& body) {
  std::vector<Action> actions;
  for (const char* target : {"modify", "validate", "reconcile", "system", "terminate"}) {
    for (const Json* one : elements(body, target)) {
      Action action{
          text_or(*one, "name"), text_or(*one, "description"), target, reason_words(*one, target), {}};
      add_blockers(*one, "unterminated_in_use_by_subscriptions_detail", action.blockers);
      add_blockers(*one, "locked_relations_detail", action.blockers);
      actions.push_back(std::move(action));
    }
  }
  return actions;
}

std::string problem_sentence(const Json& body, int status) {
  const std::vector<const Json*> errors = elements(body, "validation_errors");
  if (!errors.empty()) return error_sentence(*errors.front(), nullptr);
  const Json* detail = member(body, "detail");
  if (detail != nullptr && detail->is_string() && !detail->get_ref<const std::string&>().empty()) {
    return sentence(detail->get<std::string>());
  }
  if (detail != nullptr && detail->is_array() &&
      !detail->empty()) {  // 422: a list of what was wrong with the request
    return sentence("The engine refused the request: " + text_or((*detail)[0], "msg", "no reason given"));
  }
  const std::string title = text_or(body, "title");
  if (!title.empty()) return sentence(title);
  return "The engine answered with status " + std::to_string(status) + " and no reason.";
}

std::string with_article(std::string_view noun) {
  const std::string word(noun.substr(0, noun.find(' ')));
  const bool vowel = !word.empty() && std::string_view("aeioAEIO").find(word[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

}  // namespace rehearsal::shell
