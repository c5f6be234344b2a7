// Forms that were refused, and those that somebody comes back to.
#include <gtest/gtest.h>

#include <memory>
#include <utility>

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

// ---- Leaving, and coming back

class BegunForm : public ::testing::Test {
 protected:
  BegunForm() {
    canned_.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
    canned_.set("POST /api/processes/create_user", {{"id", shell::kGuests}}, 201);
    canned_.set("GET " + kProcess, process("completed", Json::array()));
    screen_ = std::make_unique<Screen>(std::ref(canned_));
    screen_->go(kUserForm);
  }
  void leave_by_escape() {
    screen_->driver().key(Role::form, "Form", ui::Key::escape);
    screen_->settle();
  }

  // The page is loaded again, later: what the browser keeps is all that is left.
  Screen& next_visit() {
    const auto kept = screen_->host().remembered;
    screen_.reset();
    screen_ = std::make_unique<Screen>(std::ref(canned_));
    screen_->host().remembered = kept;
    screen_->host().time += 300;
    return *screen_;
  }

  CannedDoor canned_ = door();
  std::unique_ptr<Screen> screen_;
};

TEST_F(BegunForm, EscapeLeavesAnEmptyFormAtOnce) {
  leave_by_escape();
  EXPECT_EQ(screen_->host().hash, "#/new");
}

TEST_F(BegunForm, EscapeAsksWhenSomethingWasTyped) {
  ASSERT_TRUE(screen_->type("User name", "ann"));
  leave_by_escape();
  EXPECT_EQ(screen_->host().hash, kUserForm);
  ASSERT_TRUE(screen_->driver().has(Role::dialog, "Leave this form?")) << screen_->tree();
  ASSERT_TRUE(screen_->press(Role::button, "Stay"));
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "ann");
  leave_by_escape();
  ASSERT_TRUE(screen_->press(Role::button, "Discard it"));
  EXPECT_EQ(screen_->host().hash, "#/new");
  screen_->go(kUserForm);
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "");
}

TEST_F(BegunForm, ADraftIsThereAgainInTheNextVisitUntilItIsSent) {
  ASSERT_TRUE(screen_->type("User name", "ann"));
  ASSERT_TRUE(screen_->choose("User group", "User group guests"));
  Screen& next = next_visit();
  next.go("#/");
  next.go(kUserForm);
  EXPECT_TRUE(next.says("Your draft is here again")) << next.tree();
  EXPECT_TRUE(next.says("5 minutes ago"));
  EXPECT_EQ(next.driver().value(Role::textbox, "User name"), "ann");
  EXPECT_EQ(next.driver().value(Role::combobox, "User group"), "User group guests");
  ASSERT_TRUE(next.press(Role::button, "Start workflow"));
  next.go(kUserForm);
  EXPECT_EQ(next.driver().value(Role::textbox, "User name"), "");
  EXPECT_FALSE(next.says("Your draft is here again"));
}

// ---- When it is kept

class TypedForm : public BegunForm {
 protected:
  // A key: the field keeps the focus.
  void press_key(const char* now_stands_there) {
    ui::Ui& ui = screen_->driver().ui();
    const uint32_t id = screen_->driver().find(Role::textbox, "User name")->id;
    ui.focused(id, true);
    ui.type(id, now_stands_there);
    screen_->driver().draw();
  }
  bool is_kept(const std::string& words) {
    return screen_->host().remembered["drafts"].find('"' + words + '"') != std::string::npos;
  }
};

TEST_F(TypedForm, NotAtEachKeyButWhenTypingRests) {
  for (const char* text : {"a", "an", "ann"}) {
    press_key(text);
    screen_->driver().draw(0.2);
    EXPECT_FALSE(is_kept(text)) << text;
  }
  EXPECT_GE(screen_->driver().ui().wanted_in(), 0) << "nothing needs to happen for it";
  screen_->driver().draw(0.3);
  EXPECT_TRUE(is_kept("ann"));
}

TEST_F(TypedForm, WhenTheFieldIsLeft) {
  press_key("ann");
  screen_->driver().ui().focused(0, false);
  screen_->driver().draw();
  EXPECT_TRUE(is_kept("ann"));
}

TEST_F(TypedForm, WhenThePageIsLeft) {
  press_key("ann");
  screen_->application().navigate("#/new");
  screen_->driver().draw();
  EXPECT_TRUE(is_kept("ann"));
}

TEST_F(TypedForm, WhenTheBrowserLeaves) {
  press_key("ann");
  screen_->application().keep_typed();
  EXPECT_TRUE(is_kept("ann"));
  EXPECT_FALSE(screen_->application().has_draft());
}

