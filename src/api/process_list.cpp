#include "api/process_list.h"

#include <cstdio>
#include <cstring>

#include "api/handlers.h"
#include "api/process_views.h"
#include "core/ids.h"

namespace rehearsal::api {
namespace {

constexpr std::string_view kThroughSubscription =
    "p.pid in (select ps.pid from products pr join subscriptions s on s.product_id = pr.product_id "
    "join processes_subscriptions ps on ps.subscription_id = s.subscription_id where ";

using enum ColumnKind;

constexpr ListColumn kColumns[] = {
    {"process_id", "p.pid"},
    {"workflow_id", "p.workflow_id"},
    {"workflow_name", "w.name"},
    {"workflow_target", "w.target"},
    {"target", "w.target"},
    {"assignee", "p.assignee"},
    {"last_status", "p.last_status"},
    {"last_step", "p.last_step"},
    {.name = "started_at", .sql = "p.started_at", .kind = kInstant, .is_indexed = true},
    {"last_modified_at", "p.last_modified_at", kInstant},
    {"failed_reason", "p.failed_reason"},
    {"traceback", "p.traceback"},
    {"created_by", "p.created_by"},
    {"is_task", "p.is_task", kBoolean},
    {"note", "p.note"},
    {"product", "pr.name", kText, kThroughSubscription},
    {"product_description", "pr.description", kText, kThroughSubscription},
    {"tag", "pr.tag", kText, kThroughSubscription},
    {"customer", "s.customer_id", kExactText, kThroughSubscription},
    {"customer_id", "s.customer_id", kExactText, kThroughSubscription},
    {"subscription_id", "s.subscription_id", kExactText, kThroughSubscription},
    {"subscriptions", "s.description", kText, kThroughSubscription},
};
// A left join is left out where nothing of its table is asked.
constexpr ListSource kList = {"processes p left join workflows w on w.workflow_id = p.workflow_id",
                              "p.sequence",
                              {kColumns, std::size(kColumns)},
                              "p.sequence asc"};

uint8_t digit(char c) {
  return static_cast<uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

// The original's: the CRC-32 of each process's id and the moment when it was last modified.
std::string etag_of(const std::vector<std::pair<std::string, Instant>>& processes) {
  std::string bytes;
  for (const auto& [id, modified] : processes) {
    std::string digits;
    for (const char c : id) {
      if (c != '-') digits += c;
    }
    for (size_t i = 0; i + 1 < digits.size(); i += 2) {
      bytes += static_cast<char>(digit(digits[i]) << 4 | digit(digits[i + 1]));
    }
    const double seconds = epoch_seconds(modified);
    char raw[sizeof seconds];
    std::memcpy(raw, &seconds, sizeof raw);  // little-endian wherever this runs
    bytes.append(raw, sizeof raw);
  }
  char tag[24];
  std::snprintf(tag, sizeof tag, "0x%x", crc32(bytes));
  return processes.empty() ? "0x0" : tag;
}

}  // namespace

const ListSource& process_list() {
  return kList;
}

Answer get_processes(Call& call) {
  Where where;
  add_filter(where, kList.fields, call.request.query_text("filter").value_or(""));
  const std::string order = order_clause(kList, call.request.query_text("sort").value_or(""));
  const std::vector<int64_t>& rows = rows_of(call.orders, call.db(), kList, where, order);
  Answer answer;
  const Range range = range_of(call.request, "processes", rows.size(), answer);
  const std::string sql = row_sql(kList, kProcessColumns);
  Json list = Json::array();
  std::vector<std::pair<std::string, Instant>> seen;
  for (size_t i = range.begin; i < range.end; ++i) {
    auto row = call.db().query(sql, rows[i]);
    if (!row.step()) continue;
    seen.emplace_back(row.text(0), row.instant(10));
    list.push_back(process_schema(call.db(), row));
  }
  const std::string tag = etag_of(seen);
  const std::string quoted = "W/\"" + tag + "\"";
  answer.headers.emplace_back("etag", quoted);
  // The original compares with the bare number only, so that a browser that echoes the tag never matches.
  const std::string known = call.request.header("if-none-match");
  if (known == tag || known == quoted) {
    answer.status = 304;
    return answer;
  }
  answer.body = dump_json(list);
  return answer;
}

}  // namespace rehearsal::api
