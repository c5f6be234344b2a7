// A process that is watched, and one that was aborted.
#include <gtest/gtest.h>

#include "shell/views_process_fixture.h"

namespace rehearsal::views {
namespace {

Json workflows(const std::vector<const char*>& steps) {
  Json named = Json::array();
  for (const char* step : steps) named.push_back({{"name", step}});
  return listed(Json::array({{{"name", "create_user"}, {"steps", named}}}));
}

const std::vector<const char*> kSteps = {"Start", "Make", "Provision user", "Done"};

// The first `done` of kSteps have run, each brought one value; the others are to come.
Json process_at(const char* status, size_t done) {
  Json steps = Json::array(), state = Json::object();
  for (size_t i = 0; i < kSteps.size(); ++i) {
    if (i >= done) {
      steps.push_back(pending(kSteps[i]));
      continue;
    }
    const std::string key = "value_" + std::to_string(i);
    state[key] = "brought by " + std::to_string(i);
    steps.push_back(step_row(kSteps[i], "success", state, {{key, state[key]}}));
  }
  return process(status, steps);
}

TEST_F(WatchedProcess, SaysInALineWhatEachStepBroughtAndMovesNothing) {
  show(process_at("running", 1));
  EXPECT_FALSE(is_open("Start")) << screen_.tree();
  EXPECT_TRUE(screen_.says("value 0 brought by 0"));
  const float before = place_of("Make");
  show(process_at("running", 2));
  EXPECT_FALSE(is_open("Make"));
  EXPECT_TRUE(screen_.says("value 1 brought by 1"));
  show(process_at("completed", 4));
  EXPECT_FALSE(is_open("Done"));
  EXPECT_EQ(place_of("Make"), before) << "nothing above it has come or gone";
  ASSERT_TRUE(screen_.press(Role::button, "Make"));
  EXPECT_FALSE(screen_.says("value 1 brought by 1")) << "what is open needs no summary";
}

TEST_F(WatchedProcess, HowFarItIsIsSaidNowAndThen) {
  show(process_at("running", 1));
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "") << "what is over at once says its end alone";
  screen_.driver().draw(4);
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "Make, 2 of 4");
  show(process_at("running", 2));
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "") << "not at each step";
  screen_.driver().draw(4);
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "Provision user, 3 of 4");
  show(process_at("completed", 4));
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "Create user \u00b7 User ann: completed");
}