TEST_F(TypedForm, NotOnceItWasSent) {
  ASSERT_TRUE(screen_->choose("User group", "User group guests"));
  press_key("ann");
  ASSERT_TRUE(screen_->enter("User name"));
  EXPECT_EQ(screen_->host().hash, kProcessPage);
  EXPECT_FALSE(is_kept("ann"));
}

TEST_F(BegunForm, LeftWhileItIsSentItsDraftEndsWithItsStart) {
  ASSERT_TRUE(screen_->type("User name", "ann"));
  ASSERT_TRUE(screen_->type("Age", "33"));
  ASSERT_TRUE(screen_->choose("User group", "User group guests"));
  ASSERT_TRUE(screen_->driver().press(Role::button, "Start workflow"));
  screen_->go("#/");
  EXPECT_EQ(times_asked(*screen_, "POST", "/api/processes/create_user"), 1);
  EXPECT_FALSE(screen_->says("Forms you began")) << screen_->tree();
  screen_->go(kUserForm);
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "");
}

TEST_F(BegunForm, ADraftIsLeftForAnEmptyForm) {
  ASSERT_TRUE(screen_->type("User name", "ann"));
  Screen& next = next_visit();
  next.go(kUserForm);
  ASSERT_TRUE(next.press(Role::button, "Start with an empty form"));
  EXPECT_EQ(next.driver().value(Role::textbox, "User name"), "") << next.tree();
  EXPECT_FALSE(next.says("Your draft is here again"));
  EXPECT_FALSE(next.application().has_draft());
}

TEST_F(BegunForm, StartingAgainAsksBeforeItTakesThePlaceOfADraft) {
  constexpr const char* kAgain = "Start again with the same answers";
  const Json state = {{"product", shell::kUserProduct}, {"username", "bob"}};
  canned_.set("GET " + kProcess,
              process("completed", Json::array({step_row("Start", "success", state, state)})));
  ASSERT_TRUE(screen_->type("User name", "ann"));
  screen_->go(kProcessPage);
  ASSERT_TRUE(screen_->follow(kAgain)) << screen_->tree();
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "ann");
  EXPECT_TRUE(screen_->says("Your draft is here again"));
  ASSERT_TRUE(screen_->press(Role::button, kAgain)) << screen_->tree();
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "bob");
  screen_->go(kProcessPage);
  ASSERT_TRUE(screen_->follow(kAgain));
  screen_->go("#/");
  screen_->go(kUserForm);
  EXPECT_FALSE(screen_->driver().has(Role::button, kAgain)) << "it was asked for then, not now";
}

TEST_F(BegunForm, KeysGoOnAsTheButtonsDo) {
  ASSERT_TRUE(screen_->type("User name", "ann"));
  ASSERT_TRUE(screen_->choose("User group", "User group guests"));
  screen_->driver().key(Role::form, "Form", ui::Key::next);
  screen_->settle();
  EXPECT_EQ(screen_->host().hash, kProcessPage);
  EXPECT_EQ(times_asked(*screen_, "POST", "/api/processes/create_user"), 1);
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

// ---- Every field

TEST(FormTrial, DrawsEveryKindOfFieldAndSaysWhatWouldBeSent) {
  Screen screen(door());
  screen.go("#/forms");
  using Thing = std::pair<Role, const char*>;
  for (const auto& [role, name] :
       {Thing{Role::textbox, "Name"}, Thing{Role::radio, "Green"}, Thing{Role::combobox, "Node"},
        Thing{Role::checkbox, "Red"}, Thing{Role::combobox, "Nodes"}, Thing{Role::textbox, "Vlans 1"},
        Thing{Role::button, "Add to contacts"}, Thing{Role::textbox, "Email"}, Thing{Role::textbox, "Begins"},
        Thing{Role::checkbox, "The customer knows of it"}, Thing{Role::link, "the forms of the original"},
        Thing{Role::textbox, "Owner"}, Thing{Role::heading, "How it works"}}) {
    EXPECT_TRUE(screen.driver().has(role, name)) << name << "\n" << screen.tree();
  }
  EXPECT_TRUE(screen.says("does not know the format \u201cfrobnicate\u201d"));
  EXPECT_TRUE(screen.says("Choose 1 to 2; 0 chosen"));
  ASSERT_TRUE(screen.press(Role::button, "Add to vlans"));
  EXPECT_EQ(screen.driver().focused(), "Vlans 2");
  ASSERT_TRUE(screen.type("Vlans 2", "20"));
  EXPECT_TRUE(screen.says("\"begins\": 1795464000"));
  ASSERT_TRUE(screen.press(Role::button, "Add to vlans"));
  const uint32_t bin = screen.driver().find(Role::button, "Remove vlans 1")->id;
  ASSERT_TRUE(screen.press(Role::button, "Remove vlans 3"));
  EXPECT_NE(screen.driver().find(Role::button, "Remove vlans 1")->id, bin)
      << "the second press of a double click is not meant for the next row";
  ASSERT_TRUE(screen.press(Role::button, "Remove vlans 1"));
  EXPECT_FALSE(screen.driver().has(Role::textbox, "Vlans 2"));
  EXPECT_EQ(screen.driver().value(Role::textbox, "Vlans 1"), "20");
}

// Draws a schema as the trial page does.
std::unique_ptr<Screen> trial(const std::string& properties, ui::View view = {}) {
  auto screen = std::make_unique<Screen>(door(), view);
  screen->go("#/forms");
  EXPECT_TRUE(screen->type("JSON Schema", "{\"properties\":" + properties + "}"));
  return screen;
}

TEST(FormTrial, ASummaryWhoseColumnsAreNoListsIsRefusedInWords) {
  for (const float width : {1280.0f, 360.0f}) {
    const auto screen = trial(
        R"({"s":{"format":"summary","type":"string","extraProperties":{"data":{"headers":["h"],"labels":["l"],"columns":["c"]}}},
            "name":{"type":"string"}})",
        {.width = width, .height = 700});
    EXPECT_TRUE(screen->says("S: expected a list of headers")) << screen->tree();
    EXPECT_TRUE(screen->driver().has(Role::textbox, "Name"));
  }
}

