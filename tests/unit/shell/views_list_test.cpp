// Lists: what they are sorted by, and what their addresses say.
#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

// The query of the last request for `path`.
Json last_query(const Screen& screen, const std::string& path) {
  Json query;
  for (const Json& request : screen.asked) {
    if (text_or(request, "path") == path) query = request.value("query", Json::object());
  }
  return query;
}

class Lists : public ::testing::Test {
 protected:
  explicit Lists(const ui::View& view = {}) : screen_(std::ref(canned_), view) {
    canned_.set("GET /api/rehearsal/lists/subscriptions", listed(Json::array({subscription_row(1)})));
    canned_.set("GET /api/rehearsal/lists/processes",
                listed(Json::array({process("aborted", Json::array())})));
  }
  std::string sort_of(const char* list) const {
    return text_or(last_query(screen_, std::string("/api/rehearsal/lists/") + list), "sort");
  }

  // Two records of one system, of which the pages name the subscription.
  void can_records() {
    const auto record = [](const char* id, int number, double at) {
      return Json{{"id", id}, {"data", {{"number", number}}}, {"modified_at", at}};
    };
    canned_.set(
        "GET /api/rehearsal/systems",
        Json::array({{{"system", "ims"},
                      {"title", "Inventory"},
                      {"records",
                       {record(shell::kAnn, 10, 1795463990.0), record(shell::kStaff, 9, 1795463000.0)}}}}));
    for (const auto& [id, words] :
         {std::pair{shell::kAnn, "User ann"}, std::pair{shell::kStaff, "User group staff"}})
      canned_.set(std::string("GET /api/subscriptions/domain-model/") + id,
                  {{"subscription_id", id}, {"description", words}});
  }
  const char* first_record() {
    const std::string said = screen_.driver().said();
    return said.find("User ann") < said.find("User group staff") ? "ann staff" : "staff ann";
  }

  CannedDoor canned_ = door();
  Screen screen_;
};

TEST_F(Lists, AHeaderSortsUpwardsThenDownwardsThenNotAtAll) {
  screen_.go("#/subscriptions");
  ASSERT_TRUE(screen_.press(Role::button, "Description")) << screen_.tree();
  EXPECT_EQ(sort_of("subscriptions"), "description,asc");
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?sort=description%2Casc");
  ASSERT_TRUE(screen_.press(Role::button, "Description"));
  EXPECT_EQ(sort_of("subscriptions"), "description,desc");
  ASSERT_TRUE(screen_.press(Role::button, "Status"));
  EXPECT_EQ(sort_of("subscriptions"), "status,asc");
  ASSERT_TRUE(screen_.press(Role::button, "Status"));
  ASSERT_TRUE(screen_.press(Role::button, "Status"));
  EXPECT_EQ(screen_.host().hash, "#/subscriptions");
  EXPECT_FALSE(screen_.driver().has(Role::button, "ID")) << "nobody sorts by that";
}

TEST_F(Lists, TheAddressSaysWhatTheyAreSortedBy) {
  screen_.go("#/processes?sort=last_step%2Cdesc");
  EXPECT_EQ(sort_of("processes"), "last_step,desc");
  screen_.go("#/subscriptions?sort=nonsense%2Casc");
  EXPECT_EQ(sort_of("subscriptions"), "") << "what the engine would refuse is passed over";
  EXPECT_TRUE(screen_.says("User group 1"));
}

TEST_F(Lists, AbortedProcessesHaveAFilterOfTheirOwn) {
  screen_.go("#/processes");
  ASSERT_TRUE(screen_.press(Role::radio, "Aborted")) << screen_.tree();
  EXPECT_EQ(text_or(last_query(screen_, "/api/rehearsal/lists/processes"), "filter"), "last_status,aborted");
  ASSERT_TRUE(screen_.press(Role::radio, "Completed"));
  EXPECT_EQ(text_or(last_query(screen_, "/api/rehearsal/lists/processes"), "filter"),
            "last_status,completed");
}

TEST_F(Lists, TheirLinkInTheNavigationShowsAllOfThemAgain) {
  screen_.go("#/processes?status=failed");
  EXPECT_EQ(text_or(last_query(screen_, "/api/rehearsal/lists/processes"), "filter"),
            "last_status,failed|api_unavailable|inconsistent_data");
  ASSERT_TRUE(screen_.follow("Processes")) << screen_.tree();
  const ui::Record* all = screen_.driver().find(Role::radio, "All");
  ASSERT_NE(all, nullptr);
  EXPECT_NE(all->state & ui::state::checked, 0u);
}

