#include "snapshot/import.h"

#include <algorithm>

#include "store/search_index.h"

namespace rehearsal::snapshot {
namespace {

constexpr int64_t kLeastCache = int64_t{8} << 20;
constexpr int64_t kMostCache = int64_t{256} << 20;

}  // namespace

Import::Import(domain::Session& session, const Words& words, std::string file, ImportOptions options)
    : session_(session),
      file_(std::move(file)),
      options_(std::move(options)),
      check_(session, words, file_, options_.mode, options_.shown, options_.tokens) {}

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
    if (is_refused() || leaves_all()) return false;
    // Ids lie all over their indexes; without room for most of these each row would be written more than
    // once.
    const int64_t wanted = std::min(static_cast<int64_t>(file_.size() / 4 * 3), kMostCache);
    session_.db.set_cache(
        std::max(wanted, options_.mode == Mode::Replace ? kLeastCache : store::Database::kUsualCache));
    // Every reference was checked, and nothing that was here stays: SQLite need not look at each row again.
    if (options_.mode == Mode::Replace) switch_keys(false);
    transaction_.emplace(session_.db, store::Durable::Import);
    if (options_.mode == Mode::Replace) mark_values_ = store::leave_values_unmarked(session_.db);
    // The way back to what was before is worth more than one to the same.
    is_keeping_ = !options_.keep_before.empty() && check_.changes_anything();
    return true;
  }
  if (is_refused() || leaves_all()) return false;
  if (!apply_) {
    if (is_keeping_ && keep_some()) return true;
    apply_.emplace(session_, file_, check_);
  }
  return apply_->step();
}

// False when all is kept, or when it cannot be: a state that breaks a rule must not stand in the way of
// another one.
bool Import::keep_some() {
  try {
    if (!keep_) keep_.emplace(session_, options_.keep_before, options_.app);
    return keep_->step();
  } catch (const std::exception& error) {
    if (!keep_ || is_of_storage(error)) throw;
    const int64_t sequence = keep_->sequence();
    keep_.reset();
    forget_kept(session_.db, sequence);
    is_keeping_ = false;
    not_kept_ = "What was here could not be kept, since something in it cannot be read.";
    return false;
  }
}

Json Import::report() const {
  Json report = check_.report();
  report["kept"] = is_keeping_;
  if (!not_kept_.empty()) report["not_kept"] = not_kept_;
  return report;
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
  if (leaves_all()) return;
  session_.db.run_script(mark_values_);
  transaction_->commit();
  transaction_.reset();
  // It is as long as all that came in.
  session_.db.cut_log();
  if (!has_keys_) switch_keys(true);
}

}  // namespace rehearsal::snapshot
