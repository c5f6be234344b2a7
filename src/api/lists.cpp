// GET /api/rehearsal/lists/{kind}: what the original's web UI asks by GraphQL, page by page.
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>

#include "api/handlers.h"
#include "api/list_kinds.h"
#include "api/refusal.h"
#include "api/search_sql.h"

namespace rehearsal::api {
namespace {

constexpr int64_t kMostItems = 1000;
// So many rows are passed over one by one; farther on the whole order is made.
constexpr int64_t kNear = 1000;

// Where a page begins: behind so many rows, and when it follows another page, behind its last row in the
// order of that commit.
struct After {
  int64_t rows = 0;
  int64_t commit = -1;
  int64_t last_row = 0;
  // The one that followed it.
  int64_t next_row = 0;
};

After after_of(const Request& request) {
  const std::string text = request.query_text("after").value_or("");
  After after;
  if (text.find('.') == std::string::npos) {
    after.rows = number_in(request, "after", 0, 0, INT64_MAX / 2);
    return after;
  }
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int64_t* number : {&after.commit, &after.rows, &after.last_row, &after.next_row}) {
    const auto read = std::from_chars(at, end, *number);
    const bool is_last = number == &after.next_row;
    if (read.ec != std::errc() || *number < 0 || (is_last ? read.ptr != end : *read.ptr != '.')) {
      throw problem(400,
                    "Expected after to be a number of rows or the \"next\" of a page before, found " + text);
    }
    at = read.ptr + 1;
  }
  return after;
}

// The rows of a page.
struct Page {
  std::vector<int64_t> rows;
  int64_t total = 0;
  // How many rows stand before it, in the order of which commit.
  int64_t before = 0;
  int64_t commit = 0;
  // The row behind it; 0 where there is none.
  int64_t next_row = 0;
};

// Where the page begins in an order that was made anew since: before the row that followed, behind the last
// one. Where one of them was moved meanwhile the other tells: the one that is nearer to where it stood.
int64_t place_in(const std::vector<int64_t>& rows, const After& after) {
  const auto place_of = [&](int64_t row) { return std::find(rows.begin(), rows.end(), row) - rows.begin(); };
  const auto size = static_cast<int64_t>(rows.size());
  const int64_t next = place_of(after.next_row);
  const int64_t behind = place_of(after.last_row) + 1;
  if (next == size) return behind > size ? after.rows : behind;
  if (behind > size) return next;
  return std::abs(next - after.rows) <= std::abs(behind - after.rows) ? next : behind;
}

// A page that an index finds: the rows as they were made, or the first ones of an indexed order.
std::optional<Page> near_page(Call& call, const List& list, const Where& where, const After& after,
                              int64_t limit) {
  const std::string sort = call.request.query_text("sort").value_or("");
  if (!list.grows || !where.sql.empty()) return std::nullopt;
  if (!sort.empty()) {
    const ListColumn* column = list.source.fields.find(sort.substr(0, sort.find(',')));
    const bool is_single = std::count(sort.begin(), sort.end(), ',') == 1;
    if (!is_single || !column || !column->is_indexed || after.rows > 0) return std::nullopt;
  } else if (after.commit < 0 && after.rows > kNear) {
    return std::nullopt;
  }
  Page page;
  page.commit = call.db().commits();
  page.before = after.rows;
  const std::string from(list.source.from.substr(0, list.source.from.find(" left join")));
  page.total = call.orders.rows(call.db(), "select count(*) from " + from, {}).front();
  std::vector<store::Value> values;
  const bool follows = after.commit >= 0;
  if (follows) values.emplace_back(after.last_row);
  // One more than asked for: the row behind the page, or that there is none.
  values.emplace_back(limit + 1);
  values.emplace_back(follows ? int64_t{0} : after.rows);
  const std::string row(list.source.row);
  auto rows =
      call.db().query_list("select " + row + " from " + from + (follows ? " where " + row + " < ?" : "") +
                               order_clause(list.source, sort) + " limit ? offset ?",
                           values);
  while (rows.step()) page.rows.push_back(rows.integer(0));
  if (static_cast<int64_t>(page.rows.size()) > limit) {
    page.next_row = page.rows.back();
    page.rows.pop_back();
  }
  return page;
}

// What the request asks of the list's rows.
Where where_of(const Call& call, const List& list, bool in_parts) {
  Where where;
  const ListColumns& columns = list.source.fields;
  for (const char* pairs : {"filter", "sort"})
    refuse_unknown_fields(columns, call.request.query_text(pairs).value_or(""));
  add_filter(where, columns, call.request.query_text("filter").value_or(""));
  const std::string query = call.request.query_text("query").value_or("");
  if (list.kind != "subscriptions") {
    add_search(where, columns, list.searched, query);
  } else if (in_parts) {
    add_subscription_search_in_parts(where, call.db(), columns, Words::kBegun, query);
  } else {
    add_subscription_search(where, call.db(), columns, Words::kBegun, query);
  }
  return where;
}

// A page of the whole order, which is made at the first time of asking; nothing while it is only made in
// part, as the request may wish. A page that follows another one goes on in that one's order while it is
// remembered; then where that one ended.
std::optional<Page> page_of(Call& call, const List& list, const Where& where, const After& after,
                            int64_t limit) {
  const std::string sort = call.request.query_text("sort").value_or("");
  const std::string order = order_clause(list.source, sort);
  Page page;
  page.commit = after.commit;
  page.before = after.rows;
  const std::vector<int64_t>* rows = nullptr;
  if (after.commit >= 0)
    rows = call.orders.remembered(order_sql(list.source, where, order), where.values, after.commit);
  if (!rows) {
    if (list.grows && call.request.query_text("in_parts") == "true") {
      const Where part = where_of(call, list, true);
      rows =
          call.orders.rows_in_parts(call.db(), order_in_parts(list.source, where, part, sort), where.values);
      if (!rows) return std::nullopt;
    } else {
      rows = &rows_of(call.orders, call.db(), list.source, where, order);
    }
    page.commit = call.db().commits();
    if (after.commit >= 0) page.before = place_in(*rows, after);
  }
  page.total = static_cast<int64_t>(rows->size());
  const auto begin = static_cast<std::ptrdiff_t>(std::min(page.before, page.total));
  const auto end = static_cast<std::ptrdiff_t>(std::min(begin + limit, page.total));
  page.rows.assign(rows->begin() + begin, rows->begin() + end);
  if (end < page.total) page.next_row = (*rows)[static_cast<size_t>(end)];
  return page;
}

}  // namespace

