// Tasks that start the validations of many subscriptions.
#include "catalog/authoring.h"
#include "catalog/builtin/tasks.h"
#include "store/database.h"
#include "workflow/process.h"

namespace rehearsal::catalog {
namespace {

using workflow::Outcome;

constexpr const char* kLast = "__last_subscription";

// Starts the validations of the next subscriptions that are active and in sync, of one type or, where that is
// empty, of all; what it started is appended to `started`. Returns the place of the last one that it looked
// at, or nothing when there are no more.
std::optional<int64_t> start_validations(StepContext& context, const std::string& product_type, Json& started) {
  store::Database& db = context.session.db;
  const Json* before = workflow::find_member(context.state, kLast);
  const int64_t after = before ? before->get<int64_t>() : 0;
  constexpr std::string_view kNext =
      "select s.sequence, s.subscription_id, p.product_type, w.name from (select * from subscriptions where "
      "sequence > ?1 order by sequence limit ?2) s join products p on p.product_id = s.product_id left join "
      "(products_workflows pw join workflows w on w.workflow_id = pw.workflow_id and w.target = 'VALIDATE' and "
      "w.deleted_at is null) on pw.product_id = s.product_id and s.insync = 1 and s.status = 'active' and (?3 = '' or "
      "p.product_type = ?3) order by s.sequence, w.name";
  std::optional<int64_t> last;
  auto rows = db.query(kNext, after, kSlice, product_type);
  while (rows.step()) {
    last = rows.integer(0);
    const workflow::Workflow* workflow =
        rows.is_null(3) ? nullptr : context.services.registry.find(rows.view(3));
    if (!workflow) continue;
    const std::string subscription_id = rows.text(1);
    context.started.push_back(workflow::create_process(
        context.services, context.session.ids, *workflow,
        Json::array({Json({{"subscription_id", subscription_id}})}), "SYSTEM"));
    started.push_back({{"workflow_name", workflow->name},
                       {"subscription_id", subscription_id},
                       {"product_type", rows.text(2)}});
  }
  return last;
}

Outcome go_on_after(std::optional<int64_t> last) {
  Outcome outcome;
  outcome.removed = {kLast};
  if (last) {
    outcome.again_after_ms = 0;
    outcome.returned[kLast] = *last;
  }
  return outcome;
}

Outcome validate_all(StepContext& context) {
  Json started = Json::array();
  return go_on_after(start_validations(context, "", started));
}
constexpr Step validate_subscriptions = workflow::sliced_step("Validate subscriptions", validate_all);

Gives<"product_type"> product_type_form(Wizard& wizard, FormContext& context) {
  std::vector<forms::Option> types;
  auto rows = context.session.db.query("select distinct product_type from products order by product_type");
  while (rows.step()) types.emplace_back(rows.text(0));
  return wizard.ask(Page{.name = "ValidateProductTypeForm",
                         .fields = {{"product_type", choice("Product Type", std::move(types))}},
                         .has_next = false});
}

Outcome validate_type(StepContext& context) {
  const Json* before = workflow::find_member(context.state, "result");
  Json result = before ? *before : Json::array();
  Json started = Json::array();
  Outcome outcome =
      go_on_after(start_validations(context, text_or(context.state, "product_type"), started));
  // One entry for each subscription, with its validations.
  for (Json& one : started) {
    const bool is_next = result.empty() || text_or(result.back().at("workflows").at(0), "subscription_id") !=
                                               text_or(one, "subscription_id");
    if (is_next) result.push_back({{"total_workflows_validated", 0}, {"workflows", Json::array()}});
    Json& entry = result.back();
    entry["workflows"].push_back(std::move(one));
    entry["total_workflows_validated"] = entry["workflows"].size();
  }
  outcome.returned["result"] = std::move(result);
  return outcome;
}
constexpr Step validate_product_type = workflow::sliced_step("Validate Product Type", validate_type);

constexpr auto task_validate_subscriptions = task(begin >> validate_subscriptions);
constexpr auto task_validate_product_type = task(begin >> validate_product_type);

}  // namespace

void add_subscription_tasks(Registry& registry) {
  registry.add(builtin_task("task_validate_product_type", "Validate all subscriptions of Product Type",
                            task_validate_product_type, &workflow::form<product_type_form>));
  registry.add(builtin_task("task_validate_subscriptions", "Validate subscriptions", task_validate_subscriptions));
}

}  // namespace rehearsal::catalog
