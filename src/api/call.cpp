#include "api/call.h"

#include "api/json_text.h"
#include "api/refusal.h"
#include "forms/coerce.h"

namespace rehearsal::api {

std::string Call::uuid(size_t part, const char* name) const {
  forms::Coerced coerced = forms::to_uuid(parts[part]);
  if (coerced.complaint) {
    throw unprocessable(coerced.complaint->type, Json::array({"path", name}), coerced.complaint->message,
                        parts[part], coerced.complaint->context);
  }
  return coerced.value.get<std::string>();
}

Json Call::optional_body() const {
  if (request.raw) return parse_raw(*request.raw);
  return request.body.value_or(Json(nullptr));
}

Json Call::needed_body() const {
  Json body = optional_body();
  if (body.is_null()) throw unprocessable("missing", Json::array({"body"}), "Field required", nullptr);
  return body;
}

}  // namespace rehearsal::api
