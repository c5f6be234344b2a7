// The form of a process whose step asks.
#include "shell/app_wizard_fixture.h"

namespace rehearsal::shell {
namespace {

TEST_F(WizardTest, NeitherIsOneForAStepThatAsks) {
  Wizard step("p-1", user_form(), words_);
  step.inputs()[0].text = "ann";
  step.inputs()[1].text = "33";
  step.inputs()[2].chosen = {0};
  step.refresh(door_);
  const TestHost::Sent look = host_.sent.back();
  EXPECT_EQ(look.request["path"], "/api/rehearsal/forms/processes/p-1");
  EXPECT_EQ(look.request["body"], Json::array());
  step.submit(door_);
  TestHost::answer(door_, look, 510, not_complete(user_form()));
  step.update(door_, words_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/p-1/resume");
}

TEST_F(WizardTest, ASuspendedStepsChoicesFollow) {
  Wizard resume("p", user_form(false), words_);
  resume.inputs()[0].text = "ann";
  resume.submit(door_);
  ASSERT_NE(resume.error_at("user_group_ids"), nullptr);
  resume.refresh(door_);
  ASSERT_FALSE(host_.sent.empty());
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/forms/processes/p");
  EXPECT_FALSE(host_.last().contains("key")) << "it changes nothing";
  host_.answer(door_, 510, not_complete(user_form()));
  resume.update(door_, words_);
  EXPECT_EQ(resume.page().fields[2].options.size(), 2u);
  EXPECT_EQ(resume.inputs()[0].text, "ann");
  EXPECT_EQ(resume.error_at("user_group_ids"), nullptr);
}

TEST_F(WizardTest, ASuspendedStepsFormIsKnownAtOnce) {
  Wizard resume("p", parse_json(R"({"properties":{"name":{"type":"string"}}})"), words_);
  EXPECT_EQ(resume.state(), Wizard::State::kOpen);
  EXPECT_EQ(resume.page().fields.size(), 1u);
  resume.inputs()[0].text = "bob";
  resume.submit(door_);
  EXPECT_EQ(host_.last()["method"], "PUT");
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"name":"bob"}])"));
  host_.answer(door_, 204, nullptr);
  resume.update(door_, words_);
  EXPECT_EQ(resume.state(), Wizard::State::kStarted);
}

// What a suspended step asks on several pages is looked through as the pages of a start are.
class TwoPagesOfAStep : public testing::Test {
 protected:
  TwoPagesOfAStep() {
    step_.update(door_, words_);
    answer_look(0, 510, not_complete(kOne, true));
  }
  // The last request was a look with so many pages; its answer.
  void answer_look(size_t pages, int status, const Json& body) {
    ASSERT_EQ(host_.last()["path"], "/api/rehearsal/forms/processes/p");
    ASSERT_EQ(host_.last()["body"].size(), pages);
    host_.answer(door_, status, body);
    step_.update(door_, words_);
  }
  void go_on() {
    step_.inputs()[0].text = "ann";
    step_.submit(door_);
    answer_look(1, 510, not_complete(kTwo));
  }

  const Json kOne = parse_json(R"({"title":"One","properties":{"name":{"type":"string"}}})");
  const Json kTwo = parse_json(R"({"title":"Two","properties":{"name":{"type":"string"}}})");
  TestHost host_;
  DoorClient door_{host_};
  Translations words_{translations_body()};
  Wizard step_{"p", kOne, words_};
};

TEST_F(TwoPagesOfAStep, NextResumesNothingAndTheLastPageDoes) {
  EXPECT_TRUE(step_.leads_on()) << "the page says so itself";
  go_on();
  EXPECT_EQ(step_.page_number(), 2u);
  EXPECT_FALSE(step_.leads_on());
  step_.inputs()[0].text = "bob";
  step_.submit(door_);
  EXPECT_EQ(host_.last()["path"], "/api/processes/p/resume");
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"name":"ann"},{"name":"bob"}])"));
}

TEST_F(TwoPagesOfAStep, AnErrorStandsOnThePageThatItIsAbout) {
  go_on();
  step_.inputs()[0].text = "bob";
  step_.submit(door_);
  const Json wrong = not_valid(Json::array({form_error("value_error", "name", "no such name", "ann")}));
  host_.answer(door_, 400, wrong);
  step_.update(door_, words_);
  step_.update(door_, words_);
  answer_look(1, 400, wrong);
  EXPECT_EQ(step_.page_number(), 1u);
  ASSERT_NE(step_.error_at("name"), nullptr);
  EXPECT_EQ(step_.inputs()[0].text, "ann");
}

TEST_F(TwoPagesOfAStep, TheChoicesOfALaterPageFollow) {
  go_on();
  step_.inputs()[0].text = "bob";
  step_.refresh(door_);
  answer_look(1, 510,
              not_complete(parse_json(R"({"properties":{"name":{"type":"string","enum":["bob","eve"]}}})")));
  EXPECT_EQ(step_.page_number(), 2u);
  EXPECT_EQ(step_.page().fields[0].options.size(), 2u);
}

TEST_F(TwoPagesOfAStep, ADraftOpensAtThePageWhereItWasLeft) {
  go_on();
  step_.inputs()[0].text = "bob";
  Wizard again("p", kOne, words_);
  again.take_draft(step_.draft(), 17);
  EXPECT_EQ(again.state(), Wizard::State::kLoading);
  again.update(door_, words_);
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"name":"ann"}])"));
  host_.answer(door_, 510, not_complete(kTwo));
  again.update(door_, words_);
  EXPECT_EQ(again.state(), Wizard::State::kOpen);
  EXPECT_EQ(again.page_number(), 2u);
  EXPECT_EQ(again.inputs()[0].text, "bob");
}

TEST_F(TwoPagesOfAStep, BegunAnewItIsAskedAnew) {
  go_on();
  step_.start_over();
  step_.update(door_, words_);
  answer_look(0, 510, not_complete(kOne, true));
  EXPECT_EQ(step_.state(), Wizard::State::kOpen);
  EXPECT_EQ(step_.page_number(), 1u);
  EXPECT_FALSE(step_.touched());
}

TEST_F(WizardTest, WhatIsProposedToAStepStandsThereAtOnceAndInItsLaterPages) {
  Wizard step("p", user_form(), words_);
  step.propose({{"username", "ann"}, {"second", 4}});
  EXPECT_EQ(step.inputs()[0].text, "ann");
  step.inputs()[2].chosen = {0};
  step.update(door_, words_);
  host_.answer(door_, 510, not_complete(user_form(), true));
  step.update(door_, words_);
  step.submit(door_);
  host_.answer(door_, 510, not_complete(parse_json(R"({"properties":{"second":{"type":"integer"}}})")));
  step.update(door_, words_);
  EXPECT_EQ(step.inputs()[0].text, "4");
}

}  // namespace
}  // namespace rehearsal::shell
