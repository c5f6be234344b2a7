#include "domain/typed.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "world.h"

namespace rehearsal::domain {
namespace {

using enum SubscriptionLifecycle;

// A provisioning step cannot read a value that is only there from ACTIVE on as if it were.
using ServiceId = decltype(ServiceBlockModel<PROVISIONING>::service_id);
static_assert(std::is_same_v<ServiceId, std::optional<int64_t>>);
static_assert(!std::is_convertible_v<ServiceId, int64_t>);
static_assert(std::is_same_v<decltype(ServiceBlockModel<ACTIVE>::service_id), int64_t>);

// A field that the block does not have does not compile.
template <class Block>
concept HasPortName = requires(Block block) {
  block.port_name;
};
template <class Block>
concept HasPortNmae = requires(Block block) {
  block.port_nmae;
};
static_assert(HasPortName<PortBlock> && !HasPortNmae<PortBlock>);

// A stricter block may stand for a looser one, never the other way, and never one of another type.
static_assert(std::is_assignable_v<PortBlockModel<INITIAL>&, PortBlockModel<ACTIVE>>);
static_assert(std::is_assignable_v<PortBlockModel<PROVISIONING>&, PortBlockModel<ACTIVE>>);
static_assert(!std::is_assignable_v<PortBlockModel<ACTIVE>&, PortBlockModel<PROVISIONING>>);
static_assert(!std::is_assignable_v<PortBlockModel<INITIAL>&, LinkBlockModel<ACTIVE>>);

TEST(Typed, TheDeclarationIsTheRunTimeType) {
  const Models models = test_models();
  const BlockType& port = models.block("PortBlock");
  struct Expected {
    std::string name;
    ValueKind kind;
    std::optional<SubscriptionLifecycle> required_from;
    bool is_list;
  };
  const std::vector<Expected> expected = {
      {"port_name", ValueKind::STRING, PROVISIONING, false},
      {"enabled", ValueKind::BOOLEAN, ACTIVE, false},
      {"power", ValueKind::NUMBER, std::nullopt, false},
      {"ims_id", ValueKind::UUID, std::nullopt, false},
      {"mode", ValueKind::STRING, std::nullopt, false},
      {"vlans", ValueKind::INTEGER, INITIAL, true},
      {"tags", ValueKind::STRING, INITIAL, true},
  };
  ASSERT_EQ(port.fields.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    const Field& field = port.fields[i];
    EXPECT_EQ(field.name, expected[i].name);
    EXPECT_EQ(field.kind, expected[i].kind) << field.name;
    EXPECT_EQ(field.required_from, expected[i].required_from) << field.name;
    EXPECT_EQ(field.is_list, expected[i].is_list) << field.name;
  }
  EXPECT_EQ(port.fields[4].choices, (std::vector<std::string>{"tagged", "untagged"}));
  EXPECT_EQ(port.fields[0].description, "name of the port");

  const BlockType& service = models.block("ServiceBlock");
  EXPECT_EQ(service.fields[0].block, "PortBlock");
  EXPECT_EQ(service.fields[0].required_from, INITIAL);
  EXPECT_EQ(service.fields[1].required_from, std::nullopt);
  EXPECT_EQ(service.fields[2].items, (Items{0, 3}));

  const ProductType& product = models.product_type("Port 10G");
  ASSERT_EQ(product.fixed_inputs.size(), 3U);
  EXPECT_EQ(product.fixed_inputs[1].kind, ValueKind::INTEGER);
  ASSERT_EQ(product.blocks.size(), 1U);
  EXPECT_EQ(product.blocks[0].name, "port");
}

TEST(Typed, ValuesOfEveryKindGoToRunTimeAndBack) {
  World world;
  auto port = PortInactive::from_product_id(world.session, kPortProduct, kCustomer);
  EXPECT_EQ(port.medium, Medium::FIBER);
  EXPECT_EQ(port.speed, 10000);
  EXPECT_TRUE(port.shielded);
  port.port.port_name = "et-0/0/1";
  port.port.power = -3.5;
  port.port.ims_id = Uuid{"0a1b2c3d-0000-4000-8000-00000000000f"};
  port.port.mode = Mode::UNTAGGED;
  port.port.vlans = {10, 2, 30};
  port.port.tags = {"b", "a"};
  port.port.label = "the first";

  const Subscription runtime = to_subscription(port);
  const Block& block = runtime.blocks("port").front();
  EXPECT_EQ(runtime.class_name(), "PortInactive");
  EXPECT_EQ(runtime.fixed_input("medium"), "fiber");
  EXPECT_EQ(block.value("mode"), "untagged");
  EXPECT_EQ(block.value("vlans"), parse_json("[10, 2, 30]"));
  EXPECT_EQ(block.value("enabled"), nullptr);
  EXPECT_EQ(block.label, "the first");

  const auto again = typed_from<PortInactive>(runtime);
  EXPECT_EQ(again.port.port_name, "et-0/0/1");
  EXPECT_EQ(again.port.power, -3.5);
  EXPECT_EQ(again.port.ims_id->text, "0a1b2c3d-0000-4000-8000-00000000000f");
  EXPECT_EQ(again.port.mode, Mode::UNTAGGED);
  EXPECT_EQ(again.port.vlans, (std::vector<int64_t>{10, 2, 30}));
  EXPECT_EQ(again.port.tags, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(again.port.enabled, std::nullopt);
  EXPECT_EQ(to_subscription(again).roots, runtime.roots);
}

TEST(Typed, ABlockKeepsInstanceOwnerAndLabelWhereverItIsAssigned) {
  World world;
  Port port = world.active_port("one");
  port.port.label = "uplink";
  auto service = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  EXPECT_EQ(service.service.main.owner_subscription_id, service.subscription_id);
  service.service.main = port.port;
  service.service.backup = port.port;
  service.service.members.push_back(port.port);
  for (const auto& block : {service.service.main, *service.service.backup, service.service.members[0]}) {
    EXPECT_EQ(block.subscription_instance_id, port.port.subscription_instance_id);
    EXPECT_EQ(block.owner_subscription_id, port.subscription_id);
    EXPECT_EQ(block.label, "uplink");
    EXPECT_EQ(block.port_name, "one");
    EXPECT_EQ(block.enabled, true);
  }
}

TEST(Typed, ALooserShapeOfANestedTree) {
  World world;
  Service service = world.active_service(world.active_port("one").port);
  service.service.backup = world.active_port("two").port;
  service.service.members = {world.active_port("three").port};
  const ServiceBlockModel<INITIAL> loose = service.service;
  EXPECT_EQ(loose.service_id, 42);
  EXPECT_EQ(loose.main.port_name, "one");
  EXPECT_EQ(loose.backup->port_name, "two");
  EXPECT_EQ(loose.members.at(0).port_name, "three");
}

TEST(Typed, ANewBlockIsItsSubscriptionsOwn) {
  World world;
  const auto block = ServiceBlockModel<INITIAL>::create(world.session, "sub");
  EXPECT_TRUE(is_uuid(block.subscription_instance_id));
  EXPECT_EQ(block.owner_subscription_id, "sub");
  EXPECT_TRUE(is_uuid(block.main.subscription_instance_id));
  EXPECT_NE(block.main.subscription_instance_id, block.subscription_instance_id);
  EXPECT_EQ(block.main.owner_subscription_id, "sub");
  EXPECT_EQ(block.backup, std::nullopt);
  EXPECT_TRUE(block.members.empty());
  EXPECT_EQ(ServiceBlockModel<ACTIVE>::create(world.session, "sub").service_id, 0);
}

TEST(Typed, WhatATypedSubscriptionGotIsCheckedWhenItLeaves) {
  World world;
  Service service = world.active_service(world.active_port("one").port);
  service.service.members.assign(4, service.service.main);
  service.service.backup = PortBlock{};
  EXPECT_EQ(error_of([&] { to_subscription(service); }),
            "ValidationError: 2 validation errors for Service\n"
            "service.backup\n"
            "  A product block must be made by create() or taken from a subscription [type=missing, "
            "input_value=None, "
            "input_type=NoneType]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/missing\n"
            "service.members\n"
            "  List should have at most 3 items after validation, not 4 [type=too_long, input_value=[], "
            "input_type=list]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/too_long");
}

TEST(Typed, AnotherModelIsRefused) {
  World world;
  const Port port = world.active_port("one");
  EXPECT_EQ(error_of([&] { Service::from_subscription(world.session, port.subscription_id); }),
            "ValueError: Subscription " + port.subscription_id +
                " is a 'Port 10G' (model Port), where a Service is expected.");
  EXPECT_EQ(error_of([&] {
              ServiceInactive::from_product_id(world.session, kPortProduct, kCustomer);
            }).substr(0, 24),
            "ValueError: Subscription");
}

// As load_unchecked gives it: nothing says that what must be there is.
TEST(Typed, WhatIsNotThereOrOfAnotherKindIsSaidAndNotRead) {
  World world;
  const Service service = world.active_service(world.active_port("one").port);
  const auto read = [&] {
    return error_of([&] {
      fieldwise::read_subscription<ServiceInactive>(load_unchecked(world.session, service.subscription_id));
    });
  };
  EXPECT_EQ(read(), "");
  world.db.run("update subscription_instance_values set value = 'abc' where value = '42'");
  EXPECT_EQ(read(),
            "ValueError: Expected a value of its kind in the field service_id, found \"abc\". Give it one.");
  world.db.run("update subscription_instance_values set value = '42' where value = 'abc'");
  world.db.run("update subscription_instance_values set value = 'odd' where value = 'True'");
  EXPECT_EQ(read(),
            "ValueError: Expected a value of its kind in the field enabled, found \"odd\". Give it one.");
  world.db.run("update subscription_instance_relations set domain_model_attr = 'other'");
  EXPECT_EQ(read(), "ValueError: Expected a PortBlock in the field main, found none. Give it one.");
  Subscription empty = load_unchecked(world.session, service.subscription_id);
  empty.roots.front().blocks.clear();
  EXPECT_EQ(error_of([&] { fieldwise::read_subscription<ServiceInactive>(empty); }),
            "ValueError: Expected a ServiceBlock in the field service, found none. Give it one.");
}

TEST(Typed, AFixedInputThatIsNoneOfItsChoicesIsSaid) {
  World world;
  Subscription port = from_product_id(world.session, kPortProduct, kCustomer);
  port.fixed_inputs.front() = "glass";
  EXPECT_EQ(error_of([&] { fieldwise::read_subscription<PortInactive>(port); }),
            "ValueError: Expected a value of its kind in the field medium, found \"glass\". Give it one.");
}

}  // namespace
}  // namespace rehearsal::domain
