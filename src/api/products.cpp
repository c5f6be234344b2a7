// Products, product blocks, resource types and workflows (engine.md 7.6).
#include "api/body_reader.h"
#include "api/catalog_views.h"
#include "api/handlers.h"
#include "api/refusal.h"
#include "catalog/compare.h"

namespace rehearsal::api {
namespace {

// The new description in the body of a PATCH; none when it does not speak of it.
std::optional<std::string> description_in(const Json& body) {
  BodyReader reader(body);
  std::optional<std::string> description;
  if (reader.has("description")) description = reader.description("description");
  reader.end();
  return description;
}

int64_t living_subscriptions(store::Database& db, const std::string& product_id) {
  auto rows = db.query("select count(*) from subscriptions where product_id = ? and status <> 'terminated'",
                       product_id);
  return rows.step() ? rows.integer(0) : 0;
}

}  // namespace

Answer get_products(Call& call) {
  const std::optional<std::string> tag = call.request.query_text("tag");
  const std::optional<std::string> type = call.request.query_text("product_type");
  Json list = Json::array();
  auto rows = call.db().query(
      "select product_id from products where (?1 is null or tag = ?1) and (?2 is null or product_type = ?2) "
      "order by rowid",
      tag, type);
  while (rows.step()) list.push_back(*product_json(call.db(), rows.view(0)));
  return answer(list);
}

Answer get_product(Call& call) {
  const std::string id = call.uuid(0, "product_id");
  const std::optional<Json> product = product_json(call.db(), id);
  if (!product) throw problem(404, "Product id " + id + " not found");
  return answer(*product);
}

Answer patch_product(Call& call) {
  const std::string id = call.uuid(0, "product_id");
  if (!product_json(call.db(), id)) throw problem(404, "Product id " + id + " not found");
  const Json body = call.needed_body();
  BodyReader reader(body);
  std::optional<std::string> description, status;
  if (reader.has("description")) description = reader.description("description");
  if (reader.has("status"))
    status = reader.one_of("status", {"active", "pre production", "phase out", "end of life"},
                           "'active', 'pre production', 'phase out' or 'end of life'");
  reader.end();
  if (status == "end of life") {
    if (const int64_t living = living_subscriptions(call.db(), id)) {
      throw problem(400, "Cannot set product to 'end of life': " + std::to_string(living) +
                             " subscription(s) are not in terminated state");
    }
  }
  call.db().run(
      "update products set description = coalesce(?, description), status = coalesce(?, status) where "
      "product_id = ?",
      description, status, id);
  call.events.invalidate("products");
  return answer(201, *product_json(call.db(), id));
}

Answer get_product_block(Call& call) {
  const std::optional<Json> block = product_block_json(call.db(), call.uuid(0, "product_block_id"));
  if (!block) throw problem(404);
  return answer(*block);
}

Answer get_resource_type(Call& call) {
  const std::optional<Json> type = resource_type_json(call.db(), call.uuid(0, "resource_type_id"));
  if (!type) throw problem(404);
  return answer(*type);
}

Answer patch_product_block(Call& call) {
  const std::string id = call.uuid(0, "product_block_id");
  if (!product_block_json(call.db(), id)) throw problem(404, "Product_block id " + id + " not found");
  const std::optional<std::string> description = description_in(call.needed_body());
  call.db().run("update product_blocks set description = coalesce(?, description) where product_block_id = ?",
                description, id);
  call.events.invalidate("products");
  return answer(201, *product_block_json(call.db(), id));
}

Answer patch_resource_type(Call& call) {
  const std::string id = call.uuid(0, "resource_type_id");
  if (!resource_type_json(call.db(), id)) throw problem(404, "ResourceType id " + id + " not found");
  const std::optional<std::string> description = description_in(call.needed_body());
  call.db().run("update resource_types set description = coalesce(?, description) where resource_type_id = ?",
                description, id);
  call.events.invalidate("products");
  return answer(201, *resource_type_json(call.db(), id));
}

Answer get_workflow(Call& call) {
  const std::optional<Json> workflow = workflow_json(call.db(), call.uuid(0, "workflow_id"));
  if (!workflow) throw problem(404);
  return answer(*workflow);
}

Answer patch_workflow(Call& call) {
  const std::string id = call.uuid(0, "workflow_id");
  if (!workflow_json(call.db(), id)) throw problem(404, "Workflow id " + id + " not found");
  const std::optional<std::string> description = description_in(call.needed_body());
  call.db().run("update workflows set description = coalesce(?, description) where workflow_id = ?",
                description, id);
  call.events.invalidate("workflows");
  return answer(201, *workflow_json(call.db(), id));
}

Answer get_catalog(Call& call) {
  Json migrations = Json::array();
  auto rows = call.db().query("select made_at, description from catalog_migrations order by sequence");
  while (rows.step()) {
    migrations.push_back({{"made_at", epoch_seconds(rows.instant(0))}, {"description", rows.text(1)}});
  }
  Json body = Json::object();
  body["migrations"] = std::move(migrations);
  body["kept"] = catalog::kept_entries(call.db(), call.catalog);
  return answer(body);
}

}  // namespace rehearsal::api