TEST_F(WatchedProcess, WhereEachStepWaitsForAWordItCanBeGiven) {
  canned_.set("GET /api/rehearsal/status", {{"halted", Json::array()}, {"pace", {{"manual", true}}}});
  canned_.set("POST /api/rehearsal/pace/next", nullptr);
  show(process_at("running", 1));
  EXPECT_TRUE(screen_.says("It halts here")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Take this step"));
  EXPECT_EQ(times_asked(screen_, "POST", "/api/rehearsal/pace/next"), 1);
}

TEST_F(WatchedProcess, AStepSaysWhoTookItWhereThatWasAPerson) {
  Json body = process_at("completed", 4);
  body["steps"][1]["created_by"] = "Ann";
  body["steps"][2]["created_by"] = "SYSTEM";
  show(body);
  ASSERT_TRUE(screen_.press(Role::button, "Make"));
  EXPECT_TRUE(screen_.says(", by Ann")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Provision user"));
  EXPECT_FALSE(screen_.says(", by SYSTEM"));
}

TEST_F(WatchedProcess, AStepThatWasOpenedByHandStaysOpen) {
  show(process_at("running", 2));
  ASSERT_TRUE(screen_.press(Role::button, "Start"));
  show(process_at("running", 3));
  EXPECT_TRUE(is_open("Start"));
  EXPECT_FALSE(is_open("Make"));
  EXPECT_FALSE(is_open("Provision user"));
}

TEST_F(WatchedProcess, ExpandAllHoldsForTheStepsToCome) {
  show(process_at("running", 1));
  ASSERT_TRUE(screen_.press(Role::button, "Expand all"));
  ASSERT_TRUE(screen_.press(Role::button, "Collapse all"));
  EXPECT_FALSE(is_open("Start"));
  ASSERT_TRUE(screen_.press(Role::button, "Expand all"));
  show(process_at("running", 3));
  EXPECT_TRUE(is_open("Start"));
  EXPECT_TRUE(is_open("Make"));
  EXPECT_TRUE(is_open("Provision user"));
  EXPECT_TRUE(screen_.driver().has(Role::button, "Collapse all"));
  ASSERT_TRUE(screen_.press(Role::button, "Make"));
  EXPECT_TRUE(screen_.driver().has(Role::button, "Expand all"));
}

TEST_F(WatchedProcess, TheStepsThatAPersonOpenedAreInTheAddress) {
  show(process_at("completed", 4));
  EXPECT_EQ(screen_.host().hash, kProcessPage) << "what opens by itself is not said";
  ASSERT_TRUE(screen_.press(Role::button, "Make")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Done"));
  EXPECT_EQ(screen_.host().hash, kProcessPage + "?open=2%2C4");
  ASSERT_TRUE(screen_.press(Role::button, "Full state, 3 keys unchanged")) << screen_.tree();
  EXPECT_EQ(screen_.host().hash, kProcessPage + "?open=2%2C4%2C4.state");
  const std::string hash = screen_.host().hash;
  screen_.go("#/processes");
  screen_.go(hash);
  EXPECT_TRUE(screen_.says("State after Done")) << screen_.tree();
  EXPECT_TRUE(screen_.says("brought by 1"));
  EXPECT_EQ(screen_.host().hash, hash);
  ASSERT_TRUE(screen_.press(Role::button, "Make"));
  ASSERT_TRUE(screen_.press(Role::button, "Done"));
  EXPECT_EQ(screen_.host().hash, kProcessPage + "?open=none");
}

TEST_F(WatchedProcess, AnAddressThatNamesNoStepOpensNone) {
  show(process_at("completed", 4));
  for (const char* open : {"none", "0", "99", "x", ",,"}) {
    screen_.go(kProcessPage + "?open=" + open);
    for (const char* step : kSteps) EXPECT_FALSE(is_open(step)) << open;
  }
}

TEST_F(WatchedProcess, TheQuestionBeforeAnAbortSaysThatItGoesOn) {
  show(process_at("running", 1));
  ASSERT_TRUE(screen_.press(Role::button, "Abort\u2026")) << screen_.tree();
  EXPECT_TRUE(screen_.says("It goes on until you say so: 1 of 4 steps are done.")) << screen_.tree();
  show(process_at("running", 3));
  EXPECT_TRUE(screen_.says("It goes on until you say so: 3 of 4 steps are done."));
}

TEST_F(WatchedProcess, AbortedItNamesTheStepThatDidNotRunAndWhatIsLeft) {
  canned_.set("GET /api/rehearsal/lists/workflows", workflows(kSteps));
  Json body = process_at("aborted", 2);
  body["steps"][2] = step_row("User Aborted", "abort", Json::object(), Json::object());
  body["subscriptions"][0]["insync"] = false;
  show(body);
  EXPECT_FALSE(screen_.says("User Aborted")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Provision user"));
  EXPECT_TRUE(screen_.says("not run")) << "the steps behind it";
  EXPECT_FALSE(screen_.says("pending"));
  EXPECT_TRUE(screen_.says("It left its subscription out of sync"));
  EXPECT_TRUE(screen_.says("out of sync"));
  ASSERT_TRUE(screen_.press(Role::button, "Set in sync")) << screen_.tree();
  EXPECT_EQ(times_asked(screen_, "PUT", std::string("/api/subscriptions/") + shell::kAnn + "/set_in_sync"),
            1);
  ASSERT_TRUE(screen_.follow("User ann"));
  EXPECT_EQ(screen_.host().hash, std::string("#/subscriptions/") + shell::kAnn);
}

TEST_F(WatchedProcess, AbortedWhereItHadFailedItIsOneStepStill) {
  canned_.set("GET /api/rehearsal/lists/workflows", workflows(kSteps));
  Json body = process_at("aborted", 2);
  Json& steps = body["steps"];
  steps[2] = step_row("Provision user", "failed", {{"error", "out of ids"}}, {{"error", "out of ids"}});
  steps[3] = step_row("User Aborted", "abort", Json::object(), Json::object());
  steps.push_back(pending("Done"));
  show(body);
  EXPECT_TRUE(screen_.says("failed, then aborted")) << screen_.tree();
  EXPECT_FALSE(screen_.says("User Aborted"));
  EXPECT_TRUE(screen_.says("2 of 4 done"));
}

TEST_F(WatchedProcess, SaysWhatItIsAboutInPlaceOfItsId) {
  show(process_at("completed", 4));
  EXPECT_EQ(screen_.host().title, "Create user \u00b7 Rehearsal");
  EXPECT_FALSE(screen_.says("Process " + std::string(shell::kGuests).substr(0, 8)));
}

// The end of a path tells one value from another.
TEST_F(WatchedProcess, LongKeysAreReadToTheirEnd) {
  const std::string key =
      "a_key_that_goes_on_and_on_until_no_column_has_the_room_for_it_and_then_" + std::string(60, 'x');
  show(process("completed", Json::array({step_row("Start", "success", {{key, 1}}, {{key, 1}})})));
  ASSERT_TRUE(screen_.press(Role::button, "Start"));
  for (const float width : {1280.0f, 760.0f, 360.0f}) {
    ui::View view;
    view.width = width;
    screen_.driver().ui().set_view(view);
    screen_.settle();
    int64_t letters = 0;
    for (const ui::Record& r : screen_.driver().ui().records()) {
      const std::string_view name = screen_.driver().ui().name_of(r);
      if (r.role != Role::text) continue;
      letters += std::count(name.begin(), name.end(), 'x');
      EXPECT_LE(r.text_w, r.w + 1) << width << ": a part is cut off: " << name;
    }
    EXPECT_EQ(letters, 60) << width << screen_.tree();
  }
}

TEST_F(WatchedProcess, TheWayBackIsReadWholeBesideALongName) {
  Json body = process_at("completed", 4);
  body["subscriptions"][0]["description"] = std::string(400, 'w');
  show(body);
  for (const float width : {1280.0f, 360.0f}) {
    ui::View view;
    view.width = width;
    screen_.driver().ui().set_view(view);
    screen_.settle();
    const std::vector<ui::Record>& all = screen_.driver().ui().records();
    const auto crumbs = std::find_if(all.begin(), all.end(), [&](const ui::Record& r) {
      return screen_.driver().ui().name_of(r) == "Breadcrumbs";
    });
    ASSERT_NE(crumbs, all.end());
    EXPECT_LE(std::next(crumbs)->text_w, std::next(crumbs)->w + 1) << width << screen_.tree();
  }
}

TEST_F(WatchedProcess, LongNamesOfStepsTakeTwoLinesOnAPhone) {
  ui::View view;
  view.width = 360;
  view.height = 740;
  screen_.driver().ui().set_view(view);
  show(process("completed", Json::array({step_row("Create Process Subscription relation", "success",
                                                  {{"a", 1}}, {{"a", 1}})})));
  const ui::Record* head = screen_.driver().find(Role::button, "Create Process Subscription relation");
  ASSERT_NE(head, nullptr) << screen_.tree();
  EXPECT_GT(head->h, 60);
}

TEST(OutOfSync, LeadsToTheProcessThatLeftItSo) {
  CannedDoor canned = door();
  const std::string id = shell::kStaff;
  canned.set("GET /api/subscriptions/domain-model/" + id, {{"subscription_id", id},
                                                           {"description", "User group staff"},
                                                           {"status", "provisioning"},
                                                           {"insync", false}});
  canned.set("GET /api/subscriptions/workflows/" + id, Json::object());
  canned.set("GET /api/rehearsal/lists/processes", listed(Json::array({process("aborted", Json::array())})));
  Screen screen(std::ref(canned));
  screen.go("#/subscriptions/" + id);
  EXPECT_EQ(screen.host().title, "User group staff \u00b7 Rehearsal");
  EXPECT_TRUE(screen.says("This process was ended early and left it so.")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::button, "Set in sync"));
  ASSERT_TRUE(screen.follow("Create user, aborted just now")) << screen.tree();
  EXPECT_EQ(screen.host().hash, kProcessPage);
}

// The rows of a process whose step failed, with the engine's word on how it can be mended.
class FailedProcess : public WatchedProcess {
 protected:
  FailedProcess() {
    failed_ = process_at("failed", 2);
    failed_["steps"][2] =
        step_row("Provision user", "failed", {{"error", "out of ids"}}, {{"error", "out of ids"}});
    canned_.set("GET " + kRepair + "/skip", {{"values", {"user_id"}}});
    canned_.set("GET " + kRepair + "/rollback", {{"undo", {"Undo: Make"}}, {"kept", {"Start"}}});
    canned_.set("POST " + kRepair + "/skip", nullptr, 204);
    canned_.set("POST " + kRepair + "/rollback", nullptr, 204);
    show(failed_);
  }
  const Json* sent(const std::string& path) {
    for (const Json& request : screen_.asked) {
      if (text_or(request, "path") == path && text_or(request, "method") == "POST") return &request;
    }
    return nullptr;
  }
  const std::string kRepair = std::string("/api/rehearsal/processes/") + shell::kGuests;
  Json failed_;
};

TEST_F(FailedProcess, TriedAgainItSaysHowItEndedAndWhy) {
  canned_.set("PUT " + kProcess + "/resume", nullptr, 204);
  canned_.as_of = 2;
  screen_.driver().ui().take_announcement();
  ASSERT_TRUE(screen_.press(Role::button, "Retry step")) << screen_.tree();
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "") << "what was read before tells nothing of it";
  failed_["failed_reason"] = "out of ids";
  show(failed_);
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "Create user \u00b7 User ann: failed. Out of ids");
}

TEST_F(FailedProcess, WhatMendsItIsFoundByItsNameToo) {
  for (const char* words : {"Retry step", "Skip step\u2026", "Roll back\u2026", "Abort\u2026"}) {
    screen_.application().shortcut("Ctrl k");
    screen_.settle();
    ASSERT_TRUE(screen_.driver().has(Role::option, words)) << screen_.tree();
    screen_.application().shortcut("Ctrl k");
    screen_.settle();
  }
  screen_.application().shortcut("Ctrl k");
  screen_.settle();
  ASSERT_TRUE(screen_.press(Role::option, "Roll back\u2026"));
  EXPECT_TRUE(screen_.says("Roll this process back")) << screen_.tree();
}

TEST_F(FailedProcess, WhileTheEngineIsPausedItSaysWhyItCannotBeMended) {
  canned_.set("GET /api/settings/status", {{"global_lock", true}, {"global_status", "PAUSED"}});
  screen_.application().event(shell::event_text("engineStatus", "", 20));
  screen_.go("#/");
  screen_.go(kProcessPage);
  const ui::Record* retry = screen_.driver().find(Role::button, "Retry step");
  ASSERT_NE(retry, nullptr);
  ASSERT_NE(retry->state & ui::state::disabled, 0u) << screen_.tree();
  EXPECT_EQ(screen_.driver().ui().extra_of(*retry, "description"),
            "The engine is paused: let it go on first.");
}

// On a phone its reason and what can be done about it are both in sight.
TEST_F(FailedProcess, WhatCanBeDoneComesIntoSight) {
  ui::View view;
  view.width = 360;
  view.height = 500;
  screen_.driver().ui().set_view(view);
  screen_.go("#/");
  screen_.go(kProcessPage);
  const ui::Record *main = nullptr, *abort = nullptr;
  for (const ui::Record& r : screen_.driver().ui().records()) {
    if (r.role == Role::main) main = &r;
    if (screen_.driver().ui().name_of(r) == "Abort\u2026") abort = &r;
  }
  ASSERT_NE(main, nullptr);
  ASSERT_NE(abort, nullptr);
  EXPECT_LE(abort->y + abort->h - main->scroll_y, main->y + main->h) << screen_.tree();
}

TEST_F(FailedProcess, ItsStepIsSkippedWithAReasonAndWhatItWouldHaveGiven) {
  ASSERT_TRUE(screen_.press(Role::button, "Skip step\u2026")) << screen_.tree();
  EXPECT_FALSE(screen_.press(Role::button, "Skip step")) << "a reason is missing";
  ASSERT_TRUE(screen_.type("User ID", "42")) << screen_.tree();
  ASSERT_TRUE(screen_.type("Reason", "done by hand"));
  ASSERT_TRUE(screen_.press(Role::button, "Skip step"));
  const Json* request = sent(kRepair + "/skip");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->at("body"), Json({{"reason", "done by hand"}, {"values", {{"user_id", 42}}}}));
}

