// Saving: engine.md 5.6.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/stored_blocks.h"
#include "world.h"
#include "written.h"

namespace rehearsal::domain {
namespace {

std::string values_of(World& world, std::string_view instance, std::string_view resource_type) {
  std::string all;
  auto rows = world.db.query(
      "select v.value from subscription_instance_values v join resource_types t using (resource_type_id) "
      "where v.subscription_instance_id = ? and t.resource_type = ? order by v.rowid",
      instance, resource_type);
  while (rows.step()) all += rows.text(0) + ",";
  return all;
}

// M14, and the recordings: while a process holds it, a change of the row counts and one of values alone does
// not; memory keeps its version.
TEST(Save, VersionsCountChangesOfTheRow) {
  World world;
  PortInactive port = world.new_port("one");
  EXPECT_EQ(world.version_of(port.subscription_id), 2);
  port.port.port_name = "other";
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), 2);
  port.description = "other";
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), 3);
  EXPECT_EQ(port.version, 1);
  save(world.session, port);
  EXPECT_EQ(world.version_of(port.subscription_id), 3);
  EXPECT_EQ(from_subscription(world.session, port.subscription_id).version, 3);
}

TEST(Save, EveryColumnOfTheRowIsWritten) {
  World world;
  Subscription port = to_subscription(world.active_port("one"));
  port.customer_id = "00000000-0000-4000-8000-0000000000c2";
  port.description = "d";
  port.insync = false;
  port.start_date = Instant{5};
  port.end_date = Instant{6};
  port.note = "n";
  save(world.session, port);
  const Subscription loaded = from_subscription(world.session, port.subscription_id);
  EXPECT_EQ(loaded.customer_id, port.customer_id);
  EXPECT_EQ(loaded.description, "d");
  EXPECT_FALSE(loaded.insync);
  EXPECT_EQ(loaded.start_date->micros, 5);
  EXPECT_EQ(loaded.end_date->micros, 6);
  EXPECT_EQ(loaded.note, "n");
  port.note = " \t";
  port.end_date.reset();
  save(world.session, port);
  EXPECT_EQ(from_subscription(world.session, port.subscription_id).note, std::nullopt);
  EXPECT_EQ(from_subscription(world.session, port.subscription_id).end_date, std::nullopt);
}

TEST(Save, TellsWhichSubscriptionsChanged) {
  World world;
  const Port port = world.active_port("one");
  world.changed.clear();
  save(world.session, port);
  EXPECT_TRUE(world.changed.empty());
  Port other = port;
  other.port.label = "l";
  save(world.session, other);
  EXPECT_EQ(world.changed, std::vector<std::string>{port.subscription_id});
  world.session.changed = nullptr;
  save(world.session, port);
  EXPECT_EQ(from_subscription(world.session, port.subscription_id).blocks("port").front().label,
            std::nullopt);
}

// S04: no row for null.
TEST(Save, ValuesAreTextsAndNullHasNoRow) {
  World world;
  Port port = world.active_port("one");
  port.port.power = 2.5;
  port.port.vlans = {10, 2};
  save(world.session, port);
  const std::string& id = port.port.subscription_instance_id;
  EXPECT_EQ(values_of(world, id, "port_name"), "one,");
  EXPECT_EQ(values_of(world, id, "enabled"), "True,");
  EXPECT_EQ(values_of(world, id, "power"), "2.5,");
  EXPECT_EQ(values_of(world, id, "vlans"), "10,2,");
  EXPECT_EQ(values_of(world, id, "ims_id"), "");
  port.port.power.reset();
  save(world.session, port);
  EXPECT_EQ(values_of(world, id, "power"), "");
  EXPECT_EQ(values_of(world, id, "port_name"), "one,");
}

// M27, M29: the original sorts them as texts.
TEST(Save, ListsKeepTheirOrder) {
  World world;
  Port port = world.active_port("one");
  const std::vector<std::vector<int64_t>> lists = {
      {10, 0, 20, 30, 40, 0, 0}, {2, 10}, {10, 2}, {}, {7}, {7, 7, 1}};
  for (const auto& list : lists) {
    port.port.vlans = list;
    save(world.session, port);
    EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).port.vlans, list);
  }
}

