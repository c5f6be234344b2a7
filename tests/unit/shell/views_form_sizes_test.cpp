// Forms of any size: only what is in sight costs. Counted are the things that are laid out, not the time.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

std::unique_ptr<Screen> trial(const Json& properties, ui::View view = {}) {
  auto screen = std::make_unique<Screen>(door(), view);
  screen->go("#/forms");
  EXPECT_TRUE(screen->type("JSON Schema", dump_json({{"properties", properties}})));
  return screen;
}

Json rows_of(size_t count, const Json& row) {
  Json rows = Json::array();
  for (size_t i = 0; i < count; ++i) rows.push_back(row);
  return rows;
}

Json list_of(const char* type, const Json& rows) {
  return {{"l", {{"type", "array"}, {"items", {{"type", type}}}, {"default", rows}}}};
}

size_t laid_out(const Json& properties) {
  const auto screen = trial(properties);
  screen->driver().draw();
  return screen->driver().ui().records().size();
}

TEST(ManyRows, CostWhatAHundredCost) {
  const size_t few = laid_out(list_of("string", rows_of(101, "x")));
  // What would be sent stands below the form, as far as it is shown.
  const size_t more = laid_out(list_of("string", rows_of(5'000, "x")));
  const size_t many = laid_out(list_of("string", rows_of(100'000, "x")));
  EXPECT_LT(few, 1000u);
  EXPECT_LE(more, many);
  EXPECT_LE(many, more + 10);
}

TEST(ManyRows, OfFieldsAndListsInsideThemAThousandFieldsAreDrawn) {
  const Json inner = {{"type", "array"}, {"items", {{"type", "string"}}}};
  const Json row = {{"type", "object"}, {"properties", {{"a", {{"type", "string"}}}, {"inner", inner}}}};
  const Json value = {{"a", "x"}, {"inner", rows_of(90, "y")}};
  const auto screen = trial({{"l", {{"type", "array"}, {"items", row}, {"default", rows_of(300, value)}}},
                             {"last", {{"type", "string"}}}});
  EXPECT_LT(screen->driver().count(Role::textbox), 1200) << "a thousand and the rest of a row";
  EXPECT_TRUE(screen->driver().has(Role::textbox, "Last"));
  EXPECT_TRUE(screen->says("Rows 1 to 11 of 300")) << "as many as there is room for";
  ASSERT_TRUE(screen->press(Role::button, "Next rows of l"));
  EXPECT_TRUE(screen->says("Rows 12 to 22 of 300"));
}

TEST(ManyRows, AreTurnedToAddedAndRemoved) {
  const auto screen = trial(list_of("string", rows_of(50'000, "x")));
  EXPECT_TRUE(screen->says("Rows 1 to 100 of 50000")) << screen->tree();
  EXPECT_FALSE(screen->driver().has(Role::textbox, "L 101"));
  EXPECT_FALSE(screen->press(Role::button, "Previous rows of l"));
  ASSERT_TRUE(screen->press(Role::button, "Next rows of l"));
  EXPECT_TRUE(screen->says("Rows 101 to 200 of 50000"));
  EXPECT_EQ(screen->driver().focused(), "L 101");
  ASSERT_TRUE(screen->type("L 101", "typed"));
  ASSERT_TRUE(screen->press(Role::button, "Previous rows of l"));
  EXPECT_EQ(screen->driver().focused(), "L 1");
  ASSERT_TRUE(screen->press(Role::button, "Remove l 1"));
  ASSERT_TRUE(screen->press(Role::button, "Next rows of l"));
  EXPECT_EQ(screen->driver().value(Role::textbox, "L 101"), "x");
  ASSERT_TRUE(screen->press(Role::button, "Previous rows of l"));
  EXPECT_EQ(screen->driver().value(Role::textbox, "L 100"), "typed");
  ASSERT_TRUE(screen->press(Role::button, "Add to l"));
  EXPECT_EQ(screen->driver().focused(), "L 50000");
  EXPECT_FALSE(screen->press(Role::button, "Next rows of l")) << "it is the last";
}

TEST(ManyRows, AnErrorIsFoundWhereverItStands) {
  Json rows = rows_of(10'000, 1);
  rows[5'000] = -1;
  Json list = list_of("integer", rows);
  list["l"]["items"]["minimum"] = 0;
  const auto screen = trial(list);
  ASSERT_TRUE(screen->press(Role::button, "Start workflow"));
  EXPECT_EQ(screen->driver().focused(), "L 5001") << screen->tree();
  ASSERT_TRUE(screen->press(Role::button, "Previous rows of l"));
  ASSERT_TRUE(screen->press(Role::link, "L: enter 0 or more"));
  EXPECT_EQ(screen->driver().focused(), "L 5001");
}

TEST(ManyOfAnything, IsDrawnAsFarAsItIsReadOrRefusedInWords) {
  Json lines = Json::array(), cells = Json::array();
  for (int i = 0; i < 20'000; ++i) {
    lines.push_back({"promise " + std::to_string(i), "checkbox"});
    cells.push_back(std::to_string(i));
  }
  const Json summary = {{"headers", {"before", "after"}}, {"labels", cells}, {"columns", {cells, cells}}};
  const Json properties = {
      {"a", {{"format", "accept"}, {"type", "string"}, {"data", lines}}},
      {"s", {{"format", "summary"}, {"type", "string"}, {"extraProperties", {{"data", summary}}}}},
      {"r", {{"const", 1}, {"type", "array"}, {"extraProperties", {{"disabled", true}, {"value", cells}}}}}};
  for (const float width : {1280.0f, 360.0f}) {
    const auto screen = trial(properties, {.width = width, .height = 800});
    EXPECT_LT(screen->driver().ui().records().size(), 4000u) << width;
    EXPECT_TRUE(screen->says("It has too many parts"));
  }
}

}  // namespace
}  // namespace rehearsal::views
