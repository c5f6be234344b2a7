#include <gtest/gtest.h>

#include "shell/app/route.h"

namespace rehearsal::shell {
namespace {

TEST(Route, EveryHashOfTheContractIsReadAndWrittenAgain) {
  for (const char* hash :
       {"#/", "#/new", "#/new/create_user?product=00000000-0000-4000-8000-000000000002",
        "#/start/modify_user?subscription=11111111-1111-4111-8111-111111111111", "#/processes",
        "#/processes/22222222-2222-4222-8222-222222222222", "#/subscriptions",
        "#/subscriptions/11111111-1111-4111-8111-111111111111", "#/systems", "#/stage",
        "#/subscriptions?query=ann%20%26%20bob&status=active", "#/processes?status=failed"}) {
    EXPECT_EQ(hash_of(parse_route(hash)), hash);
  }
}

TEST(Route, NothingAndSlashesAreTheStartPage) {
  for (const char* hash : {"", "#", "#/", "/", "#//"})
    EXPECT_TRUE(std::holds_alternative<StartRoute>(parse_route(hash))) << hash;
}

TEST(Route, ReadsWorkflowAndProduct) {
  const Route route = parse_route("#/new/create_user?product=11111111-1111-4111-8111-111111111111");
  ASSERT_TRUE(std::holds_alternative<CreateRoute>(route));
  EXPECT_EQ(std::get<CreateRoute>(route).workflow, "create_user");
  EXPECT_EQ(std::get<CreateRoute>(route).product, "11111111-1111-4111-8111-111111111111");
}

TEST(Route, WhatIsNoPageKeepsItsHash) {
  for (const char* hash :
       {"#/nowhere", "#/new/create_user", "#/start/modify_user?product=x", "#/processes/a/b", "#/processes/x",
        "#/subscriptions/%2e%2e", "#/start/create_user?subscription=s", "#/new/create_user?product=y"}) {
    const Route route = parse_route(hash);
    ASSERT_TRUE(std::holds_alternative<UnknownRoute>(route)) << hash;
    EXPECT_EQ(hash_of(route), hash);
  }
}

TEST(Route, AWorkflowAloneIsStartedByItsOwnQuestions) {
  const Route route = parse_route("#/start/task_validate_products");
  ASSERT_TRUE(std::holds_alternative<TaskRoute>(route));
  EXPECT_EQ(std::get<TaskRoute>(route).workflow, "task_validate_products");
  EXPECT_EQ(hash_of(route), "#/start/task_validate_products");
  EXPECT_TRUE(std::holds_alternative<FormTrialRoute>(parse_route("#/forms")));
}

TEST(Route, AnIdInCapitalsIsTheSameId) {
  EXPECT_EQ(hash_of(parse_route("#/processes/ABCDEFAB-1111-4111-8111-111111111111")),
            "#/processes/abcdefab-1111-4111-8111-111111111111");
  EXPECT_EQ(hash_of(parse_route("#/start/modify_user?subscription=ABCDEFAB-1111-4111-8111-111111111111")),
            "#/start/modify_user?subscription=abcdefab-1111-4111-8111-111111111111");
}

TEST(Route, PagesBelongToADestination) {
  EXPECT_EQ(section_of(parse_route("#/")), Section::kStart);
  EXPECT_EQ(section_of(parse_route("#/new/create_user?product=11111111-1111-4111-8111-111111111111")),
            Section::kNew);
  EXPECT_EQ(section_of(parse_route("#/start/modify_user?subscription=11111111-1111-4111-8111-111111111111")),
            Section::kSubscriptions);
  EXPECT_EQ(section_of(parse_route("#/processes/11111111-1111-4111-8111-111111111111")), Section::kProcesses);
  EXPECT_EQ(section_of(parse_route("#/what")), Section::kNone);
}

TEST(Component, EncodesAndDecodesAnything) {
  for (const std::string text : {"ann", "a b&c=d?#/%", "\u00fc\U0001F600", "100%"}) {
    EXPECT_EQ(decode_component(encode_component(text)), text);
  }
  EXPECT_EQ(decode_component("100%"), "100%");
  EXPECT_EQ(decode_component("%zz%4"), "%zz%4");
}

}  // namespace
}  // namespace rehearsal::shell
