// The strict reader of JSON: what it takes and refuses, and that it says the same as core's.
#include "snapshot/tree.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "snapshot/moments.h"

namespace rehearsal::snapshot {
namespace {

std::string canonical_by_tree(const std::string& text) {
  Tree tree;
  EXPECT_EQ(tree.read(text, 0), text.size()) << text;
  std::string out;
  tree.add_canonical(tree.root(), out);
  EXPECT_EQ(tree.is_canonical(), out == text) << text;
  return out;
}

TEST(Tree, SaysTheSameAsCore) {
  for (const char* text : {"null",
                           "true",
                           "false",
                           "0",
                           "-0",
                           "7",
                           "-12",
                           "9223372036854775807",
                           "-9223372036854775808",
                           "1.5",
                           "1.50",
                           "1e3",
                           "1E+3",
                           "-0.0",
                           "0.1",
                           "123456789.123456789",
                           "2.5e-7",
                           R"("")",
                           R"("text")",
                           R"("\"\\\/\b\f\n\r\t")",
                           R"("\u0000\u001f\u001F\u0041\u00e9")",
                           R"("\ud83d\ude00")",
                           "\"\xf0\x9f\x98\x80 \xc3\xa9\"",
                           R"("\u007f")",
                           "[]",
                           "{}",
                           "[1,2,[3]]",
                           "[ 1 , 2 ]",
                           R"({"b":1,"a":2})",
                           R"({"a":1,"b":{"z":null,"y":[]}})",
                           R"({ "a" : 1 })",
                           R"({"\u0062":1,"a":2})",
                           R"({"a\n":1,"a":2})",
                           R"({"é":1,"z":2,"a":3})",
                           R"({"":0})"}) {
    EXPECT_EQ(canonical_by_tree(text), canonical_json(parse_json(text))) << text;
  }
}

TEST(Tree, RefusesWhatIsNoJson) {
  for (const std::string text : {"",
                                 "nul",
                                 "tru",
                                 "+1",
                                 "01",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "--1",
                                 "\"",
                                 "\"\\x\"",
                                 "\"\\u12\"",
                                 "\"\\ud800\"",
                                 "\"\\ud800\\u0041\"",
                                 "\"\\udc00\"",
                                 "\"\n\"",
                                 "\"\xff\"",
                                 "\"\xc0\x80\"",
                                 "\"\xed\xa0\x80\"",
                                 "\"\xf4\x90\x80\x80\"",
                                 "\"\xe2\x82\"",
                                 "[1",
                                 "[1,]",
                                 "[,1]",
                                 "[1 2]",
                                 "{",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{\"a\":1,}",
                                 "{a:1}",
                                 "{\"a\":1 \"b\":2}",
                                 "'a'",
                                 "NaN",
                                 "Infinity",
                                 "9223372036854775808",
                                 "-9223372036854775809",
                                 "1e999",
                                 "{\"a\":1,\"a\":2}",
                                 "{\"b\":1,\"a\":2,\"b\":3}",
                                 "{\"a\":1,\"\\u0061\":2}",
                                 "/**/1"}) {
    Tree tree;
    // Or it stops before the end, as after the 0 of 01.
    EXPECT_THROW(if (tree.read(text, 0) < text.size()) throw value_error("more"), Error) << text;
  }
}

TEST(Tree, TakesOneHundredLevelsAndNoMore) {
  Tree tree;
  const auto nested = [](size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  EXPECT_EQ(tree.read(nested(100), 0), 200u);
  EXPECT_THROW(tree.read(nested(101), 0), Error);
  EXPECT_THROW(tree.read(std::string(1'000'000, '['), 0), Error);
}

TEST(Tree, StopsWhereTheValueEnds) {
  Tree tree;
  EXPECT_EQ(tree.read("[1],[2]", 4), 7u);
  EXPECT_EQ(tree.root().source, "[2]");
  EXPECT_EQ(tree.read("12,", 0), 2u);
}

TEST(Tree, PointsToValues) {
  Tree tree;
  const std::string text = R"({"a/b":[{"c~d":5}],"e":"x"})";
  tree.read(text, 0);
  EXPECT_EQ(pointer_below(tree, tree.root(), text.data() + text.find('5')), "/a~1b/0/c~0d");
  EXPECT_EQ(pointer_below(tree, tree.root(), text.data() + text.find("\"x")), "/e");
}

TEST(Tree, AnErrorSaysWhereAndWhat) {
  Tree tree;
  try {
    tree.read("[1,x]", 0);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), "InvalidJson");
    EXPECT_STREQ(error.what(), "Expected a JSON value at byte 3, found 'x'.");
  }
}

TEST(Moments, GoBothWays) {
  for (const char* text : {"2026-11-23T19:30:00.123456+00:00", "1969-12-31T23:59:59.999999+00:00",
                           "2000-02-29T00:00:00.000000+00:00", "9999-12-31T23:59:59.999999+00:00"}) {
    const std::optional<Instant> moment = moment_from(text);
    ASSERT_TRUE(moment) << text;
    EXPECT_EQ(moment->micros, parse_iso(text).micros);
    std::string out;
    add_moment(*moment, out);
    EXPECT_EQ(out, text);
    EXPECT_EQ(out, iso_text_precise(*moment));
  }
  for (const char* text : {"", "2026-11-23", "2026-11-23T19:30:00Z", "2026-02-30T19:30:00.123456+00:00",
                           "2026-11-23T24:30:00.123456+00:00", "2026-11-23T19:60:00.123456+00:00",
                           "2026-11-23T19:30:60.123456+00:00", "2026-11-23T19:30:00.123456+01:00",
                           "2026-11-23 19:30:00.123456+00:00", "2026-1a-23T19:30:00.123456+00:00"}) {
    EXPECT_FALSE(moment_from(text)) << text;
  }
}

}  // namespace
}  // namespace rehearsal::snapshot
