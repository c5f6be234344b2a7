// What a subscription lacks of a shape, wherever in its tree, and giving it that.
#include "domain/missing_fields.h"

#include <gtest/gtest.h>

#include "domain/subscriptions.h"
#include "domain/world.h"

namespace rehearsal::domain {
namespace {

using Places = std::vector<std::string>;

// A saved port of this name.
Subscription port_of(World& world, const std::string& name) {
  Subscription port = from_product_id(world.session, kPortProduct, kCustomer);
  port.blocks("port").front().set("port_name", name);
  save(world.session, port);
  return port;
}

TEST(MissingFields, AreThoseThatTheShapeAsksFor) {
  World world;
  const Subscription port = from_product_id(world.session, kPortProduct, kCustomer);
  EXPECT_EQ(missing_fields(world.models, port, SubscriptionLifecycle::INITIAL), Places{});
  EXPECT_EQ(missing_fields(world.models, port, SubscriptionLifecycle::PROVISIONING),
            Places{"port.port_name"});
  EXPECT_EQ(missing_fields(world.models, port, SubscriptionLifecycle::ACTIVE),
            (Places{"port.port_name", "port.enabled"}));
}

// Ports are subscriptions of their own: in a service they are given as a whole.
TEST(MissingFields, OfListsHaveTheirIndex) {
  World world;
  Subscription service = from_product_id(world.session, kServiceProduct, kCustomer);
  Block& root = service.blocks("service").front();
  const BlockType& type = world.models.block("PortBlock");
  for (int i = 0; i < 3; ++i)
    root.blocks("members").push_back(new_block(world.session, type, service.subscription_id));
  root.blocks("members")[1].set("port_name", "whole");
  root.blocks("members")[1].set("enabled", true);
  const Places places = missing_fields(world.models, service, SubscriptionLifecycle::ACTIVE);
  EXPECT_EQ(places,
            (Places{"service.main", "service.members[0]", "service.members[2]", "service.service_id"}));

  Subscription port = port_of(world, "given");
  give_field(world.session, service, "service.members[2]", port.subscription_id);
  give_field(world.session, service, "service.main", port.subscription_id);
  give_field(world.session, service, "service.service_id", 7);
  EXPECT_EQ(root.blocks("members")[2].owner_subscription_id, port.subscription_id);
  EXPECT_EQ(root.blocks("main").front().owner_subscription_id, port.subscription_id);
  EXPECT_EQ(root.value("service_id"), 7);
  give_field(world.session, service, "service.service_id", "8");
  EXPECT_EQ(root.value("service_id"), 8) << "as it was typed";
  give_field(world.session, service, "service.members[0].port_name", "9");
  EXPECT_EQ(root.blocks("members")[0].value("port_name"), "9") << "a text is a text";
}

TEST(MissingFields, ListsMayStandBelowTheSubscriptionItself) {
  World world;
  Subscription bundle = from_product_id(world.session, kBundleProduct, kCustomer);
  ASSERT_EQ(bundle.blocks("links").size(), 2u);
  give_field(world.session, bundle, "links[1].link_name", "second");
  EXPECT_TRUE(bundle.blocks("links")[0].value("link_name").is_null());
  EXPECT_EQ(bundle.blocks("links")[1].value("link_name"), "second");
}

TEST(MissingFields, WhatIsNoValueForThePlaceIsRefused) {
  World world;
  Subscription service = from_product_id(world.session, kServiceProduct, kCustomer);
  const Subscription bundle = from_product_id(world.session, kBundleProduct, kCustomer);
  save(world.session, bundle);
  for (const Json& wrong : {Json(7), Json("no id"), Json(bundle.subscription_id), Json(kCustomer)}) {
    EXPECT_THROW(give_field(world.session, service, "service.main", wrong), Error) << wrong;
  }
  EXPECT_THROW(give_field(world.session, service, "service.service_id", "seven"), Error);
  EXPECT_EQ(service.blocks("service").front().blocks("main").front().owner_subscription_id,
            service.subscription_id);
}

TEST(MissingFields, ASubscriptionWithoutItsBlockIsNoneToGive) {
  World world;
  Subscription service = from_product_id(world.session, kServiceProduct, kCustomer);
  const Subscription port = port_of(world, "one");
  world.db.run("delete from subscription_instances where subscription_id = ?", port.subscription_id);
  EXPECT_EQ(
      error_of([&] { give_field(world.session, service, "service.main", port.subscription_id); }),
      "ValueError: Expected the id of a subscription with a PortBlock for 'service.main', found that of "
      "\"" +
          port.description + "\".");
}

// No subscription is there for it: a block of its kind stands in others only.
TEST(MissingFields, ABlockThatNobodyCanGiveIsNotAskedFor) {
  World world;
  Field inner{.name = "inner", .kind = ValueKind::BLOCK, .block = "InnerBlock"};
  inner.required_from = SubscriptionLifecycle::INITIAL;
  Field outer{.name = "outer", .kind = ValueKind::BLOCK, .block = "OuterBlock"};
  outer.required_from = SubscriptionLifecycle::INITIAL;
  world.models.add_block({.name = "InnerBlock", .fields = {{.name = "depth"}}});
  world.models.add_block({.name = "OuterBlock", .fields = {inner}});
  world.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000a9",
                            .name = "Outer",
                            .description = "outer",
                            .product_type = "Outer",
                            .tag = "OUTER"},
                           {.name = "Outer", .fixed_inputs = {}, .blocks = {outer}});
  add_missing_products(world.session);
  Subscription made = from_product_id(world.session, "00000000-0000-4000-8000-0000000000a9", kCustomer);
  made.blocks("outer").front().blocks("inner").clear();
  EXPECT_EQ(missing_fields(world.models, made, SubscriptionLifecycle::ACTIVE), Places{});
  const Subscription port = port_of(world, "one");
  for (const Json& given : {Json(port.subscription_id), Json("x"), Json(nullptr)}) {
    EXPECT_EQ(error_of([&] { give_field(world.session, made, "outer.inner", given); }),
              "ValueError: Expected a place that can be given, found 'outer.inner': no subscription is there "
              "for a InnerBlock. A workflow must make it.");
  }
}

}  // namespace
}  // namespace rehearsal::domain
