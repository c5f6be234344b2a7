// Which workflows may start: engine.md 3.4 and the recordings terminate_group_in_use, locked_relation,
// subscription_workflows, on our own products.
#include "domain/usable_workflows.h"

#include <gtest/gtest.h>

#include "domain/relations.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

using enum SubscriptionLifecycle;

struct WorkflowRow {
  const char* name;
  const char* target;
  bool is_task;
};

// A port, a service over it, and workflows of every target for the port's product.
struct Workflows : World {
  Port port = active_port("one");
  Service service = active_service(port.port);

  Workflows() {
    constexpr WorkflowRow rows[] = {
        {"create_port", "CREATE", false},       {"modify_port", "MODIFY", false},
        {"terminate_port", "TERMINATE", false}, {"validate_port", "VALIDATE", true},
        {"reconcile_port", "RECONCILE", false}, {"modify_note", "MODIFY", false},
        {"system_port", "SYSTEM", false},
    };
    for (const WorkflowRow& row : rows) add(row);
    add({"gone", "MODIFY", false});
    db.run("update workflows set deleted_at = 1 where name = 'gone'");
    db.run("insert into workflows values ('other', 'other', 'MODIFY', 'of another product', 1, null, 0)");
  }

  void add(const WorkflowRow& row) {
    db.run(
        "insert into workflows (workflow_id, name, target, description, created_at, is_task) values (?, ?, "
        "?, ?, 1, ?)",
        row.name, row.name, row.target, std::string("About ") + row.name, row.is_task);
    db.run("insert into products_workflows values (?, ?)", kPortProduct, row.name);
  }

  Json usable(const std::string& id) { return usable_workflows(db, id).value(); }
  void set_insync(const std::string& id, bool insync) {
    db.run("update subscriptions set insync = ? where subscription_id = ?", insync, id);
  }
};

Json item(const char* name) {
  return {{"name", name}, {"description", std::string("About ") + name}};
}

Json invalid_status(const char* name, const char* usable_when, const char* status, const char* action) {
  Json json = item(name);
  json["reason"] = "subscription.no_modify_invalid_status";
  json["usable_when"] = parse_json(usable_when);
  json["status"] = status;
  json["action"] = action;
  return json;
}

void expect_same(const Json& a, const Json& b) {
  EXPECT_EQ(canonical_json(a), canonical_json(b));
}

TEST(UsableWorkflows, InSyncAndUsedByAnother) {
  Workflows w;
  Json in_use = item("terminate_port");
  in_use["reason"] = "subscription.no_modify_subscription_in_use_by_others";
  in_use["action"] = "terminated";
  in_use["unterminated_in_use_by_subscriptions"] = {w.service.subscription_id};
  in_use["unterminated_in_use_by_subscriptions_detail"] = Json::array(
      {{{"subscription_id", w.service.subscription_id}, {"subscription_description", "Service over one"}}});
  expect_same(w.usable(w.port.subscription_id),
              {{"create", {invalid_status("create_port", "[]", "active", "modified")}},
               {"modify", {item("modify_port"), item("modify_note")}},
               {"terminate", Json::array({in_use})},
               {"system", {item("system_port")}},
               {"validate", {item("validate_port")}},
               {"reconcile", {item("reconcile_port")}}});
}

TEST(UsableWorkflows, OnceItsUsersAreTerminatedItMayBe) {
  Workflows w;
  w.set_status(w.service.subscription_id, TERMINATED);
  expect_same(w.usable(w.port.subscription_id)["terminate"], Json::array({item("terminate_port")}));
}

TEST(UsableWorkflows, EveryStatusHasItsWorkflows) {
  Workflows w;
  w.set_status(w.service.subscription_id, TERMINATED);
  for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
    w.set_status(w.port.subscription_id, status);
    const Json usable = w.usable(w.port.subscription_id);
    for (const char* target : {"modify", "validate", "reconcile", "system"}) {
      EXPECT_EQ(usable[target][0].contains("reason"), status != ACTIVE) << target << " " << to_text(status);
    }
    EXPECT_EQ(usable["terminate"][0].contains("reason"), status != ACTIVE && status != PROVISIONING)
        << to_text(status);
    EXPECT_TRUE(usable["create"][0].contains("reason"));
  }
  w.set_status(w.port.subscription_id, TERMINATED);
  expect_same(w.usable(w.port.subscription_id)["terminate"][0],
              invalid_status("terminate_port", "[\"active\", \"provisioning\"]", "terminated", "terminated"));
}

