// The pages: what each shows and what can be done there.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

TEST(StartView, LeadsTheNewcomerToAGroupFirst) {
  Screen screen(door());
  EXPECT_TRUE(screen.driver().has(Role::heading, "Welcome to Rehearsal")) << screen.tree();
  EXPECT_TRUE(screen.follow("Create a user group")) << screen.tree();
  EXPECT_EQ(screen.host().hash, std::string("#/new/create_user_group?product=") + shell::kGroupProduct);
  EXPECT_EQ(screen.host().title, "Create user group \u00b7 Rehearsal");
}

TEST(FormView, AnEmptyDropDownSaysWhyAndLeadsToWhatIsMissing) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form(false)), 510);
  Screen screen(canned);
  screen.go(kUserForm);
  EXPECT_TRUE(screen.driver().has(Role::combobox, "User group")) << screen.tree();
  EXPECT_TRUE(screen.says("No active user group yet")) << screen.tree();
  EXPECT_TRUE(screen.says("Provision user")) << "the steps that will run";
  EXPECT_TRUE(screen.follow("Create a user group"));
}

TEST(FormView, ShowsErrorsInAPersonsWordsAndKeepsWhatWasTyped) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.type("User name", " ")) << screen.tree();
  ASSERT_TRUE(screen.type("Age", "1e3"));
  ASSERT_TRUE(screen.choose("User group", "User group staff")) << screen.tree();
  canned.set("POST /api/processes/create_user",
             shell::not_valid(Json::array(
                 {shell::form_error("value_error", "username", "must not be empty", " "),
                  shell::form_error("int_parsing", "age", "Input should be a valid integer", "1e3")})),
             400);
  ASSERT_TRUE(screen.press(Role::button, "Start workflow"));
  EXPECT_EQ(screen.asked.back()["body"][1],
            (Json{{"username", " "}, {"age", "1e3"}, {"user_group_ids", {shell::kStaff}}}));
  EXPECT_TRUE(screen.says("Age: enter a whole number in digits, for example 34")) << screen.tree();
  EXPECT_TRUE(screen.says("Enter a user name"));
  EXPECT_FALSE(screen.says("Input should be a valid integer")) << "the engine's words are folded";
  ASSERT_TRUE(screen.press(Role::button, "Details")) << screen.tree();
  EXPECT_TRUE(screen.tree().find("Input should be a valid integer") != std::string::npos) << screen.tree();
  EXPECT_EQ(screen.driver().value(Role::textbox, "Age"), "1e3");
  EXPECT_EQ(screen.driver().value(Role::combobox, "User group"), "User group staff");
}

TEST(FormView, GoesToTheProcessThatItStarted) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  canned.set(std::string("GET /api/processes/") + shell::kGuests,
             process("completed", Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}})})));
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  canned.set("POST /api/processes/create_user", {{"id", shell::kGuests}}, 201);
  ASSERT_TRUE(screen.type("User name", "ann"));
  ASSERT_TRUE(screen.choose("User group", "User group staff"));
  ASSERT_TRUE(screen.press(Role::button, "Start workflow"));
  EXPECT_EQ(screen.host().hash, std::string("#/processes/") + shell::kGuests);
  EXPECT_TRUE(screen.driver().has(Role::heading, "Create user")) << screen.tree();
  EXPECT_TRUE(screen.says("completed"));
}

TEST(FormView, EnterInAFieldSubmitsLikeTheButton) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  canned.set("GET " + kProcess, process("completed", Json::array()));
  canned.set("POST /api/processes/create_user", {{"id", shell::kGuests}}, 201);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.choose("User group", "User group staff"));
  ASSERT_TRUE(screen.type("User name", "ann"));
  ASSERT_TRUE(screen.enter("User name")) << screen.tree();
  EXPECT_EQ(times_asked(screen, "POST", "/api/processes/create_user"), 1);
  EXPECT_EQ(screen.host().hash, kProcessPage);
}

TEST(FormView, EnterStartsNothingTwice) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  canned.set("POST /api/processes/create_user", {{"id", shell::kGuests}}, 201);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.type("User name", "ann"));
  ASSERT_TRUE(screen.choose("User group", "User group staff"));
  // The answer is not there yet when it is pressed again.
  ASSERT_TRUE(screen.driver().enter("User name")) << screen.tree();
  ASSERT_TRUE(screen.driver().enter("Age"));
  ASSERT_TRUE(screen.driver().press(Role::button, "Start workflow"));
  screen.settle();
  EXPECT_EQ(times_asked(screen, "POST", "/api/processes/create_user"), 1);
}

