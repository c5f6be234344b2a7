// GET /api/rehearsal/lists/{kind}: what the original's web UI asks by GraphQL, page by page.
#include "api/catalog_views.h"
#include "api/handlers.h"
#include "api/list_query.h"
#include "api/process_list.h"
#include "api/process_views.h"
#include "api/refusal.h"
#include "domain/dump.h"

namespace rehearsal::api {
namespace {

using enum ColumnKind;

constexpr int64_t kMostItems = 1000;

constexpr ListColumn kSubscriptionColumns[] = {
    {"subscription_id", "s.subscription_id"},
    {"description", "s.description"},
    {"status", "s.status"},
    {"insync", "s.insync", kBoolean},
    {"note", "s.note"},
    {"start_date", "s.start_date", kInstant},
    {"end_date", "s.end_date", kInstant},
    {"customer_id", "s.customer_id", kExactText},
    {"version", "s.version", kInteger},
    {"product_id", "s.product_id"},
    {"product", "p.name"},
    {"tag", "p.tag"},
    {"type", "p.product_type"},
    {"product_type", "p.product_type"},
    {"process_id", "ps.pid", kExactText,
     "select 1 from processes_subscriptions ps where ps.subscription_id = s.subscription_id"},
};

constexpr ListColumn kWorkflowColumns[] = {
    {"workflow_id", "w.workflow_id"},
    {"name", "w.name"},
    {"target", "w.target"},
    {"description", "w.description"},
    {"is_task", "w.is_task", kBoolean},
    {"created_at", "w.created_at", kInstant},
};

constexpr ListColumn kProductColumns[] = {
    {"product_id", "p.product_id"},           {"name", "p.name"}, {"description", "p.description"},
    {"product_type", "p.product_type"},       {"tag", "p.tag"},   {"status", "p.status"},
    {"created_at", "p.created_at", kInstant},
};

Json process_item(Call& call, store::Rows& rows) {
  return process_schema(call.db(), rows);
}

Json subscription_item(Call&, store::Rows& rows) {
  Json item = domain::subscription_schema(rows, 0, domain::SchemaDialect::SEARCH);
  item["product_id"] = item["product"]["product_id"];
  return item;
}

// The workflow with the names of its steps, which only the code knows.
Json workflow_item(Call& call, store::Rows& rows) {
  Json item = *workflow_json(call.db(), rows.view(0));
  const workflow::Workflow* workflow =
      call.services.registry.find(item["name"].get_ref<const std::string&>());
  if (!workflow) return item;
  Json steps = Json::array();
  for (const workflow::PlacedStep& placed : workflow->steps) {
    Json step = Json::object();
    step["name"] = placed.step->name;
    steps.push_back(std::move(step));
  }
  item["steps"] = std::move(steps);
  return item;
}

Json product_item(Call& call, store::Rows& rows) {
  return *product_json(call.db(), rows.view(0));
}

struct List {
  std::string_view kind;
  std::string_view columns;
  std::string_view from;
  ListColumns fields;
  Searched searched;
  std::string_view order;
  Json (*item)(Call&, store::Rows&);
};

List needed_list(const std::string& kind) {
  if (kind == "processes") {
    return {kind,
            kProcessColumns,
            "processes p join workflows w on w.workflow_id = p.workflow_id",
            process_list_columns(),
            {{"w.name", "w.description", "p.last_status", "coalesce(p.last_step, '')", "coalesce(p.note, '')",
              "coalesce(p.created_by, '')",
              "coalesce((select group_concat(s.description, ' ') from processes_subscriptions ps join "
              "subscriptions s "
              "on s.subscription_id = ps.subscription_id where ps.pid = p.pid), '')"},
             {"p.pid"}},
            "p.sequence desc",
            process_item};
  }
  if (kind == "subscriptions") {
    return {kind,
            domain::kSubscriptionSchemaColumns,
            "subscriptions s join products p on p.product_id = s.product_id",
            {kSubscriptionColumns, std::size(kSubscriptionColumns)},
            {{"s.description", "s.status", "coalesce(s.note, '')", "p.name", "p.tag"}, {"s.subscription_id"}},
            "s.sequence desc",
            subscription_item};
  }
  if (kind == "workflows") {
    return {kind,
            "w.workflow_id",
            "workflows w",
            {kWorkflowColumns, std::size(kWorkflowColumns)},
            {{"w.name", "w.description", "w.target"}, {}},
            "w.rowid",
            workflow_item};
  }
  if (kind == "products") {
    return {kind,
            "p.product_id",
            "products p",
            {kProductColumns, std::size(kProductColumns)},
            {{"p.name", "p.description", "p.tag", "p.product_type"}, {}},
            "p.rowid",
            product_item};
  }
  throw problem(404, "Expected the list processes, subscriptions, workflows or products, found " + kind);
}

}  // namespace

Answer get_list(Call& call) {
  const List list = needed_list(call.parts[0]);
  const int64_t limit = number_in(call.request, "limit", 100, 1, kMostItems);
  const int64_t after = number_in(call.request, "after", 0, 0, INT64_MAX / 2);
  Where where;
  add_filter(where, list.fields, call.request.query_text("filter").value_or(""));
  add_words(where, list.searched, call.request.query_text("query").value_or(""));
  const std::string order =
      order_clause(list.fields, call.request.query_text("sort").value_or(""), list.order);
  const std::string from =
      " from " + std::string(list.from) + (where.sql.empty() ? "" : " where " + where.sql);

  int64_t total = 0;
  {
    auto rows = call.db().query_list("select count(*)" + from, where.values);
    if (rows.step()) total = rows.integer(0);
  }
  std::vector<store::Value> values = where.values;
  values.emplace_back(limit);
  values.emplace_back(after);
  Json items = Json::array();
  auto rows = call.db().query_list("select " + std::string(list.columns) + from + order + " limit ? offset ?",
                                   values);
  while (rows.step()) items.push_back(list.item(call, rows));

  const int64_t end = after + static_cast<int64_t>(items.size());
  Json body = Json::object();
  body["items"] = std::move(items);
  body["total"] = total;
  body["next"] = end < total ? Json(std::to_string(end)) : Json(nullptr);
  return answer(body);
}

}  // namespace rehearsal::api
