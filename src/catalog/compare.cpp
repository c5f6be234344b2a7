#include "catalog/compare.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "catalog/entries.h"
#include "catalog/misfits.h"
#include "domain/first_values.h"
#include "store/database.h"

namespace rehearsal::catalog {
namespace {

using Key = std::pair<std::string, std::string>;

constexpr size_t kTold = 20;

// How entries of one kind stand in the database. In each statement ?1 is the owner and ?2 the own name.
struct Kind {
  std::string_view kind;
  // "the field username of the product block UserBlock".
  std::string_view noun;
  std::string_view of;
  // The row's columns that the code decides: update … set <column> = ?3 where <where>.
  std::string_view table;
  std::string_view where;
  // Subscriptions that use it, as sequences; "" where nothing can.
  std::string_view users;
  std::string_view remove;
};

// What belongs to other things stands before them, so that it goes first.
constexpr std::array<Kind, 8> kKinds = {{
    {"link", "its place", " of the workflow ", "", "", "",
     "delete from products_workflows where workflow_id = (select workflow_id from workflows where name = ?1) "
     "and product_id in (select product_id from products where product_type = ?2 or ?2 = '*')"},
    {"fixed_input", "the fixed input ", " of the product ", "fixed_inputs",
     "name = ?2 and product_id = (select product_id from products where name = ?1)",
     "select s.sequence from products p join subscriptions s on s.product_id = p.product_id where p.name = "
     "?1 "
     "and ?2 <> ''",
     "delete from fixed_inputs where name = ?2 and product_id = (select product_id from products where name "
     "= "
     "?1)"},
    {"root", "the product block ", " of the product ", "", "",
     "select s.sequence from products p join subscriptions s on s.product_id = p.product_id where p.name = "
     "?1 "
     "and exists (select 1 from subscription_instances i join product_blocks b on b.product_block_id = "
     "i.product_block_id where i.subscription_id = s.subscription_id and b.name = ?2)",
     "delete from product_product_blocks where product_id = (select product_id from products where name = "
     "?1) "
     "and product_block_id = (select product_block_id from product_blocks where name = ?2)"},
    {"use", "the use of ", " by the product block ", "product_block_relations",
     "in_use_by_id = (select product_block_id from product_blocks where name = ?1) and depends_on_id = "
     "(select "
     "product_block_id from product_blocks where name = ?2)",
     "select s.sequence from product_blocks b join subscription_instances i on i.product_block_id = "
     "b.product_block_id join subscriptions s on s.subscription_id = i.subscription_id where b.name = ?1 and "
     "exists (select 1 from subscription_instance_relations r join subscription_instances o on "
     "o.subscription_instance_id = r.depends_on_id join product_blocks ob on ob.product_block_id = "
     "o.product_block_id where r.in_use_by_id = i.subscription_instance_id and ob.name = ?2)",
     "delete from product_block_relations where in_use_by_id = (select product_block_id from product_blocks "
     "where name = ?1) and depends_on_id = (select product_block_id from product_blocks where name = ?2)"},
    {"field", "the field ", " of the product block ", "", "",
     "select s.sequence from product_blocks b join subscription_instances i on i.product_block_id = "
     "b.product_block_id join subscriptions s on s.subscription_id = i.subscription_id where b.name = ?1 and "
     "exists (select 1 from subscription_instance_values v where v.subscription_instance_id = "
     "i.subscription_instance_id and v.resource_type_id = (select resource_type_id from resource_types where "
     "resource_type = ?2))",
     "delete from product_block_resource_types where product_block_id = (select product_block_id from "
     "product_blocks where name = ?1) and resource_type_id = (select resource_type_id from resource_types "
     "where resource_type = ?2)"},
    {"product", "the product ", "", "products", "name = ?2 and ?1 = ''",
     "select s.sequence from products p join subscriptions s on s.product_id = p.product_id where p.name = "
     "?2 "
     "and ?1 = ''",
     "delete from products where name = ?2 and ?1 = ''"},
    {"block", "the product block ", "", "product_blocks", "name = ?2 and ?1 = ''",
     "select s.sequence from product_blocks b join subscription_instances i on i.product_block_id = "
     "b.product_block_id join subscriptions s on s.subscription_id = i.subscription_id where b.name = ?2 and "
     "?1 = ''",
     "delete from product_blocks where name = ?2 and ?1 = ''"},
    {"resource_type", "the resource type ", "", "resource_types", "resource_type = ?2 and ?1 = ''", "",
     "delete from resource_types where resource_type = ?2 and ?1 = '' and not exists (select 1 from "
     "product_block_resource_types l where l.resource_type_id = resource_types.resource_type_id)"},
}};
constexpr Kind kWorkflow = {"workflow", "the workflow ", "", "workflows", "name = ?2 and ?1 = ''", "", ""};

// Processes that have not ended and were given the id of the product ?1, or of one that the block ?2 is a
// part of.
constexpr std::string_view kProcesses =
    "with recursive block(id) as (select product_block_id from product_blocks where name = ?2 union select "
    "r.in_use_by_id from block cross join product_block_relations r on r.depends_on_id = block.id), "
    "product(id) as (select product_id from products where name = ?1 union select l.product_id from block "
    "cross join product_product_blocks l on l.product_block_id = block.id) select p.pid, w.description from "
    "processes p cross join workflows w using (workflow_id) where p.is_task in (0, 1) and p.last_status in "
    "('created', 'running', 'suspended', 'waiting', 'awaiting_callback', 'failed', 'api_unavailable', "
    "'inconsistent_data', 'resumed') and exists (select 1 from product cross join input_states i on i.pid = "
    "p.pid and instr(i.input_state, product.id) > 0) order by p.sequence";

// The product and the block by which such processes can tell it; empty where none can.
std::pair<std::string_view, std::string_view> part_of(const Kind& kind, const EntryName& name) {
  if (kind.kind == "product") return {name.own, {}};
  if (kind.kind == "fixed_input" || kind.kind == "root") return {name.owner, {}};
  if (kind.kind == "block") return {{}, name.own};
  if (kind.kind == "field" || kind.kind == "use") return {{}, name.owner};
  return {};
}

const Kind& kind_of(std::string_view kind) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& each) { return each.kind == kind; });
  return found == kKinds.end() ? kWorkflow : *found;
}