// What a step changed stands inside the page, however long it is.
TEST(ProcessView, LongValuesStayInTheirColumn) {
  const std::string word(300, 'w'), old_word(300, 'o');
  const Json before = {{"short", "a"}, {"long", old_word}};
  const Json after = {{"short", "b"}, {"long", word}, {"fresh", word}};
  CannedDoor canned = door();
  canned.set("GET " + kProcess,
             process("completed", Json::array({step_row("Start", "success", before, before),
                                               step_row("Next", "success", after, after)})));
  Screen screen(std::ref(canned));
  screen.go(kProcessPage);
  ASSERT_TRUE(screen.press(Role::button, "Next")) << screen.tree();
  for (const float width : {1280.0f, 760.0f, 360.0f, 1280.0f}) {
    ui::Ui& ui = screen.driver().ui();
    ui::View view;
    view.width = width;
    ui.set_view(view);
    screen.settle();
    std::string found;
    float right = width;  // of the step's column
    for (const ui::Record& r : ui.records()) {
      if (r.role == Role::listitem) right = r.x + r.w;
      const std::string_view name = ui.name_of(r);
      if (r.role != Role::text || name.find_first_not_of("wo ") != std::string_view::npos) continue;
      found += name;
      EXPECT_LE(r.x + r.w, right + 1) << width << ": " << name;
      EXPECT_LE(r.text_w, r.w + 1) << width << ": a part is cut off";
    }
    for (const char letter : {'w', 'o'}) {
      EXPECT_EQ(std::count(found.begin(), found.end(), letter), letter == 'w' ? 600 : 300) << width;
    }
  }
}

TEST(ProcessView, OpensTheFailedStepWithItsReasonAndItsActions) {
  CannedDoor canned = door();
  const std::string path = std::string("/api/processes/") + shell::kGuests;
  canned.set("GET " + path,
             process("failed", Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}}),
                                            step_row("Provision user", "failed",
                                                     {{"class", "ValueError"}, {"error", "out of ids"}},
                                                     {{"error", "out of ids"}})})));
  canned.set("PUT " + path + "/resume", nullptr, 204);
  Screen screen(std::ref(canned));
  screen.go(std::string("#/processes/") + shell::kGuests);
  EXPECT_TRUE(screen.says("Out of ids")) << screen.tree();
  EXPECT_FALSE(screen.says("line 2")) << "the trace is folded";
  EXPECT_TRUE(screen.driver().has(Role::button, "Retry step"));
  ASSERT_TRUE(screen.press(Role::button, "Retry step"));
  bool resumed = false;
  for (const Json& request : screen.asked)
    resumed = resumed || (request["method"] == "PUT" && request["body"] == Json::array({Json::object()}) &&
                          request.contains("key"));
  EXPECT_TRUE(resumed);
}

TEST(ProcessView, AbortsOnlyAfterSayingWhatWillHappen) {
  CannedDoor canned = door();
  const std::string path = std::string("/api/processes/") + shell::kGuests;
  canned.set("GET " + path,
             process("running", Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}})})));
  canned.set("PUT " + path + "/abort", nullptr, 204);
  Screen screen(std::ref(canned));
  screen.go(std::string("#/processes/") + shell::kGuests);
  const size_t before = screen.asked.size();
  ASSERT_TRUE(screen.press(Role::button, "Abort\u2026")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::dialog, "Abort this process")) << screen.tree();
  EXPECT_EQ(screen.asked.size(), before);
  ASSERT_TRUE(screen.press(Role::button, "Abort process"));
  EXPECT_EQ(screen.asked[before]["path"], path + "/abort");
}

TEST(ProcessView, SaysThatThereIsNothingLeftToAbort) {
  for (const bool was_pressed : {false, true}) {
    CannedDoor canned = door();
    canned.set("GET " + kProcess,
               process("running", Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}})})));
    // A completed process stays as it is when it is aborted.
    canned.set("PUT " + kProcess + "/abort", nullptr, 204);
    Screen screen(std::ref(canned));
    screen.go(kProcessPage);
    ASSERT_TRUE(screen.press(Role::button, "Abort\u2026")) << screen.tree();
    canned.set("GET " + kProcess, process("completed", Json::array()));
    if (was_pressed) {
      ASSERT_TRUE(screen.press(Role::button, "Abort process"));
    }
    screen.application().event(shell::event_text("processes", shell::kGuests, 9));
    screen.settle();
    EXPECT_FALSE(screen.driver().has(Role::dialog, "Abort this process"));
    EXPECT_TRUE(screen.says("Create user was over already: completed.")) << screen.tree();
  }
}

