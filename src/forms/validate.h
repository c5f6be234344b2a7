// What was sent for a page: the values that are stored, or every error as pydantic says it.
// Source in the original: FormPage's validation by pydantic 2.13 (reference/forms.md §3, §4, §5, §9.1).
#pragma once

#include <vector>

#include "core/json.h"
#include "forms/errors.h"
#include "forms/page.h"

namespace rehearsal::forms {

struct Validated {
  // All fields in the order of the page, those that are only shown too; meaningless when there are errors.
  Json values;
  // In the order of the fields, then keys that the page does not know in the order sent. A list gives at most
  // 100, and so does the page: then the last error, of type "more_errors", says how many there are beside.
  std::vector<FieldError> errors;
};

// Takes any JSON as `input`; what is no object is one error.
Validated validate(const Page& page, const Json& input);

}  // namespace rehearsal::forms
