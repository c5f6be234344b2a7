// What the code changed and took away since it last wrote its rows.
#include "catalog/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "domain/subscriptions.h"
#include "store/transaction.h"
#include "workflow/generic_steps.h"

namespace rehearsal::catalog {
namespace {

using domain::BlockType;
using domain::Field;
using domain::Product;
using domain::ProductType;
using domain::ValueKind;
using workflow::Target;

constexpr const char* kCustomer = "00000000-0000-4000-8000-0000000000c1";

// A catalogue as one version of the code has it.
struct Version {
  std::string product_words = "a wire";
  std::string block_words = "a wire's block";
  std::string field_words = "how long it is";
  std::string workflow_words = "Lay a wire";
  bool has_product = true;
  bool has_length = true;
  bool has_workflow = true;
  // A fixed input and a second block below the subscription.
  bool has_colour = false;
  bool has_plug = false;
  // A field that active subscriptions must have, and what those that are there get for it.
  bool has_weight = false;
  std::string first_weight = {};
  // The plugs must be there: below the subscription, and in a field of their own of the block.
  bool needs_plug = false;
  bool has_main_plug = false;
  ValueKind length = ValueKind::INTEGER;
  std::vector<std::string> lengths = {};
  bool length_is_list = false;
  std::optional<domain::SubscriptionLifecycle> length_from = {};
  std::string status = "active";
  domain::Items ends = {0, 2};
};

Catalog catalog_of(const Version& version) {
  Catalog catalog;
  BlockType block;
  block.name = "WireBlock";
  block.description = version.block_words;
  block.tag = "WIRE";
  Field name;
  name.name = "wire_name";
  Field ends;
  ends.name = "ends";
  ends.kind = ValueKind::BLOCK;
  ends.block = "PlugBlock";
  ends.is_list = true;
  ends.items = version.ends;
  BlockType plug;
  plug.name = "PlugBlock";
  plug.description = "an end";
  plug.tag = "PLUG";
  catalog.models.add_block(plug);
  block.fields = {name, ends};
  if (version.has_weight) {
    Field weight;
    weight.name = "weight";
    weight.kind = ValueKind::INTEGER;
    weight.required_from = domain::SubscriptionLifecycle::INITIAL;
    block.fields.push_back(weight);
    domain::begin_fields(block, {{"weight", version.first_weight}});
  }
  if (version.has_length) {
    Field length;
    length.name = "length";
    length.kind = version.length;
    length.choices = version.lengths;
    length.is_list = version.length_is_list;
    length.required_from = version.length_from;
    length.description = version.field_words;
    block.fields.push_back(length);
  }
  if (version.has_main_plug) {
    BlockType socket;
    socket.name = "SocketBlock";
    catalog.models.add_block(socket);
    Field main;
    main.name = "main";
    main.kind = ValueKind::BLOCK;
    main.block = "SocketBlock";
    main.required_from = domain::SubscriptionLifecycle::ACTIVE;
    block.fields.push_back(main);
  }
  catalog.models.add_block(block);
  if (version.has_product) {
    Field root;
    root.name = "wire";
    root.kind = ValueKind::BLOCK;
    root.block = "WireBlock";
    root.required_from = domain::SubscriptionLifecycle::INITIAL;
    ProductType type;
    type.name = "Wire";
    type.blocks = {root};
    Product product;
    product.status = version.status;
    if (version.has_colour) {
      Field colour;
      colour.name = "colour";
      type.fixed_inputs = {colour};
      product.fixed_inputs = {{"colour", "red"}};
    }
    if (version.has_plug) {
      root.name = "plug";
      root.block = "PlugBlock";
      root.required_from.reset();
      if (version.needs_plug) root.required_from = domain::SubscriptionLifecycle::PROVISIONING;
      type.blocks.push_back(root);
    }
    product.name = "Wire 1";
    product.description = version.product_words;
    product.product_type = "Wire";
    product.tag = "WIRE";
    catalog.models.add_product(product, type);
  }
  if (version.has_workflow) {
    catalog.registry.add({.name = "lay_wire",
                          .description = version.workflow_words,
                          .target = Target::CREATE,
                          .steps = workflow::steps_of(workflow::begin >> workflow::done),
                          .product_types = {"Wire"}});
  }
  return catalog;
}

struct Rows {
  store::MemoryFiles files;
  store::Database db{files};
  Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));

