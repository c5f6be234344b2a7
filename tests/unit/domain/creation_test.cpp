// Making and loading subscriptions: engine.md 5.2 and 5.3.
#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

TEST(Creation, FillsBlocksAndSaysWhatItIs) {
  World world;
  const Subscription service = from_product_id(world.session, kServiceProduct, kCustomer);
  EXPECT_EQ(service.description, "Initial subscription of a service");
  EXPECT_EQ(service.status, SubscriptionLifecycle::INITIAL);
  EXPECT_EQ(service.version, 1);
  EXPECT_FALSE(service.insync);
  EXPECT_EQ(service.customer_id, kCustomer);
  EXPECT_TRUE(is_uuid(service.subscription_id));
  EXPECT_EQ(service.class_name(), "ServiceInactive");
  const Block& root = service.blocks("service").front();
  EXPECT_EQ(root.owner_subscription_id, service.subscription_id);
  EXPECT_EQ(root.value("service_id"), nullptr);
  EXPECT_EQ(root.blocks("main").size(), 1U);
  EXPECT_EQ(root.blocks("main").front().owner_subscription_id, service.subscription_id);
  EXPECT_EQ(root.blocks("main").front().value("vlans"), Json::array());
  EXPECT_TRUE(root.blocks("backup").empty());
  EXPECT_TRUE(root.blocks("members").empty());
}

TEST(Creation, WritesTheRowAtOnceAndTheBlocksWhenSaved) {
  World world;
  const Subscription service = from_product_id(world.session, kServiceProduct, kCustomer);
  EXPECT_EQ(world.version_of(service.subscription_id), 1);
  EXPECT_EQ(world.instances_of(service.subscription_id), 0);
  save(world.session, service);
  EXPECT_EQ(world.instances_of(service.subscription_id), 2);
  EXPECT_EQ(world.version_of(service.subscription_id), 1);
}

TEST(Creation, ListsGetTheirLeastNumberOfBlocks) {
  World world;
  const auto bundle = BundleInactive::from_product_id(world.session, kBundleProduct, kCustomer);
  ASSERT_EQ(bundle.links.size(), 2U);
  EXPECT_NE(bundle.links[0].subscription_instance_id, bundle.links[1].subscription_instance_id);
  EXPECT_EQ(bundle.uplink, std::nullopt);
}

TEST(Creation, TakesWhatIsSaidOfIt) {
  World world;
  NewSubscription values;
  values.status = SubscriptionLifecycle::TERMINATED;
  values.description = "said";
  values.insync = true;
  values.start_date = Instant{1};
  values.end_date = Instant{2};
  values.note = "n";
  const Subscription made = from_product_id(world.session, kChainProduct, kCustomer, values);
  save(world.session, made);
  const Subscription loaded = from_subscription(world.session, made.subscription_id);
  EXPECT_EQ(loaded.status, SubscriptionLifecycle::TERMINATED);
  EXPECT_EQ(loaded.description, "said");
  EXPECT_TRUE(loaded.insync);
  EXPECT_EQ(loaded.start_date->micros, 1);
  EXPECT_EQ(loaded.end_date->micros, 2);
  EXPECT_EQ(loaded.note, "n");
}

TEST(Creation, RefusesWhatCannotBe) {
  World world;
  EXPECT_EQ(
      error_of([&] { from_product_id(world.session, "00000000-0000-4000-8000-00000000dead", kCustomer); }),
      "KeyError: 'Could not find a product for the given product_id'");
  NewSubscription active;
  active.status = SubscriptionLifecycle::ACTIVE;
  EXPECT_EQ(error_of([&] { PortInactive::from_product_id(world.session, kPortProduct, kCustomer, active); }),
            "ValueError: PortInactive is not valid for status active");
  EXPECT_EQ(
      error_of([&] { PortProvisioning::from_product_id(world.session, kPortProduct, kCustomer, active); }),
      "ValueError: PortProvisioning is not valid for status active");
  EXPECT_EQ(error_of([&] { Port::from_product_id(world.session, kPortProduct, kCustomer); }),
            "ValidationError: 2 validation errors for Port\n"
            "port.port_name\n"
            "  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/string_type\n"
            "port.enabled\n"
            "  Input should be a valid boolean [type=bool_type, input_value=None, input_type=NoneType]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/bool_type");
  world.db.run("update products set name = 'Renamed' where product_id = ?", kChainProduct);
  EXPECT_EQ(error_of([&] { from_product_id(world.session, kChainProduct, kCustomer); }),
            "ProductNotInRegistryError: 'Renamed' is not found within the SUBSCRIPTION_MODEL_REGISTRY");
  EXPECT_EQ(world.count("select count(*) from subscriptions where customer_id = ?", kCustomer), 0);
}

TEST(Creation, AFixedInputOfTheDatabaseIsChecked) {
  World world;
  world.db.run("update fixed_inputs set value = 'wood' where name = ?", "medium");
  EXPECT_EQ(error_of([&] { from_product_id(world.session, kPortProduct, kCustomer); }),
            "ValidationError: 1 validation error for PortInactive\n"
            "medium\n"
            "  Input should be 'fiber' or 'copper' [type=enum, input_value='wood', input_type=str]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/enum");
}

