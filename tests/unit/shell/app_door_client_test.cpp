#include <gtest/gtest.h>

#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

TEST(DoorClient, AsksOnceAndKeepsTheAnswer) {
  TestHost host;
  DoorClient door(host);
  EXPECT_FALSE(door.get("/api/products").ready());
  door.get("/api/products");
  ASSERT_EQ(host.sent.size(), 1u);
  EXPECT_EQ(host.last()["method"], "GET");
  EXPECT_EQ(host.last()["path"], "/api/products");
  EXPECT_FALSE(host.last().contains("key"));
  host.answer(door, 200, Json::array({1}));
  const Cached& cached = door.get("/api/products");
  EXPECT_TRUE(cached.ready());
  EXPECT_EQ(cached.answer.body, Json::array({1}));
  EXPECT_EQ(host.sent.size(), 1u);
}

TEST(DoorClient, DifferentQueriesAreDifferentAnswers) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/x", {{"a", "1"}, {"b", "2"}});
  door.get("/api/x", {{"b", "2"}, {"a", "1"}});
  EXPECT_EQ(host.sent.size(), 1u);
  door.get("/api/x", {{"a", "2"}});
  EXPECT_EQ(host.sent.size(), 2u);
  EXPECT_EQ(host.last()["query"]["a"], "2");
}

TEST(DoorClient, SaysWhoMakesAChangeOfAProcess) {
  TestHost host;
  DoorClient door(host);
  door.change("POST", "/api/processes/create_user", Json::array());
  EXPECT_FALSE(host.last().contains("query")) << "nobody has said a name";
  host.remembered["author"] = "Ann";
  for (const char* path :
       {"/api/processes/create_user", "/api/processes/p1/resume", "/api/processes/p1/abort",
        "/api/rehearsal/processes/p1/skip", "/api/rehearsal/processes/p1/rollback"}) {
    door.change("PUT", path);
    EXPECT_EQ(host.last()["query"], Json({{"reporter", "Ann"}})) << path;
  }
  door.change("PUT", "/api/rehearsal/faults", Json::array());
  EXPECT_FALSE(host.last().contains("query"));
  // As much as the engine takes, to the end of a character.
  std::string name = "x";
  for (int i = 0; i < 60; ++i) name += "\u00e9";
  host.remembered["author"] = name;
  door.change("PUT", "/api/processes/p1/abort");
  EXPECT_EQ(host.last()["query"]["reporter"], name.substr(0, 99));
}

TEST(DoorClient, AnEventMakesStaleWhatItConcernsAndKeepsItUsable) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/processes/p1");
  host.answer(door, 200, {{"n", 1}}, 5);
  door.get("/api/products");
  host.answer(door, 200, Json::array(), 5);
  door.take_event(event_text("processes", "p1", 6));
  EXPECT_EQ(host.sent.size(), 2u) << "nothing is asked before it is drawn";
  EXPECT_TRUE(door.get("/api/processes/p1").ready());
  EXPECT_EQ(host.sent.size(), 3u);
  door.get("/api/products");
  EXPECT_EQ(host.sent.size(), 3u);
  host.answer(door, 200, {{"n", 2}}, 6);
  EXPECT_EQ(door.get("/api/processes/p1").answer.body["n"], 2);
  EXPECT_EQ(host.sent.size(), 3u);
}

TEST(DoorClient, AnEventDuringARequestAsksOnceMore) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/processes/p1");
  door.take_event(event_text("processes", "p1", 9));
  door.get("/api/processes/p1");
  EXPECT_EQ(host.sent.size(), 1u) << "one outstanding for each";
  host.answer(door, 200, {{"n", 1}}, 8);
  door.get("/api/processes/p1");
  EXPECT_EQ(host.sent.size(), 2u);
  host.answer(door, 200, {{"n", 2}}, 9);
  door.get("/api/processes/p1");
  EXPECT_EQ(host.sent.size(), 2u);
}

