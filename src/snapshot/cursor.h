// A place in a snapshot's file that moves on: what stands between its values, and values that are passed
// over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rehearsal::snapshot {

class Cursor {
 public:
  explicit Cursor(std::string_view file, size_t at = 0) : file_(file), at_(at) {}

  size_t at() const { return at_; }
  void move_to(size_t at) { at_ = at; }
  bool is_at_end() const { return at_ >= file_.size(); }
  // '\0' at the end.
  char peek() const { return is_at_end() ? '\0' : file_[at_]; }

  void skip_space();
  // Passes spaces, and `c` where it comes next.
  bool take(char c);
  // The same where it must come; throws Error (SnapshotRefused) with `pointer` and what was expected.
  void expect(char c, const char* where, const std::string& pointer);
  // A key with its colon; what it says. Throws Error (SnapshotRefused, InvalidJson).
  std::string key(const std::string& pointer);
  // "'x' at byte 5", for an error.
  std::string found() const;

 private:
  std::string_view file_;
  size_t at_;
};

// Passes over a list or an object, part by part, without judging what is in it.
class Skim {
 public:
  // `at` is its bracket.
  explicit Skim(size_t at) : at_(at) {}

  // Goes on a part; false when the end was reached, or that of the file.
  bool step(std::string_view file);
  // Behind the value, when its end was reached.
  size_t at() const { return at_; }
  bool is_complete() const { return is_complete_; }

 private:
  size_t at_;
  size_t open_ = 0;
  bool in_text_ = false;
  bool is_complete_ = false;
};

}  // namespace rehearsal::snapshot
