#include "workflow/step.h"

#include <algorithm>

namespace rehearsal::workflow {

bool PlacedStep::may_be_skipped() const {
  return std::any_of(around.begin(), around.begin() + depth,
                     [](const Around& each) { return each.when != nullptr; });
}

const Lens* PlacedStep::lens() const {
  const auto found = std::find_if(around.begin(), around.begin() + depth,
                                  [](const Around& each) { return each.lens != nullptr; });
  return found == around.begin() + depth ? nullptr : found->lens;
}

bool PlacedStep::runs(const Json& state) const {
  Json part;
  const Json* seen = &state;
  for (size_t i = 0; i < depth; ++i) {
    if (around[i].when && !around[i].when(*seen)) return false;
    if (!around[i].lens) continue;
    part = Json(around[i].lens->get(*seen));
    seen = &part;
  }
  return true;
}

Json detail::part_under(const Json& state, std::string_view key) {
  const Json* found = find_member(state, key);
  if (!found) return Json::object();
  if (found->is_object()) return *found;
  throw value_error("Expected an object under the key '" + std::string(key) + "' of the state, found " +
                    dump_json(*found) + ".");
}

}  // namespace rehearsal::workflow
