// What was put into a form is there again: after Back, in a draft, when it is started again.
#include "shell/app_wizard_fixture.h"

namespace rehearsal::shell {
namespace {

TEST_F(WizardTest, GoesThroughPagesAndBack) {
  const Json first = parse_json(R"({"properties":{"first":{"type":"string"}},"title":"Page one"})");
  const Json second = parse_json(R"({"properties":{"second":{"type":"integer"}},"title":"Page two"})");
  open(first);
  wizard_.inputs()[0].text = "one";
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["body"], parse_json(R"([{"product":"p-2"},{"first":"one"}])"));
  host_.answer(door_, 510, not_complete(second));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page().title, "Page two");
  EXPECT_EQ(wizard_.page_number(), 2u);
  wizard_.inputs()[0].text = "4";
  wizard_.back();
  EXPECT_EQ(wizard_.page().title, "Page one");
  EXPECT_EQ(wizard_.inputs()[0].text, "one");
  wizard_.submit(door_);
  host_.answer(door_, 510, not_complete(second));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.inputs()[0].text, "4") << "what stood on the second page is there again";
  wizard_.submit(door_);
  EXPECT_EQ(host_.last()["body"][2]["second"], 4);
}

TEST_F(WizardTest, EveryBranchKeepsWhatWasTypedInIt) {
  const Json first = parse_json(R"({"properties":{"way":{"enum":["a","b"],"type":"string"}}})");
  const Json left = parse_json(R"({"properties":{"left":{"type":"string"}}})");
  const Json right = parse_json(R"({"properties":{"right":{"type":"string"}}})");
  const auto go_on = [&](size_t way, const Json& page) {
    wizard_.inputs()[0].chosen = {way};
    wizard_.submit(door_);
    host_.answer(door_, 510, not_complete(page));
    wizard_.update(door_, words_);
  };
  open(first);
  EXPECT_FALSE(wizard_.leads_on());
  go_on(0, left);
  wizard_.inputs()[0].text = "west";
  wizard_.back();
  EXPECT_TRUE(wizard_.leads_on()) << "after it came another page";
  go_on(1, right);
  EXPECT_EQ(wizard_.inputs()[0].text, "") << "the other branch asks something else";
  wizard_.inputs()[0].text = "east";
  wizard_.back();
  go_on(0, left);
  EXPECT_EQ(wizard_.inputs()[0].text, "west");
  wizard_.back();
  go_on(1, right);
  EXPECT_EQ(wizard_.inputs()[0].text, "east");
}

TEST_F(WizardTest, ADraftIsTheSameFormAgain) {
  const Json first = parse_json(R"({"properties":{"first":{"type":"integer"}},"title":"Page one"})");
  const Json second = parse_json(R"({"properties":{"second":{"type":"string"}},"title":"Page two"})");
  open(first);
  wizard_.inputs()[0].text = "1e3";
  wizard_.submit(door_);
  host_.answer(door_, 510, not_complete(second));
  wizard_.update(door_, words_);
  wizard_.inputs()[0].text = "two";
  const Json draft = parse_json(dump_json(wizard_.draft()));

  Wizard again("create_user", {Json{{"product", "p-2"}}});
  again.take_draft(draft, 17);
  EXPECT_EQ(again.draft()["pages"], draft["pages"]) << "no copy more with each reload";
  EXPECT_EQ(again.taken_from(), 17);
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(first));
  again.update(door_, words_);
  EXPECT_EQ(again.inputs()[0].text, "1e3") << "as it was typed";
  EXPECT_TRUE(again.touched());
  EXPECT_EQ(again.state(), Wizard::State::kLoading) << "on its way to the page where it was left";
  again.update(door_, words_);
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/forms/create_user") << "looking starts nothing";
  EXPECT_EQ(dump_json(host_.last()["body"]), R"([{"product":"p-2"},{"first":"1e3"}])");
  host_.answer(door_, 510, not_complete(second));
  again.update(door_, words_);
  EXPECT_EQ(again.state(), Wizard::State::kOpen);
  EXPECT_EQ(again.page_number(), 2u);
  EXPECT_EQ(again.inputs()[0].text, "two");
  EXPECT_EQ(again.draft()["pages"].size(), 2u) << "nor of a page that stands";
  again.start_over();
  EXPECT_EQ(again.state(), Wizard::State::kLoading);
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(first));
  again.update(door_, words_);
  EXPECT_EQ(again.inputs()[0].text, "");
  EXPECT_FALSE(again.touched());
}

