#include "core/echo.h"

#include <algorithm>

#include "core/text.h"

namespace rehearsal {
namespace {

constexpr size_t kLongest = 10'000;
constexpr size_t kShown = 1000;

// Takes about the bytes of the value's text from `left`; false as soon as there are not so many.
bool fits(const Json& value, size_t& left) {
  const size_t size = value.is_string() ? value.get_ref<const std::string&>().size() + 2 : 4;
  if (size > left) return false;
  left -= size;
  if (value.is_array()) {
    return std::all_of(value.begin(), value.end(), [&](const Json& item) { return fits(item, left); });
  }
  if (!value.is_object()) return true;
  const auto& members = value.get_ref<const Json::object_t&>();
  return std::all_of(members.begin(), members.end(), [&](const auto& member) {
    if (member.first.size() > left) return false;
    left -= member.first.size();
    return fits(member.second, left);
  });
}

}  // namespace

Json echoed(const Json& value) {
  size_t left = kLongest;
  if (fits(value, left)) return value;
  if (value.is_string()) return shortened(value.get_ref<const std::string&>(), kShown);
  return std::string("(") + (value.is_array() ? "a list" : "an object") + " with " +
         std::to_string(value.size()) + (value.size() == 1 ? " member" : " members") +
         ", too long to be repeated here)";
}

}  // namespace rehearsal