TEST(Save, WholeListsAreNotWrittenAgainForOneItem) {
  World world;
  Port port = world.active_port("one");
  port.port.vlans = {1, 2, 3};
  save(world.session, port);
  const auto ids = [&] {
    std::string all;
    auto rows = world.db.query(
        "select subscription_instance_value_id from subscription_instance_values join resource_types using "
        "(resource_type_id) where resource_type = 'vlans' order by subscription_instance_values.rowid");
    while (rows.step()) all += rows.text(0) + ",";
    return all;
  };
  const std::string before = ids();
  port.port.vlans = {1, 5, 3, 4};
  save(world.session, port);
  EXPECT_EQ(ids().substr(0, before.size()), before);
}

TEST(Save, OnlyWhatChangedIsWritten) {
  World world;
  Service service = world.active_service(world.active_port("one").port);
  for (const char* name : {"two", "three"}) service.service.members.push_back(world.active_port(name).port);
  save(world.session, service);
  Port port = world.active_port("four");
  port.port.vlans = {1, 2, 3};
  save(world.session, port);
  service = Service::from_subscription(world.session, service.subscription_id);
  port = Port::from_subscription(world.session, port.subscription_id);

  Written written(world.db);
  save(world.session, service);
  save(world.session, port);
  EXPECT_EQ(written.rows(), "") << "nothing changed";
  const std::string kCounted = "insert subscription_revisions 1\n";
  service.service.service_id = 43;
  save(world.session, service);
  EXPECT_EQ(written.rows(), kCounted + "update subscription_instance_values 1\nupdate subscriptions 1\n");
  port.port.vlans = {1, 5, 3};
  save(world.session, port);
  EXPECT_EQ(written.rows(), kCounted + "update subscription_instance_values 1\nupdate subscriptions 1\n");
  service = Service::from_subscription(world.session, service.subscription_id);
  service.service.members.pop_back();
  save(world.session, service);
  EXPECT_EQ(written.rows(),
            "delete subscription_instance_relations 1\n" + kCounted + "update subscriptions 1\n");
}

// M21: the original loses them.
TEST(Save, LabelsAreKept) {
  World world;
  Port port = world.active_port("one");
  port.port.label = "north";
  save(world.session, port);
  save(world.session, Port::from_subscription(world.session, port.subscription_id));
  EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).port.label, "north");
}

// S03: the placeholder goes, one relation to the other subscription's block comes.
TEST(Save, AForeignBlockIsReferredToAndNeverWritten) {
  World world;
  Port port = world.active_port("one");
  auto service = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  save(world.session, service);
  EXPECT_EQ(world.instances_of(service.subscription_id), 2);
  const int64_t port_version = world.version_of(port.subscription_id);

  service.service.main = port.port;
  service.service.main.port_name = "scribbled";
  service.service.main.label = "scribbled";
  save(world.session, service);
  EXPECT_EQ(world.instances_of(service.subscription_id), 1);
  auto rows = world.db.query(
      "select depends_on_id, order_id, domain_model_attr from subscription_instance_relations where "
      "in_use_by_id = ?",
      service.service.subscription_instance_id);
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(0), port.port.subscription_instance_id);
  EXPECT_EQ(rows.integer(1), 0);
  EXPECT_EQ(rows.text(2), "main");
  EXPECT_FALSE(rows.step());

  EXPECT_EQ(Port::from_subscription(world.session, port.subscription_id).port.port_name, "one");
  EXPECT_EQ(world.version_of(port.subscription_id), port_version);
  const auto loaded = ServiceInactive::from_subscription(world.session, service.subscription_id);
  EXPECT_EQ(loaded.service.main.port_name, "one");
  EXPECT_EQ(loaded.service.main.owner_subscription_id, port.subscription_id);
}

