#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/revisions.h"
#include "domain/subscriptions.h"
#include "domain/tree.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

// Parent, child, place in the list, field.
using Relation = std::tuple<std::string, std::string, int64_t, std::string>;

struct StoredValue {
  std::string id;
  std::string text;
};

struct StoredInstance {
  std::string block_name;
  std::optional<std::string> label;
  // By resource type, in the order in which they were written.
  std::map<std::string, std::vector<StoredValue>, std::less<>> values;

  const std::vector<StoredValue>* find(const std::string& resource_type) const {
    const auto found = values.find(resource_type);
    return found == values.end() ? nullptr : &found->second;
  }
};

// What the tree in memory wants stored: own blocks, each once, and all relations below them.
class Wanted {
 public:
  explicit Wanted(const Subscription& subscription) : subscription_(subscription) {
    std::vector<Child> roots;
    children_of(subscription.type->blocks, subscription.roots, roots);
    refuse_twice(roots);
    for (const Child& root : roots) {
      if (is_foreign(*root.block)) {
        throw value_error(
            "Attempting to save a Foreign `Subscription Instance` directly below a subscription. This is "
            "not allowed.");
      }
      visit(*root.block, 1);
    }
  }

  const std::vector<const Block*>& own_blocks() const { return own_blocks_; }
  const std::set<Relation>& relations() const { return relations_; }
  bool has(const std::string& instance) const { return blocks_by_id_.count(instance) > 0; }
  // The owner that the block of a relation's child names.
  const std::string& owner_of(const std::string& instance) const {
    return blocks_by_id_.at(instance)->owner_subscription_id;
  }

 private:
  struct Child {
    const Block* block;
    const Field* field;
    int64_t order;
    // "group", or "members.1" in a list.
    std::string path() const {
      return field->is_list ? field->name + "." + std::to_string(order) : field->name;
    }
  };

  bool is_foreign(const Block& block) const {
    return block.owner_subscription_id != subscription_.subscription_id;
  }

  static void children_of(const std::vector<Field>& fields, const std::vector<FieldValue>& values,
                          std::vector<Child>& children) {
    for (size_t i = 0; i < fields.size(); ++i) {
      for (size_t place = 0; place < values[i].blocks.size(); ++place) {
        children.push_back({&values[i].blocks[place], &fields[i], static_cast<int64_t>(place)});
      }
    }
  }

  static void refuse_twice(const std::vector<Child>& children) {
    for (size_t i = 0; i < children.size(); ++i) {
      const std::string& id = children[i].block->subscription_instance_id;
      Json places = Json::array({children[i].path()});
      for (size_t j = i + 1; j < children.size(); ++j) {
        if (children[j].block->subscription_instance_id == id) places.push_back(children[j].path());
      }
      if (places.size() == 1) continue;
      throw value_error("Cannot link the same subscription instance multiple times: instance " + id +
                        " is used in fields " + python_repr(places));
    }
  }

  void visit(const Block& block, size_t depth) {
    if (depth > kMaxBlockDepth) {
      throw value_error("Product blocks may stand " + std::to_string(kMaxBlockDepth) +
                        " deep in one another; " + block.type->name + " " + block.subscription_instance_id +
                        " is deeper.");
    }
    const auto [place, is_new] = blocks_by_id_.emplace(block.subscription_instance_id, &block);
    if (!is_new) {
      if (is_foreign(block) || *place->second == block) return;
      throw value_error(
          "The product block " + block.type->name + " " + block.subscription_instance_id +
          " stands in the subscription more than once, with different values; change all of its places "
          "alike.");
    }
    if (is_foreign(block)) return;
    own_blocks_.push_back(&block);
    std::vector<Child> children;
    children_of(block.type->fields, block.fields, children);
    refuse_twice(children);
    for (const Child& child : children) {
      relations_.emplace(block.subscription_instance_id, child.block->subscription_instance_id, child.order,
                         child.field->name);
      visit(*child.block, depth + 1);
    }
  }

  const Subscription& subscription_;
  std::vector<const Block*> own_blocks_;
  std::set<Relation> relations_;
  std::map<std::string, const Block*, std::less<>> blocks_by_id_;
};

// Brings the database from what is stored to what is wanted.
class Saver {
 public:
  Saver(Session& session, const Subscription& subscription)
      : session_(session), db_(session.db), subscription_(subscription), wanted_(subscription) {
    read_instances();
    read_relations();
  }

