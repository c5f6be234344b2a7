// What a subscription consists of as its rows have it: for products that the code has no more, so that what
// they left can still be read.
#pragma once

#include <string_view>

#include "domain/session.h"

namespace rehearsal::domain {

// The types of the subscription's product and of all blocks of its tree. A block that `session` knows has its
// type there; of the others every field is a text, or texts where an instance has more than one. The fields
// below the subscription, whose names no row has, are named as in its newest revision, or else as their
// blocks. Throws Error (ValueError) where blocks cannot be told apart in this way.
Models models_of_rows(Session& session, std::string_view subscription_id);

}  // namespace rehearsal::domain
