// States that the database keeps beside its own, as snapshots: what was there before an import, for the way
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "snapshot/export.h"

namespace rehearsal::snapshot {

// The newest one is always kept; older ones as long as there are no more than so many, and no more bytes in
// all.
inline constexpr int64_t kMostKept = 3;
inline constexpr int64_t kMostKeptBytes = int64_t{64} << 20;

struct Kept {
  int64_t sequence = 0;
  Instant made_at;
  // What came after it: "Importing a snapshot".
  std::string before;
  std::string digest;
  int64_t bytes = 0;
  // The number of the commit that changed the state which was kept.
  int64_t commit = 0;
  // Of what was kept by an earlier release nobody knows.
  std::optional<int64_t> subscriptions, processes;
};

// Writes the present state beside itself, in the caller's transaction, part by part.
class Keep {
 public:
  Keep(domain::Session& session, std::string_view before, std::string_view app);
  Keep(const Keep&) = delete;
  Keep& operator=(const Keep&) = delete;

  // Writes one element; false when all is kept, and what is too old is gone.
  bool step();
  int64_t done() const { return export_.done(); }
  int64_t total() const { return export_.total(); }
  int64_t sequence() const { return sequence_; }

 private:
  void put_part();
  void put_facts();
  void finish();

  domain::Session& session_;
  Export export_;
  std::string app_;
  int64_t sequence_ = 0;
  // Part 0 is the head, which is written last; part -1 what is told of the state.
  int64_t parts_ = 0;
  int64_t bytes_ = 0;
};

// The newest first.
std::vector<Kept> all_kept(store::Database& db);
std::optional<Kept> newest_kept(store::Database& db);
// Its text, read part by part.
class KeptText {
 public:
  KeptText(store::Database& db, const Kept& kept);
  // Reads one part; false when there is none left.
  bool step();
  std::string take() { return std::move(text_); }

 private:
  store::Database& db_;
  int64_t sequence_;
  int64_t place_ = 0;
  std::string text_;
};
void forget_kept(store::Database& db, int64_t sequence);

}  // namespace rehearsal::snapshot
