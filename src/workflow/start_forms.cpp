#include "workflow/start_forms.h"

#include <algorithm>

#include "domain/usable_workflows.h"
#include "store/database.h"

namespace rehearsal::workflow::detail {
namespace {

std::string lower(std::string_view word) {
  std::string result(word);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::vector<forms::Option> products_of(store::Database& db, std::string_view workflow_name) {
  std::vector<forms::Option> options;
  auto rows = db.query(
      "select p.product_id, p.name from products p join products_workflows pw on pw.product_id = "
      "p.product_id "
      "join workflows w on w.workflow_id = pw.workflow_id where w.name = ? and p.status = 'active' order by "
      "p.rowid",
      workflow_name);
  while (rows.step()) options.emplace_back(rows.text(0), rows.text(1));
  return options;
}

std::string wrong_product(store::Database& db, const std::string& product_id,
                          std::string_view workflow_name) {
  auto rows = db.query(
      "select w.name, min(w.rowid) from workflows w join products_workflows pw on pw.workflow_id = "
      "w.workflow_id where pw.product_id = ? and w.target = 'CREATE' and w.deleted_at is null",
      product_id);
  return rows.step() && rows.optional_text(0) == workflow_name
             ? ""
             : "This workflow is not valid for this product";
}

std::string wrong_subscription(store::Database& db, const std::string& subscription_id,
                               std::string_view workflow_name, Target target) {
  const std::optional<Json> usable = domain::usable_workflows(db, subscription_id);
  if (!usable) return "Subscription not found";
  const Json* list = find_member(*usable, lower(text(target)));
  const auto item =
      list ? std::find_if(list->begin(), list->end(),
                          [&](const Json& each) { return text_or(each, "name") == workflow_name; })
           : Json::const_iterator();
  if (!list || item == list->end()) return "This workflow is not valid for this subscription";
  const std::string reason = text_or(*item, "reason");
  if (reason.empty()) return "";
  return "This workflow cannot be started: " + std::string(domain::reason_text(reason));
}

}  // namespace

Json ask_product(forms::Wizard& wizard, FormContext& context) {
  store::Database& db = context.session.db;
  std::vector<forms::Option> products = products_of(db, context.workflow_name);
  const Json& answer = wizard.ask(forms::Page{
      .name = "NewProductPage",
      .fields = {{"product", forms::choice("ProductChoice", products)
                                 .formatted("productId")
                                 .checked([&db, workflow_name = context.workflow_name](const Json& value) {
                                   return wrong_product(db, value.get_ref<const std::string&>(),
                                                        workflow_name);
                                 })}},
      .has_next = std::nullopt});
  const std::string product = answer.at("product").get<std::string>();
  const auto chosen = std::find_if(products.begin(), products.end(), [&product](const forms::Option& option) {
    return option.value == product;
  });
  Json begin_state = Json::object();
  begin_state["product"] = product;
  begin_state["product_name"] = chosen->label;
  return begin_state;
}

Json ask_subscription(forms::Wizard& wizard, FormContext& context) {
  store::Database& db = context.session.db;
  const auto version_of = [&db](const std::string& subscription_id) {
    auto rows = db.query("select version from subscriptions where subscription_id = ?", subscription_id);
    return rows.step() ? rows.integer(0) : 0;
  };
  const Json& answer = wizard.ask(
      forms::Page{.name = "ModifySubscriptionPage",
                  .fields = {{"subscription_id", forms::uuid().checked([&db, &context](const Json& value) {
                                return wrong_subscription(db, value.get_ref<const std::string&>(),
                                                          context.workflow_name, context.target);
                              })},
                             {"version", forms::integer().nullable().with_default(nullptr)}},
                  .has_next = std::nullopt,
                  .rule = [&version_of](const Json& values) -> std::string {
                    const Json& given = values.at("version");
                    if (given.is_null()) return "";
                    const int64_t current = version_of(values.at("subscription_id").get<std::string>());
                    if (given == current) return "";
                    return "Stale data: given version (" + dump_json(given) +
                           ") does not match the current version (" + std::to_string(current) + ")";
                  }});
  const std::string subscription_id = answer.at("subscription_id").get<std::string>();
  auto rows = db.query("select product_id, customer_id, version from subscriptions where subscription_id = ?",
                       subscription_id);
  Json begin_state = Json::object();
  if (!rows.step()) return begin_state;  // not reached: the page's rule has seen the row
  begin_state["subscription_id"] = subscription_id;
  begin_state["product"] = rows.text(0);
  begin_state["customer_id"] = rows.text(1);
  begin_state["version"] = rows.integer(2);
  return begin_state;
}

Json then_own(const Json& first, const Form& own, forms::Wizard& wizard, FormContext& context) {
  Json state = context.state;
  state.update(first);
  FormContext inner{context.session, state, context.workflow_name, context.target};
  Json result = first;
  result.update(own.ask(wizard, inner));
  return result;
}

}  // namespace rehearsal::workflow::detail
