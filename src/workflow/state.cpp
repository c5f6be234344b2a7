#include "workflow/state.h"

#include <algorithm>

namespace rehearsal::workflow {
namespace {

std::string listed(const Keys& keys) {
  std::string list;
  for (const std::string_view key : keys) list.append(list.empty() ? "'" : ", '").append(key).append("'");
  return list.empty() ? "nothing" : list;
}

}  // namespace

const Json* find_member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  for (auto it = object.begin(); it != object.end(); ++it) {
    if (it.key() == key) return &it.value();
  }
  return nullptr;
}

Error missing_key(std::string_view key) {
  return Error("KeyError", "\"Could not find key '" + std::string(key) + "' in state.\"");
}

Error not_convertible(const Json& value, std::string_view type) {
  const std::string text = value.is_string() ? value.get_ref<const std::string&>() : dump_json(value);
  return value_error("Could not convert value '" + text + "' to " + std::string(type));
}

std::string subscription_id_in(const Json& value, std::string_view key) {
  const Json* id = value.is_object() ? find_member(value, "subscription_id") : &value;
  std::string canonical =
      id && id->is_string() ? canonical_uuid(id->get_ref<const std::string&>()) : std::string();
  if (canonical.empty()) throw missing_key(key);
  return canonical;
}

State::State(const Json& object) {
  if (!object.is_object()) {
    throw Error("AttributeError",
                "Expected an object with keys and values, found " + dump_json(object) + ".");
  }
  entries_.reserve(object.size());
  for (auto it = object.begin(); it != object.end(); ++it) entries_.push_back({it.key(), it.value()});
}

Json State::settle(domain::Session& session, const Keys* declared) const {
  Json object = Json::object();
  for (const Entry& entry : entries_) object[entry.key] = entry.value.settle(session);
  if (declared) {
    const bool complete = std::all_of(declared->begin(), declared->end(), [&](std::string_view key) {
      return find_member(object, key) != nullptr;
    });
    if (!complete || object.size() != declared->count) {
      std::string found;
      for (auto it = object.begin(); it != object.end(); ++it)
        found.append(found.empty() ? "'" : ", '").append(it.key()).append("'");
      throw Error("KeyError", "Expected the keys that are declared (" + listed(*declared) + "), found " +
                                  (found.empty() ? "nothing" : found) + ".");
    }
  }
  return object;
}

}  // namespace rehearsal::workflow
