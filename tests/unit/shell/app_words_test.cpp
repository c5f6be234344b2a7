#include <gtest/gtest.h>

#include "shell/app/words.h"
#include "shell/app_samples.h"

namespace rehearsal::shell {
namespace {

class ErrorSentence : public testing::Test {
 protected:
  const FormPage page_ = form_page(user_form(), nullptr, Translations(translations_body()));
  std::string say(const Json& error) const {
    return error_sentence(error, page_.find(text_or(Json{{"f", error["loc"][0]}}, "f")));
  }
};

TEST_F(ErrorSentence, TellsWhatToDoForEveryBadInputOfTheExercise) {
  const std::string whole = "Enter a whole number in digits, for example 34";
  EXPECT_EQ(say(form_error("missing", "username", "field required", Json::object())), "Enter a user name");
  EXPECT_EQ(say(form_error("string_type", "username", "Input should be a valid string", nullptr)),
            "Enter a user name");
  EXPECT_EQ(say(form_error("value_error", "username", "must not be empty", "")), "Enter a user name");
  EXPECT_EQ(say(form_error("int_parsing", "age", "…", "x")), whole);
  EXPECT_EQ(say(form_error("int_from_float", "age", "…", 1.5)), whole);
  EXPECT_EQ(say(form_error("missing", "age", "field required", Json::object())), whole);
  EXPECT_EQ(say(form_error("too_short", "user_group_ids", "…", Json::array(), {{"min_length", 1}})),
            "Choose a user group");
  EXPECT_EQ(say(form_error("missing", "user_group_ids", "field required", Json::object())),
            "Choose a user group");
  EXPECT_EQ(say(form_error("too_long", "user_group_ids", "…", Json::array({1, 2}), {{"max_length", 1}})),
            "Choose only one user group");
}

TEST_F(ErrorSentence, KnowsTheKindOfField) {
  const FormPage page = form_page(
      parse_json(
          R"({"properties":{"when":{"format":"timestamp","type":"number"},"day":{"format":"date","type":"string"},
          "rows":{"items":{"type":"integer"},"type":"array"},"terms":{"enum":["ACCEPTED","INCOMPLETE"],"format":"accept"}}})"),
      nullptr, Translations());
  const auto of = [&](const char* field, const char* type, const Json& context = nullptr) {
    return error_sentence(form_error(type, field, "…", "x", context), page.find(field));
  };
  EXPECT_EQ(of("when", "greater_than_equal", {{"ge", 1652751600}}), "Choose a later moment");
  EXPECT_EQ(of("when", "less_than_equal", {{"le", 1652751600}}), "Choose an earlier moment");
  EXPECT_EQ(of("when", "int_parsing"), "Enter a date and a time");
  EXPECT_EQ(of("day", "missing"), "Enter a date");
  EXPECT_EQ(of("rows", "too_short", {{"min_length", 1}}), "Add at least one");
  EXPECT_EQ(of("rows", "too_short", {{"min_length", 2}}), "Add at least 2");
  EXPECT_EQ(of("rows", "too_long", {{"max_length", 3}}), "Leave at most 3");
  EXPECT_EQ(of("terms", "value_error"), "Confirm this to go on");
}

TEST_F(ErrorSentence, NamesWhatIsNoLongerOffered) {
  EXPECT_EQ(say(form_error("enum", "user_group_ids", "…", kStaff)),
            "\u2018User group staff\u2019 is no longer active. Choose another user group.");
  EXPECT_EQ(say(form_error("enum", "user_group_ids", "…", kAnn)),
            "\u201833333333\u2019 is no longer active. Choose another user group.");
  EXPECT_EQ(say(form_error("is_instance_of", "user_group_ids", "…", "green")),
            "\u2018green\u2019 cannot be chosen. Choose another user group.");
}

TEST_F(ErrorSentence, HasWordsForLimitsAndFallsBackToTheEnginesOwn) {
  EXPECT_EQ(say(form_error("less_than_equal", "age", "…", 101, {{"le", 100}})), "Enter 100 or less");
  EXPECT_EQ(say(form_error("greater_than_equal", "age", "…", -1, {{"ge", 0}})), "Enter 0 or more");
  EXPECT_EQ(say(form_error("string_too_long", "username", "…", "…", {{"max_length", 8}})),
            "Use at most 8 characters");
  EXPECT_EQ(say(form_error("string_too_short", "username", "…", "a", {{"min_length", 3}})),
            "Use at least 3 characters");
  EXPECT_EQ(say(form_error("value_error", "username", "too high", "z")), "Too high");
  EXPECT_EQ(say(form_error("assertion_error", "username", "Assertion failed, nope", "z")), "Nope");
  EXPECT_EQ(say(form_error("value_error", "__root__",
                           "Stale data: given version (1) does not match the current version (4)",
                           {{"version", 1}})),
            "The subscription has changed since this form was opened. Open the form again.");
  EXPECT_EQ(say(form_error("brand_new_type", "username", "of its own", "z")), "Of its own");
  EXPECT_EQ(say(form_error("extra_forbidden", "nope", "Extra inputs are not permitted", 1)),
            "This form has no such field");
}

