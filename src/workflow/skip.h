// Going past a step that has failed, once somebody has done by hand what it was to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflow/process.h"

namespace rehearsal::workflow {

// The key under which the row of a skipped step tells why; it is no part of the process's state.
inline constexpr const char* kSkipReasonKey = "__skip_reason";

// What a person has to give where the step at which the process stands is skipped: the keys that it would
// have given, and instead of the subscription, which is read anew, the fields that the steps to come ask for
// and that have no value yet (domain/missing_fields.h).
std::vector<std::string> keys_to_give(domain::Session& session, const Process& process);

// Writes the step's row as skipped, with the reason and with `values`, and makes the process runnable. The
// process must have failed or wait to be tried again. Throws Error (ValueError) when `values` are not just
// keys_to_give(); then nothing has changed.
void skip_step(Services& services, Ids& ids, Process& process, const Json& values, std::string_view reason,
               std::string_view user);

}  // namespace rehearsal::workflow
