// What was sent for a page: the values that are stored, or every error as pydantic says it.
// Source in the original: FormPage's validation by pydantic 2.13 (reference/forms.md §3, §4, §5, §9.1).
#pragma once

#include <string>
#include <vector>

#include "core/json.h"
#include "forms/page.h"

namespace rehearsal::forms {

struct FieldError {
  // pydantic's name of it: "missing", "int_parsing", "value_error" …
  std::string type;
  // Where: a list of names and indices; ["__root__"] for the page as a whole.
  Json location;
  std::string message;
  // What was sent there, or what core/echo.h makes of it where it is long.
  Json input;
  // The figures in the message; null when there are none.
  Json context = nullptr;
};

struct Validated {
  // All fields in the order of the page, those that are only shown too; meaningless when there are errors.
  Json values;
  // In the order of the fields, then keys that the page does not know in the order sent. A list gives at most
  // 100, and so does the page: then the last error, of type "more_errors", says how many there are beside.
  std::vector<FieldError> errors;
};

// Takes any JSON as `input`; what is no object is one error.
Validated validate(const Page& page, const Json& input);

// [{"type", "loc", "msg", "input", "ctx"?, "url"?}] as the answers have it.
Json to_json(const std::vector<FieldError>& errors);

// "2 validation errors for CreateUserForm\nage\n  Input should be … (type=int_parsing)\n…"
std::string to_text(const std::string& page_name, const std::vector<FieldError>& errors);

}  // namespace rehearsal::forms
