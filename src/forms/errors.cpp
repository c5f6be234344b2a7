#include "forms/errors.h"

#include "forms/text.h"

namespace rehearsal::forms {
namespace {

// Errors of custom types have no page in pydantic's documentation.
bool has_url(const std::string& type) {
  return type != "unique_list" && type != kMoreErrors;
}

}  // namespace

std::string plural(int64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

Json to_json(const std::vector<FieldError>& errors) {
  Json list = Json::array();
  for (const FieldError& error : errors) {
    Json one = {
        {"type", error.type}, {"loc", error.location}, {"msg", error.message}, {"input", error.input}};
    if (!error.context.is_null()) one["ctx"] = error.context;
    if (has_url(error.type)) one["url"] = "https://errors.pydantic.dev/2.13/v/" + error.type;
    list.push_back(std::move(one));
  }
  return list;
}

std::string to_text(const std::string& page_name, const std::vector<FieldError>& errors) {
  auto count = static_cast<int64_t>(errors.size());
  if (!errors.empty() && errors.back().type == kMoreErrors)
    count += errors.back().context.at("more").get<int64_t>() - 1;
  std::string text = plural(count, "validation error") + " for " + page_name;
  for (const FieldError& error : errors) {
    text += '\n';
    for (size_t i = 0; i < error.location.size(); ++i) {
      if (i) text += " -> ";
      text += python_str(error.location[i]);
    }
    text += "\n  " + error.message + " (type=" + error.type;
    if (error.context.is_object()) {
      for (const auto& [key, value] : error.context.get_ref<const Json::object_t&>()) {
        text += "; " + key + "=" + python_str(value);
      }
    }
    text += ')';
  }
  return text;
}

}  // namespace rehearsal::forms
