#include "domain/revisions.h"

#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

struct Revision {
  int64_t version;
  std::string digest;
  std::optional<std::string> parent;
  Json model;
  std::optional<std::string> process;
  int64_t made_at;
};

std::vector<Revision> revisions_of(World& world, std::string_view id) {
  std::vector<Revision> all;
  auto rows = world.db.query(
      "select version, digest, parent_digest, model, process_id, made_at from subscription_revisions "
      "where subscription_id = ? order by sequence",
      id);
  while (rows.step()) {
    all.push_back({rows.integer(0), rows.text(1), rows.optional_text(2), rows.json(3), rows.optional_text(4),
                   rows.integer(5)});
    EXPECT_EQ(canonical_json(all.back().model), rows.view(3));
    EXPECT_EQ(sha256_hex(rows.view(3)), all.back().digest);
  }
  return all;
}

TEST(Revisions, EveryChangeAppendsOneThatNamesItsParent) {
  World world;
  PortInactive port = PortInactive::from_product_id(world.session, kPortProduct, kCustomer);
  EXPECT_TRUE(revisions_of(world, port.subscription_id).empty());
  save(world.session, port);
  save(world.session, port);
  port.port.port_name = "one";
  save(world.session, port);
  port.description = "d";
  save(world.session, port);
  world.session.process_id.clear();
  set_in_sync(world.session, port.subscription_id, true);
  set_note(world.session, port.subscription_id, "n");
  set_note(world.session, port.subscription_id, "n");

  const std::vector<Revision> all = revisions_of(world, port.subscription_id);
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0].parent, std::nullopt);
  for (size_t i = 1; i < all.size(); ++i) {
    EXPECT_EQ(all[i].parent, all[i - 1].digest);
    EXPECT_NE(all[i].digest, all[i - 1].digest);
    EXPECT_LT(all[i - 1].made_at, all[i].made_at);
  }
  EXPECT_EQ(all[0].process, "00000000-0000-4000-8000-0000000000f1");
  EXPECT_EQ(all[3].process, std::nullopt);
  const std::vector<int64_t> versions = {1, 1, 2, 3, 4};
  for (size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].version, versions[i]);
  EXPECT_EQ(all[1].model["port"]["port_name"], "one");
  EXPECT_EQ(all[2].model["insync"], false);
  EXPECT_EQ(all[3].model["insync"], true);
  EXPECT_EQ(all[4].model["note"], "n");
}

// One member is changed in the text of the model: whatever the texts before it hold.
TEST(Revisions, AMemberIsChangedWhateverTheOthersSay) {
  World world;
  PortInactive port = PortInactive::from_product_id(world.session, kPortProduct, kCustomer);
  port.description = R"(a "quoted" \ {[ "insync":true,)";
  port.port.port_name = R"(}],"insync":true,"note":"x)";
  save(world.session, port);
  Json expected = revisions_of(world, port.subscription_id).back().model;
  set_note(world.session, port.subscription_id, R"(\",{)");
  expected["note"] = R"(\",{)";
  EXPECT_EQ(revisions_of(world, port.subscription_id).back().model, expected);
  set_in_sync(world.session, port.subscription_id, true);
  expected["insync"] = true;
  EXPECT_EQ(revisions_of(world, port.subscription_id).back().model, expected);
  set_note(world.session, port.subscription_id, std::nullopt);
  expected["note"] = nullptr;
  EXPECT_EQ(revisions_of(world, port.subscription_id).back().model, expected);
}

