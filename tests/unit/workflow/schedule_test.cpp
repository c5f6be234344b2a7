// Tasks on a schedule: at their times, once for all that were missed, and only where there is something to
// do.
#include "workflow/schedule.h"

#include <gtest/gtest.h>

#include "workflow/world.h"

namespace rehearsal::workflow {
namespace {

bool has_records(store::Database& db) {
  auto rows = db.query("select 1 from external_records");
  return rows.step();
}

class ScheduleTest : public ::testing::Test, public World {
 protected:
  ScheduleTest() {
    Workflow hourly = {
        .name = "hourly", .description = "", .is_task = true, .steps = workflow::steps_of(init >> done)};
    add(hourly);
    recover();
  }
  void recover() {
    scheduler.emplace(services, schedules);
    store::Transaction transaction(db);
    scheduler->recover();
    transaction.commit();
  }
  size_t start_due() {
    store::Transaction transaction(db);
    const size_t count = scheduler->start_due().size();
    transaction.commit();
    return count;
  }

  // The clock starts at midnight.
  std::vector<Schedule> schedules = {{"hourly", 3600, 600, nullptr}};
  std::optional<Scheduler> scheduler;
};

TEST_F(ScheduleTest, StartsAtItsTimes) {
  EXPECT_NEAR(scheduler->due_in_ms(), 600'000, 1);
  EXPECT_EQ(start_due(), 0u);
  clock.advance(601);
  EXPECT_EQ(scheduler->due_in_ms(), 0);
  EXPECT_EQ(start_due(), 1u);
  EXPECT_NEAR(scheduler->due_in_ms(), 3'599'000, 1);
  EXPECT_EQ(count("select count(*) from processes where is_task = 1 and last_status = 'created'"), 1);
}

TEST_F(ScheduleTest, CatchesUpOnceForAllThatWasMissed) {
  clock.advance(10 * 3600);
  recover();  // it was closed for so long
  EXPECT_EQ(scheduler->due_in_ms(), 0);
  EXPECT_EQ(start_due(), 1u);
  EXPECT_EQ(start_due(), 0u);
  recover();
  EXPECT_NEAR(scheduler->due_in_ms(), 600'000, 10);
}

TEST_F(ScheduleTest, WhereNothingIsToDoItsTimePasses) {
  schedules[0].is_needed = has_records;
  clock.advance(601);
  EXPECT_EQ(start_due(), 0u);
  db.run("insert into external_records values ('a', 'b', '{}', 0, 0)");
  EXPECT_EQ(start_due(), 0u) << "until the next time";
  clock.advance(3600);
  EXPECT_EQ(start_due(), 1u);
}

TEST_F(ScheduleTest, OneThatIsUndoneIsStartedAnew) {
  clock.advance(601);
  {
    store::Transaction transaction(db);
    EXPECT_EQ(scheduler->start_due().size(), 1u);
  }  // never committed
  recover();
  EXPECT_EQ(start_due(), 1u);
}

}  // namespace
}  // namespace rehearsal::workflow
