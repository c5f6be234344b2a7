// What goes out comes back: every kind of value and block, by chance, in one database and the next.
#include <gtest/gtest.h>

#include "snapshot/source.h"

namespace rehearsal::snapshot {
namespace {

using namespace domain;

// A small generator of its own, so that a seed means the same everywhere.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  size_t below(size_t n) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<size_t>((state_ * 0x2545F4914F6CDD1Du) >> 33) % n;
  }
  bool often() { return below(3) != 0; }
  std::string text() {
    static constexpr const char* kParts[] = {"a",  "é",    "👩‍🚀", "'", "\"", "\\",
                                             "\n", "\x01", "0",           " ", "ש",  "x/y~z"};
    std::string all;
    for (size_t i = below(6); i > 0; --i) all += kParts[below(std::size(kParts))];
    return all;
  }

 private:
  uint64_t state_;
};

void fill(Dice& dice, PortBlock& port) {
  port.port_name = dice.text();
  port.enabled = dice.often();
  port.label = dice.often() ? std::optional(dice.text()) : std::nullopt;
  port.power = dice.often() ? std::optional(static_cast<double>(dice.below(1000)) / 8) : std::nullopt;
  port.mode = dice.often() ? std::optional(dice.often() ? domain::Mode::TAGGED : domain::Mode::UNTAGGED)
                           : std::nullopt;
  port.ims_id = dice.often() ? std::optional(Uuid{"0a1b2c3d-0000-4000-8000-00000000000f"}) : std::nullopt;
  for (size_t i = dice.below(5); i > 0; --i) port.vlans.push_back(static_cast<int64_t>(dice.below(4)) - 2);
  for (size_t i = dice.below(4); i > 0; --i) port.tags.push_back(dice.text());
}

void populate(Source& source, uint64_t seed) {
  Dice dice(seed);
  std::vector<PortBlock> ports;
  for (size_t i = 0; i < 5; ++i) {
    Port port = source.active_port(dice.text());
    fill(dice, port.port);
    save(source.session, port);
    ports.push_back(port.port);
  }
  for (size_t n = 1 + dice.below(3); n > 0; --n) {
    Service service = source.active_service(ports[0]);
    const auto block = [&](size_t place) {
      if (dice.often()) return ports[place];
      auto own = PortBlock::create(source.session, service.subscription_id);
      fill(dice, own);
      return own;
    };
    if (dice.often()) service.service.backup = block(1);
    for (size_t i = dice.below(4); i > 0; --i) service.service.members.push_back(block(1 + i));
    service.description = "d" + dice.text();
    service.note = dice.often() ? std::optional("n" + dice.text()) : std::nullopt;
    save(source.session, service);
  }
  auto bundle = BundleInactive::from_product_id(source.session, kBundleProduct, kCustomer);
  for (auto& link : bundle.links) link.link_name = dice.text();
  save(source.session, bundle);
}

std::string after_head(const std::string& file) {
  return file.substr(file.find("\"digest\""));
}

TEST(RoundTrip, WhateverTheDomainHolds) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    Source source;
    populate(source, seed);
    const std::string file = source.snapshot();
    Source target;
    target.fill();
    ASSERT_EQ(target.take(file), "") << "seed " << seed;
    ASSERT_EQ(after_head(target.snapshot()), after_head(file)) << "seed " << seed;
    EXPECT_EQ(target.db.integrity_problems(), "");
    // The places in lists, which the order of the rows would give as well.
    const auto places = [](Source& of) {
      return of.count(
          "select coalesce(sum(order_id), 0) from subscription_instance_relations where domain_model_attr = "
          "?",
          "members");
    };
    EXPECT_EQ(places(target), places(source)) << "seed " << seed;
  }
}

TEST(RoundTrip, EverySection) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  for (const std::string_view name : kSectionNames) {
    EXPECT_EQ(file.find("\n\"" + std::string(name) + "\":[]"), std::string::npos) << name << " is empty";
  }
  Source target;
  ASSERT_EQ(target.take(file), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
  ASSERT_EQ(source.take(file, Mode::Add), "");
  EXPECT_EQ(after_head(source.snapshot()), after_head(file)) << "to add what is there changes nothing";
}

// Two nodes, of which both may be followed by the same third one.
void add_pair(Source& source) {
  Field left{.name = "left", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  Field right{.name = "right", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  source.models.add_block(
      {.name = "PairBlock", .fields = {left, right}, .description = "a pair", .tag = "PAIR"});
  Field root{.name = "pair", .kind = ValueKind::BLOCK, .block = "PairBlock"};
  root.required_from = SubscriptionLifecycle::INITIAL;
  source.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000a5",
                             .name = "Pair",
                             .description = "a pair of nodes",
                             .product_type = "Pair",
                             .tag = "PAIR"},
                            {.name = "Pair", .fixed_inputs = {}, .blocks = {root}});
  add_missing_products(source.session);
}

TEST(RoundTrip, ABlockThatStandsTwiceIsWrittenOnce) {
  Source source;
  add_pair(source);
  auto pair = domain::from_product_id(source.session, "00000000-0000-4000-8000-0000000000a5", kCustomer);
  const auto node = [&](const char* name) {
    Block made = new_block(source.session, source.models.block("NodeBlock"), pair.subscription_id);
    made.set("node_name", name);
    return made;
  };
  const Block shared = node("shared");
  for (const char* side : {"left", "right"}) {
    Block one = node(side);
    one.blocks("next").push_back(shared);
    pair.blocks("pair")[0].blocks(side).push_back(one);
  }
  save(source.session, pair);
  const std::string file = source.snapshot();
  const std::string subscriptions = file.substr(file.find("\n\"subscriptions\""));
  const std::string values = "\"node_name\":\"shared\"";
  EXPECT_NE(subscriptions.find(values), std::string::npos);
  EXPECT_EQ(subscriptions.find(values), subscriptions.rfind(values));
  Source target;
  add_pair(target);
  ASSERT_EQ(target.take(file), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
}

TEST(RoundTrip, TheFormOfTheFileMeansNothing) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  Source target;
  ASSERT_EQ(target.take(parse_json(file).dump(4)), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
}

TEST(RoundTrip, TheDigestIsThatOfTheCanonicalContent) {
  Source source;
  source.fill();
  const Json snapshot = parse_json(source.snapshot());
  EXPECT_EQ(snapshot.at("digest"), sha256_hex(canonical_json(snapshot.at("content"))));
}

}  // namespace
}  // namespace rehearsal::snapshot
