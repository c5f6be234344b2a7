#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "domain/descriptions.h"
#include "domain/field_values.h"
#include "domain/revisions.h"
#include "domain/stored_blocks.h"
#include "domain/subscriptions.h"
#include "domain/wanted_blocks.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

// JSON holds no other, and a workflow may make a text of any bytes.
void refuse_unless_utf8(std::string_view text, const std::string& name) {
  if (is_utf8(text)) return;
  throw value_error("Expected " + name + " to be a text in UTF-8, found " + std::to_string(text.size()) +
                    " bytes that are none.");
}

// Brings the database from what is stored to what is wanted.
class Saver {
 public:
  Saver(Session& session, const Subscription& subscription)
      : session_(session),
        db_(session.db),
        subscription_(subscription),
        wanted_(subscription),
        stored_(session.db, subscription.subscription_id) {}

  // Whether anything had to be written.
  bool save() {
    const int64_t version = check_version();
    write_row();
    const bool row_changed = changed_;
    refuse_used_orphans();
    for (const Block* block : wanted_.own_blocks()) write_block(*block);
    keep_order_of_roots();
    write_relations();
    delete_orphans();
    if (!changed_) return false;
    // A change of the row is counted by the row itself. So are, with the unlocking, those that a process
    // makes while it holds the subscription out of sync.
    const bool counts = !row_changed && subscription_.insync;
    if (counts) {
      db_.run("update subscriptions set version = version + 1 where subscription_id = ?",
              subscription_.subscription_id);
    }
    session_.written.insert_or_assign(subscription_.subscription_id,
                                      version + (row_changed || counts ? 1 : 0));
    return true;
  }

  // The blocks that were there and have other values or other blocks below them now.
  const std::set<std::string>& changed_blocks() const { return changed_blocks_; }

 private:
  // The version in the database, which the model must have, or this session have written.
  int64_t check_version() {
    const Subscription& s = subscription_;
    auto rows = db_.query("select version from subscriptions where subscription_id = ?", s.subscription_id);
    if (!rows.step()) {
      throw value_error("Subscription with id: " + s.subscription_id + ", does not exist");
    }
    const int64_t version = rows.integer(0);
    const auto written = session_.written.find(s.subscription_id);
    if (version != s.version && (written == session_.written.end() || written->second != version)) {
      throw Error("StaleDataError", "Expected the subscription " + s.subscription_id + " at version " +
                                        std::to_string(s.version) + ", found version " +
                                        std::to_string(version) +
                                        ": it was changed meanwhile. Load it again and repeat the change.");
    }
    return version;
  }

  void write_row() {
    const Subscription& s = subscription_;
    const std::optional<std::string> note =
        s.note && s.note->find_first_not_of(" \t\r\n\f\v") != std::string::npos ? s.note : std::nullopt;
    refuse_unless_utf8(s.description, "the description");
    refuse_unless_utf8(note.value_or(""), "the note");
    db_.run(
        "update subscriptions set product_id = ?2, customer_id = ?3, description = ?4, status = ?5, insync = "
        "?6, "
        "start_date = ?7, end_date = ?8, note = ?9 where subscription_id = ?1 and (product_id is not ?2 or "
        "customer_id is "
        "not ?3 or description is not ?4 or status is not ?5 or insync is not ?6 or start_date is not ?7 or "
        "end_date is "
        "not ?8 or note is not ?9)",
        s.subscription_id, s.product.product_id, s.customer_id, s.description, to_text(s.status), s.insync,
        s.start_date, s.end_date, note);
    if (db_.changes() > 0) changed_ = true;
  }

  // The own instances that the tree has no more.
  template <class Use>
  void each_orphan(Use use) {
    for (const StoredInstance* instance : stored_.own()) {
      if (!wanted_.has(instance->id)) use(*instance);
    }
  }

  // The original would cut the other subscription's reference without a word.
  void refuse_used_orphans() {
    each_orphan([&](const StoredInstance& orphan) {
      auto rows = db_.query(
          "select s.description, s.subscription_id from subscription_instance_relations r "
          "cross join subscription_instances i on i.subscription_instance_id = r.in_use_by_id "
          "cross join subscriptions s on s.subscription_id = i.subscription_id "
          "where r.depends_on_id = ?1 and i.subscription_id <> ?2",
          orphan.id, subscription_.subscription_id);
      if (!rows.step()) return;
      throw value_error("The product block " + orphan.block_name + " (instance " + orphan.id +
                        ") cannot be removed: the subscription '" + rows.text(0) + "' (" + rows.text(1) +
                        ") uses it. Change that subscription first.");
    });
  }

