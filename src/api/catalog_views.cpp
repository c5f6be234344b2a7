#include "api/catalog_views.h"

namespace rehearsal::api {
namespace {

Json time_or_null(const store::Rows& rows, int column) {
  return rows.is_null(column) ? Json(nullptr) : Json(epoch_seconds(rows.instant(column)));
}

Json blocks_of(store::Database& db, std::string_view product_id) {
  Json blocks = Json::array();
  auto rows = db.query(
      "select b.product_block_id from product_product_blocks l join product_blocks b "
      "on b.product_block_id = l.product_block_id where l.product_id = ? order by b.rowid",
      product_id);
  while (rows.step()) blocks.push_back(*product_block_json(db, rows.view(0)));
  return blocks;
}

Json fixed_inputs_of(store::Database& db, std::string_view product_id) {
  Json inputs = Json::array();
  auto rows = db.query(
      "select fixed_input_id, name, value, product_id, created_at from fixed_inputs where product_id = ? "
      "order by rowid",
      product_id);
  while (rows.step()) {
    Json input = Json::object();
    input["fixed_input_id"] = rows.text(0);
    input["name"] = rows.text(1);
    input["value"] = rows.text(2);
    input["product_id"] = rows.text(3);
    input["created_at"] = epoch_seconds(rows.instant(4));
    inputs.push_back(std::move(input));
  }
  return inputs;
}

Json workflows_of(store::Database& db, std::string_view product_id) {
  Json workflows = Json::array();
  auto rows = db.query(
      "select w.workflow_id from products_workflows l join workflows w on w.workflow_id = l.workflow_id "
      "where l.product_id = ? and w.deleted_at is null order by w.rowid",
      product_id);
  while (rows.step()) workflows.push_back(*workflow_json(db, rows.view(0)));
  return workflows;
}

Json resource_types_of(store::Database& db, std::string_view product_block_id) {
  Json types = Json::array();
  auto rows = db.query(
      "select t.resource_type_id from product_block_resource_types l join resource_types t "
      "on t.resource_type_id = l.resource_type_id where l.product_block_id = ? order by t.rowid",
      product_block_id);
  while (rows.step()) types.push_back(*resource_type_json(db, rows.view(0)));
  return types;
}

}  // namespace

std::optional<Json> product_json(store::Database& db, std::string_view product_id) {
  auto rows = db.query(
      "select product_id, name, description, product_type, status, tag, created_at, end_date from products "
      "where product_id = ?",
      product_id);
  if (!rows.step()) return std::nullopt;
  Json product = Json::object();
  product["product_id"] = rows.text(0);
  product["name"] = rows.text(1);
  product["description"] = rows.text(2);
  product["product_type"] = rows.text(3);
  product["status"] = rows.text(4);
  product["tag"] = rows.text(5);
  product["created_at"] = epoch_seconds(rows.instant(6));
  product["end_date"] = time_or_null(rows, 7);
  product["product_blocks"] = blocks_of(db, product_id);
  product["fixed_inputs"] = fixed_inputs_of(db, product_id);
  product["workflows"] = workflows_of(db, product_id);
  return product;
}

std::optional<Json> product_block_json(store::Database& db, std::string_view product_block_id) {
  auto rows = db.query(
      "select product_block_id, name, description, tag, status, created_at, end_date from product_blocks "
      "where product_block_id = ?",
      product_block_id);
  if (!rows.step()) return std::nullopt;
  Json block = Json::object();
  block["product_block_id"] = rows.text(0);
  block["name"] = rows.text(1);
  block["description"] = rows.text(2);
  block["tag"] = rows.value(3);
  block["status"] = rows.value(4);
  block["resource_types"] = resource_types_of(db, product_block_id);
  block["created_at"] = epoch_seconds(rows.instant(5));
  block["end_date"] = time_or_null(rows, 6);
  return block;
}

std::optional<Json> resource_type_json(store::Database& db, std::string_view resource_type_id) {
  auto rows = db.query(
      "select resource_type, description, resource_type_id from resource_types where resource_type_id = ?",
      resource_type_id);
  if (!rows.step()) return std::nullopt;
  Json type = Json::object();
  type["resource_type"] = rows.text(0);
  type["description"] = rows.value(1);
  type["resource_type_id"] = rows.text(2);
  return type;
}

std::optional<Json> workflow_json(store::Database& db, std::string_view workflow_id) {
  auto rows = db.query(
      "select name, target, is_task, description, created_at, workflow_id from workflows where workflow_id = "
      "?",
      workflow_id);
  if (!rows.step()) return std::nullopt;
  Json workflow = Json::object();
  workflow["name"] = rows.text(0);
  workflow["target"] = rows.text(1);
  workflow["is_task"] = rows.boolean(2);
  workflow["description"] = rows.text(3);
  workflow["created_at"] = epoch_seconds(rows.instant(4));
  workflow["workflow_id"] = rows.text(5);
  workflow["steps"] = nullptr;
  return workflow;
}

}  // namespace rehearsal::api
