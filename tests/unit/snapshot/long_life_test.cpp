// After any long life the export can be read: more changes than are kept, histories that came together from
// two databases, statuses that only time brings about.
#include <gtest/gtest.h>

#include "domain/revisions.h"
#include "snapshot/source.h"

namespace rehearsal::snapshot {
namespace {

using namespace domain;

std::string after_head(const std::string& file) {
  return file.substr(file.find("\"digest\""));
}

int64_t problems_of(Source& source, const std::string& file, Mode mode) {
  Check check(source.session, words(), file, mode);
  while (check.step()) {
  }
  return check.problems().count();
}

// What is exported can be read here, and is the same after it was taken elsewhere.
void expect_readable(Source& source, const std::string& what) {
  const std::string file = source.snapshot();
  ASSERT_EQ(problems_of(source, file, Mode::Replace), 0) << what << ": " << source.take(file);
  ASSERT_EQ(problems_of(source, file, Mode::Add), 0) << what;
  Source target;
  ASSERT_EQ(target.take(file), "") << what;
  ASSERT_EQ(after_head(target.snapshot()), after_head(file)) << what;
}

void add_notes(Source& source, const std::string& id, int count, const std::string& what) {
  for (int i = 0; i < count; ++i) set_note(source.session, id, what + std::to_string(i));
}

TEST(LongLife, MoreRevisionsThanAreKept) {
  Source source;
  source.fill();
  const Port port = source.active_port("often changed");
  for (const int more : {kMostRevisions - 10, 1, 9, 1, 1, kMostRevisions, 2 * kMostRevisions + 7}) {
    add_notes(source, port.subscription_id, more, "note " + std::to_string(more));
    expect_readable(source, std::to_string(more) + " more");
  }
}

// Databases and files of before November 27, 2026 name the parent of the oldest that was kept.
TEST(LongLife, TheOldestMayNameAParentThatWasNotKept) {
  Source source;
  const Port port = source.active_port("often changed");
  const auto cut = [&](int keep) {
    source.db.run(
        "delete from subscription_revisions where sequence not in (select sequence from "
        "subscription_revisions order by sequence desc limit ?)",
        keep);
  };
  add_notes(source, port.subscription_id, 5, "early ");
  Source earlier;
  ASSERT_EQ(earlier.take(source.snapshot()), "");
  add_notes(source, port.subscription_id, 20, "late ");
  cut(10);
  expect_readable(source, "cut");
  // Behind a history that ends long before.
  ASSERT_EQ(earlier.take(source.snapshot(), Mode::Add), "");
  expect_readable(earlier, "added");
  add_notes(earlier, port.subscription_id, kMostRevisions - 12, "later ");
  expect_readable(earlier, "added, and cut within");
}

TEST(LongLife, OfTwoHistoriesThatWentApart) {
  Source one;
  const Port port = one.active_port("often changed");
  add_notes(one, port.subscription_id, 4, "common ");
  Source other;
  ASSERT_EQ(other.take(one.snapshot()), "");
  add_notes(one, port.subscription_id, 5, "one ");
  add_notes(other, port.subscription_id, 6, "other ");
  ASSERT_EQ(one.take(other.snapshot(), Mode::Add), "");
  for (int i = 0; i < kMostRevisions; ++i) {
    // Some states come again.
    add_notes(one, port.subscription_id, 1, i % 3 ? "after " + std::to_string(i) : "common ");
    ASSERT_EQ(problems_of(one, one.snapshot(), Mode::Replace), 0) << i;
  }
  expect_readable(one, "together");
}

TEST(LongLife, ByChance) {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    Source source;
    source.fill();
    uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
    const auto below = [&](size_t n) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      return static_cast<size_t>(state >> 33) % n;
    };
    std::vector<Port> ports;
    for (int i = 0; i < 3; ++i) ports.push_back(source.active_port("port " + std::to_string(i)));
    std::vector<std::string> files;
    for (int i = 0; i < 500; ++i) {
      // Mostly the first.
      Port& port = ports[below(3) ? 0 : below(ports.size())];
      const std::string text = std::to_string(below(7));
      switch (below(40)) {
        case 0:
          files.push_back(source.snapshot());
          break;
        case 1:
          if (!files.empty()) {
            ASSERT_EQ(source.take(files[below(files.size())], below(2) ? Mode::Add : Mode::Replace), "");
          }
          break;
        default:
          if (source.count("select count(*) from subscriptions where subscription_id = ?",
                           port.subscription_id) > 0) {
            set_note(source.session, port.subscription_id, "n" + text);
            set_in_sync(source.session, port.subscription_id, below(2) == 0);
          }
      }
    }
    expect_readable(source, "seed " + std::to_string(seed));
  }
}

