// E-mail addresses by their form alone.
// Source in the original: pydantic's EmailStr, which asks the email-validator library; its sentences.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::forms {

struct Email {
  // With the domain in small letters; empty when something is wrong.
  std::string address;
  // A sentence; empty when nothing is.
  std::string wrong;
};

// Reads "ann@example.org", also as "Ann <ann@example.org>". Letters beyond ASCII are taken as they are.
Email read_email(std::string_view text);

}  // namespace rehearsal::forms
