#include "snapshot/import.h"

#include <algorithm>

#include "store/search_index.h"

namespace rehearsal::snapshot {
namespace {

constexpr int64_t kMostCache = int64_t{256} << 20;

}  // namespace

Import::Import(domain::Session& session, const Words& words, std::string file, ImportOptions options)
    : session_(session),
      file_(std::move(file)),
      options_(std::move(options)),
      check_(session, words, file_, options_.mode) {}

Import::~Import() {
  transaction_.reset();
  session_.db.set_cache(store::Database::kUsualCache);
  if (!has_keys_) switch_keys(true);
}

// SQLite takes this outside of a transaction only.
void Import::switch_keys(bool on) {
  session_.db.run_script(on ? "pragma foreign_keys = on" : "pragma foreign_keys = off");
  has_keys_ = on;
}

bool Import::step() {
  if (!is_checked_) {
    if (check_.step()) return true;
    is_checked_ = true;
    if (is_refused()) return false;
    // Ids lie all over their indexes; without room for most of these each row would be written more than
    // once.
    session_.db.set_cache(
        std::clamp(static_cast<int64_t>(file_.size() / 2), store::Database::kUsualCache, kMostCache));
    // Every reference was checked, and nothing that was here stays: SQLite need not look at each row again.
    if (options_.mode == Mode::Replace) switch_keys(false);
    transaction_.emplace(session_.db, store::Durable::Import);
    if (options_.mode == Mode::Replace) mark_values_ = store::leave_values_unmarked(session_.db);
    if (!options_.keep_before.empty()) keep_.emplace(session_, options_.keep_before, options_.app);
    return true;
  }
  if (is_refused()) return false;
  if (!apply_) {
    if (keep_ && keep_->step()) return true;
    apply_.emplace(session_, file_, check_);
  }
  return apply_->step();
}

// Bytes that are checked, then written; keeping counts as much as checking.
int64_t Import::total() const {
  return 3 * static_cast<int64_t>(file_.size());
}

int64_t Import::done() const {
  const auto size = static_cast<int64_t>(file_.size());
  if (apply_) return 2 * size + apply_->done();
  if (!keep_ || keep_->total() == 0) return check_.done();
  return size + static_cast<int64_t>(static_cast<double>(size) * static_cast<double>(keep_->done()) /
                                     static_cast<double>(keep_->total()));
}

void Import::commit() {
  session_.db.run_script(mark_values_);
  transaction_->commit();
  transaction_.reset();
  if (!has_keys_) switch_keys(true);
}

}  // namespace rehearsal::snapshot
