// The Data page: what it asks before it does something, and what it says of a snapshot.
#include <gtest/gtest.h>

#include <algorithm>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

constexpr const char* kJob = "99999999-9999-4999-8999-999999999999";
constexpr const char* kUndo = "/api/rehearsal/snapshot/undo";

Json none() {
  return {{"added", 0}, {"changed", 0}, {"removed", 0}, {"unchanged", 0}, {"first", Json::object()}};
}

// The request that was posted there last.
Json last_asked(const Screen& screen, const std::string& path) {
  for (auto one = screen.asked.rbegin(); one != screen.asked.rend(); ++one) {
    if ((*one)["method"] == "POST" && (*one)["path"] == path) return *one;
  }
  return {};
}

class Data : public ::testing::Test {
 protected:
  Data() : screen_(std::ref(canned_)) {
    canned_.set(std::string("GET ") + kUndo, {{"kept", nullptr}, {"states", Json::array()}});
    screen_.go("#/data");
  }
  void keep(int commits) {
    const Json newest = {{"made_at", "2026-11-23T18:46:08.123456+00:00"},
                         {"before", "Importing a snapshot"},
                         {"digest", "d"},
                         {"bytes", 12345},
                         {"commits_since", commits},
                         {"subscriptions", 1},
                         {"processes", 2}};
    const Json older = {{"made_at", "2026-11-22T18:46:08.123456+00:00"},
                        {"before", "Starting over"},
                        {"digest", "e"},
                        {"bytes", 54321},
                        {"commits_since", commits + 8},
                        {"subscriptions", nullptr},
                        {"processes", nullptr}};
    canned_.set(std::string("GET ") + kUndo, {{"kept", newest}, {"states", {newest, older}}});
    screen_.application().event(shell::event_text("processes", "LIST", 5));
    screen_.settle();
  }
  // A file comes, and the engine has looked at it.
  void preview(const Json& report) {
    canned_.set("POST /api/rehearsal/snapshot/preview", {{"job", kJob}}, 202);
    canned_.set(std::string("GET /api/rehearsal/jobs/") + kJob,
                {{"id", kJob}, {"state", "done"}, {"result", report}});
    screen_.application().transferred(R"({"event":"file","file":3,"name":"theirs.json","size":2000})");
    screen_.settle();
  }

  // How often a host was asked for its list.
  int64_t looks() {
    const std::vector<Json>& said = screen_.host().transfers;
    return std::count_if(said.begin(), said.end(), [](const Json& one) { return one["do"] == "look"; });
  }

  CannedDoor canned_ = door();
  Screen screen_;
};

