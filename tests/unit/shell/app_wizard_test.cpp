#include <gtest/gtest.h>

#include "shell/app/wizard.h"
#include "shell/app_samples.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

class WizardTest : public testing::Test {
 protected:
  TestHost host_;
  DoorClient door_{host_};
  Translations words_{translations_body()};
  Wizard wizard_{"create_user", {Json{{"product", "p-2"}}}};

  void open(const Json& schema = user_form()) {
    wizard_.update(door_, words_);
    host_.answer(door_, 510, not_complete(schema));
    wizard_.update(door_, words_);
  }
  void fill(const char* name, const char* age, std::vector<size_t> groups) {
    wizard_.inputs()[0].text = name;
    wizard_.inputs()[1].text = age;
    wizard_.inputs()[2].chosen = std::move(groups);
  }
  void refuse(const Json& errors) {
    wizard_.submit(door_);
    host_.answer(door_, 400, not_valid(errors));
    wizard_.update(door_, words_);
  }
};

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

TEST_F(WizardTest, ChoicesThatCannotBeReadAnewLeaveTheFormAsItIs) {
  open();
  fill("ann", "33", {0});
  wizard_.refresh(door_);
  host_.answer(door_, 503, {{"title", "Service Unavailable"}, {"detail", "Engine is locked"}});
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_TRUE(wizard_.problem().is_null());
  EXPECT_EQ(wizard_.refusals(), 0);
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
}

// A look had the first page alone: what it refuses stands there, also where the second has a field of that
// name.
TEST_F(WizardTest, WhatALookRefusesStandsOnThePagesThatItHeld) {
  const Json page = parse_json(R"({"properties":{"name":{"type":"string"}},"title":"Page one"})");
  const Json next = parse_json(R"({"properties":{"name":{"type":"string"}},"title":"Page two"})");
  open(page);
  wizard_.inputs()[0].text = "gone";
  wizard_.submit(door_);
  host_.answer(door_, 510, not_complete(next));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page_number(), 2u);
  wizard_.refresh(door_);
  host_.answer(door_, 400, not_valid(Json::array({form_error("enum", "name", "\u2026", "gone")})));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page_number(), 1u);
  EXPECT_NE(wizard_.error_at("name"), nullptr);
}

TEST_F(WizardTest, PutsErrorsAtTheirFieldsAndKeepsWhatWasTyped) {
  open();
  fill("ann", "1e3", {0});
  refuse(Json::array({form_error("int_parsing", "age", "…", "x"),
                      form_error("too_short", "user_group_ids", "…", Json::array(), {{"min_length", 1}})}));
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.refusals(), 1);
  ASSERT_NE(wizard_.error_at("age"), nullptr);
  EXPECT_EQ(wizard_.error_at("age")->sentence, "Enter a whole number in digits, for example 34");
  EXPECT_EQ(wizard_.error_at("user_group_ids")->label, "User group");
  EXPECT_EQ(wizard_.inputs()[1].text, "1e3");
  wizard_.clear_error("age");
  EXPECT_EQ(wizard_.error_at("age"), nullptr);
  EXPECT_EQ(wizard_.errors().size(), 1u);
  fill("ann", "1", {0});
  wizard_.submit(door_);
  EXPECT_NE(host_.last()["key"], host_.sent[1].request["key"]) << "another submission is another change";
}

TEST_F(WizardTest, AChoiceThatWentAwayIsNamedAndTheChoicesAreAskedAnew) {
  open();
  fill("ann", "33", {0});
  refuse(Json::array({form_error("enum", "user_group_ids", "…", kStaff)}));
  EXPECT_EQ(wizard_.error_at("user_group_ids")->sentence,
            "\u2018User group staff\u2019 is no longer active. Choose another user group.");
  wizard_.update(door_, words_);
  EXPECT_EQ(host_.last()["body"].size(), 1u) << "the page is asked anew";
  Json fewer = user_form();
  fewer["$defs"]["UserGroupEnum"]["enum"] = {kGuests};
  host_.answer(door_, 510, not_complete(fewer));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page().fields[2].options.size(), 1u);
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
  EXPECT_TRUE(wizard_.inputs()[2].chosen.empty());
  EXPECT_NE(wizard_.error_at("user_group_ids"), nullptr) << "the error stays in sight";
}

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

