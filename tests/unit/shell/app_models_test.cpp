#include <gtest/gtest.h>

#include "shell/app/process_model.h"
#include "shell/app/subscription_model.h"
#include "shell/app_samples.h"

namespace rehearsal::shell {
namespace {

Json row(const char* name, const char* status, const Json& state, const Json& delta) {
  return {{"step_id", std::string("id of ") + name},
          {"name", name},
          {"status", status},
          {"created_by", "SYSTEM"},
          {"executed", 11.5},
          {"started", 11.0},
          {"completed", 11.5},
          {"commit_hash", nullptr},
          {"state", state},
          {"state_delta", delta}};
}
Json pending(const char* name) {
  return {{"step_id", nullptr},  {"name", name},          {"status", "pending"},  {"created_by", nullptr},
          {"executed", nullptr}, {"started", nullptr},    {"completed", nullptr}, {"commit_hash", nullptr},
          {"state", nullptr},    {"state_delta", nullptr}};
}
Json process_body(const char* status, const Json& steps) {
  return {{"process_id", "p"},
          {"workflow_name", "create_user"},
          {"workflow_target", "CREATE"},
          {"last_status", status},
          {"is_task", false},
          {"created_by", "SYSTEM"},
          {"started_at", 10.0},
          {"last_modified_at", 12.0},
          {"failed_reason", nullptr},
          {"subscriptions",
           {{{"subscription_id", kAnn},
             {"description", "User ann"},
             {"status", "active"},
             {"product", {{"name", "User internal"}}}}}},
          {"steps", steps},
          {"form", nullptr},
          {"traceback", nullptr},
          {"note", nullptr}};
}

TEST(ProcessModel, ReadsAFinishedProcess) {
  const Json first = {{"username", "ann"}, {"reporter", "SYSTEM"}};
  const Json second = {
      {"username", "ann"}, {"reporter", "SYSTEM"}, {"subscription", {{"status", "initial"}, {"version", 1}}}};
  const Json third = {
      {"username", "ann"}, {"reporter", "SYSTEM"}, {"subscription", {{"status", "active"}, {"version", 1}}}};
  const Process process = process_of(process_body(
      "completed",
      {row("Start", "success", first, first),
       row("Create subscription", "success", second, {{"subscription", second["subscription"]}}),
       row("Set subscription to 'active'", "success", third, {{"subscription", {{"status", "active"}}}}),
       row("Done", "complete", third, Json::object())}));
  EXPECT_EQ(process.steps.size(), 4u);
  EXPECT_EQ(process.done_steps(), 4u);
  EXPECT_EQ(process.failed_step(), -1);
  EXPECT_EQ(process.subscriptions.at(0).product, "User internal");
  EXPECT_DOUBLE_EQ(*process.steps[0].seconds(), 0.5);
  ASSERT_EQ(process.steps[1].changes.size(), 1u);
  EXPECT_TRUE(process.steps[1].changes[0].whole());
  EXPECT_EQ(process.steps[1].unchanged, 2u);
  ASSERT_EQ(process.steps[2].changes.size(), 1u);
  EXPECT_EQ(path_words(process.steps[2].changes[0].path), "subscription \u203a status");
  EXPECT_EQ(process.steps[2].changes[0].before, "initial");
  EXPECT_EQ(process.steps[2].changes[0].after, "active");
  EXPECT_TRUE(process.steps[3].changes.empty());
}

TEST(ProcessModel, ShowsTheStepThatIsAtWork) {
  const Process process = process_of(process_body("running", {row("Start", "success", {{"a", 1}}, {{"a", 1}}),
                                                              pending("Provision user"), pending("Done")}));
  EXPECT_EQ(process.steps[1].status, "running");
  EXPECT_EQ(process.steps[2].status, "pending");
  EXPECT_FALSE(process.steps[1].executed());
}

TEST(ProcessModel, AFailedStepIsShownOnce) {
  const Json steps = {
      row("Start", "success", {{"a", 1}}, {{"a", 1}}),
      row("Provision user", "failed", {{"class", "ValueError"}, {"error", "out of ids"}, {"retries", 2}},
          {{"class", "ValueError"}, {"error", "out of ids"}, {"retries", 2}}),
      pending("Provision user"), pending("Done")};
  const Process failed = process_of(process_body("failed", steps));
  ASSERT_EQ(failed.steps.size(), 3u);
  EXPECT_EQ(failed.failed_step(), 1);
  EXPECT_EQ(failed.steps[1].attempts, 3);
  EXPECT_TRUE(failed.steps[1].changes.empty()) << "a failure's words are no changes of the state";
  EXPECT_EQ(failure_words(failed.steps[1].state), "Out of ids");
  const Process again = process_of(process_body("running", steps));
  ASSERT_EQ(again.steps.size(), 4u) << "while it is tried again, it is shown to run";
  EXPECT_EQ(again.steps[2].status, "running");
  EXPECT_EQ(failed.wanted_steps(), 3u);
  EXPECT_EQ(again.wanted_steps(), 3u) << "what failed is tried again, not done beside it";
  EXPECT_EQ(again.failed_step(), -1);
}

TEST(ProcessModel, TakesChangesFromTheLastSuccessAndNotFromAFailure) {
  const Process process =
      process_of(process_body("completed", {row("Start", "success", {{"n", 1}}, {{"n", 1}}),
                                            row("Flaky", "failed", {{"error", "x"}}, {{"error", "x"}}),
                                            row("Flaky", "success", {{"n", 2}}, {{"n", 2}})}));
  EXPECT_EQ(process.steps[2].changes.at(0).before, 1);
}

TEST(ProcessModel, ReadsAnItemOfAListAndNonsense) {
  Json item = process_body("suspended", nullptr);
  EXPECT_TRUE(process_of(item).steps.empty());
  EXPECT_EQ(process_of(nullptr).id, "");
  EXPECT_EQ(failure_words({{"error", "\"Could not find key 'x' in state.\""}}),
            "Could not find key 'x' in state.");
  EXPECT_EQ(failure_words(nullptr), "");
}

TEST(Changes, ShowNewObjectsFoldedAndLast) {
  const std::vector<Change> changes = changes_of(
      {{"subscription", {{"a", 1}}}, {"pushed", "ann"}, {"empty", Json::object()}}, {{"other", 1}});
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].path.front(), "pushed");
  EXPECT_FALSE(changes[0].before.has_value());
  EXPECT_FALSE(changes[1].whole()) << "an empty object has nothing to unfold";
  EXPECT_TRUE(changes[2].whole());
}

