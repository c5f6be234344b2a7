#include "catalog/builtin/schedules.h"

#include "store/database.h"
#include "workflow/predicates.h"

namespace rehearsal::catalog {
namespace {

constexpr int64_t kMinute = 60;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;

bool has_row(store::Database& db, std::string_view sql) {
  auto rows = db.query(sql);
  return rows.step();
}

bool something_waits(store::Database& db) {
  return has_row(db, "select 1 from processes where is_task in (0, 1) and last_status = 'waiting' limit 1");
}
bool tasks_have_completed(store::Database& db) {
  return has_row(db, "select 1 from processes where is_task = 1 and last_status = 'completed' limit 1");
}
bool has_subscriptions(store::Database& db) {
  return has_row(db, "select 1 from subscriptions where status = 'active' limit 1");
}
bool products_were_not_found_wrong(store::Database& db) {
  return has_subscriptions(db) && workflow::no_uncompleted_instance(db, "task_validate_products").empty();
}

}  // namespace

std::vector<workflow::Schedule> builtin_schedules() {
  return {{"task_resume_workflows", kHour, 0, something_waits},
          {"task_clean_up_tasks", 6 * kHour, 0, tasks_have_completed},
          {"task_validate_subscriptions", kDay, 10 * kMinute, has_subscriptions},
          {"task_validate_products", kDay, 2 * kHour + 30 * kMinute, products_were_not_found_wrong}};
}

}  // namespace rehearsal::catalog
