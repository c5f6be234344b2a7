// Forms that are refused, that go on, and what stands beside them.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

class RefusedForm : public ::testing::Test {
 protected:
  RefusedForm() : screen_(std::ref(canned_)) {
    canned_.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
    canned_.set("POST /api/processes/create_user",
                shell::not_valid(Json::array(
                    {shell::form_error("int_parsing", "age", "Input should be a valid integer", "x"),
                     shell::form_error("value_error", "username", "must not be empty", "")})),
                400);
    screen_.go(kUserForm);
    EXPECT_TRUE(screen_.type("Age", "x")) << screen_.tree();
    EXPECT_TRUE(screen_.press(Role::button, "Start workflow"));
  }

  CannedDoor canned_ = door();
  Screen screen_;
};

TEST_F(RefusedForm, TheFirstFieldThatIsWrongHasTheFocus) {
  EXPECT_EQ(screen_.driver().focused(), "User name") << "the first of the page, not of the answer";
}

TEST_F(RefusedForm, WhatThePageFoundItselfHasNoWordsOfTheEngine) {
  EXPECT_FALSE(screen_.driver().has(Role::button, "Details")) << screen_.tree();
}

TEST_F(RefusedForm, TheSummaryNamesTheFieldsAndLeadsToThem) {
  EXPECT_TRUE(screen_.driver().has(Role::link, "Enter a user name")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::link, "Age: enter a whole number in digits, for example 34"));
  EXPECT_EQ(screen_.driver().focused(), "Age");
  EXPECT_EQ(screen_.host().hash, kUserForm);
}

TEST_F(RefusedForm, WhoComesBackFindsWhatWasTypedAndNoOldErrors) {
  screen_.go("#/new");
  screen_.go(kUserForm);
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Age"), "x");
  EXPECT_FALSE(screen_.says("There is a problem")) << screen_.tree();
  EXPECT_FALSE(screen_.says("Enter a user name"));
  ASSERT_TRUE(screen_.press(Role::button, "Start workflow"));
  EXPECT_TRUE(screen_.says("There is a problem"));
  EXPECT_EQ(screen_.driver().focused(), "User name");
}

TEST(RefusedRow, AnErrorOfTheRowAsAWholeStandsThereAndTheSummaryLeadsToItsFirstField) {
  CannedDoor canned = door();
  const Json page = parse_json(
      R"({"properties":{"name":{"type":"string","default":"n"},"rows":{"type":"array","default":[{"from":"2","to":"1"}],
          "items":{"type":"object","properties":{"from":{"type":"string"},"to":{"type":"string"}}}}}})");
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(page), 510);
  Json error = shell::form_error("value_error", "rows", "they are in the wrong order", 1);
  error["loc"] = {"rows", 0, "__root__"};
  canned.set("POST /api/processes/create_user", shell::not_valid(Json::array({error})), 400);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.press(Role::button, "Start workflow")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::group, "This row")) << screen.tree();
  EXPECT_EQ(screen.driver().focused(), "From");
  screen.driver().press(Role::textbox, "Name");
  ASSERT_TRUE(screen.press(Role::link, "Rows: they are in the wrong order")) << screen.tree();
  EXPECT_EQ(screen.driver().focused(), "From");
}

// ---- Next, which may turn out to be the last

TEST(LastPage, AButtonThatStartsIsAnotherThanNextAndIsSaidToStandThere) {
  int starts = 0;
  CannedDoor more = door(), complete = door();
  more.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form(), true), 510);
  complete.set("POST /api/rehearsal/forms/create_user", {{"complete", true}});
  Screen screen([&](const Json& request) {
    if (request["path"] == "/api/processes/create_user") ++starts;
    return request["body"].size() < 2 ? more(request) : complete(request);
  });
  screen.go(kUserForm);
  ASSERT_TRUE(screen.type("User name", "ann"));
  ASSERT_TRUE(screen.type("Age", "33"));
  ASSERT_TRUE(screen.choose("User group", "User group guests"));
  const ui::Record* next = screen.driver().find(Role::button, "Next");
  ASSERT_NE(next, nullptr) << screen.tree();
  const uint32_t pressed = next->id;
  screen.driver().ui().take_announcement();
  ASSERT_TRUE(screen.press(Role::button, "Next"));
  const ui::Record* start = screen.driver().find(Role::button, "Start workflow");
  ASSERT_NE(start, nullptr) << screen.tree();
  EXPECT_NE(start->id, pressed) << "the second press of a double click is not meant for it";
  EXPECT_EQ(screen.driver().ui().take_announcement(), "This was the last page");
  EXPECT_EQ(screen.driver().focused(), "Start workflow");
  EXPECT_EQ(starts, 0);
}

// ---- Choices that follow

