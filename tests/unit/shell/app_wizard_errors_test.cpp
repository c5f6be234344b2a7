// What is wrong with a page, and on which of them it stands.
#include "shell/app_wizard_fixture.h"

namespace rehearsal::shell {
namespace {

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

TEST_F(WizardTest, OfVeryManyErrorsTheFirstAreShownAndTheOthersCounted) {
  Json rows = Json::array();
  for (int i = 0; i < 5000; ++i) rows.push_back("x");
  open({{"properties", {{"n", {{"type", "array"}, {"items", {{"type", "integer"}}}, {"default", rows}}}}}});
  wizard_.submit(door_);
  ASSERT_EQ(wizard_.errors().size(), 101u) << "what the page finds itself";
  EXPECT_EQ(wizard_.errors()[99].field, "n.99");
  EXPECT_EQ(wizard_.errors()[100].sentence, "And 4900 more are wrong");
  Json errors = Json::array();
  for (int i = 0; i < 5000; ++i) {
    wizard_.inputs()[0].parts[static_cast<size_t>(i)].text = "1";
    errors.push_back({{"type", "value_error"}, {"loc", {"n", i}}, {"msg", "taken"}, {"input", 1}});
  }
  refuse(errors);
  ASSERT_EQ(wizard_.errors().size(), 101u) << "and what the engine refuses";
  EXPECT_EQ(wizard_.errors()[99].field, "n.99");
}

}  // namespace
}  // namespace rehearsal::shell
