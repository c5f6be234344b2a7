// Where blocks stand: below the subscription, in each other's fields, in lists; and where they may not.
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "world.h"

namespace rehearsal::domain {
namespace {

// M17, M18: lists and optional blocks directly below the subscription.
TEST(Save, RootListsAndOptionalRoots) {
  World world;
  auto bundle = BundleInactive::from_product_id(world.session, kBundleProduct, kCustomer);
  bundle.links[0].link_name = "first";
  bundle.links[1].link_name = "second";
  bundle.uplink =
      PortBlockModel<SubscriptionLifecycle::INITIAL>::create(world.session, bundle.subscription_id);
  bundle.uplink->port_name = "up";
  save(world.session, bundle);
  auto loaded = BundleInactive::from_subscription(world.session, bundle.subscription_id);
  ASSERT_EQ(loaded.links.size(), 2U);
  EXPECT_EQ(loaded.links[0].link_name, "first");
  EXPECT_EQ(loaded.links[1].link_name, "second");
  EXPECT_EQ(loaded.uplink->port_name, "up");
  loaded.uplink.reset();
  save(world.session, loaded);
  EXPECT_EQ(BundleInactive::from_subscription(world.session, bundle.subscription_id).uplink, std::nullopt);
}

// M33.
TEST(Save, RootListsKeepTheirOrder) {
  World world;
  auto bundle = BundleInactive::from_product_id(world.session, kBundleProduct, kCustomer);
  bundle.links[0].link_name = "a";
  bundle.links[1].link_name = "b";
  save(world.session, bundle);
  const auto names = [&] {
    std::string all;
    for (const auto& link : BundleInactive::from_subscription(world.session, bundle.subscription_id).links)
      all += *link.link_name;
    return all;
  };
  EXPECT_EQ(names(), "ab");
  std::swap(bundle.links[0], bundle.links[1]);
  bundle.version = world.version_of(bundle.subscription_id);
  save(world.session, bundle);
  EXPECT_EQ(names(), "ba");
  auto link = LinkBlockModel<SubscriptionLifecycle::INITIAL>::create(world.session, bundle.subscription_id);
  link.link_name = "c";
  bundle.links.insert(bundle.links.begin() + 1, link);
  bundle.version = world.version_of(bundle.subscription_id);
  save(world.session, bundle);
  EXPECT_EQ(names(), "bca");
  const int64_t version = world.version_of(bundle.subscription_id);
  save(world.session, BundleInactive::from_subscription(world.session, bundle.subscription_id));
  EXPECT_EQ(world.version_of(bundle.subscription_id), version) << "nothing to write";
}

TEST(Save, AnOwnBlockStandsBelowTheSubscriptionOrBelowAnother) {
  World world;
  Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  Block inner = new_block(world.session, *chain.blocks("node").front().type, chain.subscription_id);
  chain.blocks("node").front().blocks("next").push_back(inner);
  chain.blocks("node").push_back(inner);
  EXPECT_EQ(error_of([&] { save(world.session, chain); }),
            "ValueError: The product block NodeBlock " + inner.subscription_instance_id +
                " stands directly below the subscription and in the field next of another of its blocks; it "
                "may stand in one of them.");
}

TEST(Save, CirclesAcrossSubscriptionsAreRefused) {
  World world;
  Subscription first = from_product_id(world.session, kChainProduct, kCustomer);
  save(world.session, first);
  Subscription second = from_product_id(world.session, kChainProduct, kCustomer);
  second.blocks("node").front().blocks("next").push_back(first.blocks("node").front());
  save(world.session, second);
  const std::string first_id = first.blocks("node").front().subscription_instance_id;
  const std::string second_id = second.blocks("node").front().subscription_instance_id;
  first.blocks("node").front().blocks("next").push_back(second.blocks("node").front());
  EXPECT_EQ(error_of([&] { save(world.session, first); }),
            "ValueError: The product block instance " + second_id + " uses instance " + first_id +
                " already; blocks may not refer to each other in a circle.");
}

// The last edge of the circle is between two blocks of one subscription.
TEST(Save, CirclesThroughAnotherSubscriptionAreRefused) {
  World world;
  Subscription own = from_product_id(world.session, kChainProduct, kCustomer);
  Block& root = own.blocks("node").front();
  Block x = new_block(world.session, *root.type, own.subscription_id);
  Block y = new_block(world.session, *root.type, own.subscription_id);
  root.blocks("next") = {x, y};
  save(world.session, own);
  Subscription other = from_product_id(world.session, kChainProduct, kCustomer);
  other.blocks("node").front().blocks("next").push_back(x);
  save(world.session, other);
  y.blocks("next").push_back(other.blocks("node").front());
  root.blocks("next") = {x, y};
  save(world.session, own);
  x.blocks("next").push_back(y);
  root.blocks("next") = {x};
  EXPECT_EQ(error_of([&] { save(world.session, own); }),
            "ValueError: The product block instance " + y.subscription_instance_id + " uses instance " +
                x.subscription_instance_id + " already; blocks may not refer to each other in a circle.");
}

TEST(Save, OneInstanceMayStandOnceBelowAParent) {
  World world;
  const Port port = world.active_port("one");
  Service service = world.active_service(port.port);
  service.service.backup = port.port;
  const std::string message =
      "ValueError: Cannot link the same subscription instance multiple times: instance " +
      port.port.subscription_instance_id;
  EXPECT_EQ(error_of([&] { save(world.session, service); }),
            message + " is used in fields ['main', 'backup']");
  service.service.backup.reset();
  service.service.members = {world.active_port("two").port, port.port};
  EXPECT_EQ(error_of([&] { save(world.session, service); }),
            message + " is used in fields ['main', 'members.1']");
  service.service.main = world.active_port("three").port;
  service.service.members = {port.port, port.port, port.port};
  EXPECT_EQ(error_of([&] { save(world.session, service); }),
            message + " is used in fields ['members.0', 'members.1', 'members.2']");
}

// M30, M31, M34: own and foreign blocks per field and in lists, in their order.
TEST(Save, BlocksStayInTheirFieldsAndOrder) {
  World world;
  Service service = world.active_service(world.active_port("main").port);
  auto own = PortBlock::create(world.session, service.subscription_id);
  own.port_name = "own";
  service.service.backup = own;
  auto item = PortBlock::create(world.session, service.subscription_id);
  item.port_name = "item";
  service.service.members = {world.active_port("b").port, item, world.active_port("a").port};
  save(world.session, service);
  const auto names = [&] {
    const Service loaded = Service::from_subscription(world.session, service.subscription_id);
    std::string all = loaded.service.main.port_name + "/" +
                      (loaded.service.backup ? loaded.service.backup->port_name : "-") + "/";
    for (const PortBlock& member : loaded.service.members) all += member.port_name + ",";
    return all;
  };
  EXPECT_EQ(names(), "main/own/b,item,a,");
  EXPECT_EQ(world.instances_of(service.subscription_id), 3);
  std::swap(service.service.members[0], service.service.members[2]);
  save(world.session, service);
  EXPECT_EQ(names(), "main/own/a,item,b,");
  service.service.members.erase(service.service.members.begin());
  service.service.backup.reset();
  save(world.session, service);
  EXPECT_EQ(names(), "main/-/item,b,");
  service.service.members.pop_back();
  service.service.members.pop_back();
  save(world.session, service);
  EXPECT_EQ(names(), "main/-/");
  EXPECT_EQ(world.instances_of(service.subscription_id), 1);
}

}  // namespace
}  // namespace rehearsal::domain
