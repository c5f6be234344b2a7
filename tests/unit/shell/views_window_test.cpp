// Windows of every kind: without pictures, low, wide. What is said of the page holds in each of them.
#include <gtest/gtest.h>

#include "shell/ui/theme.h"
#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

constexpr const char* kPages[] = {"#/",      "#/new",  "#/subscriptions", "#/processes", "#/systems",
                                  "#/stage", "#/data", "#/settings",      "#/forms",     "#/nowhere"};

CannedDoor full_door() {
  CannedDoor canned = door();
  canned.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  canned.set("GET /api/rehearsal/lists/subscriptions",
             listed(Json::array({subscription_row(1), subscription_row(2)})));
  const Json failed = process(
      "failed", Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}}),
                             step_row("Provision user", "failed", {{"class", "ValueError"}, {"error", "out"}},
                                      {{"error", "out"}})}));
  canned.set("GET " + kProcess, failed);
  canned.set("GET /api/rehearsal/lists/processes", listed(Json::array({failed})));
  canned.set("GET /api/rehearsal/systems",
             Json::array({{{"system", "ums"},
                           {"title", "User management"},
                           {"records", {{{"id", 7}, {"data", {{"name", "ann"}}}, {"modified_at", 1.0}}}}}}));
  canned.set("GET /api/rehearsal/status", {{"version", "1"}, {"sizes", {{"bytes", 1}}}});
  return canned;
}

// Every container is closed, and nothing else is: how many lie in each other at the end.
int depth_of(const ui::Ui& ui, int& mains) {
  int depth = 0;
  for (const ui::Record& r : ui.records()) {
    if (r.role == Role::main) ++mains;
    if (r.role == Role::end && --depth < 0) return -1;
    if ((r.state & ui::state::container) != 0) ++depth;
  }
  return depth;
}

TEST(PlainView, WhatIsOpenedIsClosedOnEveryPage) {
  ui::View view;
  view.plain = true;
  view.width = 900;
  view.height = 20000;
  Screen screen(full_door(), view);
  std::vector<std::string> pages(std::begin(kPages), std::end(kPages));
  pages.insert(pages.end(), {kUserForm, kProcessPage});
  for (const std::string& page : pages) {
    screen.go(page);
    int mains = 0;
    EXPECT_EQ(depth_of(screen.driver().ui(), mains), 0) << page << "\n" << screen.tree();
    EXPECT_EQ(mains, 1) << page;
  }
  screen.go(kUserForm);
  ASSERT_TRUE(screen.press(Role::button, "Start workflow"));
  int mains = 0;
  EXPECT_EQ(depth_of(screen.driver().ui(), mains), 0) << screen.tree();
  EXPECT_TRUE(screen.says("There is a problem"));
}

TEST(PlainView, AListHasAllOfItsColumns) {
  ui::View view;
  view.plain = true;
  view.width = 900;
  Screen screen(full_door(), view);
  screen.go("#/subscriptions");
  EXPECT_EQ(screen.driver().count(Role::columnheader), 6) << screen.tree();
}

// A window of 1280 by 800 at 400 %.
TEST(LowWindow, AllThatStandsAroundThePageScrollsWithIt) {
  ui::View view;
  view.width = 320;
  view.height = 200;
  Screen screen(full_door(), view);
  for (const char* page : kPages) {
    screen.go(page);
    const ui::Record *main = nullptr, *scroller = nullptr;
    for (const ui::Record& r : screen.driver().ui().records()) {
      if (r.role == Role::main) main = &r;
      if ((r.state & ui::state::scroller) != 0 && scroller == nullptr) scroller = &r;
    }
    ASSERT_NE(main, nullptr) << page;
    ASSERT_NE(scroller, nullptr) << page;
    EXPECT_EQ(scroller->h, 200) << page;
    EXPECT_FALSE(main->state & ui::state::scroller) << page;
    EXPECT_GE(scroller->content_h, main->y + main->h) << page;
    EXPECT_TRUE(screen.driver().has(Role::button, "More")) << page;
    int mains = 0;
    EXPECT_EQ(depth_of(screen.driver().ui(), mains), 0) << page;
  }
}

