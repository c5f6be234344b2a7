#include "catalog/catalog.h"

#include <algorithm>

#include "catalog/builtin/builtin.h"
#include "catalog/compare.h"
#include "catalog/conformance/conformance.h"
#include "catalog/customers.h"
#include "catalog/workshop/workshop.h"
#include "domain/product_rows.h"
#include "store/database.h"

namespace rehearsal::catalog {
namespace {

using workflow::Workflow;

bool has_row(store::Database& db, std::string_view sql, std::string_view a) {
  auto rows = db.query(sql, a);
  return rows.step();
}

void add_workflow(domain::Session& session, const Workflow& workflow, std::vector<std::string>& lines) {
  if (has_row(session.db, "select 1 from workflows where name = ?", workflow.name)) {
    session.db.run("update workflows set deleted_at = null where name = ? and deleted_at is not null",
                   workflow.name);
    if (session.db.changes() > 0) lines.push_back("Brought back the workflow " + workflow.name);
    return;
  }
  session.db.run(
      "insert into workflows (workflow_id, name, target, description, created_at, is_task) values (?, ?, ?, "
      "?, ?, ?)",
      session.ids.next(), workflow.name, text(workflow.target), workflow.description, session.clock.now(),
      workflow.is_task);
  lines.push_back("Added the workflow " + workflow.name);
}

void link_workflow(domain::Session& session, const Workflow& workflow, std::vector<std::string>& lines) {
  for (const std::string& type : workflow.product_types) {
    int64_t changes = 0;
    for (const domain::Models::Entry& entry : session.models.products()) {
      if (type != "*" && type != entry.product.product_type) continue;
      session.db.run(
          "insert or ignore into products_workflows (product_id, workflow_id) "
          "select p.product_id, w.workflow_id from products p join workflows w on w.name = ? where p.name = "
          "?",
          workflow.name, entry.product.name);
      changes += session.db.changes();
    }
    if (changes > 0) {
      lines.push_back("Made the workflow " + workflow.name + " one of " +
                      (type == "*" ? "every product" : "the products of type " + type));
    }
  }
}

// What the code has no more can neither be made nor changed, only read.
void unlink_unknown(domain::Session& session, std::vector<std::string>& lines) {
  std::vector<std::pair<std::string, std::string>> unknown;
  {
    auto rows = session.db.query("select product_id, name from products order by rowid");
    while (rows.step()) {
      if (!session.models.find_product(rows.view(1))) unknown.emplace_back(rows.text(0), rows.text(1));
    }
  }
  for (const auto& [id, name] : unknown) {
    session.db.run("delete from products_workflows where product_id = ?", id);
    if (session.db.changes() > 0) lines.push_back("Took the workflows from the product " + name);
  }
}

}  // namespace

Catalog make_catalog(std::string_view name) {
  if (!name.empty() && name != "conformance") {
    throw value_error("Expected the catalog \"\" or \"conformance\", found \"" + std::string(name) + "\".");
  }
  Catalog catalog;
  add_workshop(catalog);
  add_builtin(catalog);
  // What was recorded knew of nothing else. At the end, so that the others' rows have the ids that they had.
  name == "conformance" ? add_conformance(catalog) : add_beyond_workshop(catalog);
  return catalog;
}

std::vector<std::string> bring_up_to_date(store::Database& db, const Catalog& catalog, Clock& clock) {
  int64_t before = 0;
  {
    auto rows = db.query("select count(*) from catalog_migrations");
    if (rows.step()) before = rows.integer(0);
  }
  // Not of the database's own seed: the catalog has the same ids everywhere.
  Ids ids(0, "catalog/" + std::to_string(before));
  domain::Session session{db, catalog.models, clock, ids, {}, nullptr};
  std::vector<std::string> lines = domain::add_missing_products(session);
  for (const auto& workflow : catalog.registry.all()) add_workflow(session, *workflow, lines);
  for (const auto& workflow : catalog.registry.all()) link_workflow(session, *workflow, lines);
  unlink_unknown(session, lines);
  add_customers(db, lines);
  apply_changes(session, catalog, lines);
  if (lines.empty()) return lines;
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  db.run("insert into catalog_migrations (made_at, description) values (?, ?)", clock.now(), text);
  return lines;
}

}  // namespace rehearsal::catalog
