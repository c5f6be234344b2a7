// Where things stand: rows, columns, what grows, shrinks, wraps; tables of which only a part is drawn.
#include <gtest/gtest.h>

#include <string>

#include "shell/ui/core.h"
#include "shell/ui/driver.h"
#include "shell/ui/text.h"
#include "shell/ui/widgets.h"

namespace rehearsal::ui {
namespace {

// NullPlatform's letters are 0.55 em wide: 7.7 px at 14, less the tracking.
constexpr float kLetter = 14 * (0.55f - 0.006f);

Rect rect_of(const Driver& page, Role role, std::string_view name) {
  const Record* r = page.find(role, name);
  return r == nullptr ? Rect{} : Rect{r->x, r->y, r->w, r->h};
}

TEST(Rows, PutWhatFollowsASpacerAtTheRightInTheFirstPicture) {
  Driver page([](Ui& ui) {
    const Scope line = row(ui, {.gap = 8});
    text(ui, "Left");
    spacer(ui);
    text(ui, "Right");
  });
  EXPECT_NEAR(rect_of(page, Role::text, "Left").x, 0, 0.5);
  EXPECT_NEAR(rect_of(page, Role::text, "Right").right(), 1280, 0.5);
}

TEST(Rows, CentreTheirChildren) {
  Driver page([](Ui& ui) {
    const Scope line = row(ui);
    button(ui, "High");
    text(ui, "low");
  });
  const Rect high = rect_of(page, Role::button, "High"), low = rect_of(page, Role::text, "low");
  EXPECT_NEAR(high.y + high.h / 2, low.y + low.h / 2, 0.5);
}

TEST(Rows, WrapWhatDoesNotFit) {
  View view;
  view.width = 200;
  Driver page(
      [](Ui& ui) {
        const Scope line = row(ui, {.gap = 8, .wrap = true});
        for (const char* label : {"One button", "Another one", "A third one"}) button(ui, label);
      },
      view);
  const Rect first = rect_of(page, Role::button, "One button"),
             second = rect_of(page, Role::button, "Another one");
  EXPECT_GE(second.y, first.bottom());
  EXPECT_NEAR(second.x, 0, 0.5);
}

TEST(Rows, ShrinkTextsThatHaveNoRoom) {
  View view;
  view.width = 120;
  Driver page(
      [](Ui& ui) {
        const Scope line = row(ui, {.gap = 8});
        text(ui, "A rather long text that cannot fit here");
        button(ui, "Go");
      },
      view);
  EXPECT_LE(rect_of(page, Role::button, "Go").right(), 121);
  EXPECT_NE(page.find(Role::text, "A rather long text that cannot fit here"), nullptr) << "all of it is said";
}

TEST(Columns, StandBelowEachOtherWithTheGap) {
  Driver page([](Ui& ui) {
    const Scope list = column(ui, {.gap = 12});
    text(ui, "a");
    text(ui, "b");
    gap(ui, 30);
    text(ui, "c");
  });
  const Rect a = rect_of(page, Role::text, "a"), b = rect_of(page, Role::text, "b"),
             c = rect_of(page, Role::text, "c");
  EXPECT_NEAR(b.y - a.bottom(), 12, 0.1);
  EXPECT_NEAR(c.y - b.bottom(), 30, 0.1);
}

TEST(Columns, ShareARow) {
  Driver page([](Ui& ui) {
    const Scope both = row(ui, {.gap = 20, .align = Align::start});
    {
      const Scope left = group(ui, Role::region, "left", {.grow = 1});
      paragraph(ui, "left words");
    }
    {
      const Scope right = group(ui, Role::region, "right", {.width = 280});
      paragraph(ui, "right words");
    }
  });
  EXPECT_NEAR(rect_of(page, Role::region, "left").w, 980, 1);
  EXPECT_NEAR(rect_of(page, Role::region, "right").x, 1000, 1);
}

TEST(Columns, KeepToTheirGreatestWidth) {
  Driver page([](Ui& ui) {
    const Scope form = group(ui, Role::form, "form", {.max_width = 640, .centered = true});
    text(ui, "inside");
  });
  EXPECT_NEAR(rect_of(page, Role::form, "form").w, 640, 0.5);
  EXPECT_NEAR(rect_of(page, Role::form, "form").x, 320, 0.5);
}

TEST(Tiles, AreOfEqualWidthAndHeight) {
  Driver page([](Ui& ui) {
    const Scope all = tiles(ui, 300, 20);
    for (int i = 0; i < 5; ++i) {
      const std::string name = std::to_string(i);
      const Scope one = card(ui, {.name = name});
      for (int line = 0; line <= i % 3; ++line) text(ui, "line");
    }
  });
  const Rect first = rect_of(page, Role::group, "0"), third = rect_of(page, Role::group, "2"),
             fifth = rect_of(page, Role::group, "4");
  EXPECT_NEAR(first.w, third.w, 0.5);
  EXPECT_NEAR(first.h, third.h, 0.5);
  EXPECT_NEAR(fifth.x, 0, 0.5);
  EXPECT_NEAR(fifth.y, first.bottom() + 20, 0.5);
}

TEST(Paragraphs, BreakAtSpacesAndKeepNewlines) {
  View view;
  view.width = kLetter * 12;
  Driver page([](Ui& ui) { paragraph(ui, "one two three four\nfive"); }, view);
  EXPECT_EQ(page.said(), "one two \nthree four \nfive\n");
}

TEST(Texts, AreCutBetweenCharacters) {
  NullPlatform platform;
  Ui ui(platform);
  Texts& texts = ui.core().texts;
  const Font font{14};
  EXPECT_EQ(texts.elided("abc", font, 1000), "abc");
  EXPECT_EQ(texts.elided("abcdefgh", font, kLetter * 5 + 0.1f), "abcd…");
  // A family of four people is one character: it is there or it is not.
  const std::string family = "ab \U0001F468\u200D\U0001F469\u200D\U0001F467 cd";
  const std::string cut = texts.elided(family, font, 14 * 4.5f);
  EXPECT_EQ(cut.find("\u200D…"), std::string::npos);
  EXPECT_TRUE(texts.is_foreign(family, font));
  EXPECT_FALSE(texts.is_foreign("Zo\u00eb", font));
}

TEST(Texts, OfTenThousandLettersBreakWithoutSpaces) {
  NullPlatform platform;
  Ui ui(platform);
  const std::string name(10'000, 'x');
  const auto lines = ui.core().texts.wrapped(name, {14}, kLetter * 50 + 1);
  size_t letters = 0;
  for (const std::string_view line : lines) {
    EXPECT_LE(line.size(), 50u);
    letters += line.size();
  }
  EXPECT_EQ(letters, name.size());
}

TEST(Texts, ThatAreNoUtf8AreShown) {
  Driver page([](Ui& ui) { paragraph(ui, "a\xFF\xC3(b"); });
  EXPECT_EQ(page.count(Role::text), 1);
}

struct Rows100k {
  std::string pressed;
  void draw(Ui& ui) {
    const Scope main = main_area(ui, "rows");
    const std::vector<Column> columns = {{.title = "Name"}, {.title = "Size", .width = 100}};
    Table table(ui, "Rows", columns, 100'000);
    for (const int i : table.visible()) {
      const std::string id = std::to_string(i);
      const Scope row = table.row(i, id);
      {
        const Scope cell = table.cell();
        if (link(ui, "Row " + id, "#/rows/" + id, {.primary = true})) pressed = id;
      }
      const Scope cell = table.cell();
      text(ui, id);
    }
  }
};

TEST(Tables, DrawWhatIsInSight) {
  Rows100k rows;
  Driver page([&](Ui& ui) { rows.draw(ui); });
  EXPECT_TRUE(page.has(Role::link, "Row 0"));
  EXPECT_LT(page.count(Role::row), 40);
  const Record* grid = page.find(Role::grid, "Rows");
  ASSERT_NE(grid, nullptr);
  EXPECT_EQ(grid->count, 100'001);
}

TEST(Tables, FollowTheScrollAndKeepTheRowThatHasTheFocus) {
  Rows100k rows;
  Driver page([&](Ui& ui) { rows.draw(ui); });
  page.ui().scrolled(page.find(Role::main, "")->id, 40 * 5000);
  page.draw();
  EXPECT_TRUE(page.has(Role::link, "Row 5005"));
  EXPECT_TRUE(page.has(Role::link, "Row 0")) << "the active row stays";
  EXPECT_FALSE(page.has(Role::link, "Row 40"));
}

TEST(Tables, MoveOnFromTheRowThatHasTheFocus) {
  Rows100k rows;
  Driver page([&](Ui& ui) { rows.draw(ui); });
  // The browser moves the focus only after the frame that asked for it.
  const auto row = [&](std::string_view title) -> const Record& {
    const std::vector<Record>& all = page.ui().records();
    size_t at = 0;
    while (page.ui().name_of(all[at]) != title) ++at;
    while (all[at].role != Role::row) --at;
    return all[at];
  };
  page.ui().focused(row("Row 3").id, true);
  page.draw();
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::down));
  EXPECT_TRUE(row("Row 4").state & state::wants_focus);
  EXPECT_TRUE(row("Row 4").state & state::tab_stop);
  EXPECT_FALSE(row("Row 3").state & state::tab_stop);
  page.ui().focused(row("Row 4").id, true);
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::down));
  EXPECT_TRUE(row("Row 5").state & state::wants_focus);
}

// New rows on top: who goes down from the third goes to the one below it, not to what stands at its old
// place.
TEST(Tables, KeepTheKeyboardsPlaceWhereRowsComeOnTop) {
  std::vector<std::string> ids = {"a", "b", "c", "d"};
  Driver page([&](Ui& ui) {
    const std::vector<Column> columns = {{.title = "Name"}};
    Table table(ui, "Rows", columns, static_cast<int>(ids.size()));
    for (const int i : table.visible()) {
      const Scope row = table.row(i, ids[static_cast<size_t>(i)]);
      const Scope cell = table.cell();
      link(ui, ids[static_cast<size_t>(i)], "#", {.primary = true, .tab_stop = false});
    }
  });
  const auto row = [&](std::string_view id) -> const Record& {
    const std::vector<Record>& all = page.ui().records();
    size_t at = 0;
    while (page.ui().name_of(all[at]) != id) ++at;
    while (all[at].role != Role::row) --at;
    return all[at];
  };
  page.ui().focused(row("b").id, true);
  page.draw();
  ids.insert(ids.begin(), {"x", "y", "z"});
  page.draw();
  EXPECT_TRUE(row("b").state & state::tab_stop);
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::down));
  EXPECT_TRUE(row("c").state & state::wants_focus);
}

