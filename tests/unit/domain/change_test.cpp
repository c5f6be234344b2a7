// Changes that meet: a model that is out of date, another product, descriptions that follow, versions.
#include <gtest/gtest.h>

#include "domain/revisions.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

TEST(Change, AModelThatIsOutOfDateIsRefused) {
  World world;
  const Port port = world.active_port("one");
  Session other{world.db, world.models, world.clock, world.ids, {}, nullptr};
  Session third{world.db, world.models, world.clock, world.ids, {}, nullptr};
  Port mine = Port::from_subscription(other, port.subscription_id);
  Port theirs = Port::from_subscription(third, port.subscription_id);
  theirs.port.vlans = {7};
  save(third, theirs);
  theirs.note = "again, in the same session";
  save(third, theirs);
  mine.description = "mine";
  EXPECT_NE(error_of([&] { save(other, mine); }).find("StaleDataError: Expected the subscription"),
            std::string::npos);
  mine = Port::from_subscription(other, port.subscription_id);
  mine.description = "mine";
  save(other, mine);
  EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).port.vlans, std::vector<int64_t>{7});
}

TEST(Change, EveryChangeIsCountedValuesIncluded) {
  World world;
  Port port = world.active_port("one");
  const int64_t before = world.version_of(port.subscription_id);
  port.port.vlans = {1, 2};
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), before + 1);
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), before + 1) << "nothing was changed";
  port.port.label = "left";
  port.description = "and the row";
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), before + 2);
}

TEST(Change, AnotherProductKeepsTheSubscription) {
  World world;
  world.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000b9",
                            .name = "Port 1G",
                            .description = "port of one gigabit",
                            .product_type = "Port",
                            .tag = "PORT",
                            .fixed_inputs = {{"medium", "copper"}, {"speed", "1000"}, {"shielded", "False"}}},
                           *world.models.find_product_type("Port 10G"));
  add_missing_products(world.session);
  const Port port = world.active_port("one");
  const auto changed = from_other_product<Port>(world.session, port, "00000000-0000-4000-8000-0000000000b9");
  EXPECT_EQ(changed.subscription_id, port.subscription_id);
  EXPECT_EQ(changed.start_date->micros, port.start_date->micros);
  EXPECT_EQ(changed.medium, Medium::COPPER);
  EXPECT_EQ(changed.port.subscription_instance_id, port.port.subscription_instance_id);
  save(world.session, changed);
  EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).speed, 1000);

  Block other = new_block(world.session, world.models.block("PortBlock"), port.subscription_id);
  other.set("port_name", "new");
  other.set("enabled", true);
  save(world.session,
       from_other_product(world.session, to_subscription(changed), kPortProduct, NewRoot{"port", other}));
  EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).port.port_name, "new");
  EXPECT_EQ(world.instances_of(port.subscription_id), 1) << "what is no more in the tree is gone";

  EXPECT_EQ(error_of([&] { from_other_product(world.session, to_subscription(port), kCustomer); }),
            "KeyError: 'Could not find a product for the given product_id'");
  EXPECT_NE(
      error_of([&] { from_other_product(world.session, to_subscription(port), kServiceProduct); })
          .find(
              "1 validation error for Service\nservice\n  Input should be a valid dictionary or instance of "
              "ServiceBlock"),
      std::string::npos);
}

TEST(Change, OnlyTheNewestRevisionsAreKept) {
  World world;
  Port port = world.active_port("one");
  for (int i = 0; i < kMostRevisions + 5; ++i) {
    port.note = "note " + std::to_string(i);
    save(world.session, port);
  }
  EXPECT_EQ(world.count("select count(*) from subscription_revisions where subscription_id = ?",
                        port.subscription_id),
            kMostRevisions);
  EXPECT_EQ(world.count(
                "select count(*) from subscription_revisions where subscription_id = ? and model like '%note "
                "104%'",
                port.subscription_id),
            1);
}

}  // namespace
}  // namespace rehearsal::domain
