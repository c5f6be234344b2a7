// Taking a snapshot: it is checked, the present state is kept, and only then anything is written. All or
// nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "snapshot/apply.h"
#include "snapshot/check.h"
#include "snapshot/kept.h"
#include "store/transaction.h"

namespace rehearsal::snapshot {

struct ImportOptions {
  Mode mode = Mode::Add;
  // What a person will read of the state that was kept, and who keeps it; an empty text: nothing is kept.
  std::string keep_before;
  std::string app;
  // The digest of the snapshot that the person has seen, where it is to be just that one.
  std::string shown = {};
  // The file never left the database: it may hold the tokens of callbacks.
  bool tokens = false;
};

class Import {
 public:
  // `words` outlives it.
  Import(domain::Session& session, const Words& words, std::string file, ImportOptions options);
  Import(const Import&) = delete;
  Import& operator=(const Import&) = delete;
  ~Import();

  // Does a little; false when there is nothing left: then it is refused, or it is written and waits for
  // commit(). Where what it throws is caught, or it is destroyed before commit(), nothing has happened.
  bool step();
  // About how far it is.
  int64_t done() const;
  int64_t total() const;

  // The snapshot has problems.
  bool is_refused() const { return !check_.problems().empty(); }
  // The transaction is open: what is read now is half done.
  bool is_writing() const { return transaction_.has_value(); }
  const Check& check() const { return check_; }
  // All is as the snapshot says already.
  bool leaves_all() const { return check_.leaves_all(); }
  // What the check says, and {"kept", "not_kept"?}: whether the state before is kept, and why it could not
  // be.
  Json report() const;
  // Writes nothing where it leaves all as it is.
  void commit();

 private:
  void switch_keys(bool on);
  bool keep_some();

  domain::Session& session_;
  std::string file_;
  ImportOptions options_;
  Check check_;
  bool is_checked_ = false;
  // Whether SQLite looks after foreign keys, as it does at all other times.
  bool has_keys_ = true;
  std::optional<store::Transaction> transaction_;
  // What makes new values mark the words to search by again.
  std::string mark_values_;
  bool is_keeping_ = false;
  std::string not_kept_;
  std::optional<Keep> keep_;
  std::optional<Apply> apply_;
};

}  // namespace rehearsal::snapshot
