// What the code changed and took away since it last wrote its rows.
#include <gtest/gtest.h>

#include <algorithm>

#include "versions.h"

namespace rehearsal::catalog {
namespace {

TEST(Compare, ChangedWordsAreAppliedAndRecordedAsOneMigration) {
  Rows rows;
  rows.start(catalog_of({}));
  EXPECT_EQ(rows.one("select count(*) from catalog_migrations"), "1");
  Version next;
  next.product_words = "a longer wire";
  next.block_words = "the block of a wire";
  next.field_words = "its length in metres";
  next.workflow_words = "Lay a new wire";
  EXPECT_EQ(rows.start(catalog_of(next)),
            (Lines{"Changed the description of the product Wire 1 from \"a wire\" to \"a longer wire\"",
                   "Changed the description of the product block WireBlock from \"a wire's block\" to \"the block of "
                   "a wire\"",
                   "Changed the description of the resource type length from \"how long it is\" to \"its length in "
                   "metres\"",
                   "Changed the description of the workflow lay_wire from \"Lay a wire\" to \"Lay a new wire\""}));
  EXPECT_EQ(rows.one("select description from products"), "a longer wire");
  EXPECT_EQ(rows.one("select count(*) from catalog_migrations"), "2");
  EXPECT_EQ(rows.start(catalog_of(next)), Lines{});
}

TEST(Compare, WhatAPersonChangedStaysUntilTheCodeChangesIt) {
  Rows rows;
  rows.start(catalog_of({}));
  rows.db.run("update products set description = 'mine'");
  EXPECT_EQ(rows.start(catalog_of({})), Lines{});
  EXPECT_EQ(rows.one("select description from products"), "mine");
  Version next;
  next.product_words = "theirs";
  rows.start(catalog_of(next));
  EXPECT_EQ(rows.one("select description from products"), "theirs");
}

TEST(Compare, WhatNothingUsesIsRemoved) {
  Rows rows;
  rows.start(catalog_of({}));
  Version less;
  less.has_length = false;
  EXPECT_EQ(rows.start(catalog_of(less)), (Lines{"Removed the field length of the product block WireBlock",
                                                 "Removed the resource type length"}));
  less.has_product = false;
  rows.start(catalog_of(less));
  EXPECT_EQ(rows.one("select count(*) from products"), "0");
  EXPECT_EQ(rows.db.integrity_problems(), "");
}

TEST(Compare, WhatIsUsedIsKeptAndTheUsersAreNamed) {
  Rows rows;
  const Catalog whole = catalog_of({});
  rows.start(whole);
  const std::string wire = rows.subscribe(whole);
  Version less;
  less.has_length = false;
  const Catalog without_length = catalog_of(less);
  EXPECT_EQ(rows.start(without_length), Lines{});
  Json kept = kept_entries(rows.db, without_length);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].at("kind"), "field");
  EXPECT_EQ(kept[0].at("name"), "WireBlock/length");
  EXPECT_EQ(kept[0].at("total"), 1);
  EXPECT_EQ(kept[0].at("used_by")[0].at("subscription_id"), wire);
  EXPECT_EQ(rows.one("select count(*) from subscription_instance_values"), "1") << "nothing is lost";

  less.has_product = false;
  const Catalog without_product = catalog_of(less);
  EXPECT_EQ(rows.start(without_product), Lines{"Took the workflows from the product Wire 1"});
  EXPECT_EQ(rows.one("select count(*) from products_workflows"), "0") << "it is no more to choose";
  EXPECT_EQ(rows.start(without_product), Lines{});
  kept = kept_entries(rows.db, without_product);
  ASSERT_EQ(kept.size(), 2u) << kept.dump();
  EXPECT_EQ(kept[1].at("kind"), "product");

  // When it is used no more it goes at the next start.
  rows.db.run("delete from subscriptions");
  EXPECT_EQ(rows.start(without_product).size(), 4u);
  EXPECT_EQ(rows.one("select count(*) from products"), "0");
  EXPECT_TRUE(kept_entries(rows.db, without_product).empty());
}

TEST(Compare, AProductStaysWhileAProcessThatHasNotEndedWasStartedWithIt) {
  Rows rows;
  rows.start(catalog_of({}));
  const std::string pid = rows.begin_process();
  Version less;
  less.has_product = false;
  const Catalog without = catalog_of(less);
  rows.start(without);
  EXPECT_EQ(rows.one("select count(*) from products"), "1");
  const Json kept = kept_entries(rows.db, without);
  ASSERT_EQ(kept.size(), 1u) << kept.dump();
  EXPECT_EQ(kept[0].at("kind"), "product");
  EXPECT_EQ(kept[0].at("total"), 1);
  EXPECT_EQ(kept[0].at("used_by"), Json::array({{{"process_id", pid}, {"description", "Lay a wire"}}}));
  rows.db.run("update processes set last_status = 'aborted'");
  rows.start(without);
  EXPECT_EQ(rows.one("select count(*) from products"), "0");
}