TEST(NestedChoices, FollowWhatIsCreatedElsewhere) {
  for (
      const char* fields :
      {R"({"o":{"type":"object","properties":{"c":{"type":"string","enum":["a"]}}}})",
       R"({"r":{"type":"array","items":{"type":"object","properties":{"c":{"type":"string","enum":["a"]}}}}})"}) {
    CannedDoor canned = door();
    const Json page = {{"properties", parse_json(fields)}};
    canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(page), 510);
    Screen screen(std::ref(canned));
    screen.go(kUserForm);
    const int64_t before = times_asked(screen, "POST", "/api/rehearsal/forms/create_user");
    screen.application().event(
        R"({"event":{"name":"invalidateCache","value":{"type":"subscriptions","id":"LIST"}},"seq":5})");
    screen.settle();
    EXPECT_EQ(times_asked(screen, "POST", "/api/rehearsal/forms/create_user"), before + 1) << fields;
  }
}

// ---- Nothing to fill in

TEST(EmptyForm, ARefusalCanBeTriedAgainAndTheKeysAreThoseOfAForm) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", {{"complete", true}});
  canned.set("POST /api/processes/create_user", {{"title", "Service Unavailable"}}, 503);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.press(Role::button, "Start workflow")) << screen.tree();
  EXPECT_TRUE(screen.says("It could not be started")) << screen.tree();
  EXPECT_TRUE(screen.driver().key(Role::form, "Form", ui::Key::next)) << screen.tree();
  screen.settle();
  EXPECT_EQ(times_asked(screen, "POST", "/api/processes/create_user"), 2);
  screen.driver().key(Role::form, "Form", ui::Key::escape);
  screen.settle();
  EXPECT_EQ(screen.host().hash, "#/new");
}

// ---- Beside it

TEST(StepsToRun, StandBesideAForm) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form(), true), 510);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  EXPECT_TRUE(screen.says("Steps that will run")) << screen.tree();
  EXPECT_TRUE(screen.says("Provision user"));
  EXPECT_TRUE(screen.driver().has(Role::button, "Next")) << "the page says that another one follows";
}

TEST(StepsToRun, AreNamedWhereThereIsLittleRoom) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  Screen screen(std::ref(canned), {.width = 360, .height = 700});
  screen.go(kUserForm);
  EXPECT_TRUE(screen.says("2 steps: Start, Provision user")) << screen.tree();
}

TEST(ModifyForm, SaysWhatItWouldChange) {
  CannedDoor canned = door();
  Json schema = shell::user_form();
  schema["properties"]["username"]["default"] = "ann";
  schema["properties"]["username"]["minLength"] = 1;
  schema["properties"]["age"]["default"] = 33;
  schema["properties"]["user_group_ids"]["default"] = {shell::kStaff};
  schema["required"] = Json::array();
  const std::string id = shell::kAnn;
  canned.set("POST /api/rehearsal/forms/modify_user", shell::not_complete(schema), 510);
  canned.set("GET /api/subscriptions/domain-model/" + id,
             {{"subscription_id", id}, {"description", "User ann"}, {"status", "active"}, {"version", 3}});
  canned.set("GET /api/subscriptions/workflows/" + id,
             {{"modify", {{{"name", "modify_user"}, {"description", "Modify user"}}}}});
  Screen screen(std::ref(canned));
  screen.go("#/start/modify_user?subscription=" + id);
  EXPECT_TRUE(screen.says("Nothing yet: the form says what is there already")) << screen.tree();
  EXPECT_TRUE(screen.says("Age (optional)"));
  ASSERT_TRUE(screen.type("Age", ""));
  ASSERT_TRUE(screen.choose("User group", "User group guests"));
  EXPECT_FALSE(screen.says("Nothing yet"));
  EXPECT_TRUE(screen.says("none")) << screen.tree();
  ASSERT_TRUE(screen.choose("User group", "User group staff"));
  ASSERT_TRUE(screen.type("Age", "33"));
  EXPECT_TRUE(screen.says("Nothing yet")) << "it follows each change: " << screen.tree();
}

TEST(FirstPage, ThatCannotBeHadIsTriedAgain) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", {{"detail", "Engine is locked"}}, 503);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  EXPECT_TRUE(screen.says("It cannot be started")) << screen.tree();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  ASSERT_TRUE(screen.press(Role::button, "Try again")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::textbox, "User name")) << screen.tree();
  EXPECT_FALSE(screen.says("It cannot be started"));
}

TEST(FirstPage, ThatIsRefusedForGoodIsNot) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", {{"detail", "Not Found"}}, 404);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  EXPECT_TRUE(screen.says("It cannot be started")) << screen.tree();
  EXPECT_FALSE(screen.driver().has(Role::button, "Try again")) << screen.tree();
}

}  // namespace
}  // namespace rehearsal::views