TEST(UsableWorkflows, OutOfSync) {
  Workflows w;
  w.set_status(w.service.subscription_id, TERMINATED);
  w.set_insync(w.port.subscription_id, false);
  w.set_insync(w.service.subscription_id, false);  // relations are not looked at
  const auto locked = [](const char* name) {
    Json json = item(name);
    json["reason"] = "subscription.not_in_sync";
    return json;
  };
  expect_same(w.usable(w.port.subscription_id), {{"reason", "subscription.not_in_sync"},
                                                 {"create", {locked("create_port")}},
                                                 {"modify", {locked("modify_port"), item("modify_note")}},
                                                 {"terminate", {locked("terminate_port")}},
                                                 {"system", {locked("system_port")}},
                                                 {"validate", {item("validate_port")}},
                                                 {"reconcile", {item("reconcile_port")}}});
}

// L03, L04, L06: in both directions, users first, whatever their status.
TEST(UsableWorkflows, RelationsOutOfSync) {
  Workflows w;
  w.set_status(w.service.subscription_id, TERMINATED);
  w.set_insync(w.service.subscription_id, false);
  const Json usable = w.usable(w.port.subscription_id);
  EXPECT_EQ(usable["reason"], "subscription.relations_not_in_sync");
  EXPECT_EQ(usable["locked_relations"], Json::array({w.service.subscription_id}));
  const Json detail = Json::array(
      {{{"subscription_id", w.service.subscription_id}, {"subscription_description", "Service over one"}}});
  expect_same(usable["locked_relations_detail"], detail);
  expect_same(usable["modify"][0], {{"name", "modify_port"},
                                    {"description", "About modify_port"},
                                    {"reason", "subscription.relations_not_in_sync"},
                                    {"locked_relations", {w.service.subscription_id}},
                                    {"locked_relations_detail", detail}});
  expect_same(usable["modify"][1], item("modify_note"));

  w.set_insync(w.service.subscription_id, true);
  w.set_insync(w.port.subscription_id, false);
  EXPECT_EQ(w.usable(w.service.subscription_id)["locked_relations"], Json::array({w.port.subscription_id}));
  EXPECT_FALSE(w.usable(w.service.subscription_id).contains("locked_relation"));
}

// The original fails here (an undefined variable): a workflow that does not mind being out of sync, on a used
// subscription.
TEST(UsableWorkflows, ATaskThatTerminatesIsRefusedForItsUsersOutOfSyncToo) {
  Workflows w;
  w.add({"task_terminate", "TERMINATE", true});
  w.set_insync(w.port.subscription_id, false);
  EXPECT_EQ(w.usable(w.port.subscription_id)["terminate"][1]["reason"],
            "subscription.no_modify_subscription_in_use_by_others");
}

// L02.
TEST(UsableWorkflows, OfAProductWithoutWorkflows) {
  Workflows w;
  w.set_insync(w.service.subscription_id, false);
  expect_same(
      w.usable(w.service.subscription_id),
      parse_json(R"({"reason": "subscription.not_in_sync", "create": [], "modify": [], "terminate": [],
                             "system": [], "validate": [], "reconcile": []})"));
}

TEST(UsableWorkflows, OfNoSubscription) {
  World world;
  EXPECT_EQ(usable_workflows(world.db, "11111111-1111-4111-8111-111111111111"), std::nullopt);
}

