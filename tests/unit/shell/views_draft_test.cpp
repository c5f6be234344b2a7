// Forms that somebody leaves and comes back to.
#include <gtest/gtest.h>

#include <memory>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

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
  // A name in the browser's storage has no "=" in it.
  const std::string kUserDraft = std::string("draft #/new/create_user?product ") + shell::kUserProduct;
  // A key: the field keeps the focus.
  void press_key(const char* now_stands_there) {
    ui::Ui& ui = screen_->driver().ui();
    const uint32_t id = screen_->driver().find(Role::textbox, "User name")->id;
    ui.focused(id, true);
    ui.type(id, now_stands_there);
    screen_->driver().draw();
  }
  bool is_kept(const std::string& words) {
    return screen_->host().remembered[kUserDraft].find('"' + words + '"') != std::string::npos;
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

TEST_F(BegunForm, WhatNoBrowserKeepsIsNotLostByStartingAgain) {
  constexpr const char* kAgain = "Start again with the same answers";
  const Json state = {{"product", shell::kUserProduct}, {"username", "bob"}};
  canned_.set("GET " + kProcess,
              process("completed", Json::array({step_row("Start", "success", state, state)})));
  const std::string story(200'000, 'x');
  ASSERT_TRUE(screen_->type("User name", story));
  screen_->go(kProcessPage);
  ASSERT_TRUE(screen_->follow(kAgain)) << screen_->tree();
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), story);
  EXPECT_TRUE(screen_->says("more than this browser keeps")) << screen_->tree();
  ASSERT_TRUE(screen_->press(Role::button, kAgain));
  EXPECT_EQ(screen_->driver().value(Role::textbox, "User name"), "bob");
  EXPECT_FALSE(screen_->says("Your draft is here again"));
}

}  // namespace
}  // namespace rehearsal::views