std::string told(const Kind& kind, const EntryName& name) {
  std::string text(kind.noun);
  if (kind.kind == "link") {
    text = name.own == "*" ? "every product" : "the products of type " + std::string(name.own);
  } else {
    text.append(name.own);
  }
  return text.append(kind.of).append(name.owner);
}

std::string quoted(const Json& value) {
  return value.is_string() ? "\"" + value.get<std::string>() + "\"" : value.dump();
}

class Comparison {
 public:
  Comparison(store::Database& db, const Catalog& catalog)
      : db_(db), models_(catalog.models), now_(entries_of(catalog)) {
    auto rows = db_.query("select kind, name, content from catalog_entries");
    while (rows.step()) before_.emplace(Key(rows.text(0), rows.text(1)), rows.json(2));
    for (const Entry& entry : now_) known_.emplace(entry.kind, entry.name);
  }

  void apply_words(domain::Session& session, std::vector<std::string>& lines) {
    for (Entry& entry : now_) {
      const auto before = before_.find({entry.kind, entry.name});
      if (before != before_.end() && before->second == entry.content) continue;
      if (before != before_.end()) {
        if (misfits(entry, before->second).values > 0) entry.content["type"] = before->second.at("type");
        apply_words(entry, before->second, lines);
        if (entry.kind == "field") give_values(session, entry, before->second, lines);
      }
      db_.run(
          "insert into catalog_entries (kind, name, content) values (?1, ?2, ?3) on conflict (kind, name) do "
          "update set content = ?3",
          entry.kind, entry.name, entry.content);
    }
  }

