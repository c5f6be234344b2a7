// What holds on every page: addresses, the bars above it, and the pages that stand in for all others.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

TEST(Application, AnAddressThatIsNoTextIsNoPage) {
  for (const char* hash : {"#/subscriptions?query=%E9", "#/processes/%FF", "#/%C3%28"}) {
    Screen screen(door());
    screen.go(hash);
    EXPECT_TRUE(screen.driver().has(Role::heading, "There is no such page")) << hash << screen.tree();
  }
}

TEST(Application, AnIdThatIsNoUuidIsNoPage) {
  for (const char* hash : {"#/processes/x", "#/subscriptions/%2e%2e", "#/start/create_user?subscription=s",
                           "#/new/create_user?product=y"}) {
    Screen screen(door());
    screen.go(hash);
    EXPECT_TRUE(screen.driver().has(Role::heading, "There is no such page")) << hash << screen.tree();
    EXPECT_FALSE(screen.driver().has(Role::button, "Try again")) << hash;
  }
}

TEST(Application, ShutsWhatIsOpenWhenThePageChanges) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.press(Role::combobox, "User group")) << screen.tree();
  ASSERT_EQ(screen.driver().count(Role::listbox), 1);
  screen.go("#/new");
  screen.go(kUserForm);
  ASSERT_TRUE(screen.driver().has(Role::combobox, "User group"));
  EXPECT_EQ(screen.driver().count(Role::listbox), 0) << screen.tree();
}

TEST(Application, KnowsOfAFormThatIsHalfFilledIn) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  canned.set("GET " + kProcess, process("completed", Json::array()));
  canned.set("POST /api/processes/create_user", {{"id", shell::kGuests}}, 201);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  EXPECT_FALSE(screen.application().has_draft());
  ASSERT_TRUE(screen.type("User name", "ann"));
  EXPECT_FALSE(screen.application().has_draft()) << "the browser keeps it";
  screen.host().remembered.clear();
  EXPECT_TRUE(screen.application().has_draft()) << "it keeps nothing";
  ASSERT_TRUE(screen.choose("User group", "User group staff"));
  ASSERT_TRUE(screen.press(Role::button, "Start workflow"));
  EXPECT_FALSE(screen.application().has_draft()) << "it was accepted";
}

TEST(Application, AsksEverythingAnewWhenTheEngineWasAway) {
  for (const char* away : {"restarting", "waiting", "starting", "failed"}) {
    CannedDoor canned = door();
    Screen screen(std::ref(canned));
    screen.go("#/subscriptions");
    canned.set("GET /api/rehearsal/lists/subscriptions", listed(Json::array({subscription_row(7)})));
    screen.application().engine_state(dump_json({{"kind", away}}));
    screen.settle();
    screen.application().engine_state(R"({"kind":"ready","storage":"opfs"})");
    screen.settle();
    EXPECT_TRUE(screen.says("User group 7")) << away << screen.tree();
  }
}

TEST(StorageBar, SaysThatStepsAreNotWritten) {
  Screen screen(door());
  screen.application().event(
      R"({"event":{"name":"storage","value":{"state":"failed","message":"The storage is full."}},"seq":5})");
  screen.settle();
  EXPECT_TRUE(screen.says("Processes stand still")) << screen.tree();
  EXPECT_TRUE(screen.says("The storage is full."));
  screen.application().event(
      R"({"event":{"name":"invalidateCache","value":{"type":"processStatusCounts"}},"seq":6})");
  screen.settle();
  EXPECT_FALSE(screen.says("Processes stand still"));
}

TEST(BlockedView, TellsWhereTheDataIsAndGoesOnByItself) {
  Screen screen(door());
  screen.application().engine_state(R"({"kind":"waiting"})");
  screen.settle();
  EXPECT_TRUE(screen.driver().has(Role::heading, "Rehearsal is open in another tab")) << screen.tree();
  EXPECT_EQ(screen.driver().count(Role::navigation), 0) << "no page that looks empty";
  screen.application().engine_state(R"({"kind":"ready","storage":"opfs"})");
  screen.settle();
  EXPECT_TRUE(screen.driver().has(Role::heading, "Welcome to Rehearsal")) << screen.tree();
}