// Fields go as they were typed: the engine knows of which kind each is.
TEST_F(FailedProcess, WhatItsSubscriptionNeedsIsAskedForByName) {
  canned_.set("GET " + kRepair + "/skip",
              {{"values", {"user.user_id", "user.links[2].port.port_name", "user.links[0]"}}});
  show(failed_);
  ASSERT_TRUE(screen_.press(Role::button, "Skip step\u2026")) << screen_.tree();
  ASSERT_TRUE(screen_.type("User ID", "007")) << screen_.tree();
  ASSERT_TRUE(screen_.type("Links 3, Port: Port name", "7")) << screen_.tree();
  ASSERT_TRUE(screen_.type("Links 1", shell::kGuests)) << screen_.tree();
  ASSERT_TRUE(screen_.type("Reason", "done by hand"));
  ASSERT_TRUE(screen_.press(Role::button, "Skip step"));
  const Json* request = sent(kRepair + "/skip");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->at("body").at("values"), Json({{"user.links[0]", shell::kGuests},
                                                    {"user.links[2].port.port_name", "7"},
                                                    {"user.user_id", "007"}}));
}

TEST_F(FailedProcess, FieldsOfSeveralBlocksAreToldApart) {
  canned_.set("GET " + kRepair + "/skip", {{"values", {"a.port_name", "b.port_name"}}});
  show(failed_);
  ASSERT_TRUE(screen_.press(Role::button, "Skip step\u2026")) << screen_.tree();
  EXPECT_TRUE(screen_.type("A: Port name", "one")) << screen_.tree();
  EXPECT_TRUE(screen_.type("B: Port name", "two")) << screen_.tree();
}