TEST(Loading, AnUnknownSubscription) {
  World world;
  EXPECT_EQ(error_of([&] { from_subscription(world.session, "11111111-1111-4111-8111-111111111111"); }),
            "ValueError: Subscription with id: 11111111-1111-4111-8111-111111111111, does not exist");
}

TEST(Loading, TheClassFollowsTheStatus) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  const std::vector<std::pair<SubscriptionLifecycle, std::string>> table = {
      {SubscriptionLifecycle::INITIAL, "PortInactive"},
      {SubscriptionLifecycle::PROVISIONING, "PortProvisioning"},
      {SubscriptionLifecycle::ACTIVE, "Port"},
      {SubscriptionLifecycle::MIGRATING, "PortInactive"},
      {SubscriptionLifecycle::DISABLED, "PortInactive"},
      {SubscriptionLifecycle::TERMINATED, "PortInactive"},
  };
  for (const auto& [status, name] : table) {
    world.set_status(id, status);
    EXPECT_EQ(from_subscription(world.session, id).class_name(), name) << to_text(status);
  }
}

// M05, M06: a class looser than the status is refused, a stricter one is tried.
TEST(Loading, AClassMustBeAsStrictAsTheStatus) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  EXPECT_EQ(error_of([&] { PortInactive::from_subscription(world.session, id); }),
            "ValueError: PortInactive is not valid for lifecycle active");
  EXPECT_EQ(error_of([&] { PortProvisioning::from_subscription(world.session, id); }),
            "ValueError: PortProvisioning is not valid for lifecycle active");
  world.set_status(id, SubscriptionLifecycle::TERMINATED);
  EXPECT_EQ(Port::from_subscription(world.session, id).port.port_name, "one");
  const std::string initial = world.new_port("two").subscription_id;
  EXPECT_NE(error_of([&] { Port::from_subscription(world.session, initial); }).find("port.enabled"),
            std::string::npos);
}

TEST(Loading, EveryValueThatIsWrongIsSaid) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  Port port = Port::from_subscription(world.session, id);
  port.port.vlans = {1, 2};
  save(world.session, port);
  world.db.run("update subscription_instance_values set value = 'many' where value = '2'");
  world.db.run("delete from subscription_instance_values where value = ?", "one");
  EXPECT_EQ(error_of([&] { from_subscription(world.session, id); }),
            "ValidationError: 2 validation errors for Port\n"
            "port.port_name\n"
            "  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/string_type\n"
            "port.vlans.1\n"
            "  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, "
            "input_value='many', input_type=str]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/int_parsing");
  const Subscription unchecked = load_unchecked(world.session, id);
  EXPECT_EQ(unchecked.blocks("port").front().value("vlans"), parse_json("[1, \"many\"]"));
}

TEST(Loading, TheDetailsOfAValidationErrorAreItsParts) {
  World world;
  const std::string id = world.new_port("one").subscription_id;
  world.set_status(id, SubscriptionLifecycle::ACTIVE);
  try {
    from_subscription(world.session, id);
    FAIL() << "expected a ValidationError";
  } catch (const Error& error) {
    EXPECT_EQ(error.details(), parse_json(R"([{"type": "bool_type", "loc": ["port", "enabled"],
                                               "msg": "Input should be a valid boolean", "input": null}])"));
  }
}

// M23: a relation without an attribute is of no field.
TEST(Loading, ARelationWithoutAnAttributeIsNotFollowed) {
  World world;
  const Service service = world.active_service(world.active_port("one").port);
  world.db.run("update subscription_instance_relations set domain_model_attr = null where in_use_by_id = ?",
               service.service.subscription_instance_id);
  EXPECT_EQ(
      error_of([&] { from_subscription(world.session, service.subscription_id); }),
      "ValidationError: 1 validation error for Service\n"
      "service.main\n"
      "  Input should be a valid dictionary or instance of PortBlock [type=model_type, input_value=None, "
      "input_type=NoneType]\n"
      "    For further information visit https://errors.pydantic.dev/2.13/v/model_type");
}

TEST(Loading, ARootBlockThatIsMissingOrTooManyIsSaid) {
  World world;
  const Port port = world.active_port("one");
  world.db.run(
      "insert into subscription_instances select 'other', subscription_id, product_block_id, null from "
      "subscription_instances where subscription_id = ?",
      port.subscription_id);
  EXPECT_NE(error_of([&] {
              from_subscription(world.session, port.subscription_id);
            }).find("port\n  List should have at most 1 item after validation, not 2"),
            std::string::npos);
  world.db.run("delete from subscription_instances where subscription_id = ?", port.subscription_id);
  EXPECT_NE(error_of([&] {
              from_subscription(world.session, port.subscription_id);
            }).find("port\n  Input should be a valid dictionary or instance of PortBlock [type=model_type"),
            std::string::npos);
}

