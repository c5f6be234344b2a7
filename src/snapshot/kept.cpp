#include "snapshot/kept.h"

#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

constexpr int64_t kFacts = -1;

// Of states that are not kept any more: in the middle of an import no foreign keys do this.
void forget_parts(store::Database& db) {
  db.run("delete from kept_snapshot_parts where snapshot not in (select sequence from kept_snapshots)");
}

}  // namespace

Keep::Keep(domain::Session& session, std::string_view before, std::string_view app)
    : session_(session),
      export_(session, {.subscriptions = {}, .processes = true, .tokens = true}),
      app_(app) {
  session.db.run(
      "insert into kept_snapshots (made_at, before, digest, bytes, commit_number) values (?, ?, '', 0, ?)",
      session.clock.now(), before, session.db.commits() + 1);
  sequence_ = session.db.last_sequence();
}

bool Keep::step() {
  const bool more = export_.step();
  put_part();
  if (!more) finish();
  return more;
}

void Keep::put_part() {
  const std::optional<std::string> part = export_.take_part();
  if (!part) return;
  bytes_ += static_cast<int64_t>(part->size());
  session_.db.run("insert into kept_snapshot_parts (snapshot, place, content) values (?, ?, ?)", sequence_,
                  ++parts_, *part);
}

void Keep::finish() {
  store::Database& db = session_.db;
  Instant made_at;
  {
    auto row = db.query("select made_at from kept_snapshots where sequence = ?", sequence_);
    if (row.step()) made_at = row.instant(0);
  }
  const std::string head = export_.head({made_at, "", app_});
  bytes_ += static_cast<int64_t>(head.size());
  db.run("insert into kept_snapshot_parts (snapshot, place, content) values (?, 0, ?)", sequence_, head);
  db.run("update kept_snapshots set digest = ?, bytes = ? where sequence = ?", export_.digest(), bytes_,
         sequence_);
  put_facts();
  db.run(
      "delete from kept_snapshots where sequence in (select sequence from (select sequence, row_number() "
      "over newest "
      "as place, sum(bytes) over newest as bytes from kept_snapshots window newest as (order by sequence "
      "desc)) "
      "where place > ? or (place > 1 and bytes > ?))",
      kMostKept, kMostKeptBytes);
  forget_parts(db);
}

// What an earlier one says already takes no other one's place.
void Keep::put_facts() {
  store::Database& db = session_.db;
  Json facts = Json::object();
  facts["essence"] = std::to_string(export_.essence());
  for (const char* what : {"subscriptions", "processes"}) {
    auto count = db.query("select count(*) from " + std::string(what));
    if (count.step()) facts[what] = count.integer(0);
  }
  db.run(
      "delete from kept_snapshots where sequence in (select snapshot from kept_snapshot_parts where place = "
      "? "
      "and content = ?)",
      kFacts, facts);
  forget_parts(db);
  db.run("insert into kept_snapshot_parts (snapshot, place, content) values (?, ?, ?)", sequence_, kFacts,
         facts);
}

std::vector<Kept> all_kept(store::Database& db) {
  std::vector<Kept> all;
  auto rows = db.query(
      "select k.sequence, k.made_at, k.before, k.digest, k.bytes, k.commit_number, f.content from "
      "kept_snapshots k left join kept_snapshot_parts f on f.snapshot = k.sequence and f.place = ? order by "
      "k.sequence desc",
      kFacts);
  while (rows.step()) {
    Kept& kept = all.emplace_back(Kept{rows.integer(0),
                                       rows.instant(1),
                                       rows.text(2),
                                       rows.text(3),
                                       rows.integer(4),
                                       rows.integer(5),
                                       {},
                                       {}});
    if (rows.is_null(6)) continue;
    const Json facts = rows.json(6);
    kept.subscriptions = facts.at("subscriptions").get<int64_t>();
    kept.processes = facts.at("processes").get<int64_t>();
  }
  return all;
}

std::optional<Kept> newest_kept(store::Database& db) {
  const std::vector<Kept> all = all_kept(db);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

KeptText::KeptText(store::Database& db, const Kept& kept) : db_(db), sequence_(kept.sequence) {
  text_.reserve(static_cast<size_t>(kept.bytes));
}

bool KeptText::step() {
  auto part = db_.query("select content from kept_snapshot_parts where snapshot = ? and place = ?", sequence_,
                        place_++);
  if (!part.step()) return false;
  text_ += part.view(0);
  return true;
}

void forget_kept(store::Database& db, int64_t sequence) {
  db.run("delete from kept_snapshots where sequence = ?", sequence);
  forget_parts(db);
}

}  // namespace rehearsal::snapshot