  void remove_unused(Clock& clock, std::vector<std::string>& lines) {
    for (const auto& [key, content] : before_) {
      if (key.first == "workflow" && !known_.count(key)) mark_workflow(key.second, clock, lines);
    }
    for (const Kind& kind : kKinds) {
      for (const auto& [key, content] : before_) {
        if (key.first != kind.kind || known_.count(key)) continue;
        const EntryName name = split_name(key.first, key.second);
        if (!users_of(kind, name, 1).empty()) continue;
        db_.run(kind.remove, name.owner, name.own);
        if (db_.changes() > 0) {
          lines.push_back("Removed " + told(kind, name));
        } else if (has_row(kind, name)) {
          continue;
        }
        forget(key);
      }
    }
  }

  Json kept() {
    Json list = Json::array();
    for (const Kind& kind : kKinds) {
      for (const auto& [key, content] : before_) {
        if (key.first != kind.kind || known_.count(key)) continue;
        const EntryName name = split_name(key.first, key.second);
        // What is kept keeps what belongs to it.
        if (is_gone("product", name.owner) || is_gone("block", name.owner)) continue;
        const Json users = users_of(kind, name, kTold);
        if (users.empty()) continue;
        list.push_back({{"kind", key.first},
                        {"name", key.second},
                        {"total", users.size() < kTold ? int64_t(users.size()) : count_users(kind, name)},
                        {"used_by", users}});
      }
    }
    for (const Entry& entry : now_) {
      const auto before = before_.find({entry.kind, entry.name});
      if (before == before_.end()) continue;
      const Misfits found = misfits(entry, before->second);
      if (found.values == 0) continue;
      Json users = Json::array();
      for (size_t i = 0; i < found.subscriptions.size() && i < kTold; ++i)
        add_subscription(users, found.subscriptions[i]);
      list.push_back({{"kind", entry.kind},
                      {"name", entry.name},
                      {"type", {{"from", before->second.at("type")}, {"to", entry.content.at("type")}}},
                      {"values", found.values},
                      {"total", found.subscriptions.size()},
                      {"used_by", std::move(users)}});
    }
    return list;
  }

 private:
  void apply_words(const Entry& entry, const Json& before, std::vector<std::string>& lines) {
    const Kind& kind = kind_of(entry.kind);
    const EntryName name = split_name(entry.kind, entry.name);
    for (auto word = entry.content.begin(); word != entry.content.end(); ++word) {
      const auto was = before.find(word.key());
      // What was not noted before stands as the row has it.
      if (was == before.end() || *was == word.value()) continue;
      const std::string& column = word.key();
      const auto say = [&] {
        lines.push_back("Changed the " + column + " of " + told(kind, name) + " from " + quoted(*was) +
                        " to " + quoted(word.value()));
      };
      if (is_in_no_row(column)) {
        say();
        continue;
      }
      const std::string sql = "update " + std::string(kind.table) + " set " + column + " = ?3 where " +
                              std::string(kind.where) + " and " + column + " is not ?3";
      const Json& value = word.value();
      if (value.is_string()) {
        db_.run(sql, name.owner, name.own, value.get_ref<const std::string&>());
      } else {
        db_.run(sql, name.owner, name.own,
                value.is_null() ? std::nullopt : std::optional(value.get<int64_t>()));
      }
      if (db_.changes() > 0) say();
    }
  }

  const domain::Field* field_of(const EntryName& name) const {
    const domain::BlockType* block = models_.find_block(name.owner);
    const size_t place = block ? block->index_of(name.own) : domain::kNoLimit;
    return place == domain::kNoLimit ? nullptr : &block->fields[place];
  }