// The engine may never have started, or have worked for an hour.
TEST(BlockedView, OfAFailedEngineSaysNoMoreThanIsKnown) {
  Screen screen(door());
  screen.application().engine_state(R"({"kind":"failed","reason":"The engine ended without a word."})");
  screen.settle();
  EXPECT_TRUE(screen.driver().has(Role::heading, "The engine is not running")) << screen.tree();
  EXPECT_FALSE(screen.says("before it was ready"));
  EXPECT_TRUE(screen.driver().has(Role::button, "Try again"));
}

TEST(BlockedView, DamagedDataIsNeverDeletedWithoutAWord) {
  Screen screen(door());
  screen.application().engine_state(R"({"kind":"damaged","reason":"database disk image is malformed"})");
  screen.settle();
  ASSERT_TRUE(screen.press(Role::button, "Download the data")) << screen.tree();
  ASSERT_TRUE(screen.press(Role::button, "Start afresh\u2026"));
  EXPECT_EQ(screen.host().commands, std::vector<std::string>{"download_raw"});
  ASSERT_TRUE(screen.press(Role::button, "Delete and start afresh")) << screen.tree();
  EXPECT_EQ(screen.host().commands.back(), "start_fresh");
}

TEST(StorageBar, SaysThatMemoryIsLostAndWhy) {
  Screen screen(door());
  EXPECT_FALSE(screen.says("kept in memory"));
  screen.application().engine_state(
      R"({"kind":"ready","storage":"memory","reason":"Private windows keep no files."})");
  screen.settle();
  EXPECT_TRUE(screen.says(
      "Everything is kept in memory and is gone when this tab closes: private windows keep no files."))
      << screen.tree();
}

TEST(UpdateBar, OffersTheNewVersionAndWarnsWhereDataWouldBeLost) {
  Screen screen(door());
  screen.application().engine_state(R"({"kind":"ready","storage":"opfs"})");
  screen.settle();
  EXPECT_FALSE(screen.driver().has(Role::button, "Use the new version"));
  screen.application().update_ready();
  screen.settle();
  EXPECT_TRUE(
      screen.says("A new version of Rehearsal is ready. Using it loads the page again; your data stays."))
      << screen.tree();
  screen.application().engine_state(R"({"kind":"ready","storage":"memory"})");
  screen.settle();
  EXPECT_TRUE(screen.says(
      "A new version of Rehearsal is ready. Using it loads the page again: what is in memory is lost."))
      << screen.tree();
  ASSERT_TRUE(screen.press(Role::button, "Use the new version"));
  EXPECT_EQ(screen.host().commands, std::vector<std::string>{"use_new_version"});
}

TEST(UpdateBar, IsThereWhereThisVersionDoesNotStart) {
  Screen screen(door());
  screen.application().update_ready();
  screen.application().engine_state(R"({"kind":"failed","reason":"unreachable"})");
  screen.settle();
  EXPECT_TRUE(screen.driver().has(Role::button, "Use the new version")) << screen.tree();
}

TEST(Pace, IsToldToTheEngine) {
  CannedDoor canned = door();
  canned.set("PUT /api/rehearsal/pace", {{"step_ms", 600}});
  Screen screen(canned);
  ASSERT_TRUE(screen.press(Role::radio, "600 ms a step")) << screen.tree();
  bool told = false;
  for (const Json& request : screen.asked)
    told = told || (request["method"] == "PUT" && request["body"] == Json{{"step_ms", 600}});
  EXPECT_TRUE(told);
}

TEST(Pace, ByHandIsShownAndCanBeLeft) {
  CannedDoor canned = door();
  canned.set("GET /api/rehearsal/pace", {{"manual", true}});
  canned.set("PUT /api/rehearsal/pace", {{"step_ms", 0}});
  Screen screen(canned);
  ASSERT_TRUE(screen.driver().has(Role::radio, "By hand")) << screen.tree();
  ASSERT_TRUE(screen.press(Role::radio, "At once"));
  EXPECT_EQ(times_asked(screen, "PUT", "/api/rehearsal/pace"), 1);
}

}  // namespace
}  // namespace rehearsal::views
