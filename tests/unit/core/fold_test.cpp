#include "core/fold.h"

#include <gtest/gtest.h>

namespace rehearsal {
namespace {

TEST(Fold, LeavesOutCaseAndAccents) {
  const auto folded = [](std::string_view text) {
    std::string out = "before";
    fold(text, out);
    return out;
  };
  EXPECT_EQ(folded("Z\u00fcrich"), "zurich");
  EXPECT_EQ(folded("Zu\u0308rich"), "zurich") << "the accent by itself";
  EXPECT_EQ(folded("\u0141\u00f3d\u017a, \u0160ibenik, \u0130zmir, \u00c5lesund, \u0176\u0178\u017d\u017f"),
            "lodz, sibenik, izmir, alesund, yyzs");
  EXPECT_EQ(folded("\u0391\u0398\u0397\u039d\u0391"), folded("\u0391\u03b8\u03ae\u03bd\u03b1"));
  EXPECT_EQ(folded("\u03a0\u03cd\u03c1\u03b3\u03bf\u03c2"), "\u03c0\u03c5\u03c1\u03b3\u03bf\u03c3");
  EXPECT_EQ(folded("\u041a\u0418\u0407\u0412 \u041e\u0440\u0451\u043b"),
            "\u043a\u0438\u0457\u0432 \u043e\u0440\u0435\u043b");
  EXPECT_EQ(folded("\u00c6 \u00d0 \u00d7 \u00de \u00df \u00f7 \u0132 \u0152"),
            "\u00e6 \u00f0 \u00d7 \u00fe \u00df \u00f7 \u0133 \u0153");
  EXPECT_EQ(folded("\u4e2d \U0001f600 \u0e01"), "\u4e2d \U0001f600 \u0e01");
}

}  // namespace
}  // namespace rehearsal