Json user_model() {
  return {{"subscription_id", kAnn},
          {"start_date", 1795464000.5},
          {"description", "User ann from group staff (internal)"},
          {"status", "active"},
          {"product_id", nullptr},
          {"customer_id", "c"},
          {"insync", true},
          {"note", nullptr},
          {"name", nullptr},
          {"end_date", nullptr},
          {"product",
           {{"name", "User internal"},
            {"description", "user administration - internal"},
            {"product_type", "User"},
            {"tag", "USER_INT"}}},
          {"customer_descriptions", Json::array()},
          {"tag", nullptr},
          {"version", 4},
          {"affiliation", "internal"},
          {"user",
           {{"name", "UserBlock"},
            {"subscription_instance_id", "i1"},
            {"owner_subscription_id", kAnn},
            {"label", nullptr},
            {"group",
             {{"name", "UserGroupBlock"},
              {"subscription_instance_id", "i2"},
              {"owner_subscription_id", kStaff},
              {"label", nullptr},
              {"group_name", "staff"},
              {"group_id", 1114567570},
              {"in_use_by_ids", Json::array()},
              {"in_use_by_relations", {{{"subscription_instance_id", "i1"}, {"subscription_id", kAnn}}}}}},
            {"username", "ann"},
            {"age", 33},
            {"user_id", 3877663347},
            {"in_use_by_ids", Json::array()},
            {"in_use_by_relations", Json::array()}}}};
}

TEST(SubscriptionModel, ReadsTheUsersBlockWithTheGroupsBlockInIt) {
  const Subscription user = subscription_of(user_model());
  EXPECT_EQ(user.version, 4);
  EXPECT_EQ(user.product, "User internal");
  ASSERT_EQ(user.fixed_inputs.size(), 1u);
  EXPECT_EQ(user.fixed_inputs[0].first, "affiliation");
  ASSERT_EQ(user.blocks.size(), 1u);
  const Block& block = user.blocks[0];
  EXPECT_EQ(block.name, "UserBlock");
  EXPECT_FALSE(block.foreign);
  ASSERT_EQ(block.values.size(), 3u);
  EXPECT_EQ(block.values[0].first, "username");
  ASSERT_EQ(block.blocks.size(), 1u);
  EXPECT_TRUE(block.blocks[0].foreign);
  EXPECT_EQ(block.blocks[0].owner_id, kStaff);
  EXPECT_TRUE(user.used_by.empty()) << "what uses a foreign block does not use this subscription";
}

TEST(SubscriptionModel, TellsWhoUsesTheGroup) {
  Json body = user_model();
  body["subscription_id"] = kStaff;
  body["user_group"] = body["user"]["group"];
  body.erase("user");
  EXPECT_EQ(subscription_of(body).used_by, std::vector<std::string>{kAnn});
}

TEST(SubscriptionModel, ReadsListsOfBlocksAndNonsense) {
  Json body = user_model();
  const Json group = body["user"]["group"];
  body["user"]["group"] = Json::array({group, group});
  EXPECT_EQ(subscription_of(body).blocks[0].blocks.size(), 2u);
  EXPECT_EQ(subscription_of(nullptr).id, "");
}

}  // namespace
}  // namespace rehearsal::shell
