// What pydantic makes of a JSON value where it wants a text, a number, a truth value or a UUID ("lax" mode).
// Source in the original: pydantic_core's input and validators; texts as pydantic 2.13 says them.
#pragma once

#include <optional>
#include <string>

#include "core/json.h"

namespace rehearsal::forms {

// What is wrong with a value: pydantic's error type, its text, and the figures in the text (null when there
// are none).
struct Complaint {
  std::string type;
  std::string message;
  Json context = nullptr;
};

// The value as it is stored, or what is wrong.
struct Coerced {
  Json value = nullptr;
  std::optional<Complaint> complaint = std::nullopt;
};

// Texts only.
Coerced to_text(const Json& input);
// Integers of 64 bits; whole floats, true and false, texts like " +1_000 " and "3.0".
Coerced to_integer(const Json& input);
// Finite numbers, true and false, texts that say one. The value is a float.
Coerced to_number(const Json& input);
// true, false, 0, 1, and the texts true/false, yes/no, on/off, t/f, y/n, 1/0 in any case.
Coerced to_boolean(const Json& input);
// The texts of a UUID: with dashes, 32 digits, in braces, as urn:uuid:. The value is the canonical text.
Coerced to_uuid(const Json& input);

}  // namespace rehearsal::forms
