// A snapshot's file, read element by element in the order in which it was written.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "snapshot/problems.h"
#include "snapshot/sections.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

// The items of one list of the file.
class Elements {
 public:
  // `at` is where the list begins.
  Elements(std::string_view file, size_t at) : file_(file), at_(at) {}

  // Reads the next element into `tree`; false when the list is at its end. Throws Error (InvalidJson).
  bool next(Tree& tree);
  // Of the element that was read last.
  uint32_t index() const { return count_ - 1; }
  size_t start() const { return start_; }
  // Elements read.
  uint32_t count() const { return count_; }
  // How far reading has come.
  size_t at() const { return at_; }

 private:
  std::string_view file_;
  size_t at_;
  size_t start_ = 0;
  uint32_t count_ = 0;
};

// The whole file: its head, its elements, and at its end the digest. Every function throws Error:
// SnapshotRefused, or InvalidJson where what stands there is no JSON.
class Document {
 public:
  // `file` must outlive it.
  explicit Document(std::string_view file) : file_(file) {}

  // Format, version, who made it, and the digest that its content must have.
  void read_head();
  // Reads the next element into `tree`. False when the content is at its end; then the digest was right, and
  // nothing follows.
  bool next(Tree& tree);

  // Of the element that was read last.
  Place place() const {
    return {section_at(section_), elements_.index(), elements_.start(), elements_.start()};
  }
  // Where reading stands, for an error.
  std::string pointer() const;
  size_t at() const { return at_; }

  const std::string& digest() const { return digest_; }
  // {"when", "by", "app"}
  const Json& made() const { return made_; }
  // Where the list of a section that was read begins.
  size_t start_of(Section section) const { return starts_[static_cast<size_t>(section)]; }

 private:
  char peek() const { return at_ < file_.size() ? file_[at_] : '\0'; }
  void skip_space();
  void expect(char c, const char* where);
  void expect_key(std::string_view name);
  void read_made();
  void open_section();
  void finish();

  std::string_view file_;
  size_t at_ = 0;
  std::string pointer_;
  std::string digest_;
  Json made_;
  size_t section_ = 0;
  bool is_open_ = false;
  Elements elements_{{}, 0};
  std::array<size_t, kSections> starts_{};
  Sha256 hash_;
  std::string canonical_;
};

}  // namespace rehearsal::snapshot
