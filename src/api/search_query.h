// The language of searches (engine.md 8.1), read into a tree: words side by side must all be found, "|" means
// or, a leading "-" not, "*" behind a word what begins with it, quotes words in a row, key:value or
// key:(a | b) one field, and brackets group. Beyond the original: a value may hold colons (fd00::1), begin
// with a comparison (start_date:>=2026-01-01) or name a range (version:2..5), and quotes keep any character.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rehearsal::api {

struct SearchNode {
  enum class Kind { kAll, kAny, kNot, kField, kWord, kPrefix, kPhrase };
  Kind kind = Kind::kAll;
  // Of a word, a prefix or a phrase what is looked for, of a field its key.
  std::string text{};
  // A phrase ends with a prefix.
  bool open_end = false;
  // Of a field its value: a word, a prefix, a phrase, or kAny of them.
  std::vector<SearchNode> parts{};
};

// The whole query; kAll without parts when it asks for nothing. Throws Refusal (400), saying at which
// character what was expected, when it is longer than 512 characters or cannot be read.
SearchNode parse_search(std::string_view query);

}  // namespace rehearsal::api