// M35.
TEST(Save, AForeignBlockMayNotStandDirectlyBelowTheSubscription) {
  World world;
  Port port = world.active_port("one");
  port.port = world.active_port("two").port;
  EXPECT_EQ(error_of([&] { save(world.session, port); }),
            "ValueError: Attempting to save a Foreign `Subscription Instance` directly below a subscription. "
            "This is not "
            "allowed.");
}

TEST(Save, AStatusAsksForItsClass) {
  World world;
  PortInactive port = world.new_port("one");
  port.status = SubscriptionLifecycle::ACTIVE;
  EXPECT_EQ(error_of([&] { save(world.session, port); }),
            "ValueError: Lifecycle status active requires specialized type Port, was: PortInactive");
  port.status = SubscriptionLifecycle::PROVISIONING;
  EXPECT_EQ(error_of([&] { save(world.session, port); }),
            "ValueError: Lifecycle status provisioning requires specialized type PortProvisioning, was: "
            "PortInactive");
  port.status = SubscriptionLifecycle::DISABLED;
  EXPECT_EQ(error_of([&] { save(world.session, port); }), "");
}

// M43: the original deletes it and cuts the other's reference without a word.
TEST(Save, ABlockThatAnotherSubscriptionUsesIsNotRemoved) {
  World world;
  auto inactive = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  inactive.service.main.port_name = "inner";
  inactive.service.main.enabled = true;
  inactive.service.service_id = 1;
  Service owner = from_other_lifecycle<Service>(
      world.session, from_other_lifecycle<ServiceProvisioning>(world.session, inactive));
  save(world.session, owner);
  const PortBlock inner = owner.service.main;
  Service user = world.active_service(inner);
  owner.service.main = world.active_port("other").port;
  EXPECT_EQ(error_of([&] { save(world.session, owner); }),
            "ValueError: The product block PortBlock (instance " + inner.subscription_instance_id +
                ") cannot be removed: the subscription 'Service over inner' (" + user.subscription_id +
                ") uses it. Change that subscription first.");
  user.service.main = world.active_port("third").port;
  save(world.session, user);
  save(world.session, owner);
  EXPECT_EQ(world.count("select count(*) from subscription_instances where subscription_instance_id = ?",
                        inner.subscription_instance_id),
            0);
  EXPECT_EQ(values_of(world, inner.subscription_instance_id, "port_name"), "");
}

TEST(Save, AForeignBlockMustBeThereAndItsOwners) {
  World world;
  const Port port = world.active_port("one");
  auto service = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  service.service.main = port.port;
  service.service.main.subscription_instance_id = "00000000-0000-4000-8000-00000000dead";
  EXPECT_EQ(error_of([&] { save(world.session, service); }),
            "ValueError: The product block instance 00000000-0000-4000-8000-00000000dead is not one of "
            "subscription " +
                port.subscription_id + " in the database; save that subscription first.");
  service.service.main = port.port;
  service.service.main.owner_subscription_id = world.active_port("two").subscription_id;
  EXPECT_NE(error_of([&] { save(world.session, service); }).find("is not one of subscription"),
            std::string::npos);
}

TEST(Save, BlocksMayStandSoDeepAndNoDeeper) {
  World world;
  Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  Block* last = &chain.blocks("node").front();
  for (size_t depth = 1; depth < kMaxBlockDepth; ++depth) {
    last->blocks("next").push_back(new_block(world.session, *last->type, chain.subscription_id));
    last = &last->blocks("next").front();
  }
  save(world.session, chain);
  EXPECT_EQ(from_subscription(world.session, chain.subscription_id).roots, chain.roots);
  EXPECT_NO_THROW(parse_json(to_state(chain).dump()));
  last->blocks("next").push_back(new_block(world.session, *last->type, chain.subscription_id));
  EXPECT_NE(
      error_of([&] { save(world.session, chain); }).find("may stand 40 deep in one another; NodeBlock "),
      std::string::npos);
}