TEST(FormTrial, WhereThereIsLittleRoomASummarysColumnsKeepTheirHeaders) {
  const auto summary = [](const char* headers) {
    return trial(std::string(R"({"s":{"format":"summary","type":"string","extraProperties":{"data":{)") +
                     R"("labels":["speed"],"columns":[["10"],["20"]],"headers":)" + headers + "}}}}",
                 {.width = 360, .height = 700});
  };
  auto screen = summary(R"(["port a","port b"])");
  EXPECT_TRUE(screen->says("port a: 10, port b: 20")) << screen->tree();
  EXPECT_FALSE(screen->driver().has(Role::image, "becomes"));
  screen.reset();
  screen = summary(R"(["before","after"])");
  EXPECT_TRUE(screen->driver().has(Role::image, "becomes")) << screen->tree();
}

TEST(FormTrial, BoundsStandAtTheirFields) {
  const auto screen = trial(
      R"({"v":{"type":"integer","minimum":2,"maximum":4094},"s":{"type":"string","minLength":3,"maxLength":8},
          "t":{"type":"number","format":"timestamp","minimum":1795464000,"extraProperties":{"showTimeSelect":false}}})");
  EXPECT_TRUE(screen->says("At least 2, at most 4094")) << screen->tree();
  EXPECT_TRUE(screen->says("At least 3 characters, at most 8 characters"));
  EXPECT_TRUE(screen->says("From 23 Nov 2026, 21:00"));
}

TEST(FormTrial, AChoiceThatMayBeLeftOutIsUndone) {
  const auto screen = trial(R"({"g":{"type":"array","minItems":0,"maxItems":1,"items":{"enum":["a","b"]}}})");
  ASSERT_TRUE(screen->choose("G", "a"));
  EXPECT_TRUE(screen->says("\"a\""));
  ASSERT_TRUE(screen->choose("G", "No value")) << screen->tree();
  EXPECT_TRUE(screen->says("\"g\": []")) << screen->tree();
}

TEST(FormTrial, RowsThatMayBeNullAreFilledInOrNot) {
  const auto screen = trial(
      R"({"l":{"type":"array","minItems":1,"items":{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"null"}]}}})");
  EXPECT_FALSE(screen->driver().has(Role::textbox, "A"));
  ASSERT_TRUE(screen->press(Role::checkbox, "Fill in l")) << screen->tree();
  ASSERT_TRUE(screen->type("A", "typed"));
  EXPECT_TRUE(screen->says("\"a\": \"typed\""));
}

TEST(FormTrial, ANullableListIsFilledInOrNot) {
  const auto screen = trial(
      R"({"l":{"anyOf":[{"type":"array","minItems":1,"items":{"type":"string"}},{"type":"null"}],"default":["x"]}})");
  ASSERT_TRUE(screen->press(Role::checkbox, "Fill in l")) << screen->tree();
  EXPECT_TRUE(screen->says("\"l\": null"));
}

TEST(FormTrial, ALabelSaysItsTitleAndItsText) {
  const auto screen =
      trial(R"({"l":{"format":"label","type":"string","default":"a value","title":"My title"}})");
  EXPECT_TRUE(screen->says("My title")) << screen->tree();
  EXPECT_TRUE(screen->says("a value"));
}

