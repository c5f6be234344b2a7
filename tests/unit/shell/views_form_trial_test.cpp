// Every kind of field as it is drawn.
#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "shell/views_samples.h"

namespace rehearsal::views {
namespace {

// Draws a schema as the trial page does.
std::unique_ptr<Screen> trial(const std::string& properties, ui::View view = {}) {
  auto screen = std::make_unique<Screen>(door(), view);
  screen->go("#/forms");
  EXPECT_TRUE(screen->type("JSON Schema", "{\"properties\":" + properties + "}"));
  return screen;
}

TEST(FormTrial, DrawsEveryKindOfFieldAndSaysWhatWouldBeSent) {
  Screen screen(door());
  screen.go("#/forms");
  using Thing = std::pair<Role, const char*>;
  for (const auto& [role, name] :
       {Thing{Role::textbox, "Name"}, Thing{Role::radio, "Green"}, Thing{Role::combobox, "Node"},
        Thing{Role::checkbox, "Red"}, Thing{Role::combobox, "Nodes"}, Thing{Role::textbox, "Vlans 1"},
        Thing{Role::button, "Add to contacts"}, Thing{Role::textbox, "Email"}, Thing{Role::textbox, "Begins"},
        Thing{Role::checkbox, "The customer knows of it"}, Thing{Role::link, "the forms of the original"},
        Thing{Role::textbox, "Owner"}, Thing{Role::heading, "How it works"}}) {
    EXPECT_TRUE(screen.driver().has(role, name)) << name << "\n" << screen.tree();
  }
  EXPECT_TRUE(screen.says("does not know the format \u201cfrobnicate\u201d"));
  EXPECT_TRUE(screen.says("Choose 1 to 2; 0 chosen"));
  ASSERT_TRUE(screen.press(Role::button, "Add to vlans"));
  EXPECT_EQ(screen.driver().focused(), "Vlans 2");
  ASSERT_TRUE(screen.type("Vlans 2", "20"));
  EXPECT_TRUE(screen.says("\"begins\": 1795464000"));
  ASSERT_TRUE(screen.press(Role::button, "Add to vlans"));
  const uint32_t bin = screen.driver().find(Role::button, "Remove vlans 1")->id;
  ASSERT_TRUE(screen.press(Role::button, "Remove vlans 3"));
  EXPECT_NE(screen.driver().find(Role::button, "Remove vlans 1")->id, bin)
      << "the second press of a double click is not meant for the next row";
  ASSERT_TRUE(screen.press(Role::button, "Remove vlans 1"));
  EXPECT_FALSE(screen.driver().has(Role::textbox, "Vlans 2"));
  EXPECT_EQ(screen.driver().value(Role::textbox, "Vlans 1"), "20");
}

TEST(FormTrial, ASummaryWhoseColumnsAreNoListsIsRefusedInWords) {
  for (const float width : {1280.0f, 360.0f}) {
    const auto screen = trial(
        R"({"s":{"format":"summary","type":"string","extraProperties":{"data":{"headers":["h"],"labels":["l"],"columns":["c"]}}},
            "name":{"type":"string"}})",
        {.width = width, .height = 700});
    EXPECT_TRUE(screen->says("S: expected a list of headers")) << screen->tree();
    EXPECT_TRUE(screen->driver().has(Role::textbox, "Name"));
  }
}

TEST(FormTrial, WhereThereIsLittleRoomASummarysColumnsKeepTheirHeaders) {
  const auto summary = [](const char* headers) {
    return trial(std::string(R"({"s":{"format":"summary","type":"string","extraProperties":{"data":{)") +
                     R"("labels":["speed"],"columns":[["10"],["20"]],"headers":)" + headers + "}}}}",
                 {.width = 360, .height = 700});
  };
  auto screen = summary(R"(["port a","port b"])");
  EXPECT_TRUE(screen->says("port a: 10, port b: 20")) << screen->tree();
  EXPECT_FALSE(screen->driver().has(Role::image, "becomes"));
  screen.reset();
  screen = summary(R"(["before","after"])");
  EXPECT_TRUE(screen->driver().has(Role::image, "becomes")) << screen->tree();
}

TEST(FormTrial, BoundsStandAtTheirFields) {
  const auto screen = trial(
      R"({"v":{"type":"integer","minimum":2,"maximum":4094},"s":{"type":"string","minLength":3,"maxLength":8},
          "t":{"type":"number","format":"timestamp","minimum":1795464000,"extraProperties":{"showTimeSelect":false}}})");
  EXPECT_TRUE(screen->says("At least 2, at most 4094")) << screen->tree();
  EXPECT_TRUE(screen->says("At least 3 characters, at most 8 characters"));
  EXPECT_TRUE(screen->says("From 23 Nov 2026, 21:00"));
}

TEST(FormTrial, AChoiceThatMayBeLeftOutIsUndone) {
  const auto screen = trial(R"({"g":{"type":"array","minItems":0,"maxItems":1,"items":{"enum":["a","b"]}}})");
  ASSERT_TRUE(screen->choose("G", "a"));
  EXPECT_TRUE(screen->says("\"a\""));
  ASSERT_TRUE(screen->choose("G", "No value")) << screen->tree();
  EXPECT_TRUE(screen->says("\"g\": []")) << screen->tree();
}

TEST(FormTrial, RowsThatMayBeNullAreFilledInOrNot) {
  const auto screen = trial(
      R"({"l":{"type":"array","minItems":1,"items":{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"null"}]}}})");
  EXPECT_FALSE(screen->driver().has(Role::textbox, "A"));
  ASSERT_TRUE(screen->press(Role::checkbox, "Fill in l")) << screen->tree();
  ASSERT_TRUE(screen->type("A", "typed"));
  EXPECT_TRUE(screen->says("\"a\": \"typed\""));
}

