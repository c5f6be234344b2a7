#include <gtest/gtest.h>

#include "shell/app/format.h"

namespace rehearsal::shell {
namespace {

constexpr double kNow = 1795464000;  // Monday 2026-11-23 20:00:00 UTC

TEST(RelativeTime, SaysHowLongAgo) {
  EXPECT_EQ(relative_time(kNow - 0.2, kNow, 0), "just now");
  EXPECT_EQ(relative_time(kNow + 5, kNow, 0), "just now");
  EXPECT_EQ(relative_time(kNow - 60, kNow, 0), "1 minute ago");
  EXPECT_EQ(relative_time(kNow - 3599, kNow, 0), "59 minutes ago");
  EXPECT_EQ(relative_time(kNow - 3600, kNow, 0), "1 hour ago");
  EXPECT_EQ(relative_time(kNow - 5 * 3600, kNow, 0), "5 hours ago");
  EXPECT_EQ(relative_time(kNow - 26 * 3600, kNow, 0), "yesterday");
  EXPECT_EQ(relative_time(kNow - 3 * 86400, kNow, 0), "3 days ago");
  EXPECT_EQ(relative_time(kNow - 8 * 86400, kNow, 0), "15 Nov 2026");
}

TEST(RelativeTime, CountsDaysInLocalTime) {
  // 23:30 UTC is already the next day at +01:00.
  const double late = kNow - 20 * 3600 - 1800;
  EXPECT_EQ(relative_time(late, kNow, 0), "yesterday");
  EXPECT_EQ(relative_time(late, kNow, 60), "20 hours ago");
}

TEST(RelativeTime, TellsWhenItChanges) {
  EXPECT_DOUBLE_EQ(relative_time_holds(kNow - 10, kNow), 50);
  EXPECT_DOUBLE_EQ(relative_time_holds(kNow - 90, kNow), 30);
  EXPECT_DOUBLE_EQ(relative_time_holds(kNow - 3 * 3600, kNow), 3600);
}

TEST(ExactTime, KnowsTheCalendarAndTheOffset) {
  EXPECT_EQ(exact_time(kNow, 0), "23 Nov 2026, 20:00:00");
  EXPECT_EQ(exact_time(kNow, 330), "24 Nov 2026, 01:30:00");
  EXPECT_EQ(exact_time(kNow, -21 * 60), "22 Nov 2026, 23:00:00");
  EXPECT_EQ(exact_time(951782400, 0), "29 Feb 2000, 00:00:00");
  EXPECT_EQ(exact_time(0, 0), "1 Jan 1970, 00:00:00");
  EXPECT_EQ(clock_time(kNow + 61, 0), "20:01:01");
}

TEST(Duration, ChoosesItsUnit) {
  EXPECT_EQ(duration_text(-1), "0 ms");
  EXPECT_EQ(duration_text(0.0124), "12 ms");
  EXPECT_EQ(duration_text(0.9996), "1.0 s");
  EXPECT_EQ(duration_text(2.44), "2.4 s");
  EXPECT_EQ(duration_text(59.97), "1 min 0 s");
  EXPECT_EQ(duration_text(65), "1 min 5 s");
  EXPECT_EQ(duration_text(7380), "2 h 03 min");
}

TEST(ShortId, CutsOnlyUuids) {
  EXPECT_EQ(short_id("59289a57-70fb-4ff5-9c93-10fe67b12434"), "59289a57");
  EXPECT_EQ(short_id("not a uuid at all"), "not a uuid at all");
}

TEST(ValueWords, SayScalarsAndCountTheRest) {
  EXPECT_EQ(value_words(nullptr), "none");
  EXPECT_EQ(value_words(true), "yes");
  EXPECT_EQ(value_words(3877663347), "3877663347");
  EXPECT_EQ(value_words("ann"), "ann");
  EXPECT_EQ(value_words(Json::array({1, "b"})), "1, b");
  EXPECT_EQ(value_words(Json::array({1, 2, 3, 4})), "4 items");
  EXPECT_EQ(value_words(Json::array({Json::object()})), "1 item");
  EXPECT_EQ(value_words({{"a", 1}, {"b", 2}}), "2 values");
}

TEST(Humanized, ReadsSnakeAndCamel) {
  EXPECT_EQ(humanized("user_group_ids"), "User group IDs");
  EXPECT_EQ(humanized("UserGroupBlock"), "User group block");
  EXPECT_EQ(humanized("username"), "Username");
  EXPECT_EQ(humanized("insync"), "In sync");
  EXPECT_EQ(humanized("IPAddress"), "IP address");
  EXPECT_EQ(humanized("user_id"), "User ID");
  EXPECT_EQ(humanized("id"), "Id");
  EXPECT_EQ(humanized("paid"), "Paid");
  EXPECT_EQ(lower_first("User name"), "user name");
  EXPECT_EQ(lower_first("ID of it"), "ID of it");
}

TEST(ContainsFolded, IgnoresCase) {
  EXPECT_TRUE(contains_folded("User group Staff", "STAFF"));
  EXPECT_TRUE(contains_folded("anything", ""));
  EXPECT_FALSE(contains_folded("ab", "abc"));
}

}  // namespace
}  // namespace rehearsal::shell
