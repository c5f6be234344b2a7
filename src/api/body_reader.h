// The body of a request, read member by member as pydantic does: every mistake is told, in the order of
// reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/refusal.h"
#include "forms/coerce.h"
#include "forms/text.h"
#include "workflow/make_step.h"

namespace rehearsal::api {

// Reads a body member by member, and keeps every mistake.
class BodyReader {
 public:
  explicit BodyReader(const Json& body) : body_(body) {
    if (body.is_object()) return;
    throw unprocessable("model_attributes_type", Json::array({"body"}),
                        "Input should be a valid dictionary or object to extract fields from", body);
  }

  std::string text(const char* name) {
    const Json* value = needed(name);
    if (!value) return {};
    if (value->is_string()) return value->get<std::string>();
    refuse(name, "string_type", "Input should be a valid string", *value);
    return {};
  }

  std::string uuid(const char* name) {
    const Json* value = needed(name);
    return value ? coerced(name, *value, forms::to_uuid(*value), std::string()) : std::string();
  }

  int64_t integer_or(const char* name, int64_t otherwise) {
    const Json* value = workflow::find_member(body_, name);
    return value && !value->is_null() ? coerced(name, *value, forms::to_integer(*value), otherwise)
                                      : otherwise;
  }

  std::string description(const char* name) {
    std::string said = text(name);
    if (forms::code_points(said) > kLongestDescription) {
      Json ctx = Json::object();
      ctx["max_length"] = kLongestDescription;
      refuse(name, "string_too_long", "String should have at most 2000 characters", said, std::move(ctx));
    }
    return said;
  }

  // A member that may be left out or null.
  bool has(const char* name) const {
    const Json* value = workflow::find_member(body_, name);
    return value && !value->is_null();
  }

  // One of `choices`; `named` says them.
  std::string one_of(const char* name, const std::vector<std::string_view>& choices,
                     const std::string& named) {
    const std::string said = text_or(body_, name);
    for (const std::string_view choice : choices) {
      if (said == choice) return said;
    }
    Json ctx = Json::object();
    ctx["expected"] = named;
    refuse(name, "enum", "Input should be " + named, body_.at(name), std::move(ctx));
    return {};
  }

  // Throws Refusal (422) with all of them.
  void end() {
    if (!errors_.empty()) throw unprocessable(std::move(errors_));
  }

 private:
  static constexpr int64_t kLongestDescription = 2000;

  const Json* needed(const char* name) {
    const Json* found = workflow::find_member(body_, name);
    if (!found) refuse(name, "missing", "Field required", body_);
    return found;
  }

  template <class T>
  T coerced(const char* name, const Json& given, const forms::Coerced& value, T otherwise) {
    if (!value.complaint) return value.value.get<T>();
    refuse(name, value.complaint->type, value.complaint->message, given, value.complaint->context);
    return otherwise;
  }

  void refuse(const char* name, std::string_view type, std::string_view message, const Json& input,
              Json ctx = nullptr) {
    errors_.push_back(request_error(type, Json::array({"body", name}), message, input, std::move(ctx)));
  }

  const Json& body_;
  std::vector<Json> errors_;
};

}  // namespace rehearsal::api
