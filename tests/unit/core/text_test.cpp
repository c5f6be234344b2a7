#include "core/text.h"

#include <gtest/gtest.h>

namespace rehearsal {
namespace {

TEST(IsUtf8, TakesWhatIsAndNothingElse) {
  for (const char* good : {"", "abc", "é", "€", "😀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad : {"\x80", "a\xE9", "\xC3", "\xC0\xAF", "\xE2\x82", "\xE0\x80\xAF", "\xED\xA0\x80",
                          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2(\xA1", "\xFF"})
    EXPECT_FALSE(is_utf8(bad)) << bad;
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc…");
  EXPECT_EQ(shortened("aéé", 2), "a…");
  EXPECT_EQ(shortened("😀😀", 3), "…");
}

}  // namespace
}  // namespace rehearsal
