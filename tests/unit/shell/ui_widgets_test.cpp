// Each widget, by role and name: it says what it is, acts once on one press, and says its new state at once.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "shell/ui/core.h"
#include "shell/ui/driver.h"
#include "shell/ui/gallery.h"
#include "shell/ui/widgets.h"

namespace rehearsal::ui {
namespace {

TEST(Buttons, ActOnceOnOnePress) {
  int saved = 0;
  Driver page([&](Ui& ui) {
    if (button(ui, "Save")) ++saved;
  });
  ASSERT_TRUE(page.press(Role::button, "Save"));
  EXPECT_EQ(saved, 1);
  page.draw();
  EXPECT_EQ(saved, 1);
}

TEST(Buttons, TwoOfTheSameLabelAreTwo) {
  std::vector<int> pressed(2);
  Driver page([&](Ui& ui) {
    for (int& one : pressed) {
      if (button(ui, "Copy")) ++one;
    }
  });
  EXPECT_EQ(page.count(Role::button), 2);
  page.ui().press(page.ui().records()[1].id);
  page.draw();
  EXPECT_EQ(pressed, (std::vector<int>{0, 1}));
}

TEST(Buttons, DisabledOnesSayWhyAndDoNothing) {
  bool pressed = false;
  Driver page([&](Ui& ui) {
    pressed = button(ui, "Resume", {.disabled = true, .why = "It is not suspended"}) || pressed;
  });
  const Record* record = page.find(Role::button, "Resume");
  ASSERT_NE(record, nullptr);
  EXPECT_TRUE(record->state & state::disabled);
  EXPECT_EQ(page.ui().extra_of(*record, "description"), "It is not suspended");
  page.ui().press(record->id);
  page.draw();
  EXPECT_FALSE(pressed);
}

TEST(Buttons, WhatHappensIsSaidInTheSameFrame) {
  bool open = false;
  Driver page([&](Ui& ui) {
    disclosure(ui, "Details", open);
    if (open) text(ui, "The inside");
  });
  EXPECT_EQ(page.said().find("The inside"), std::string::npos);
  ASSERT_TRUE(page.press(Role::button, "Details"));
  EXPECT_NE(page.said().find("The inside"), std::string::npos);
  EXPECT_TRUE(page.find(Role::button, "Details")->state & state::expanded);
}

TEST(Buttons, ActionsForWhatIsGoneAreCountedAsLost) {
  bool there = true;
  Driver page([&](Ui& ui) {
    if (there) button(ui, "Gone soon");
  });
  const uint32_t id = page.find(Role::button, "Gone soon")->id;
  there = false;
  page.draw();
  page.ui().press(id);
  page.draw();
  EXPECT_EQ(page.ui().lost_actions(), 1u);
}

// What a person acts on keeps its identity when something comes or goes before it: the focus stays where it
// was.
TEST(Identity, OfAFieldOutlivesWhatComesAbove) {
  bool problem = false;
  std::string name;
  Driver page([&](Ui& ui) {
    const Scope form = column(ui, {.gap = 8});
    if (problem) error_summary(ui, "There is a problem", {{"Name", "Name: too short"}}, "#/");
    const Scope line = row(ui);
    text_field(ui, "Name", name, {.error = problem ? "Too short" : ""});
  });
  const uint32_t before = page.find(Role::textbox, "Name")->id;
  problem = true;
  page.draw();
  EXPECT_EQ(page.find(Role::textbox, "Name")->id, before);
  EXPECT_TRUE(page.find(Role::textbox, "Name")->state & state::invalid);
}

TEST(Fields, TakeWhatIsTyped) {
  std::string name = "Anna";
  int changes = 0;
  Driver page([&](Ui& ui) { changes += text_field(ui, "User name", name).changed ? 1 : 0; });
  EXPECT_EQ(page.value(Role::textbox, "User name"), "Anna");
  ASSERT_TRUE(page.type("User name", "Zo\u00eb \u0645\u0631\u062d\u0628\u0627 \U0001F600"));
  EXPECT_EQ(name, "Zo\u00eb \u0645\u0631\u062d\u0628\u0627 \U0001F600");
  EXPECT_EQ(changes, 1);
}

// The error of a group is told with it, and a link to the group goes to what can be done there first.
TEST(Fields, AGroupsErrorIsTiedToItAndLeadsToItsFirstControl) {
  std::string chosen;
  const std::vector<Choice> choices = {{"a", "Ann"}, {"b", "Bob"}};
  Driver page([&](Ui& ui) {
    radio_list(ui, "Owner", choices, chosen, {.error = "Choose one.", .key = "owner"});
    const Scope list = labelled(ui, "Tags", {.error = "At least one.", .key = "tags"});
    button(ui, "Add a tag");
  });
  const Record* group = page.find(Role::group, "Owner");
  ASSERT_NE(group, nullptr);
  EXPECT_NE(group->relation, 0u);
  const Record* radios = page.find(Role::radiogroup, "Owner");
  ASSERT_NE(radios, nullptr);
  EXPECT_TRUE(radios->state & state::invalid);
  page.ui().focus_on("owner");
  page.draw();
  EXPECT_TRUE(page.find(Role::radio, "Ann")->state & state::wants_focus);
  page.ui().focus_on("tags");
  page.draw();
  EXPECT_TRUE(page.find(Role::button, "Add a tag")->state & state::wants_focus);
}

TEST(Fields, AGroupWithNothingToDoInItGivesTheFocusToNobody) {
  Driver page([&](Ui& ui) {
    button(ui, "At the top of the page");
    const Scope list = labelled(ui, "Tags", {.key = "tags"});
  });
  page.ui().focus_on("tags");
  page.draw();
  page.draw();
  EXPECT_FALSE(page.find(Role::button, "At the top of the page")->state & state::wants_focus);
}

TEST(Fields, ErrorsAreTiedToTheField) {
  std::string age = "x";
  Driver page(
      [&](Ui& ui) { text_field(ui, "Age", age, {.help = "In years", .error = "Must be a whole number"}); });
  const Record* field = page.find(Role::textbox, "Age");
  ASSERT_NE(field, nullptr);
  ASSERT_NE(field->relation, 0u);
  const std::vector<Record>& all = page.ui().records();
  const auto hint =
      std::find_if(all.begin(), all.end(), [&](const Record& r) { return r.id == field->relation; });
  ASSERT_NE(hint, all.end());
  EXPECT_EQ(page.ui().name_of(*std::next(hint)), "Must be a whole number");
}

TEST(Fields, AProblemOfTheSummaryLeadsToItsField) {
  std::string a, b;
  Driver page([&](Ui& ui) {
    error_summary(ui, "There is a problem", {{"age", "Age: must be a whole number"}}, "#/");
    text_field(ui, "Name", a);
    text_field(ui, "Age", b, {.key = "age"});
  });
  ASSERT_TRUE(page.press(Role::link, "Age: must be a whole number"));
  EXPECT_TRUE(page.find(Role::textbox, "Age")->state & state::wants_focus);
}

TEST(Choices, ADropDownOpensAndChooses) {
  std::string group;
  const std::vector<Choice> groups = {{"1", "Staff"}, {"2", "Students"}};
  Driver page([&](Ui& ui) { select(ui, "User group", groups, group); });
  EXPECT_EQ(page.count(Role::option), 0);
  ASSERT_TRUE(page.press(Role::combobox, "User group"));
  EXPECT_TRUE(page.find(Role::combobox, "User group")->state & state::expanded);
  EXPECT_TRUE(page.find(Role::option, "Staff")->state & state::wants_focus);
  ASSERT_TRUE(page.press(Role::option, "Students"));
  EXPECT_EQ(group, "2");
  EXPECT_EQ(page.count(Role::option), 0);
  EXPECT_EQ(page.value(Role::combobox, "User group"), "Students");
  EXPECT_TRUE(page.find(Role::combobox, "User group")->state & state::wants_focus);
}

TEST(Choices, EscapeShutsADropDownAndChangesNothing) {
  std::string group = "1";
  Driver page([&](Ui& ui) { select(ui, "User group", {{"1", "Staff"}, {"2", "Students"}}, group); });
  ASSERT_TRUE(page.press(Role::combobox, "User group"));
  ASSERT_TRUE(page.key(Role::listbox, "User group", Key::escape));
  EXPECT_EQ(page.count(Role::listbox), 0);
  EXPECT_EQ(group, "1");
}

// However long its options are, the list belongs to its field.
TEST(Choices, ADropDownIsAsWideAsItsField) {
  const std::string endless(900, 'm');
  std::string group;
  for (const auto& [window, field, expected] :
       {std::tuple{1280.0f, 400.0f, 400.0f}, {1280.0f, 120.0f, 240.0f}, {200.0f, 0.0f, 184.0f}}) {
    View view;
    view.width = window;
    const float width = field;
    Driver page(
        [&](Ui& ui) {
          select(ui, "User group", {{"1", endless}, {"2", "Staff"}}, group, {.width = width});
        },
        view);
    ASSERT_TRUE(page.press(Role::combobox, "User group"));
    const Record* list = page.find(Role::listbox, "User group");
    ASSERT_NE(list, nullptr);
    EXPECT_NEAR(list->w, expected, 0.5) << window;
    const Record* option = page.find(Role::option, endless);
    ASSERT_NE(option, nullptr) << "all of it is said";
    EXPECT_LE(option->x + option->w, list->x + list->w) << window;
  }
}

TEST(Choices, BoxesSwitchesAndRadiosChange) {
  bool agreed = false, live = true;
  std::string affiliation = "internal";
  int pace = 0;
  Driver page([&](Ui& ui) {
    checkbox(ui, "I agree", agreed);
    toggle(ui, "Live", live);
    radio_list(ui, "Affiliation", {{"internal", "Internal"}, {"external", "External"}}, affiliation);
    segmented(ui, "Pace", {"Instant", "Slow"}, pace);
  });
  ASSERT_TRUE(page.press(Role::checkbox, "I agree"));
  ASSERT_TRUE(page.press(Role::switch_, "Live"));
  ASSERT_TRUE(page.press(Role::radio, "External"));
  ASSERT_TRUE(page.press(Role::radio, "Slow"));
  EXPECT_TRUE(agreed);
  EXPECT_FALSE(live);
  EXPECT_EQ(affiliation, "external");
  EXPECT_EQ(pace, 1);
  EXPECT_TRUE(page.find(Role::checkbox, "I agree")->state & state::checked);
  EXPECT_FALSE(page.find(Role::switch_, "Live")->state & state::checked);
}

TEST(Menus, ActAndShut) {
  int terminated = 0;
  Driver page([&](Ui& ui) {
    if (const Scope menu = menu_button(ui, "Actions")) {
      menu_item(ui, "Modify", {.disabled = true});
      if (menu_item(ui, "Terminate")) ++terminated;
    }
  });
  ASSERT_TRUE(page.press(Role::button, "Actions"));
  EXPECT_FALSE(page.press(Role::menuitem, "Modify"));
  ASSERT_TRUE(page.press(Role::menuitem, "Terminate"));
  EXPECT_EQ(terminated, 1);
  EXPECT_EQ(page.count(Role::menu), 0);
}

TEST(Dialogs, KeepWhatIsBehindOutOfReach) {
  bool open = false, deleted = false;
  Driver page([&](Ui& ui) {
    if (button(ui, "Delete…")) open = true;
    if (const Scope box = dialog(ui, "Delete it?", open)) {
      const Scope actions = dialog_actions(ui);
      if (button(ui, "Cancel")) open = false;
      if (button(ui, "Delete")) deleted = true, open = false;
    }
    button(ui, "After");
  });
  ASSERT_TRUE(page.press(Role::button, "Delete…"));
  ASSERT_TRUE(page.has(Role::dialog, "Delete it?"));
  EXPECT_FALSE(page.press(Role::button, "After"));
  ASSERT_TRUE(page.press(Role::button, "Delete"));
  EXPECT_TRUE(deleted);
  EXPECT_FALSE(page.has(Role::dialog, "Delete it?"));
}

// A drop-down that is opened in a dialog is said inside it: what is outside cannot be reached.
TEST(Dialogs, HoldThePopupsThatTheyOpen) {
  bool open = true;
  std::string reason;
  Driver page([&](Ui& ui) {
    if (const Scope box = dialog(ui, "Why?", open)) select(ui, "Reason", {{"1", "Moved"}}, reason);
  });
  ASSERT_TRUE(page.press(Role::combobox, "Reason"));
  const std::string tree = page.tree();
  const size_t dialog_at = tree.find("dialog \"Why?\""), list_at = tree.find("  listbox \"Reason\"");
  ASSERT_NE(dialog_at, std::string::npos);
  ASSERT_NE(list_at, std::string::npos) << tree;
  EXPECT_LT(dialog_at, list_at);
  EXPECT_EQ(tree.find("\nlistbox"), std::string::npos) << tree;
}

TEST(Dialogs, ShutOnEscape) {
  bool open = true;
  Driver page([&](Ui& ui) { const Scope box = dialog(ui, "Why?", open); });
  ASSERT_TRUE(page.key(Role::dialog, "Why?", Key::escape));
  EXPECT_FALSE(open);
}

TEST(Toasts, AreSaidAndGo) {
  Driver page([](Ui& ui) {
    if (button(ui, "Save")) toast(ui, "Saved.");
  });
  ASSERT_TRUE(page.press(Role::button, "Save"));
  EXPECT_NE(page.said().find("Saved."), std::string::npos);
  page.draw(6);
  EXPECT_EQ(page.said().find("Saved."), std::string::npos);
}

TEST(Toasts, StayForWhoIsAtThem) {
  Driver page([](Ui& ui) {
    if (button(ui, "Save")) toast(ui, "Saved.", {.link_words = "Open it", .link_href = "#/saved"});
  });
  const auto is_there = [&] { return page.said().find("Saved.") != std::string::npos; };
  const auto pass_time = [&] {
    for (int i = 0; i < 20; ++i) page.draw(0.5);
  };
  ASSERT_TRUE(page.press(Role::button, "Save"));
  page.ui().focused(page.find(Role::link, "Open it")->id, true);
  pass_time();
  EXPECT_TRUE(is_there()) << "the focus is in it";
  page.ui().focused(0, true);
  pass_time();
  EXPECT_FALSE(is_there());

  ASSERT_TRUE(page.press(Role::button, "Save"));
  page.ui().hovered(page.find(Role::link, "Open it")->id, page.find(Role::group, "")->id);
  pass_time();
  EXPECT_TRUE(is_there()) << "the pointer rests on it";
  page.ui().hovered(0, 0);
  pass_time();
  EXPECT_FALSE(is_there());
}

TEST(Copying, GivesTheWholeAndSaysSo) {
  Driver page([](Ui& ui) { short_id(ui, "7a4b0c05-872d-4728-a6d8-3d902ce1d653", "process"); });
  EXPECT_NE(page.said().find("7a4b0c05\n"), std::string::npos);
  ASSERT_TRUE(page.press(Role::button, "Copy process id"));
  EXPECT_EQ(page.ui().take_copied(), "7a4b0c05-872d-4728-a6d8-3d902ce1d653");
  EXPECT_EQ(page.ui().take_copied(), "");
  EXPECT_EQ(page.ui().take_announcement(), "Copied");
}

TEST(Steps, OpenAndShowTheirInside) {
  bool open = false;
  Driver page([&](Ui& ui) {
    const Scope list = step_list(ui, "Steps");
    if (const Scope detail =
            step(ui, "1", {.name = "Provision user", .state = StepState::failed, .status = "Failed"}, open)) {
      text(ui, "Its reason");
    }
  });
  EXPECT_NE(page.said().find("Failed"), std::string::npos);
  ASSERT_TRUE(page.press(Role::button, "Provision user"));
  EXPECT_TRUE(open);
  EXPECT_NE(page.said().find("Its reason"), std::string::npos);
}

TEST(GalleryPage, NamesEverythingDifferently) {
  Gallery gallery;
  for (const float width : {1280.0f, 360.0f}) {
    View view;
    view.width = width;
    Driver page([&](Ui& ui) { gallery.draw(ui); }, view);
    std::map<uint32_t, std::string> seen;
    for (const Record& r : page.ui().records()) {
      if (r.role == Role::end) continue;
      const auto [found, is_new] = seen.emplace(r.id, page.ui().name_of(r));
      EXPECT_TRUE(is_new) << '"' << page.ui().name_of(r) << "\" has the id of \"" << found->second << '"';
    }
  }
}

// What has changed lights up for 0.6 s: so long the page is drawn again and again.
TEST(Changes, LightUpOnceAndOnlyWhereMotionIsWanted) {
  for (const bool reduced : {false, true}) {
    View view;
    view.reduced_motion = reduced;
    std::string status = "running", count = "1";
    double changed_at = -1;
    Driver page(
        [&](Ui& ui) {
          badge(ui, status);
          text(ui, count, {.flashes = true});
          const Scope facts = terms(ui, "What it changed", 160, changed_at);
          term(ui, "Group name", "staff");
        },
        view);
    const auto lights_up = [&] {
      page.draw();
      const bool lit = page.ui().wanted_in() == 0;
      page.draw(0.5);
      EXPECT_EQ(page.ui().wanted_in() == 0, lit) << "half a second later";
      page.draw(0.2);
      EXPECT_LT(page.ui().wanted_in(), 0) << "it is over";
      return lit;
    };
    EXPECT_FALSE(lights_up()) << "nothing has changed yet";
    status = "completed";
    EXPECT_EQ(lights_up(), !reduced) << "a badge";
    count = "2";
    EXPECT_EQ(lights_up(), !reduced) << "a number";
    changed_at = page.ui().now();
    EXPECT_EQ(lights_up(), !reduced) << "a fact";
  }
}

TEST(GalleryPage, SettlesAndIsIdleWithReducedMotion) {
  Gallery gallery;
  View view;
  view.reduced_motion = true;
  Driver page([&](Ui& ui) { gallery.draw(ui); }, view);
  for (int i = 0; i < 5; ++i) page.draw(1);
  EXPECT_LT(page.ui().wanted_in(), 0) << "something asks to be drawn again and again";
  const std::string before = page.tree();
  page.draw();
  EXPECT_EQ(page.tree(), before);
}

TEST(GalleryPage, SaysTheSameInThePlainView) {
  Gallery gallery;
  View view;
  view.plain = true;
  view.width = 1000;
  view.height = 20000;
  Driver page([&](Ui& ui) { gallery.draw(ui); }, view);
  EXPECT_TRUE(page.has(Role::button, "Start workflow"));
  ASSERT_TRUE(page.press(Role::button, "Start workflow"));
  EXPECT_NE(page.said().find("Last: Start workflow 1"), std::string::npos);
}

// What the browser scrolls inside the input is scrolled in the picture too.
TEST(TextField, OfSeveralLinesFollowsItsScrolling) {
  std::string value;
  for (int i = 0; i < 40; ++i) value += "line " + std::to_string(i) + "\n";
  Driver page([&](Ui& ui) { text_field(ui, "Notes", value, {.lines = 4}); });
  const uint32_t id = page.find(Role::textbox, "Notes")->id;
  const uint64_t lost = page.ui().lost_actions();
  page.ui().scrolled(id, 300);
  page.draw();
  page.draw();
  EXPECT_EQ(page.ui().lost_actions(), lost);
  EXPECT_EQ(page.ui().core().scroll_of(id).y, 300);
  value = "short";
  page.draw();
  EXPECT_EQ(page.ui().core().scroll_of(id).y, 0);
}

}  // namespace
}  // namespace rehearsal::ui
