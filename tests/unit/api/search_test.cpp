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

// The words of fd00::1:5 begin as those of fd00::1 do, and those of -5 are those of 5.
TEST_F(Search, AnAddressOrANumberIsTheWholeValueOfAField) {
  door.create_user("fd00::1", group, 5);
  door.create_user("fd00::1:5", group, -5);
  door.create_user("fd00::1 at home", group, 50);
  door.create_user("10.0.0.1", group, 500);
  door.create_user("10.0.0.1.5", group, 6);
  door.create_user("10.0.0.0/24", group, 7);
  const struct {
    const char* query;
    int64_t found;
    const char* why;
  } cases[] = {
      {"username:fd00::1", 2, "the address, and the text that begins with it"},
      {"username:fd00:0::0001", 2, "the same address"},
      {"username:\"fd00::1\"", 2, "the same in quotes"},
      {"username:fd00::1:5", 1, ""},
      {"username:fd00*", 3, "what begins so"},
      {"username:10.0.0.1", 1, ""},
      {"username:10.0.0.0/24", 1, ""},
      {"username:10.0.0*", 3, "what begins so"},
      {"age:5", 1, "neither -5 nor 50"},
      {"age:\"-5\"", 1, ""},
      {"age:50", 1, "not 500"},
      {"age:5.0", 0, "the words are others"},
      {"age:(5 | 50)", 2, ""},
      {"age:5 | age:50", 2, ""},
      {"age:5*", 4, "what begins so, a sign aside"},
      {"-age:5 username:fd00*", 2, ""},
      {"product_name:5", 0, ""},
      {"affiliation:5", 0, ""},
      {"affiliation:internal -username:fd00*", 4, "words are words"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(found(each.query), each.found) << each.query << " " << each.why;
    const Json in_parts = {{"query", each.query}, {"in_parts", "true"}};
    EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", in_parts).body.at("total"), each.found)
        << each.query << " in parts";
  }
  EXPECT_EQ(door.get("/api/subscriptions/search", {{"query", "age:5"}}).body.size(), 1u);
}

TEST_F(Search, ABareAddressIsAWholeOne) {
  door.create_user("fd00::1:5", group);
  door.create_user("fd00::1", group);
  door.create_user("10.0.0.1", group);
  door.create_user("10.0.0.1.5", group);
  door.create_user("10.0.0.0/24", group);
  const auto note = [&](const std::string& text) {
    door.start("modify_note", {{{"subscription_id", group}}, {{"note", text}}});
  };
  EXPECT_EQ(found("fd00::1"), 1) << "not fd00::1:5";
  EXPECT_EQ(found("FD00:0::0001"), 1) << "in every spelling";
  EXPECT_EQ(found("\"fd00::1\""), 1);
  EXPECT_EQ(found("fd00::1*"), 2) << "what begins so";
  EXPECT_EQ(found("fd00::1:5"), 1);
  EXPECT_EQ(found("-fd00::1 fd00*"), 1) << "the other one";
  EXPECT_EQ(found("10.0.0.1"), 1);
  EXPECT_EQ(found("10.0.0.0"), 0);
  EXPECT_EQ(found("10.0.0.0/24"), 1);
  for (const char* text : {"reached at FD00::1", "fd00::1: down", "([fd00::1])", "It was fd00::1."}) {
    note(text);
    EXPECT_EQ(found("fd00::1"), 2) << text << ": an address in a text";
  }
  for (const char* text : {"fd00::1:7", "fd00::1/64", "0:fd00::1", "fd00::1::2"}) {
    note(text);
    EXPECT_EQ(found("fd00::1"), 1) << text << ": another one";
  }
  rename_product("for 10.9.9.9 only");
  EXPECT_EQ(found("10.9.9.9"), 6) << "every user's product";
  const Json in_parts = {{"query", "fd00::1"}, {"in_parts", "true"}};
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", in_parts).body.at("total"), 1);
}

// Moments stand in the fields of blocks as Python writes them, with a blank before the time.
TEST_F(Search, AMomentInAFieldOfABlock) {
  for (const char* moment :
       {"2026-05-01 10:00:00+00:00", "2026-05-01 23:59:59+00:00", "2026-05-02 00:00:00+00:00"})
    door.create_user(moment, group);
  EXPECT_EQ(found("username:>2026-05-01T12:00:00Z"), 2);
  EXPECT_EQ(found("username:>=2026-05-01T23:59:59Z"), 2);
  EXPECT_EQ(found("username:<2026-05-01T12:00:00Z"), 1);
  EXPECT_EQ(found("username:>2026-05-01"), 1) << "after a day is after its end";
  EXPECT_EQ(found("username:2026-05-01..2026-05-01"), 2);
  EXPECT_EQ(found("username:2026-05-01T10:00:00Z..2026-05-01T10:00:00Z"), 1);
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

// What was asked for as a beginning is one, even where it is a whole address.
TEST_F(Search, AnAddressThatBeginsOthers) {
  for (const char* name : {"10.0.0.1", "10.0.0.15", "fd00::1", "fd00::15"}) door.create_user(name, group);
  for (const char* field : {"username:", ""}) {
    EXPECT_EQ(found(field + std::string("10.0.0.1")), 1);
    EXPECT_EQ(found(field + std::string("10.0.0.1*")), 2) << field;
    EXPECT_EQ(found(field + std::string("fd00::1")), 1);
    EXPECT_EQ(found(field + std::string("fd00::1*")), 2) << field;
    EXPECT_EQ(found(field + std::string("fd00:0::1*")), 2) << field << " the same address";
  }
}

TEST_F(Search, AFractionOfASecondInAFieldOfABlock) {
  for (const char* moment : {"2026-05-01 10:00:00+00:00", "2026-05-01 10:00:00.250000+00:00",
                             "2026-05-01 10:00:00.500000+00:00", "2026-05-01 10:00:01+00:00"})
    door.create_user(moment, group);
  EXPECT_EQ(found("username:<=2026-05-01T10:00:00.5Z"), 3);
  EXPECT_EQ(found("username:<2026-05-01T10:00:00.5Z"), 2);
  EXPECT_EQ(found("username:>2026-05-01T10:00:00.25Z"), 2);
  EXPECT_EQ(found("username:>=2026-05-01T10:00:00.25Z"), 3);
  EXPECT_EQ(found("username:2026-05-01T10:00:00.25Z..2026-05-01T10:00:00.5Z"), 2);
  EXPECT_EQ(found("username:2026-05-01T10:00:00Z..2026-05-01T10:00:00Z"), 3) << "the whole second";
  EXPECT_EQ(found("username:>2026-05-01T10:00:00Z"), 1);
}

}  // namespace
}  // namespace rehearsal::api