TEST(FormTrial, APromisesLinkLeadsToPagesOnly) {
  const auto screen = trial(
      R"~({"a":{"format":"accept","enum":["ACCEPTED"],"data":[["javascript:alert(1)","url"],["https://example.org","url"]]}})~");
  EXPECT_FALSE(screen->driver().has(Role::link, "javascript:alert(1)")) << screen->tree();
  EXPECT_TRUE(screen->says("javascript:alert(1)"));
  EXPECT_TRUE(screen->driver().has(Role::link, "https://example.org"));
}

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

TEST(Pickers, ASubscriptionIsSearchedByTheEngineAndShownWithItsCustomer) {
  CannedDoor canned = door();
  Json rows = Json::array();
  for (int i = 0; i < 3; ++i) rows.push_back(subscription_row(i));
  for (Json& row : rows) row["customer_id"] = "c-1";
  canned.set("GET /api/rehearsal/lists/subscriptions", {{"items", rows}, {"total", 5000}, {"next", "1"}});
  canned.set("GET /api/rehearsal/customers", Json::array({{{"customer_id", "c-1"}, {"fullname", "SURF"}}}));
  canned.set("GET /api/subscriptions/domain-model/s-2", {{"subscription_id", "s-2"},
                                                         {"description", "User group 2"},
                                                         {"status", "active"},
                                                         {"customer_id", "c-1"},
                                                         {"product", {{"name", "User Group"}}}});
  Screen screen(std::ref(canned));
  screen.go("#/forms");
  ASSERT_TRUE(
      screen.type("JSON Schema", R"({"properties":{"sub":{"type":"string","format":"subscriptionId"}}})"));
  ASSERT_TRUE(screen.press(Role::combobox, "Sub")) << screen.tree();
  EXPECT_TRUE(screen.says("3 of 5000: type to find the others")) << screen.tree();
  const ui::Record* option = screen.driver().find(Role::option, "User group 2");
  ASSERT_NE(option, nullptr) << screen.tree();
  EXPECT_EQ(screen.driver().ui().extra_of(*option, "description"), "User Group \u00b7 SURF");
  ASSERT_TRUE(screen.type("Search Sub", "group: (2)"));
  EXPECT_EQ(screen.asked.back().at("query").at("query"), "group   2 ")
      << "signs of the search language are left out";
  ASSERT_TRUE(screen.press(Role::option, "User group 2"));
  EXPECT_EQ(screen.driver().value(Role::combobox, "Sub"), "User group 2");
  EXPECT_TRUE(screen.says("SURF"));
  EXPECT_TRUE(screen.says("\"sub\": \"s-2\""));
}

TEST(ShownSubscription, SaysWhatItIsAndLeadsToIt) {
  CannedDoor canned = door();
  canned.set("GET /api/subscriptions/domain-model/" + std::string(shell::kAnn),
             {{"subscription_id", shell::kAnn},
              {"description", "User group 2"},
              {"status", "provisioning"},
              {"product", {{"name", "User Group"}}}});
  Screen screen(std::ref(canned));
  screen.go("#/forms");
  ASSERT_TRUE(screen.type("JSON Schema",
                          R"({"properties":{"sub":{"type":"string","format":"subscription","default":")" +
                              std::string(shell::kAnn) + R"("}}})"));
  EXPECT_TRUE(screen.driver().has(Role::link, "User group 2")) << screen.tree();
  EXPECT_TRUE(screen.says("provisioning"));
  EXPECT_TRUE(screen.says("{}")) << "it is shown, and not sent";
}

TEST(Pickers, AProductIsOneOfThoseThatAreAllowed) {
  Screen screen(door());
  screen.go("#/forms");
  const std::string only = std::string(R"({"productIds":[")") + shell::kUserProduct + "\"]}";
  ASSERT_TRUE(screen.type("JSON Schema", R"({"properties":{"product":{"type":"string","format":"productId",)"
                                         R"("extraProperties":)" +
                                             only + "}}}"));
  ASSERT_TRUE(screen.press(Role::combobox, "Product")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::option, "User internal"));
  EXPECT_FALSE(screen.driver().has(Role::option, "User Group"));
}

TEST(FormTrial, SaysWhatIsWrongWithASchema) {
  Screen screen(door());
  screen.go("#/forms");
  ASSERT_TRUE(screen.type("JSON Schema", "{"));
  EXPECT_FALSE(screen.driver().has(Role::form, "Form"));
  ASSERT_TRUE(screen.type("JSON Schema", "{}"));
  EXPECT_TRUE(screen.says("there is nothing to fill in")) << screen.tree();
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

}  // namespace
}  // namespace rehearsal::views