  std::vector<std::string> start(const Catalog& catalog) {
    store::Transaction transaction(db);
    std::vector<std::string> lines = bring_up_to_date(db, catalog, clock);
    transaction.commit();
    return lines;
  }
  std::string one(std::string_view sql) {
    auto rows = db.query(sql);
    if (!rows.step()) return "none";
    const Json value = rows.value(0);
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
  // A subscription of the product with a wire of this length.
  std::string subscribe(const Catalog& catalog) {
    store::Transaction transaction(db);
    Ids ids(1, "wire");
    domain::Session session{db, catalog.models, clock, ids, {}, nullptr};
    domain::Subscription wire =
        domain::from_product_id(session, one("select product_id from products"), kCustomer);
    wire.blocks("wire").front().set("length", 7);
    domain::save(session, wire);
    transaction.commit();
    return wire.subscription_id;
  }
};

using Lines = std::vector<std::string>;

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
  const std::string pid = "00000000-0000-4000-8000-0000000000d1";
  rows.db.run(
      "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at) select ?, "
      "workflow_id, 'failed', 0, 0 from workflows",
      pid);
  rows.db.run(
      "insert into input_states (input_state_id, pid, input_state, input_time, input_type) select 'i', ?, "
      "'[{\"product\":\"' || product_id || '\"}]', 0, 'user_input' from products",
      pid);
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

TEST(Compare, ANewFieldThatMustBeThereHasAFirstValueOrSaysThatNoneIs) {
  for (const std::string first : {"", "12"}) {
    Rows rows;
    const Catalog before = catalog_of({});
    rows.start(before);
    const std::string wire = rows.subscribe(before);
    Version next;
    next.has_weight = true;
    next.first_weight = first;
    const Catalog after = catalog_of(next);
    const Lines lines = rows.start(after);
    ASSERT_EQ(lines.size(), 3u) << first;
    EXPECT_EQ(lines.back(), first.empty()
                                ? "Found no value for weight of the 1 instances of WireBlock, which initial "
                                  "subscriptions must have: say in the block's declaration what the field begins with"
                                : "Gave \"12\" to weight of the 1 instances of WireBlock");
    Ids ids(2, "wire");
    domain::Session session{rows.db, after.models, rows.clock, ids, {}, nullptr};
    if (first.empty()) {
      EXPECT_THROW(domain::from_subscription(session, wire), Error);
      continue;
    }
    EXPECT_EQ(domain::from_subscription(session, wire).blocks("wire").front().value("weight"), 12);
    EXPECT_EQ(rows.one("select count(*) from subscription_revisions where subscription_id = '" + wire + "'"), "2");
  }
}

TEST(Compare, AFirstValueIsAChangeOfEachSubscriptionOfAProductThatIsGoneToo) {
  for (const bool has_product : {true, false}) {
    Rows rows;
    const Catalog before = catalog_of({});
    rows.start(before);
    const std::string wire = rows.subscribe(before);
    Version next;
    next.has_product = has_product;
    next.has_weight = true;
    next.first_weight = "12";
    const Lines lines = rows.start(catalog_of(next));
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "Gave \"12\" to weight of the 1 instances of WireBlock"), 1);
    EXPECT_EQ(rows.one("select value from subscription_instance_values join resource_types using "
                       "(resource_type_id) where resource_type = 'weight'"),
              "12");
    EXPECT_EQ(rows.one("select version from subscriptions"), "2") << has_product;
    EXPECT_EQ(rows.one("select count(*) from subscription_revisions"), "2") << has_product;
    const Json model =
        parse_json(rows.one("select model from subscription_revisions order by sequence desc limit 1"));
    EXPECT_EQ(model.at("wire").at("weight"), 12) << has_product;
    EXPECT_EQ(model.at("wire").at("length"), 7) << has_product;
    EXPECT_EQ(rows.one("select count(distinct version) from subscription_revisions"), "2") << has_product;
  }
}

TEST(Compare, ABlockThatMustBeThereFromNowOnIsNamedWhereItIsMissing) {
  Rows rows;
  const Catalog before = catalog_of({});
  rows.start(before);
  Version next;
  next.has_plug = next.needs_plug = next.has_main_plug = true;
  {
    Rows unused;
    unused.start(before);
    for (const std::string& line : unused.start(catalog_of(next))) EXPECT_EQ(line.substr(0, 5), "Added") << line;
  }
  rows.subscribe(before);
  EXPECT_EQ(rows.start(catalog_of(next)),
            (Lines{"Added the product block SocketBlock",
                   "Added the use of SocketBlock to the product block WireBlock",
                   "Found no block for main in the 1 of WireBlock that are there, and active subscriptions must "
                   "have it: they cannot be used until a workflow adds it",
                   "Added the product block PlugBlock to the product Wire 1",
                   "Found no block for plug in the 1 of Wire 1 that are there, and provisioning subscriptions "
                   "must have it: they cannot be used until a workflow adds it"}));
}

TEST(Compare, WhatNoRowHoldsOfAFieldIsNamedToo) {
  using domain::SubscriptionLifecycle;
  Rows rows;
  const Catalog before = catalog_of({});
  rows.start(before);
  rows.subscribe(before);
  Version next;
  next.length = ValueKind::NUMBER;
  next.length_from = SubscriptionLifecycle::ACTIVE;
  const std::string of = " of the field length of the product block WireBlock from ";
  EXPECT_EQ(rows.start(catalog_of(next)), (Lines{"Changed the type" + of + "\"int\" to \"float\"",
                                                 "Changed the required_from" + of + "null to \"active\""}));
  EXPECT_EQ(rows.one("select count(*) from catalog_migrations"), "2") << "for a person to read";
  EXPECT_EQ(rows.start(catalog_of(next)), Lines{});
  rows.db.run("delete from subscription_instance_values");
  next.length_from = SubscriptionLifecycle::INITIAL;
  EXPECT_EQ(rows.start(catalog_of(next)), (Lines{"Changed the required_from" + of + "\"active\" to \"initial\"",
                                                 "Found no value for length in 1 instances of WireBlock"}));
  next.length_from.reset();
  next.lengths = {"1.0", "2.5"};
  EXPECT_EQ(rows.start(catalog_of(next)),
            (Lines{"Changed the type" + of + "\"float\" to \"float of 1.0 | 2.5\"",
                   "Changed the required_from" + of + "\"initial\" to null"}));
  next.length_is_list = true;
  EXPECT_EQ(rows.start(catalog_of(next)),
            Lines{"Changed the type" + of + "\"float of 1.0 | 2.5\" to \"list of float of 1.0 | 2.5\""});

  // A database of a Rehearsal that did not note them.
  rows.db.run("update catalog_entries set content = '{}' where kind = 'field'");
  EXPECT_EQ(rows.start(catalog_of({})), Lines{});
  EXPECT_EQ(rows.start(catalog_of(next)).size(), 1u) << "from then on";
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
