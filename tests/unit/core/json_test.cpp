#include "core/json.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/json_in.h"

namespace rehearsal {
namespace {

TEST(Json, KeepsTheOrderOfMembers) {
  EXPECT_EQ(dump_json(parse_json(R"({"b":1,"a":{"z":true,"y":null}})")),
            R"({"b":1,"a":{"z":true,"y":null}})");
}

TEST(Json, CanonicalTextSortsKeysBytewise) {
  EXPECT_EQ(canonical_json(parse_json(R"({"b":1,"a":{"z":[2,1],"Y":null}})")),
            R"({"a":{"Y":null,"z":[2,1]},"b":1})");
}

TEST(Json, LargeObjectsFindTheirMembersAfterErasing) {
  Json object = Json::object();
  for (int i = 0; i < 2000; ++i) object["key " + std::to_string(i)] = i;
  EXPECT_EQ(object["key 1999"], 1999);
  object.erase("key 7");
  EXPECT_FALSE(object.contains("key 7"));
  EXPECT_EQ(object["key 8"], 8);
  EXPECT_EQ(object["key 1999"], 1999);
  EXPECT_EQ(object.size(), 1999U);
  const Json copy = object;
  EXPECT_EQ(copy.at("key 1000"), 1000);
}

struct Bad {
  const char* text;
  const char* says;
};

TEST(Json, RefusesWhatItCannotKeep) {
  const std::string deep = std::string(101, '[') + std::string(101, ']');
  const std::string long_text = "\"" + std::string(100000, 'x');
  const Bad cases[] = {
      {"", "mistake at byte"},
      {"{\"a\":1", "mistake at byte"},
      {"\"\xff\"", "UTF-8"},
      {R"({"a":1,"a":2})", "\"a\" twice"},
      {"1000000000000000000000000000000", "64 bits"},
      {"-9223372036854775809", "64 bits"},
      {"18446744073709551615", "64 bits"},
      {deep.c_str(), "100 levels"},
      {long_text.c_str(), "mistake at byte"},
      {"1e999", "number overflow"},
  };
  for (const Bad& bad : cases) {
    try {
      parse_json(bad.text);
      FAIL() << "taken: " << bad.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), "InvalidJson");
      EXPECT_NE(std::string(error.what()).find(bad.says), std::string::npos) << error.what();
      // The message itself can be sent: it is UTF-8 and short, whatever it quotes.
      EXPECT_LT(dump_json(Json(error.what())).size(), 250U);
    }
  }
}

TEST(Json, TakesWhatIsJustInside) {
  EXPECT_EQ(dump_json(parse_json("[9223372036854775807,-9223372036854775808,1e30]")),
            "[9223372036854775807,-9223372036854775808,1e+30]");
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  EXPECT_EQ(dump_json(parse_json(deep)), deep);
}

TEST(StateDelta, ShowsNewAndChangedMembersOnly) {
  const Json before =
      parse_json(R"({"same":1,"gone":2,"list":[1,2],"nested":{"a":1,"b":2},"quiet":{"x":1}})");
  const Json now = parse_json(R"({"same":1,"list":[1,3],"nested":{"a":1,"b":5},"quiet":{"x":1},"new":null})");
  EXPECT_EQ(dump_json(state_delta(before, now)), R"({"list":[1,3],"nested":{"b":5},"new":null})");
}

// Each letter at each place, beside the library's own way.
TEST(Dump, IsTheLibrarysToTheByte) {
  for (size_t size = 0; size < 20; ++size) {
    for (size_t at = 0; at < size; ++at) {
      for (int letter = 0; letter < 128; ++letter) {
        std::string text(size, 'm');
        text[at] = static_cast<char>(letter);
        ASSERT_EQ(dump_json(text), Json(text).dump()) << letter << " at " << at;
      }
    }
  }
  const Json all = {
      {"é\n", {1, -5, INT64_MIN, INT64_MAX, 1.5, 1e300, nullptr, true, Json::object(), Json::array()}},
      {"", {{"a", "Zoë \"the\" \\ tester"}}}};
  EXPECT_EQ(dump_json(all), all.dump());
  EXPECT_ANY_THROW(dump_json("\xff"));
}

TEST(JsonIn, TakesWhatMayOnlyBeLookedAt) {
  EXPECT_EQ(json_in(R"({"a":1})"), parse_json(R"({"a":1})"));
  EXPECT_EQ(json_in(R"({"a":1,"a":2})"), (Json{{"a", 2}}));
  EXPECT_EQ(json_in("18446744073709551615"), Json(18446744073709551615.0));
  EXPECT_EQ(json_in("123456789012345678901234567890"), Json(123456789012345678901234567890.0));
  EXPECT_TRUE(json_in(std::string(10000, '[') + std::string(10000, ']')));
  for (const char* none : {"", "nan", "1e400", "{", "\"\xff\"", "1 2"}) EXPECT_FALSE(json_in(none)) << none;
}

}  // namespace
}  // namespace rehearsal
