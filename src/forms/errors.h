// What is wrong with what was sent, as the answers and the logs have it.
// Source in the original: pydantic 2.13 and pydantic_forms.exceptions (reference/forms.md §5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

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

// The type of the last error where others were only counted: our own.
constexpr const char* kMoreErrors = "more_errors";

// "1 item", "2 items".
std::string plural(int64_t count, const char* noun);

// [{"type", "loc", "msg", "input", "ctx"?, "url"?}] as the answers have it.
Json to_json(const std::vector<FieldError>& errors);

// "2 validation errors for CreateUserForm\nage\n  Input should be … (type=int_parsing)\n…"
std::string to_text(const std::string& page_name, const std::vector<FieldError>& errors);

// The messages in another language, "nl_NL" or "de_DE", as far as the original has words: it knows few that
// hold a figure. Of any other language they stay as they are.
void translate(std::vector<FieldError>& errors, std::string_view locale);

}  // namespace rehearsal::forms
