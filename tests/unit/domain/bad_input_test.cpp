// Input that is wrong or large: the error that is due, and a database as it was.
#include <gtest/gtest.h>

#include <limits>

#include "store/transaction.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

class BadInput : public testing::Test {
 protected:
  // What `act` is refused with; the subscription must be stored as it was.
  template <class Act>
  std::string refused(const std::string& subscription_id, Act act) {
    const int64_t version = world.version_of(subscription_id);
    const Json before = to_state(load_unchecked(world.session, subscription_id));
    // As a step does it.
    const std::string error = error_of([&] {
      store::Transaction transaction(world.db);
      act();
      transaction.commit();
    });
    EXPECT_EQ(world.version_of(subscription_id), version);
    EXPECT_EQ(to_state(load_unchecked(world.session, subscription_id)), before);
    return error;
  }
  World world;
};

TEST_F(BadInput, NumbersBeyond64Bits) {
  Subscription port = to_subscription(world.active_port("one"));
  Block& block = port.blocks("port").front();
  for (const Json& wrong :
       {Json(std::numeric_limits<uint64_t>::max()), Json(1e300), Json("9223372036854775808")}) {
    EXPECT_NE(
        refused(port.subscription_id, [&] { block.set("vlans", Json::array({wrong})); }).find("vlans.0"),
        std::string::npos)
        << wrong;
  }
  block.set("vlans", Json::array({std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()}));
  save(world.session, port);
  EXPECT_EQ(load_unchecked(world.session, port.subscription_id).blocks("port").front().value("vlans"),
            block.value("vlans"));
}

TEST_F(BadInput, TextsKeepEveryCharacterOrAreTooLong) {
  Subscription port = to_subscription(world.active_port("one"));
  Block& block = port.blocks("port").front();
  const std::string odd = "a\x01'; drop table subscriptions; -- \xF0\x9F\x98\x80\xE2\x80\xAE";
  block.set("port_name", odd);
  save(world.session, port);
  EXPECT_EQ(load_unchecked(world.session, port.subscription_id).blocks("port").front().value("port_name"),
            odd);
  block.set("port_name", std::string("a\0b", 3));
  EXPECT_EQ(refused(port.subscription_id, [&] { save(world.session, port); }).find("ValueError: "), 0u);
  block.set("port_name", std::string(10'001, 'x'));
  EXPECT_EQ(refused(port.subscription_id, [&] { save(world.session, port); }).find("DataError: "), 0u);
  block.set("port_name", "short");
  port.description = std::string(2'001, 'x');
  EXPECT_EQ(refused(port.subscription_id, [&] { save(world.session, port); }).find("DataError: "), 0u);
}

TEST_F(BadInput, TextsAreInUtf8) {
  const std::string none = "caf\xE9";
  const Subscription port = to_subscription(world.active_port("one"));
  Subscription wrong = port;
  wrong.blocks("port").front().set("port_name", none);
  EXPECT_EQ(refused(port.subscription_id, [&] { save(world.session, wrong); }),
            "ValueError: Expected port_name to be a text in UTF-8, found 4 bytes that are none.");
  wrong = port;
  wrong.blocks("port").front().set("tags", Json::array({"fine", none}));
  EXPECT_NE(refused(port.subscription_id, [&] { save(world.session, wrong); }).find("Expected tags to be"),
            std::string::npos);
  wrong = port;
  wrong.description = none;
  EXPECT_NE(refused(port.subscription_id, [&] { save(world.session, wrong); }).find("the description"),
            std::string::npos);
  wrong = port;
  wrong.note = none;
  EXPECT_NE(refused(port.subscription_id, [&] { save(world.session, wrong); }).find("the note"),
            std::string::npos);
  wrong = port;
  wrong.blocks("port").front().label = none;
  EXPECT_NE(refused(port.subscription_id, [&] { save(world.session, wrong); }).find("the label"),
            std::string::npos);
}

TEST_F(BadInput, ListsBeyondTheirBounds) {
  const Port port = world.active_port("one");
  const Service service = world.active_service(port.port);
  Service more = Service::from_subscription(world.session, service.subscription_id);
  for (int i = 0; i < 4; ++i)
    more.service.members.push_back(PortBlock::create(world.session, service.subscription_id));
  EXPECT_NE(refused(service.subscription_id, [&] { save(world.session, more); })
                .find("List should have at most 3 items after validation, not 4"),
            std::string::npos);
  EXPECT_EQ(world.instances_of(service.subscription_id), 1);
}

TEST_F(BadInput, AThousandBlocksInAListAreAThousandBlocks) {
  Field many{.name = "many", .kind = ValueKind::BLOCK, .block = "LinkBlock"};
  many.is_list = true;
  world.models.add_block({.name = "ManyBlock", .fields = {many}});
  Field root{.name = "root", .kind = ValueKind::BLOCK, .block = "ManyBlock"};
  root.required_from = SubscriptionLifecycle::INITIAL;
  world.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000ab",
                            .name = "Many",
                            .description = "",
                            .product_type = "Many",
                            .tag = "MANY"},
                           {.name = "Many", .fixed_inputs = {}, .blocks = {root}});
  add_missing_products(world.session);
  Subscription all = from_product_id(world.session, "00000000-0000-4000-8000-0000000000ab", kCustomer);
  std::vector<Block>& list = all.blocks("root").front().blocks("many");
  for (int i = 0; i < 1000; ++i) {
    list.push_back(new_block(world.session, world.models.block("LinkBlock"), all.subscription_id));
    list.back().set("link_name", "link " + std::to_string(i));
  }
  save(world.session, all);
  const Subscription loaded = load_unchecked(world.session, all.subscription_id);
  ASSERT_EQ(loaded.blocks("root").front().blocks("many").size(), 1000u);
  EXPECT_EQ(loaded.blocks("root").front().blocks("many")[999].value("link_name"), "link 999");
  list.erase(list.begin() + 10, list.begin() + 990);
  save(world.session, all);
  EXPECT_EQ(world.instances_of(all.subscription_id), 21);
}

TEST_F(BadInput, NamesThatCollide) {
  const auto refused_type = [&](BlockType type) {
    return error_of([&] { world.models.add_block(std::move(type)); });
  };
  Field name{.name = "a"};
  EXPECT_NE(refused_type({.name = "TwiceBlock", .fields = {name, name}}).find("two fields named 'a'"),
            std::string::npos);
  EXPECT_NE(refused_type({.name = "PortBlock", .fields = {name}}).find("known already with other fields"),
            std::string::npos);
  EXPECT_NE(refused_type({.name = "LabelBlock", .fields = {Field{.name = "label"}}})
                .find("stands for something else"),
            std::string::npos);
}

}  // namespace
}  // namespace rehearsal::domain