// A checklist that is half ticked says the same as an empty one, and text "5" the same as 5: what is kept is
// what was put in.
TEST_F(WizardTest, BackAndADraftKeepWhatWasPutInNotWhatItMeans) {
  const Json first = parse_json(R"({"properties":{"a":{"type":"string"}},"title":"One"})");
  const Json second = parse_json(R"({"title":"Two","properties":{
      "all":{"format":"accept","type":"string","enum":["ACCEPTED","INCOMPLETE"],
             "data":[["one","checkbox"],["two","checkbox"],["three","checkbox?"],["four","skip"]]},
      "rows":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"any":{}}}}}})");
  const auto go_on = [&](Wizard& wizard) {
    wizard.submit(door_);
    host_.answer(door_, 510, not_complete(second));
    wizard.update(door_, words_);
  };
  open(first);
  go_on(wizard_);
  wizard_.inputs()[0].chosen = {2, 0};
  wizard_.inputs()[1].parts.assign(2, first_input(wizard_.page().fields[1].item[0]));
  wizard_.inputs()[1].parts[1].parts[0].text = "ann";
  wizard_.inputs()[1].parts[1].parts[1].text = "\"5\"";
  const std::vector<FieldInput> put_in = wizard_.inputs();
  const Json draft = parse_json(dump_json(wizard_.draft()));
  wizard_.back();
  EXPECT_TRUE(wizard_.touched());
  go_on(wizard_);
  EXPECT_EQ(wizard_.inputs(), put_in);

  Wizard again("create_user", {Json{{"product", "p-2"}}});
  again.take_draft(draft, 17);
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(first));
  again.update(door_, words_);
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(second));
  again.update(door_, words_);
  EXPECT_EQ(again.inputs(), put_in);
}

TEST_F(WizardTest, ADraftThatDoesNotLeadOnOpensWhereItStops) {
  const Json first = parse_json(R"({"properties":{"first":{"type":"string"}},"title":"Page one"})");
  open(first);
  wizard_.inputs()[0].text = "gone";
  Json draft = wizard_.draft();
  draft["page"] = 1;
  Wizard again("create_user", {Json{{"product", "p-2"}}});
  again.take_draft(draft, 17);
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(first));
  again.update(door_, words_);
  again.update(door_, words_);
  host_.answer(door_, 400, not_valid(Json::array({form_error("enum", "first", "\u2026", "gone")})));
  again.update(door_, words_);
  EXPECT_EQ(again.state(), Wizard::State::kOpen);
  EXPECT_EQ(again.page_number(), 1u);
  EXPECT_EQ(again.inputs()[0].text, "gone");
  EXPECT_TRUE(again.errors().empty()) << "nobody has sent it";
}

TEST_F(WizardTest, ProposedAnswersFillInWhatIsAsked) {
  Wizard again("create_user", {Json{{"product", "p-2"}}});
  again.propose({{"username", "ann"}, {"user_group_ids", {kGuests, kAnn}}, {"process_id", "x"}});
  again.update(door_, words_);
  host_.answer(door_, 510, not_complete(user_form()));
  again.update(door_, words_);
  EXPECT_EQ(again.inputs()[0].text, "ann");
  EXPECT_EQ(again.inputs()[1].text, "");
  EXPECT_EQ(again.inputs()[2].chosen, std::vector<size_t>{1}) << "what is no longer offered is not chosen";
  ASSERT_NE(again.error_at("user_group_ids"), nullptr) << "and it is told";
  EXPECT_EQ(again.error_at("user_group_ids")->sentence,
            "The user group that was chosen is no longer active. Choose another user group.");
  EXPECT_EQ(again.error_at("user_group_ids")->details, "") << "the engine has said nothing";
}

TEST_F(WizardTest, WhatWasTypedOnAPageThatWasLeftCountsAsTyped) {
  open(parse_json(R"({"title":"One","properties":{"kind":{"type":"string","default":"plain"}}})"));
  wizard_.submit(door_);
  host_.answer(door_, 510,
               not_complete(parse_json(R"({"title":"Two","properties":{"story":{"type":"string"}}})")));
  wizard_.update(door_, words_);
  wizard_.back();
  EXPECT_FALSE(wizard_.touched());
  wizard_.submit(door_);
  host_.answer(door_, 510,
               not_complete(parse_json(R"({"title":"Two","properties":{"story":{"type":"string"}}})")));
  wizard_.update(door_, words_);
  wizard_.inputs()[0].text = "a long story";
  wizard_.back();
  EXPECT_TRUE(wizard_.touched());
}

}  // namespace
}  // namespace rehearsal::shell
