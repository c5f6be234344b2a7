#include "domain/lifecycle.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/error.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

using enum SubscriptionLifecycle;

TEST(Lifecycle, HasTheOriginalsTextsInItsOrder) {
  std::string all;
  for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
    all += std::string(to_text(status)) + " ";
    EXPECT_EQ(lifecycle_from_text(to_text(status)), status);
  }
  EXPECT_EQ(all, "initial active migrating disabled terminated provisioning ");
  EXPECT_EQ(error_of([] { lifecycle_from_text("Active"); }),
            "ValueError: 'Active' is not a subscription status; expected initial, active, migrating, "
            "disabled, terminated "
            "or provisioning.");
}

TEST(Lifecycle, OnlyProvisioningAndActiveHaveShapesOfTheirOwn) {
  EXPECT_EQ(shape_of(PROVISIONING), PROVISIONING);
  EXPECT_EQ(shape_of(ACTIVE), ACTIVE);
  for (const SubscriptionLifecycle status : {INITIAL, MIGRATING, DISABLED, TERMINATED}) {
    EXPECT_EQ(shape_of(status), INITIAL) << to_text(status);
  }
  EXPECT_EQ(shape_suffix(TERMINATED), "Inactive");
  EXPECT_EQ(shape_suffix(PROVISIONING), "Provisioning");
  EXPECT_EQ(shape_suffix(ACTIVE), "");
}

TEST(Lifecycle, AFieldIsRequiredFromItsShapeOn) {
  EXPECT_FALSE(is_required(INITIAL, PROVISIONING));
  EXPECT_TRUE(is_required(PROVISIONING, PROVISIONING));
  EXPECT_TRUE(is_required(ACTIVE, PROVISIONING));
  EXPECT_FALSE(is_required(PROVISIONING, ACTIVE));
  EXPECT_TRUE(is_required(INITIAL, INITIAL));
  EXPECT_FALSE(is_required(TERMINATED, PROVISIONING));
}

// engine.md 5.4: new status -> the statuses that users may have. All 36 pairs.
TEST(Lifecycle, SafeChanges) {
  const std::map<SubscriptionLifecycle, std::set<SubscriptionLifecycle>> table = {
      {INITIAL, {INITIAL}},
      {ACTIVE, {INITIAL, PROVISIONING, MIGRATING, ACTIVE, TERMINATED, DISABLED}},
      {MIGRATING, {INITIAL, MIGRATING, TERMINATED}},
      {PROVISIONING, {INITIAL, PROVISIONING, ACTIVE, TERMINATED}},
      {TERMINATED, {INITIAL, TERMINATED}},
      {DISABLED, {INITIAL, DISABLED, TERMINATED}},
  };
  for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
    for (const SubscriptionLifecycle user : kSubscriptionLifecycles) {
      EXPECT_EQ(is_safe_change(status, user), table.at(status).count(user) == 1)
          << to_text(status) << " used by " << to_text(user);
    }
  }
}

}  // namespace
}  // namespace rehearsal::domain