// A group that is out of service now: it is told, also where nothing needs to be chosen.
TEST_F(WizardTest, AChoiceThatVanishesIsToldAtItsField) {
  const auto form = [](const char* options) {
    return parse_json(std::string(R"({"properties":{"group":{"anyOf":[{"type":"string","enum":[)") + options +
                      R"(]},{"type":"null"}]}}})");
  };
  open(form(R"("staff","guests")"));
  wizard_.inputs()[0].chosen = {0};
  wizard_.refresh(door_);
  wizard_.submit(door_);
  const size_t sent = host_.sent.size();
  host_.answer(door_, 510, not_complete(form(R"("guests")")));
  wizard_.update(door_, words_);
  ASSERT_NE(wizard_.error_at("group"), nullptr);
  EXPECT_EQ(wizard_.error_at("group")->sentence, "\u2018staff\u2019 can no longer be chosen");
  EXPECT_EQ(host_.sent.size(), sent) << "no value is not what was to be sent";
  EXPECT_EQ(wizard_.refusals(), 1);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  wizard_.refresh(door_);
  host_.answer(door_, 510, not_complete(form(R"("guests","staff")")));
  wizard_.update(door_, words_);
  EXPECT_TRUE(wizard_.inputs()[0].chosen.empty()) << "it does not come back by itself";
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

TEST_F(WizardTest, WithoutAnythingToChooseFromItIsSaidUntilThereIs) {
  open(user_form(false));
  fill("ann", "33", {});
  refuse(
      Json::array({form_error("too_short", "user_group_ids", "\u2026", Json::array(), {{"min_length", 1}})}));
  ASSERT_NE(wizard_.error_at("user_group_ids"), nullptr);
  EXPECT_EQ(wizard_.error_at("user_group_ids")->sentence, "There is no user group to choose yet");
  wizard_.refresh(door_);
  host_.answer(door_, 510, not_complete(user_form()));
  wizard_.update(door_, words_);
  EXPECT_TRUE(wizard_.errors().empty()) << "now there is one";
  EXPECT_EQ(wizard_.inputs()[0].text, "ann");
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

TEST_F(WizardTest, AnErrorInsideARowStandsAtItsField) {
  open(parse_json(R"({"properties":{"contacts":{"items":{"type":"object","properties":
      {"name":{"type":"string"},"email":{"format":"email","type":"string"}}},"minItems":2,"type":"array"}}})"));
  const Json error = {{"type", "value_error"},
                      {"loc", {"contacts", 1, "email"}},
                      {"msg", "value is not a valid email address: An email address must have an @-sign."},
                      {"input", "ab"}};
  refuse(Json::array({error}));
  const FieldError* found = wizard_.error_at("contacts.1.email");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->label, "Email");
  EXPECT_EQ(found->sentence, "Enter an e-mail address, for example ann@example.org");
  wizard_.clear_error("contacts.0");
  EXPECT_NE(wizard_.error_at("contacts.1.email"), nullptr);
  wizard_.clear_error("contacts");
  EXPECT_EQ(wizard_.error_at("contacts.1.email"), nullptr);
}

TEST_F(WizardTest, AnErrorOnAnEarlierPageGoesBackToIt) {
  open(parse_json(R"({"properties":{"first":{"enum":["a"],"type":"string"}}})"));
  wizard_.inputs()[0].chosen = {0};
  wizard_.submit(door_);
  host_.answer(door_, 510, not_complete(parse_json(R"({"properties":{"second":{"type":"integer"}}})")));
  wizard_.update(door_, words_);
  const Json errors = Json::array({form_error("enum", "first", "…", "a")});
  refuse(errors);
  wizard_.update(door_, words_);
  host_.answer(door_, 400, not_valid(errors));
  wizard_.update(door_, words_);
  EXPECT_EQ(wizard_.page_number(), 1u);
  EXPECT_NE(wizard_.error_at("first"), nullptr);
}

// Two pages that both ask for a name: only a look tells which of them is meant.
class TwoNames : public WizardTest {
 protected:
  const Json one_ = parse_json(R"({"title":"One","properties":{"name":{"type":"string"}}})");
  const Json two_ = parse_json(R"({"title":"Two","properties":{"name":{"type":"string"}}})");
  void SetUp() override {
    open(one_);
    wizard_.inputs()[0].text = "gone";
    wizard_.submit(door_);
    host_.answer(door_, 510, not_complete(two_));
    wizard_.update(door_, words_);
    wizard_.inputs()[0].text = "fine";
  }
  void look(int status, const Json& body) {
    wizard_.update(door_, words_);
    EXPECT_EQ(host_.last()["path"], "/api/rehearsal/forms/create_user") << "looking starts nothing";
    EXPECT_EQ(host_.last()["body"], parse_json(R"([{"product":"p-2"},{"name":"gone"}])"));
    host_.answer(door_, status, body);
    wizard_.update(door_, words_);
  }
};

TEST_F(TwoNames, AnErrorOfTheFirstStandsThere) {
  const Json refused = not_valid(Json::array({form_error("value_error", "name", "gone is taken", "gone")}));
  refuse(refused["validation_errors"]);
  EXPECT_EQ(wizard_.state(), Wizard::State::kSending);
  look(400, refused);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.page().title, "One");
  EXPECT_EQ(wizard_.error_at("name")->sentence, "Gone is taken");
}

TEST_F(TwoNames, AnErrorOfTheFirstAsAWholeToo) {
  const Json refused = not_valid(Json::array({form_error("value_error", "__root__", "they clash", 1)}));
  refuse(refused["validation_errors"]);
  look(400, refused);
  EXPECT_EQ(wizard_.page().title, "One");
}

TEST_F(TwoNames, AnErrorOfTheSecondStaysThere) {
  refuse(Json::array({form_error("value_error", "name", "fine is taken", "fine")}));
  look(510, not_complete(two_));
  EXPECT_EQ(wizard_.page().title, "Two");
  EXPECT_EQ(wizard_.error_at("name")->sentence, "Fine is taken");
  EXPECT_EQ(wizard_.refusals(), 1);
}

TEST_F(WizardTest, WhatTheSchemaRefusesIsNotSent) {
  open();
  const size_t sent = host_.sent.size();
  wizard_.submit(door_);
  EXPECT_EQ(host_.sent.size(), sent);
  EXPECT_EQ(wizard_.state(), Wizard::State::kOpen);
  EXPECT_EQ(wizard_.refusals(), 1);
  EXPECT_EQ(wizard_.error_at("username")->sentence, "Enter a user name");
  EXPECT_EQ(wizard_.error_at("age"), nullptr) << "it may have no value";
}

TEST_F(WizardTest, APageThatSaysThatAnotherFollowsLeadsOn) {
  wizard_.update(door_, words_);
  host_.answer(door_, 510, not_complete(user_form(), true));
  wizard_.update(door_, words_);
  EXPECT_TRUE(wizard_.leads_on());
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

}  // namespace
}  // namespace rehearsal::shell
