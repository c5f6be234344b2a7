// The stage: what is set there goes to the engine's two lists.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

class StageView : public ::testing::Test {
 protected:
  StageView() : screen_(std::ref(canned_)) {
    canned_.set("GET /api/rehearsal/lists/workflows",
                listed(Json::array({{{"name", "create_user"},
                                     {"steps", {{{"name", "Start"}}, {{"name", "Provision user"}}}}}})));
    canned_.set("GET /api/rehearsal/faults",
                Json::array({{{"step", "Done"}, {"kind", "fail"}, {"times", 2}}}));
    canned_.set("GET /api/rehearsal/breakpoints", Json::array());
    canned_.set("PUT /api/rehearsal/faults", Json::array());
    canned_.set("PUT /api/rehearsal/breakpoints", Json::array());
    canned_.set(
        "GET /api/rehearsal/systems",
        Json::array(
            {{{"system", "user_management"}, {"title", "User management"}, {"records", Json::array()}}}));
    screen_.go("#/stage");
  }
  const Json* put(const std::string& path) {
    for (const Json& request : screen_.asked) {
      if (text_or(request, "path") == path && text_or(request, "method") == "PUT") return &request;
    }
    return nullptr;
  }
  CannedDoor canned_ = door();
  Screen screen_;
};

TEST_F(StageView, ShowsWhatIsSetAndTakesItAway) {
  EXPECT_TRUE(screen_.says("\u201cDone\u201d of every workflow fails, the next 2 times")) << screen_.tree();
  EXPECT_TRUE(screen_.says("There is no breakpoint."));
  ASSERT_TRUE(
      screen_.press(Role::button, "Take away: \u201cDone\u201d of every workflow fails, the next 2 times"));
  ASSERT_NE(put("/api/rehearsal/faults"), nullptr);
  EXPECT_EQ(put("/api/rehearsal/faults")->at("body"), Json::array());
}

TEST_F(StageView, SetsAFaultBesideThoseThatAreThere) {
  ASSERT_TRUE(screen_.choose("Workflow or system", "Create user")) << screen_.tree();
  ASSERT_TRUE(screen_.choose("Step", "Provision user")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Set it"));
  ASSERT_NE(put("/api/rehearsal/faults"), nullptr);
  EXPECT_EQ(put("/api/rehearsal/faults")->at("body").at(1),
            Json({{"workflow", "create_user"}, {"step", "Provision user"}, {"kind", "fail"}, {"times", 1}}));
}

TEST_F(StageView, LetsASystemOutsideFail) {
  ASSERT_TRUE(screen_.choose("Workflow or system", "User management")) << screen_.tree();
  EXPECT_FALSE(screen_.choose("What happens", "The process halts before it"));
  ASSERT_TRUE(screen_.press(Role::button, "Set it"));
  ASSERT_NE(put("/api/rehearsal/faults"), nullptr);
  EXPECT_EQ(put("/api/rehearsal/faults")->at("body").at(1),
            Json({{"system", "user_management"}, {"kind", "fail"}, {"times", 1}}));
}

TEST_F(StageView, ThePausedEngineSaysWhatIsStillAtWork) {
  Json status = {{"global_lock", true}, {"running_processes", 2}, {"global_status", "PAUSING"}};
  canned_.set("GET /api/settings/status", status);
  screen_.go("#/settings");
  screen_.application().event(shell::event_text("engineStatus", "LIST", 2));
  screen_.settle();
  EXPECT_TRUE(screen_.says("The engine is pausing: 2 processes at work on a step until that is done."))
      << screen_.tree();
}

TEST_F(StageView, TheSettingsLeadToItAndAskForAName) {
  screen_.go("#/settings");
  ASSERT_TRUE(screen_.type("Your name", "Ann")) << screen_.tree();
  EXPECT_EQ(screen_.host().remembered["author"], "Ann");
  screen_.go("#/data");
  ASSERT_TRUE(screen_.press(Role::button, "Publish this state")) << screen_.tree();
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Your name"), "Ann");
  screen_.go("#/settings");
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Your name"), "Ann");
  EXPECT_TRUE(screen_.follow("Halt before steps, or make them fail")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Set a step or a system"));
}

TEST_F(StageView, SetsABreakpoint) {
  ASSERT_TRUE(screen_.choose("Workflow or system", "Create user"));
  ASSERT_TRUE(screen_.choose("Step", "Provision user"));
  ASSERT_TRUE(screen_.choose("What happens", "The process halts before it"));
  ASSERT_TRUE(screen_.press(Role::button, "Set it"));
  EXPECT_EQ(put("/api/rehearsal/faults"), nullptr);
  ASSERT_NE(put("/api/rehearsal/breakpoints"), nullptr);
  EXPECT_EQ(put("/api/rehearsal/breakpoints")->at("body"),
            Json::array({{{"workflow", "create_user"}, {"step", "Provision user"}}}));
}

}  // namespace
}  // namespace rehearsal::views