TEST(LowWindow, WhatIsFoundHasRoomForTwoLines) {
  ui::View view;
  view.width = 320;
  view.height = 200;
  Screen screen(full_door(), view);
  screen.application().shortcut("Ctrl k");
  screen.settle();
  const ui::Record* list =
      screen.driver().find(Role::listbox, "Find pages, products, subscriptions, processes, actions");
  ASSERT_NE(list, nullptr) << screen.tree();
  EXPECT_GE(list->h, 88);
}

TEST(LowWindow, APhoneHeldSidewaysReachesEveryDestination) {
  ui::View view;
  view.width = 740;
  view.height = 360;
  view.touch = true;
  Screen screen(full_door(), view);
  ASSERT_TRUE(screen.press(Role::button, "More")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::menuitem, "Settings"));
  // Held upright, a keyboard on the screen changes nothing of that.
  view.width = 360;
  view.height = 400;
  screen.driver().ui().set_view(view);
  EXPECT_FALSE(screen.driver().ui().low());
}

TEST(Missing, SaysWhatIsNotThereInATitle) {
  Screen screen(full_door());
  const std::string id = "00000000-0000-4000-8000-0000000000ff";
  screen.go("#/processes/" + id);
  const ui::Record* title = screen.driver().find(Role::heading, "There is no such process");
  ASSERT_NE(title, nullptr) << screen.tree();
  EXPECT_EQ(title->level, 1);
  EXPECT_EQ(screen.driver().focused(), "There is no such process");
  EXPECT_EQ(screen.host().title, "There is no such process \u00b7 Rehearsal");
  screen.go("#/subscriptions/" + id);
  EXPECT_TRUE(screen.driver().has(Role::heading, "There is no such subscription")) << screen.tree();
  EXPECT_EQ(screen.host().title, "There is no such subscription \u00b7 Rehearsal");
}

TEST(Sizes, OnTouchNoControlIsSmallerThanAFinger) {
  ui::View view;
  view.width = 360;
  view.height = 740;
  view.touch = true;
  Screen screen(full_door(), view);
  std::vector<std::string> pages(std::begin(kPages), std::end(kPages));
  pages.insert(pages.end(), {kUserForm, kProcessPage});
  for (const std::string& page : pages) {
    screen.go(page);
    for (const ui::Record& r : screen.driver().ui().records()) {
      const std::string_view name = screen.driver().ui().name_of(r);
      const bool pressed = r.role == Role::button || r.role == Role::link || r.role == Role::radio ||
                           r.role == Role::combobox || r.role == Role::checkbox;
      if (!pressed || name == "Skip to content") continue;
      EXPECT_GE(r.h, 44) << page << ": " << name;
      if (r.role != Role::link) {
        EXPECT_GE(r.w, 44) << page << ": " << name;
      }
      EXPECT_LE(r.x + r.w, 361) << page << ": " << name;
    }
  }
}

// Between a phone and a desk: what has no room goes into the next line.
TEST(Sizes, FiltersStayInsideTheWindow) {
  for (const float width : {740.0f, 768.0f, 800.0f, 888.0f, 1280.0f}) {
    ui::View view;
    view.width = width;
    Screen screen(full_door(), view);
    screen.go("#/processes");
    for (const ui::Record& r : screen.driver().ui().records()) {
      if (r.role == Role::radio) {
        EXPECT_LE(r.x + r.w, width - 16) << width << screen.driver().ui().name_of(r);
      }
    }
  }
}

TEST(Dialogs, TheirButtonsStayInsideANarrowWindow) {
  for (const float width : {320.0f, 328.0f, 336.0f, 344.0f, 360.0f, 1280.0f}) {
    ui::View view;
    view.width = width;
    ui::Driver page(
        [&](ui::Ui& ui) {
          bool open = true;
          auto dialog = ui::dialog(ui, "Start over?", open);
          auto actions = ui::dialog_actions(ui);
          ui::button(ui, "Cancel");
          ui::button(ui, "Take this state back");
          ui::button(ui, "Start over, now");
        },
        view);
    for (const ui::Record& r : page.ui().records())
      if (r.role == Role::button) {
        EXPECT_LE(r.x + r.w, width - 16) << width << page.tree();
      }
  }
}

}  // namespace
}  // namespace rehearsal::views