TEST(ProcessView, SaysNothingOfThatWhenItWasAborted) {
  CannedDoor canned = door();
  canned.set("GET " + kProcess, process("running", Json::array()));
  canned.set("PUT " + kProcess + "/abort", nullptr, 204);
  Screen screen(std::ref(canned));
  screen.go(kProcessPage);
  ASSERT_TRUE(screen.press(Role::button, "Abort\u2026")) << screen.tree();
  canned.set("GET " + kProcess, process("aborted", Json::array()));
  ASSERT_TRUE(screen.press(Role::button, "Abort process"));
  screen.application().event(shell::event_text("processes", shell::kGuests, 9));
  screen.settle();
  EXPECT_TRUE(screen.says("aborted"));
  EXPECT_FALSE(screen.says("over already")) << screen.tree();
}

TEST(SubscriptionView, SaysWhyAGroupInUseCannotBeTerminatedAndLeadsToTheUser) {
  CannedDoor canned = door();
  canned.set(std::string("GET /api/subscriptions/domain-model/") + shell::kStaff,
             {{"subscription_id", shell::kStaff},
              {"description", "User group staff"},
              {"status", "active"},
              {"insync", true},
              {"version", 4},
              {"product", {{"name", "User Group"}}},
              {"user_group",
               {{"name", "UserGroupBlock"},
                {"subscription_instance_id", "i"},
                {"owner_subscription_id", shell::kStaff},
                {"group_name", "staff"},
                {"in_use_by_relations", {{{"subscription_id", shell::kAnn}}}}}}});
  canned.set(std::string("GET /api/subscriptions/domain-model/") + shell::kAnn,
             {{"subscription_id", shell::kAnn},
              {"description", "User ann from group staff (internal)"},
              {"status", "active"},
              {"insync", true},
              {"product", {{"name", "User internal"}}},
              {"version", 1}});
  canned.set(std::string("GET /api/subscriptions/workflows/") + shell::kStaff,
             {{"modify", {{{"name", "modify_note"}, {"description", "Modify Note"}}}},
              {"terminate",
               {{{"name", "terminate_user_group"},
                 {"description", "Terminate user group"},
                 {"reason", "subscription.no_modify_subscription_in_use_by_others"},
                 {"unterminated_in_use_by_subscriptions_detail",
                  {{{"subscription_id", shell::kAnn},
                    {"subscription_description", "User ann from group staff (internal)"}}}}}}}});
  Screen screen(std::ref(canned));
  screen.go(std::string("#/subscriptions/") + shell::kStaff);
  EXPECT_TRUE(screen.driver().has(Role::heading, "User group staff")) << screen.tree();
  EXPECT_TRUE(screen.says("It is in use. Terminate first"));
  EXPECT_TRUE(screen.says("UserGroupBlock"));
  ASSERT_TRUE(screen.follow("User ann from group staff (internal)")) << screen.tree();
  EXPECT_EQ(screen.host().hash, std::string("#/subscriptions/") + shell::kAnn);
  // Who comes by the form's address is told the same, not the engine's sentence of what it cannot be.
  canned.set("POST /api/rehearsal/forms/terminate_user_group",
             {{"detail", "This subscription can not be modified as it is used in other subscriptions"},
              {"status", 400},
              {"title", "Bad Request"}},
             400);
  screen.go(std::string("#/start/terminate_user_group?subscription=") + shell::kStaff);
  EXPECT_TRUE(screen.says("It is in use. Terminate first what uses it:")) << screen.tree();
  EXPECT_FALSE(screen.says("This subscription can not be modified as it is used in other subscriptions"));
  ASSERT_TRUE(screen.follow("User ann from group staff (internal)")) << screen.tree();
}

TEST(SubscriptionView, OutOfSyncItIsSetInSyncOnceNothingChangesIt) {
  CannedDoor canned = door();
  const std::string id = shell::kStaff;
  canned.set("GET /api/subscriptions/domain-model/" + id, {{"subscription_id", id},
                                                           {"description", "User group staff"},
                                                           {"status", "provisioning"},
                                                           {"insync", false}});
  canned.set("GET /api/subscriptions/workflows/" + id, Json::object());
  canned.set("PUT /api/subscriptions/" + id + "/set_in_sync", nullptr);
  canned.set("GET /api/rehearsal/lists/processes", listed(Json::array({process("failed", Json::array())})));
  Screen screen(std::ref(canned));
  screen.go("#/subscriptions/" + id);
  EXPECT_TRUE(screen.says("This subscription is out of sync")) << screen.tree();
  EXPECT_FALSE(screen.driver().has(Role::button, "Set in sync")) << "its process waits for a person";
  canned.set("GET /api/rehearsal/lists/processes", listed(Json::array({process("aborted", Json::array())})));
  screen.application().event(shell::event_text("processes", "LIST", 5));
  screen.settle();
  ASSERT_TRUE(screen.press(Role::button, "Set in sync")) << screen.tree();
  bool asked = false;
  for (const Json& request : screen.asked)
    asked = asked ||
            (request["method"] == "PUT" && request["path"] == "/api/subscriptions/" + id + "/set_in_sync");
  EXPECT_TRUE(asked);
}