TEST(Compare, WhatAProductConsistsOfStaysWhileAProcessKeepsIt) {
  Rows rows;
  Version version;
  version.has_plug = true;
  rows.start(catalog_of(version));
  const std::string pid = rows.begin_process();
  const std::string rows_there =
      "select (select count(*) from product_blocks) || ' ' || (select count(*) from product_product_blocks) "
      "|| ' ' || (select count(*) from product_block_relations) || ' ' || (select count(*) from "
      "product_block_resource_types) || ' ' || (select count(*) from resource_types)";
  const std::string before = rows.one(rows_there);
  version.has_product = version.has_blocks = version.has_plug = false;
  const Catalog without = catalog_of(version);
  EXPECT_EQ(rows.start(without), Lines{"Took the workflows from the product Wire 1"});
  EXPECT_EQ(rows.one(rows_there), before);
  const Json kept = kept_entries(rows.db, without);
  ASSERT_EQ(kept.size(), 3u) << kept.dump() << " the product and its two blocks";
  for (const Json& each : kept) EXPECT_EQ(each.at("used_by")[0].at("process_id"), pid);

  rows.db.run("update processes set last_status = 'completed'");
  rows.start(without);
  EXPECT_EQ(rows.one(rows_there), "0 0 0 0 0");
  EXPECT_EQ(rows.db.integrity_problems(), "");
}

TEST(Compare, WhatIsAddedToAProductThatIsThereIsAdded) {
  Rows rows;
  rows.start(catalog_of({}));
  Version more;
  more.has_colour = more.has_plug = true;
  EXPECT_EQ(rows.start(catalog_of(more)), (Lines{"Added the fixed input colour to the product Wire 1",
                                                 "Added the product block PlugBlock to the product Wire 1"}));
  EXPECT_EQ(rows.one("select value from fixed_inputs where name = 'colour'"), "red");
  EXPECT_EQ(rows.one("select count(*) from product_product_blocks"), "2");
  EXPECT_EQ(rows.start(catalog_of(more)), Lines{});
  EXPECT_EQ(rows.start(catalog_of({})), (Lines{"Removed the fixed input colour of the product Wire 1",
                                               "Removed the product block PlugBlock of the product Wire 1"}));
}

TEST(Compare, BoundsAndTheStatusOfAProductFollowTheCode) {
  Rows rows;
  rows.start(catalog_of({}));
  EXPECT_EQ(rows.one("select max from product_block_relations"), "2");
  Version next;
  next.ends = {1, domain::kNoLimit};
  next.status = "phase out";
  EXPECT_EQ(
      rows.start(catalog_of(next)),
      (Lines{"Changed the status of the product Wire 1 from \"active\" to \"phase out\"",
             "Changed the min of the use of PlugBlock by the product block WireBlock from 0 to 1",
             "Changed the max of the use of PlugBlock by the product block WireBlock from 2 to null"}));
  EXPECT_EQ(rows.one("select min from product_block_relations"), "1");
  EXPECT_EQ(rows.one("select max from product_block_relations"), "null");
  EXPECT_EQ(rows.one("select status from products"), "phase out");
}

TEST(Compare, WhatAnEarlierRehearsalDidNotNoteStands) {
  Rows rows;
  rows.start(catalog_of({}));
  rows.db.run("update catalog_entries set content = '{\"description\":\"a wire\",\"product_type\":\"Wire\","
              "\"tag\":\"WIRE\"}' where kind = 'product'");
  rows.db.run("update products set status = 'end of life'");
  EXPECT_EQ(rows.start(catalog_of({})), Lines{});
  EXPECT_EQ(rows.one("select status from products"), "end of life") << "a person said so";
}

TEST(Compare, AWorkflowThatIsGoneIsMarkedAndComesBack) {
  Rows rows;
  rows.start(catalog_of({}));
  Version less;
  less.has_workflow = false;
  EXPECT_EQ(rows.start(catalog_of(less)).front(), "Marked the workflow lay_wire as removed");
  EXPECT_NE(rows.one("select deleted_at from workflows"), "null");
  EXPECT_EQ(rows.start(catalog_of({})).front(), "Brought back the workflow lay_wire");
  EXPECT_EQ(rows.one("select deleted_at from workflows"), "null");
  EXPECT_EQ(rows.one("select count(*) from products_workflows"), "1");
}

}  // namespace
}  // namespace rehearsal::catalog
