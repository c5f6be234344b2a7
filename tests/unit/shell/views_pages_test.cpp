// The table of pages: every address leads to a page that says it again.
#include <gtest/gtest.h>

#include <set>

#include "shell/views/pages.h"
#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

constexpr const char* kId = "11111111-1111-4111-8111-111111111111";

// An address of this kind, as the table says it, with all that a page may need to be told.
std::string sample_of(const PageKind& kind) {
  std::string hash = kind.hash();
  const size_t star = hash.find('*');
  if (star == std::string::npos)
    return kind.path == "open" ? hash + "?from=https%3A%2F%2Fa.example%2F" : hash;
  const std::string first(kind.path.substr(0, kind.path.find('/')));
  const bool is_form = first == "new" || first == "start";
  hash.replace(star, 1, is_form ? "modify_user" : kId);
  if (first == "new") return hash + "?product=" + kId;
  return kind.section == "subscriptions" && is_form ? hash + "?subscription=" + kId : hash;
}

TEST(Pages, EveryOneOfTheTableIsFoundByItsAddressAndSaysItAgain) {
  for (const PageKind* kind : page_kinds()) {
    const std::string hash = sample_of(*kind);
    const OpenPage open = open_page(hash);
    EXPECT_EQ(open.kind, kind) << hash;
    EXPECT_EQ(open.page->own_hash, hash);
  }
}

TEST(Pages, EveryOneBelongsToAWayInTheNavigationOrToNone) {
  std::set<std::string_view> ways = {"none"};
  for (const PageKind* kind : page_kinds()) {
    if (kind->way == Way::none) continue;
    EXPECT_FALSE(kind->title.empty()) << kind->path;
    EXPECT_NE(kind->icon, ui::Icon::none) << kind->path;
    if (kind->way != Way::palette) ways.insert(kind->path);
  }
  for (const PageKind* kind : page_kinds()) EXPECT_EQ(ways.count(kind->section), 1u) << kind->path;
}

TEST(Pages, NamesTheTabAndMarksTheWay) {
  CannedDoor canned = door();
  canned.set("GET /api/subscriptions/domain-model/" + std::string(kId),
             {{"subscription_id", kId}, {"description", "User ann"}});
  Screen screen(std::ref(canned));
  for (const PageKind* kind : page_kinds()) {
    const std::string hash = sample_of(*kind);
    screen.go(hash);
    const std::string& title = screen.host().title;
    EXPECT_GT(title.size(), std::string(" \u00b7 Rehearsal").size()) << hash;
    if (!kind->title.empty()) {
      EXPECT_EQ(title, std::string(kind->title) + " \u00b7 Rehearsal");
    }
    std::vector<std::string> current;
    for (const ui::Record& record : screen.driver().ui().records()) {
      if ((record.state & ui::state::current) != 0 && record.role == Role::link)
        current.emplace_back(screen.driver().ui().value_of(record));
    }
    const bool in_navigation = kind->section != "none" && kind->section != "new";
    const std::vector<std::string> way = {"#/" + std::string(kind->section)};
    EXPECT_EQ(current, in_navigation ? way : std::vector<std::string>()) << hash;
  }
  screen.go(std::string("#/subscriptions/") + kId);
  EXPECT_EQ(screen.host().title, "User ann \u00b7 Rehearsal");
}

TEST(Pages, AnAddressOfNoPageKeepsItsHash) {
  for (const char* hash :
       {"#/nowhere", "#/new/create_user", "#/start/modify_user?product=x", "#/processes/a/b", "#/processes/x",
        "#/subscriptions/%2e%2e", "#/start/create_user?subscription=s", "#/new/create_user?product=y",
        "#/processes/%FF"}) {
    const OpenPage open = open_page(hash);
    EXPECT_EQ(open.kind->title, "No such page") << hash;
    EXPECT_EQ(open.page->own_hash, hash);
  }
}

TEST(Pages, AnAddressIsWrittenInOneWay) {
  EXPECT_EQ(open_page("#/processes/ABCDEFAB-1111-4111-8111-111111111111").page->own_hash,
            "#/processes/abcdefab-1111-4111-8111-111111111111");
  EXPECT_EQ(open_page("#/workflows").page->own_hash, "#/processes");
  EXPECT_EQ(open_page("#//").page->own_hash, "#/");
  EXPECT_EQ(open_page("#/open").page->own_hash, "#/data");
}

}  // namespace
}  // namespace rehearsal::views
