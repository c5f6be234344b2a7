// A snapshot's file, read element by element.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "snapshot/cursor.h"
#include "snapshot/head.h"
#include "snapshot/problems.h"
#include "snapshot/sections.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

// The items of one list of the file.
class Elements {
 public:
  // `at` is where the list begins.
  Elements(std::string_view file, size_t at) : file_(file), cursor_(file, at) {}

  // Reads the next element into `tree`; false when the list is at its end. Throws Error (InvalidJson).
  bool next(Tree& tree);
  // Of the element that was read last.
  uint32_t index() const { return count_ - 1; }
  size_t start() const { return start_; }
  // Elements read.
  uint32_t count() const { return count_; }
  // How far reading has come.
  size_t at() const { return cursor_.at(); }

 private:
  std::string_view file_;
  Cursor cursor_;
  size_t start_ = 0;
  uint32_t count_ = 0;
};

// The whole file: its head, its elements in the order of their lists' names, and at its end the digest. Every
// function throws Error: SnapshotRefused, or InvalidJson where what stands there is no JSON.
class Document {
 public:
  // `file` must outlive it.
  explicit Document(std::string_view file) : file_(file), head_(file), cursor_(file) {}

  // Format, version, who made it, and the digest that its content must have: a part of it; false when all is
  // known.
  bool read_head();
  // Reads the next element into `tree`, or does a part of finding it. At the end the digest was right, and
  // nothing follows.
  enum class Next : uint8_t { Element, Part, End };
  Next next(Tree& tree);

  // Of the element that was read last.
  Place place() const {
    return {section_at(section_), elements_.index(), elements_.start(), elements_.start()};
  }
  // Where reading stands, for an error.
  std::string pointer() const;
  // Bytes of the content that were read.
  size_t done() const { return done_; }

  const std::string& digest() const { return head_.digest(); }
  // {"when", "by", "app"}
  const Json& made() const { return head_.made(); }
  // Where the list of a section that was read begins.
  size_t start_of(Section section) const { return starts_[static_cast<size_t>(section)]; }

 private:
  void open_content();
  void open_section();
  void close_section();
  void begin_list();
  // Where the lists do not stand in the order of their names: finds all that have not been read.
  void note_list(const std::string& name);
  void find_lists();
  void finish();

  std::string_view file_;
  Head head_;
  Cursor cursor_;
  bool is_head_ = true;
  std::string pointer_;
  size_t section_ = 0;
  bool is_open_ = false;
  Elements elements_{{}, 0};
  // 0: it has not come yet.
  std::array<size_t, kSections> starts_{};
  std::optional<Skim> skim_;
  // Where the content ends, once it was looked through for its lists.
  size_t end_ = 0;
  size_t done_ = 0;
  Sha256 hash_;
  std::string canonical_;
};

}  // namespace rehearsal::snapshot
