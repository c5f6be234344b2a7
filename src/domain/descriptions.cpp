#include "domain/descriptions.h"

#include <exception>
#include <new>
#include <optional>
#include <vector>

#include "core/error.h"
#include "domain/models.h"
#include "domain/stored_blocks.h"
#include "domain/subscriptions.h"
#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::domain {
namespace {

// `height`: how far above the block that changed it stands.
void note_changed(Session& session, const std::string& instance, int64_t height) {
  session.db.run(
      "insert into stale_descriptions (subscription_instance_id, behind, height, process_id) select ?1, 0, "
      "?2, "
      "?3 where exists (select 1 from subscription_instance_relations where depends_on_id = ?1) "
      "on conflict (subscription_instance_id) do update set behind = 0, height = min(height, "
      "excluded.height), process_id = excluded.process_id",
      instance, height,
      session.process_id.empty() ? std::nullopt : std::optional<std::string_view>(session.process_id));
}

// A block whose users are to be looked at, those behind one of its relations.
struct Stale {
  int64_t sequence;
  std::string instance;
  int64_t behind;
  int64_t height;
  std::string owner;
  std::string process_id;
};

std::optional<Stale> first_stale(store::Database& db) {
  auto rows = db.query(
      "select d.sequence, d.subscription_instance_id, d.behind, d.height, i.subscription_id, d.process_id "
      "from stale_descriptions d cross join subscription_instances i on i.subscription_instance_id = "
      "d.subscription_instance_id order by d.sequence limit 1");
  if (!rows.step()) return std::nullopt;
  return Stale{rows.integer(0), rows.text(1), rows.integer(2),
               rows.integer(3), rows.text(4), rows.optional_text(5).value_or("")};
}

struct Use {
  int64_t row;
  std::string by;
  std::string owner;
};

std::vector<Use> uses_of(store::Database& db, const Stale& stale, int64_t most) {
  std::vector<Use> uses;
  auto rows = db.query(
      "select r.rowid, r.in_use_by_id, i.subscription_id from subscription_instance_relations r cross join "
      "subscription_instances i on i.subscription_instance_id = r.in_use_by_id where r.depends_on_id = ? and "
      "r.rowid > ? order by r.rowid limit ?",
      stale.instance, stale.behind, most);
  while (rows.step()) uses.push_back({rows.integer(0), rows.text(1), rows.text(2)});
  return uses;
}

std::string product_name_of(store::Database& db, const std::string& subscription_id) {
  auto rows = db.query(
      "select p.name from subscriptions s cross join products p on p.product_id = s.product_id where "
      "s.subscription_id = ? and s.status <> 'terminated'",
      subscription_id);
  return rows.step() ? rows.text(0) : std::string();
}

// What is wrong with one subscription keeps no other from its words.
bool is_its_own(const std::exception& problem) {
  if (dynamic_cast<const std::bad_alloc*>(&problem)) return false;
  const auto* error = dynamic_cast<const Error*>(&problem);
  return !error || (error->kind() != "StorageError" && error->kind() != "DatabaseDamaged" &&
                    error->kind() != "MemoryError");
}

int64_t count_blocks(const std::vector<FieldValue>& fields) {
  int64_t count = 0;
  for (const FieldValue& field : fields) {
    for (const Block& block : field.blocks) count += 1 + count_blocks(block.fields);
  }
  return count;
}

// Gives how many blocks were read for it.
int64_t describe(Session& session, const std::string& subscription_id,
                 std::vector<Undescribed>& undescribed) {
  const Models::Entry* entry = session.models.find_product(product_name_of(session.db, subscription_id));
  if (!entry || !entry->product.describe) return 0;
  // Of one that cannot be loaded nobody knows.
  int64_t blocks = kMaxBlockDepth;
  const size_t changed = session.changed ? session.changed->size() : 0;
  store::Savepoint whole(session.db);
  try {
    const Subscription subscription = load_unchecked(session, subscription_id);
    blocks = count_blocks(subscription.roots);
    set_description(session, subscription_id, entry->product.describe(subscription));
    whole.commit();
  } catch (const std::exception& problem) {
    if (!is_its_own(problem)) throw;
    if (session.changed) session.changed->resize(changed);
    undescribed.push_back({subscription_id, problem.what()});
  }
  return blocks;
}

}  // namespace

std::optional<std::string> words_for(const Models& models, const Subscription& subscription) {
  const Models::Entry* entry = models.find_product(subscription.product.name);
  if (!entry || !entry->product.describe) return std::nullopt;
  try {
    return entry->product.describe(subscription);
  } catch (const std::exception& problem) {
    if (!is_its_own(problem)) throw;
    return std::nullopt;
  }
}

void note_changed_blocks(Session& session, const std::set<std::string>& instances) {
  for (const std::string& instance : instances) note_changed(session, instance, 0);
}

void note_changed_subscription(Session& session, const std::string& subscription_id) {
  std::set<std::string> instances;
  {
    auto rows = session.db.query(
        "select subscription_instance_id from subscription_instances where subscription_id = ?",
        subscription_id);
    while (rows.step()) instances.insert(rows.text(0));
  }
  note_changed_blocks(session, instances);
}

bool has_stale_descriptions(store::Database& db) {
  return db.query("select 1 from stale_descriptions order by sequence limit 1").step();
}

std::vector<Undescribed> refresh_descriptions(Session& session, int64_t most) {
  std::vector<Undescribed> undescribed;
  while (most > 0) {
    const std::optional<Stale> stale = first_stale(session.db);
    if (!stale) break;
    const int64_t asked = most;
    const std::vector<Use> uses = uses_of(session.db, *stale, asked);
    bool is_done = static_cast<int64_t>(uses.size()) < asked;
    int64_t behind = stale->behind;
    // A block without users is looked at, too.
    --most;
    session.process_id = stale->process_id;
    for (const Use& use : uses) {
      if (most <= 0 && behind != stale->behind) {
        is_done = false;
        break;
      }
      behind = use.row;
      --most;
      // What stands above it has other values below itself, as far as blocks are loaded.
      if (stale->height < static_cast<int64_t>(kMaxBlockDepth))
        note_changed(session, use.by, stale->height + 1);
      // Its own subscription's words are the workflow's that changed it.
      if (use.owner != stale->owner) most -= describe(session, use.owner, undescribed);
    }
    if (is_done) {
      session.db.run("delete from stale_descriptions where sequence = ?", stale->sequence);
    } else {
      session.db.run("update stale_descriptions set behind = ? where sequence = ?", behind, stale->sequence);
    }
  }
  return undescribed;
}

void forget_first_noted(store::Database& db) {
  db.run("delete from stale_descriptions where sequence = (select min(sequence) from stale_descriptions)");
}

}  // namespace rehearsal::domain
