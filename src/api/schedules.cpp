// GET /api/rehearsal/lists/schedules: the tasks that start by themselves, and when.
#include <algorithm>

#include "api/handlers.h"
#include "api/list_query.h"
#include "api/refusal.h"
#include "core/text.h"
#include "workflow/schedule.h"

namespace rehearsal::api {

Answer get_schedules(Call& call) {
  for (const char* asked : {"filter", "sort", "after"}) {
    if (!call.request.query_text(asked).value_or("").empty())
      throw problem(400, "Expected the list schedules without " + std::string(asked) + ", found " +
                             *call.request.query_text(asked) +
                             ": it is short, and in the order of its times.");
  }
  const int64_t limit = number_in(call.request, "limit", 100, 1, 1000);
  const std::string query = call.request.query_text("query").value_or("");
  struct Entry {
    workflow::Schedule schedule;
    workflow::ScheduleTimes times;
  };
  std::vector<Entry> entries;
  for (const workflow::Schedule& schedule : call.catalog.schedules) {
    if (schedule.workflow.find(query) != std::string_view::npos)
      entries.push_back({schedule, workflow::times_of(call.db(), schedule)});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.times.next < b.times.next; });
  Json items = Json::array();
  for (const Entry& each : entries) {
    if (static_cast<int64_t>(items.size()) == limit) break;
    Json item = Json::object();
    item["workflow_name"] = each.schedule.workflow;
    auto row = call.db().query("select workflow_id, description from workflows where name = ?",
                               each.schedule.workflow);
    const bool is_known = row.step();
    item["workflow_id"] = is_known ? Json(row.text(0)) : Json(nullptr);
    item["description"] = is_known ? Json(row.text(1)) : Json(nullptr);
    item["every_s"] = each.schedule.every_s;
    item["next_run_time"] = epoch_seconds(each.times.next);
    item["last_run_time"] = epoch_seconds(each.times.last);
    // Where there would be nothing to do its time passes without a process.
    item["is_needed"] = !each.schedule.is_needed || each.schedule.is_needed(call.db());
    items.push_back(std::move(item));
  }
  Json body = Json::object();
  body["total"] = entries.size();
  body["items"] = std::move(items);
  body["next"] = nullptr;
  return answer(body);
}

}  // namespace rehearsal::api
