// What stands around the content of a snapshot's file: its format and version, who made it, and the digest
// that the content must have. In whatever order: tools sort keys.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"
#include "snapshot/cursor.h"

namespace rehearsal::snapshot {

// Of each text that says who made it, in bytes.
inline constexpr size_t kLongestMade = 200;

class Head {
 public:
  // `file` outlives it.
  explicit Head(std::string_view file) : file_(file), cursor_(file) {}

  // Reads one member, or passes over a part of the content where another member comes after it; false when
  // all is known. Throws Error: SnapshotRefused, InvalidJson.
  bool step();
  // Of the member that is read, for an error.
  const std::string& pointer() const { return pointer_; }

  const std::string& digest() const { return digest_; }
  // {"when", "by", "app"}
  const Json& made() const { return made_; }
  // Where the content begins.
  size_t content() const { return starts_[kContentKey]; }
  // Reads what follows the content, which ended at `at`, unless it was read already.
  void close(size_t at);

 private:
  enum Key : uint8_t { kFormatKey, kVersionKey, kMadeKey, kDigestKey, kContentKey, kKeys };

  void open();
  void begin_member();
  void end_member();
  void read_end();
  void read_format();
  void read_version();
  void read_made();
  void read_digest();
  Key missing() const;

  std::string_view file_;
  Cursor cursor_;
  std::string pointer_;
  bool is_open_ = false;
  bool is_closed_ = false;
  bool is_at_content_ = false;
  // Where each member's value begins; 0: it has not come yet.
  std::array<size_t, kKeys> starts_{};
  std::optional<Skim> skim_;
  std::string digest_;
  Json made_;
};

}  // namespace rehearsal::snapshot
