#include <gtest/gtest.h>

#include "shell/app/draft_store.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

TEST(DraftStore, KeepsTheNewestFirstUntilTheyAreForgotten) {
  TestHost host;
  DraftStore store(host);
  EXPECT_TRUE(store.all().empty());
  store.keep("#/a", "A", {{"pages", Json::array()}});
  host.time += 60;
  store.keep("#/b", "B", {{"pages", {1}}});
  DraftStore after_reload(host);
  ASSERT_EQ(after_reload.all().size(), 2u);
  EXPECT_EQ(after_reload.all()[0].hash, "#/b");
  EXPECT_EQ(after_reload.find("#/a")->words, "A");
  EXPECT_EQ(after_reload.find("#/a")->at, host.time - 60);
  store.keep("#/a", "A", {{"pages", {2}}});
  EXPECT_EQ(after_reload.all().size(), 2u) << "a form has one draft";
  EXPECT_EQ(after_reload.find("#/a")->draft["pages"][0], 2);
  store.forget("#/a");
  EXPECT_FALSE(after_reload.find("#/a"));
  EXPECT_TRUE(after_reload.find("#/b"));
}

TEST(DraftStore, KeepsTwentyAndNoneThatIsHuge) {
  TestHost host;
  DraftStore store(host);
  for (int i = 0; i < 30; ++i) {
    host.time += 1;
    store.keep("#/" + std::to_string(i), "A", Json::object());
  }
  EXPECT_EQ(store.all().size(), 20u);
  EXPECT_EQ(store.all()[0].hash, "#/29");
  EXPECT_EQ(host.remembered["draft #/9"], "") << "the oldest made room";
  store.keep("#/29", "A", {{"pages", std::string(200'000, 'x')}});
  EXPECT_FALSE(store.find("#/29"));
}

// Tells what is written.
class WatchedHost : public TestHost {
 public:
  std::vector<std::string> written;
  void remember(std::string_view name, std::string_view value) override {
    EXPECT_EQ(name.find('='), std::string_view::npos) << "the page takes what follows for the value";
    written.emplace_back(name);
    TestHost::remember(name, value);
  }
};

TEST(DraftStore, WritesTheOneThatChangedAlone) {
  WatchedHost host;
  DraftStore store(host);
  const std::string form = "#/new/create_user?product=1";
  store.keep("#/a", "A", Json::object());
  store.keep(form, "B", Json::object());
  host.written.clear();
  host.time += 60;
  EXPECT_TRUE(store.keep("#/a", "A", {{"pages", {1}}}));
  EXPECT_EQ(host.written, std::vector<std::string>{"draft #/a"});
  EXPECT_EQ(store.all()[0].hash, "#/a") << "the newest all the same";
  EXPECT_EQ(store.all()[1].hash, form);
}

// A browser that is full, as localStorage is: what does not fit is not written, and what was there stays.
class FullHost : public TestHost {
 public:
  size_t room = 300;
  void remember(std::string_view name, std::string_view value) override {
    if (value.size() <= room) TestHost::remember(name, value);
  }
};

TEST(DraftStore, WhatTheBrowserRefusesIsNotCalledKept) {
  FullHost host;
  DraftStore store(host);
  EXPECT_TRUE(store.keep("#/b", "B", Json::object()));
  EXPECT_TRUE(store.keep("#/a", "A", {{"text", "short"}}));
  EXPECT_FALSE(store.keep("#/a", "A", {{"text", std::string(400, 'x')}}));
  EXPECT_FALSE(store.find("#/a")) << "an old copy would pass for the new one";
  EXPECT_TRUE(store.find("#/b"));
}

TEST(DraftStore, WhatSomebodyElseWroteIsNoDraft) {
  TestHost host;
  DraftStore store(host);
  for (const char* text : {"{", "17", R"([1,{"hash":3}])", R"({"a":[]})"}) {
    host.remembered["drafts"] = text;
    host.remembered["draft #/a"] = text;
    EXPECT_TRUE(store.all().empty()) << text;
    EXPECT_FALSE(store.find("#/a")) << text;
  }
  store.keep("#/a", "A", Json::object());
  EXPECT_EQ(store.all().size(), 1u);
}

}  // namespace
}  // namespace rehearsal::shell