TEST_F(ErrorSentence, DetailsAreTheEnginesWords) {
  EXPECT_EQ(
      error_details(form_error("int_parsing", "age",
                               "Input should be a valid integer, unable to parse string as an integer", "x")),
      "Input should be a valid integer, unable to parse string as an integer (type int_parsing)");
}

TEST(ProblemSentence, AlwaysSaysSomething) {
  EXPECT_EQ(
      problem_sentence({{"detail", "Resuming a running workflow is not possible"}, {"status", 409}}, 409),
      "Resuming a running workflow is not possible.");
  EXPECT_EQ(problem_sentence(parse_json(R"({"detail":[{"msg":"Input should be a valid UUID"}]})"), 422),
            "The engine refused the request: Input should be a valid UUID.");
  EXPECT_EQ(problem_sentence({{"detail", nullptr}, {"title", "Not Found"}}, 404), "Not Found.");
  EXPECT_EQ(problem_sentence(nullptr, 500), "The engine answered with status 500 and no reason.");
  EXPECT_EQ(problem_sentence(not_valid(Json::array({form_error("value_error", "subscription_id",
                                                               "This workflow cannot be started: why", "")})),
                             400),
            "This workflow cannot be started: why");
}

TEST(Status, EveryKnownOneHasAWordAndATone) {
  EXPECT_EQ(process_status("completed").tone, Tone::kSuccess);
  EXPECT_EQ(process_status("suspended").text, "waiting for input");
  EXPECT_EQ(subscription_status("provisioning").tone, Tone::kInfo);
  EXPECT_EQ(step_status("abort").text, "aborted");
  EXPECT_EQ(process_status("made_up_one").text, "made up one");
  EXPECT_TRUE(is_moving("running"));
  EXPECT_FALSE(is_moving("failed"));
  EXPECT_TRUE(can_retry("waiting"));
  EXPECT_FALSE(can_abort("aborted"));
  EXPECT_TRUE(can_abort("suspended"));
}

TEST(Actions, SayWhyAGroupInUseCannotBeTerminated) {
  const std::vector<Action> actions =
      actions_of({{"create",
                   {{{"name", "create_user_group"},
                     {"description", "Create user group"},
                     {"reason", "subscription.no_modify_invalid_status"}}}},
                  {"modify", {{{"name", "modify_note"}, {"description", "Modify Note"}}}},
                  {"terminate",
                   {{{"name", "terminate_user_group"},
                     {"description", "Terminate user group"},
                     {"reason", "subscription.no_modify_subscription_in_use_by_others"},
                     {"unterminated_in_use_by_subscriptions_detail",
                      {{{"subscription_id", kAnn},
                        {"subscription_description", "User ann from group staff (internal)"}}}}}}},
                  {"system", Json::array()}});
  ASSERT_EQ(actions.size(), 2u) << "create workflows are none of a subscription's actions";
  EXPECT_EQ(actions[0].name, "modify_note");
  EXPECT_TRUE(actions[0].reason.empty());
  EXPECT_EQ(actions[1].target, "terminate");
  EXPECT_EQ(actions[1].reason, "It is in use. Terminate first what uses it:");
  ASSERT_EQ(actions[1].blockers.size(), 1u);
  EXPECT_EQ(actions[1].blockers[0].id, kAnn);
}

TEST(Actions, HaveWordsForEveryReason) {
  const auto reason = [](const Json& fields) {
    Json action = {{"name", "n"}, {"description", "d"}};
    action.update(fields);
    return actions_of({{"modify", {action}}}).at(0).reason;
  };
  EXPECT_EQ(
      reason({{"reason", "subscription.no_modify_invalid_status"},
              {"usable_when", {"active", "provisioning"}},
              {"status", "terminated"}}),
      "It can be started only while the subscription is active or provisioning; this one is terminated.");
  EXPECT_NE(reason({{"reason", "subscription.not_in_sync"}}).find("out of sync"), std::string::npos);
  EXPECT_EQ(reason({{"reason", "subscription.something_new"}}), "Something new.");
}

TEST(WithArticle, ListensToTheSound) {
  EXPECT_EQ(with_article("user name"), "a user name");
  EXPECT_EQ(with_article("age"), "an age");
  EXPECT_EQ(with_article("group name"), "a group name");
}

}  // namespace
}  // namespace rehearsal::shell
