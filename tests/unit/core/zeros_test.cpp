#include "core/zeros.h"

#include <gtest/gtest.h>

#include "core/json.h"

namespace rehearsal {
namespace {

TEST(HasZero, FindsTheCharacterAndNotItsLetters) {
  for (const char* with : {R"("\u0000")", R"("a\\\u0000")", R"({"\u0000":1})", R"("\\u0000\u0000")"})
    EXPECT_TRUE(has_zero(with)) << with;
  for (const char* without : {"", "0", R"("\\u0000")", R"("\u0001")", R"("u0000")", R"("\\\\u0000")"})
    EXPECT_FALSE(has_zero(without)) << without;
  EXPECT_TRUE(has_zero(dump_json(Json(std::string("a\0b", 3)))));
}

}  // namespace
}  // namespace rehearsal
