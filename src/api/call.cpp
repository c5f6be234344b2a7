#include "api/call.h"

#include "api/bytes.h"
#include "api/json_text.h"
#include "api/refusal.h"
#include "core/text.h"
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

std::string Call::take_bytes(const Json& value) const {
  if (value.is_object() && value.size() == 1) {
    const Json& said = value.begin().value();
    if (value.begin().key() == "$blob" && said.is_number_integer() && said.get<int64_t>() >= 0 &&
        said.get<uint64_t>() < blobs.size()) {
      return std::move(blobs[said.get<size_t>()]);
    }
    if (value.begin().key() == "$base64" && said.is_string()) {
      if (std::optional<std::string> bytes = bytes_of_base64(said.get_ref<const std::string&>()))
        return *std::move(bytes);
    }
  }
  throw problem(
      422,
      "Expected bytes, {\"$blob\": n} with the n-th of the byte arrays that travel with the message "
      "(there are " +
          std::to_string(blobs.size()) + ") or {\"$base64\": \"…\"}, found " +
          shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace), 60));
}

Json Call::give_bytes(const Bytes& bytes) const {
  Json said = Json::object();
  if (text_only) {
    std::string whole;
    for (const std::string& part : *bytes) whole += part;
    said["$base64"] = base64_of(whole);
  } else {
    said["$blob"] = given_blobs.size();
    given_blobs.push_back(bytes);
  }
  return said;
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

void Call::refuse_while_locked() const {
  if (runner.locked()) throw problem(503, "Engine is locked cannot accept changes on processes at this time");
}

}  // namespace rehearsal::api
