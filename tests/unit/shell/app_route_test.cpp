#include <gtest/gtest.h>

#include "shell/app/route.h"

namespace rehearsal::shell {
namespace {

TEST(Route, EveryHashOfTheContractIsReadAndWrittenAgain) {
  for (const char* hash :
       {"#/", "#/new", "#/new/create_user?product=00000000-0000-4000-8000-000000000002",
        "#/start/modify_user?subscription=ab", "#/processes", "#/processes/0a", "#/subscriptions",
        "#/subscriptions/0b", "#/systems", "#/subscriptions?query=ann%20%26%20bob&status=active",
        "#/processes?status=failed"}) {
    EXPECT_EQ(hash_of(parse_route(hash)), hash);
  }
}

TEST(Route, NothingAndSlashesAreTheStartPage) {
  for (const char* hash : {"", "#", "#/", "/", "#//"})
    EXPECT_TRUE(std::holds_alternative<StartRoute>(parse_route(hash))) << hash;
}

TEST(Route, ReadsWorkflowAndProduct) {
  const Route route = parse_route("#/new/create_user?product=p-1");
  ASSERT_TRUE(std::holds_alternative<CreateRoute>(route));
  EXPECT_EQ(std::get<CreateRoute>(route).workflow, "create_user");
  EXPECT_EQ(std::get<CreateRoute>(route).product, "p-1");
}

TEST(Route, WhatIsNoPageKeepsItsHash) {
  for (const char* hash : {"#/nowhere", "#/new/create_user", "#/start/modify_user", "#/processes/a/b"}) {
    const Route route = parse_route(hash);
    ASSERT_TRUE(std::holds_alternative<UnknownRoute>(route)) << hash;
    EXPECT_EQ(hash_of(route), hash);
  }
}

TEST(Route, PagesBelongToADestination) {
  EXPECT_EQ(section_of(parse_route("#/")), Section::kStart);
  EXPECT_EQ(section_of(parse_route("#/new/create_user?product=p")), Section::kNew);
  EXPECT_EQ(section_of(parse_route("#/start/modify_user?subscription=s")), Section::kSubscriptions);
  EXPECT_EQ(section_of(parse_route("#/processes/p")), Section::kProcesses);
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
