// What a search finds, fresh with every change; the recordings hold what the original's finds.
#include <gtest/gtest.h>

#include "api/door.h"

namespace rehearsal::api {
namespace {

struct Search : testing::Test {
  Door door;
  std::string group = door.create_group("Café Ärzte");
  std::string user = door.create_user("anna-lena", group);

  int64_t found(const std::string& query) {
    const Reply reply = door.get("/api/rehearsal/lists/subscriptions", {{"query", query}});
    EXPECT_EQ(reply.status, 200) << query << dump_json(reply.body);
    return reply.body.value("total", int64_t{-1});
  }
  void rename_product(const std::string& description) {
    const Json products = door.get("/api/products").body;
    for (const Json& product : products) {
      if (product.at("name") != "User internal") continue;
      door.send({{"id", 1},
                 {"method", "PATCH"},
                 {"path", "/api/products/" + product.at("product_id").get<std::string>()},
                 {"body", {{"description", description}}}});
    }
  }
};

TEST_F(Search, WordsInAnyCaseAndTheirBeginnings) {
  EXPECT_EQ(found("CAFÉ"), 2) << "the user's description names the group";
  EXPECT_EQ(found("ärz"), 2);
  EXPECT_EQ(found("cafe"), 0) << "an accent makes another word, as in the original";
  EXPECT_EQ(found("\"café ärzte\""), 2);
  EXPECT_EQ(found("\"ärzte café\""), 0);
  EXPECT_EQ(found("lena"), 1);
  EXPECT_EQ(found("anna -lena"), 0);
  EXPECT_EQ(found("\"...\""), 2) << "no word asks for nothing";
}

TEST_F(Search, OneField) {
  EXPECT_EQ(found("username:anna"), 1);
  EXPECT_EQ(found("group_name:anna"), 0);
  EXPECT_EQ(found("status:active username:(bob | anna)"), 1);
  EXPECT_EQ(found("username"), 0) << "the name of a field is no word of the text";
  EXPECT_EQ(found("product_name:user"), 2);
  EXPECT_EQ(found("affiliation:internal"), 1) << "what the product is told apart by";
}

TEST_F(Search, AProductsNewWordsAtOnce) {
  EXPECT_EQ(found("colleagues"), 0);
  rename_product("colleagues of ours");
  EXPECT_EQ(found("colleagues"), 1);
  EXPECT_EQ(found("product_description:colleagues"), 1);
  rename_product("guests");
  EXPECT_EQ(found("colleagues"), 0);
}

TEST_F(Search, TextThatTheIndexHasAMeaningFor) {
  for (const char* query : {"\"anna\"*", "anna AND lena", "NEAR", "words:anna", "*", "^anna", "a\"b", "''",
                            "{x}", "+", "anna\xee\x80\x80", "anna'; drop table search_words"}) {
    const Reply reply = door.get("/api/rehearsal/lists/subscriptions", {{"query", query}});
    EXPECT_TRUE(reply.status == 200 || reply.status == 400) << query << dump_json(reply.body);
  }
  EXPECT_EQ(found("anna"), 1);
}

}  // namespace
}  // namespace rehearsal::api