  // What does not fit the type that the code gives a field now, where it is another than before.
  Misfits misfits(const Entry& entry, const Json& before) {
    if (entry.kind != "field" || !before.contains("type") || before["type"] == entry.content.at("type"))
      return {};
    const EntryName name = split_name(entry.kind, entry.name);
    const domain::Field* field = field_of(name);
    return field ? misfits_of(db_, name.owner, *field) : Misfits();
  }

  // To instances that were made when the field could be empty.
  void give_values(domain::Session& session, const Entry& entry, const Json& before,
                   std::vector<std::string>& lines) {
    const auto is_as_before = [&](const char* word) {
      return before.value(word, Json()) == entry.content.value(word, Json());
    };
    // What was not noted before is not known to be another.
    if (!before.contains("required_from") || (is_as_before("required_from") && is_as_before("begins_with")))
      return;
    const EntryName name = split_name(entry.kind, entry.name);
    if (const domain::Field* field = field_of(name))
      domain::give_first_values(session, models_.block(name.owner), *field, false, lines);
  }

  bool is_gone(const char* kind, std::string_view name) const {
    const Key key(kind, name);
    return before_.count(key) && !known_.count(key);
  }

  bool has_row(const Kind& kind, const EntryName& name) {
    if (kind.table.empty()) return false;
    return db_
        .query("select 1 from " + std::string(kind.table) + " where " + std::string(kind.where), name.owner,
               name.own)
        .step();
  }

  // Its row stays, for the processes that were of it.
  void mark_workflow(const std::string& workflow, Clock& clock, std::vector<std::string>& lines) {
    db_.run("update workflows set deleted_at = ? where name = ? and deleted_at is null", clock.now(),
            workflow);
    if (db_.changes() > 0) lines.push_back("Marked the workflow " + workflow + " as removed");
    forget({"workflow", workflow});
  }

  void forget(const Key& key) {
    db_.run("delete from catalog_entries where kind = ? and name = ?", key.first, key.second);
  }

  // The first `most` subscriptions that use it, and processes.
  Json users_of(const Kind& kind, const EntryName& name, size_t most) {
    Json users = Json::array();
    if (kind.users.empty()) return users;
    std::set<int64_t> seen;
    auto rows = db_.query(kind.users, name.owner, name.own);
    while (users.size() < most && rows.step()) {
      if (seen.insert(rows.integer(0)).second) add_subscription(users, rows.integer(0));
    }
    const auto [product, block] = part_of(kind, name);
    auto processes = db_.query(kProcesses, product, block);
    while (users.size() < most && processes.step())
      users.push_back({{"process_id", processes.text(0)}, {"description", processes.text(1)}});
    return users;
  }
  void add_subscription(Json& users, int64_t sequence) {
    auto row =
        db_.query("select subscription_id, description from subscriptions where sequence = ?", sequence);
    if (row.step()) users.push_back({{"subscription_id", row.text(0)}, {"description", row.text(1)}});
  }
  int64_t count_users(const Kind& kind, const EntryName& name) {
    auto rows = db_.query("select count(distinct sequence) from (" + std::string(kind.users) + ")",
                          name.owner, name.own);
    const auto [product, block] = part_of(kind, name);
    auto processes = db_.query("select count(*) from (" + std::string(kProcesses) + ")", product, block);
    return (rows.step() ? rows.integer(0) : 0) + (processes.step() ? processes.integer(0) : 0);
  }

  store::Database& db_;
  const domain::Models& models_;
  std::vector<Entry> now_;
  // What the code said when it last wrote the rows, and what it has no more.
  std::map<Key, Json> before_;
  std::set<Key> known_;
};

}  // namespace

void apply_changes(domain::Session& session, const Catalog& catalog, std::vector<std::string>& lines) {
  Comparison comparison(session.db, catalog);
  comparison.apply_words(session, lines);
  comparison.remove_unused(session.clock, lines);
}

Json kept_entries(store::Database& db, const Catalog& catalog) {
  return Comparison(db, catalog).kept();
}

}  // namespace rehearsal::catalog
