// The state of a database as a snapshot, element by element.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/ids.h"
#include "snapshot/element_text.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

struct ExportOptions {
  // Only these subscriptions with what they depend on; empty: everything.
  std::vector<std::string> subscriptions = {};
  bool processes = true;
  // What the original uses as a callback's password stays in: for what does not leave the database.
  bool tokens = false;
};

// When, by whom and by which application a snapshot is made; no part of its digest.
struct Made {
  Instant when;
  std::string by;
  std::string app;
};

// Nothing may be changed in the database between the first step and the last.
class Export {
 public:
  // Throws Error (ValueError) when a subscription that is asked for is not there.
  Export(domain::Session& session, const ExportOptions& options);
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // Writes one element; false when there is none left.
  bool step();
  // Elements written, of how many there are in the database.
  int64_t done() const { return done_; }
  int64_t total() const { return total_; }

  // What was written since the last call, when it is about as long as this or the end has come; else nothing.
  static constexpr size_t kPart = size_t{1} << 20;
  std::optional<std::string> take_part();

  // After the last step: what stands before everything else.
  std::string head(const Made& made) const;
  // The digest of the content.
  std::string digest() const { return hash_.hex(); }
  // The same for states that differ in the origin of catalogue rows alone; to be compared within one
  // database.
  uint64_t essence() const { return essence_; }

 private:
  // Of a selection: which elements belong to it.
  struct Selection {
    std::unordered_set<std::string> subscriptions, customers, products, product_blocks, resource_types,
        workflows;
  };
  void select(const std::vector<std::string>& wanted);
  std::unordered_set<std::string> names(std::string_view sql, const std::unordered_set<std::string>& of);
  bool belongs(Section section, const store::Rows& rows);
  bool belongs_process(std::string_view process_id);
  void open_section();
  void close_section();

  domain::Session& session_;
  ElementText text_;
  bool processes_;
  std::optional<Selection> selection_;
  size_t section_ = 0;
  std::optional<store::Rows> rows_;
  bool is_first_ = true;
  int64_t done_ = 0;
  int64_t total_ = 0;
  std::string part_;
  std::string element_;
  std::string canonical_;
  Tree tree_;
  Sha256 hash_;
  uint64_t essence_ = 0;
};

}  // namespace rehearsal::snapshot
