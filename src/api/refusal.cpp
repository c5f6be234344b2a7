#include "api/refusal.h"

#include "core/echo.h"
#include "core/text.h"

namespace rehearsal::api {
namespace {

// What a person reads of an error; some of them quote what was sent.
constexpr size_t kLongestDetail = 4000;

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Request Entity Too Large";
    case 422:
      return "Unprocessable Entity";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Internal Server Error";
  }
}

Refusal plain(int status, const char* detail) {
  Json body = Json::object();
  body["detail"] = detail;
  return Refusal(status, detail, std::move(body));
}

}  // namespace

Json problem_body(int status, const Json& detail) {
  Json body = Json::object();
  body["detail"] =
      detail.is_string() ? Json(shortened(detail.get_ref<const std::string&>(), kLongestDetail)) : detail;
  body["status"] = status;
  body["title"] = title_of(status);
  return body;
}

Refusal problem(int status, const std::string& detail) {
  return Refusal(status, detail, problem_body(status, detail));
}
Refusal problem(int status) {
  return problem(status, std::string(title_of(status)));
}

Json request_error(std::string_view type, Json loc, std::string_view msg, const Json& input, Json ctx) {
  Json error = Json::object();
  error["type"] = type;
  error["loc"] = std::move(loc);
  error["msg"] = msg;
  error["input"] = echoed(input);
  if (!ctx.is_null()) error["ctx"] = std::move(ctx);
  return error;
}

Refusal unprocessable(std::vector<Json> errors) {
  const std::string message = text_or(errors.front(), "msg");
  Json body = Json::object();
  body["detail"] = std::move(errors);
  return Refusal(422, message, std::move(body));
}
Refusal unprocessable(std::string_view type, Json loc, std::string_view msg, const Json& input, Json ctx) {
  return unprocessable({request_error(type, std::move(loc), msg, input, std::move(ctx))});
}

Refusal not_found() {
  return plain(404, "Not Found");
}
Refusal method_not_allowed() {
  return plain(405, "Method Not Allowed");
}

}  // namespace rehearsal::api
