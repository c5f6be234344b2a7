// What went wrong, as an answer: no exception passes the door.
#pragma once

#include <exception>

#include "api/message.h"

namespace rehearsal::api {

Answer answer_to(const std::exception& error);

}  // namespace rehearsal::api
