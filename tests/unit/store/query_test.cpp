#include "store/query.h"

#include <gtest/gtest.h>

#include "store/tables.h"

namespace rehearsal::store {
namespace {

class QueryTest : public testing::Test {
 protected:
  QueryTest() {
    db.run("insert into products values ('group', 'User Group', '', 'UserGroup', 'G', 'active', 1, null)");
    db.run("insert into products values ('user', 'User internal', '', 'User', 'U', 'active', 1, null)");
    add("1", "beta", "active", "group", 30);
    add("2", "alpha", "active", "group", 20);
    add("3", "gone", "terminated", "group", 10);
    add("4", "somebody", "active", "user", 40);
    add("5", "not yet", "provisioning", "group", std::nullopt);
  }
  void add(const char* id, const char* description, const char* status, const char* product,
           std::optional<int64_t> start) {
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync, "
        "start_date) "
        "values (?, ?, ?, ?, 'c', 1, ?)",
        id, description, status, product, start);
  }
  // The ids that a query over subscriptions finds, in order.
  template <class Found>
  std::string ids(Found found) {
    std::string text;
    for (const auto& row : std::move(found)
                               .order_by(subscriptions.sequence)
                               .with_only_columns(subscriptions.subscription_id)
                               .all(db))
      text += std::get<0>(row);
    return text;
  }

  MemoryFiles files;
  Database db{files};
};

TEST_F(QueryTest, ReadsLikeTheOriginal) {
  const auto groups = select(subscriptions)
                          .join(products)
                          .filter(products.product_type == "UserGroup", subscriptions.status == "active")
                          .order_by(subscriptions.start_date)
                          .with_only_columns(subscriptions.subscription_id, subscriptions.description)
                          .all(db);
  const std::vector<std::tuple<std::string, std::string>> expected = {{"2", "alpha"}, {"1", "beta"}};
  EXPECT_EQ(groups, expected);
}

TEST_F(QueryTest, Filters) {
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.status != "active")), "35");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.start_date < Instant{30})), "23");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.start_date > Instant{20})), "14");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.start_date == nullptr)), "5");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.start_date != nullptr)), "1234");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.insync == false)), "");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.sequence == 4)), "4");
  const std::vector<std::string> wanted = {"active", "provisioning"};
  EXPECT_EQ(ids(select(subscriptions)
                    .filter(subscriptions.status.in_(wanted))
                    .filter(subscriptions.product_id == "group")),
            "125");
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.status.in_(std::vector<std::string>()))), "");
}

TEST_F(QueryTest, BindsWhatLooksLikeSql) {
  EXPECT_EQ(ids(select(subscriptions).filter(subscriptions.status == "' or 1 = 1 --")), "");
  EXPECT_EQ(
      ids(select(subscriptions).filter(subscriptions.status.in_(std::vector<std::string>{"') or (1 = 1"}))),
      "");
}

TEST_F(QueryTest, OrdersAndLimits) {
  EXPECT_EQ(
      ids(select(subscriptions).order_by(subscriptions.status).order_by(subscriptions.description.desc())),
      "41253");
  EXPECT_EQ(ids(select(subscriptions).order_by(subscriptions.start_date.desc()).limit(2)), "41");
  const auto first = select(subscriptions)
                         .join(products)
                         .order_by(products.name.desc())
                         .with_only_columns(products.name)
                         .first(db);
  ASSERT_TRUE(first);
  EXPECT_EQ(std::get<0>(*first), "User internal");
  EXPECT_FALSE(select(subscriptions).filter(subscriptions.subscription_id == "none").first(db));
}

TEST_F(QueryTest, WithoutColumnsReadsTheWholeRow) {
  const auto row = select(subscriptions).filter(subscriptions.subscription_id == "5").first(db);
  ASSERT_TRUE(row);
  EXPECT_EQ(*row,
            (std::tuple<int64_t, std::string, std::string, std::string, std::string, std::string, bool,
                        std::optional<Instant>, std::optional<Instant>, std::optional<std::string>, int64_t>(
                5, "5", "not yet", "provisioning", "group", "c", true, std::nullopt, std::nullopt,
                std::nullopt, 1)));
}

TEST_F(QueryTest, JoinsAcrossSeveralTablesInEitherDirection) {
  db.run("insert into product_blocks values ('b', 'block', '', null, null, 1, null)");
  db.run("insert into subscription_instances values ('i1', '1', 'b', 'x'), ('i4', '4', 'b', null)");
  db.run("insert into subscription_instance_relations values ('i4', 'i1', 0, 'group')");
  const auto labels = select(products)
                          .join(subscriptions)
                          .join(subscription_instances)
                          .filter(products.product_type == "UserGroup")
                          .with_only_columns(subscription_instances.label)
                          .all(db);
  EXPECT_EQ(labels, (std::vector{std::tuple(std::optional<std::string>("x"))}));
  const auto users = select(subscription_instance_relations)
                         .join(subscription_instances, subscription_instance_relations.in_use_by_id ==
                                                           subscription_instances.subscription_instance_id)
                         .filter(subscription_instance_relations.depends_on_id == "i1")
                         .with_only_columns(subscription_instances.subscription_id)
                         .all(db);
  EXPECT_EQ(users, (std::vector{std::tuple(std::string("4"))}));
}

