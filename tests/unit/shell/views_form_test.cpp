// Forms that were refused, and those that somebody comes back to.
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

TEST_F(RefusedForm, TheSummaryNamesTheFieldsAndLeadsToThem) {
  EXPECT_TRUE(screen_.driver().has(Role::link, "Enter a user name")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::link, "Age: enter a whole number, for example 34"));
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

}  // namespace
}  // namespace rehearsal::views
