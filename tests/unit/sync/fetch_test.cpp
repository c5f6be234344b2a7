// A fetch against a host that misbehaves in every way it can: the transport is played here.
#include "sync/fetch.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/ids.h"

namespace rehearsal::sync {
namespace {

const std::string kSnapshot =
    R"({"format":"rehearsal-snapshot","version":1,"content":{}})" + std::string(5000, ' ');

const Address& page() {
  static const Address address = read_address("https://page.example/x/");
  return address;
}
Head head_of(const std::string& bytes) {
  const std::string digest = sha256_hex(bytes);
  return {"One", "", "2026-11-23T19:30:00Z", "Ann", digest, object_file(digest)};
}
Fetch snapshot_fetch(const std::string& bytes = kSnapshot) {
  return fetch_snapshot(index_address("https://host.example/lessons/", page()), head_of(bytes), page());
}
Fetch index_fetch(const std::string& named = "https://host.example/lessons/") {
  return fetch_index(named, page());
}
std::string index_text() {
  return write_index(next_index(std::nullopt, "Lessons", {head_of(kSnapshot)}));
}

// A host with one file, and what is wrong with it.
struct Host {
  std::string body;
  int status = 200;
  std::string type = "application/json";
  bool says_length = true;
  bool offers_ranges = false;
  bool encoded = false;
  std::optional<size_t> breaks_at{};  // the connection ends there
  bool breaks_cleanly = false;        // and looks like an end
  std::vector<int64_t> asked_from{};
};

// Fetches once, as web/sync-transport.js does; `kept` is what an earlier try left.
Next play(Fetch& fetch, Host& host, std::string& kept) {
  for (Next next = ask(fetch);;) {
    if (const auto* wanted = std::get_if<Ask>(&next)) {
      host.asked_from.push_back(wanted->from);
      const bool partial = wanted->from > 0 && host.offers_ranges && host.status == 200;
      ResponseHead head{partial ? 206 : host.status, host.type, std::nullopt, host.encoded, std::nullopt};
      if (host.says_length)
        head.length = static_cast<int64_t>(host.body.size()) - (partial ? wanted->from : 0);
      next = on_head(fetch, head);
      continue;
    }
    const auto* read = std::get_if<Read>(&next);
    if (read == nullptr) return next;
    const std::optional<int64_t> total = read->total;
    kept.resize(static_cast<size_t>(read->from));
    const size_t stop = host.breaks_at.value_or(host.body.size());
    kept += host.body.substr(kept.size(), stop > kept.size() ? stop - kept.size() : 0);
    if (static_cast<int64_t>(kept.size()) > fetch.most())
      return on_failure(fetch, Failure::too_large, static_cast<int64_t>(kept.size()));
    if (host.breaks_at && !host.breaks_cleanly)
      return on_failure(fetch, Failure::broken_off, static_cast<int64_t>(kept.size()));
    next = on_end(fetch, {static_cast<int64_t>(kept.size()), sha256_hex(kept), total, kept});
  }
}

Problem problem_of(const Next& next) {
  const auto* problem = std::get_if<Problem>(&next);
  return problem != nullptr ? *problem : Problem{"none", "", "", false};
}
Problem problem_of(Fetch fetch, Host host) {
  std::string kept;
  return problem_of(play(fetch, host, kept));
}

TEST(FetchIndex, IsAskedForAnewAndRead) {
  Fetch fetch = index_fetch();
  EXPECT_EQ(ask(fetch).cache, "no-cache");
  Host host{index_text()};
  std::string kept;
  const Next next = play(fetch, host, kept);
  ASSERT_TRUE(std::holds_alternative<Done>(next)) << problem_of(next).what;
  EXPECT_EQ(std::get<Done>(next).index->name, "Lessons");
}

TEST(FetchSnapshot, IsTakenWithItsDigestFromAnyCache) {
  Fetch fetch = snapshot_fetch();
  EXPECT_EQ(ask(fetch).cache, "default");
  Host host{kSnapshot};
  std::string kept;
  EXPECT_TRUE(std::holds_alternative<Done>(play(fetch, host, kept)));
}

TEST(FetchSnapshot, AWrongDigestIsRefusedAndBegunAnew) {
  Fetch fetch = snapshot_fetch();
  Host host{kSnapshot + " "};
  std::string kept;
  const Problem problem = problem_of(play(fetch, host, kept));
  EXPECT_EQ(problem.code, "wrong_digest");
  EXPECT_NE(problem.what.find(sha256_hex(host.body)), std::string::npos) << problem.what;
  EXPECT_TRUE(problem.again);
  EXPECT_EQ(ask(fetch).from, 0);
  EXPECT_EQ(ask(fetch).cache, "reload") << "a cache would give the same bytes again, for a year";
}

TEST(FetchSnapshot, GoesOnWhereItBrokeOffIfTheHostCan) {
  Fetch fetch = snapshot_fetch();
  Host host{kSnapshot};
  host.offers_ranges = true;
  host.breaks_at = 1500;
  std::string kept;
  const Problem problem = problem_of(play(fetch, host, kept));
  EXPECT_EQ(problem.code, "broken_off");
  EXPECT_EQ(problem.advice, "Nothing was changed. Try again: it goes on after the 1.4 KiB that have come.");
  host.breaks_at.reset();
  EXPECT_TRUE(std::holds_alternative<Done>(play(fetch, host, kept)));
  EXPECT_EQ(host.asked_from, (std::vector<int64_t>{0, 1500}));
}

TEST(FetchSnapshot, BeginsAgainWhereTheHostHasNoRanges) {
  Fetch fetch = snapshot_fetch();
  Host host{kSnapshot};
  host.breaks_at = 1500;
  std::string kept;
  play(fetch, host, kept);
  host.breaks_at.reset();
  EXPECT_TRUE(std::holds_alternative<Done>(play(fetch, host, kept)));
  EXPECT_EQ(kept, kSnapshot);
}

TEST(FetchSnapshot, BeginsAgainWhenTheRangeIsRefusedOrAnother) {
  for (const int status : {416, 206}) {
    Fetch fetch = snapshot_fetch();
    fetch.kept = 100;
    const Next next = on_head(fetch, {status, "application/json", 10, false, 50});
    ASSERT_TRUE(std::holds_alternative<Ask>(next)) << status;
    EXPECT_EQ(std::get<Ask>(next).from, 0);
  }
}

TEST(FetchSnapshot, APartialAnswerThatNobodyAskedForIsRefused) {
  Fetch fetch = snapshot_fetch();
  EXPECT_EQ(problem_of(on_head(fetch, {206, "application/json", 10, false, std::nullopt})).code, "status");
}

TEST(FetchSnapshot, ATruncatedBodyThatEndsCleanlyIsNoticed) {
  Fetch fetch = snapshot_fetch();
  Host host{kSnapshot};
  host.breaks_at = 3000;
  host.breaks_cleanly = true;
  std::string kept;
  EXPECT_EQ(problem_of(play(fetch, host, kept)).code, "broken_off");
  EXPECT_EQ(ask(fetch).from, 3000);
  // Without a length only the digest tells.
  Fetch other = snapshot_fetch();
  host.says_length = false;
  kept.clear();
  EXPECT_EQ(problem_of(play(other, host, kept)).code, "wrong_digest");
}

TEST(FetchSnapshot, AHugeFileIsRefusedBeforeItIsRead) {
  constexpr int64_t kGigabyte = 1000 * 1000 * 1000;
  for (const bool encoded : {false, true}) {
    Fetch fetch = snapshot_fetch();
    const Problem problem =
        problem_of(on_head(fetch, {200, "application/json", kGigabyte, encoded, std::nullopt}));
    EXPECT_EQ(problem.code, "too_large");
    EXPECT_FALSE(problem.again);
    EXPECT_NE(problem.what.find("953.6 MiB, and at most 256.0 MiB are read"), std::string::npos)
        << problem.what;
  }
  // What is kept counts too.
  Fetch fetch = snapshot_fetch();
  fetch.kept = 10;
  EXPECT_EQ(problem_of(on_head(fetch, {206, "", fetch.most() - 9, false, 10})).code, "too_large");
  fetch.kept = 10;
  EXPECT_EQ(problem_of(on_head(fetch, {206, "", fetch.most() - 10, false, 10})).code, "none");
}

TEST(FetchSnapshot, AHugeFileIsRefusedByCountingWhereNoSizeIsSaid) {
  Fetch fetch = index_fetch();
  Host host{std::string(static_cast<size_t>(fetch.most()) + 1, ' ')};
  host.says_length = false;
  EXPECT_EQ(problem_of(fetch, host).code, "too_large");
  // And by whoever did not count.
  EXPECT_EQ(problem_of(on_end(fetch, {fetch.most() + 1, "", std::nullopt, ""})).code, "too_large");
}

TEST(FetchSnapshot, WhatWasPutTogetherWronglyIsBegunAnew) {
  Fetch fetch = snapshot_fetch();
  Host host{kSnapshot};
  host.offers_ranges = true;
  host.breaks_at = 1500;
  std::string kept;
  play(fetch, host, kept);
  host.breaks_at.reset();
  host.body[2000] = 'x';
  EXPECT_EQ(problem_of(play(fetch, host, kept)).code, "wrong_digest");
  EXPECT_EQ(ask(fetch).from, 0);
}

TEST(Fetch, ALengthOfCompressedBytesIsNoTotal) {
  Fetch fetch = snapshot_fetch();
  const Next next = on_head(fetch, {200, "application/json", 700, true, std::nullopt});
  ASSERT_TRUE(std::holds_alternative<Read>(next));
  EXPECT_FALSE(std::get<Read>(next).total.has_value());
}

TEST(Fetch, AWebPageInsteadOfJsonIsSaidSo) {
  Host by_type{"Sign in"};
  by_type.type = "text/html; charset=utf-8";
  Host by_content{"\xEF\xBB\xBF \n<!doctype html><p>Sign in"};
  by_content.type = "application/json";
  for (const Host& host : {by_type, by_content}) {
    EXPECT_EQ(problem_of(index_fetch(), host).code, "web_page");
    EXPECT_EQ(problem_of(snapshot_fetch(), host).code, "web_page");
  }
}

TEST(Fetch, IsNotLedToAnAddressThatNobodyNamed) {
  Fetch fetch = index_fetch();
  const Problem problem = on_failure(fetch, Failure::led_elsewhere, 0);
  EXPECT_EQ(problem.code, "led_elsewhere");
  EXPECT_EQ(
      problem.what,
      "The index at https://host.example/lessons/index.json leads to another address, which was not asked.");
  EXPECT_FALSE(problem.again) << "it would lead there again";
}

// The same limit, wherever the file comes from.
TEST(FetchSnapshot, AChosenFileMayBeAsLargeAsOneOfAHost) {
  EXPECT_EQ(snapshot_fetch().most(), kMostOfSnapshot);
  EXPECT_FALSE(refusal_of_file("mine.json", kMostOfSnapshot));
  const std::optional<Problem> refused = refusal_of_file("mine.json", kMostOfSnapshot + kMostOfSnapshot / 2);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->what, "mine.json is too large: 384.0 MiB, and at most 256.0 MiB are read.");
  EXPECT_EQ(refused->code, "too_large");
}

TEST(Fetch, EachStatusHasItsWords) {
  const std::pair<int, const char*> cases[] = {{404, "not_found"},   {410, "not_found"},   {401, "forbidden"},
                                               {403, "forbidden"},   {429, "busy"},        {503, "busy"},
                                               {500, "host_failed"}, {502, "host_failed"}, {204, "status"},
                                               {304, "status"},      {418, "status"}};
  for (const auto& [status, code] : cases) {
    Host host{"x"};
    host.status = status;
    const Problem problem = problem_of(index_fetch(), host);
    EXPECT_EQ(problem.code, code) << status;
    EXPECT_NE(problem.what.find("https://host.example/lessons/index.json"), std::string::npos)
        << problem.what;
    EXPECT_NE(problem.what.find(std::to_string(status)), std::string::npos) << problem.what;
    EXPECT_EQ(problem.advice.substr(0, 20), "Nothing was changed.");
  }
}

TEST(Fetch, NothingBesideThePageIsNoError) {
  Host host{"x"};
  host.status = 404;
  EXPECT_EQ(problem_of(index_fetch(""), host).code, "nothing_beside");
}

TEST(Fetch, AnIndexThatCannotBeReadSaysWhereAndWhy) {
  const Problem problem = problem_of(index_fetch(), Host{R"({"format":"rehearsal-index","version":1})"});
  EXPECT_EQ(problem.code, "index_invalid");
  EXPECT_NE(problem.what.find("expected is a member \"name\""), std::string::npos) << problem.what;
  EXPECT_EQ(problem_of(index_fetch(), Host{R"({"format":"rehearsal-index","version":9})"}).code,
            "index_newer");
  EXPECT_EQ(problem_of(index_fetch(), Host{""}).code, "index_invalid");
}

TEST(Fetch, EachFailureHasItsWordsAndKeepsWhatCame) {
  const std::pair<Failure, const char*> cases[] = {{Failure::offline, "offline"},
                                                   {Failure::unreachable, "unreachable"},
                                                   {Failure::not_shared, "not_shared"},
                                                   {Failure::broken_off, "broken_off"},
                                                   {Failure::stopped, "stopped"}};
  for (const auto& [failure, code] : cases) {
    Fetch fetch = snapshot_fetch();
    const Problem problem = on_failure(fetch, failure, 2048);
    EXPECT_EQ(problem.code, code);
    EXPECT_TRUE(problem.again) << code;
    EXPECT_EQ(ask(fetch).from, 2048) << code;
    EXPECT_EQ(problem.advice.substr(0, 20), "Nothing was changed.") << code;
  }
  Fetch fetch = index_fetch();
  on_failure(fetch, Failure::broken_off, 2048);
  EXPECT_EQ(ask(fetch).from, 0) << "an index is read whole: it may be another by then";
}

TEST(Fetch, ARefusalByCorsSaysWhatTheHostMustSend) {
  Fetch fetch = index_fetch();
  const Problem problem = on_failure(fetch, Failure::not_shared, 0);
  EXPECT_NE(problem.advice.find("\"Access-Control-Allow-Origin: *\" (or \"https://page.example\")"),
            std::string::npos)
      << problem.advice;
  EXPECT_NE(problem.advice.find("Check the address: of what is not there many hosts say no more."),
            std::string::npos);
  EXPECT_EQ(problem.what, "host.example is there, but does not let this page read what it has.");
}

}  // namespace
}  // namespace rehearsal::sync
