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
  for (int i = 0; i < 30; ++i) store.keep("#/" + std::to_string(i), "A", Json::object());
  EXPECT_EQ(store.all().size(), 20u);
  EXPECT_EQ(store.all()[0].hash, "#/29");
  store.keep("#/29", "A", {{"pages", std::string(200'000, 'x')}});
  EXPECT_FALSE(store.find("#/29"));
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
    EXPECT_TRUE(store.all().empty()) << text;
  }
  store.keep("#/a", "A", Json::object());
  EXPECT_EQ(store.all().size(), 1u);
}

}  // namespace
}  // namespace rehearsal::shell
