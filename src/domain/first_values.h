// Fields that came, or became required, after instances of their block were made.
#pragma once

#include <string>
#include <vector>

#include "domain/session.h"

namespace rehearsal::domain {

// Gives what the field begins with (Field::initial) to the instances of the block that have no value for it:
// of a field that is new to all of them, of another to those whose subscription must have one by its status.
// Appends to `lines` what was given; and for each product how many instances lack a value that they must
// have, and what to do. Inside the caller's transaction.
void give_first_values(Session& session, const BlockType& block, const Field& field, bool is_new,
                       std::vector<std::string>& lines);

}  // namespace rehearsal::domain
