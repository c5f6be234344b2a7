// The JSON forms: as the recordings have them (conformance/recordings/exercise/create_user.json), on our own
// products.
#include "domain/dump.h"

#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

// Keys in any order, as the recordings are compared.
void expect_same(const Json& a, const Json& b) {
  EXPECT_EQ(canonical_json(a), canonical_json(b));
}

TEST(State, OfANewSubscription) {
  World world;
  const Subscription port = from_product_id(world.session, kPortProduct, kCustomer);
  const std::string instance = port.blocks("port").front().subscription_instance_id;
  expect_same(to_state(port), parse_json(R"({
    "note": null, "insync": false, "status": "initial", "version": 1, "end_date": null, "start_date": null,
    "customer_id": ")" + std::string(kCustomer) +
                                         R"(", "subscription_id": ")" + port.subscription_id + R"(",
    "description": "Initial subscription of port of 10 gigabit",
    "product": {"tag": "PORT", "name": "Port 10G", "status": "active", "end_date": null, "product_type": "Port",
      "created_at": "2026-11-23T10:00:00+00:00", "description": "port of 10 gigabit",
      "product_id": ")" + kPortProduct + R"("},
    "medium": "fiber", "speed": 10000, "shielded": true,
    "port": {"name": "PortBlock", "label": null, "subscription_instance_id": ")" +
                                         instance + R"(",
      "owner_subscription_id": ")" + port.subscription_id +
                                         R"(", "port_name": null, "enabled": null, "power": null,
      "ims_id": null, "mode": null, "vlans": [], "tags": []}})"));
}

TEST(State, HasTheTreeWithForeignBlocksInIt) {
  World world;
  Service service = world.active_service(world.active_port("one").port);
  service.service.members = {world.active_port("two").port};
  const Json state = to_state(service);
  EXPECT_EQ(state["service"]["main"]["port_name"], "one");
  EXPECT_EQ(state["service"]["backup"], nullptr);
  EXPECT_EQ(state["service"]["members"][0]["port_name"], "two");
  EXPECT_NE(state["service"]["main"]["owner_subscription_id"], state["subscription_id"]);
  EXPECT_EQ(state["start_date"], iso_text(*service.start_date));
  EXPECT_EQ(state["version"], 1);
}

TEST(State, KeepsTextsAsTheyAre) {
  World world;
  for (const std::string& text : {std::string(10'000, 'x'), std::string("👩‍🚀🧪"),
                                  std::string("'; DROP TABLE subscriptions; --"),
                                  std::string("مجموعة‎ עברית"), std::string("a\"b\\c\n\t")}) {
    Port port = world.active_port(text.substr(0, 20));
    port.port.port_name = text;
    port.port.tags = {text, text};
    save(world.session, port);
    const Subscription loaded = from_subscription(world.session, port.subscription_id);
    EXPECT_EQ(to_state(loaded)["port"]["port_name"], text);
    EXPECT_EQ(parse_json(to_state(loaded).dump())["port"]["tags"][1], text);
  }
}

TEST(DomainModel, OfAUsedAndOfAUsingSubscription) {
  World world;
  const Port port = world.active_port("one");
  const Service service = world.active_service(port.port);
  const std::string user = service.service.subscription_instance_id;

  const Json used = domain_model(world.session, port.subscription_id);
  expect_same(used, parse_json(R"({
    "subscription_id": ")" + port.subscription_id +
                               R"(", "start_date": )" + Json(epoch_seconds(*port.start_date)).dump() +
                               R"(, "description": "Port one", "status": "active", "product_id": null,
    "customer_id": ")" + kCustomer +
                               R"(", "insync": true, "note": null, "name": null, "end_date": null,
    "product": {"product_id": ")" +
                               kPortProduct + R"(", "name": "Port 10G", "description": "port of 10 gigabit",
      "product_type": "Port", "status": "active", "tag": "PORT", "end_date": null,
      "created_at": )" + used["product"]["created_at"].dump() +
                               R"(},
    "customer_descriptions": [], "tag": null, "version": 3, "medium": "fiber", "speed": 10000, "shielded": true,
    "port": {"name": "PortBlock", "label": null, "subscription_instance_id": ")" +
                               port.port.subscription_instance_id + R"(", "owner_subscription_id": ")" +
                               port.subscription_id + R"(",
      "port_name": "one", "enabled": true, "power": null, "ims_id": null, "mode": null, "vlans": [], "tags": [],
      "in_use_by_ids": [")" + user +
                               R"("],
      "in_use_by_relations": [{"subscription_instance_id": ")" +
                               user + R"(", "subscription_id": ")" + service.subscription_id + R"("}]}})"));
  EXPECT_NEAR(used["product"]["created_at"].get<double>(), epoch_seconds(parse_iso("2026-11-23T10:00:00Z")),
              1.0);

  const Json filtered = domain_model(world.session, service.subscription_id)["service"];
  EXPECT_EQ(filtered["in_use_by_ids"], Json::array());
  EXPECT_EQ(filtered["main"]["in_use_by_ids"], Json::array());
  EXPECT_EQ(filtered["main"]["in_use_by_relations"][0]["subscription_id"], service.subscription_id);
  const Json all = domain_model(world.session, service.subscription_id, false)["service"];
  EXPECT_EQ(all["main"]["in_use_by_ids"], Json::array({user}));
}