TEST(Navigation, OnANarrowPageHasAMenuOfWhatTheBarHasNoRoomFor) {
  ui::View narrow;
  narrow.width = 360;
  narrow.height = 740;
  Screen screen(door(), narrow);
  ASSERT_TRUE(screen.press(Role::button, "More")) << screen.tree();
  for (const char* name : {"Systems", "Stage", "Data", "Settings"})
    EXPECT_TRUE(screen.driver().has(Role::menuitem, name)) << screen.tree();
}

TEST(ChangeView, AWorkflowWithoutAFormIsNotStartedByOpeningItsPage) {
  CannedDoor canned = door();
  canned.set(std::string("GET /api/subscriptions/domain-model/") + shell::kStaff,
             {{"subscription_id", shell::kStaff}, {"description", "User group staff"}, {"version", 4}});
  canned.set(std::string("GET /api/subscriptions/workflows/") + shell::kStaff,
             {{"validate", {{{"name", "validate_user_group"}, {"description", "Validate"}}}}});
  canned.set("POST /api/rehearsal/forms/validate_user_group", {{"complete", true}});
  canned.set("POST /api/processes/validate_user_group", {{"id", shell::kGuests}}, 201);
  Screen screen(std::ref(canned));
  screen.go(std::string("#/start/validate_user_group?subscription=") + shell::kStaff);
  for (const Json& request : screen.asked) EXPECT_NE(request["path"], "/api/processes/validate_user_group");
  EXPECT_TRUE(screen.says("There is nothing to fill in"));
  ASSERT_TRUE(screen.press(Role::button, "Start workflow")) << screen.tree();
  EXPECT_EQ(screen.host().hash, std::string("#/processes/") + shell::kGuests);
}

// A list of many rows, of which the door gives a part at a time.
class LongList : public ::testing::Test {
 protected:
  static constexpr int kAll = 100'000;
  std::string answer(const Json& request) {
    if (text_or(request, "path") == "/api/rehearsal/lists/subscriptions") {
      const Json query = request.value("query", Json::object());
      const int after = std::stoi(text_or(query, "after", "0"));
      const int limit = std::stoi(text_or(query, "limit", "100"));
      Json items = Json::array();
      for (int i = after; i < std::min(kAll, after + limit); ++i) items.push_back(subscription_row(i));
      canned_.set("GET /api/rehearsal/lists/subscriptions",
                  {{"items", items}, {"total", kAll}, {"next", nullptr}});
    }
    return canned_(request);
  }
  CannedDoor canned_ = door();
};

TEST_F(LongList, ReadsWhatIsInSightAndNoMore) {
  Screen screen([this](const Json& request) { return answer(request); });
  screen.go("#/subscriptions");
  EXPECT_TRUE(screen.says("100000 subscriptions")) << screen.tree();
  EXPECT_FALSE(screen.driver().has(Role::button, "Show more"));
  const int64_t before = times_asked(screen, "GET", "/api/rehearsal/lists/subscriptions");
  ASSERT_TRUE(screen.driver().key(Role::grid, "Subscriptions", ui::Key::end));
  EXPECT_TRUE(screen.says("Loading")) << screen.tree();
  screen.settle();
  EXPECT_FALSE(screen.says("Loading")) << screen.tree();
  const std::string last = text_or(subscription_row(kAll - 1), "description");
  EXPECT_TRUE(screen.driver().has(Role::link, last)) << screen.tree();
  EXPECT_LE(times_asked(screen, "GET", "/api/rehearsal/lists/subscriptions"), before + 2);
}

TEST_F(LongList, ShowsMoreBitByBitInTheHand) {
  ui::View narrow;
  narrow.width = 360;
  narrow.height = 740;
  Screen screen([this](const Json& request) { return answer(request); }, narrow);
  screen.go("#/subscriptions");
  EXPECT_TRUE(screen.says("First 200 of 100000 subscriptions")) << screen.tree();
  ASSERT_TRUE(screen.press(Role::button, "Show more"));
  EXPECT_TRUE(screen.says("First 400 of 100000 subscriptions")) << screen.tree();
}

}  // namespace
}  // namespace rehearsal::views
