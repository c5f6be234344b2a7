// Answers that say no, thrown from wherever the reason is found; the door turns them into answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/json.h"

namespace rehearsal::api {

class Refusal : public Error {
 public:
  Refusal(int status, const std::string& message, Json body)
      : Error("Refusal", message), status_(status), body_(std::move(body)) {}
  int status() const noexcept { return status_; }
  const Json& body() const noexcept { return body_; }

 private:
  int status_;
  Json body_;
};

// {"detail", "status", "title"}: what the original's raise_status makes.
Json problem_body(int status, const Json& detail);
Refusal problem(int status, const std::string& detail);
// The same with the status's own title as detail.
Refusal problem(int status);

// 422 {"detail": [{"type", "loc", "msg", "input", "ctx"?}]}: what FastAPI makes of a request that is not as
// declared.
Refusal unprocessable(std::string_view type, Json loc, std::string_view msg, const Json& input,
                      Json ctx = nullptr);
// The same with several errors, each made by request_error.
Refusal unprocessable(std::vector<Json> errors);
Json request_error(std::string_view type, Json loc, std::string_view msg, const Json& input,
                   Json ctx = nullptr);

// What FastAPI itself says of a path that it does not know, and of a method that the path does not take.
Refusal not_found();
Refusal method_not_allowed();

}  // namespace rehearsal::api
