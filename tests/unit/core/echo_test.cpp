#include "core/echo.h"

#include <gtest/gtest.h>

namespace rehearsal {
namespace {

TEST(Echoed, IsTheValueWhereItIsShort) {
  for (const char* text : {"null", "5", R"("abc")", R"([1,[2,{"a":"b"}]])", R"({"a":{"b":[]}})"})
    EXPECT_EQ(echoed(parse_json(text)), parse_json(text));
}

TEST(Echoed, IsTheBeginningOfALongText) {
  const Json echo = echoed(std::string(20'000, 'x'));
  EXPECT_EQ(echo, std::string(1000, 'x') + "…");
}

TEST(Echoed, SaysHowLongAListOrAnObjectIs) {
  EXPECT_EQ(echoed(std::vector<int>(3000, 1)), "(a list with 3000 members, too long to be repeated here)");
  EXPECT_EQ(echoed(Json{{"a", std::string(20'000, 'x')}}),
            "(an object with 1 member, too long to be repeated here)");
  EXPECT_EQ(echoed(Json{{std::string(20'000, 'x'), 1}}).get<std::string>().substr(0, 10), "(an object");
}

}  // namespace
}  // namespace rehearsal
