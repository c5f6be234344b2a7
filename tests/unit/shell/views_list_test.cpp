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
    if (r.role == Role::columnheader) EXPECT_EQ(r.level, r.index == 5 ? 2 : 0) << "the newest are first";
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
