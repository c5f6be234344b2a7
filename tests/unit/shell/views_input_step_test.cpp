// A process whose step asks for input.
#include <gtest/gtest.h>

#include "shell/views_process_fixture.h"

namespace rehearsal::views {
namespace {

// A group of steps may ask one question after the other, under one name.
class TwoQuestions : public WatchedProcess {
 protected:
  TwoQuestions() {
    canned_.set("PUT " + kProcess + "/resume", nullptr, 204);
    ask(1, "first");
  }
  void ask(int number, const char* field) {
    const Json body = asking(number, field);
    canned_.set("POST /api/rehearsal/forms/processes/" + kProcess.substr(kProcess.rfind('/') + 1),
                shell::not_complete(body["form"]), 510);
    show(body);
  }
  // The process at its question number `number`, which asks for `field`.
  static Json asking(int number, const char* field) {
    Json steps = Json::array({step_row("Start", "success", {{"a", 1}}, {{"a", 1}})});
    for (int i = 0; i < number; ++i)
      steps.push_back(step_row("Two questions", "suspend", Json::object(), Json::object()));
    steps.push_back(pending("Two questions"));
    steps.push_back(pending("Done"));
    Json body = process("suspended", steps);
    body["last_step"] = "Two questions";
    body["form"] = {{"properties", {{field, {{"type", "string"}}}}}, {"type", "object"}};
    return body;
  }
  Json sent() {
    for (auto one = screen_.asked.rbegin(); one != screen_.asked.rend(); ++one) {
      if (text_or(*one, "method") == "PUT") return one->at("body");
    }
    return nullptr;
  }
};

TEST_F(TwoQuestions, TheSecondIsAskedAfterTheFirstWasAnsweredHere) {
  ASSERT_TRUE(screen_.type("First", "one")) << screen_.tree();
  canned_.set("GET " + kProcess, asking(2, "second"));
  ASSERT_TRUE(screen_.press(Role::button, "Resume workflow"));
  EXPECT_EQ(sent(), parse_json(R"([{"first":"one"}])"));
  ask(2, "second");
  EXPECT_FALSE(screen_.driver().has(Role::textbox, "First")) << screen_.tree();
  ASSERT_TRUE(screen_.type("Second", "two")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Resume workflow"));
  EXPECT_EQ(sent(), parse_json(R"([{"second":"two"}])"));
  show(process("completed", Json::array({step_row("Done", "complete", {{"a", 1}}, {{"a", 1}})})));
  EXPECT_EQ(screen_.host().remembered["drafts"], "[]") << "what was sent is no draft";
}

TEST_F(TwoQuestions, EscapeLeavesAndAsksWhenSomethingWasTyped) {
  const auto escape = [&] {
    screen_.driver().key(Role::form, "Form", ui::Key::escape);
    screen_.settle();
  };
  EXPECT_FALSE(screen_.driver().has(Role::link, "Cancel")) << "it would pass for the end of the process";
  ASSERT_TRUE(screen_.type("First", "one")) << screen_.tree();
  escape();
  EXPECT_EQ(screen_.host().hash, kProcessPage);
  ASSERT_TRUE(screen_.press(Role::button, "Keep and leave")) << screen_.tree();
  EXPECT_EQ(screen_.host().hash, "#/processes");
  screen_.go(kProcessPage);
  ASSERT_EQ(screen_.driver().value(Role::textbox, "First"), "one");
  escape();
  ASSERT_TRUE(screen_.press(Role::button, "Discard it")) << screen_.tree();
  screen_.go(kProcessPage);
  ASSERT_EQ(screen_.driver().value(Role::textbox, "First"), "");
  escape();
  EXPECT_EQ(screen_.host().hash, "#/processes") << "nothing was typed";
}

TEST_F(TwoQuestions, ALookThatFailsSaysNothing) {
  canned_.set("POST /api/rehearsal/forms/processes/" + kProcess.substr(kProcess.rfind('/') + 1),
              {{"detail", "Not Found"}}, 404);
  show(asking(2, "second"));
  EXPECT_TRUE(screen_.driver().has(Role::textbox, "Second")) << screen_.tree();
  EXPECT_FALSE(screen_.says("could not be resumed"));
}

// What was answered while it ran is proposed when the new process comes to it.
TEST_F(TwoQuestions, StartingAgainProposesTheAnswersGivenOnTheWayToo) {
  const Json start = {{"product", shell::kUserProduct}, {"username", "bob"}};
  Json state = start;
  state["first"] = "one";
  const Json steps = Json::array({step_row("Start", "success", start, start),
                                  step_row("Two questions", "success", state, {{"first", "one"}})});
  show(process("completed", steps));
  canned_.set("POST /api/rehearsal/forms/create_user", shell::not_complete(shell::user_form()), 510);
  const std::string next = "99999999-9999-4999-8999-999999999999";
  canned_.set("POST /api/processes/create_user", {{"id", next}}, 201);
  Json body = asking(1, "first");
  body["process_id"] = next;
  canned_.set("GET /api/processes/" + next, body);
  canned_.set("POST /api/rehearsal/forms/processes/" + next, shell::not_complete(body["form"]), 510);
  ASSERT_TRUE(screen_.follow("Start again with the same answers")) << screen_.tree();
  ASSERT_TRUE(screen_.choose("User group", "User group guests"));
  ASSERT_TRUE(screen_.press(Role::button, "Start workflow"));
  EXPECT_EQ(screen_.host().hash, "#/processes/" + next);
  EXPECT_EQ(screen_.driver().value(Role::textbox, "First"), "one") << screen_.tree();
  screen_.go("#/");
  screen_.go("#/processes/" + next);
  EXPECT_EQ(screen_.driver().value(Role::textbox, "First"), "one") << "also after a look elsewhere";
}

TEST_F(TwoQuestions, TheSecondIsAskedAfterTheFirstWasAnsweredElsewhere) {
  ASSERT_TRUE(screen_.type("First", "one")) << screen_.tree();
  ask(2, "second");
  EXPECT_FALSE(screen_.driver().has(Role::textbox, "First")) << screen_.tree();
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Second"), "");
  EXPECT_FALSE(screen_.says("Your draft is here again"));
}

}  // namespace
}  // namespace rehearsal::views