// What must not compile, asked as a question.
template <class Table>
concept HasColour = requires(const Table& table) {
  table.colour == "red";
};
template <class Left, class Right>
concept Comparable = requires(const Left& left, const Right& right) {
  left == right;
};
template <class Found, class Condition>
concept Filterable = requires(Found found, const Condition& condition) {
  std::move(found).filter(condition);
};
template <class Found, class Column>
concept Readable = requires(Found found, const Column& column) {
  std::move(found).with_only_columns(column);
};
template <class Found, class Column>
concept Orderable = requires(Found found, const Column& column) {
  std::move(found).order_by(column);
};
template <class Found, class Table>
concept Joinable = requires(Found found, const Table& table) {
  std::move(found).join(table);
};

using SelectSubscriptions = decltype(select(subscriptions));
using WithProducts = decltype(select(subscriptions).join(products));

static_assert(!HasColour<Subscriptions>, "a column that does not exist");
static_assert(Comparable<decltype(subscriptions.status), const char*>);
static_assert(!Comparable<decltype(subscriptions.status), int>, "a text is no number");
static_assert(!Comparable<decltype(subscriptions.start_date), const char*>, "a moment is no text");
static_assert(!Comparable<decltype(subscriptions.insync), int>, "a boolean is no number");
static_assert(!Comparable<decltype(subscriptions.version), bool>, "a number is no boolean");
static_assert(!Comparable<decltype(subscriptions.status), std::nullptr_t>, "a column that is never NULL");
static_assert(Comparable<decltype(subscriptions.note), std::nullptr_t>);
static_assert(Filterable<WithProducts, decltype(products.name == "x")>);
static_assert(!Filterable<SelectSubscriptions, decltype(products.name == "x")>,
              "a table that was not joined");
static_assert(Readable<WithProducts, decltype(products.name)>);
static_assert(!Readable<SelectSubscriptions, decltype(products.name)>);
static_assert(Orderable<SelectSubscriptions, decltype(subscriptions.note)>);
static_assert(!Orderable<SelectSubscriptions, decltype(products.name)>);
static_assert(Joinable<SelectSubscriptions, Products>);
static_assert(!Joinable<SelectSubscriptions, Customers>, "tables that are not related");
static_assert(!Joinable<decltype(select(subscription_instance_relations)), SubscriptionInstances>,
              "related in two ways: it must be said which");

std::string declared_type(const std::string&) {
  return "TEXT";
}
std::string declared_type(int64_t) {
  return "INTEGER";
}
std::string declared_type(bool) {
  return "INTEGER";
}
std::string declared_type(Instant) {
  return "INTEGER";
}

// "name TYPE null" per column, as tables.h says it.
template <class Table>
std::vector<std::string> said(const Table& table) {
  std::vector<std::string> lines;
  std::apply(
      [&](const auto&... columns) {
        const auto say = [&](const auto& column) {
          using Type = typename std::decay_t<decltype(column)>::Type;
          using Inner = typename query_details::Inner<Type>::type;
          const bool nullable = !std::is_same_v<Inner, Type>;
          lines.push_back(std::string(column.name) + " " + declared_type(Inner{}) +
                          (nullable ? " null" : ""));
        };
        (say(columns), ...);
      },
      table.columns());
  return lines;
}

TEST_F(QueryTest, TablesAreThoseOfTheDatabase) {
  std::vector<std::string> seen;
  const auto check = [&](const auto& table) {
    const std::string name = table.kName;
    std::vector<std::string> lines;
    auto rows = db.query("select name, type, \"notnull\" or pk from pragma_table_info(?) order by cid", name);
    while (rows.step()) lines.push_back(rows.text(0) + " " + rows.text(1) + (rows.boolean(2) ? "" : " null"));
    EXPECT_EQ(said(table), lines) << name;
    std::apply(
        [&](auto... references) {
          (
              [&](auto each) {
                auto found = db.query(
                    "select count(*) from pragma_foreign_key_list(?) where \"table\" = ? and \"from\" = ? "
                    "and coalesce(\"to\", ?) = ?",
                    name, decltype(each)::Target::kName, each.column, each.target_column, each.target_column);
                ASSERT_TRUE(found.step());
                EXPECT_EQ(found.integer(0), 1) << name << "." << each.column;
              }(references),
              ...);
        },
        table.references());
    seen.push_back(name);
  };
  std::apply(
      [&](const auto&... tables) { (check(tables), ...); },
      std::tuple(workflows, products, fixed_inputs, product_blocks, resource_types, product_product_blocks,
                 product_block_resource_types, products_workflows, product_block_relations, processes,
                 process_steps, input_states, subscriptions, processes_subscriptions, subscription_instances,
                 subscription_instance_values, subscription_instance_relations,
                 subscription_customer_descriptions, subscription_metadata, customers, external_records,
                 subscription_revisions, request_keys));
  // The rest have no fixed columns to ask for in this way (one value per name, or a row of the engine's own),
  // or hold whole texts for one room.
  for (const char* other :
       {"engine_settings", "settings", "catalog_migrations", "catalog_entries", "kept_snapshots",
        "kept_snapshot_parts", "search_stale", "search_words", "search_words_config", "search_words_data",
        "search_words_docsize", "search_words_idx", "stale_descriptions"})
    seen.emplace_back(other);
  std::sort(seen.begin(), seen.end());
  std::vector<std::string> all;
  auto rows = db.query(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name");
  while (rows.step()) all.push_back(rows.text(0));
  EXPECT_EQ(seen, all);
}

}  // namespace
}  // namespace rehearsal::store
