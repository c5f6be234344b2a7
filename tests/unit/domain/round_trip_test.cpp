// Random subscriptions, saved over one another: what is loaded is what was saved, and nothing else is left.
#include <gtest/gtest.h>

#include <random>

#include "world.h"

namespace rehearsal::domain {
namespace {

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  size_t below(size_t limit) { return engine_() % limit; }
  bool often() { return below(3) != 0; }

  std::string text() {
    static constexpr const char* kParts[] = {"a",  "é", "👩‍🚀", "'", "\"", "\\",
                                             "\n", "%", "0",           " ", "ש",  "x y z"};
    std::string all;
    for (size_t i = below(6); i > 0; --i) all += kParts[below(std::size(kParts))];
    return all;
  }

 private:
  std::mt19937 engine_;
};

void fill(Dice& dice, PortBlock& port) {
  port.port_name = dice.text();
  port.enabled = dice.often();
  port.label = dice.often() ? std::optional(dice.text()) : std::nullopt;
  port.power = dice.often() ? std::optional(static_cast<double>(dice.below(1000)) / 8) : std::nullopt;
  port.mode = dice.often() ? std::optional(dice.often() ? Mode::TAGGED : Mode::UNTAGGED) : std::nullopt;
  port.ims_id = dice.often() ? std::optional(Uuid{"0a1b2c3d-0000-4000-8000-00000000000f"}) : std::nullopt;
  port.vlans.clear();
  for (size_t i = dice.below(5); i > 0; --i) port.vlans.push_back(static_cast<int64_t>(dice.below(4)) - 2);
  port.tags.clear();
  for (size_t i = dice.below(4); i > 0; --i) port.tags.push_back(dice.text());
}

// Another tree for the service: own and foreign blocks, each at most once below it.
void reshape(Dice& dice, World& world, std::vector<PortBlock>& foreign, Service& service) {
  const auto block = [&](size_t place) {
    if (dice.often()) return foreign[place];
    auto own = PortBlock::create(world.session, service.subscription_id);
    fill(dice, own);
    return own;
  };
  if (dice.often()) service.service.main = block(0);
  if (service.service.main.owner_subscription_id == service.subscription_id) fill(dice, service.service.main);
  service.service.backup = dice.often() ? std::optional(block(1)) : std::nullopt;
  service.service.members.clear();
  for (size_t i = dice.below(4); i > 0; --i) service.service.members.push_back(block(1 + i));
  service.service.service_id = static_cast<int64_t>(dice.below(100));
  service.description = "d" + dice.text();
}

int64_t own_blocks(const Service& service) {
  int64_t count = 1;
  const auto add = [&](const PortBlock& block) {
    count += block.owner_subscription_id == service.subscription_id;
  };
  add(service.service.main);
  if (service.service.backup) add(*service.service.backup);
  for (const PortBlock& member : service.service.members) add(member);
  return count;
}

TEST(RoundTrip, WhatIsLoadedIsWhatWasSaved) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    World world;
    Dice dice(seed);
    std::vector<PortBlock> foreign;
    for (int i = 0; i < 5; ++i) {
      Port port = world.active_port("p" + std::to_string(i));
      fill(dice, port.port);
      save(world.session, port);
      foreign.push_back(port.port);
    }
    Service service = world.active_service(foreign[0]);
    for (int round = 0; round < 15; ++round) {
      reshape(dice, world, foreign, service);
      save(world.session, service);
      const Subscription loaded = from_subscription(world.session, service.subscription_id);
      ASSERT_EQ(loaded.roots, to_subscription(service).roots) << "seed " << seed << " round " << round;
      ASSERT_EQ(loaded.description, service.description);
      ASSERT_EQ(to_subscription(typed_from<Service>(loaded)).roots, loaded.roots);
      ASSERT_EQ(world.instances_of(service.subscription_id), own_blocks(service));
      ASSERT_EQ(
          world.count("select count(*) from subscription_instance_relations where in_use_by_id = ?",
                      service.service.subscription_instance_id),
          static_cast<int64_t>(1 + service.service.backup.has_value() + service.service.members.size()));
      world.changed.clear();
      save(world.session, loaded);
      ASSERT_TRUE(world.changed.empty()) << "saving what was loaded changed something, seed " << seed;
    }
    EXPECT_EQ(world.db.integrity_problems(), "");
  }
}

// Two runs with the same seed make the same database.
TEST(RoundTrip, TheSameStepsMakeTheSameRows) {
  const auto run = [] {
    World world;
    Dice dice(5);
    std::vector<PortBlock> foreign;
    for (int i = 0; i < 5; ++i) foreign.push_back(world.active_port("p").port);
    Service service = world.active_service(foreign[0]);
    reshape(dice, world, foreign, service);
    save(world.session, service);
    std::string all;
    for (const char* table : {"subscriptions", "subscription_instances", "subscription_instance_values",
                              "subscription_instance_relations", "subscription_revisions"}) {
      auto rows = world.db.query("select * from " + std::string(table) + " order by rowid");
      while (rows.step()) {
        for (int i = 0; i < rows.columns(); ++i) all += rows.value(i).dump() + "|";
      }
    }
    return all;
  };
  EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace rehearsal::domain
