// The index of a folder of snapshots (docs/static-backend.md): what is offered there, and which files hold
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rehearsal::sync {

// One snapshot that is offered.
struct Head {
  std::string title;
  std::string about;
  std::string time;  // ISO 8601 with a zone
  std::string author;
  std::string digest;  // SHA-256 of the file's bytes
  std::string file;    // "objects/<digest>.json", relative to the index
};

struct Index {
  std::string name;
  int64_t generation = 1;
  std::optional<std::string> parent;  // SHA-256 of the index before; the first has none
  std::vector<Head> heads;
};

// 64 lower-case hexadecimal digits.
bool is_digest(std::string_view text);
std::string object_file(std::string_view digest);

// Throws Error ("IndexInvalid") naming the JSON pointer, what was found and what was expected; details are
// {"pointer", "expected", "found"}. An index of a later version is "IndexNewer".
Index read_index(std::string_view text);

// No reader takes more of one.
inline constexpr int64_t kMostOfIndex = int64_t{4} * 1024 * 1024;

// One head a line, so that a difference shows what has changed. Reads back as the same index.
std::string write_index(const Index& index);

// What lies in a folder already, and the SHA-256 of its text.
struct Published {
  Index index;
  std::string digest;
};

// The index that follows `before` when `added` are published: they stand first; what stood there stays, but
// for a head of the same title. Throws Error ("IndexInvalid") when a text of `added` is not as an index has
// it.
Index next_index(const std::optional<Published>& before, std::string name, std::vector<Head> added);

}  // namespace rehearsal::sync
