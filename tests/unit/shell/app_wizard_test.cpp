// A form on its way: its pages, looks and starts.
#include "shell/app_wizard_fixture.h"

namespace rehearsal::shell {
namespace {

TEST_F(WizardTest, AsksItsFirstPageWithWhatTheShellKnows) {
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kLoading);
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"product":"p-2"}])"));
  wizard_.update(door_, words_);
  EXPECT_EQ(host_.sent.size(), 1u);
  host_.answer(door_, 510, not_complete(user_form()));
  EXPECT_TRUE(wizard_.update(door_, words_));
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.page().fields.size(), 3u);
}

TEST_F(WizardTest, StartsAProcess) {
  open();
  fill("ann", "33", {0});
  wizard_.submit(door_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kSending);
  wizard_.submit(door_);
  EXPECT_EQ(host_.sent.size(), 2u) << "pressed twice, sent once";
  EXPECT_EQ(host_.last()["body"][1], (Json{{"username", "ann"}, {"age", 33}, {"user_group_ids", {kStaff}}}));
  host_.answer(door_, 201, {{"id", "process-1"}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kStarted);
  EXPECT_EQ(wizard_.started(), "process-1");
}

TEST_F(WizardTest, LooksBeforeItStartsAnything) {
  wizard_.update(door_, words_);
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/forms/create_user");
  EXPECT_FALSE(host_.last().contains("key")) << "it changes nothing";
  host_.answer(door_, 200, {{"complete", true}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_FALSE(wizard_.has_page()) << "there is nothing to ask";
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/create_user");
  EXPECT_TRUE(host_.last().contains("key"));
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"product":"p-2"}])"));
}