TEST(DomainModel, EveryUserOfAListedBlockInTheOrderOfTheirMaking) {
  World world;
  const Port port = world.active_port("one");
  const Service first = world.active_service(port.port);
  const Service second = world.active_service(port.port);
  const Json model = domain_model(world.session, port.subscription_id)["port"];
  EXPECT_EQ(model["in_use_by_ids"],
            Json::array({first.service.subscription_instance_id, second.service.subscription_instance_id}));
}

TEST(DomainModel, CustomersDescriptions) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  world.db.run("insert into subscription_customer_descriptions values ('d1', ?, 'c1', 'ours', 1500000, 1)",
               id);
  expect_same(domain_model(world.session, id)["customer_descriptions"],
              parse_json(R"([{"description": "ours",
    "customer_id": "c1", "subscription_id": ")" +
                         id + R"(", "id": "d1", "created_at": 1.5, "version": 1}])"));
}

TEST(Schema, InBothDialects) {
  World world;
  const Port port = world.active_port("one");
  const std::string sql =
      "select 'first', " + std::string(kSubscriptionSchemaColumns) +
      " from subscriptions s join products p using (product_id) where s.subscription_id = ?";
  auto rows = world.db.query(sql, port.subscription_id);
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.columns(), 1 + kSubscriptionSchemaWidth);
  const Json of_process = subscription_schema(rows, 1, SchemaDialect::PROCESS);
  expect_same(of_process,
              parse_json(R"({"subscription_id": ")" + port.subscription_id + R"(", "start_date": )" +
                         Json(epoch_seconds(*port.start_date)).dump() + R"(, "description": "Port one",
    "status": "active", "product_id": ")" +
                         kPortProduct + R"(", "customer_id": ")" + kCustomer + R"(",
    "insync": true, "note": null, "name": null, "end_date": null, "product": {"product_id": ")" +
                         kPortProduct + R"(",
      "name": "Port 10G", "description": "port of 10 gigabit", "product_type": "Port", "status": "active",
      "tag": "PORT", "created_at": null, "end_date": null},
    "customer_descriptions": null, "tag": null, "version": 3})"));
  const Json of_search = subscription_schema(rows, 1, SchemaDialect::SEARCH);
  EXPECT_EQ(of_search["product_id"], nullptr);
  EXPECT_TRUE(of_search["product"]["created_at"].is_number());
}

TEST(DomainModel, OfVeryManyUsersTheFirstAreToldAndAllCounted) {
  World world;
  const Port port = world.active_port("one");
  const Service service = world.active_service(port.port);
  const auto told = [&] { return domain_model(world.session, port.subscription_id).at("port"); };
  const auto add_users = [&](int64_t most) {
    world.db.run(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id) "
        "with "
        "recursive n(i) as (select 1 union all select i + 1 from n limit ?1) select 'user ' || ?1 || ' ' || "
        "i, "
        "subscription_id, product_block_id from n, subscription_instances where subscription_instance_id = "
        "?2",
        most, service.service.subscription_instance_id);
    world.db.run(
        "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
        "domain_model_attr) select subscription_instance_id, ?, 0, 'main' from subscription_instances where "
        "subscription_instance_id like 'user ' || ? || ' %'",
        port.port.subscription_instance_id, most);
  };
  add_users(kMostUsesTold - 1);
  EXPECT_EQ(told().at("in_use_by_ids").size(), static_cast<size_t>(kMostUsesTold));
  EXPECT_EQ(told().count("in_use_by_total"), 0u);
  add_users(5);
  EXPECT_EQ(told().at("in_use_by_ids").size(), static_cast<size_t>(kMostUsesTold));
  EXPECT_EQ(told().at("in_use_by_ids")[0], service.service.subscription_instance_id);
  EXPECT_EQ(told().at("in_use_by_relations").size(), static_cast<size_t>(kMostUsesTold));
  EXPECT_EQ(told().at("in_use_by_total"), kMostUsesTold + 5);
}

}  // namespace
}  // namespace rehearsal::domain