TEST_F(Lists, WhatIsTypedStaysWhileItsAddressIsOnTheWay) {
  screen_.go("#/subscriptions");
  ASSERT_TRUE(screen_.type("Search subscriptions", "a")) << screen_.tree();
  ASSERT_TRUE(screen_.type("Search subscriptions", "ab"));
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?query=ab");
  EXPECT_EQ(screen_.driver().value(Role::textbox, "Search subscriptions"), "ab");
}

TEST_F(Lists, ClearingTheSearchClearsItsAddress) {
  canned_.set("GET /api/rehearsal/lists/subscriptions", listed(Json::array()));
  screen_.go("#/subscriptions?query=zzz");
  ASSERT_TRUE(screen_.press(Role::button, "Clear search")) << screen_.tree();
  EXPECT_EQ(screen_.host().hash, "#/subscriptions");
}

TEST_F(Lists, RecordsOfASystemAreNamedByTheirSubscriptionAndSorted) {
  can_records();
  screen_.go("#/systems");
  EXPECT_STREQ(first_record(), "ann staff") << screen_.tree();
  ASSERT_TRUE(screen_.press(Role::button, "Number"));
  EXPECT_STREQ(first_record(), "staff ann") << "by its size, not by its letters";
  ASSERT_TRUE(screen_.press(Role::button, "Number"));
  EXPECT_STREQ(first_record(), "ann staff");
  ASSERT_TRUE(screen_.press(Role::button, "Changed"));
  EXPECT_STREQ(first_record(), "staff ann");
  ASSERT_TRUE(screen_.follow("User ann"));
}

TEST_F(Lists, SayHowManyTheyAreBesideTheSearchAndWhatTheyAreSortedBy) {
  screen_.go("#/processes");
  const std::string said = screen_.driver().said();
  EXPECT_LT(said.find("1 process"), said.find("Workflow")) << screen_.tree();
  for (const ui::Record& r : screen_.driver().ui().records())
    if (r.role == Role::columnheader) {
      EXPECT_EQ(r.level, r.index == 5 ? 2 : 0) << "the newest are first";
    }
}

TEST_F(Lists, WhatIsNewWaitsWhileARowIsPointedAt) {
  const auto show = [&](int first) {
    Json rows = Json::array();
    for (int i = first; i > 0; --i) rows.push_back(subscription_row(i));
    canned_.set("GET /api/rehearsal/lists/subscriptions", listed(rows));
    screen_.application().event(shell::event_text("subscriptions", "s-1", 10 + first));
    screen_.settle();
  };
  show(2);
  screen_.go("#/subscriptions");
  const auto row_of = [&](const char* name) -> float {
    const ui::Record* link = screen_.driver().find(Role::link, name);
    return link == nullptr ? -1 : link->y;
  };
  uint32_t row = 0;
  for (const ui::Record& r : screen_.driver().ui().records())
    if (r.role == Role::row && r.index == 2) row = r.id;
  const float before = row_of("User group 2");
  screen_.driver().ui().hovered(row, row);
  show(4);
  EXPECT_EQ(row_of("User group 2"), before) << screen_.tree();
  EXPECT_TRUE(screen_.says("2 new"));
  EXPECT_FALSE(screen_.says("User group 4"));
  screen_.driver().ui().hovered(0, 0);
  screen_.settle();
  EXPECT_TRUE(screen_.says("User group 4"));
  EXPECT_FALSE(screen_.says("2 new"));
}

TEST_F(Lists, AKeyLeadsIntoTheRows) {
  screen_.go("#/subscriptions");
  screen_.application().shortcut("j");
  screen_.settle();
  bool found = false;
  for (const ui::Record& r : screen_.driver().ui().records())
    found = found || (r.role == Role::row && (r.state & ui::state::tab_stop) != 0 &&
                      r.id == screen_.driver().focused_id());
  EXPECT_TRUE(found) << screen_.tree();
}

// A thousand rows, of which each part looks like the first.
Json thousand() {
  Json items = Json::array();
  for (int i = 0; i < 100; ++i) items.push_back(subscription_row(i));
  return {{"items", items}, {"total", 1000}, {"next", "100"}};
}