TEST(DoorClient, AnAnswerThatHadSeenTheEventIsFresh) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/processes/p1");
  door.take_event(event_text("processes", "p1", 9));
  host.answer(door, 200, {{"n", 1}}, 9);
  door.get("/api/processes/p1");
  EXPECT_EQ(host.sent.size(), 1u);
}

TEST(DoorClient, NeverLoopsOnAnAnswerBelowItsEvent) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/processes/p1");
  host.answer(door, 200, {{"n", 1}}, 1);
  door.take_event(event_text("processes", "p1", 100));
  for (int i = 0; i < 5; ++i) {
    door.get("/api/processes/p1");
    if (host.sent.size() > 1) host.answer(door, 200, {{"n", 2}}, 2);
  }
  EXPECT_EQ(host.sent.size(), 2u);
}

TEST(DoorClient, AListThatIsMadeInPartsIsAskedForUntilItIsThere) {
  TestHost host;
  DoorClient door(host);
  const Json query = {{"sort", "description,asc"}};
  door.get("/api/rehearsal/lists/subscriptions", query);
  EXPECT_EQ(host.last()["query"]["in_parts"], "true");
  host.answer(door, 202, {{"made", 4000}, {"of", 9000}});
  EXPECT_FALSE(door.get("/api/rehearsal/lists/subscriptions", query).ready());
  ASSERT_EQ(host.sent.size(), 2u) << "asked again, and once";
  EXPECT_EQ(host.last()["query"]["sort"], "description,asc");
  host.answer(door, 200, {{"items", Json::array()}});
  EXPECT_TRUE(door.get("/api/rehearsal/lists/subscriptions", query).ready());
  EXPECT_EQ(host.sent.size(), 2u);
}

TEST(DoorClient, AFailureIsShownUntilItIsRetried) {
  TestHost host;
  DoorClient door(host);
  door.get("/api/processes/p1");
  host.answer(door, 404, {{"detail", "Process not found"}, {"status", 404}});
  EXPECT_EQ(door.get("/api/processes/p1").state, Cached::State::kFailed);
  EXPECT_EQ(host.sent.size(), 1u);
  door.retry("/api/processes/p1");
  EXPECT_EQ(door.get("/api/processes/p1").state, Cached::State::kAsked);
  EXPECT_EQ(host.sent.size(), 2u);
}

TEST(DoorClient, ChangesCarryAKeyOfTheirOwn) {
  TestHost host;
  DoorClient door(host);
  const Ticket first = door.change("POST", "/api/processes/create_user", Json::array());
  const std::string key = host.last()["key"];
  EXPECT_EQ(key.size(), 36u);
  EXPECT_EQ(host.last()["body"], Json::array());
  const Ticket second = door.change("PUT", "/api/processes/p/abort");
  EXPECT_NE(host.last()["key"], key);
  EXPECT_FALSE(host.last().contains("body"));
  TestHost::answer(door, host.sent[1], 204, nullptr);
  EXPECT_FALSE(first->done);
  ASSERT_TRUE(second->done);
  EXPECT_EQ(second->answer.status, 204);
}

TEST(DoorClient, AnswersThatCannotBeReadAreProblems) {
  TestHost host;
  DoorClient door(host);
  const Ticket ticket = door.change("POST", "/x");
  door.take_answer(host.sent.back().number, "{ not json");
  ASSERT_TRUE(ticket->done);
  EXPECT_EQ(ticket->answer.status, 0);
  EXPECT_FALSE(text_or(ticket->answer.body, "detail").empty());
  door.take_answer(4711, "{}");
  EXPECT_TRUE(door.take_event("][").is_null());
}