TEST(Save, AnOwnBlockInTwoPlacesMustBeTheSameInBoth) {
  World world;
  Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  Block& root = chain.blocks("node").front();
  root.blocks("next").push_back(root);
  root.blocks("next").front().blocks("next").clear();
  const std::string error = error_of([&] { save(world.session, chain); });
  EXPECT_EQ(error,
            "ValueError: The product block NodeBlock " + root.subscription_instance_id +
                " stands in the subscription more than once, with different values; change all of its places "
                "alike.");
}

TEST(Save, AnInstanceKeepsItsBlockType) {
  World world;
  auto bundle = BundleInactive::from_product_id(world.session, kBundleProduct, kCustomer);
  save(world.session, bundle);
  bundle.uplink =
      PortBlockModel<SubscriptionLifecycle::INITIAL>::create(world.session, bundle.subscription_id);
  bundle.uplink->subscription_instance_id = bundle.links[0].subscription_instance_id;
  bundle.links[0] =
      LinkBlockModel<SubscriptionLifecycle::INITIAL>::create(world.session, bundle.subscription_id);
  EXPECT_EQ(error_of([&] { save(world.session, bundle); }),
            "ValueError: The instance " + bundle.uplink->subscription_instance_id +
                " is a LinkBlock and cannot become a PortBlock.");
}

TEST(Save, TheDatabaseMustKnowBlockAndField) {
  World world;
  Port port = world.active_port("one");
  world.db.run(
      "delete from product_block_resource_types where resource_type_id = (select resource_type_id from "
      "resource_types "
      "where resource_type = 'power')");
  port.port.power = 1.0;
  EXPECT_EQ(error_of([&] { save(world.session, port); }),
            "AssertionError: Domain model PortBlock does not match the ProductBlockTable PortBlock, missing: "
            "power");
  world.db.run("update product_blocks set name = 'Renamed' where name = 'NodeBlock'");
  const Subscription chain = from_product_id(world.session, kChainProduct, kCustomer);
  EXPECT_EQ(error_of([&] { save(world.session, chain); }),
            "ValueError: The database has no product block named 'NodeBlock'; its row must be there before "
            "an instance of "
            "it.");
}

TEST(Save, ARelationOfNoFieldIsRemoved) {
  World world;
  const Service service = world.active_service(world.active_port("one").port);
  world.db.run("insert into subscription_instance_relations values (?, ?, 3, null)",
               service.service.subscription_instance_id,
               world.active_port("two").port.subscription_instance_id);
  save(world.session, Service::from_subscription(world.session, service.subscription_id));
  EXPECT_EQ(world.count("select count(*) from subscription_instance_relations where in_use_by_id = ?",
                        service.service.subscription_instance_id),
            1);
}

TEST(Rows, InSyncAndNoteAloneOnASubscriptionThatDoesNotLoad) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  world.db.run("delete from subscription_instance_values");
  const int64_t version = world.version_of(id);
  world.changed.clear();
  set_in_sync(world.session, id, true);
  EXPECT_EQ(world.version_of(id), version);
  EXPECT_TRUE(world.changed.empty());
  set_in_sync(world.session, id, false);
  EXPECT_EQ(world.version_of(id), version + 1);
  EXPECT_FALSE(load_unchecked(world.session, id).insync);
  set_note(world.session, id, "a 'note' 👩‍🚀");
  EXPECT_EQ(load_unchecked(world.session, id).note, "a 'note' 👩‍🚀");
  set_note(world.session, id, "  \n");
  EXPECT_EQ(load_unchecked(world.session, id).note, std::nullopt);
  EXPECT_EQ(world.version_of(id), version + 3);
  EXPECT_EQ(world.changed, (std::vector<std::string>{id, id, id}));
  EXPECT_EQ(
      error_of([&] { set_in_sync(world.session, "11111111-1111-4111-8111-111111111111", true); }),
      "ValueError: Subscription with 11111111-1111-4111-8111-111111111111 does not exist in the database");
}

}  // namespace
}  // namespace rehearsal::domain
