#include "shell/app/options.h"

#include <functional>
#include <utility>

namespace rehearsal::shell {

std::string key_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : dump_json(value);
}

Options::Options(std::vector<Option> list) {
  All all;
  all.list = std::move(list);
  size_t slots = 1;
  while (slots < 2 * all.list.size()) slots *= 2;
  all.slots.resize(slots);
  for (size_t i = 0; i < all.list.size(); ++i) {
    uint32_t& place = all.slots[all.slot(all.list[i].key)];
    if (place == 0) place = static_cast<uint32_t>(i + 1);
  }
  all_ = std::make_shared<const All>(std::move(all));
}

// Where the key stands, or would.
size_t Options::All::slot(std::string_view key) const {
  const size_t mask = slots.size() - 1;
  size_t at = std::hash<std::string_view>()(key) & mask;
  while (slots[at] != 0 && list[slots[at] - 1].key != key) at = (at + 1) & mask;
  return at;
}

std::optional<size_t> Options::find(std::string_view key) const {
  const uint32_t place = all_ ? all_->slots[all_->slot(key)] : 0;
  return place == 0 ? std::nullopt : std::optional<size_t>(place - 1);
}

std::optional<size_t> Options::find_value(const Json& value) const {
  const std::optional<size_t> found = find(key_of(value));
  if (found ? (*this)[*found].value == value : value.is_string()) return found;
  // Two values may read the same, 1 and "1"; and 1.0 is 1.
  for (size_t i = 0; i < size(); ++i) {
    if ((*this)[i].value == value) return i;
  }
  return std::nullopt;
}

}  // namespace rehearsal::shell