TEST(DoorClient, ForgettingEverythingAsksAnewAndLetsChangesBeAnswered) {
  TestHost host;
  DoorClient door(host);
  const uint64_t first = (door.get("/api/processes"), host.answer(door, 200, Json::array({1}), 57),
                          door.get("/api/processes").revision);
  door.get("/api/products");
  const TestHost::Sent read = host.sent.back();
  const Ticket ticket = door.change("POST", "/x");
  const uint64_t age = door.age();
  door.forget_all();
  EXPECT_NE(door.age(), age);
  EXPECT_FALSE(ticket->done) << "the client sends it again";
  TestHost::answer(door, host.sent.back(), 201, {{"id", "p"}}, 2);
  EXPECT_TRUE(ticket->done);
  TestHost::answer(door, read, 200, Json::array({1}), 57);
  EXPECT_FALSE(door.get("/api/products").ready()) << "an answer from before is of no use";
  // The commits of another database are counted anew: a small number is news, too.
  EXPECT_FALSE(door.get("/api/processes").ready());
  host.answer(door, 200, Json::array({2}), 3);
  EXPECT_NE(door.get("/api/processes").revision, first)
      << "what was derived from the old answer is not taken for it";
  const size_t asked = host.sent.size();
  door.get("/api/processes");
  EXPECT_EQ(host.sent.size(), asked);
  door.take_event(event_text("processes", "LIST", 4));
  door.get("/api/processes");
  EXPECT_EQ(host.sent.size(), asked + 1);
}

TEST(DoorClient, OldAnswersAreDroppedWhenThereAreTooMany) {
  TestHost host;
  DoorClient door(host);
  for (int i = 0; i < 200; ++i) {
    door.get("/api/processes/" + std::to_string(i));
    host.answer(door, 200, {{"n", i}});
  }
  door.trim();
  EXPECT_NE(door.known("/api/processes/0", nullptr), nullptr)
      << "what a pass has used stands: it is likely to be drawn again";
  door.get("/api/processes/0");
  EXPECT_EQ(host.sent.size(), 200u);
  door.trim();
  door.get("/api/processes/199");
  EXPECT_EQ(host.sent.size(), 200u) << "a recent one is still there";
  door.get("/api/processes/1");
  EXPECT_EQ(host.sent.size(), 201u) << "the oldest is gone";
}

// A search that nobody draws any more is not gone on with.
TEST(DoorClient, PartsOfAnOrderAreAskedForOnlyWhileSomebodyDrawsIt) {
  TestHost host;
  DoorClient door(host);
  const Json query = {{"query", "a"}};
  door.get("/api/rehearsal/lists/processes", query);
  host.answer(door, 202, nullptr);
  EXPECT_EQ(host.sent.size(), 2u);
  door.trim();
  host.answer(door, 202, nullptr);
  EXPECT_EQ(host.sent.size(), 2u);
  door.get("/api/rehearsal/lists/processes", query);
  EXPECT_EQ(host.sent.size(), 3u);
}

TEST(Concerns, MatchesTypesAndIds) {
  EXPECT_TRUE(concerns("processes", "p1", "/api/processes/p1", nullptr));
  EXPECT_FALSE(concerns("processes", "p1", "/api/processes/p2", nullptr));
  EXPECT_TRUE(concerns("processes", "p1", "/api/rehearsal/lists/processes", nullptr));
  EXPECT_TRUE(concerns("processes", "LIST", "/api/processes/p2", nullptr));
  EXPECT_FALSE(concerns("processes", "p1", "/api/subscriptions/domain-model/s1", nullptr));
  EXPECT_TRUE(concerns("subscriptions", "s2", "/api/subscriptions/domain-model/s1", nullptr));
  EXPECT_TRUE(concerns("subscriptions", "", "/api/rehearsal/lists/subscriptions", nullptr));
  EXPECT_TRUE(concerns("subscriptions", "s1", "/api/rehearsal/systems", nullptr));
  EXPECT_TRUE(concerns("subscriptions", "s1", "/api/processes/p1", nullptr));
  EXPECT_FALSE(concerns("subscriptions", "s1", "/api/products", nullptr));
  EXPECT_TRUE(concerns("something new", "", "/api/products", nullptr));
}

}  // namespace
}  // namespace rehearsal::shell
