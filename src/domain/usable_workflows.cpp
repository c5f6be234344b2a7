#include "domain/usable_workflows.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "domain/relations.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

constexpr std::array<std::string_view, 6> kTargets = {"CREATE", "MODIFY",   "TERMINATE",
                                                      "SYSTEM", "VALIDATE", "RECONCILE"};

// Of related subscriptions so many are told.
constexpr size_t kMostTold = 100;

struct WorkflowRow {
  std::string name;
  std::string description;
  std::string target;
  bool is_task = false;
};

// May start while the subscription or its relations are out of sync (WF_USABLE_WHILE_OUT_OF_SYNC).
bool is_usable_out_of_sync(const WorkflowRow& workflow) {
  return workflow.name == "modify_note" || workflow.is_task || workflow.target == "RECONCILE";
}

// The statuses in which workflows of the target may start (WF_USABLE_MAP's defaults).
std::vector<SubscriptionLifecycle> usable_when(std::string_view target) {
  if (target == "CREATE") return {};
  if (target == "TERMINATE") return {SubscriptionLifecycle::ACTIVE, SubscriptionLifecycle::PROVISIONING};
  return {SubscriptionLifecycle::ACTIVE};
}

// What is related and keeps something from starting. Where there are more than are told, their number, too.
void put_blockers(Json& item, const std::string& key, const Users& blockers) {
  Json ids = Json::array();
  Json details = Json::array();
  for (const RelatedSubscription& each : blockers.first) {
    ids.push_back(each.subscription_id);
    details.push_back(
        {{"subscription_id", each.subscription_id}, {"subscription_description", each.description}});
  }
  item[key] = std::move(ids);
  item[key + "_detail"] = std::move(details);
  if (blockers.total > static_cast<int64_t>(blockers.first.size())) item[key + "_total"] = blockers.total;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// What keeps every workflow of the subscription from starting: an object with the reason, or an empty one.
Json common_reason(store::Database& db, std::string_view subscription_id, bool insync) {
  if (!insync) return {{"reason", "subscription.not_in_sync"}};
  Users locked = locked_users(db, subscription_id, kMostTold);
  for (RelatedSubscription& used : depends_on(db, subscription_id)) {
    if (used.insync) continue;
    ++locked.total;
    if (locked.first.size() < kMostTold) locked.first.push_back(std::move(used));
  }
  Json reason = Json::object();
  if (locked.total == 0) return reason;
  reason["reason"] = "subscription.relations_not_in_sync";
  put_blockers(reason, "locked_relations", locked);
  return reason;
}

// What keeps this one workflow from starting is put into its item.
void put_own_reason(Json& item, const WorkflowRow& workflow, SubscriptionLifecycle status,
                    store::Database& db, std::string_view subscription_id) {
  const std::vector<SubscriptionLifecycle> usable = usable_when(workflow.target);
  const char* action = workflow.target == "TERMINATE" ? "terminated" : "modified";
  if (std::find(usable.begin(), usable.end(), status) == usable.end()) {
    Json texts = Json::array();
    for (const SubscriptionLifecycle each : usable) texts.push_back(to_text(each));
    item["reason"] = "subscription.no_modify_invalid_status";
    item["usable_when"] = std::move(texts);
    item["status"] = to_text(status);
    item["action"] = action;
  }
  if (workflow.target != "TERMINATE") return;
  const Users blocking = living_users(db, subscription_id, kMostTold);
  if (blocking.total == 0) return;
  item["reason"] = "subscription.no_modify_subscription_in_use_by_others";
  item["action"] = action;
  put_blockers(item, "unterminated_in_use_by_subscriptions", blocking);
}

}  // namespace

std::optional<Json> usable_workflows(store::Database& db, std::string_view subscription_id) {
  std::string product_id;
  SubscriptionLifecycle status{};
  bool insync = false;
  {
    auto rows = db.query("select product_id, status, insync from subscriptions where subscription_id = ?",
                         subscription_id);
    if (!rows.step()) return std::nullopt;
    product_id = rows.text(0);
    status = lifecycle_from_text(rows.view(1));
    insync = rows.boolean(2);
  }
  const Json common = common_reason(db, subscription_id, insync);

  Json answer = common;
  for (const std::string_view target : kTargets) answer[lower(std::string(target))] = Json::array();
  auto rows = db.query(
      "select w.name, w.description, w.target, w.is_task from products_workflows p "
      "join workflows w using (workflow_id) where p.product_id = ? and w.deleted_at is null order by w.rowid",
      product_id);
  while (rows.step()) {
    const WorkflowRow workflow = {rows.text(0), rows.text(1), rows.text(2), rows.boolean(3)};
    Json item = {{"name", workflow.name}, {"description", workflow.description}};
    if (!common.empty() && !is_usable_out_of_sync(workflow)) {
      item.update(common);
    } else {
      put_own_reason(item, workflow, status, db, subscription_id);
    }
    answer[lower(workflow.target)].push_back(std::move(item));
  }
  return answer;
}

std::string_view reason_text(std::string_view reason) {
  constexpr std::array<std::array<std::string_view, 2>, 6> texts = {{
      {"subscription.not_in_sync", "Subscription already has a running process or task"},
      {"subscription.relations_not_in_sync",
       "This subscription can not be modified because some related subscriptions are not insync"},
      {"subscription.no_modify_invalid_status",
       "This subscription can not be modified because of the status it has"},
      {"subscription.no_modify_parent_subscription",
       "This subscription can not be modified as it is used in other subscriptions"},
      {"subscription.no_modify_subscription_in_use_by_others",
       "This subscription can not be modified as it is used in other subscriptions"},
      {"subscription.no_modify_auto_negotiation", "This workflow is not valid for this subscription"},
  }};
  for (const auto& [key, text] : texts) {
    if (key == reason) return text;
  }
  return reason;
}

}  // namespace rehearsal::domain
