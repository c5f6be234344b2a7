#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include "catalog/systems.h"
#include "catalog/words.h"
#include "catalog/workshop/workflows/name_field.h"
#include "forms/validate.h"
#include "store/transaction.h"

namespace rehearsal::catalog {
namespace {

struct Rows {
  store::MemoryFiles files;
  store::Database db{files};
  Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));

  std::vector<std::string> add(const Catalog& catalog) {
    store::Transaction transaction(db);
    std::vector<std::string> lines = bring_up_to_date(db, catalog, clock);
    transaction.commit();
    return lines;
  }
  int64_t count(std::string_view sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.integer(0) : -1;
  }
};

TEST(Catalog, EveryWorkflowsKeysAreGiven) {
  for (const char* name : {"", "conformance"}) EXPECT_NO_THROW(make_catalog(name)) << name;
  EXPECT_THROW(make_catalog("colours"), Error);
}

TEST(Catalog, CreateUserHasTheStepsOfTheExercise) {
  const Catalog catalog = make_catalog("");
  std::string steps;
  for (const auto& placed : catalog.registry.find("create_user")->steps) steps += std::string(placed.step->name) + "\n";
  EXPECT_EQ(steps,
            "Start\nCreate subscription\nCreate Process Subscription relation\nInitialize subscription\nProvision user\n"
            "Set subscription to 'active'\nUnlock subscription\nDone\n");
}

TEST(Catalog, RowsAreWrittenOnce) {
  Rows rows;
  const Catalog catalog = make_catalog("");
  const std::vector<std::string> lines = rows.add(catalog);
  EXPECT_EQ(rows.count("select count(*) from products"), 3);
  EXPECT_EQ(rows.count("select count(*) from workflows"), 17);
  EXPECT_EQ(rows.count("select count(*) from customers"), 4);
  EXPECT_EQ(rows.count("select count(*) from catalog_migrations"), 1);
  EXPECT_GT(lines.size(), 20u);
  EXPECT_TRUE(rows.add(catalog).empty());
}

TEST(Catalog, EachProductHasItsWorkflowsAndTheNote) {
  Rows rows;
  rows.add(make_catalog(""));
  EXPECT_EQ(rows.count("select count(*) from products_workflows where product_id = '00000000-0000-4000-8000-000000000001'"), 6);
  EXPECT_EQ(rows.count("select count(*) from products_workflows where product_id = '00000000-0000-4000-8000-000000000003'"), 6);
}

TEST(Catalog, ALargerCatalogAddsWhatIsMissingWithOtherIds) {
  Rows rows;
  rows.add(make_catalog(""));
  const std::vector<std::string> lines = rows.add(make_catalog("conformance"));
  EXPECT_FALSE(lines.empty());
  for (const std::string& line : lines) EXPECT_NE(line.find("workflow"), std::string::npos) << line;
}

TEST(Catalog, IdsAreTheSameInEveryDatabase) {
  Rows one;
  Rows other;
  one.add(make_catalog(""));
  other.add(make_catalog(""));
  const auto id = [](Rows& rows) {
    auto found = rows.db.query("select workflow_id from workflows where name = 'create_user'");
    return found.step() ? found.text(0) : "";
  };
  EXPECT_EQ(id(one), id(other));
}

TEST(Words, EveryFieldAndWorkflowHasSome) {
  const Catalog catalog = make_catalog("");
  const Json all = words(catalog, "en-GB");
  for (const char* field : {"username", "age", "user_group_ids", "group_name", "group_id", "note", "product"}) {
    EXPECT_FALSE(text_or(all.at("forms").at("fields"), field).empty()) << field;
  }
  for (const auto& workflow : catalog.registry.all()) {
    EXPECT_FALSE(text_or(all.at("workflow"), workflow->name.c_str()).empty()) << workflow->name;
  }
}

TEST(Systems, TheSameNameHasTheSameId) {
  Rows rows;
  const Catalog catalog = make_catalog("");
  store::Transaction transaction(rows.db);
  Ids ids(1, "test");
  domain::Session session{rows.db, catalog.models, rows.clock, ids, {}, nullptr};
  EXPECT_EQ(group_management::provision(session, "a", "staff"), 1114567570);
  EXPECT_EQ(group_management::provision(session, "b", "staff"), 1114567570);
  EXPECT_EQ(user_management::provision(session, "c", {"ann", 33, 1}), 3877663347);
  EXPECT_NO_THROW(group_management::check(session, "a", 1114567570, "staff"));
  group_management::deprovision(session, "a");
  EXPECT_THROW(group_management::check(session, "a", 1114567570, "staff"), Error);
  EXPECT_NO_THROW(group_management::check(session, "b", 1114567570, "staff")) << "another subscription's record stays";
  group_management::provision(session, "d", "bad group");
  EXPECT_THROW(group_management::check(session, "d", crc32("bad group"), "bad group"), Error);
}

TEST(NameField, TakesNamesThatFit) {
  const forms::Page page{.name = "Form", .fields = {{"name", name_field("User name")}}};
  const auto is_taken = [&](const std::string& name) {
    return forms::validate(page, Json{{"name", name}}).errors.empty();
  };
  EXPECT_TRUE(is_taken("ann"));
  EXPECT_FALSE(is_taken(""));
  EXPECT_FALSE(is_taken(" \t"));
  std::string longest;
  for (int64_t i = 0; i < kLongestName; ++i) longest += "ü";
  EXPECT_TRUE(is_taken(longest));
  EXPECT_FALSE(is_taken(longest + "x"));
}

}  // namespace
}  // namespace rehearsal::catalog