  void delete_orphans() {
    each_orphan([&](const StoredInstance& orphan) {
      write("delete from subscription_instances where subscription_instance_id = ?", orphan.id);
    });
  }

  void write_block(const Block& block) {
    refuse_unless_utf8(block.label.value_or(""), "the label");
    const StoredInstance* stored = stored_.find_own(block.subscription_instance_id);
    if (!stored) {
      insert_instance(block);
    } else if (stored->block_name != block.type->name) {
      throw value_error("The instance " + stored->id + " is a " + stored->block_name +
                        " and cannot become a " + block.type->name + ".");
    } else if (stored->label != block.label) {
      write("update subscription_instances set label = ? where subscription_instance_id = ?", block.label,
            stored->id);
      note_change_of(stored->id);
    }
    for (size_t i = 0; i < block.fields.size(); ++i) {
      if (!block.type->fields[i].is_block())
        write_values(block, block.type->fields[i], block.fields[i].value, stored);
    }
  }

  // Blocks directly below the subscription stand in the order of their rows.
  void keep_order_of_roots() {
    for (const FieldValue& root : subscription_.roots) {
      int64_t before = 0;
      bool moves = false;
      for (const Block& block : root.blocks) {
        const StoredInstance* stored = stored_.find_own(block.subscription_instance_id);
        // Those that are new have the highest rows, in their order.
        const int64_t row = stored ? stored->row : INT64_MAX;
        // Behind one that moves all do.
        moves = moves || row < before;
        before = row;
        if (!moves) continue;
        write(
            "update subscription_instances set rowid = (select max(rowid) + 1 from subscription_instances) "
            "where subscription_instance_id = ?",
            block.subscription_instance_id);
      }
    }
  }

  void insert_instance(const Block& block) {
    const std::string product_block_id =
        one_text("select product_block_id from product_blocks where name = ?", block.type->name);
    if (product_block_id.empty()) {
      throw value_error("The database has no product block named '" + block.type->name +
                        "'; its row must be there before an instance of it.");
    }
    write(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id, "
        "label) "
        "values (?, ?, ?, ?)",
        block.subscription_instance_id, subscription_.subscription_id, product_block_id, block.label);
  }

  // One row per value that is not null: rows that are there get the new texts in their order, so that a list
  // keeps its own, and what is left over goes.
  void write_values(const Block& block, const Field& field, const Json& value,
                    const StoredInstance* instance) {
    std::vector<const StoredValue*> stored;
    if (instance) {
      for (const StoredValue& each : instance->values) {
        if (each.resource_type == field.name) stored.push_back(&each);
      }
    }
    size_t place = 0;
    const auto put = [&](const Json& item) {
      if (item.is_null()) return;
      const std::string text = text_from_value(field, item);
      if (place >= stored.size()) {
        insert_value(block, field, text);
      } else if (stored[place]->text != text) {
        refuse_unless_utf8(text, field.name);
        write("update subscription_instance_values set value = ? where rowid = ?", text, stored[place]->row);
        note_change_of(block.subscription_instance_id);
      }
      ++place;
    };
    if (value.is_array()) {
      for (const Json& item : value) put(item);
    } else {
      put(value);
    }
    for (; place < stored.size(); ++place) {
      write("delete from subscription_instance_values where rowid = ?", stored[place]->row);
      note_change_of(block.subscription_instance_id);
    }
  }

  void insert_value(const Block& block, const Field& field, const std::string& text) {
    refuse_unless_utf8(text, field.name);
    note_change_of(block.subscription_instance_id);
    const std::string resource_type_id = one_text(
        "select t.resource_type_id from resource_types t cross join product_blocks b "
        "cross join product_block_resource_types l on l.product_block_id = b.product_block_id and "
        "l.resource_type_id = "
        "t.resource_type_id where t.resource_type = ? and b.name = ?",
        field.name, block.type->name);
    if (resource_type_id.empty()) {
      throw assertion_error(
          "Domain model " + block.type->name + std::string(shape_suffix(subscription_.shape)) +
          " does not match the ProductBlockTable " + block.type->name + ", missing: " + field.name);
    }
    write(
        "insert into subscription_instance_values (subscription_instance_value_id, subscription_instance_id, "
        "resource_type_id, value) values (?, ?, ?, ?)",
        session_.ids.next(), block.subscription_instance_id, resource_type_id, text);
  }

