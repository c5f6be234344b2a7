// Subscriptions of products that the code has no more are read as their newest revisions have them.
#include <gtest/gtest.h>

#include "domain/dump.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

struct Gone {
  World world;
  Models none;
  Session session{world.db, none, world.clock, world.ids, {}, nullptr};

  // The same of both, but for the order of their members.
  void expect_as_before(const std::string& subscription_id, bool filter = true) {
    EXPECT_EQ(canonical_json(domain_model(session, subscription_id, filter)),
              canonical_json(domain_model(world.session, subscription_id, filter)));
  }
};

TEST(GoneProducts, AreReadAsTheyWere) {
  Gone gone;
  Port port = gone.world.active_port("one");
  port.port.vlans = {20, 10};
  port.port.tags = {"a"};
  port.port.label = "the port";
  save(gone.world.session, port);
  set_note(gone.world.session, port.subscription_id, "mind the step");
  const Json model = domain_model(gone.session, port.subscription_id);
  EXPECT_EQ(model.at("port").at("vlans"), Json::array({20, 10}));
  EXPECT_EQ(model.at("note"), "mind the step");
  gone.expect_as_before(port.subscription_id);
  gone.expect_as_before(port.subscription_id, false);
}

TEST(GoneProducts, TheBlocksOfOthersStandInTheTreeAsTheyAreByNow) {
  Gone gone;
  Port port = gone.world.active_port("one");
  const Service service = gone.world.active_service(port.port);
  port = Port::from_subscription(gone.world.session, port.subscription_id);
  port.port.port_name = "another";
  save(gone.world.session, port);
  const Json model = domain_model(gone.session, service.subscription_id);
  EXPECT_EQ(model.at("service").at("main").at("port_name"), "another");
  EXPECT_EQ(model.at("service").at("main").at("in_use_by_relations").size(), 1u);
  gone.expect_as_before(service.subscription_id);
}

TEST(GoneProducts, ListsBelowTheSubscriptionAreLists) {
  Gone gone;
  BundleInactive bundle = BundleInactive::from_product_id(gone.world.session, kBundleProduct, kCustomer);
  bundle.links[0].link_name = "left";
  bundle.links[1].link_name = "right";
  save(gone.world.session, bundle);
  const Json model = domain_model(gone.session, bundle.subscription_id);
  ASSERT_EQ(model.at("links").size(), 2u);
  EXPECT_EQ(model.at("links")[1].at("link_name"), "right");
  gone.expect_as_before(bundle.subscription_id);
}

TEST(GoneProducts, ABlockWithinABlockOfItsType) {
  Gone gone;
  Subscription chain = from_product_id(gone.world.session, kChainProduct, kCustomer);
  Block& first = chain.blocks("node").front();
  first.set("node_name", "first");
  first.blocks("next").push_back(new_block(gone.world.session, *first.type, chain.subscription_id));
  first.blocks("next").front().set("node_name", "second");
  save(gone.world.session, chain);
  const Json model = domain_model(gone.session, chain.subscription_id);
  EXPECT_EQ(model.at("node").at("next").at("node_name"), "second");
  gone.expect_as_before(chain.subscription_id);
}

TEST(GoneProducts, OneThatWasNeverSavedIsItsRow) {
  Gone gone;
  const Subscription chain = from_product_id(gone.world.session, kChainProduct, kCustomer);
  const Json model = domain_model(gone.session, chain.subscription_id);
  EXPECT_EQ(model.at("status"), "initial");
  EXPECT_EQ(model.count("node"), 0u);
  EXPECT_EQ(error_of([&] { domain_model(gone.session, "00000000-0000-4000-8000-00000000dead"); }),
            "ValueError: Subscription with id: 00000000-0000-4000-8000-00000000dead, does not exist");
}

}  // namespace
}  // namespace rehearsal::domain
