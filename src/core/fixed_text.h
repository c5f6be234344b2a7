// Text as a template argument (the names of steps and of the keys they take and give), and texts joined by
// the compiler.
#pragma once

#include <cstddef>
#include <string_view>

namespace rehearsal {

template <size_t N>
struct FixedText {
  char characters[N] = {};

  constexpr FixedText() = default;
  constexpr FixedText(const char (&literal)[N]) {
    for (size_t i = 0; i < N; ++i) characters[i] = literal[i];
  }
  constexpr std::string_view view() const { return {characters, N - 1}; }
};

// The texts one after the other, as one text of static lifetime.
template <const std::string_view&... Parts>
struct Joined {
  static constexpr auto kCharacters = [] {
    FixedText<(Parts.size() + ... + 1)> joined;
    size_t at = 0;
    const auto append = [&](std::string_view part) {
      for (const char c : part) joined.characters[at++] = c;
    };
    (append(Parts), ...);
    return joined;
  }();
  static constexpr std::string_view kText = kCharacters.view();
};

}  // namespace rehearsal