TEST_F(FailedProcess, ItsStepStaysShutWhereTheAddressSaysSo) {
  screen_.go(kProcessPage);
  ASSERT_TRUE(is_open("Provision user")) << screen_.tree();
  EXPECT_EQ(screen_.host().hash, kProcessPage);
  screen_.go(kProcessPage + "?open=none");
  EXPECT_FALSE(is_open("Provision user")) << screen_.tree();
}

TEST_F(FailedProcess, ItIsRolledBackOnceThePersonHasSeenWhatThatDoes) {
  ASSERT_TRUE(screen_.press(Role::button, "Roll back\u2026")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Undo: Make"));
  EXPECT_TRUE(screen_.says("Stays as it is: Start."));
  EXPECT_FALSE(screen_.press(Role::button, "Roll back")) << "a reason is missing";
  ASSERT_TRUE(screen_.type("Reason", "a mistake"));
  ASSERT_TRUE(screen_.press(Role::button, "Roll back"));
  const Json* request = sent(kRepair + "/rollback");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->at("body"), Json({{"reason", "a mistake"}}));
}

TEST_F(FailedProcess, AStepToComeIsHaltedBeforeOrMadeToFail) {
  const auto put = [&](const char* path) {
    const Json* found = nullptr;
    for (const Json& request : screen_.asked) {
      if (text_or(request, "path") == path && text_or(request, "method") == "PUT")
        found = &request.at("body");
    }
    return found ? *found : Json();
  };
  const Json other = {{"workflow", "create_user"}, {"step", "Make"}, {"kind", "fail"}};
  canned_.set("GET /api/rehearsal/faults", Json::array({other}));
  canned_.set("GET /api/rehearsal/breakpoints", Json::array());
  canned_.set("PUT /api/rehearsal/faults", Json::array());
  canned_.set("PUT /api/rehearsal/breakpoints", Json::array());
  EXPECT_FALSE(screen_.driver().has(Role::switch_, "Make this step fail"));
  ASSERT_TRUE(screen_.press(Role::button, "Done")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::switch_, "Make this step fail")) << screen_.tree();
  const Json fault = {{"workflow", "create_user"}, {"step", "Done"}, {"kind", "fail"}, {"times", 1}};
  EXPECT_EQ(put("/api/rehearsal/faults"), Json::array({other, fault}));
  ASSERT_TRUE(screen_.press(Role::switch_, "Halt before this step"));
  const Json halt = {{"workflow", "create_user"}, {"step", "Done"}};
  EXPECT_EQ(put("/api/rehearsal/breakpoints"), Json::array({halt}));
  // Both are taken away where they were set.
  canned_.set("GET /api/rehearsal/faults", Json::array({other, fault}));
  canned_.set("GET /api/rehearsal/breakpoints", Json::array({halt}));
  screen_.application().event(shell::event_text("faults", "LIST", ++seq_));
  screen_.application().event(shell::event_text("breakpoints", "LIST", ++seq_));
  screen_.settle();
  ASSERT_TRUE(screen_.press(Role::switch_, "Make this step fail"));
  EXPECT_EQ(put("/api/rehearsal/faults"), Json::array({other}));
  ASSERT_TRUE(screen_.press(Role::switch_, "Halt before this step"));
  EXPECT_EQ(put("/api/rehearsal/breakpoints"), Json::array());
}

TEST_F(FailedProcess, WhereItWaitsItSaysWhenItIsTriedAgain) {
  Json body = failed_;
  body["last_status"] = body["steps"][2]["status"] = "waiting";
  show(body);
  EXPECT_FALSE(screen_.says("tried again by itself"));
  body["next_try_at"] = screen_.host().time + 60;
  show(body);
  EXPECT_TRUE(screen_.says("It is tried again by itself at 21:01:00.")) << screen_.tree();
}

TEST_F(FailedProcess, RolledBackItSaysSo) {
  Json body = process_at("aborted", 2);
  Json& steps = body["steps"];
  steps[2] = step_row("Roll back", "success", {{"__rollback_reason", "a mistake"}},
                      {{"__rollback_reason", "a mistake"}});
  steps[3] = step_row("Undo: Make", "success", Json::object(), Json::object());
  steps.push_back(step_row("Rolled back", "abort", Json::object(), Json::object()));
  show(body);
  EXPECT_TRUE(screen_.says("This process was rolled back")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Rolled back"));
  EXPECT_FALSE(screen_.driver().has(Role::button, "Roll back\u2026"));
}

}  // namespace
}  // namespace rehearsal::views
