// Two tabs, one database: what each of them shows.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

TEST(TwoTabs, TheOtherTabIsAskedToGiveWay) {
  Screen screen(door());
  for (const char* kind : {"waiting", "elsewhere"}) {
    screen.application().engine_state(dump_json({{"kind", kind}}));
    screen.settle();
    ASSERT_TRUE(screen.press(Role::button, "Use it here")) << screen.tree();
    EXPECT_EQ(screen.host().commands.back(), "use_here");
    screen.application().engine_state(
        dump_json({{"kind", kind}, {"reason", "The other tab does not answer."}}));
    screen.settle();
    EXPECT_TRUE(screen.says("The other tab does not answer."));
    ASSERT_TRUE(screen.press(Role::button, "Use it here"));
  }
  EXPECT_EQ(screen.host().commands.size(), 4u);
}

TEST(TwoTabs, ATabThatGaveWayKeepsWhatWasBegun) {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  Screen screen(std::ref(canned));
  screen.go(kUserForm);
  ASSERT_TRUE(screen.type("User name", "ann"));
  screen.application().engine_state(R"({"kind":"elsewhere"})");
  screen.settle();
  EXPECT_TRUE(screen.driver().has(Role::heading, "Rehearsal went on in another tab")) << screen.tree();
  screen.application().engine_state(R"({"kind":"ready","storage":"opfs"})");
  screen.settle();
  EXPECT_EQ(screen.driver().value(Role::textbox, "User name"), "ann") << screen.tree();
}

}  // namespace
}  // namespace rehearsal::views
