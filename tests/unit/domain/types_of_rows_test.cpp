// Subscriptions of products that the code has no more are read as their rows have them.
#include "domain/types_of_rows.h"

#include <gtest/gtest.h>

#include "domain/dump.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

struct Gone {
  World world;
  Models none;
  Session session{world.db, none, world.clock, world.ids, {}, nullptr};
};

TEST(TypesOfRows, EveryValueIsATextAndEveryBlockIsThere) {
  Gone gone;
  Port port = gone.world.active_port("one");
  port.port.vlans = {20, 10};
  port.port.tags = {"a"};
  port.port.label = "the port";
  save(gone.world.session, port);
  const Json model = domain_model(gone.session, port.subscription_id);
  EXPECT_EQ(model.at("description"), "Port one");
  EXPECT_EQ(model.at("product").at("name"), "Port 10G");
  EXPECT_EQ(model.at("medium"), "fiber");
  EXPECT_EQ(model.at("speed"), "10000");
  const Json& block = model.at("port");
  EXPECT_EQ(block.at("name"), "PortBlock");
  EXPECT_EQ(block.at("label"), "the port");
  EXPECT_EQ(block.at("port_name"), "one");
  EXPECT_EQ(block.at("enabled"), "True");
  EXPECT_EQ(block.at("vlans"), Json::array({"20", "10"})) << "more than one, in their order";
  EXPECT_EQ(block.at("tags"), "a");
  EXPECT_TRUE(block.at("power").is_null());
}

TEST(TypesOfRows, TheBlocksOfOthersStandInTheTreeToo) {
  Gone gone;
  const Port port = gone.world.active_port("one");
  const Service service = gone.world.active_service(port.port);
  const Json whole = domain_model(gone.world.session, service.subscription_id);
  const Json model = domain_model(gone.session, service.subscription_id);
  EXPECT_EQ(model.at("service").at("service_id"), "42");
  EXPECT_EQ(model.at("service").at("main").at("port_name"), "one");
  EXPECT_EQ(model.at("service").at("main").at("owner_subscription_id"), port.subscription_id);
  EXPECT_EQ(model.at("service").at("main").at("in_use_by_relations"),
            whole.at("service").at("main").at("in_use_by_relations"));
  // What the code still has has its types.
  gone.none.add_block(*gone.world.models.find_block("PortBlock"));
  EXPECT_EQ(domain_model(gone.session, service.subscription_id).at("service").at("main"),
            whole.at("service").at("main"));
}

TEST(TypesOfRows, TheFieldsBelowTheSubscriptionAreThoseOfItsNewestRevision) {
  Gone gone;
  BundleInactive bundle = BundleInactive::from_product_id(gone.world.session, kBundleProduct, kCustomer);
  bundle.links[0].link_name = "left";
  bundle.links[1].link_name = "right";
  save(gone.world.session, bundle);
  Json model = domain_model(gone.session, bundle.subscription_id);
  ASSERT_EQ(model.at("links").size(), 2u);
  EXPECT_EQ(model.at("links")[1].at("link_name"), "right");
  gone.world.db.run("delete from subscription_revisions");
  model = domain_model(gone.session, bundle.subscription_id);
  ASSERT_EQ(model.at("LinkBlock").size(), 2u) << "or else their blocks'";
  EXPECT_EQ(model.at("LinkBlock")[0].at("link_name"), "left");
}

TEST(TypesOfRows, ABlockWithinABlockOfItsTypeAndASubscriptionWithoutAny) {
  Gone gone;
  Subscription chain = from_product_id(gone.world.session, kChainProduct, kCustomer);
  Block& first = chain.blocks("node").front();
  first.set("node_name", "first");
  first.blocks("next").push_back(new_block(gone.world.session, *first.type, chain.subscription_id));
  first.blocks("next").front().set("node_name", "second");
  save(gone.world.session, chain);
  EXPECT_EQ(domain_model(gone.session, chain.subscription_id).at("node").at("next").at("node_name"),
            "second");
  gone.world.db.run("delete from subscription_instances");
  EXPECT_EQ(domain_model(gone.session, chain.subscription_id).count("node"), 0u);
  EXPECT_EQ(error_of([&] { domain_model(gone.session, "00000000-0000-4000-8000-00000000dead"); }),
            "ValueError: Subscription with id: 00000000-0000-4000-8000-00000000dead, does not exist");
}

TEST(TypesOfRows, AListOfSeveralTypesBelowTheSubscriptionIsOneField) {
  Gone gone;
  World& world = gone.world;
  Field parts{.name = "parts", .kind = ValueKind::BLOCK, .block = "LinkBlock"};
  parts.is_list = true;
  parts.other_blocks = {"NodeBlock"};
  world.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000a9",
                            .name = "Kit",
                            .description = "a kit",
                            .product_type = "Kit",
                            .tag = "KIT"},
                           {.name = "Kit", .fixed_inputs = {}, .blocks = {parts}});
  add_missing_products(world.session);
  Subscription kit = from_product_id(world.session, "00000000-0000-4000-8000-0000000000a9", kCustomer);
  for (const char* name : {"LinkBlock", "NodeBlock", "LinkBlock"})
    kit.blocks("parts").push_back(new_block(world.session, world.models.block(name), kit.subscription_id));
  kit.blocks("parts")[1].set("node_name", "second");
  save(world.session, kit);
  const Json model = domain_model(gone.session, kit.subscription_id);
  ASSERT_EQ(model.at("parts").size(), 3u) << dump_json(model);
  EXPECT_EQ(model.at("parts")[1].at("node_name"), "second");
}

}  // namespace
}  // namespace rehearsal::domain
