// The language of searches: how it is read, and what it finds.
#include "api/search_query.h"

#include <gtest/gtest.h>

#include "api/door.h"
#include "api/refusal.h"

namespace rehearsal::api {
namespace {

using Kind = SearchNode::Kind;

// The tree as one line: and[…], or[…], not(…), key=…, word, prefix*, "phrase".
std::string tree(const SearchNode& node) {
  std::string inner;
  for (const SearchNode& part : node.parts) inner += (inner.empty() ? "" : " ") + tree(part);
  switch (node.kind) {
    case Kind::kAll:
      return "and[" + inner + "]";
    case Kind::kAny:
      return "or[" + inner + "]";
    case Kind::kNot:
      return "not(" + inner + ")";
    case Kind::kField:
      return node.text + "=" + inner;
    case Kind::kWord:
      return node.text;
    case Kind::kPrefix:
      return node.text + "*";
    case Kind::kPhrase:
      return '"' + node.text + (node.open_end ? "*\"" : "\"");
  }
  return {};
}
std::string read(std::string_view query) {
  try {
    return tree(parse_search(query));
  } catch (const Refusal& refusal) {
    return refusal.what();
  }
}

TEST(SearchQuery, IsReadAsTheOriginalReadsIt) {
  EXPECT_EQ(read("a b"), "and[a b]");
  EXPECT_EQ(read("a|b"), "or[a b]");
  EXPECT_EQ(read("a | | b"), "or[a b]");
  EXPECT_EQ(read("(a|b) c"), "and[or[a b] c]");
  EXPECT_EQ(read("-a"), "not(a)");
  EXPECT_EQ(read("a -b"), "and[a not(b)]");
  EXPECT_EQ(read("a-b"), "a-b");
  EXPECT_EQ(read("-tag:(a|b)"), "not(tag=or[a b])");
  EXPECT_EQ(read("tag:(POR* | LP) | tag:SP -status:initial"),
            "or[tag=or[POR* LP] and[tag=SP not(status=initial)]]");
  EXPECT_EQ(read("note:\"hello world\""), "note=\"hello world\"");
  EXPECT_EQ(read("\"a b*\""), "\"a b*\"");
  EXPECT_EQ(read("status:active*"), "status=active*");
  EXPECT_EQ(read("foo *"), "foo*");
  EXPECT_EQ(read("it's"), "it's");
  EXPECT_EQ(read("()"), "and[]");
  EXPECT_EQ(read("a!b"), "and[a b]");
  EXPECT_EQ(read("a:(b|)"), "a=b");
  EXPECT_EQ(read(""), "and[]");
  EXPECT_EQ(read("example status:(suspended | terminated)"), "and[example status=or[suspended terminated]]");
}

TEST(SearchQuery, TakesWhatTheOriginalDoesNot) {
  EXPECT_EQ(read("fd00::1"), "fd00::1");
  EXPECT_EQ(read("2001:db8::/32"), "2001:db8::/32");
  EXPECT_EQ(read("ipv6_loopback:fd00::1"), "ipv6_loopback=fd00::1");
  EXPECT_EQ(read("start_date:>=2026-01-01"), "start_date=>=2026-01-01");
  EXPECT_EQ(read("version:2..5"), "version=2..5");
  EXPECT_EQ(read("\"a (b) | c:d\""), "\"a (b) | c:d\"");
  EXPECT_EQ(read("12:30"), "12:30");
  EXPECT_EQ(read("a - b"), "and[a b]");
}

TEST(SearchQuery, SaysWhatIsWrongAndWhere) {
  for (const char* wrong : {"--a", "a:", "tag:\"\"", "tag:()", ":a", "*foo", "(", "a )", "\"a", "tag:(a"}) {
    EXPECT_NE(read(wrong).find("Expected "), std::string::npos) << wrong << " was read as " << read(wrong);
  }
  EXPECT_EQ(read("ü (a"), "Expected \")\" in the query at character 5, found its end.");
  EXPECT_EQ(read("a )"), "Expected the end of the query or \"|\" in the query at character 3, found \")\".");
  EXPECT_EQ(read(std::string(513, 'a')), "Max query length of 512 characters exceeded.");
  EXPECT_NE(read(std::string(60, '(')).find("deep"), std::string::npos);
}

class Found : public testing::Test {
 protected:
  size_t search(const std::string& query) {
    const Reply reply = door.get("/api/subscriptions/search", {{"query", query}});
    EXPECT_EQ(reply.status, 200) << query << dump_json(reply.body);
    return reply.body.size();
  }
  int64_t listed(const std::string& kind, const std::string& query) {
    const Reply reply = door.get("/api/rehearsal/lists/" + kind, {{"query", query}});
    EXPECT_EQ(reply.status, 200) << query << dump_json(reply.body);
    return reply.status == 200 ? reply.body.at("total").get<int64_t>() : -1;
  }
  Door door;
  const std::string staff = door.create_group("staff");
  const std::string crew = door.create_group("Crew of Ünder_study 7");
  const std::string ann = door.create_user("ann", staff);
};

TEST_F(Found, SubscriptionsByTheirWords) {
  EXPECT_EQ(search("ann"), 1u);
  EXPECT_EQ(search("staff"), 2u);
  EXPECT_EQ(search("staf"), 0u) << "whole words";
  EXPECT_EQ(search("staf*"), 2u);
  EXPECT_EQ(search("ünder_study"), 1u);
  EXPECT_EQ(search("under"), 0u);
  EXPECT_EQ(search("username:ann"), 1u) << "a field of a block";
  EXPECT_EQ(search("affiliation:internal"), 1u) << "a fixed input";
  EXPECT_EQ(search("tag:(GROUP | USER_INT)"), 3u);
  EXPECT_EQ(search("tag:GROUP -crew"), 1u);
  EXPECT_EQ(search(ann), 1u);
  EXPECT_EQ(search("subscription_id:" + ann), 1u);
  EXPECT_EQ(search("colour:red"), 0u);
  EXPECT_EQ(search("___"), 3u) << "no word at all asks for nothing";
}

TEST_F(Found, TheWordsAreFreshAtOnce) {
  door.start("modify_note", {{{"subscription_id", crew}}, {{"note", "remember fd00::1"}}});
  EXPECT_EQ(search("remember"), 1u);
  EXPECT_EQ(search("note:\"remember fd00\""), 1u);
  EXPECT_EQ(search("fd00::1"), 1u);
  door.start("modify_note", {{{"subscription_id", crew}}, {{"note", "forget"}}});
  EXPECT_EQ(search("remember"), 0u);
  door.post("/api/subscription_customer_descriptions",
            {{"customer_id", "c"}, {"subscription_id", crew}, {"description", "their own name"}});
  EXPECT_EQ(search("customer_description:their"), 1u);
  door.start("terminate_user", {{{"subscription_id", ann}}, Json::object()});
  EXPECT_EQ(search("status:terminated"), 1u);
  door.die_and_open_again();
  EXPECT_EQ(search("status:terminated"), 1u);
}

TEST_F(Found, ListsTakeWordsThatAreStillTyped) {
  EXPECT_EQ(listed("subscriptions", "sta"), 2);
  EXPECT_EQ(listed("subscriptions", "us sta"), 2);
  EXPECT_EQ(listed("subscriptions", "status:active"), 3);
  EXPECT_EQ(listed("subscriptions", "-status:active"), 0);
  EXPECT_EQ(listed("subscriptions", "username:an"), 1);
  EXPECT_EQ(listed("subscriptions", "start_date:>2025-12-31"), 3);
  EXPECT_EQ(listed("subscriptions", "start_date:<2026-01-01"), 0);
  EXPECT_EQ(listed("subscriptions", "start_date:2025-12-30..2026-01-01"), 3);
  EXPECT_EQ(listed("subscriptions", "version:1..2 insync:true"),
            listed("subscriptions", "version:<=2 insync:true"));
  EXPECT_EQ(listed("subscriptions", "product:User"), 3) << "a word of the name";
  EXPECT_EQ(listed("processes", "workflow_name:create_user"), 1);
  EXPECT_EQ(listed("processes", "is_task:(true|false)"), 3);
  EXPECT_EQ(listed("processes", "tag:USER_INT"), 1);
  EXPECT_EQ(listed("processes", "-tag:USER*"), 2);
  EXPECT_EQ(listed("products", "tag:USER*"), 2);
  EXPECT_EQ(listed("products", "internal | group"), 2);
  EXPECT_EQ(listed("blocks", "resource_type:age"), 1);
  EXPECT_EQ(listed("resource_types", "product_block:UserBlock"), 3);
}

TEST_F(Found, FieldsOfBlocksAreCompared) {
  for (const int age : {5, 9, 10, 33}) door.create_user("of" + std::to_string(age), staff, age);
  for (const auto& [query, count] : std::vector<std::pair<std::string, int64_t>>{{"age:>5", 4},
                                                                                 {"age:>=5", 5},
                                                                                 {"age:<10", 2},
                                                                                 {"age:9..10", 2},
                                                                                 {"age:>33", 0},
                                                                                 {"age:>=9.5", 3},
                                                                                 {"-age:>5", 3},
                                                                                 {"age:..9", 2},
                                                                                 {"age:10..", 3},
                                                                                 {"age:-9..-2", 0},
                                                                                 {"age:;", 0},
                                                                                 {"username:>5", 0}}) {
    EXPECT_EQ(listed("subscriptions", query), count) << query;
    EXPECT_EQ(search(query), static_cast<size_t>(count)) << query;
    Reply in_parts;
    do {
      in_parts = door.get("/api/rehearsal/lists/subscriptions",
                          {{"query", query}, {"sort", "note,asc"}, {"in_parts", "true"}});
    } while (in_parts.status == 202);
    EXPECT_EQ(in_parts.body.at("total"), count) << query;
  }
  door.create_user("9007199254740993", staff, 40);
  EXPECT_EQ(listed("subscriptions", "username:>9007199254740992"), 1);
  EXPECT_EQ(listed("subscriptions", "username:>9007199254740993"), 0);
  EXPECT_EQ(listed("subscriptions", "userId:>=0"), listed("subscriptions", "user_id:>=0"));
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions", {{"query", "age:>young"}}).status, 400);
}

TEST_F(Found, AnAddressIsTheSameInEverySpelling) {
  for (const char* name : {"10.0.0.1", "10.0.0.12", "fd00::1", "fd00::1f"}) door.create_group(name);
  EXPECT_EQ(listed("subscriptions", "10.0.0.1"), 1);
  EXPECT_EQ(listed("subscriptions", "group_name:10.0.0.1"), 1);
  EXPECT_EQ(listed("subscriptions", "10.0.0"), 2) << "still typing";
  EXPECT_EQ(listed("subscriptions", "fd00:0:0:0:0:0:0:1"), 1);
  EXPECT_EQ(search("FD00::0001"), 1u);
}

TEST_F(Found, SubscriptionsByIds) {
  const Json user = door.get("/api/subscriptions/domain-model/" + ann).body;
  for (const std::string& query :
       {"product_id:" + user.at("product").at("product_id").get<std::string>(),
        "subscription_instance_id:" + user.at("user").at("subscription_instance_id").get<std::string>()}) {
    EXPECT_EQ(search(query), 1u) << query;
    EXPECT_EQ(listed("subscriptions", query), 1) << query;
  }
  EXPECT_EQ(search("customer_id:" + user.at("customer_id").get<std::string>()), 3u);
}

TEST_F(Found, AnUnknownFieldSaysSo) {
  for (const char* parameter : {"filter", "sort"}) {
    const Reply reply = door.get("/api/rehearsal/lists/products", {{parameter, "name,asc,colour,asc"}});
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(dump_json(reply.body).find("Expected a field of the list, found colour."), std::string::npos);
  }
  for (const char* kind : {"subscriptions", "processes", "products"}) {
    const Reply reply = door.get("/api/rehearsal/lists/" + std::string(kind), {{"query", "colour:red"}});
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.body.at("detail").get<std::string>().find("Expected a field of the list, found colour."),
              0u)
        << dump_json(reply.body);
    const bool names_blocks =
        dump_json(reply.body).find("in blocks and products affiliation, age, group_id") != std::string::npos;
    EXPECT_EQ(names_blocks, std::string(kind) == "subscriptions") << dump_json(reply.body);
  }
}

}  // namespace
}  // namespace rehearsal::api