TEST(Tables, LeaveOutWhatCanBeSparedWhereTheRoomIsShort) {
  float width = 1000;
  Driver page([&](Ui& ui) {
    const Scope room = column(ui, {.width = width});
    const std::vector<Column> columns = {{.title = "Name", .grow = 2},
                                         {.title = "Status", .width = 130},
                                         {.title = "Product", .dispensable = 1},
                                         {.title = "ID", .width = 110, .dispensable = 2}};
    Table table(ui, "Rows", columns, 1);
    for (const int i : table.visible()) {
      const Scope row = table.row(i, "r");
      for (const std::string_view words : {"the name", "active", "User", "42"})
        if (const Scope cell = table.cell()) text(ui, words);
    }
  });
  const auto shown = [&] {
    std::string all;
    for (const std::string_view words : {"the name", "active", "User", "42"})
      all += page.has(Role::text, words) ? '1' : '0';
    return all;
  };
  EXPECT_EQ(shown(), "1111");
  width = 500;
  page.draw();
  EXPECT_EQ(shown(), "1110");
  width = 400;
  page.draw();
  EXPECT_EQ(shown(), "1100");
  EXPECT_EQ(page.find(Role::columnheader, "ID"), nullptr);
  EXPECT_GE(rect_of(page, Role::text, "the name").w, 40);
}