TEST(FormTrial, ANullableListIsFilledInOrNot) {
  const auto screen = trial(
      R"({"l":{"anyOf":[{"type":"array","minItems":1,"items":{"type":"string"}},{"type":"null"}],"default":["x"]}})");
  ASSERT_TRUE(screen->press(Role::checkbox, "Fill in l")) << screen->tree();
  EXPECT_TRUE(screen->says("\"l\": null"));
}

TEST(FormTrial, ALabelSaysItsTitleAndItsText) {
  const auto screen =
      trial(R"({"l":{"format":"label","type":"string","default":"a value","title":"My title"}})");
  EXPECT_TRUE(screen->says("My title")) << screen->tree();
  EXPECT_TRUE(screen->says("a value"));
}

TEST(FormTrial, APromisesLinkLeadsToPagesOnly) {
  const auto screen = trial(
      R"~({"a":{"format":"accept","enum":["ACCEPTED"],"data":[["javascript:alert(1)","url"],["https://example.org","url"]]}})~");
  EXPECT_FALSE(screen->driver().has(Role::link, "javascript:alert(1)")) << screen->tree();
  EXPECT_TRUE(screen->says("javascript:alert(1)"));
  EXPECT_TRUE(screen->driver().has(Role::link, "https://example.org"));
}

TEST(Pickers, ASubscriptionIsSearchedByTheEngineAndShownWithItsCustomer) {
  CannedDoor canned = door();
  Json rows = Json::array();
  for (int i = 0; i < 3; ++i) rows.push_back(subscription_row(i));
  for (Json& row : rows) row["customer_id"] = "c-1";
  canned.set("GET /api/rehearsal/lists/subscriptions", {{"items", rows}, {"total", 5000}, {"next", "1"}});
  canned.set("GET /api/rehearsal/customers", Json::array({{{"customer_id", "c-1"}, {"fullname", "SURF"}}}));
  canned.set("GET /api/subscriptions/domain-model/s-2", {{"subscription_id", "s-2"},
                                                         {"description", "User group 2"},
                                                         {"status", "active"},
                                                         {"customer_id", "c-1"},
                                                         {"product", {{"name", "User Group"}}}});
  Screen screen(std::ref(canned));
  screen.go("#/forms");
  ASSERT_TRUE(
      screen.type("JSON Schema", R"({"properties":{"sub":{"type":"string","format":"subscriptionId"}}})"));
  ASSERT_TRUE(screen.press(Role::combobox, "Sub")) << screen.tree();
  EXPECT_TRUE(screen.says("3 of 5000: type to find the others")) << screen.tree();
  const ui::Record* option = screen.driver().find(Role::option, "User group 2");
  ASSERT_NE(option, nullptr) << screen.tree();
  EXPECT_EQ(screen.driver().ui().extra_of(*option, "description"), "User Group \u00b7 SURF");
  ASSERT_TRUE(screen.type("Search Sub", "group: (2)"));
  EXPECT_EQ(screen.asked.back().at("query").at("query"), "group   2 ")
      << "signs of the search language are left out";
  ASSERT_TRUE(screen.press(Role::option, "User group 2"));
  EXPECT_EQ(screen.driver().value(Role::combobox, "Sub"), "User group 2");
  EXPECT_TRUE(screen.says("SURF"));
  EXPECT_TRUE(screen.says("\"sub\": \"s-2\""));
}

TEST(ShownSubscription, SaysWhatItIsAndLeadsToIt) {
  CannedDoor canned = door();
  canned.set("GET /api/subscriptions/domain-model/" + std::string(shell::kAnn),
             {{"subscription_id", shell::kAnn},
              {"description", "User group 2"},
              {"status", "provisioning"},
              {"product", {{"name", "User Group"}}}});
  Screen screen(std::ref(canned));
  screen.go("#/forms");
  ASSERT_TRUE(screen.type("JSON Schema",
                          R"({"properties":{"sub":{"type":"string","format":"subscription","default":")" +
                              std::string(shell::kAnn) + R"("}}})"));
  EXPECT_TRUE(screen.driver().has(Role::link, "User group 2")) << screen.tree();
  EXPECT_TRUE(screen.says("provisioning"));
  EXPECT_TRUE(screen.says("{}")) << "it is shown, and not sent";
}

TEST(Pickers, AProductIsOneOfThoseThatAreAllowed) {
  Screen screen(door());
  screen.go("#/forms");
  const std::string only = std::string(R"({"productIds":[")") + shell::kUserProduct + "\"]}";
  ASSERT_TRUE(screen.type("JSON Schema", R"({"properties":{"product":{"type":"string","format":"productId",)"
                                         R"("extraProperties":)" +
                                             only + "}}}"));
  ASSERT_TRUE(screen.press(Role::combobox, "Product")) << screen.tree();
  EXPECT_TRUE(screen.driver().has(Role::option, "User internal"));
  EXPECT_FALSE(screen.driver().has(Role::option, "User Group"));
}

TEST(FormTrial, SaysWhatIsWrongWithASchema) {
  Screen screen(door());
  screen.go("#/forms");
  ASSERT_TRUE(screen.type("JSON Schema", "{"));
  EXPECT_FALSE(screen.driver().has(Role::form, "Form"));
  ASSERT_TRUE(screen.type("JSON Schema", "{}"));
  EXPECT_TRUE(screen.says("there is nothing to fill in")) << screen.tree();
}

}  // namespace
}  // namespace rehearsal::views
