#include "sync/index.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace rehearsal::sync {
namespace {

std::string digest(char c) {
  return std::string(64, c);
}

Head head(const std::string& title, char c) {
  return {title, "What it is for.", "2026-11-23T19:30:00Z", "Ann", digest(c), object_file(digest(c))};
}

Json valid() {
  Index index;
  index.name = "Lessons";
  index.generation = 2;
  index.parent = digest('0');
  index.heads = {head("One", 'a'), head("Two \u2013 zw\u00f6lf", 'b')};
  return parse_json(write_index(index));
}

struct Refusal {
  std::string kind, pointer, what;
};
Refusal refusal(const std::string& text) {
  try {
    read_index(text);
    return {"taken", "", ""};
  } catch (const Error& error) {
    return {error.kind(), error.details().is_object() ? text_or(error.details(), "pointer") : "",
            error.what()};
  }
}

TEST(Index, ReadsBackAsItWasWritten) {
  const std::string text = dump_json(valid());
  const Index index = read_index(text);
  EXPECT_EQ(index.name, "Lessons");
  EXPECT_EQ(index.generation, 2);
  EXPECT_EQ(index.parent, digest('0'));
  ASSERT_EQ(index.heads.size(), 2U);
  EXPECT_EQ(index.heads[1].title, "Two \u2013 zw\u00f6lf");
  EXPECT_EQ(index.heads[1].file, "objects/" + digest('b') + ".json");
  EXPECT_EQ(dump_json(parse_json(write_index(index))), text);
}

TEST(Index, StandsOneHeadALine) {
  Index index;
  index.name = "X";
  index.heads = {head("One", 'a'), head("Two", 'b')};
  const std::string before = write_index(index);
  index.heads[1].author = "Bob";
  const std::string after = write_index(index);
  std::string changed;
  size_t at = 0;
  int different = 0;
  while (at < before.size()) {
    const size_t end = before.find('\n', at);
    const std::string line = before.substr(at, end - at);
    if (after.find(line) == std::string::npos) ++different;
    at = end + 1;
  }
  EXPECT_EQ(different, 1) << before << after;
}

TEST(Index, ErrorsNamePointerFoundAndExpected) {
  const Refusal said = [] {
    Json json = valid();
    json["heads"][1]["digest"] = "abc";
    return refusal(dump_json(json));
  }();
  EXPECT_EQ(said.kind, "IndexInvalid");
  EXPECT_EQ(said.pointer, "/heads/1/digest");
  EXPECT_EQ(said.what,
            "At /heads/1/digest the index holds \"abc\"; expected is a SHA-256 of 64 lower-case hexadecimal "
            "digits.");
}

TEST(Index, RefusesEachMemberThatIsNotAsItMustBe) {
  struct Case {
    const char* pointer;  // what is set
    Json value;
    const char* blamed;
  };
  const Case cases[] = {
      {"/format", "rehearsal-snapshot", "/format"},
      {"/version", 0, "/version"},
      {"/version", "1", "/version"},
      {"/version", 1.0, "/version"},
      {"/name", "", "/name"},
      {"/name", std::string(201, 'x'), "/name"},
      {"/name", 7, "/name"},
      {"/generation", 0, "/generation"},
      {"/generation", 1.5, "/generation"},
      {"/generation", 4000000000, "/generation"},
      {"/parent", nullptr, "/parent"},
      {"/parent", "0", "/parent"},
      {"/heads", Json::object(), "/heads"},
      {"/heads/0", "x", "/heads/0"},
      {"/heads/0/title", "", "/heads/0/title"},
      {"/heads/0/time", "yesterday", "/heads/0/time"},
      {"/heads/0/time", "2026-11-23T19:30:00", "/heads/0/time"},
      {"/heads/0/author", nullptr, "/heads/0/author"},
      {"/heads/0/digest", std::string(64, 'A'), "/heads/0/digest"},
      {"/heads/0/file", "objects/" + digest('b') + ".json", "/heads/0/file"},
      {"/heads/0/file", "../" + digest('a') + ".json", "/heads/0/file"},
      {"/heads/0/size", 5, "/heads/0"},
      {"/more", 5, ""},
  };
  for (const Case& one : cases) {
    Json json = valid();
    json[nlohmann::json_pointer<std::string>(one.pointer)] = one.value;
    const Refusal said = refusal(dump_json(json));
    EXPECT_EQ(said.kind, "IndexInvalid") << one.pointer << " = " << dump_json(one.value);
    EXPECT_EQ(said.pointer, one.blamed) << said.what;
  }
}

TEST(Index, RefusesWhatLacksAMember) {
  for (const char* name : {"format", "version", "name", "generation", "parent", "heads"}) {
    Json json = valid();
    json.erase(name);
    EXPECT_EQ(refusal(dump_json(json)).kind, "IndexInvalid") << name;
  }
  for (const char* name : {"title", "about", "time", "author", "digest", "file"}) {
    Json json = valid();
    json["heads"][0].erase(name);
    const Refusal said = refusal(dump_json(json));
    EXPECT_EQ(said.pointer, "/heads/0") << name;
    EXPECT_EQ(said.what,
              std::string("At /heads/0 the index holds none; expected is a member \"") + name + "\".");
  }
}

TEST(Index, RefusesWhatIsNoJsonOrTooDeepOrTwiceNamed) {
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("[]"), std::string("{\"format\":1,\"format\":2}"),
        std::string("\"\xff\""), std::string(1000, '[')}) {
    EXPECT_EQ(refusal(text).kind, "IndexInvalid") << text;
  }
}

