// The choice of a user's group, shared by create_user and modify_user.
#pragma once

#include "forms/page.h"
#include "store/database.h"

namespace rehearsal::catalog {

// Exactly one of the active User Groups, oldest first: the value is the subscription's id, the label its description.
// Asked of the database each time a form is made or posted.
forms::Type user_group_selector(store::Database& db);

}  // namespace rehearsal::catalog
