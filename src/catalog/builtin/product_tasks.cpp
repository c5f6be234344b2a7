// The task that compares the code with the database: workflows, products, fixed inputs, subscriptions.
#include <algorithm>

#include "catalog/authoring.h"
#include "catalog/builtin/tasks.h"
#include "domain/product_rows.h"
#include "store/database.h"
#include "workflow/process.h"

namespace rehearsal::catalog {
namespace {

using workflow::Outcome;

// The first column of all rows, a line each.
std::string lines_of(store::Rows rows) {
  std::string lines;
  while (rows.step()) lines.append(lines.empty() ? "" : "\n").append(rows.view(0));
  return lines;
}

void refuse(const char* message, const std::string& details) {
  if (!details.empty()) throw Error("ProcessFailureError", message, details);
}

// Checks that the rows of a query, what is wrong, are none.
void expect_none(StepContext& context, const char* message, std::string_view sql) {
  refuse(message, lines_of(context.session.db.query(sql)));
}

constexpr Step check_workflows_in_db =
    step<"Check all workflows in database",
         [](StepContext& context) -> Gives<"check_all_workflows_are_in_db"> {
           std::string missing;
           const auto line = [&missing](std::string_view words, std::string_view name) {
             missing.append(missing.empty() ? "" : "\n").append(words).append(name);
           };
           const workflow::Registry& registry = context.services.registry;
           for (const auto& each : registry.all()) {
             auto rows = context.session.db.query(
                 "select 1 from workflows where name = ? and deleted_at is null", each->name);
             if (!rows.step()) line("not in the database: ", each->name);
           }
           auto rows =
               context.session.db.query("select name from workflows where deleted_at is null order by rowid");
           while (rows.step()) {
             if (!registry.find(rows.view(0))) line("without an implementation: ", rows.view(0));
           }
           refuse("Found missing workflows in database or implementations", missing);
           return {{"check_all_workflows_are_in_db", true}};
         }>;

constexpr Step check_targets =
    step<"Check workflows for matching targets and descriptions",
         [](StepContext& context) -> Gives<"check_workflows_for_matching_targets_and_descriptions"> {
           std::string other;
           std::string wordless;
           for (const auto& each : context.services.registry.all()) {
             auto rows = context.session.db.query("select target from workflows where name = ?", each->name);
             if (!rows.step() || rows.view(0) != text(each->target))
               other.append(other.empty() ? "" : "\n").append(each->name);
             if (each->description.empty()) wordless.append(wordless.empty() ? "" : "\n").append(each->name);
           }
           refuse("Workflows with none matching targets and names", other);
           refuse("Workflows with missing translations", wordless);
           return {{"check_workflows_for_matching_targets_and_descriptions", true}};
         }>;

constexpr Step check_products_have_workflows =
    step<"Check that all products have at least one workflow",
         [](StepContext& context) -> Gives<"check_that_products_have_at_least_one_workflow"> {
           expect_none(context, "Found products that do not have a workflow associated with them",
                       "select name from products p where not exists (select 1 from products_workflows pw "
                       "where pw.product_id = p.product_id) order by rowid");
           return {{"check_that_products_have_at_least_one_workflow", true}};
         }>;

constexpr Step check_modify_note =
    step<"Check that all active products have a modify note",
         [](StepContext& context) -> Gives<"check_that_active_products_have_a_modify_note"> {
           expect_none(context, "Found products that do not have a modify_note workflow",
                       "select name from products p where status = 'active' and not exists (select 1 from "
                       "products_workflows pw join workflows w on w.workflow_id = pw.workflow_id where "
                       "pw.product_id = p.product_id and w.name = 'modify_note') order by rowid");
           return {{"check_that_active_products_have_a_modify_note", true}};
         }>;

constexpr Step check_fixed_inputs =
    step<"Check the DB fixed input config", [](StepContext& context) -> Gives<"check_db_fixed_input_config"> {
      std::string wrong;
      auto rows = context.session.db.query(
          "select p.name, f.name from fixed_inputs f join products p on p.product_id = f.product_id order by "
          "f.rowid");
      while (rows.step()) {
        const domain::ProductType* type = context.session.models.find_product_type(rows.view(0));
        if (!type || type->fixed_input_index(rows.view(1)) != domain::kNoLimit) continue;
        wrong.append(wrong.empty() ? "" : "\n").append(rows.view(0)).append(": ").append(rows.view(1));
      }
      refuse("Errors in fixed input config", wrong);
      return {{"check_db_fixed_input_config", true}};
    }>;

// Only reported: a product may be meant to lack some.
constexpr Step check_product_workflows =
    step<"Check that all products have a create, modify, terminate and validate workflow",
         [](StepContext& context)
             -> Gives<"products_without_at_least_create_modify_terminate_validate_workflows"> {
           Json names = Json::array();
           auto rows = context.session.db.query(
               "select name from products p where 4 > (select count(distinct w.target) from "
               "products_workflows pw join workflows w on w.workflow_id = pw.workflow_id where pw.product_id "
               "= p.product_id and w.target in ('CREATE', 'MODIFY', 'TERMINATE', 'VALIDATE')) order by rowid");
           while (rows.step()) names.push_back(rows.text(0));
           return {{"products_without_at_least_create_modify_terminate_validate_workflows", std::move(names)}};
         }>;

// What loading the subscription says is wrong with it; empty when nothing is.
std::string problem_of(StepContext& context, const std::string& subscription_id) {
  try {
    domain::from_subscription(context.session, subscription_id);
    return "";
  } catch (const Error& error) {
    if (error.kind() == "StorageError" || error.kind() == "DatabaseDamaged") throw;
    return subscription_id + ": " + error.what();
  }
}

Outcome load_all(StepContext& context) {
  constexpr const char* kLast = "__last_subscription";
  constexpr const char* kWrong = "__wrong";
  const Json* before = workflow::find_member(context.state, kLast);
  std::string wrong = text_or(context.state, kWrong);
  std::vector<std::pair<int64_t, std::string>> next;
  {
    auto rows = context.session.db.query(
        "select sequence, subscription_id from subscriptions where sequence > ? order by sequence limit ?",
        before ? before->get<int64_t>() : 0, kSlice);
    while (rows.step()) next.emplace_back(rows.integer(0), rows.text(1));
  }
  for (const auto& [sequence, subscription_id] : next) {
    const std::string problem = problem_of(context, subscription_id);
    if (!problem.empty()) wrong.append(wrong.empty() ? "" : "\n").append(problem);
  }
  Outcome outcome;
  if (!next.empty()) {
    outcome.again_after_ms = 0;
    outcome.returned[kLast] = next.back().first;
    outcome.returned[kWrong] = std::move(wrong);
    return outcome;
  }
  refuse("Found subscriptions that could not be loaded", wrong);
  outcome.removed = {kLast, kWrong};
  outcome.returned["check_subscription_models"] = true;
  return outcome;
}
constexpr Step check_subscriptions = workflow::sliced_step("Check subscription models", load_all);

constexpr auto task_validate_products =
    task(begin >> check_workflows_in_db >> check_targets >> check_products_have_workflows >> check_modify_note >>
         check_fixed_inputs >> check_product_workflows >> check_subscriptions);

}  // namespace

void add_product_tasks(Registry& registry) {
  registry.add(builtin_task("task_validate_products", "Validate products", task_validate_products));
}

}  // namespace rehearsal::catalog