TEST(Revisions, TheModelIsWhatTheSubscriptionOwns) {
  World world;
  Port port = world.active_port("one");
  Service service = world.active_service(port.port);
  auto own = PortBlock::create(world.session, service.subscription_id);
  own.port_name = "\"own\"\n\x7f é";
  own.label = "l";
  own.vlans = {3, 1};
  own.power = 1.5;
  service.service.members = {port.port, own};
  service.service.main = world.active_port("two").port;
  save(world.session, service);
  const Json model = parse_json(revision_model(to_subscription(service)));
  EXPECT_EQ(canonical_json(model), revision_model(to_subscription(service)));
  EXPECT_EQ(model["product_id"], kServiceProduct);
  EXPECT_EQ(model["product_name"], "Service");
  EXPECT_EQ(model["start_date"], iso_text_precise(*service.start_date));
  EXPECT_EQ(model["end_date"], nullptr);
  EXPECT_EQ(model["status"], "active");
  EXPECT_FALSE(model.contains("version"));
  EXPECT_EQ(model["service"]["service_id"], 42);
  EXPECT_EQ(model["service"]["backup"], nullptr);
  EXPECT_EQ(canonical_json(model["service"]["members"][0]),
            canonical_json(parse_json(R"({"name": "PortBlock", "subscription_instance_id": ")" +
                                      port.port.subscription_instance_id +
                                      R"(", "owner_subscription_id": ")" + port.subscription_id + R"("})")));
  EXPECT_EQ(model["service"]["members"][1]["port_name"], own.port_name);
  EXPECT_EQ(model["service"]["members"][1]["label"], "l");
  EXPECT_EQ(model["service"]["members"][1]["vlans"], parse_json("[3, 1]"));
  EXPECT_EQ(model["service"]["members"][1]["power"], 1.5);

  const std::string before = revision_model(from_subscription(world.session, service.subscription_id));
  port.port.port_name = "renamed";
  save(world.session, port);
  EXPECT_EQ(revision_model(from_subscription(world.session, service.subscription_id)), before);
}

TEST(Revisions, FixedInputsAreInTheModel) {
  World world;
  const Json model = parse_json(revision_model(to_subscription(world.new_port("one"))));
  EXPECT_EQ(model["medium"], "fiber");
  EXPECT_EQ(model["speed"], 10000);
  EXPECT_EQ(model["shielded"], true);
}

TEST(Revisions, OnlyTheNewestAreKeptAndNoneNamesOneThatIsNot) {
  World world;
  const Port port = world.active_port("one");
  for (int i = 0; i < kMostRevisions + 20; ++i)
    set_note(world.session, port.subscription_id, "n" + std::to_string(i));
  const std::vector<Revision> all = revisions_of(world, port.subscription_id);
  ASSERT_EQ(all.size(), static_cast<size_t>(kMostRevisions));
  EXPECT_EQ(all[0].parent, std::nullopt);
  for (size_t i = 1; i < all.size(); ++i) EXPECT_EQ(all[i].parent, all[i - 1].digest);
  EXPECT_EQ(all.back().model["note"], "n" + std::to_string(kMostRevisions + 19));
}

TEST(Revisions, OfLargeOnesNoMoreThanSoManyBytesAreKept) {
  World world;
  Port port = world.active_port("one");
  const auto bytes = [&] {
    return world.count(
        "select sum(octet_length(model)) from subscription_revisions where subscription_id = ?",
        port.subscription_id);
  };
  for (int i = 0; i < 20; ++i) set_note(world.session, port.subscription_id, "n" + std::to_string(i));
  const size_t small = revisions_of(world, port.subscription_id).size();
  port = Port::from_subscription(world.session, port.subscription_id);
  port.port.tags.assign(30, std::string(10'000, 't'));
  save(world.session, port);
  EXPECT_EQ(revisions_of(world, port.subscription_id).size(), small + 1) << "there is room for all";
  for (int i = 0; i < 30; ++i) {
    set_note(world.session, port.subscription_id, "m" + std::to_string(i));
    EXPECT_LE(bytes(), kMostRevisionBytes);
  }
  const std::vector<Revision> all = revisions_of(world, port.subscription_id);
  EXPECT_EQ(all.size(), 13u) << "of 300,000 bytes each";
  EXPECT_EQ(all[0].parent, std::nullopt);
  EXPECT_EQ(all.back().model["note"], "m29");

  port = Port::from_subscription(world.session, port.subscription_id);
  port.port.tags.assign(500, std::string(10'000, 't'));
  save(world.session, port);
  EXPECT_EQ(revisions_of(world, port.subscription_id).size(), 1u) << "the newest is its state";
}

// A subscription that came into the database without one has no history to continue.
TEST(Revisions, NoneIsMadeFromNothing) {
  World world;
  const std::string id = world.new_port("one").subscription_id;
  world.db.run("delete from subscription_revisions");
  set_in_sync(world.session, id, true);
  EXPECT_TRUE(revisions_of(world, id).empty());
}

}  // namespace
}  // namespace rehearsal::domain
