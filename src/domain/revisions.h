// The history of a subscription: every change appends a row to subscription_revisions, which names its
// parent's digest, as long as the parent is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// Of each subscription so many revisions are kept, the newest ones; and of large ones no more than so many
// bytes together, but always one.
inline constexpr int kMostRevisions = 100;
inline constexpr int64_t kMostRevisionBytes = 4'000'000;

// What a revision keeps, as canonical JSON: the members of the subscription and the blocks that it owns. A
// block of another subscription is named by its instance and owner only, since its values are that
// subscription's; the product is named by id and name; the version is no part of it, so that equal contents
// have equal digests.
std::string revision_model(const Subscription& subscription);

// What the newest revision keeps: the subscription as it is stored; none where it was never saved.
std::optional<Json> newest_model(store::Database& db, std::string_view subscription_id);

// Appends a revision: the model, its SHA-256 and its parent's.
void append_revision(Session& session, const Subscription& subscription);
// Appends the newest revision's model with one member changed; nothing where there is no revision yet.
void append_revision(Session& session, std::string_view subscription_id, const char* member, Json value);
// The same with another value of a field in those of its own blocks that are among these instances.
void append_revision(Session& session, std::string_view subscription_id,
                     const std::set<std::string>& instances, const std::string& field, const Json& value);

}  // namespace rehearsal::domain
