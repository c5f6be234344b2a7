// The kinds of values that blocks of networks have, and blocks of one of several types.
#include <gtest/gtest.h>

#include <variant>

#include "world.h"

namespace rehearsal::domain {
namespace {

template <SubscriptionLifecycle L>
struct NodeBlockModel : ProductBlockModel<NodeBlockModel, L> {
  From<L, SubscriptionLifecycle::PROVISIONING, Ipv4Address> loopback;
  std::optional<Ipv6Address> loopback6;
  std::vector<Ipv4Network> networks;
  std::optional<Ipv6Network> network6;
  std::optional<Instant> seen;
  std::optional<std::variant<PortBlockModel<L>, LinkBlockModel<L>>> uplink;
  std::vector<std::variant<PortBlockModel<L>, LinkBlockModel<L>>> others;

  static constexpr std::string_view product_block_name = "RouterBlock";
  static constexpr auto fields() {
    return std::tuple{
        member("loopback", &NodeBlockModel::loopback), member("loopback6", &NodeBlockModel::loopback6),
        member("networks", &NodeBlockModel::networks), member("network6", &NodeBlockModel::network6),
        member("seen", &NodeBlockModel::seen),         member("uplink", &NodeBlockModel::uplink),
        member("others", &NodeBlockModel::others)};
  }
};

template <SubscriptionLifecycle L>
struct NodeModel : SubscriptionModel<NodeModel, L> {
  NodeBlockModel<L> node;

  static constexpr std::string_view model_name = "Router";
  static constexpr auto fields() { return std::tuple{member("node", &NodeModel::node)}; }
};
using NodeInactive = NodeModel<SubscriptionLifecycle::INITIAL>;
using Node = NodeModel<SubscriptionLifecycle::ACTIVE>;

constexpr const char* kNodeProduct = "00000000-0000-4000-8000-0000000000a9";

class Kinds : public testing::Test {
 protected:
  Kinds() {
    add_block<NodeBlockModel>(world.models, {.description = "a router", .tag = "NODE"});
    add_product<NodeModel>(world.models, {.product_id = kNodeProduct,
                                          .name = "Router",
                                          .description = "a router",
                                          .product_type = "Router",
                                          .tag = "NODE"});
    add_missing_products(world.session);
  }
  NodeInactive saved() {
    auto node = NodeInactive::from_product_id(world.session, kNodeProduct, kCustomer);
    node.node.loopback = Ipv4Address{"10.0.0.1"};
    node.node.loopback6 = Ipv6Address{"fd00::1"};
    node.node.networks = {{"10.0.9.0/24"}, {"10.0.1.0/24"}};
    node.node.network6 = Ipv6Network{"fd00::/64"};
    node.node.seen = parse_iso("2026-01-02T03:04:05.000006Z");
    save(world.session, node);
    return node;
  }
  std::string stored(const char* field) {
    auto rows = world.db.query(
        "select v.value from subscription_instance_values v join resource_types t using (resource_type_id) "
        "where "
        "t.resource_type = ? order by v.rowid",
        field);
    std::string all;
    while (rows.step()) all += rows.text(0) + " ";
    return all;
  }
  World world;
};

TEST_F(Kinds, ComeBackAsTheyWereAndStandAsPythonWritesThem) {
  const NodeInactive made = saved();
  const auto loaded = NodeInactive::from_subscription(world.session, made.subscription_id);
  EXPECT_EQ(loaded.node.loopback->text, "10.0.0.1");
  EXPECT_EQ(loaded.node.loopback6->text, "fd00::1");
  ASSERT_EQ(loaded.node.networks.size(), 2u);
  EXPECT_EQ(loaded.node.networks[0].text, "10.0.9.0/24") << "lists keep their order";
  EXPECT_EQ(loaded.node.network6->text, "fd00::/64");
  EXPECT_EQ(*loaded.node.seen, *made.node.seen);
  EXPECT_EQ(stored("seen"), "2026-01-02 03:04:05.000006+00:00 ");
  EXPECT_EQ(to_state(loaded).at("node").at("seen"), "2026-01-02T03:04:05.000006+00:00");
}

TEST_F(Kinds, ValuesOfNoKindAreNamed) {
  Subscription node = to_subscription(saved());
  const auto refused = [&](const char* field, const Json& value) {
    return error_of([&] { node.blocks("node").front().set(field, value); });
  };
  EXPECT_NE(refused("loopback", "10.0.0.300").find("Input is not a valid IPv4 address [type=ip_v4_address"),
            std::string::npos);
  EXPECT_NE(refused("loopback6", "10.0.0.1").find("IPv6 address"), std::string::npos);
  EXPECT_NE(refused("network6", "fd00::1/64").find("IPv6 network"), std::string::npos);
  EXPECT_NE(refused("networks", Json::array({"10.0.0.0/8", 5})).find("networks.1"), std::string::npos);
  EXPECT_NE(refused("seen", "2026-01-01T00:00:00").find("datetime_parsing"), std::string::npos);
  EXPECT_NE(refused("seen", 5).find("datetime_type"), std::string::npos);
  EXPECT_EQ(refused("loopback6", "FD00:0::1"), "") << "another way to write it";
  EXPECT_EQ(node.blocks("node").front().value("loopback6"), "fd00::1");
}

TEST_F(Kinds, AUnionHoldsABlockOfEitherType) {
  const Port port = world.active_port("one");
  const Port other = world.active_port("other");
  NodeInactive node = saved();
  node.node.uplink = PortBlockModel<SubscriptionLifecycle::INITIAL>(port.port);
  node.node.others.emplace_back(
      LinkBlockModel<SubscriptionLifecycle::INITIAL>::create(world.session, node.subscription_id));
  node.node.others.emplace_back(PortBlockModel<SubscriptionLifecycle::INITIAL>(other.port));
  save(world.session, node);
  const auto loaded = NodeInactive::from_subscription(world.session, node.subscription_id);
  ASSERT_TRUE(loaded.node.uplink.has_value());
  EXPECT_EQ(std::get<0>(*loaded.node.uplink).subscription_instance_id, port.port.subscription_instance_id);
  ASSERT_EQ(loaded.node.others.size(), 2u);
  EXPECT_EQ(loaded.node.others[0].index(), 1u);
  EXPECT_EQ(loaded.node.others[1].index(), 0u);
  Subscription untyped = to_subscription(loaded);
  untyped.blocks("node").front().blocks("uplink").front() =
      new_block(world.session, world.models.block("ServiceBlock"), node.subscription_id);
  EXPECT_NE(error_of([&] {
              check_values(untyped, SubscriptionLifecycle::INITIAL);
            }).find("instance of PortBlockInactive or LinkBlockInactive"),
            std::string::npos);
}

TEST_F(Kinds, AUnionThatMustBeThereCannotBeMadeNew) {
  Field root{.name = "either", .kind = ValueKind::BLOCK, .block = "PortBlock"};
  root.other_blocks = {"LinkBlock"};
  root.required_from = SubscriptionLifecycle::INITIAL;
  world.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000aa",
                            .name = "Either",
                            .description = "",
                            .product_type = "E",
                            .tag = "E"},
                           {.name = "Either", .fixed_inputs = {}, .blocks = {root}});
  add_missing_products(world.session);
  EXPECT_EQ(error_of([&] {
              from_product_id(world.session, "00000000-0000-4000-8000-0000000000aa", kCustomer);
            }).find("ValueError: Union Types must always be `Optional`"),
            0u);
}

}  // namespace
}  // namespace rehearsal::domain