TEST(Index, WhatIsNoJsonIsSaidInAPersonsWords) {
  const std::string whole = write_index(next_index(std::nullopt, "L", {head("One", 'a')}));
  for (const auto& [text, said] : std::vector<std::pair<std::string, std::string>>{
           {"", "The index is empty."},
           {" \n", "The index is empty."},
           {"{\"for", "The index ends in the middle."},
           {whole.substr(0, whole.size() / 2), "The index ends in the middle."},
           {"[1, 2", "The index ends in the middle."},
           {"\x89PNG\r\n", "The index is not JSON: see its byte 1."},
           {"{\"a\": x}", "The index is not JSON: see its byte 7."},
           {"{} {}", "The index is not JSON: see its byte 4."},
           {"{\"a\":1,\"a\":2}",
            "The index is no JSON that can be read. Expected each key once in an object, found \"a\" "
            "twice."}})
    EXPECT_EQ(refusal(text).what, said) << text;
}

TEST(Index, ALaterVersionIsRefusedClearly) {
  Json json = valid();
  json["version"] = 2;
  json["wholly"] = "different";
  EXPECT_EQ(refusal(dump_json(json)).kind, "IndexNewer");
}

TEST(NextIndex, BeginsWithTheFirstGeneration) {
  const Index index = next_index(std::nullopt, "Lessons", {head("One", 'a')});
  EXPECT_EQ(index.generation, 1);
  EXPECT_FALSE(index.parent.has_value());
}

TEST(NextIndex, FollowsWhatIsThereAndReplacesHeadsOfTheSameTitle) {
  const Published before = {next_index(std::nullopt, "Lessons", {head("One", 'a'), head("Two", 'b')}),
                            digest('f')};
  const Index index = next_index(before, "More lessons", {head("Two", 'c')});
  EXPECT_EQ(index.generation, 2);
  EXPECT_EQ(index.parent, digest('f'));
  EXPECT_EQ(index.name, "More lessons");
  ASSERT_EQ(index.heads.size(), 2U);
  EXPECT_EQ(index.heads[0].digest, digest('c'));
  EXPECT_EQ(index.heads[1].title, "One");
}

TEST(NextIndex, PublishesNothingThatOthersWouldRefuse) {
  EXPECT_THROW(next_index(std::nullopt, "Lessons", {head("", 'a')}), Error);
  EXPECT_THROW(next_index(std::nullopt, "", {}), Error);
  // Each head may be long, and there may be many, but not both.
  std::vector<Head> heads(1000, head("one", 'a'));
  for (size_t i = 0; i < heads.size(); ++i) heads[i].title = std::to_string(i);
  EXPECT_EQ(next_index(std::nullopt, "Lessons", heads).heads.size(), 1000u);
  for (Head& each : heads) each.about = std::string(4000, 'x');
  try {
    next_index(std::nullopt, "Lessons", heads);
    ADD_FAILURE() << "it was published";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("at most 4 MiB"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace rehearsal::sync