TEST(UsableWorkflows, ReasonsInWords) {
  EXPECT_EQ(reason_text("subscription.not_in_sync"), "Subscription already has a running process or task");
  EXPECT_EQ(reason_text("subscription.relations_not_in_sync"),
            "This subscription can not be modified because some related subscriptions are not insync");
  EXPECT_EQ(reason_text("subscription.no_modify_invalid_status"),
            "This subscription can not be modified because of the status it has");
  EXPECT_EQ(reason_text("subscription.no_modify_subscription_in_use_by_others"),
            "This subscription can not be modified as it is used in other subscriptions");
  EXPECT_EQ(reason_text("subscription.no_modify_parent_subscription"),
            reason_text("subscription.no_modify_subscription_in_use_by_others"));
  EXPECT_EQ(reason_text("subscription.no_modify_auto_negotiation"),
            "This workflow is not valid for this subscription");
  EXPECT_EQ(reason_text("something.else"), "something.else");
}

// L10.
TEST(Relations, BothWaysEachOnceInTheOrderOfTheirMaking) {
  World world;
  const Port a = world.active_port("a");
  const Port b = world.active_port("b");
  Service first = world.active_service(a.port);
  first.service.backup = b.port;
  save(world.session, first);
  const Service second = world.active_service(a.port);
  world.set_status(second.subscription_id, TERMINATED);
  const auto ids = [](const std::vector<RelatedSubscription>& all) {
    std::vector<std::string> found;
    for (const RelatedSubscription& each : all) found.push_back(each.subscription_id);
    return found;
  };
  const auto users_of = [&](const std::string& id) {
    return users_with(world.db, id, {kSubscriptionLifecycles.begin(), kSubscriptionLifecycles.end()}).first;
  };
  EXPECT_EQ(ids(users_of(a.subscription_id)),
            (std::vector<std::string>{first.subscription_id, second.subscription_id}));
  EXPECT_EQ(ids(living_users(world.db, a.subscription_id).first),
            std::vector<std::string>{first.subscription_id});
  EXPECT_EQ(ids(depends_on(world.db, first.subscription_id)),
            (std::vector<std::string>{a.subscription_id, b.subscription_id}));
  EXPECT_TRUE(depends_on(world.db, a.subscription_id).empty());
  EXPECT_TRUE(users_of(first.subscription_id).empty());
  const RelatedSubscription user = users_of(a.subscription_id).back();
  EXPECT_EQ(user.description, "Service over a");
  EXPECT_EQ(user.status, TERMINATED);
  EXPECT_TRUE(user.insync);

  // Two of its blocks in use by one subscription: named once.
  auto own = PortBlock::create(world.session, first.subscription_id);
  own.port_name = "own";
  first.service.members = {own};
  auto other = PortBlock::create(world.session, first.subscription_id);
  other.port_name = "other";
  first.service.members.push_back(other);
  save(world.session, first);
  Service third = world.active_service(own);
  third.service.backup = other;
  save(world.session, third);
  EXPECT_EQ(ids(users_of(first.subscription_id)), std::vector<std::string>{third.subscription_id});
  EXPECT_EQ(ids(depends_on(world.db, third.subscription_id)),
            std::vector<std::string>{first.subscription_id});
}

TEST(Relations, OfManyUsersTheFirstAreNamedAndAllCounted) {
  Workflows world;
  std::vector<std::string> users = {world.service.subscription_id};
  while (users.size() < 105) users.push_back(world.active_service(world.port.port).subscription_id);
  const std::string& port = world.port.subscription_id;
  const Users living = living_users(world.db, port);
  EXPECT_EQ(living.first.size(), kMostNamed);
  EXPECT_EQ(living.first.back().subscription_id, users[kMostNamed - 1]);
  EXPECT_EQ(living.total, 105);
  EXPECT_EQ(names_of(living_users(world.db, port, 2)), "Service over one, Service over one and 103 more");

  const Json item = world.usable(port).at("terminate").at(0);
  EXPECT_EQ(item.at("unterminated_in_use_by_subscriptions").size(), 100u);
  EXPECT_EQ(item.at("unterminated_in_use_by_subscriptions_detail").size(), 100u);
  EXPECT_EQ(item.at("unterminated_in_use_by_subscriptions_total"), 105);

  world.db.run("update subscriptions set insync = 0 where subscription_id <> ?", port);
  const Json all = world.usable(port);
  EXPECT_EQ(all.at("locked_relations").size(), 100u);
  EXPECT_EQ(all.at("locked_relations_total"), 105);
}

}  // namespace
}  // namespace rehearsal::domain