  // Whether anything had to be written.
  bool save() {
    write_row();
    refuse_used_orphans();
    for (const Block* block : wanted_.own_blocks()) write_block(*block);
    write_relations();
    delete_orphans();
    return changed_;
  }

 private:
  void read_instances() {
    auto rows = db_.query(
        "select i.subscription_instance_id, b.name, i.label, t.resource_type, "
        "v.subscription_instance_value_id, v.value "
        "from subscription_instances i cross join product_blocks b on b.product_block_id = "
        "i.product_block_id "
        "left join subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id "
        "left join resource_types t on t.resource_type_id = v.resource_type_id where i.subscription_id = ? "
        "order by v.rowid",
        subscription_.subscription_id);
    while (rows.step()) {
      StoredInstance& instance = instances_[rows.text(0)];
      instance.block_name = rows.text(1);
      instance.label = rows.optional_text(2);
      if (!rows.is_null(3)) instance.values[rows.text(3)].push_back({rows.text(4), rows.text(5)});
    }
  }

  void read_relations() {
    auto rows = db_.query(
        "select r.in_use_by_id, r.depends_on_id, r.order_id, r.domain_model_attr from subscription_instances "
        "i "
        "cross join subscription_instance_relations r on r.in_use_by_id = i.subscription_instance_id "
        "where i.subscription_id = ?",
        subscription_.subscription_id);
    while (rows.step()) {
      // A relation without an attribute belongs to no field: under no name it is never wanted.
      relations_.emplace(rows.text(0), rows.text(1), rows.integer(2), rows.optional_text(3).value_or(""));
    }
  }

