// The blocks of a subscription as the database holds them.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "domain/session.h"
#include "domain/values.h"

namespace rehearsal::domain {

// How deep blocks may stand in one another: with lists between them their JSON stays below core's limit.
inline constexpr size_t kMaxBlockDepth = 40;

// Fills subscription.roots with the tree of its blocks, those of other subscriptions that it refers to
// included. Values that are missing are null, and values that say nothing of their kind stay texts: nothing
// is checked here. Throws Error (ValueError) when blocks refer to each other in a circle or stand deeper than
// kMaxBlockDepth.
void load_blocks(Session& session, Subscription& subscription);

// Two texts of SQL as one, made at compile time.
template <const std::string_view& Head, const std::string_view& Tail>
struct JoinedSql {
  static constexpr auto characters = [] {
    std::array<char, Head.size() + Tail.size()> all{};
    size_t at = 0;
    for (const char c : Head) all[at++] = c;
    for (const char c : Tail) all[at++] = c;
    return all;
  }();
  static constexpr std::string_view text{characters.data(), characters.size()};
};

// The ids of a subscription's own instances and of all that they refer to, as a table `tree(id)` for the
// query that follows; ?1 is the subscription's id.
inline constexpr std::string_view kTreeOfIds =
    "with recursive tree(id) as ("
    "select subscription_instance_id from subscription_instances where subscription_id = ?1 "
    "union select r.depends_on_id from tree join subscription_instance_relations r on r.in_use_by_id = "
    "tree.id "
    "where r.domain_model_attr is not null) ";

}  // namespace rehearsal::domain
