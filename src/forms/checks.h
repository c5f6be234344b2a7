// One value against its type, what lies inside it left aside.
#pragma once

#include "forms/coerce.h"
#include "forms/page.h"

namespace rehearsal::forms {

// A person's words about a value: of type value_error.
Complaint value_error(std::string message);
// The same as an `assert` says them: of type assertion_error.
Complaint assertion_error(const std::string& message);
// An object was wanted, of the class `name`.
Complaint no_model(const std::string& name);

// The value or what is wrong with it, before the field's own rules. `type` holds no others.
Coerced check_scalar(const Type& type, const Json& input);

// `noun` is what the message calls the list.
std::optional<Complaint> too_long(const Type& type, size_t sent, const char* noun);
std::optional<Complaint> too_short(const Type& type, size_t sent, const char* noun);
bool has_duplicate(const Json& list);

}  // namespace rehearsal::forms
