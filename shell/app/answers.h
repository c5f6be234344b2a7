// What was put into a form in a person's words, and what it would change.
#pragma once

#include <string>
#include <vector>

#include "shell/app/form_model.h"
#include "shell/app/host.h"

namespace rehearsal::shell {

// "User group staff", "none", "23 Nov 2026, 19:46".
std::string answer_words(const Field& field, const FieldInput& input, Host& host);

struct AnswerChange {
  std::string label, before, after;
};
// The fields in which something else stands than there is now: the field's default or, where it has none, the
// value of its name anywhere in `now` (a subscription's domain model).
std::vector<AnswerChange> answer_changes(const FormPage& page, const std::vector<FieldInput>& inputs,
                                         const Json& now, Host& host);

// A moment in local time as the browser's own field has it, "2026-11-23T19:46", and back: seconds since 1970;
// none when it says no time.
// How far the person's own time is ahead of UTC at that moment, or now: "Your own time, UTC+1".
std::string time_zone_words(const Field& field, const std::string& text, Host& host);
std::string local_moment(const Field& field, const std::string& text, Host& host);
std::string from_local_moment(const Field& field, const std::string& local, Host& host);

}  // namespace rehearsal::shell
