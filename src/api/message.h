// The messages that pass the door, as DOOR.md has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json.h"

namespace rehearsal::api {

struct Request {
  // The sender's name for the message as JSON text, echoed in the answer.
  std::string id = "null";
  std::string method;
  // Without the slashes at its end.
  std::string path;
  Json query = Json::object();
  Json headers = Json::object();
  // The body as JSON, or as a text that may be no JSON at all; neither: there is none.
  std::optional<Json> body;
  std::optional<std::string> raw;
  // Names the change; empty when the sender gave none.
  std::string key;

  // The first value of a query parameter; none when it was not given.
  std::optional<std::string> query_text(const char* name) const;
  std::string header(const char* name) const { return text_or(headers, name); }
};

// Throws Error (InvalidJson) when the text is none, Refusal (400) when it is no request; both say what was
// expected.
Request parse_request(std::string_view text);

// The id of a message that cannot be understood otherwise, as JSON text; "null" when even that is not to be
// found.
std::string id_of(std::string_view text);

struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  // JSON text.
  std::string body = "null";
};

// Bytes that are no UTF-8, which only an error's text may quote, become U+FFFD.
Answer answer(int status, const Json& body);
inline Answer answer(const Json& body) {
  return answer(200, body);
}
inline Answer no_content() {
  return {204, {}, "null"};
}

// The answer as the message that goes out.
std::string write_answer(std::string_view id, const Answer& answer, int64_t as_of);

Json to_json(const std::vector<std::pair<std::string, std::string>>& headers);

}  // namespace rehearsal::api
