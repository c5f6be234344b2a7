// Changing the status: engine.md 5.4.
#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

using enum SubscriptionLifecycle;

// M11: what is missing for the new shape is said as a whole.
TEST(Status, ValuesMustSatisfyTheNewShape) {
  World world;
  auto port = PortInactive::from_product_id(world.session, kPortProduct, kCustomer);
  EXPECT_EQ(error_of([&] { from_other_lifecycle<PortProvisioning>(world.session, port); }),
            "ValidationError: 1 validation error for PortProvisioning\n"
            "port.port_name\n"
            "  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]\n"
            "    For further information visit https://errors.pydantic.dev/2.13/v/string_type");
  const std::string both =
      error_of([&] { from_other_lifecycle(world.session, to_subscription(port), ACTIVE); });
  EXPECT_NE(both.find("2 validation errors for Port\nport.port_name\n"), std::string::npos) << both;
  EXPECT_NE(both.find("\nport.enabled\n  Input should be a valid boolean ["), std::string::npos) << both;
}

TEST(Status, ForeignBlocksMustSatisfyTheNewShapeToo) {
  World world;
  auto service = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  service.service.main = world.new_port("one").port;
  service.service.service_id = 1;
  const auto provisioning = from_other_lifecycle<ServiceProvisioning>(world.session, service);
  EXPECT_NE(error_of([&] {
              from_other_lifecycle<Service>(world.session, provisioning);
            }).find("1 validation error for Service\nservice.main.enabled\n"),
            std::string::npos);
}

TEST(Status, EveryStatusMayFollowEveryOtherWhereTheValuesAllow) {
  World world;
  for (const SubscriptionLifecycle from : kSubscriptionLifecycles) {
    for (const SubscriptionLifecycle to : kSubscriptionLifecycles) {
      Subscription port = to_subscription(world.active_port("one"));
      port.status = from;
      const Subscription changed = from_other_lifecycle(world.session, port, to);
      EXPECT_EQ(changed.status, to);
      EXPECT_EQ(changed.shape, shape_of(to));
    }
  }
}

// M42: set when first reached, and never again.
TEST(Status, DatesAreSetOnce) {
  World world;
  const Subscription port = to_subscription(world.new_port("one"));
  EXPECT_EQ(port.start_date, std::nullopt);
  Subscription ready = port;
  ready.blocks("port").front().set("enabled", true);
  const Subscription provisioning = from_other_lifecycle(world.session, ready, PROVISIONING);
  EXPECT_EQ(provisioning.start_date, std::nullopt);
  const Subscription active = from_other_lifecycle(world.session, provisioning, ACTIVE);
  ASSERT_NE(active.start_date, std::nullopt);
  EXPECT_EQ(active.end_date, std::nullopt);
  const Subscription terminated = from_other_lifecycle(world.session, active, TERMINATED);
  ASSERT_NE(terminated.end_date, std::nullopt);
  EXPECT_LT(terminated.start_date->micros, terminated.end_date->micros);
  const Subscription again = from_other_lifecycle(world.session, terminated, ACTIVE);
  EXPECT_EQ(again.start_date, active.start_date);
  EXPECT_EQ(again.end_date, terminated.end_date);
  EXPECT_EQ(from_other_lifecycle(world.session, again, TERMINATED).end_date, terminated.end_date);
}

TEST(Status, NothingIsWrittenUntilSaved) {
  World world;
  Subscription port = to_subscription(world.active_port("one"));
  from_other_lifecycle(world.session, port, TERMINATED);
  EXPECT_EQ(from_subscription(world.session, port.subscription_id).status, ACTIVE);
}

// M41 and the whole table: a user's status decides whether the used subscription may change.
TEST(Status, UsersOfItsBlocksDecide) {
  World world;
  const Port port = world.active_port("one");
  const Service service = world.active_service(port.port);
  const Subscription used = from_subscription(world.session, port.subscription_id);
  for (const SubscriptionLifecycle user : kSubscriptionLifecycles) {
    world.set_status(service.subscription_id, user);
    for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
      const std::string error = error_of([&] { from_other_lifecycle(world.session, used, status); });
      EXPECT_EQ(error, is_safe_change(status, user) ? ""
                                                    : "ValueError: Unsafe status change of Subscription with "
                                                      "depending subscriptions: ['Service over "
                                                      "one']")
          << to_text(status) << " used by " << to_text(user);
    }
  }
}

TEST(Status, EveryUnsafeUserIsNamed) {
  World world;
  const Port port = world.active_port("it's");
  world.active_service(port.port);
  world.active_service(port.port);
  const Subscription used = from_subscription(world.session, port.subscription_id);
  EXPECT_EQ(error_of([&] { from_other_lifecycle(world.session, used, TERMINATED); }),
            "ValueError: Unsafe status change of Subscription with depending subscriptions: [\"Service over "
            "it's\", "
            "\"Service over it's\"]");
}

TEST(Status, OfVeryManyUnsafeUsersTheFirstAreNamed) {
  World world;
  const Port port = world.active_port("one");
  for (int i = 0; i < 25; ++i) world.active_service(port.port);
  const Subscription used = from_subscription(world.session, port.subscription_id);
  const std::string error = error_of([&] { from_other_lifecycle(world.session, used, TERMINATED); });
  EXPECT_EQ(error.substr(error.size() - 12), "] and 5 more");
}

// The original looks at root blocks only.
TEST(Status, UsersOfInnerBlocksDecideToo) {
  World world;
  auto inactive = ServiceInactive::from_product_id(world.session, kServiceProduct, kCustomer);
  inactive.service.main.port_name = "inner";
  inactive.service.main.enabled = true;
  inactive.service.service_id = 1;
  const auto owner = from_other_lifecycle<Service>(
      world.session, from_other_lifecycle<ServiceProvisioning>(world.session, inactive));
  save(world.session, owner);
  world.active_service(owner.service.main);
  EXPECT_EQ(error_of([&] {
              from_other_lifecycle(world.session, from_subscription(world.session, owner.subscription_id),
                                   TERMINATED);
            }),
            "ValueError: Unsafe status change of Subscription with depending subscriptions: ['Service over "
            "inner']");
}

// M39.
TEST(Status, AClassThatIsNotTheStatusesOwnIsNamed) {
  World world;
  const std::string id = world.active_port("one").subscription_id;
  EXPECT_EQ(class_mismatch(from_subscription(world.session, id)), "");
  world.set_status(id, TERMINATED);
  EXPECT_EQ(class_mismatch(to_subscription(Port::from_subscription(world.session, id))),
            "Subscription of type Port should use PortInactive for lifecycle status 'terminated'");
  world.set_status(id, PROVISIONING);
  EXPECT_EQ(class_mismatch(to_subscription(Port::from_subscription(world.session, id))),
            "Subscription of type Port should use PortProvisioning for lifecycle status 'provisioning'");
}

}  // namespace
}  // namespace rehearsal::domain
