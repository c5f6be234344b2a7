// What a subscription lacks of a stricter shape, by the places of its fields: for a person who gives by hand
// what a step would have given.
#pragma once

#include <string>
#include <vector>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// The fields without a value that `shape` asks for: "user.user_id", "service.members[1].port_name". A block
// that belongs to subscriptions of its own and lacks something stands as a whole, "user.group": another one
// takes its place.
std::vector<std::string> missing_fields(const Models& models, const Subscription& subscription,
                                        SubscriptionLifecycle shape);

// Gives the field at such a place its value, or what a person typed for it ("7" where it is a number); a
// block of another subscription is given by that one's id. Throws Error (ValueError) when the value is not
// one for it.
void give_field(Session& session, Subscription& subscription, const std::string& place, const Json& value);

}  // namespace rehearsal::domain
