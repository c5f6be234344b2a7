// Descriptions that are made of other subscriptions' values (Product::describe). One value may stand in very
// many of them, so they are brought up to date in parts, between the messages: what changed is noted with the
// change, and stays noted until all that is described by it is up to date.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// The words that follow from the subscription's values (Product::describe); none where its product has none
// for it, or where the values, which nobody may have checked, are not such that there are any.
std::optional<std::string> words_for(const Models& models, const Subscription& subscription);

// These block instances have other values, or other blocks below them, than before. Inside the caller's
// transaction.
void note_changed_blocks(Session& session, const std::set<std::string>& instances);
// All of this subscription's.
void note_changed_subscription(Session& session, const std::string& subscription_id);

// Whether any description may be out of date.
bool has_stale_descriptions(store::Database& db);

// One that could not be described, and what was found.
struct Undescribed {
  std::string subscription_id;
  std::string problem;
};

// Goes on with what is noted: looks at uses of blocks, and describes anew the subscriptions to which they
// belong, whatever number of subscriptions lies in between. It ends with the use, or the subscription, by
// which `most` of them and of the blocks that were read for it are reached. One that is terminated keeps the
// words that it ended with, and so does one that cannot be loaded or described, whatever is wrong with it:
// those are given back. Each that gets other words is a change as set_description makes it, on behalf of the
// process that changed the value. Inside the caller's transaction.
std::vector<Undescribed> refresh_descriptions(Session& session, int64_t most);

// What was noted first is noted no more, for where it cannot be gone on with.
void forget_first_noted(store::Database& db);

}  // namespace rehearsal::domain
