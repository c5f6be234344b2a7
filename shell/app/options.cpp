#include "shell/app/options.h"

#include <functional>
#include <utility>

#include "core/json_in.h"

namespace rehearsal::shell {

std::string key_of(const Json& value) {
  if (!value.is_string()) return dump_json(value);
  const auto& text = value.get_ref<const std::string&>();
  return json_in(text) ? dump_json(value) : text;
}

Options::Options(std::vector<Option> list) {
  All all;
  size_t slots = 1;
  while (slots < 2 * list.size()) slots *= 2;
  all.slots.resize(slots);
  for (Option& one : list) {
    uint32_t& place = all.slots[all.slot(one.key)];
    if (place != 0) continue;
    all.list.push_back(std::move(one));
    place = static_cast<uint32_t>(all.list.size());
  }
  // What an option is called then may be what another one was called before.
  for (int round = 0; round < 3 && all.tell_apart(); ++round) continue;
  all_ = std::make_shared<const All>(std::move(all));
}

bool Options::All::tell_apart() {
  // By what a label's hash is: the first option that is called so.
  std::vector<uint32_t> called(slots.size());
  const size_t mask = slots.size() - 1;
  std::vector<uint32_t> is_shared(list.size());
  for (size_t i = 0; i < list.size(); ++i) {
    size_t at = std::hash<std::string_view>()(list[i].label) & mask;
    while (called[at] != 0 && list[called[at] - 1].label != list[i].label) at = (at + 1) & mask;
    if (called[at] != 0)
      is_shared[i] = is_shared[called[at] - 1] = 1;
    else
      called[at] = static_cast<uint32_t>(i + 1);
  }
  bool any = false;
  for (size_t i = 0; i < list.size(); ++i) {
    if (is_shared[i] == 0) continue;
    any = true;
    std::string& label = list[i].label;
    const Json& value = list[i].value;
    const bool is_value =
        list[i].key == label || (value.is_string() && value.get_ref<const std::string&>() == label);
    label = is_value ? list[i].key : label + " (" + list[i].key + ")";
  }
  return any;
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
  if (found || value.is_string()) return found;
  // 1.0 is 1.
  for (size_t i = 0; i < size(); ++i) {
    if ((*this)[i].value == value) return i;
  }
  return std::nullopt;
}

}  // namespace rehearsal::shell
