// A group can leave service between the form that offers it and the step that takes it.
#pragma once

#include <string_view>

#include "domain/session.h"

namespace rehearsal::catalog {

// Throws Error (ValueError), with what to do about it, when the User Group is not active any more or a process that
// terminates it is under way.
void refuse_group_out_of_service(domain::Session& session, std::string_view user_group_id);

}  // namespace rehearsal::catalog
