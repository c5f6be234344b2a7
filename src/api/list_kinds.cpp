#include "api/list_kinds.h"

#include <cstddef>

#include "api/catalog_views.h"
#include "api/process_list.h"
#include "api/process_views.h"
#include "api/refusal.h"
#include "domain/dump.h"

namespace rehearsal::api {
namespace {

using enum ColumnKind;

constexpr ListColumn kSubscriptionColumns[] = {
    {"subscription_id", "s.subscription_id"},
    {"description", "s.description"},
    {"status", "s.status"},
    {"insync", "s.insync", kBoolean},
    {"note", "s.note"},
    {.name = "start_date", .sql = "s.start_date", .kind = kInstant, .is_indexed = true},
    {"end_date", "s.end_date", kInstant},
    {"customer_id", "s.customer_id", kExactText},
    {"version", "s.version", kInteger},
    {"product_id", "s.product_id"},
    {"product", "p.name"},
    {"tag", "p.tag"},
    {"type", "p.product_type"},
    {"product_type", "p.product_type"},
    {"process_id", "ps.pid", kExactText,
     "s.subscription_id in (select ps.subscription_id from processes_subscriptions ps where "},
};

constexpr ListColumn kWorkflowColumns[] = {
    {"workflow_id", "w.workflow_id"},
    {"name", "w.name"},
    {"target", "w.target"},
    {"description", "w.description"},
    {"is_task", "w.is_task", kBoolean},
    {"created_at", "w.created_at", kInstant},
    {"deleted_at", "w.deleted_at", kInstant},
};

constexpr ListColumn kProductColumns[] = {
    {"product_id", "p.product_id"},
    {"name", "p.name"},
    {"description", "p.description"},
    {"product_type", "p.product_type"},
    {"tag", "p.tag"},
    {"status", "p.status"},
    {"created_at", "p.created_at", kInstant},
    {"end_date", "p.end_date", kInstant},
};

constexpr ListColumn kBlockColumns[] = {
    {"product_block_id", "b.product_block_id"},
    {"name", "b.name"},
    {"description", "b.description"},
    {"tag", "b.tag"},
    {"status", "b.status"},
    {"created_at", "b.created_at", kInstant},
    {"end_date", "b.end_date", kInstant},
    {"resource_type", "t.resource_type", kText,
     "b.product_block_id in (select l.product_block_id from resource_types t join "
     "product_block_resource_types l on l.resource_type_id = t.resource_type_id where "},
};

constexpr ListColumn kResourceTypeColumns[] = {
    {"resource_type_id", "t.resource_type_id"},
    {"resource_type", "t.resource_type"},
    {"description", "t.description"},
    {"product_block", "b.name", kText,
     "t.resource_type_id in (select l.resource_type_id from product_blocks b join "
     "product_block_resource_types l on l.product_block_id = b.product_block_id where "},
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
  // The code has it no more.
  item["deleted_at"] = rows.is_null(1) ? Json(nullptr) : Json(epoch_seconds(rows.instant(1)));
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

Json block_item(Call& call, store::Rows& rows) {
  Json item = *product_block_json(call.db(), rows.view(0));
  const auto names = [&](std::string_view sql) {
    Json list = Json::array();
    auto found = call.db().query(sql, rows.view(0));
    while (found.step()) {
      list.push_back({{"product_block_id", found.text(0)}, {"name", found.text(1)}});
    }
    return list;
  };
  item["depends_on"] = names(
      "select b.product_block_id, b.name from product_block_relations r join product_blocks b on "
      "b.product_block_id = r.depends_on_id where r.in_use_by_id = ? order by b.rowid");
  item["in_use_by"] = names(
      "select b.product_block_id, b.name from product_block_relations r join product_blocks b on "
      "b.product_block_id = r.in_use_by_id where r.depends_on_id = ? order by b.rowid");
  return item;
}

Json resource_type_item(Call& call, store::Rows& rows) {
  Json item = *resource_type_json(call.db(), rows.view(0));
  Json blocks = Json::array();
  auto found = call.db().query(
      "select b.product_block_id, b.name from product_block_resource_types l join product_blocks b on "
      "b.product_block_id = l.product_block_id where l.resource_type_id = ? order by b.rowid",
      rows.view(0));
  while (found.step()) {
    blocks.push_back({{"product_block_id", found.text(0)}, {"name", found.text(1)}});
  }
  item["product_blocks"] = std::move(blocks);
  return item;
}

List processes() {
  ListSource source = process_list();
  source.order = "p.sequence desc";
  constexpr const char* kSubscriptionTexts =
      "coalesce((select group_concat(s.description, ' ') from processes_subscriptions ps join "
      "subscriptions s on s.subscription_id = ps.subscription_id where ps.pid = p.pid), '')";
  return {"processes",
          source,
          kProcessColumns,
          {{"w.name", "w.description", "p.last_status", "coalesce(p.last_step, '')", "coalesce(p.note, '')",
            "coalesce(p.created_by, '')", kSubscriptionTexts},
           {"p.pid"}},
          process_item,
          true};
}

}  // namespace

List list_of(const std::string& kind) {
  if (kind == "processes") return processes();
  if (kind == "subscriptions") {
    return {kind,
            {"subscriptions s left join products p on p.product_id = s.product_id",
             "s.sequence",
             {kSubscriptionColumns, std::size(kSubscriptionColumns)},
             "s.sequence desc"},
            domain::kSubscriptionSchemaColumns,
            {},
            subscription_item,
            true};
  }
  if (kind == "workflows") {
    return {kind,
            {"workflows w", "w.rowid", {kWorkflowColumns, std::size(kWorkflowColumns)}, "w.rowid asc"},
            "w.workflow_id, w.deleted_at",
            {{"w.name", "w.description", "w.target"}, {}},
            workflow_item};
  }
  if (kind == "products") {
    return {kind,
            {"products p", "p.rowid", {kProductColumns, std::size(kProductColumns)}, "p.rowid asc"},
            "p.product_id",
            {{"p.name", "p.description", "p.tag", "p.product_type"}, {}},
            product_item};
  }
  if (kind == "blocks") {
    return {kind,
            {"product_blocks b", "b.rowid", {kBlockColumns, std::size(kBlockColumns)}, "b.rowid asc"},
            "b.product_block_id",
            {{"b.name", "b.description", "coalesce(b.tag, '')"}, {"b.product_block_id"}},
            block_item};
  }
  if (kind == "resource_types") {
    return {kind,
            {"resource_types t",
             "t.rowid",
             {kResourceTypeColumns, std::size(kResourceTypeColumns)},
             "t.rowid asc"},
            "t.resource_type_id",
            {{"t.resource_type", "coalesce(t.description, '')"}, {"t.resource_type_id"}},
            resource_type_item};
  }
  throw problem(404,
                "Expected the list processes, subscriptions, workflows, products, blocks, resource_types or "
                "schedules, found " +
                    kind);
}

}  // namespace rehearsal::api
