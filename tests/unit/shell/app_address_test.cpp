#include <gtest/gtest.h>

#include "shell/app/address.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kId = "11111111-1111-4111-8111-111111111111";

TEST(Address, IsAPathAndAQuery) {
  const std::optional<Address> address =
      parse_address("#/subscriptions/%2e%2e?query=ann%20%26%20bob&status=active");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->path, (std::vector<std::string>{"subscriptions", ".."}));
  EXPECT_EQ(address->id(), "") << "it is no UUID";
  EXPECT_EQ(address->value("query"), "ann & bob");
  EXPECT_EQ(address->value("status"), "active");
  EXPECT_EQ(address->value("sort"), "");
}

TEST(Address, NothingAndSlashesHaveNoPath) {
  for (const char* hash : {"", "#", "#/", "/", "#//", "#/?"}) {
    const std::optional<Address> address = parse_address(hash);
    ASSERT_TRUE(address) << hash;
    EXPECT_TRUE(address->path.empty()) << hash;
    EXPECT_TRUE(address->query.empty()) << hash;
  }
}

TEST(Address, WhatIsNoTextIsNone) {
  for (const char* hash : {"#/subscriptions?query=%E9", "#/processes/%FF", "#/%C3%28"})
    EXPECT_FALSE(parse_address(hash)) << hash;
}

TEST(Address, AnIdInCapitalsIsTheSameId) {
  EXPECT_EQ(parse_address("#/processes/ABCDEFAB-1111-4111-8111-111111111111")->id(),
            "abcdefab-1111-4111-8111-111111111111");
  EXPECT_EQ(parse_address("#/new/x?product=ABCDEFAB-1111-4111-8111-111111111111")->id("product"),
            "abcdefab-1111-4111-8111-111111111111");
}

TEST(Address, OfTheOriginalLeadsToTheSameThing) {
  const auto path = [](const std::string& hash) { return parse_address(hash)->path; };
  using Path = std::vector<std::string>;
  EXPECT_EQ(path("#/workflows"), Path{"processes"});
  EXPECT_EQ(parse_address("#/tasks?queryString=ann")->value("query"), "ann");
  EXPECT_EQ(path(std::string("#/workflows/") + kId), (Path{"processes", kId}));
  EXPECT_EQ(path("#/metadata/products"), Path{"new"});
  const std::string form = "#/workflows/new/modify_user?";
  EXPECT_EQ(path(form + "productId=" + kId), (Path{"new", "modify_user"}));
  EXPECT_EQ(parse_address(form + "productId=" + kId)->id("product"), kId);
  EXPECT_EQ(path(form + "subscriptionId=" + kId), (Path{"start", "modify_user"}));
  EXPECT_EQ(parse_address(form + "subscriptionId=" + kId)->id("subscription"), kId);
  EXPECT_TRUE(parse_address(form + "productId=x")->query.empty()) << "the form asks for it";
}

TEST(Address, AQueryIsWrittenWithoutWhatIsEmpty) {
  EXPECT_EQ(with_query("#/a", {{"sort", "x,asc"}, {"row", ""}, {"query", "a b"}}),
            "#/a?query=a%20b&sort=x%2Casc");
  EXPECT_EQ(with_query("#/a?product=1", {{"row", "2"}}), "#/a?product=1&row=2");
  EXPECT_EQ(with_query("#/a", {}), "#/a");
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
