#include "api/message.h"

#include <algorithm>
#include <array>

#include "api/refusal.h"
#include "core/ids.h"
#include "core/json_in.h"
#include "core/zeros.h"

namespace rehearsal::api {
namespace {

constexpr std::array<std::string_view, 8> kMembers = {"id",      "method", "path", "query",
                                                      "headers", "body",   "raw",  "key"};

Refusal no_request(const std::string& what) {
  return problem(400,
                 "Expected a request {\"id\", \"method\", \"path\", \"query\"?, \"headers\"?, \"body\" | "
                 "\"raw\"?, \"key\"?}: " +
                     what + ".");
}

std::string needed_text(const Json& message, const char* name) {
  const auto found = message.find(name);
  if (found == message.end()) throw no_request(std::string(name) + " is missing");
  if (!found->is_string()) throw no_request(std::string(name) + " must be a text");
  return found->get<std::string>();
}

Json object_of_texts(const Json& message, const char* name, bool lists_too) {
  const auto found = message.find(name);
  if (found == message.end() || found->is_null()) return Json::object();
  const auto is_text = [](const Json& value) { return value.is_string(); };
  const auto fits = [&](const Json& value) {
    return value.is_string() ||
           (lists_too && value.is_array() && std::all_of(value.begin(), value.end(), is_text));
  };
  if (!found->is_object() || !std::all_of(found->begin(), found->end(), fits)) {
    throw no_request(std::string(name) + " must be an object of texts" +
                     (lists_too ? " or lists of texts" : ""));
  }
  return *found;
}

// What is asked and what is sent is looked for and stored as texts.
void refuse_zeros(const Json& message, std::string_view text) {
  const auto raw = message.find("raw");
  const bool in_raw =
      raw != message.end() && raw->is_string() && has_zero(raw->get_ref<const std::string&>());
  if (!in_raw && !has_zero(text)) return;
  std::string where = "raw";
  for (auto it = message.begin(); !in_raw && it != message.end(); ++it) {
    if (has_zero(dump_json(*it))) where = it.key();
  }
  throw problem(400, "Expected texts without the character U+0000, found it in the " + where +
                         " of the request. Take it out.");
}

// Where the text that begins at `at` with a quote ends.
size_t end_of_string(std::string_view text, size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

// The number that stands under "id" in `message`, an object in JSON, to the letter: 1e-400 read and written
// again would be another name.
std::string number_of_id(std::string_view message) {
  constexpr std::string_view kName = "\"id\"";
  int depth = 0;
  for (size_t at = 0; at < message.size(); ++at) {
    const char c = message[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c != '"') continue;
    const size_t end = end_of_string(message, at);
    const size_t colon = message.find_first_not_of(" \t\r\n", end);
    const bool found = depth == 1 && message.substr(at, end - at) == kName && message[colon] == ':';
    at = end - 1;
    if (!found) continue;
    const size_t from = message.find_first_not_of(" \t\r\n", colon + 1);
    if (message[from] != '-' && (message[from] < '0' || message[from] > '9')) break;
    return std::string(message.substr(from, message.find_first_of(" \t\r\n,}", from) - from));
  }
  return "null";
}

std::string id_text(const Json& id, std::string_view message) {
  return id.is_number_float() ? number_of_id(message) : dump_json(id);
}

}  // namespace

std::optional<std::string> Request::query_text(const char* name) const {
  const auto found = query.find(name);
  if (found == query.end()) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  if (found->empty()) return std::nullopt;
  return found->front().get<std::string>();
}

Request parse_request(std::string_view text) {
  Json message = parse_json(text);
  if (!message.is_object()) throw no_request("this is no object");
  for (auto it = message.begin(); it != message.end(); ++it) {
    if (std::find(kMembers.begin(), kMembers.end(), it.key()) == kMembers.end()) {
      throw no_request("\"" + it.key() + "\" is not known");
    }
  }
  refuse_zeros(message, text);
  Request request;
  if (const auto id = message.find("id"); id != message.end()) {
    if (id->is_structured()) throw no_request("id must be a text, a number, true, false or null");
    request.id = id_text(*id, text);
  }
  request.method = needed_text(message, "method");
  request.path = needed_text(message, "path");
  while (request.path.size() > 1 && request.path.back() == '/') request.path.pop_back();
  request.query = object_of_texts(message, "query", true);
  request.headers = object_of_texts(message, "headers", false);
  if (message.find("raw") != message.end()) {
    if (message.find("body") != message.end()) throw no_request("body and raw are both given");
    request.raw = needed_text(message, "raw");
  }
  if (const auto body = message.find("body"); body != message.end()) request.body = std::move(*body);
  if (const auto key = message.find("key"); key != message.end() && !key->is_null()) {
    request.key = canonical_uuid(needed_text(message, "key"));
    if (request.key.empty()) throw no_request("key must be a UUID");
  }
  return request;
}

std::string id_of(std::string_view text) {
  const Json message = json_in(text).value_or(Json());
  if (!message.is_object()) return "null";
  const auto id = message.find("id");
  return id == message.end() || id->is_structured() ? "null" : id_text(*id, text);
}

Answer answer(int status, const Json& body) {
  return {status, {}, body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Json to_json(const std::vector<std::pair<std::string, std::string>>& headers) {
  Json object = Json::object();
  for (const auto& [name, value] : headers) object[name] = value;
  return object;
}

std::string write_answer(std::string_view id, const Answer& answer, int64_t as_of) {
  std::string text = "{\"id\":";
  text += id;
  text += ",\"status\":";
  text += std::to_string(answer.status);
  text += ",\"headers\":";
  text += answer.headers.empty() ? "{}" : dump_json(to_json(answer.headers));
  text += ",\"body\":";
  text += answer.body;
  text += ",\"as_of\":";
  text += std::to_string(as_of);
  text += '}';
  return text;
}

}  // namespace rehearsal::api
