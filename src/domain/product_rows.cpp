#include "domain/product_rows.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "domain/first_values.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

class ProductRows {
 public:
  explicit ProductRows(Session& session) : session_(session), db_(session.db) {}

  void add_block(const BlockType& type) {
    const bool is_new = !find("select product_block_id from product_blocks where name = ?", type.name);
    if (is_new) {
      add("insert into product_blocks (product_block_id, name, description, tag, status, created_at) "
          "values (?, ?, ?, ?, ?, ?)",
          free_id(type.product_block_id,
                  "select product_block_id from product_blocks where product_block_id = ?"),
          type.name, type.description, type.tag, type.status, session_.clock.now());
      say("Added the product block " + type.name);
    }
    const std::string block_id =
        *find("select product_block_id from product_blocks where name = ?", type.name);
    for (const Field& field : type.fields) {
      if (field.is_block()) {
        add_block_relation(type, block_id, field, is_new);
      } else {
        add_resource_type(type, block_id, field);
        if (db_.changes() > 0 && !is_new) give_first_values(session_, type, field, true, lines_);
      }
    }
  }

  void add_product(const Models::Entry& entry) {
    const Product& product = entry.product;
    const std::optional<std::string> found =
        find("select product_id from products where name = ?", product.name);
    const std::string product_id =
        found ? *found : free_id(product.product_id, "select product_id from products where product_id = ?");
    if (!found) {
      add("insert into products (product_id, name, description, product_type, tag, status, created_at) "
          "values (?, ?, ?, ?, ?, ?, ?)",
          product_id, product.name, product.description, product.product_type, product.tag, product.status,
          session_.clock.now());
      say("Added the product " + product.name);
    }
    // What a new product has goes without saying.
    const auto say_if_made = [&](const std::string& what) {
      if (found && db_.changes() > 0) say("Added " + what + " to the product " + product.name);
    };
    for (const auto& [name, value] : product.fixed_inputs) {
      // A start that adds nothing takes neither an id nor a moment.
      if (db_.query("select 1 from fixed_inputs where product_id = ? and name = ?", product_id, name).step())
        continue;
      add("insert into fixed_inputs (fixed_input_id, name, value, created_at, product_id) values (?, ?, ?, "
          "?, ?)",
          session_.ids.next(), name, value, session_.clock.now(), product_id);
      say_if_made("the fixed input " + name);
    }
    for (const Field& field : entry.type->blocks) {
      for (const std::string& block : field.block_names()) {
        add("insert or ignore into product_product_blocks (product_id, product_block_id) "
            "select ?, product_block_id from product_blocks where name = ?",
            product_id, block);
        say_if_made("the product block " + block);
        if (found && db_.changes() > 0)
          say_if_missing(field, product.name, "select count(*) from subscriptions where product_id = ?",
                         product_id);
      }
    }
  }

  std::vector<std::string> take_lines() { return std::move(lines_); }

 private:
  void add_resource_type(const BlockType& type, const std::string& block_id, const Field& field) {
    if (!find("select resource_type_id from resource_types where resource_type = ?", field.name)) {
      add("insert into resource_types (resource_type_id, resource_type, description) values (?, ?, ?)",
          session_.ids.next(), field.name, field.description);
      say("Added the resource type " + field.name);
    }
    add("insert or ignore into product_block_resource_types (product_block_id, resource_type_id) "
        "select ?, resource_type_id from resource_types where resource_type = ?",
        block_id, field.name);
    if (db_.changes() > 0) say("Added the field " + field.name + " to the product block " + type.name);
  }

  // What is there was made without a block that it must have.
  void say_if_missing(const Field& field, const std::string& of, std::string_view count,
                      const std::string& id) {
    if (!field.required_from || field.is_list) return;
    auto rows = db_.query(count, id);
    if (!rows.step() || rows.integer(0) == 0) return;
    say("Found no block for " + field.name + " in the " + std::to_string(rows.integer(0)) + " of " + of +
        " that are there, and " + std::string(to_text(*field.required_from)) +
        " subscriptions must have it: they cannot be used until a workflow adds it");
  }

  void add_block_relation(const BlockType& type, const std::string& block_id, const Field& field,
                          bool is_new) {
    const auto limit = [&](size_t items) {
      return items == kNoLimit ? std::nullopt : std::optional<int64_t>(items);
    };
    for (const std::string& block : field.block_names()) {
      add("insert or ignore into product_block_relations (in_use_by_id, depends_on_id, min, max) "
          "select ?, product_block_id, ?, ? from product_blocks where name = ?",
          block_id, field.is_list ? limit(field.items.min) : std::nullopt,
          field.is_list ? limit(field.items.max) : std::nullopt, block);
      if (db_.changes() == 0) continue;
      say("Added the use of " + block + " to the product block " + type.name);
      if (!is_new)
        say_if_missing(field, type.name,
                       "select count(*) from subscription_instances where product_block_id = ?", block_id);
    }
  }

  std::optional<std::string> find(std::string_view sql, const std::string& name) {
    auto rows = db_.query(sql, name);
    return rows.step() ? std::optional(rows.text(0)) : std::nullopt;
  }

  // A new one where none is said, or where it was another's before the code gave that one another name.
  std::string free_id(const std::string& id, std::string_view taken) {
    return id.empty() || find(taken, id) ? session_.ids.next() : id;
  }

  template <class... Args>
  void add(std::string_view sql, const Args&... args) {
    db_.run(sql, args...);
  }

  void say(std::string line) { lines_.push_back(std::move(line)); }

  Session& session_;
  store::Database& db_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> add_missing_products(Session& session) {
  ProductRows rows(session);
  for (const auto& block : session.models.blocks()) rows.add_block(*block);
  for (const Models::Entry& entry : session.models.products()) rows.add_product(entry);
  return rows.take_lines();
}

std::vector<std::string> unknown_products(Session& session) {
  std::vector<std::string> lines;
  auto products = session.db.query(
      "select p.name, count(s.sequence) from products p left join subscriptions s using (product_id) group "
      "by p.name "
      "order by p.rowid");
  while (products.step()) {
    if (session.models.find_product_type(products.view(0))) continue;
    lines.push_back("The product " + products.text(0) + " is not known to the code; it has " +
                    std::to_string(products.integer(1)) + " subscriptions");
  }
  auto fields = session.db.query(
      "select b.name, t.resource_type from product_blocks b left join product_block_resource_types l using "
      "(product_block_id) left join resource_types t using (resource_type_id) order by b.rowid, t.rowid");
  while (fields.step()) {
    const BlockType* block = session.models.find_block(fields.view(0));
    std::string line;
    if (!block) {
      line = "The product block " + fields.text(0) + " is not known to the code";
    } else if (!fields.is_null(1) && block->index_of(fields.view(1)) == kNoLimit) {
      line = "The field " + fields.text(1) + " of the product block " + fields.text(0) +
             " is not known to the code";
    }
    if (!line.empty() && (lines.empty() || lines.back() != line)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace rehearsal::domain
