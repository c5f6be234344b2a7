#include "shell/app/read_json.h"

namespace rehearsal::shell {

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::vector<const Json*> elements(const Json& list) {
  std::vector<const Json*> all;
  if (!list.is_array()) return all;
  for (const Json& element : list) all.push_back(&element);
  return all;
}

std::vector<const Json*> elements(const Json& object, const char* key) {
  const Json* list = member(object, key);
  return list == nullptr ? std::vector<const Json*>() : elements(*list);
}

std::optional<double> number_at(const Json& object, const char* key) {
  const Json* value = member(object, key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->get<double>();
}

std::optional<int64_t> whole_at(const Json& object, const char* key) {
  const Json* value = member(object, key);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  return value->get<int64_t>();
}

bool true_at(const Json& object, const char* key) {
  const Json* value = member(object, key);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

}  // namespace rehearsal::shell
