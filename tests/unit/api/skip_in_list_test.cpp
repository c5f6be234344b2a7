// A skip that is asked for fields within a list: no product that ships has a list of blocks, so the handlers
// are asked with products of our own.
#include <gtest/gtest.h>

#include "api/refusal.h"
#include "api/router.h"
#include "domain/subscriptions.h"
#include "domain/world.h"
#include "store/transaction.h"
#include "workflow/generic_steps.h"

namespace rehearsal::api {
namespace {

using workflow::Gives;
using workflow::StepContext;

// clang-format 14 takes step<"name", […]> for comparisons.
// clang-format off
constexpr workflow::Step make = workflow::step<"Make", [](StepContext& context) -> Gives<"subscription", "subscription_id"> {
  domain::Session& session = context.session;
  domain::Subscription made = domain::from_product_id(session, domain::kServiceProduct, domain::kCustomer);
  domain::Block& root = made.blocks("service").front();
  root.set("service_id", 7);
  for (int i = 0; i < 2; ++i)
    root.blocks("members").push_back(domain::new_block(session, session.models.block("PortBlock"), made.subscription_id));
  return {{"subscription", made}, {"subscription_id", made.subscription_id}};
}>;
constexpr workflow::Step fill = workflow::step<"Fill", []() -> Gives<"subscription"> { throw value_error("no"); }>;
constexpr auto steps = workflow::init >> make >> fill >> workflow::set_status<domain::SubscriptionLifecycle::ACTIVE> >> workflow::done;
// clang-format on

class SkipInAList : public ::testing::Test, public domain::World {
 protected:
  SkipInAList() {
    catalog.registry.add({.name = "serve", .description = "", .steps = steps_of(steps)});
    db.run(
        "insert into workflows (workflow_id, name, target, description, created_at, is_task) values ('w', "
        "'serve', 'CREATE', '', 0, 0)");
    runner.recover();
  }
  // As the engine does with a change; what it refuses is undone.
  Answer ask(const std::string& method, const std::string& path, Json body = nullptr) {
    Request request;
    request.method = method;
    request.path = path;
    request.body = std::move(body);
    const Match match = find_route(method, path);
    Ids of_change(7, "change " + std::to_string(++asked_));
    Events events;
    Effects effects;
    Call call{request, match.parts, services, runner, catalog, facts, trouble, of_change,
              events,  effects,     jobs,     orders, log,     blobs, given,   true};
    store::Transaction transaction(db);
    Answer answered;
    try {
      answered = match.route->handler(call);
    } catch (const Refusal& refusal) {
      return api::answer(refusal.status(), refusal.body());
    }
    transaction.commit();
    for (workflow::Process& process : effects.started) runner.add(std::move(process));
    while (runner.due_in_ms() == 0) {
      store::Transaction turn(db);
      runner.turn();
      turn.commit();
    }
    return answered;
  }

  catalog::Catalog catalog;
  workflow::Services services{db, models, catalog.registry, clock, 7};
  workflow::Runner runner{services};
  EngineFacts facts;
  Trouble trouble;
  Jobs jobs;
  ListOrders orders;
  MessageLog log;
  std::vector<std::string> blobs;
  std::vector<Bytes> given;
  int asked_ = 0;
};

TEST_F(SkipInAList, EachIsAskedForByItsPlaceAndGetsItsValue) {
  const domain::Port main = active_port("main"), one = active_port("one"), two = active_port("two");
  const std::string id =
      text_or(parse_json(ask("POST", "/api/processes/serve", Json::array({Json::object()})).body), "id");
  const std::string skip = "/api/rehearsal/processes/" + id + "/skip";
  EXPECT_EQ(parse_json(ask("GET", skip).body).at("values"),
            Json({"service.main", "service.members[0]", "service.members[1]"}));
  Json values = {{"service.main", main.subscription_id},
                 {"service.members[0]", one.subscription_id},
                 {"service.members[1]", nullptr}};
  EXPECT_EQ(ask("POST", skip, {{"reason", "by hand"}, {"values", values}}).status, 422);
  values.erase("service.members[1]");
  EXPECT_EQ(ask("POST", skip, {{"reason", "by hand"}, {"values", values}}).status, 422);
  values["service.members[1]"] = two.subscription_id;
  const Answer skipped = ask("POST", skip, {{"reason", "by hand"}, {"values", values}});
  EXPECT_EQ(skipped.status, 204) << skipped.body;
  const Json process = parse_json(ask("GET", "/api/processes/" + id).body);
  ASSERT_EQ(process.at("last_status"), "completed") << process.at("failed_reason");
  const domain::Subscription made =
      domain::load_unchecked(session, process.at("current_state").at("subscription_id").get<std::string>());
  EXPECT_EQ(made.status, domain::SubscriptionLifecycle::ACTIVE);
  const domain::Block& root = made.blocks("service").front();
  EXPECT_EQ(root.blocks("main").front().owner_subscription_id, main.subscription_id);
  ASSERT_EQ(root.blocks("members").size(), 2u);
  EXPECT_EQ(root.blocks("members")[0].owner_subscription_id, one.subscription_id);
  EXPECT_EQ(root.blocks("members")[1].owner_subscription_id, two.subscription_id);
}

}  // namespace
}  // namespace rehearsal::api
