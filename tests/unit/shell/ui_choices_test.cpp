// Drop-downs of any size: what a picture costs is counted by the choices that it asks for.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "shell/ui/driver.h"
#include "shell/ui/widgets.h"

namespace rehearsal::ui {
namespace {

struct Ports {
  explicit Ports(size_t count) {
    for (size_t i = 0; i < count; ++i) labels.push_back("Port " + std::to_string(i));
  }
  Choices choices() const {
    return {labels.size(), this, [](const void* all, size_t index) {
              const Ports& ports = *static_cast<const Ports*>(all);
              ++ports.asked;
              return ChoiceWords{ports.labels[index], ports.labels[index]};
            }};
  }
  // Since the last time.
  size_t take_asked() const { return std::exchange(asked, 0); }

  std::vector<std::string> labels;
  mutable size_t asked = 0;
};

class ManyChoices : public ::testing::TestWithParam<size_t> {};

TEST_P(ManyChoices, AreGoneThroughOnceForEachSearchAndNotForAPicture) {
  const Ports ports(GetParam());
  size_t chosen = ports.labels.size();
  Driver page([&](Ui& ui) { select_one(ui, "Port", ports.choices(), chosen); });
  constexpr size_t kPicture = 6 * 110;  // a hundred in each pass
  page.draw();
  EXPECT_LT(ports.take_asked(), 10u) << "shut";
  ASSERT_TRUE(page.press(Role::combobox, "Port"));
  EXPECT_LT(ports.take_asked(), kPicture) << "opened";
  EXPECT_EQ(page.count(Role::option), 100);
  for (const char* part : {"9", "99", "999", "9"}) {
    ASSERT_TRUE(page.type("Search Port", part));
    EXPECT_LT(ports.take_asked(), ports.labels.size() + kPicture) << part;
    page.draw();
    page.draw();
    EXPECT_LT(ports.take_asked(), 2 * kPicture) << "nothing happened";
  }
  ASSERT_TRUE(page.type("Search Port", std::to_string(ports.labels.size() - 1)));
  ASSERT_TRUE(page.enter("Search Port"));
  EXPECT_EQ(chosen, ports.labels.size() - 1);
  ports.take_asked();
  page.draw();
  EXPECT_LT(ports.take_asked(), 10u) << "shut again";
}

INSTANTIATE_TEST_SUITE_P(Sizes, ManyChoices, ::testing::Values(10'000, 100'000));

TEST(SearchedChoices, AreFoundWithoutTheirAccents) {
  const std::vector<Choice> towns = {{"a", "Aarau"},
                                     {"b", "Bern"},
                                     {"c", "Chur"},
                                     {"d", "Davos"},
                                     {"e", "Gen\u00e8ve"},
                                     {"f", "Fribourg"},
                                     {"g", "Glarus"},
                                     {"h", "Herisau"},
                                     {"i", "Zu\u0308rich"},
                                     {"j", "Z\u00dcRICH"},
                                     {"k", "Zug", "\u0396\u03c5\u03c1\u03af\u03c7\u03b7"}};
  std::string chosen;
  Driver page([&](Ui& ui) { select(ui, "Town", towns, chosen); });
  ASSERT_TRUE(page.press(Role::combobox, "Town"));
  ASSERT_TRUE(page.type("Search Town", "zurich"));
  EXPECT_EQ(page.count(Role::option), 2) << page.tree();
  ASSERT_TRUE(page.type("Search Town", "GEN\u00c9"));
  EXPECT_EQ(page.count(Role::option), 1);
  ASSERT_TRUE(page.type("Search Town", "\u03a5\u03a1\u0399"));
  EXPECT_EQ(page.count(Role::option), 1) << "beside its label, in capitals";
}

class Chips : public ::testing::Test {
 protected:
  const Ports ports_{30};
  std::vector<size_t> chosen_ = {1, 3, 5, 7};
  Driver page_{[this](Ui& ui) { select_many(ui, "Ports", ports_.choices(), chosen_); }};
  uint32_t chip(const char* name) { return page_.find(Role::button, name)->id; }
};

TEST_F(Chips, ThatArePressedWithinOnePictureAllGo) {
  for (const char* name : {"Remove Port 1", "Remove Port 5", "Remove Port 7"}) page_.ui().press(chip(name));
  page_.draw();
  EXPECT_EQ(chosen_, std::vector<size_t>{3});
  EXPECT_EQ(page_.ui().lost_actions(), 0u);
}

TEST_F(Chips, OneAfterTheOtherGoesWhereThePointerStays) {
  const uint32_t first = chip("Remove Port 1");
  for (int i = 0; i < 3; ++i) page_.ui().press(first);
  page_.draw();
  EXPECT_EQ(chosen_, std::vector<size_t>{7});
  EXPECT_EQ(page_.ui().lost_actions(), 0u);
  EXPECT_EQ(chip("Remove Port 7"), first) << "the second press of a double click is meant for it";
}

TEST_F(Chips, LeaveTheFocusToTheNextOneAndAtLastToTheField) {
  ASSERT_TRUE(page_.press(Role::button, "Remove Port 7"));
  EXPECT_EQ(page_.focused(), "Remove Port 5");
  for (const char* name : {"Remove Port 1", "Remove Port 3", "Remove Port 5"})
    ASSERT_TRUE(page_.press(Role::button, name));
  EXPECT_EQ(page_.focused(), "Ports");
}

}  // namespace
}  // namespace rehearsal::ui
