// What went wrong, as an answer: no exception passes the door.
#pragma once

#include <exception>

#include "api/message.h"

namespace rehearsal::api {

Answer answer_to(const std::exception& error);
// The result of a job that ended with this: {"detail", "details"?}. What nobody foresaw is said in one plain
// sentence, and its own words beside it.
Json failure_of(const std::exception& error, const std::string& title);

}  // namespace rehearsal::api
