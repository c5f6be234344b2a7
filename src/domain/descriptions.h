// Descriptions that are made of other subscriptions' values (Product::describe). One value may stand in very
// many of them, so they are brought up to date in parts, between the messages: what changed is noted with the
// change, and stays noted until all that is described by it is up to date.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "domain/session.h"

namespace rehearsal::domain {

// These block instances have other values, or other blocks below them, than before. Inside the caller's
// transaction.
void note_changed_blocks(Session& session, const std::set<std::string>& instances);
// All of this subscription's.
void note_changed_subscription(Session& session, const std::string& subscription_id);

// Whether any description may be out of date.
bool has_stale_descriptions(store::Database& db);

// Goes on with what is noted: looks at no more than `most` uses of blocks, and describes anew the
// subscriptions to which they belong, whatever number of subscriptions lies in between. One that is
// terminated keeps the words that it ended with, and so does one that cannot be loaded or described. Each
// that gets other words is a change as set_description makes it, on behalf of the process that changed the
// value.
void refresh_descriptions(Session& session, int64_t most);

}  // namespace rehearsal::domain
