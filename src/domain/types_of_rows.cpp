#include "domain/types_of_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/json.h"
#include "domain/stored_blocks.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

class TypesOfRows {
 public:
  TypesOfRows(Session& session, std::string_view subscription_id)
      : session_(session), db_(session.db), id_(subscription_id), stored_(session.db, subscription_id) {}

  Models make() {
    for (const StoredInstance* instance : stored_.own()) look_at(*instance);
    for (const std::string& name : names_) add(name);
    Product product;
    ProductType type;
    read_product(product, type);
    add_roots(type);
    models_.add_product(std::move(product), std::move(type));
    return std::move(models_);
  }

 private:
  // The fields of all instances of one block, together.
  struct Seen {
    std::vector<Field> blocks;
    std::set<std::string> lists;
  };

  void look_at(const StoredInstance& instance) {
    if (!looked_at_.insert(instance.id).second) return;
    const auto [place, is_new] = seen_.try_emplace(instance.block_name);
    if (is_new) names_.push_back(instance.block_name);
    Seen& seen = place->second;
    std::set<std::string> values;
    for (const StoredValue& value : instance.values) {
      if (!values.insert(value.resource_type).second) seen.lists.insert(value.resource_type);
    }
    std::set<std::string> attributes;
    for (const StoredRelation& relation : instance.relations) {
      const StoredInstance* child = stored_.find(relation.child);
      if (!child || relation.attribute.empty()) continue;
      Field& field = field_of(seen, relation.attribute, child->block_name);
      if (!attributes.insert(relation.attribute).second || relation.order > 0) field.is_list = true;
    }
    for (const StoredRelation& relation : instance.relations) {
      if (const StoredInstance* child = stored_.find(relation.child)) look_at(*child);
    }
  }

  static Field& field_of(Seen& seen, const std::string& name, const std::string& block) {
    auto found = std::find_if(seen.blocks.begin(), seen.blocks.end(),
                              [&](const Field& each) { return each.name == name; });
    if (found == seen.blocks.end()) {
      seen.blocks.push_back({.name = name, .kind = ValueKind::BLOCK, .block = block});
      found = std::prev(seen.blocks.end());
    } else if (!found->takes(block)) {
      found->other_blocks.push_back(block);
    }
    return *found;
  }

  // Those that it names first.
  void add(const std::string& name) {
    if (models_.find_block(name) || !under_way_.insert(name).second) return;
    if (const BlockType* known = session_.models.find_block(name)) {
      add_those_of(known->fields);
      models_.add_block(*known);
      return;
    }
    const Seen& seen = seen_[name];
    add_those_of(seen.blocks);
    BlockType type;
    type.name = name;
    auto fields = db_.query(
        "select t.resource_type from product_blocks b join product_block_resource_types l on "
        "l.product_block_id = b.product_block_id join resource_types t on t.resource_type_id = "
        "l.resource_type_id where b.name = ? order by t.rowid",
        name);
    while (fields.step()) {
      type.fields.push_back({.name = fields.text(0)});
      type.fields.back().is_list = seen.lists.count(fields.text(0)) > 0;
    }
    type.fields.insert(type.fields.end(), seen.blocks.begin(), seen.blocks.end());
    models_.add_block(std::move(type));
  }
  void add_those_of(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      for (const std::string& block : field.block_names()) add(block);
    }
  }

  void read_product(Product& product, ProductType& type) {
    auto rows = db_.query(
        "select p.product_id, p.name, p.product_type from subscriptions s join products p using (product_id) "
        "where s.subscription_id = ?",
        id_);
    if (!rows.step()) return;
    product.product_id = rows.text(0);
    product.name = rows.text(1);
    type.name = product.product_type = rows.text(2);
    auto inputs =
        db_.query("select name, value from fixed_inputs where product_id = ? order by rowid", rows.view(0));
    while (inputs.step()) {
      product.fixed_inputs.emplace_back(inputs.text(0), inputs.text(1));
      type.fixed_inputs.push_back({.name = inputs.text(0)});
    }
  }

  // The own blocks that stand below no other own one.
  void add_roots(ProductType& type) {
    std::set<std::string_view> below_own;
    for (const StoredInstance* instance : stored_.own()) {
      for (const StoredRelation& relation : instance->relations) below_own.insert(relation.child);
    }
    const std::map<std::string, Field> named = roots_of_revision();
    for (const StoredInstance* instance : stored_.own()) {
      if (below_own.count(instance->id)) continue;
      const auto name = named.find(instance->id);
      Field field = name == named.end() ? Field{.name = instance->block_name} : name->second;
      const auto find = [&](const auto& is_it) {
        return std::find_if(type.blocks.begin(), type.blocks.end(), is_it);
      };
      // Blocks of one type are all in one field, which may have some of other types, too.
      auto same = find([&](const Field& each) { return each.takes(instance->block_name); });
      if (same == type.blocks.end()) {
        same = find([&](const Field& each) { return each.name == field.name; });
        if (same != type.blocks.end()) same->other_blocks.push_back(instance->block_name);
      }
      if (same != type.blocks.end()) {
        same->is_list = true;
        continue;
      }
      field.kind = ValueKind::BLOCK;
      field.block = instance->block_name;
      type.blocks.push_back(std::move(field));
    }
  }

  // The fields below the subscription by the instances that stand in them.
  std::map<std::string, Field> roots_of_revision() {
    std::map<std::string, Field> named;
    auto rows = db_.query(
        "select model from subscription_revisions where subscription_id = ? order by sequence desc limit 1",
        id_);
    if (!rows.step()) return named;
    const Json model = rows.json(0);
    for (auto member = model.begin(); member != model.end(); ++member) {
      const bool is_list = member.value().is_array();
      for (const Json& block : is_list ? member.value() : Json::array({member.value()})) {
        if (!block.is_object() || !block.contains("subscription_instance_id")) continue;
        Field field{.name = member.key()};
        field.is_list = is_list;
        named.emplace(text_or(block, "subscription_instance_id"), std::move(field));
      }
    }
    return named;
  }

  Session& session_;
  store::Database& db_;
  std::string id_;
  StoredBlocks stored_;
  std::set<std::string> looked_at_;
  std::vector<std::string> names_;
  std::map<std::string, Seen> seen_;
  std::set<std::string> under_way_;
  Models models_;
};

}  // namespace

Models models_of_rows(Session& session, std::string_view subscription_id) {
  return TypesOfRows(session, subscription_id).make();
}

}  // namespace rehearsal::domain