// Only a change of status asks for the statuses of those that use its blocks: one that waited meanwhile can
// become active above a terminated one, here as in the original.
TEST(LongLife, ActiveAboveATerminatedOne) {
  Source source;
  const Port port = source.active_port("one");
  auto waiting = ServiceInactive::from_product_id(source.session, kServiceProduct, kCustomer);
  waiting.service.main = port.port;
  waiting.service.service_id = 42;
  save(source.session, waiting);
  save(source.session,
       from_other_lifecycle(source.session, from_subscription(source.session, port.subscription_id),
                            SubscriptionLifecycle::TERMINATED));
  save(source.session,
       from_other_lifecycle<Service>(source.session,
                                     from_other_lifecycle<ServiceProvisioning>(source.session, waiting)));
  expect_readable(source, "active above terminated");
}

TEST(LongLife, WithoutARevisionTheImportMakesOneOfTheState) {
  Source source;
  source.fill();
  const std::string bare =
      changed(source.snapshot(), [](Json& content) { content["revisions"] = Json::array(); });
  for (const Mode mode : {Mode::Replace, Mode::Add}) {
    Source target;
    ASSERT_EQ(target.take(bare, mode), "");
    const Json content = parse_json(target.snapshot()).at("content");
    ASSERT_EQ(content.at("revisions").size(), content.at("subscriptions").size());
    for (const Json& each : content.at("revisions")) {
      const std::string id = each.at("subscription_id").get<std::string>();
      EXPECT_EQ(each.at("model"), parse_json(revision_model(load_unchecked(source.session, id))));
      EXPECT_EQ(each.at("parent_digest"), nullptr);
      EXPECT_EQ(each.at("version"), source.version_of(id));
    }
    expect_readable(target, "made by the import");
  }
}

TEST(LongLife, WhatAddLeavesIsToldWithTheReason) {
  Source source;
  source.fill();
  const std::string file = changed(source.snapshot(), [](Json& content) {
    Json zebra = content["products"][0];
    zebra["name"] = "Zebra";
    zebra["product_id"] = kProcess;
    zebra["fixed_inputs"] = zebra["workflows"] = Json::array();
    content["products"].push_back(zebra);
    content["products"][1]["description"] = "otherwise";
    for (Json& each : content["resource_types"])
      each["resource_type_id"] = [&, n = each["resource_type_id"].get<std::string>()]() mutable {
        n[0] = n[0] == 'f' ? '0' : 'f';
        return n;
      }();
  });
  const size_t products = parse_json(file).at("content").at("products").size();
  Check check(source.session, words(), file, Mode::Add);
  while (check.step()) {
  }
  ASSERT_EQ(check.problems().count(), 0) << in_words(check.problems().first().front());
  const Json report = check.report().at("changes");
  EXPECT_EQ(report.at("products").at("left"), 2);
  EXPECT_EQ(report.at("products").at("unchanged"), products - 2);
  EXPECT_EQ(report.at("products").at("added"), 0);
  const Json& left = report.at("products").at("first").at("left");
  EXPECT_EQ(left.at(0).at("why"), "It is otherwise here, and stays as it is.");
  EXPECT_EQ(left.at(1), Json({{"id", "Zebra"},
                              {"title", "Zebra"},
                              {"why", "It is not here, and nothing of this kind is added."}}));
  EXPECT_EQ(report.at("resource_types").at("left"), 0) << "each database has ids of its own";
  const std::string before = source.snapshot();
  ASSERT_EQ(source.take(file, Mode::Add), "");
  EXPECT_EQ(source.snapshot(), before);
  EXPECT_EQ(source.take(file), "");
  EXPECT_EQ(source.count("select count(*) from products where name = ?", "Zebra"), 1);
}

}  // namespace
}  // namespace rehearsal::snapshot
