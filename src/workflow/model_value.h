// Subscriptions as parameters and results of steps: in the state they are dumps, in a step they are loaded
// anew from the database, which is the truth, and what a step returns is saved. Source in the original:
// utils/state.py (_build_arguments), workflow.py (_save_models).
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "core/json.h"
#include "domain/dump.h"
#include "domain/session.h"
#include "domain/subscriptions.h"
#include "domain/typed.h"

namespace rehearsal::workflow {

// The member `key` of an object; null when there is none.
const Json* find_member(const Json& object, std::string_view key);

// Python's KeyError for a parameter whose key the state lacks.
Error missing_key(std::string_view key);

// The id of a subscription that a value of the state names: a UUID's text, or an object with one at
// subscription_id. Throws Error (KeyError) as if `key` were missing when it names none.
std::string subscription_id_in(const Json& value, std::string_view key);

// Whether a T is a subscription: the run-time one, or a typed one.
template <class T>
inline constexpr bool kIsModel = domain::TypedSubscription<T> || std::is_same_v<T, domain::Subscription>;

template <class T>
T load_model(domain::Session& session, const Json& value, std::string_view key) {
  const std::string id = subscription_id_in(value, key);
  if constexpr (std::is_same_v<T, domain::Subscription>) {
    return domain::from_subscription(session, id);
  } else {
    return T::from_subscription(session, id);
  }
}

// Saves the subscription and returns its dump for the state.
inline Json save_model(domain::Session& session, const domain::Subscription& model) {
  domain::save(session, model);
  return domain::to_state(model);
}
template <domain::TypedSubscription T>
Json save_model(domain::Session& session, const T& model) {
  return save_model(session, domain::to_subscription(model));
}

}  // namespace rehearsal::workflow
