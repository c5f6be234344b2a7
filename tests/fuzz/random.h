// Chance that is the same again for the same seed, and JSON made of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json.h"

namespace rehearsal::fuzz {

// SplitMix64.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  // 0 … below-1; `below` is not 0.
  size_t below(size_t below) { return static_cast<size_t>(next() % below); }
  bool one_in(size_t n) { return below(n) == 0; }
  template <class List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  uint64_t state_;
};

// Any JSON value: often one that a field wants, or nearly.
Json random_value(Random& random, int depth = 0);

// `text` with some bytes changed, dropped, doubled or replaced by what has broken readers before.
std::string mutated(Random& random, std::string text);

}  // namespace rehearsal::fuzz
