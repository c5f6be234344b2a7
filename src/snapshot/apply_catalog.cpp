// Of what a snapshot has: the rows of the catalogue.
#include <string>

#include "core/ids.h"
#include "snapshot/apply.h"
#include "snapshot/members.h"
#include "store/database.h"

namespace rehearsal::snapshot {

void Apply::write_workflow() {
  const Fields fields = Fields().take(tree_, tree_.root(), workflow::kMembers);
  std::string id(fields.text(workflow::kId));
  // Two catalogs may have given one id to two workflows.
  if (db_.query("select 1 from workflows where workflow_id = ?", id).step()) id = session_.ids.next();
  db_.run(
      "insert into workflows (workflow_id, name, target, description, created_at, deleted_at, is_task) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      id, fields.text(workflow::kName), fields.text(workflow::kTarget), fields.text(workflow::kDescription),
      fields.moment(workflow::kCreated), fields.optional_moment(workflow::kDeleted),
      fields.boolean(workflow::kIsTask));
}

void Apply::write_resource_type() {
  const Fields fields = Fields().take(tree_, tree_.root(), resource_type::kMembers);
  db_.run("insert into resource_types (resource_type_id, resource_type, description) values (?, ?, ?)",
          fields.text(resource_type::kId), fields.text(resource_type::kName),
          fields.optional_text(resource_type::kDescription));
}

void Apply::write_product_block() {
  const Fields fields = Fields().take(tree_, tree_.root(), product_block::kMembers);
  const std::string_view id = fields.text(product_block::kId);
  db_.run(
      "insert into product_blocks (product_block_id, name, description, tag, status, created_at, end_date) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      id, fields.text(product_block::kName), fields.text(product_block::kDescription),
      fields.optional_text(product_block::kTag), fields.optional_text(product_block::kStatus),
      fields.moment(product_block::kCreated), fields.optional_moment(product_block::kEnd));
  const Node& types = fields.node(product_block::kResourceTypes);
  for (uint32_t i = 0; i < types.count; ++i) {
    db_.run(
        "insert into product_block_resource_types (product_block_id, resource_type_id) "
        "select ?, resource_type_id from resource_types where resource_type = ?",
        id, tree_.text(tree_.child(types, i)));
  }
  const Node& used = fields.node(product_block::kDependsOn);
  for (uint32_t i = 0; i < used.count; ++i) {
    Fields each;
    each.take(tree_, tree_.child(used, i), dependency::kMembers);
    block_relations_.push_back(
        {std::string(fields.text(product_block::kName)), std::string(each.text(dependency::kName)),
         each.optional_integer(dependency::kMin), each.optional_integer(dependency::kMax)});
  }
}

void Apply::write_product() {
  const Fields fields = Fields().take(tree_, tree_.root(), product::kMembers);
  const std::string_view id = fields.text(product::kId);
  db_.run(
      "insert into products (product_id, name, description, product_type, tag, status, created_at, end_date) "
      "values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, fields.text(product::kName), fields.text(product::kDescription), fields.text(product::kType),
      fields.text(product::kTag), fields.text(product::kStatus), fields.moment(product::kCreated),
      fields.optional_moment(product::kEnd));
  const Node& inputs = fields.node(product::kFixedInputs);
  for (uint32_t i = 0; i < inputs.count; ++i) {
    Fields each;
    each.take(tree_, tree_.child(inputs, i), fixed_input::kMembers);
    db_.run(
        "insert into fixed_inputs (fixed_input_id, name, value, created_at, product_id) values (?, ?, ?, ?, "
        "?)",
        each.text(fixed_input::kId), each.text(fixed_input::kName), each.text(fixed_input::kValue),
        each.moment(fixed_input::kCreated), id);
  }
  const Node& blocks = fields.node(product::kBlocks);
  for (uint32_t i = 0; i < blocks.count; ++i) {
    db_.run(
        "insert into product_product_blocks (product_id, product_block_id) select ?, product_block_id from "
        "product_blocks where name = ?",
        id, tree_.text(tree_.child(blocks, i)));
  }
  const Node& workflows = fields.node(product::kWorkflows);
  for (uint32_t i = 0; i < workflows.count; ++i) {
    db_.run(
        "insert into products_workflows (product_id, workflow_id) select ?, workflow_id from workflows where "
        "name = ?",
        id, tree_.text(tree_.child(workflows, i)));
  }
}

}  // namespace rehearsal::snapshot
