// The history of a subscription: every change appends a row to subscription_revisions, which names its
// parent's digest.
#pragma once

#include <string>
#include <string_view>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// What a revision keeps, as canonical JSON: the subscription with the blocks that it owns. A block of another
// subscription is named by its instance and owner only, since its values are that subscription's; the version
// is no part of it, so that equal contents have equal digests.
std::string revision_model(const Subscription& subscription);

// Appends a revision unless the newest one has the same digest; returns whether it did.
bool append_revision(Session& session, const Subscription& subscription);
// Appends the newest revision's model with one member changed; nothing where there is no revision yet.
bool append_revision(Session& session, std::string_view subscription_id, const char* member, Json value);

}  // namespace rehearsal::domain
