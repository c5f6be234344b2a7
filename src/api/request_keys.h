// Changes that were made, by the key that their sender gave them: the same key again is answered from here.
#pragma once

#include <optional>
#include <string>

#include "api/message.h"
#include "core/clock.h"
#include "store/database.h"

namespace rehearsal::api {

// What makes two requests the same: method, path, query and body.
std::string request_digest(const Request& request);

// The stored answer to this key; none when it is new. Throws Refusal (409) when the key named another
// request.
std::optional<Answer> stored_answer(store::Database& db, const Request& request);
std::optional<Answer> stored_answer(store::Database& db, const std::string& key, const std::string& digest);

// Whether a stored answer says that this job was begun: it is stored when the job has done all.
bool was_begun_by_a_change(store::Database& db, const std::string& job_id);

// Stores the answer, in the transaction of what was done.
void store_answer(store::Database& db, const Request& request, const Answer& answer, Instant now);
void store_answer(store::Database& db, const std::string& key, const std::string& digest,
                  const Answer& answer, Instant now);

}  // namespace rehearsal::api
