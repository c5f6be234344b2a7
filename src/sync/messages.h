// The same decisions as JSON, for a transport that lives in JavaScript: one message in, what to do next out
// (docs/static-backend.md lists them). Nothing is remembered between two messages: "state" goes out and comes
// back.
#pragma once

#include "core/json.h"

namespace rehearsal::sync {

// Throws Error ("ValueError") for what is no message of ours.
Json decide(const Json& message);

}  // namespace rehearsal::sync
