// What is wrong with a snapshot: where it stands, what was found there and what was expected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "snapshot/sections.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

struct Problem {
  // A JSON pointer into the file; "" is the file itself.
  std::string pointer;
  std::string expected;
  std::string found;
};

// Thrown where reading cannot go on: Error (SnapshotRefused) whose details are the problem.
Error refused(const std::string& pointer, const std::string& expected, const std::string& found);
// The problem that such an error, or one of Tree::read() (which knows no pointer), tells of.
Problem problem_of(const Error& error, const std::string& pointer);

// Whether it is storage or memory that failed, and not what was asked of it.
bool is_of_storage(const std::exception& error);

// "At /version: expected …, found …."
std::string in_words(const Problem& problem);
Json to_json(const Problem& problem);

// An element of the file, and a byte in it: what is looked at later is found again by this. Without an
// element: the section as a whole.
struct Place {
  Section section = Section::Customers;
  uint32_t index = 0;
  size_t element = 0;
  size_t at = 0;
};

// Gathers problems; of very many the first ones and their number.
class Problems {
 public:
  static constexpr size_t kMost = 50;
  explicit Problems(std::string_view file) : file_(file) {}

  void add(Problem problem);
  // Of a value in the element that `tree` holds.
  void add(const Tree& tree, const Place& element, const Node& at, std::string expected, std::string found);
  void add(const Place& place, std::string expected, std::string found);

  const std::vector<Problem>& first() const { return first_; }
  int64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

 private:
  std::string_view file_;
  std::vector<Problem> first_;
  int64_t count_ = 0;
};

}  // namespace rehearsal::snapshot
