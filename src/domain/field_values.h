// One value of a field: its text in the database, and whether it is of the field's kind.
#pragma once

#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/json.h"
#include "core/python_repr.h"
#include "domain/types.h"

namespace rehearsal::domain {

// What the text of the database says in this field. A text that says no value of the field's kind stays a
// text, which the checks then name.
Json value_from_text(const Field& field, std::string_view text);

// The text of a scalar as Python's str() writes it ("True", "1.5"): how subscription_instance_values holds
// it.
std::string text_from_value(const Field& field, const Json& value);

// A moment as fields hold it: ISO text in UTC, with microseconds where there are some.
std::string moment_text(Instant at);

// Whether a scalar, not null, is of the field's kind and one of its choices.
bool is_value_of(const Field& field, const Json& value);

// What pydantic says of a value that is none of the field's: the type of the error and its message.
struct ValueProblem {
  std::string_view type;
  std::string message;
};
ValueProblem problem_with(const Field& field, const Json& value);

// A number field holds 5 as 5.0, as Python's float() does; every other value stays as it is.
Json normalized(const Field& field, Json value);

// Python's repr of the value as pydantic shows it: shortened in the middle when it is long.
std::string input_repr(const Json& value);
// "NoneType", "str", "int" …: Python's name for the type of the value.
std::string_view input_type(const Json& value);

}  // namespace rehearsal::domain