TEST_F(WizardTest, ASubmissionDuringALookIsNotLost) {
  open();
  fill("ann", "33", {0});
  wizard_.refresh(door_);
  const TestHost::Sent look = host_.sent.back();
  EXPECT_EQ(look.request["path"], "/api/rehearsal/forms/create_user");
  wizard_.submit(door_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kSending);
  TestHost::answer(door_, look, 510, not_complete(user_form()));
  wizard_.update(door_, words_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/create_user");
  EXPECT_EQ(host_.last()["body"][1], (Json{{"username", "ann"}, {"age", 33}, {"user_group_ids", {kStaff}}}));
  host_.answer(door_, 201, {{"id", "process-1"}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kStarted);
}

TEST_F(WizardTest, ChoicesThatCannotBeReadAnewLeaveTheFormAsItIs) {
  open();
  fill("ann", "33", {0});
  for (const int status : {503, 404, 0}) {
    wizard_.refresh(door_);
    host_.answer(door_, status, {{"detail", "Engine is locked"}});
    wizard_.update(door_, words_);
    EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
    EXPECT_TRUE(wizard_.problem().is_null()) << "nobody has sent it: " << status;
    EXPECT_EQ(wizard_.refusals(), 0);
    EXPECT_EQ(wizard_.inputs()[0].text, "ann");
  }
}

TEST_F(WizardTest, AProblemStandsUntilItIsSentAgain) {
  open();
  fill("ann", "33", {0});
  wizard_.submit(door_);
  host_.answer(door_, 503, {{"detail", "The engine is locked"}});
  wizard_.update(door_, words_);
  for (const int status : {503, 510}) {
    wizard_.refresh(door_);
    host_.answer(door_, status, not_complete(user_form()));
    wizard_.update(door_, words_);
    EXPECT_EQ(text_or(wizard_.problem(), "detail"), "The engine is locked") << status;
    EXPECT_EQ(wizard_.problem_status(), 503);
  }
  wizard_.submit(door_);
  EXPECT_TRUE(wizard_.problem().is_null());
}

TEST_F(WizardTest, AFirstPageThatCannotBeHadIsAskedForAgain) {
  wizard_.update(door_, words_);
  host_.answer(door_, 503, {{"detail", "The engine is locked"}});
  wizard_.update(door_, words_);
  ASSERT_EQ(wizard_.state(), Wizard::State::kRefused);
  wizard_.try_again();
  open();
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_TRUE(wizard_.problem().is_null());
  EXPECT_EQ(wizard_.page().fields.size(), 3u);
}

// Another answer on the first page, or another state of the engine: what stood on the second is kept.
TEST_F(WizardTest, APageThatIsNotAskedAnyMoreIsSaidAndNothingIsSent) {
  open(parse_json(R"({"properties":{"first":{"type":"string"}},"title":"Page one"})"));
  wizard_.inputs()[0].text = "one";
  wizard_.submit(door_);
  host_.answer(door_, 510, not_complete(parse_json(R"({"properties":{"second":{"type":"string"}}})")));
  wizard_.update(door_, words_);
  wizard_.inputs()[0].text = "two";
  const int moves = wizard_.moves();
  wizard_.refresh(door_);
  wizard_.submit(door_);
  const size_t sent = host_.sent.size();
  host_.answer(door_, 200, {{"complete", true}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.page_number(), 1u);
  EXPECT_EQ(host_.sent.size(), sent) << "one page alone is not what was to be sent";
  EXPECT_EQ(wizard_.draft()["pages"].size(), 2u) << "it is there again when it is asked again";
  ASSERT_NE(wizard_.error_at(""), nullptr);
  EXPECT_EQ(wizard_.refusals(), 1);
  EXPECT_GT(wizard_.moves(), moves);
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/create_user") << "it has been said";
}

// "Next" is no word for starting something: the answers may have become such that nothing follows.
TEST_F(WizardTest, NextStartsNothing) {
  wizard_.update(door_, words_);
  host_.answer(door_, 510, not_complete(user_form(), true));
  wizard_.update(door_, words_);
  fill("ann", "33", {0});
  ASSERT_TRUE(wizard_.leads_on());
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/forms/create_user");
  EXPECT_EQ(host_.last()["body"].size(), 2u);
  host_.answer(door_, 503, {{"detail", "Engine is locked"}});
  wizard_.update(door_, words_);
  EXPECT_FALSE(wizard_.problem().is_null()) << "somebody waits for it";
  wizard_.submit(door_);
  host_.answer(door_, 200, {{"complete", true}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_FALSE(wizard_.leads_on()) << "the button says that it starts";
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/create_user");
}

TEST_F(WizardTest, APageThatSaysThatAnotherFollowsLeadsOn) {
  wizard_.update(door_, words_);
  host_.answer(door_, 510, not_complete(user_form(), true));
  wizard_.update(door_, words_);
  EXPECT_TRUE(wizard_.leads_on());
}

TEST_F(WizardTest, IsRefusedWhenTheSubscriptionCannotBeChanged) {
  wizard_.update(door_, words_);
  host_.answer(door_, 400,
               not_valid(Json::array({form_error("value_error", "subscription_id",
                                                 "This workflow cannot be started: This subscription can not "
                                                 "be modified as it is used in other subscriptions",
                                                 kStaff)})));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kRefused);
  EXPECT_EQ(wizard_.problem_status(), 400);
  EXPECT_EQ(host_.sent.size(), 1u);
}

TEST_F(WizardTest, AnotherProblemKeepsTheFormOpen) {
  open();
  fill("ann", "33", {0});
  wizard_.submit(door_);
  host_.answer(door_, 503, {{"detail", "The engine is locked"}, {"status", 503}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.problem()["detail"], "The engine is locked");
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
  wizard_.submit(door_);
  EXPECT_TRUE(wizard_.problem().is_null());
}

TEST_F(WizardTest, RefreshesAnOpenPageForNewChoices) {
  open(user_form(false));
  wizard_.inputs()[0].text = "ann";
  EXPECT_TRUE(wizard_.touched());
  wizard_.refresh(door_);
  host_.answer(door_, 510, not_complete(user_form()), 7);
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page().fields[2].options.size(), 2u);
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
  EXPECT_EQ(wizard_.as_of(), 7);
}

}  // namespace
}  // namespace rehearsal::shell