// Scrolls the page as far as a finger would.
void scroll(Screen& screen, float y) {
  screen.driver().ui().scrolled(screen.driver().find(Role::main, "")->id, y);
  screen.driver().draw();
  screen.settle();
}

float scrolled(Screen& screen) {
  return screen.driver().find(Role::main, "")->scroll_y;
}

// The first row of the list that is not scrolled away, counted from 1 as the addresses do.
int first_in_sight(Screen& screen) {
  const ui::Record& main = *screen.driver().find(Role::main, "");
  // The head of the columns stays in sight.
  float top = main.y + scrolled(screen);
  for (const ui::Record& record : screen.driver().ui().records()) {
    if (record.role != Role::row) continue;
    if (record.index == 1) top = std::max(top, record.y + record.h);
    if (record.index > 1 && record.y + record.h > top + 1) return record.index - 1;
  }
  return 0;
}

std::vector<std::pair<int, int>> selected_cells(Screen& screen) {
  std::vector<std::pair<int, int>> cells;
  int row = 0;
  for (const ui::Record& record : screen.driver().ui().records()) {
    if (record.role == Role::row) row = record.index - 1;
    if (record.role == Role::cell && (record.state & ui::state::selected) != 0)
      cells.emplace_back(row, record.index);
  }
  return cells;
}

TEST_F(Lists, TheFirstRowInSightIsInTheAddressOnceScrollingRests) {
  canned_.set("GET /api/rehearsal/lists/subscriptions", thousand());
  screen_.go("#/subscriptions");
  EXPECT_EQ(screen_.host().hash, "#/subscriptions") << "at its top nothing is to be said";
  screen_.driver().ui().scrolled(screen_.driver().find(Role::main, "")->id, 4000);
  screen_.driver().draw();
  EXPECT_EQ(screen_.host().hash, "#/subscriptions") << "not at each turn of the wheel";
  screen_.settle();
  const int row = first_in_sight(screen_);
  EXPECT_GT(row, 90);
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?row=" + std::to_string(row));
  EXPECT_EQ(scrolled(screen_), 4000) << "the page stays where it is";
  scroll(screen_, 0);
  EXPECT_EQ(screen_.host().hash, "#/subscriptions");
}

// A second tab, or the page loaded again: nothing is known but the address.
CannedDoor thousand_rows() {
  CannedDoor canned = door();
  canned.set("GET /api/rehearsal/lists/subscriptions", thousand());
  return canned;
}

TEST(ListAddress, WithARowOpensThere) {
  for (const char* row : {"500", "2", "998"}) {
    Screen screen(thousand_rows());
    const std::string hash = std::string("#/subscriptions?row=") + row + "&sort=status%2Casc";
    screen.go(hash);
    EXPECT_GT(scrolled(screen), 0);
    // The last ones cannot be brought to the top.
    if (std::string(row) == "998") continue;
    EXPECT_EQ(first_in_sight(screen), std::atoi(row)) << screen.tree();
    EXPECT_EQ(screen.host().hash, hash);
  }
}

TEST(ListAddress, WithARowThatIsNoneIsPassedOver) {
  for (const char* look : {"row=x", "row=0", "cells=1.2.3", "cells=999.9.9999.9"}) {
    Screen screen(thousand_rows());
    screen.go(std::string("#/subscriptions?") + look);
    EXPECT_TRUE(screen.says("User group 1")) << look << screen.tree();
    EXPECT_EQ(scrolled(screen), 0) << look;
  }
  Screen screen(thousand_rows());
  screen.go("#/subscriptions?row=99999999999999");
  EXPECT_TRUE(screen.says("User group 99")) << "the last ones" << screen.tree();
}

TEST_F(Lists, TheWayBackLeadsToTheSameRowAndALinkToTheTop) {
  canned_.set("GET /api/rehearsal/lists/subscriptions", thousand());
  screen_.go("#/subscriptions");
  scroll(screen_, 4013);
  const std::string left = screen_.host().hash;
  screen_.go("#/processes");
  screen_.go(left);
  EXPECT_EQ(scrolled(screen_), 4013) << "to the pixel";
  EXPECT_EQ(screen_.host().hash, left);
  screen_.go("#/processes");
  screen_.go("#/subscriptions");
  EXPECT_EQ(scrolled(screen_), 0);
}