Answer get_list(Call& call) {
  const List list = list_of(call.parts[0]);
  const int64_t limit = number_in(call.request, "limit", 100, 1, kMostItems);
  const After after = after_of(call.request);
  const Where where = where_of(call, list, false);
  std::optional<Page> found = near_page(call, list, where, after, limit);
  if (!found) found = page_of(call, list, where, after, limit);
  if (!found) {
    const ListOrders::Made made = call.orders.making();
    return answer(202, {{"made", made.rows}, {"of", made.of}});
  }
  const Page& page = *found;

  const std::string sql = row_sql(list.source, list.columns);
  Json items = Json::array();
  for (const int64_t row : page.rows) {
    auto rows = call.db().query(sql, row);
    // A row of an order that is remembered may have gone.
    if (rows.step()) items.push_back(list.item(call, rows));
  }
  Json body = Json::object();
  body["items"] = std::move(items);
  body["total"] = page.total;
  body["next"] = nullptr;
  if (!page.rows.empty() && page.next_row != 0) {
    const int64_t behind = page.before + static_cast<int64_t>(page.rows.size());
    body["next"] = std::to_string(page.commit) + "." + std::to_string(behind) + "." +
                   std::to_string(page.rows.back()) + "." + std::to_string(page.next_row);
  }
  return answer(body);
}

}  // namespace rehearsal::api