// A nested block of the root's own type is no second root (the original loads it as one).
TEST(Loading, ANestedBlockOfTheRootsTypeIsNoRoot) {
  World world;
  Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  Block& first = chain.blocks("node").front();
  first.set("node_name", "first");
  first.blocks("next").push_back(new_block(world.session, *first.type, chain.subscription_id));
  first.blocks("next").front().set("node_name", "second");
  save(world.session, chain);
  const Subscription loaded = from_subscription(world.session, chain.subscription_id);
  ASSERT_EQ(loaded.blocks("node").size(), 1U);
  EXPECT_EQ(loaded.blocks("node").front().value("node_name"), "first");
  EXPECT_EQ(loaded.blocks("node").front().blocks("next").front().value("node_name"), "second");
}

// M03: 10 -> 20 -> 30 across subscriptions, and 11 -> 20; cutting 20 off 10 leaves 11 as it is.
TEST(Loading, ChainsAcrossSubscriptions) {
  World world;
  const auto node = [&](const char* name, const Subscription* next) {
    Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
    chain.blocks("node").front().set("node_name", name);
    if (next) chain.blocks("node").front().blocks("next").push_back(next->blocks("node").front());
    save(world.session, chain);
    return from_subscription(world.session, chain.subscription_id);
  };
  const auto names = [&](const std::string& id) {
    std::string all;
    const Subscription chain = from_subscription(world.session, id);
    const std::vector<Block>* at = &chain.blocks("node");
    for (; !at->empty(); at = &at->front().blocks("next"))
      all += at->front().value("node_name").get<std::string>() + " ";
    return all;
  };
  const Subscription thirty = node("30", nullptr);
  const Subscription twenty = node("20", &thirty);
  Subscription ten = node("10", &twenty);
  const Subscription eleven = node("11", &twenty);
  EXPECT_EQ(names(ten.subscription_id), "10 20 30 ");
  EXPECT_EQ(names(eleven.subscription_id), "11 20 30 ");
  ten.blocks("node").front().blocks("next").clear();
  save(world.session, ten);
  EXPECT_EQ(names(ten.subscription_id), "10 ");
  EXPECT_EQ(names(eleven.subscription_id), "11 20 30 ");
  EXPECT_EQ(names(twenty.subscription_id), "20 30 ");
}

TEST(Loading, ACircleInTheDatabaseIsAnErrorAndNoEndlessLoop) {
  World world;
  Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  Block& first = chain.blocks("node").front();
  first.blocks("next").push_back(new_block(world.session, *first.type, chain.subscription_id));
  first.blocks("next").front().blocks("next").push_back(
      new_block(world.session, *first.type, chain.subscription_id));
  save(world.session, chain);
  const Block& second = first.blocks("next").front();
  const Block& third = second.blocks("next").front();
  world.db.run("insert into subscription_instance_relations values (?, ?, 0, 'next')",
               third.subscription_instance_id, second.subscription_instance_id);
  EXPECT_EQ(error_of([&] { load_unchecked(world.session, chain.subscription_id); }),
            "ValueError: The product block instance " + second.subscription_instance_id +
                " (NodeBlock) refers to itself through other blocks; a circle of blocks cannot be loaded.");
}

TEST(Block, ValuesByName) {
  World world;
  Subscription port = from_product_id(world.session, kPortProduct, kCustomer);
  Block& block = port.blocks("port").front();
  block.set("power", 5);
  EXPECT_EQ(block.value("power").dump(), "5.0");
  block.set("enabled", "True");
  EXPECT_EQ(block.value("enabled"), true);
  block.set("enabled", nullptr);
  EXPECT_EQ(block.value("enabled"), nullptr);
  EXPECT_EQ(error_of([&] { block.value("pwoer"); }), "KeyError: 'PortBlock has no value pwoer'");
  EXPECT_EQ(error_of([&] { block.set("pwoer", 1); }), "KeyError: 'PortBlock has no value pwoer'");
  EXPECT_EQ(error_of([&] { block.blocks("power"); }), "KeyError: 'PortBlock has no product block power'");
  EXPECT_EQ(error_of([&] { port.blocks("ports"); }), "KeyError: 'Port has no product block ports'");
  EXPECT_EQ(error_of([&] { port.fixed_input("port"); }), "KeyError: 'Port has no value port'");
  EXPECT_EQ(error_of([&] { block.set("mode", "tag"); }),
            "ValidationError: 1 validation error for PortBlock\n"
            "mode\n"
            "  Input should be 'tagged' or 'untagged' [type=enum, input_value='tag', input_type=str]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/enum");
  EXPECT_NE(error_of([&] {
              block.set("vlans", nullptr);
            }).find("vlans\n  Input should be a valid list [type=list_type"),
            std::string::npos);
  EXPECT_NE(error_of([&] {
              block.set("vlans", parse_json("[1, 1.5]"));
            }).find("vlans.1\n  Input should be a valid integer, got a number with a fractional part"),
            std::string::npos);
  EXPECT_EQ(block.value("vlans"), Json::array());
}

}  // namespace
}  // namespace rehearsal::domain