TEST(ListAddress, SaysWhichCellsAreSelected) {
  std::string hash;
  {
    Screen screen(thousand_rows());
    screen.go("#/subscriptions");
    const uint32_t grid = screen.driver().find(Role::grid, "Subscriptions")->id;
    screen.driver().ui().select_cells({grid, 2, 0, 4, 1});
    screen.settle();
    hash = screen.host().hash;
    EXPECT_EQ(hash, "#/subscriptions?cells=3.1.5.2");
  }
  Screen screen(thousand_rows());
  screen.go(hash);
  const std::vector<std::pair<int, int>> cells = {{3, 1}, {3, 2}, {4, 1}, {4, 2}, {5, 1}, {5, 2}};
  EXPECT_EQ(selected_cells(screen), cells) << screen.tree();
  EXPECT_EQ(screen.host().hash, hash);
  screen.go("#/processes");
  screen.go("#/subscriptions");
  EXPECT_TRUE(selected_cells(screen).empty()) << "a link without them";
}

TEST_F(Lists, WhatIsPressedFindsTheAddressWritten) {
  canned_.set("GET /api/rehearsal/lists/subscriptions", thousand());
  screen_.go("#/subscriptions");
  screen_.driver().ui().scrolled(screen_.driver().find(Role::main, "")->id, 4000);
  screen_.driver().draw();
  screen_.driver().press(Role::link, "Systems");
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?row=" + std::to_string(first_in_sight(screen_)));
}

TEST_F(Lists, TheOrderOfASystemsRecordsIsInTheAddress) {
  can_records();
  screen_.go("#/systems");
  ASSERT_TRUE(screen_.press(Role::button, "Number"));
  EXPECT_EQ(screen_.host().hash, "#/systems?ims.sort=number%2Casc");
  ASSERT_TRUE(screen_.press(Role::button, "Changed"));
  ASSERT_TRUE(screen_.press(Role::button, "Changed"));
  EXPECT_EQ(screen_.host().hash, "#/systems?ims.sort=modified_at%2Cdesc");
  for (const auto& [hash, first] : {std::pair{"#/systems?ims.sort=number%2Casc", "staff ann"},
                                    std::pair{"#/systems?ims.sort=modified_at%2Cdesc", "ann staff"},
                                    std::pair{"#/systems?ims.sort=modified_at%2Casc", "staff ann"},
                                    std::pair{"#/systems?ims.sort=nonsense", "ann staff"}}) {
    screen_.go(hash);
    EXPECT_STREQ(first_record(), first) << hash;
  }
}

// A phone has no columns to press.
class ListsOnAPhone : public Lists {
 protected:
  ListsOnAPhone() : Lists(phone()) {}
  static ui::View phone() {
    ui::View view;
    view.width = 360;
    return view;
  }
  bool order_by(const char* words) {
    const bool chosen = screen_.driver().choose("Order", words);
    screen_.settle();
    return chosen;
  }
};

TEST_F(ListsOnAPhone, TheirOrderIsChosen) {
  screen_.go("#/subscriptions?sort=status%2Cdesc");
  EXPECT_EQ(screen_.driver().value(Role::combobox, "Order"), "Status, Z to A") << screen_.tree();
  ASSERT_TRUE(order_by("Description, A to Z")) << screen_.tree();
  EXPECT_EQ(sort_of("subscriptions"), "description,asc");
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?sort=description%2Casc");
  screen_.go("#/processes");
  ASSERT_TRUE(order_by("Started, oldest first")) << screen_.tree();
  EXPECT_EQ(sort_of("processes"), "started_at,asc");
}

TEST_F(ListsOnAPhone, AnAddressWithARowOpensThere) {
  canned_.set("GET /api/rehearsal/lists/subscriptions", thousand());
  screen_.go("#/subscriptions?row=450");
  EXPECT_NEAR(scrolled(screen_), 450 * 60, 600) << screen_.tree();
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?row=450");
  scroll(screen_, scrolled(screen_) - 120);
  EXPECT_EQ(screen_.host().hash, "#/subscriptions?row=448");
}

TEST_F(ListsOnAPhone, SoIsThatOfASystemsRecords) {
  can_records();
  screen_.go("#/systems");
  ASSERT_TRUE(order_by("Number, ascending")) << screen_.tree();
  EXPECT_STREQ(first_record(), "staff ann");
  ASSERT_TRUE(order_by("Changed, latest first"));
  EXPECT_STREQ(first_record(), "ann staff");
}

}  // namespace
}  // namespace rehearsal::views