  void write_row() {
    const Subscription& s = subscription_;
    const std::optional<std::string> note =
        s.note && s.note->find_first_not_of(" \t\r\n\f\v") != std::string::npos ? s.note : std::nullopt;
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
  std::vector<std::string> orphans() const {
    std::vector<std::string> ids;
    for (const auto& [id, instance] : instances_) {
      if (!wanted_.has(id)) ids.push_back(id);
    }
    return ids;
  }

  // The original would cut the other subscription's reference without a word.
  void refuse_used_orphans() {
    for (const std::string& id : orphans()) {
      auto rows = db_.query(
          "select s.description, s.subscription_id from subscription_instance_relations r "
          "cross join subscription_instances i on i.subscription_instance_id = r.in_use_by_id "
          "cross join subscriptions s on s.subscription_id = i.subscription_id "
          "where r.depends_on_id = ?1 and i.subscription_id <> ?2 order by s.sequence limit 1",
          id, subscription_.subscription_id);
      if (!rows.step()) continue;
      throw value_error("The product block " + instances_.at(id).block_name + " (instance " + id +
                        ") cannot be removed: the subscription '" + rows.text(0) + "' (" + rows.text(1) +
                        ") uses it. Change that subscription first.");
    }
  }

  void delete_orphans() {
    for (const std::string& id : orphans()) {
      write("delete from subscription_instances where subscription_instance_id = ?", id);
    }
  }

  void write_block(const Block& block) {
    const auto stored = instances_.find(block.subscription_instance_id);
    if (stored == instances_.end()) {
      insert_instance(block);
    } else if (stored->second.block_name != block.type->name) {
      throw value_error("The instance " + stored->first + " is a " + stored->second.block_name +
                        " and cannot become a " + block.type->name + ".");
    } else if (stored->second.label != block.label) {
      write("update subscription_instances set label = ? where subscription_instance_id = ?", block.label,
            stored->first);
    }
    for (size_t i = 0; i < block.fields.size(); ++i) {
      const Field& field = block.type->fields[i];
      if (field.is_block()) continue;
      write_values(block, field, block.fields[i].value,
                   stored == instances_.end() ? nullptr : stored->second.find(field.name));
    }
  }

  void insert_instance(const Block& block) {
    write(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id, "
        "label) "
        "select ?, ?, product_block_id, ? from product_blocks where name = ?",
        block.subscription_instance_id, subscription_.subscription_id, block.label, block.type->name);
    if (db_.changes() == 0) {
      throw value_error("The database has no product block named '" + block.type->name +
                        "'; its row must be there before an instance of it.");
    }
  }

  // One row per value that is not null: rows that are there get the new texts in their order, so that a list
  // keeps its own, and what is left over goes.
  void write_values(const Block& block, const Field& field, const Json& value,
                    const std::vector<StoredValue>* stored) {
    size_t place = 0;
    const size_t count = stored ? stored->size() : 0;
    const auto put = [&](const Json& item) {
      if (item.is_null()) return;
      const std::string text = text_from_value(field, item);
      if (place >= count) {
        insert_value(block, field, text);
      } else if ((*stored)[place].text != text) {
        write("update subscription_instance_values set value = ? where subscription_instance_value_id = ?",
              text, (*stored)[place].id);
      }
      ++place;
    };
    if (value.is_array()) {
      for (const Json& item : value) put(item);
    } else {
      put(value);
    }
    for (; place < count; ++place) {
      write("delete from subscription_instance_values where subscription_instance_value_id = ?",
            (*stored)[place].id);
    }
  }

  void insert_value(const Block& block, const Field& field, const std::string& text) {
    write(
        "insert into subscription_instance_values (subscription_instance_value_id, subscription_instance_id, "
        "resource_type_id, value) select ?, ?, t.resource_type_id, ? from resource_types t cross join "
        "product_blocks b "
        "cross join product_block_resource_types l on l.product_block_id = b.product_block_id and "
        "l.resource_type_id = "
        "t.resource_type_id where t.resource_type = ? and b.name = ?",
        session_.ids.next(), block.subscription_instance_id, text, field.name, block.type->name);
    if (db_.changes() == 0) {
      throw assertion_error(
          "Domain model " + block.type->name + std::string(shape_suffix(subscription_.shape)) +
          " does not match the ProductBlockTable " + block.type->name + ", missing: " + field.name);
    }
  }

  void write_relations() {
    for (const Relation& relation : relations_) {
      if (wanted_.relations().count(relation)) continue;
      const auto& [parent, child, order, attribute] = relation;
      write(
          "delete from subscription_instance_relations where in_use_by_id = ? and depends_on_id = ? and "
          "order_id = ? and "
          "coalesce(domain_model_attr, '') = ?",
          parent, child, order, attribute);
    }
    for (const Relation& relation : wanted_.relations()) {
      if (relations_.count(relation)) continue;
      const auto& [parent, child, order, attribute] = relation;
      if (wanted_.owner_of(child) != subscription_.subscription_id) check_foreign(parent, child);
      write(
          "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
          "domain_model_attr) "
          "values (?, ?, ?, ?)",
          parent, child, order, attribute);
    }
  }

  // A block of another subscription that is referred to for the first time must be there, and must not lead
  // back here.
  void check_foreign(const std::string& parent, const std::string& child) {
    const std::string& owner = wanted_.owner_of(child);
    {
      auto rows = db_.query(
          "select subscription_id from subscription_instances where subscription_instance_id = ?", child);
      if (!rows.step() || rows.view(0) != owner) {
        throw value_error("The product block instance " + child + " is not one of subscription " + owner +
                          " in the database; save that subscription first.");
      }
    }
    auto rows = db_.query(
        "with recursive below(id) as (select ?1 union select r.depends_on_id from below "
        "join subscription_instance_relations r on r.in_use_by_id = below.id) select 1 from below where id = "
        "?2",
        child, parent);
    if (rows.step()) {
      throw value_error("The product block instance " + child + " uses instance " + parent +
                        " already; blocks may not refer to each other in a circle.");
    }
  }

  template <class... Args>
  void write(std::string_view sql, const Args&... args) {
    db_.run(sql, args...);
    changed_ = true;
  }

  Session& session_;
  store::Database& db_;
  const Subscription& subscription_;
  Wanted wanted_;
  std::map<std::string, StoredInstance, std::less<>> instances_;
  std::set<Relation> relations_;
  bool changed_ = false;
};

}  // namespace

void save(Session& session, const Subscription& subscription) {
  if (strictness(subscription.shape) < strictness(subscription.status)) {
    throw value_error(
        "Lifecycle status " + std::string(to_text(subscription.status)) + " requires specialized type " +
        subscription.type->class_name(shape_of(subscription.status)) + ", was: " + subscription.class_name());
  }
  if (!Saver(session, subscription).save()) return;
  append_revision(session, subscription);
  if (session.changed) session.changed->push_back(subscription.subscription_id);
}

}  // namespace rehearsal::domain