TEST_F(Data, BringingBackIsASwapThatIsAskedFor) {
  EXPECT_FALSE(screen_.driver().has(Role::button, "Bring it back\u2026"));
  keep(3);
  EXPECT_TRUE(screen_.says("What was here until 23 Nov 2026, 19:46")) << screen_.tree();
  EXPECT_TRUE(screen_.says("1 subscription, 2 processes, 12.3 kB")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Bring it back\u2026"));
  EXPECT_TRUE(screen_.says("The two states change places")) << screen_.tree();
  EXPECT_TRUE(screen_.says("the 3 changes"));
  EXPECT_EQ(times_asked(screen_, "POST", kUndo), 0);
  ASSERT_TRUE(screen_.press(Role::button, "Leave it"));
  EXPECT_EQ(screen_.driver().count(Role::dialog), 0);
  ASSERT_TRUE(screen_.press(Role::button, "Bring it back\u2026"));
  ASSERT_TRUE(screen_.press(Role::button, "Bring it back"));
  EXPECT_EQ(times_asked(screen_, "POST", kUndo), 1);
  EXPECT_EQ(last_asked(screen_, kUndo)["body"], Json({{"digest", "d"}}));
}

TEST_F(Data, EachStateThatIsKeptHasItsButton) {
  keep(3);
  EXPECT_TRUE(screen_.says("when everything began anew")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Bring it back\u2026 until 22 Nov 2026, 19:46")) << screen_.tree();
  EXPECT_TRUE(screen_.says("22 Nov 2026, 19:46 comes back")) << screen_.tree();
  EXPECT_TRUE(screen_.says("the 11 changes"));
  ASSERT_TRUE(screen_.press(Role::button, "Bring it back"));
  EXPECT_EQ(last_asked(screen_, kUndo)["body"], Json({{"digest", "e"}}));
}

TEST_F(Data, StartingOverIsAskedForAndCanBeUndone) {
  ASSERT_TRUE(screen_.press(Role::button, "Start over\u2026")) << screen_.tree();
  EXPECT_TRUE(screen_.says("are erased")) << screen_.tree();
  EXPECT_TRUE(screen_.says("here now is kept"));
  ASSERT_TRUE(screen_.press(Role::button, "Keep everything"));
  EXPECT_EQ(times_asked(screen_, "POST", "/api/rehearsal/snapshot/start-over"), 0);
  canned_.set("POST /api/rehearsal/snapshot/start-over", {{"job", kJob}}, 202);
  canned_.set(std::string("GET /api/rehearsal/jobs/") + kJob,
              {{"id", kJob}, {"state", "done"}, {"result", Json::object()}});
  ASSERT_TRUE(screen_.press(Role::button, "Start over\u2026"));
  ASSERT_TRUE(screen_.press(Role::button, "Erase and start over"));
  EXPECT_EQ(times_asked(screen_, "POST", "/api/rehearsal/snapshot/start-over"), 1);
  EXPECT_TRUE(screen_.says("Everything begins anew.")) << screen_.tree();
}

TEST_F(Data, APreviewSpeaksOfWhatAPersonKnows) {
  Json changes = {{"subscriptions", none()},
                  {"processes", none()},
                  {"workflows", none()},
                  {"external_records", none()},
                  {"products", none()}};
  changes["subscriptions"]["added"] = 1;
  changes["subscriptions"]["first"]["added"] = {{{"id", shell::kAnn}, {"title", "User ann"}}};
  changes["processes"]["added"] = 3;
  changes["processes"]["first"]["added"] = {{{"id", "1"}, {"title", "create_user"}},
                                            {{"id", "2"}, {"title", "create_user"}},
                                            {{"id", "3"}, {"title", "terminate_user_group"}}};
  changes["external_records"]["added"] = 1;
  changes["external_records"]["first"]["added"] = {
      {{"id", std::string("ims/") + shell::kAnn}, {"title", shell::kAnn}}};
  changes["products"]["changed"] = 3;
  changes["products"]["first"]["changed"] = {{{"id", "User Group"}, {"title", "User Group"}},
                                             {{"id", "User Group, old"}, {"title", "User Group"}}};
  preview(
      {{"mode", "add"},
       {"made", {{"when", "2026-11-23T18:46:08.000000+00:00"}, {"by", "ann"}, {"app", "Rehearsal 0.1.0"}}},
       {"changes", changes},
       {"problems", Json::array()},
       {"problem_count", 0}});
  EXPECT_TRUE(screen_.says("Made on 23 Nov 2026, 19:46 by ann with Rehearsal 0.1.0 \u00b7 2.0 kB"))
      << screen_.tree();
  EXPECT_TRUE(screen_.says("Create user (2), Terminate user group")) << screen_.tree();
  EXPECT_TRUE(screen_.says("1 system record added"));
  EXPECT_FALSE(screen_.says(shell::kAnn)) << "its subscription has a name";
  EXPECT_FALSE(screen_.says("create_user"));
  EXPECT_TRUE(screen_.says("User Group and others")) << "of three only two are told";
  EXPECT_TRUE(screen_.says("Products and workflows count as changed when anything about them differs"));
}

TEST_F(Data, ARefusedFileSaysAtOnceWhatIsWrongWithIt) {
  preview({{"mode", "add"},
           {"made", nullptr},
           {"changes", Json::object()},
           {"problems",
            {{{"pointer", "/digest"}, {"expected", "the digest of the content"}, {"found", "another"}}}},
           {"problem_count", 1}});
  EXPECT_TRUE(screen_.says("At /digest: expected the digest of the content, found another."))
      << screen_.tree();
  EXPECT_FALSE(screen_.driver().has(Role::button, "Details")) << "there is no more to say";
}

TEST_F(Data, AListThatWasAskedForIsWhereThePersonIs) {
  // Nobody has published beside the page.
  ASSERT_TRUE(screen_.type("Address", "https://example.org/")) << screen_.tree();
  screen_.enter("Address");
  EXPECT_EQ(looks(), 1) << "one at a time";
  screen_.application().transferred(R"({"event":"problem","look":1,"problem":{"code":"nothing_beside"}})");
  screen_.settle();
  ASSERT_TRUE(screen_.press(Role::button, "Look"));
  screen_.application().transferred(
      R"({"event":"index","look":2,"name":"Theirs","heads":[{"title":"Ann","about":"","author":"ann","time":"2026-11-23T18:46:08Z"}]})");
  screen_.settle();
  EXPECT_EQ(screen_.driver().focused(), "Open Ann") << screen_.tree();
  EXPECT_TRUE(screen_.says("ann \u00b7 23 Nov 2026, 19:46"));
}

}  // namespace
}  // namespace rehearsal::views
