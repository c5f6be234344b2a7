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
  explicit Data(ui::View view = {}) : screen_(std::ref(canned_), view) {
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

  // Nobody has published beside the page, and the person asks this host.
  void ask_host() {
    screen_.application().transferred(R"({"event":"problem","look":1,"problem":{"code":"nothing_beside"}})");
    screen_.settle();
    EXPECT_TRUE(screen_.type("Address", "https://example.org/")) << screen_.tree();
    EXPECT_TRUE(screen_.press(Role::button, "Show snapshots")) << screen_.tree();
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
  ASSERT_TRUE(screen_.press(Role::button, "Cancel"));
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
  ASSERT_TRUE(screen_.press(Role::button, "Show snapshots"));
  screen_.application().transferred(
      R"({"event":"index","look":2,"name":"Theirs","heads":[{"title":"Ann","about":"","author":"ann","time":"2026-11-23T18:46:08Z"}]})");
  screen_.settle();
  EXPECT_EQ(screen_.driver().focused(), "Open Ann") << screen_.tree();
  EXPECT_TRUE(screen_.says("ann \u00b7 23 Nov 2026, 19:46"));
}

Json report_of(const Json& changes) {
  return {{"mode", "add"}, {"made", nullptr}, {"changes", changes}, {"problems", Json::array()}};
}

Json one_added() {
  Json changes = {{"subscriptions", none()}};
  changes["subscriptions"]["added"] = 1;
  return changes;
}

TEST_F(Data, WhatIsHereAlreadyIsNotTakenOnceMore) {
  preview(report_of({{"subscriptions", none()}}));
  EXPECT_TRUE(screen_.says("Everything in it is here already")) << screen_.tree();
  EXPECT_FALSE(screen_.press(Role::button, "Import"));
  EXPECT_EQ(times_asked(screen_, "POST", "/api/rehearsal/snapshot"), 0);
}

TEST_F(Data, TheFocusFollowsTheFileAndComesBack) {
  preview(report_of(one_added()));
  EXPECT_EQ(screen_.driver().focused(), "Keep it, and add what the snapshot has") << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Cancel"));
  EXPECT_EQ(screen_.driver().focused(), "Choose a file\u2026") << screen_.tree();
  preview({{"mode", "add"},
           {"problems", {{{"pointer", "/digest"}, {"expected", "a digest"}, {"found", "none"}}}},
           {"problem_count", 1}});
  EXPECT_EQ(screen_.driver().focused(), "Cancel") << "what there was to choose is gone";
}

TEST_F(Data, AnImportSaysWhatItHasDoneAndOffersTheWayBack) {
  preview(report_of(one_added()));
  canned_.set("POST /api/rehearsal/snapshot", {{"job", kJob}}, 202);
  keep(0);
  ASSERT_TRUE(screen_.press(Role::button, "Import")) << screen_.tree();
  EXPECT_EQ(screen_.driver().focused(), "The snapshot is in") << screen_.tree();
  EXPECT_TRUE(screen_.says("1 subscription added"));
  ASSERT_TRUE(screen_.press(Role::button, "Bring back what was here")) << screen_.tree();
  EXPECT_EQ(screen_.driver().count(Role::dialog), 0) << "one click does it";
  const auto undone = std::find_if(screen_.asked.begin(), screen_.asked.end(), [](const Json& each) {
    return text_or(each, "path") == "/api/rehearsal/snapshot/undo" && text_or(each, "method") == "POST";
  });
  EXPECT_NE(undone, screen_.asked.end());
  screen_.go("#/");
  screen_.go("#/data");
  EXPECT_FALSE(screen_.driver().has(Role::heading, "The snapshot is in")) << "that was told";
}

TEST_F(Data, TheWayBackAsksWhereMoreHasHappened) {
  preview(report_of(one_added()));
  canned_.set("POST /api/rehearsal/snapshot", {{"job", kJob}}, 202);
  keep(2);
  ASSERT_TRUE(screen_.press(Role::button, "Import")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Bring back what was here\u2026")) << screen_.tree();
  EXPECT_EQ(screen_.driver().count(Role::dialog), 1);
}

TEST_F(Data, ThatOfAHostSaysWhereItIsFromAndComesBackToItsList) {
  ask_host();
  screen_.application().transferred(
      R"({"event":"index","look":2,"name":"Theirs","heads":[{"title":"Same","about":"","author":"ann","time":"2026-11-23T18:46:08Z"},{"title":"Same","about":"","author":"bob","time":"2026-11-23T18:47:08Z"}]})");
  screen_.settle();
  ASSERT_TRUE(screen_.press(Role::button, "Open Same")) << screen_.tree();
  screen_.application().transferred(R"({"event":"file","look":2,"file":3,"name":"Same","size":2000})");
  screen_.settle();
  EXPECT_TRUE(screen_.says("Published: ann \u00b7 23 Nov 2026, 19:46 \u00b7 Theirs")) << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Cancel"));
  EXPECT_EQ(screen_.driver().focused(), "Open Same") << screen_.tree();
}

TEST_F(Data, ALinkThatIsFollowedIsSeenBesideAFileThatIsOpen) {
  screen_.application().transferred(R"({"event":"problem","look":1,"problem":{"code":"nothing_beside"}})");
  preview(report_of(one_added()));
  screen_.go("#/open?from=https%3A%2F%2Fexample.org%2F");
  EXPECT_TRUE(screen_.says("You followed a link")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Import theirs.json"));
}

TEST_F(Data, SettingsThatChangeAreSaidInWords) {
  Json changes = {{"settings", none()}, {"product_blocks", none()}, {"resource_types", none()}};
  changes["product_blocks"]["removed"] = 1;
  changes["resource_types"]["added"] = 2;
  changes["settings"]["first"] = {
      {"added", {{{"id", "pace"}, {"title", "pace"}, {"value", {{"manual", true}}}}}},
      {"changed", {{{"id", "global_lock"}, {"title", "global_lock"}, {"value", true}}}}};
  changes["settings"]["changed"] = changes["settings"]["added"] = 1;
  preview(report_of(changes));
  EXPECT_TRUE(screen_.says("The pace becomes by hand. Everything is paused.")) << screen_.tree();
  EXPECT_TRUE(screen_.says("1 block removed"));
  EXPECT_TRUE(screen_.says("2 fields added"));
  changes["settings"]["first"] = {
      {"changed", {{{"id", "pace"}, {"value", {{"step_ms", 200}}}}, {{"id", "seed"}, {"value", 5}}}},
      {"removed", {{{"id", "global_lock"}, {"value", nullptr}}, {{"id", "faults"}, {"value", nullptr}}}}};
  ASSERT_TRUE(screen_.press(Role::button, "Cancel"));
  preview(report_of(changes));
  for (const char* words :
       {"The pace becomes 200 ms a step.", "Ids are made from", "Nothing is paused.", "The faults go."})
    EXPECT_TRUE(screen_.says(words)) << words << screen_.tree();
}

TEST_F(Data, TheHistoryIsToldWhereItIsAllThatChanges) {
  Json changes = one_added();
  changes["revisions"] = none();
  changes["revisions"]["added"] = 2;
  preview(report_of(changes));
  EXPECT_FALSE(screen_.says("2 history entries added")) << "it goes with the subscriptions";
  changes["subscriptions"] = none();
  ASSERT_TRUE(screen_.press(Role::button, "Cancel"));
  preview(report_of(changes));
  EXPECT_TRUE(screen_.says("2 history entries added")) << screen_.tree();
}

TEST_F(Data, AnAddressOfBlanksIsNone) {
  ASSERT_TRUE(screen_.type("Address", "   "));
  screen_.press(Role::button, "Show snapshots");
  EXPECT_EQ(looks(), 1) << "the one beside the page, unasked";
  screen_.application().transferred(R"({"event":"problem","look":1,"problem":{"code":"nothing_beside"}})");
  screen_.settle();
  screen_.press(Role::button, "Show snapshots");
  EXPECT_EQ(looks(), 1);
  ASSERT_TRUE(screen_.type("Address", "  https://example.org/ "));
  ASSERT_TRUE(screen_.press(Role::button, "Show snapshots"));
  EXPECT_EQ(screen_.host().transfers.back()["address"], "https://example.org/");
}

TEST_F(Data, OfALongListAPartIsShown) {
  ask_host();
  Json heads = Json::array();
  for (int i = 0; i < 120; ++i)
    heads.push_back({{"title", "T" + std::to_string(i)}, {"time", "2026-11-23T18:46:08Z"}});
  screen_.application().transferred(
      dump_json({{"event", "index"}, {"look", 2}, {"name", "Theirs"}, {"heads", heads}}));
  screen_.settle();
  EXPECT_TRUE(screen_.driver().has(Role::button, "Open T49"));
  EXPECT_FALSE(screen_.driver().has(Role::button, "Open T50"));
  ASSERT_TRUE(screen_.press(Role::button, "Show more")) << screen_.tree();
  EXPECT_TRUE(screen_.driver().has(Role::button, "Open T99"));
  EXPECT_EQ(screen_.driver().focused(), "Open T50") << "it goes on where it ended";
  ASSERT_TRUE(screen_.press(Role::button, "Show more"));
  EXPECT_TRUE(screen_.driver().has(Role::button, "Open T119"));
  EXPECT_FALSE(screen_.driver().has(Role::button, "Show more"));
}

TEST_F(Data, ANameIsNoLongerThanReadersTake) {
  ASSERT_TRUE(screen_.press(Role::button, "Publish this state")) << screen_.tree();
  std::string name;
  for (int i = 0; i < 101; ++i) name += "\u00e4";
  ASSERT_TRUE(screen_.type("Your name", "x" + name));
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Your name"), "x" + name.substr(0, 98));
  EXPECT_EQ(screen_.host().remembered["author"], "x" + name.substr(0, 98));
  screen_.host().remembered["author"] = name;
  screen_.go("#/");
  screen_.go("#/data");
  ASSERT_TRUE(screen_.press(Role::button, "Export"));
  EXPECT_EQ(screen_.asked.back()["query"]["by"], name.substr(0, 100)) << "remembered by an earlier version";
}

TEST_F(Data, WhoHasPublishedIsGivenTheLink) {
  ASSERT_TRUE(screen_.press(Role::button, "Publish this state"));
  EXPECT_FALSE(screen_.driver().has(Role::button, "Publish into a folder\u2026")) << "not every browser can";
  screen_.application().transferred(R"({"event":"folders"})");
  screen_.settle();
  EXPECT_TRUE(screen_.driver().has(Role::button, "Publish into a folder\u2026")) << screen_.tree();
  screen_.application().transferred(
      R"({"event":"published","as":"1 snapshot in snapshots.zip","link":"https://page.example/#/open?from="})");
  screen_.settle();
  EXPECT_TRUE(screen_.says("Published: 1 snapshot in snapshots.zip"));
  EXPECT_TRUE(screen_.says("https://page.example/#/open?from=https://")) << screen_.tree();
}

class DataOnAPhone : public Data {
 protected:
  DataOnAPhone() : Data(phone()) {}
  static ui::View phone() {
    ui::View view;
    view.width = 360;
    view.height = 640;
    return view;
  }
  // Where it is drawn, whatever was scrolled.
  const ui::Record& record(Role role, const std::string& name) {
    const ui::Record* found = screen_.driver().find(role, name);
    EXPECT_NE(found, nullptr) << screen_.tree();
    static const ui::Record kNone;
    return found == nullptr ? kNone : *found;
  }
};

TEST_F(DataOnAPhone, ALongTitleLeavesRoomForAllThatIsSaid) {
  const std::string title = "Lesson three: what happens when a step fails, and a bit more";
  ask_host();
  screen_.application().transferred(dump_json({{"event", "index"},
                                               {"look", 2},
                                               {"name", "Theirs"},
                                               {"heads",
                                                {{{"title", title},
                                                  {"about", "The third of five."},
                                                  {"author", "Ann"},
                                                  {"time", "2026-11-23T18:46:08Z"}}}}}));
  screen_.settle();
  const ui::Record& open = record(Role::button, "Open " + title);
  const ui::Record& words = record(Role::text, title);
  EXPECT_LT(open.w, 100);
  EXPECT_GT(words.w, 180) << "the words have most of the row";
  EXPECT_LE(words.x + words.w, open.x);
  EXPECT_LE(open.x + open.w, 360);
  EXPECT_LT(record(Role::text, "The third of five.").h, 50) << "not letter by letter";
}

TEST_F(DataOnAPhone, AProblemIsWhereThePersonIs) {
  keep(3);
  ask_host();
  (void)screen_.driver().ui().take_announcement();
  screen_.application().transferred(
      R"({"event":"problem","look":2,"problem":{"code":"not_found","what":"It is not there.","advice":"Nothing was changed.","again":true}})");
  screen_.settle();
  EXPECT_EQ(screen_.driver().focused(), "Try again") << screen_.tree();
  EXPECT_EQ(screen_.driver().ui().take_announcement(), "It is not there.");
}

TEST_F(DataOnAPhone, OneNoteAtATimeFloatsOverThePage) {
  for (const char* name : {"a.json", "b.json"}) {
    screen_.application().transferred(dump_json({{"event", "saved"}, {"name", name}}));
    screen_.driver().draw();
  }
  EXPECT_FALSE(screen_.says("Saved a.json")) << screen_.tree();
  EXPECT_TRUE(screen_.says("Saved b.json"));
}

}  // namespace
}  // namespace rehearsal::views
