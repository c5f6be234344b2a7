#include "sync/messages.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/ids.h"

namespace rehearsal::sync {
namespace {

const std::string kBytes = R"({"format":"rehearsal-snapshot"})";

Json published(const Json& present = nullptr) {
  return decide({{"publish",
                  {{"name", "Lessons"},
                   {"present", present},
                   {"snapshots",
                    {{{"title", "One"},
                      {"about", ""},
                      {"author", "Ann"},
                      {"time", "2026-11-23T19:30:00Z"},
                      {"digest", sha256_hex(kBytes)}}}}}}});
}

TEST(Messages, PublishThenOpenWhatWasPublished) {
  const Json written = published();
  ASSERT_EQ(written["do"], "write");
  EXPECT_EQ(written["generation"], 1);
  const std::string index = written["index"].get<std::string>();

  const Json begun = decide({{"page", "https://page.example/"}, {"index", "https://host.example/x"}});
  EXPECT_EQ(begun["do"], "ask");
  EXPECT_EQ(begun["address"], "https://host.example/x/index.json");
  EXPECT_EQ(begun["cache"], "no-cache");
  const Json reading = decide(
      {{"state", begun["state"]},
       {"head",
        {{"status", 200}, {"type", "application/json"}, {"length", index.size()}, {"encoded", false}}}});
  EXPECT_EQ(reading["do"], "read");
  EXPECT_EQ(reading["from"], 0);
  EXPECT_EQ(reading["total"], index.size());
  const Json done = decide(
      {{"state", reading["state"]},
       {"end",
        {{"bytes", index.size()}, {"sha256", sha256_hex(index)}, {"total", index.size()}, {"text", index}}}});
  ASSERT_EQ(done["do"], "done") << dump_json(done);
  ASSERT_EQ(done["heads"].size(), 1U);

  const Json& head = done["heads"][0];
  const Json fetching =
      decide({{"page", "https://page.example/"}, {"index", done["address"]}, {"snapshot", head}});
  EXPECT_EQ(fetching["address"], "https://host.example/x/objects/" + sha256_hex(kBytes) + ".json");
  const Json taken = decide(
      {{"state", fetching["state"]},
       {"end",
        {{"bytes", kBytes.size()}, {"sha256", sha256_hex(kBytes)}, {"total", nullptr}, {"text", kBytes}}}});
  EXPECT_EQ(taken["do"], "done") << dump_json(taken);
}

TEST(Messages, AFailedFetchGoesOnFromItsState) {
  const Json begun =
      decide({{"page", "https://page.example/"},
              {"index", "https://host.example/"},
              {"snapshot",
               {{"digest", std::string(64, 'a')}, {"file", "objects/" + std::string(64, 'a') + ".json"}}}});
  const Json failed =
      decide({{"state", begun["state"]}, {"failed", {{"why", "broken_off"}, {"bytes", 700}}}});
  EXPECT_EQ(failed["do"], "refuse");
  EXPECT_EQ(failed["problem"]["code"], "broken_off");
  EXPECT_EQ(failed["problem"]["again"], true);
  const Json again = decide({{"state", failed["state"]}});
  EXPECT_EQ(again["do"], "ask");
  EXPECT_EQ(again["from"], 700);
}

TEST(Messages, WrongBytesAreAskedForPastEveryCache) {
  const Json begun =
      decide({{"page", "https://page.example/"},
              {"index", "https://host.example/"},
              {"snapshot",
               {{"digest", std::string(64, 'a')}, {"file", "objects/" + std::string(64, 'a') + ".json"}}}});
  EXPECT_EQ(begun["cache"], "default");
  const Json refused = decide(
      {{"state", begun["state"]},
       {"end", {{"bytes", 3}, {"sha256", std::string(64, 'b')}, {"total", nullptr}, {"text", "{ }"}}}});
  ASSERT_EQ(refused["problem"]["code"], "wrong_digest");
  const Json again = decide({{"state", refused["state"]}});
  EXPECT_EQ(again["cache"], "reload");
  EXPECT_EQ(again["from"], 0);
}

TEST(Messages, AFileThatAPersonChoseIsReadOrRefusedByItsSize) {
  EXPECT_EQ(decide({{"file", {{"name", "a.json"}, {"bytes", 1000}}}}), (Json{{"do", "read"}}));
  const Json refused = decide({{"file", {{"name", "a.json"}, {"bytes", 1LL << 30}}}});
  EXPECT_EQ(refused["do"], "refuse");
  EXPECT_EQ(refused["problem"]["what"], "a.json is too large: 1.0 GiB, and at most 256.0 MiB are read.");
}

// A page may be served by any host that browsers take.
TEST(Messages, APageOfAHostWithAnUnderscoreLooksBesideItself) {
  const Json begun = decide({{"page", "https://my_host.example/x/"}, {"index", ""}});
  EXPECT_EQ(begun["address"], "https://my_host.example/x/snapshots/index.json") << dump_json(begun);
}

TEST(Messages, PublishingAgainFollowsWhatIsThere) {
  const std::string first = published()["index"].get<std::string>();
  const Json second = published({{"text", first}, {"sha256", sha256_hex(first)}});
  EXPECT_EQ(second["generation"], 2);
  EXPECT_EQ(parse_json(second["index"].get<std::string>())["parent"], sha256_hex(first));
}

TEST(Messages, WhatIsThereAndNoIndexIsNotOverwritten) {
  const Json refused = published({{"text", "<html>"}, {"sha256", sha256_hex("<html>")}});
  EXPECT_EQ(refused["do"], "refuse");
  EXPECT_EQ(refused["problem"]["code"], "not_published");
}

TEST(Messages, AnAddressThatIsNotOursIsRefusedInWords) {
  const Json refused = decide({{"page", "https://page.example/"}, {"index", "http://host.example/"}});
  EXPECT_EQ(refused["do"], "refuse");
  EXPECT_EQ(refused["problem"]["code"], "address");
  const Json outside = decide({{"page", "https://page.example/"},
                               {"index", "https://host.example/"},
                               {"snapshot", {{"digest", std::string(64, 'a')}, {"file", "../x.json"}}}});
  EXPECT_EQ(outside["problem"]["code"], "address");
}

TEST(Messages, WhatIsNoMessageIsAnError) {
  for (const Json& message :
       {Json(), Json::array(), Json("x"), Json::object(), Json{{"page", 1}}, Json{{"state", 1}},
        Json{{"publish", 1}}, Json{{"page", "https://page.example/"}}}) {
    EXPECT_THROW(decide(message), Error) << dump_json(message);
  }
}

}  // namespace
}  // namespace rehearsal::sync
