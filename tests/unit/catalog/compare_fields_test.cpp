// Fields and blocks that the code adds or declares anew, where subscriptions have them already.
#include <gtest/gtest.h>

#include <algorithm>

#include "versions.h"

namespace rehearsal::catalog {
namespace {

TEST(CompareFields, ANewFieldThatMustBeThereHasAFirstValueOrSaysThatNoneIs) {
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
                                ? "Found no value for the field weight of the product block WireBlock in 1 instances of the product "
                  "Wire 1 (1 initial), whose subscriptions must have it and cannot be opened: say in the block's "
                  "declaration what the field begins with, or require it from a later lifecycle on"
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

TEST(CompareFields, AFirstValueIsAChangeOfEachSubscriptionOfAProductThatIsGoneToo) {
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

TEST(CompareFields, ABlockThatMustBeThereFromNowOnIsNamedWhereItIsMissing) {
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

TEST(CompareFields, WhatNoRowHoldsOfAFieldIsNamedToo) {
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
                                                 "Found no value for the field length of the product block WireBlock in 1 instances "
                   "of the product Wire 1 (1 initial), whose subscriptions must have it and cannot be opened: say "
                   "in the block's declaration what the field begins with, or require it from a later lifecycle on"}));
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

TEST(CompareFields, AFieldThatBecameRequiredIsGivenToThoseWhoseStatusAsksForIt) {
  Rows rows;
  const Catalog before = catalog_of({});
  rows.start(before);
  for (const std::string status : {"initial", "active", "terminated"}) {
    const std::string id = rows.subscribe(before, nullptr);
    rows.db.run("update subscriptions set status = ? where subscription_id = ?", status, id);
  }
  const auto with_value = [&] {
    return rows.one(
        "select group_concat(status || ' ' || value) from subscription_instance_values join "
        "subscription_instances using (subscription_instance_id) join subscriptions using (subscription_id) "
        "join resource_types using (resource_type_id) where resource_type = 'length'");
  };
  Version next;
  next.length_from = domain::SubscriptionLifecycle::ACTIVE;
  const Lines lines = rows.start(catalog_of(next));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_NE(lines.back().find("in 1 instances of the product Wire 1 (1 active)"), std::string::npos) << lines.back();
  EXPECT_EQ(with_value(), "null");
  // What the line says to do is enough.
  next.first_length = "5";
  EXPECT_EQ(rows.start(catalog_of(next)), Lines{"Gave \"5\" to length of the 1 instances of WireBlock"});
  EXPECT_EQ(with_value(), "active 5");
  EXPECT_EQ(rows.start(catalog_of(next)), Lines{});

  next.length_from = domain::SubscriptionLifecycle::INITIAL;
  EXPECT_EQ(rows.start(catalog_of(next)).back(), "Gave \"5\" to length of the 2 instances of WireBlock")
      << "one that is terminated must have it, too, to be read";
}

// The type that the next start compares the code's with.
std::string noted_type(Rows& rows) {
  return rows.one(
      "select json_extract(content, '$.type') from catalog_entries where kind = 'field' and name = "
      "'WireBlock/length'");
}

TEST(CompareFields, ATypeThatStoredValuesDoNotFitIsRefusedWithTheirSubscriptions) {
  Rows rows;
  const Catalog before = catalog_of({});
  rows.start(before);
  const std::string seven = rows.subscribe(before, 7);
  const std::string eight = rows.subscribe(before, 8);
  rows.subscribe(before, nullptr);
  Version next;
  next.lengths = {"7", "9"};
  const Catalog after = catalog_of(next);
  for (int starts = 0; starts < 2; ++starts) {
    EXPECT_EQ(rows.start(after), Lines{}) << "what is refused is no migration";
    EXPECT_EQ(noted_type(rows), "int");
    const Json kept = kept_entries(rows.db, after);
    ASSERT_EQ(kept.size(), 1u) << kept.dump();
    EXPECT_EQ(kept[0], (Json{{"kind", "field"},
                             {"name", "WireBlock/length"},
                             {"type", {{"from", "int"}, {"to", "int of 7 | 9"}}},
                             {"values", 1},
                             {"total", 1},
                             {"used_by", {{{"subscription_id", eight}, {"description", "Initial subscription of a wire"}}}}}));
  }
  EXPECT_EQ(rows.one("select count(*) from catalog_migrations"), "1");
  EXPECT_EQ(rows.start(before), Lines{}) << "the code may take it back";

  rows.db.run("update subscription_instance_values set value = '9' where value = '8'");
  EXPECT_EQ(rows.start(after),
            Lines{"Changed the type of the field length of the product block WireBlock from \"int\" to \"int of 7 | 9\""});
  EXPECT_TRUE(kept_entries(rows.db, after).empty());
}

TEST(CompareFields, OfManyThatDoNotFitTheFirstAreNamedAndAllCounted) {
  Rows rows;
  const Catalog before = catalog_of({});
  rows.start(before);
  const std::string first = rows.subscribe(before, 100);
  for (int i = 1; i < 25; ++i) rows.subscribe(before, 100 + i);
  Version next;
  next.length = ValueKind::BOOLEAN;
  const Json kept = kept_entries(rows.db, catalog_of(next));
  ASSERT_EQ(kept.size(), 1u) << kept.dump();
  EXPECT_EQ(kept[0].at("values"), 25);
  EXPECT_EQ(kept[0].at("total"), 25);
  ASSERT_EQ(kept[0].at("used_by").size(), 20u);
  EXPECT_EQ(kept[0].at("used_by")[0].at("subscription_id"), first);
}

TEST(CompareFields, AListFitsByItsItemsAndTheirNumber) {
  Version list;
  list.length_is_list = true;
  const Catalog before = catalog_of(list);
  Rows rows;
  rows.start(before);
  const std::string two = rows.subscribe(before, Json::array({1, 2}));
  rows.subscribe(before, Json::array({3}));
  const auto refused = [&](const Version& next) -> std::string {
    const Json kept = kept_entries(rows.db, catalog_of(next));
    return kept.empty() ? "" : kept[0].at("used_by")[0].at("subscription_id").get<std::string>() + " of " +
                                   kept[0].at("total").dump();
  };
  EXPECT_EQ(refused({}), two + " of 1") << "one value has no room for two";
  Version bounded = list;
  bounded.length_items = {2, 2};
  EXPECT_EQ(refused(bounded).substr(36), " of 1") << "the one that has one";
  bounded.length_items = {1, 2};
  EXPECT_EQ(refused(bounded), "");
  EXPECT_EQ(rows.start(catalog_of(bounded)).size(), 1u);

  Rows single;
  const Catalog one = catalog_of({});
  single.start(one);
  single.subscribe(one, 7);
  EXPECT_EQ(single.start(before).size(), 1u) << "one value is a list of one";
}

}  // namespace
}  // namespace rehearsal::catalog
