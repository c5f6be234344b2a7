// Which thing is which from frame to frame. What a person acts on is named by a key in its scope, so that
// things coming and going around it do not change it; what is only looked at is counted.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rehearsal::ui {

inline uint32_t mixed(uint32_t seed, std::string_view bytes) {
  uint32_t h = seed ^ 0x811C9DC5u;
  for (const char c : bytes) h = (h ^ static_cast<uint8_t>(c)) * 0x01000193u;
  h ^= h >> 16;
  h *= 0x85EBCA6Bu;
  return h ^ h >> 13;
}
inline uint32_t mixed(uint32_t seed, uint32_t number) {
  uint32_t h = (seed ^ 0x9E3779B9u) + number * 0x85EBCA6Bu;
  h = (h ^ h >> 15) * 0x2C1B3C6Du;
  h = (h ^ h >> 12) * 0x297A2D39u;
  return h ^ h >> 15;
}

class Identity {
 public:
  void begin_pass();

  // The same key twice in one scope: the second is another thing.
  uint32_t named(std::string_view key);
  uint32_t counted();

  void push_scope(uint32_t id);  // names below belong to it
  void push_box(uint32_t id);    // counts below begin anew
  void pop();

 private:
  struct Level {
    uint32_t names, counts, count;
  };
  uint32_t unique(uint32_t id);

  uint32_t pass_ = 0;
  std::vector<Level> levels_;
  std::unordered_map<uint32_t, uint32_t> seen_;  // id -> the last pass that used it
};

}  // namespace rehearsal::ui
