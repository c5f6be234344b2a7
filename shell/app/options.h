// What a field offers to choose from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

namespace rehearsal::shell {

struct Option {
  Json value;
  std::string key;  // the value as text: tells the options apart
  std::string label;
};

// What a value is called where it is told apart from others: a text itself, but as JSON where it reads like
// another value; anything else as JSON.
std::string key_of(const Json& value);

// What there is to choose from. Fields that refer to one type share its options: there may be a hundred
// thousand.
class Options {
 public:
  Options() = default;
  // Of what is there twice the first; what is only called the same is told apart by its key.
  Options(std::vector<Option> list);
  size_t size() const { return all_ ? all_->list.size() : 0; }
  bool empty() const { return size() == 0; }
  const Option& operator[](size_t index) const { return all_->list[index]; }
  // Where the option of this key stands, or of this value.
  std::optional<size_t> find(std::string_view key) const;
  std::optional<size_t> find_value(const Json& value) const;

 private:
  struct All {
    std::vector<Option> list;
    std::vector<uint32_t> slots;  // by what its key's hash is: the option's place and 1, or 0
    size_t slot(std::string_view key) const;
    // Gives options that are called the same other labels; false when there are none.
    bool tell_apart();
  };
  std::shared_ptr<const All> all_;
};

}  // namespace rehearsal::shell