TEST(Tables, MoveByArrowsAmongRowsThatAreNotThere) {
  Rows100k rows;
  Driver page([&](Ui& ui) { rows.draw(ui); });
  const auto focused_row = [&]() -> std::string {
    const std::vector<Record>& all = page.ui().records();
    for (size_t i = 0; i + 2 < all.size(); ++i) {
      if (all[i].role == Role::row && (all[i].state & state::wants_focus) != 0)
        return std::string(page.ui().name_of(all[i + 2]));
    }
    return "none";
  };
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::end));
  EXPECT_EQ(focused_row(), "Row 99999");
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::up));
  EXPECT_EQ(focused_row(), "Row 99998");
  ASSERT_TRUE(page.key(Role::grid, "Rows", Key::home));
  EXPECT_EQ(focused_row(), "Row 0");
  ASSERT_TRUE(page.press(Role::link, "Row 0"));
  EXPECT_EQ(rows.pressed, "0");
}

TEST(Regions, TakeTheirEdgesAndLeaveTheRest) {
  Driver page([](Ui& ui) {
    { const Scope header = header_bar(ui); }
    { const Scope bar = page_bar(ui, Tone::warning, "In memory only"); }
    { const Scope nav = navigation(ui, "Main"); }
    const Scope main = main_area(ui, "start");
    heading(ui, 1, "Start");
  });
  const Rect main = rect_of(page, Role::main, "");
  EXPECT_NEAR(main.x, 216, 0.5);
  EXPECT_NEAR(main.y, 48 + 40, 0.5);
  EXPECT_NEAR(main.right(), 1280, 0.5);
  EXPECT_NEAR(main.bottom(), 800, 0.5);
}

// A page that one comes back to opens where it was left; another one at its top.
TEST(Regions, RememberHowFarEachPageWasScrolled) {
  std::string route = "list";
  Driver page([&](Ui& ui) {
    const Scope main = main_area(ui, route);
    for (int i = 0; i < 200; ++i) text(ui, std::to_string(i));
  });
  page.ui().scrolled(page.find(Role::main, "")->id, 900);
  page.draw();
  route = "detail";
  page.draw();
  EXPECT_EQ(page.find(Role::main, "")->scroll_y, 0);
  route = "list";
  page.draw();
  EXPECT_EQ(page.find(Role::main, "")->scroll_y, 900);
  EXPECT_TRUE(page.find(Role::main, "")->state & state::new_scroll);
}

}  // namespace
}  // namespace rehearsal::ui