  void write_relations() {
    std::vector<Relation> stored;
    for (const StoredInstance* instance : stored_.own()) {
      for (const StoredRelation& each : instance->relations) {
        stored.push_back({instance->id, each.child, each.attribute, each.order, each.row});
      }
    }
    std::sort(stored.begin(), stored.end());
    std::vector<Relation> surplus;
    std::vector<Relation> missing;
    const std::vector<Relation>& wanted = wanted_.relations();
    std::set_difference(stored.begin(), stored.end(), wanted.begin(), wanted.end(),
                        std::back_inserter(surplus));
    std::set_difference(wanted.begin(), wanted.end(), stored.begin(), stored.end(),
                        std::back_inserter(missing));
    for (const Relation& relation : surplus) {
      write("delete from subscription_instance_relations where rowid = ?", relation.row);
      note_change_of(std::string(relation.parent));
    }
    for (const Relation& relation : missing) {
      if (wanted_.owner_of(relation.child) != subscription_.subscription_id) check_foreign(relation.child);
      // A tree by itself has no circles.
      if (wanted_.has_foreign()) refuse_circle(relation.parent, relation.child);
      write(
          "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
          "domain_model_attr) "
          "values (?, ?, ?, ?)",
          relation.parent, relation.child, relation.order, relation.attribute);
      note_change_of(std::string(relation.parent));
    }
  }

  // A block of another subscription that is referred to for the first time must be there.
  void check_foreign(std::string_view child) {
    const std::string& owner = wanted_.owner_of(child);
    auto rows = db_.query(
        "select subscription_id from subscription_instances where subscription_instance_id = ?", child);
    if (!rows.step() || rows.view(0) != owner) {
      throw value_error("The product block instance " + std::string(child) + " is not one of subscription " +
                        owner + " in the database; save that subscription first.");
    }
  }

  // The child must not lead back, by whatever subscription; to what nobody uses nothing does.
  void refuse_circle(std::string_view parent, std::string_view child) {
    if (child != parent &&
        !db_.query("select 1 from subscription_instance_relations where depends_on_id = ?", parent).step())
      return;
    auto rows = db_.query(
        "with recursive below(id) as (select ?1 union select r.depends_on_id from below "
        "join subscription_instance_relations r on r.in_use_by_id = below.id) select 1 from below where id = "
        "?2",
        child, parent);
    if (rows.step()) {
      throw value_error("The product block instance " + std::string(child) + " uses instance " +
                        std::string(parent) + " already; blocks may not refer to each other in a circle.");
    }
  }

  // The first column of the first row; empty where there is none.
  template <class... Args>
  std::string one_text(std::string_view sql, const Args&... args) {
    auto rows = db_.query(sql, args...);
    return rows.step() ? rows.text(0) : std::string();
  }

  template <class... Args>
  void write(std::string_view sql, const Args&... args) {
    db_.run(sql, args...);
    changed_ = true;
  }

  // One that is new has no users yet.
  void note_change_of(const std::string& instance) {
    if (stored_.find_own(instance)) changed_blocks_.insert(instance);
  }

  Session& session_;
  store::Database& db_;
  const Subscription& subscription_;
  Wanted wanted_;
  StoredBlocks stored_;
  bool changed_ = false;
  std::set<std::string> changed_blocks_;
};

}  // namespace

void save(Session& session, const Subscription& subscription) {
  if (strictness(subscription.shape) < strictness(subscription.status)) {
    throw value_error(
        "Lifecycle status " + std::string(to_text(subscription.status)) + " requires specialized type " +
        subscription.type->class_name(shape_of(subscription.status)) + ", was: " + subscription.class_name());
  }
  Saver saver(session, subscription);
  if (!saver.save()) return;
  append_revision(session, subscription);
  if (session.changed) session.changed->push_back(subscription.subscription_id);
  note_changed_blocks(session, saver.changed_blocks());
}

}  // namespace rehearsal::domain
