// Subscriptions: their domain model, their workflows, search, and the lock (engine.md 3.4, 3.5, 7.5).
#include "domain/subscriptions.h"

#include "api/handlers.h"
#include "api/list_query.h"
#include "api/refusal.h"
#include "api/search_sql.h"
#include "core/ids.h"
#include "domain/dump.h"
#include "domain/usable_workflows.h"
#include "forms/coerce.h"
#include "workflow/authorize.h"

namespace rehearsal::api {
namespace {

// None: there is no such subscription.
std::optional<bool> insync_of(store::Database& db, std::string_view subscription_id) {
  auto rows = db.query("select insync from subscriptions where subscription_id = ?", subscription_id);
  if (!rows.step()) return std::nullopt;
  return rows.boolean(0);
}

// "['id', 'id']", as Python writes a list of texts.
std::string unfinished_processes(store::Database& db, std::string_view subscription_id) {
  std::string list;
  auto rows = db.query(
      "select p.pid from processes p join processes_subscriptions ps on ps.pid = p.pid where "
      "ps.subscription_id = ? "
      "and p.is_task = 0 and p.last_status not in ('completed', 'aborted') order by p.sequence",
      subscription_id);
  while (rows.step()) list.append(list.empty() ? "['" : ", '").append(rows.view(0)).append("'");
  return list.empty() ? list : list + "]";
}

// A truth value among the query's; throws Refusal (422) when it is none.
bool flag_in(const Request& request, const char* name, bool otherwise) {
  const std::optional<std::string> text = request.query_text(name);
  if (!text) return otherwise;
  const forms::Coerced flag = forms::to_boolean(*text);
  if (flag.complaint)
    throw unprocessable(flag.complaint->type, Json::array({"query", name}), flag.complaint->message, *text);
  return flag.value.get<bool>();
}

// Workflows that the person may not start.
void mark_those_not_allowed(const Call& call, Json& workflows) {
  const std::string user = call.request.query_text("reporter").value_or("SYSTEM");
  for (Json& each : workflows) {
    if (!each.is_object() || each.contains("reason")) continue;
    const workflow::Workflow* workflow = call.services.registry.find(text_or(each, "name"));
    if (workflow && !workflow::may_start(*workflow, user))
      each["reason"] = "subscription.insufficient_workflow_permissions";
  }
}

}  // namespace

Answer get_domain_model(Call& call) {
  const std::string id = call.uuid(0, "subscription_id");
  if (!insync_of(call.db(), id)) throw problem(404, "Subscription with id: " + id + ", not found");
  const bool filter = flag_in(call.request, "filter_owner_relations", true);
  domain::Session session = call.session();
  Answer result = answer(domain::domain_model(session, id, filter));
  const std::string tag = sha256_hex(result.body).substr(0, 32);
  if (call.request.header("if-none-match") == tag) return {304, {{"etag", tag}}, "null"};
  result.headers.emplace_back("etag", tag);
  return result;
}

Answer get_subscription_workflows(Call& call) {
  std::optional<Json> workflows = domain::usable_workflows(call.db(), call.uuid(0, "subscription_id"));
  if (!workflows) throw problem(404);
  for (auto& [target, list] : workflows->items()) {
    if (list.is_array()) mark_those_not_allowed(call, list);
  }
  return answer(*workflows);
}

Answer set_in_sync(Call& call) {
  const std::string id = call.uuid(0, "subscription_id");
  const std::optional<bool> insync = insync_of(call.db(), id);
  if (!insync) throw problem(404, "Subscription with " + id + " does not exist in the database");
  if (*insync) return answer(nullptr);
  const std::string unfinished = unfinished_processes(call.db(), id);
  if (!unfinished.empty()) {
    throw problem(422, "Subscription " + id + " has still failed processes with id's: " + unfinished);
  }
  domain::Session session = call.session();
  domain::set_in_sync(session, id, true);
  call.events.subscription_changed(id);
  return answer(nullptr);
}

Answer search_subscriptions(Call& call) {
  const std::optional<std::string> query = call.request.query_text("query");
  if (!query) throw unprocessable("missing", Json::array({"query", "query"}), "Field required", nullptr);
  static constexpr ListSource kList = {"subscriptions s left join products p on p.product_id = s.product_id",
                                       "s.sequence",
                                       {nullptr, 0},
                                       "s.sequence desc"};
  Where where;
  add_subscription_search(where, call.db(), kList.fields, Words::kWhole, *query);
  const std::vector<int64_t>& rows = rows_of(call.orders, call.db(), kList, where, order_clause(kList, ""));
  Answer result;
  const Range range = range_of(call.request, "subscriptions", rows.size(), result);
  const std::string sql = row_sql(kList, domain::kSubscriptionSchemaColumns);
  Json list = Json::array();
  for (size_t i = range.begin; i < range.end; ++i) {
    auto row = call.db().query(sql, rows[i]);
    if (!row.step()) continue;
    Json item = domain::subscription_schema(row, 0, domain::SchemaDialect::SEARCH);
    item["metadata"] = nullptr;
    list.push_back(std::move(item));
  }
  result.body = dump_json(list);
  return result;
}

}  // namespace rehearsal::api
