// The door itself: whatever comes in there is an answer, and a change happens once.
#include "api/door.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace rehearsal::api {
namespace {

constexpr const char* kKey = "11111111-1111-4111-8111-111111111111";

TEST(Door, AnswersEveryMessage) {
  struct Case {
    const char* request;
    int status;
    const char* id;
    const char* detail;
  };
  const std::string deep = R"({"id":7,"method":"POST","path":"/api/processes/create_user","body":)" +
                           std::string(200, '[') + std::string(200, ']') + "}";
  const Case cases[] = {
      {"", 400, "null", ""},
      {"nonsense", 400, "null", ""},
      {"[]", 400, "null", "Expected a request"},
      {"{}", 400, "null", "method is missing"},
      {R"({"id":1})", 400, "1", "method is missing"},
      {R"({"id":[1],"method":"GET","path":"/api/health"})", 400, "null", "id must be"},
      {R"({"id":1,"method":"GET","path":5})", 400, "1", "path must be a text"},
      {R"({"id":1,"method":"GET","path":"/api/health","query":{"a":5}})", 400, "1", "query must be"},
      {R"({"id":1,"method":"GET","path":"/api/health","headers":{"a":["b"]}})", 400, "1", "headers must be"},
      {R"({"id":1,"method":"GET","path":"/api/health","colour":1})", 400, "1", "\"colour\" is not known"},
      {R"({"id":1,"method":"POST","path":"/api/processes/x","body":1,"raw":"1"})", 400, "1", "body and raw"},
      {R"({"id":1,"method":"POST","path":"/api/processes/x","key":"no"})", 400, "1", "key must be a UUID"},
      {R"({"id":5,"method":"POST","path":"/api/processes/x","body":[1000000000000000000000000000000]})", 400,
       "5", ""},
      {"{\"id\":6,\"method\":\"GET\",\"path\":\"/api/\xff\"}", 400, "null", ""},
      {deep.c_str(), 400, "7", ""},
      {R"({"id":"é","method":"GET","path":"/api/health"})", 200, R"("é")", ""},
      {R"({"method":"id","id" : 1e-400 ,"path":"/api/health"})", 405, "1e-400", "Method Not Allowed"},
      {R"({"id":0.10000000000000000555,"method":"GET","path":"/api/health"})", 200, "0.10000000000000000555",
       ""},
      {R"({"id":1E2,"method":"GET"})", 400, "1E2", "path is missing"},
      {R"({"id":123456789012345678901234567890,"method":"GET","path":"/api/health"})", 400,
       "123456789012345678901234567890", ""},
      {R"({"method":"GET","path":"/api/\"id\":7","query":{"id":"7"},"id":2.50})", 404, "2.50", "Not Found"},
      {R"({"id":1,"method":"GET","path":"/api/health/"})", 200, "1", ""},
      {R"({"id":1,"method":"GET","path":"/api/colours"})", 404, "1", "Not Found"},
      {R"({"id":1,"method":"GET","path":""})", 404, "1", "Not Found"},
      {R"({"id":1,"method":"GET","path":"/"})", 404, "1", "Not Found"},
      {R"({"id":1,"method":"GET","path":"/api/processes/a/b/c/d"})", 404, "1", "Not Found"},
      {R"({"id":1,"method":"DELETE","path":"/api/health"})", 405, "1", "Method Not Allowed"},
      {R"({"id":1,"method":"POST","path":"/api/products"})", 405, "1", "Method Not Allowed"},
  };
  Door door;
  for (const Case& each : cases) {
    const std::string text = door.engine->handle(each.request);
    const Json answer = Json::parse(text);
    EXPECT_EQ(answer.at("status"), each.status) << each.request << "\n" << text;
    EXPECT_EQ(text.substr(0, text.find(",\"status\"")), std::string("{\"id\":") + each.id) << each.request;
    if (each.status < 400) continue;
    const std::string detail = text_or(answer.at("body"), "detail");
    EXPECT_FALSE(detail.empty()) << text;
    EXPECT_NE(detail.find(each.detail), std::string::npos) << text;
  }
}

TEST(Door, AnErrorRepeatsNothingLong) {
  Door door;
  Json unknown = Json::object();
  for (int i = 0; i < 80'000; ++i) unknown["unknown " + std::to_string(i)] = std::string(40, 'x');
  const std::string huge(1'000'000, 'x');
  const Json requests[] = {
      {{"id", 1}, {"method", "POST"}, {"path", "/api/processes/create_user_group"}, {"body", {unknown}}},
      {{"id", 1}, {"method", "POST"}, {"path", "/api/processes/create_user_group"}, {"body", unknown}},
      {{"id", 1}, {"method", "POST"}, {"path", "/api/processes/create_user_group"}, {"body", huge}},
      {{"id", 1}, {"method", "PUT"}, {"path", "/api/settings/status"}, {"body", {{"global_lock", huge}}}},
      {{"id", 1}, {"method", "PUT"}, {"path", "/api/rehearsal/pace"}, {"body", unknown}},
      {{"id", 1}, {"method", "GET"}, {"path", "/api/processes/" + huge}},
      {{"id", 1}, {"method", "GET"}, {"path", "/api/rehearsal/systems/" + huge + "/" + huge}},
      {{"id", 1}, {"method", "GET"}, {"path", "/api/health"}, {huge, 1}},
  };
  for (const Json& request : requests) {
    const std::string answer = door.engine->handle(dump_json(request));
    EXPECT_GE(parse_json(answer).at("status").get<int>(), 400);
    EXPECT_LT(answer.size(), 60'000u) << answer.substr(0, 300);
  }
}

TEST(Door, ABodyThatIsNoJsonIsAnsweredAsTheOriginalDoes) {
  struct Case {
    const char* raw;
    int at;
    const char* error;
  };
  const Case cases[] = {{"{", 1, "Expecting property name enclosed in double quotes"},
                        {"nonsense", 0, "Expecting value"},
                        {"[1 2]", 3, "Expecting ',' delimiter"},
                        {"{\"a\" 1}", 5, "Expecting ':' delimiter"},
                        {"[] []", 3, "Extra data"},
                        {"\"abc", 0, "Unterminated string starting at"}};
  Door door;
  for (const Case& each : cases) {
    const Reply reply =
        door.send({{"id", 1}, {"method", "POST"}, {"path", "/api/processes/create_user"}, {"raw", each.raw}});
    ASSERT_EQ(reply.status, 422) << each.raw;
    const Json& error = reply.body.at("detail").at(0);
    EXPECT_EQ(error.at("type"), "json_invalid");
    EXPECT_EQ(dump_json(error.at("loc")), "[\"body\"," + std::to_string(each.at) + "]") << each.raw;
    EXPECT_EQ(error.at("ctx").at("error"), each.error) << each.raw;
  }
  const Reply huge = door.send({{"id", 1},
                                {"method", "POST"},
                                {"path", "/api/processes/create_user"},
                                {"raw", "[1000000000000000000000000000000]"}});
  EXPECT_EQ(huge.status, 400);
  const Reply deep = door.send({{"id", 1},
                                {"method", "POST"},
                                {"path", "/api/processes/create_user"},
                                {"raw", std::string(10000, '[') + std::string(10000, ']')}});
  EXPECT_EQ(deep.status, 400);
  EXPECT_NE(text_or(deep.body, "detail").find("levels of nesting"), std::string::npos)
      << dump_json(deep.body);
}

// No text that is stored or looked for has it: PostgreSQL takes none, and a snapshot with it is refused.
TEST(Door, TheCharacterZeroIsRefusedInWordsEverywhere) {
  Door door;
  const std::string group = door.create_group("staff");
  const std::string zero("a\0b", 3);
  const std::string product = std::string("/api/products/") + kUserGroup;
  const Json page = {{{"product", kUserGroup}}, {{"group_name", "crew"}}};
  const Json before = door.rows();
  for (const Json& request : std::initializer_list<Json>{
           {{"method", "POST"},
            {"path", "/api/processes/modify_note"},
            {"body", {{{"subscription_id", group}}, {{"note", zero}}}}},
           {{"method", "POST"},
            {"path", "/api/processes/modify_note"},
            {"raw", "[{\"subscription_id\":\"" + group + "\"},{\"note\":\"a\\u0000b\"}]"}},
           {{"method", "POST"},
            {"path", "/api/processes/create_user_group"},
            {"query", {{"reporter", zero}}},
            {"body", page}},
           {{"method", "POST"},
            {"path", "/api/processes/create_user_group"},
            {"query", {{"reporter", {"x", zero}}}},
            {"body", page}},
           {{"method", "PATCH"}, {"path", product}, {"body", {{"description", zero}}}},
           {{"method", "PATCH"},
            {"path", "/api/rehearsal/systems/group_management/" + group},
            {"body", {{zero, 1}}}},
           {{"method", "PUT"},
            {"path", "/api/rehearsal/faults"},
            {"body", {{{"kind", "fail"}, {"message", zero}}}}},
           {{"method", "GET"}, {"path", "/api/subscriptions/search"}, {"query", {{"query", zero}}}},
           {{"method", "GET"}, {"path", "/api/processes/" + zero}},
           {{"method", "GET"}, {"path", "/api/processes"}, {"headers", {{"Accept", zero}}}}}) {
    const Reply reply = door.send(request);
    EXPECT_EQ(reply.status, 400) << dump_json(request);
    EXPECT_NE(text_or(reply.body, "detail").find("without the character U+0000, found it in the "),
              std::string::npos)
        << dump_json(reply.body);
  }
  EXPECT_EQ(door.rows(), before);
  // The letters alone are a text as any.
  door.start("modify_note", {{{"subscription_id", group}}, {{"note", "\\u0000"}}});
  EXPECT_EQ(door.get("/api/subscriptions/domain-model/" + group).body.at("note"), "\\u0000");
}

TEST(Door, DamageThatShowsOnlyWhileItRunsIsSaid) {
  Door door;
  // More than the start looks through.
  constexpr int64_t kBytes = 12 << 20;
  std::string last;
  while (door.files.size(store::Slot::Database) < kBytes) {
    const Reply reply = door.post("/api/processes/create_user_group",
                                  {{{"product", kUserGroup}}, {{"group_name", std::string(900, 'x')}}});
    ASSERT_EQ(reply.status, 201);
    last = reply.body.at("id").get<std::string>();
    door.run();
  }
  EXPECT_EQ(door.engine->damage(), "");
  door.engine.reset();
  // The pages that hold what the last process's steps did: no start reads those.
  constexpr int64_t kPage = 4096;
  constexpr char kLeaf = 0x0d;
  const std::string rubbish(8, '\x5a');
  std::string page(kPage, 0);
  for (int64_t at = kPage; at < door.files.size(store::Slot::Database); at += kPage) {
    door.files.read(store::Slot::Database, at, page.data(), page.size());
    const bool holds_steps = page[0] == kLeaf && page.find(last) != std::string::npos &&
                             std::count(page.begin(), page.end(), 'x') > 500;
    if (holds_steps) door.files.write(store::Slot::Database, at, rubbish.data(), rubbish.size());
  }
  door.die_and_open_again();
  EXPECT_EQ(door.engine->damage(), "");
  EXPECT_EQ(door.get("/api/processes/" + last).status, 500);
  EXPECT_NE(door.engine->damage().find("download it, then start afresh"), std::string::npos);
  const std::string before = store::read_all(door.files, store::Slot::Database);
  door.engine.reset();
  EXPECT_TRUE(store::read_all(door.files, store::Slot::Database) == before) << "closing leaves it as it lies";
}

TEST(Door, AsOfGrowsByOneWithEachCommit) {
  Door door;
  const int64_t before = door.get("/api/health").as_of;
  EXPECT_GT(before, 0);
  EXPECT_EQ(door.get("/api/products").as_of, before);
  EXPECT_EQ(door.post("/api/processes/create_user", Json::array()).as_of, before)
      << "a refused change is no commit";
  const Reply started =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  EXPECT_EQ(started.as_of, before + 1);
  door.run();
  const int64_t after = door.get("/api/health").as_of;
  EXPECT_EQ(after, before + 2) << "the steps that were due share a commit";
  door.die_and_open_again();
  EXPECT_GE(door.get("/api/health").as_of, after);
}

TEST(Door, EventsSayWhatIsStaleAndSinceWhen) {
  Door door;
  door.engine->take_events();
  const Reply started =
      door.post("/api/processes/create_user_group", {{{"product", kUserGroup}}, {{"group_name", "staff"}}});
  const std::string id = started.body.at("id").get<std::string>();
  const std::vector<std::string> first = door.engine->take_events();
  ASSERT_FALSE(first.empty());
  for (const std::string& text : first) EXPECT_EQ(parse_json(text).at("seq"), started.as_of) << text;
  EXPECT_EQ(first[0],
            R"({"event":{"name":"invalidateCache","value":{"type":"processes","id":"LIST"}},"seq":)" +
                std::to_string(started.as_of) + "}");
  door.run();
  std::string all;
  for (const std::string& text : door.engine->take_events()) all += text + "\n";
  EXPECT_NE(all.find(R"({"name":"process","value":{"id":")" + id +
                     R"(","status":"completed","last_step":"Done"}})"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find(R"({"type":"subscriptions","id":)"), std::string::npos) << all;
  EXPECT_TRUE(door.engine->take_events().empty());
}

TEST(RequestKeys, TheSameChangeTwiceHappensOnce) {
  Door door;
  const Json request = {{"id", 1},
                        {"method", "POST"},
                        {"path", "/api/processes/create_user_group"},
                        {"key", kKey},
                        {"body", {{{"product", kUserGroup}}, {{"group_name", "staff"}}}}};
  const Reply first = door.send(request);
  ASSERT_EQ(first.status, 201);
  door.run();
  const Json rows = door.rows();
  door.die_and_open_again();  // the tab that asks again may find another engine
  const Reply again = door.send(request);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  door.run();
  EXPECT_EQ(door.rows().at("sizes").at("processes"), rows.at("sizes").at("processes"));
}

TEST(RequestKeys, TheSameKeyWithAnotherChangeIsRefused) {
  Door door;
  Json request = {{"id", 1},
                  {"method", "POST"},
                  {"path", "/api/processes/create_user_group"},
                  {"key", kKey},
                  {"body", {{{"product", kUserGroup}}, {{"group_name", "staff"}}}}};
  ASSERT_EQ(door.send(request).status, 201);
  request["body"][1]["group_name"] = "crew";
  const Reply refused = door.send(request);
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(text_or(refused.body, "detail").find(kKey), std::string::npos);
}

TEST(RequestKeys, ARefusedChangeLeavesTheKeyFree) {
  Door door;
  Json request = {{"id", 1},
                  {"method", "POST"},
                  {"path", "/api/processes/create_user_group"},
                  {"key", kKey},
                  {"body", {{{"product", kUserGroup}}, {{"group_name", ""}}}}};
  EXPECT_EQ(door.send(request).status, 400);
  request["body"][1]["group_name"] = "staff";
  EXPECT_EQ(door.send(request).status, 201);
}

TEST(RequestKeys, TheIdsOfAChangeComeFromItsKey) {
  const auto id_of = [](bool crowded) {
    Door door;
    if (crowded) door.create_group("others");
    return door
        .send({{"id", 1},
               {"method", "POST"},
               {"path", "/api/processes/create_user_group"},
               {"key", kKey},
               {"body", {{{"product", kUserGroup}}, {{"group_name", "staff"}}}}})
        .body.at("id");
  };
  EXPECT_EQ(id_of(false), id_of(true));
}

TEST(Door, TheSameMessagesGiveTheSameDatabase) {
  const auto play = [] {
    Door door;
    const std::string group = door.create_group("staff");
    door.create_user("ann", group);
    std::string all;
    for (const char* path : {"/api/processes", "/api/rehearsal/lists/subscriptions", "/api/products",
                             "/api/rehearsal/systems"}) {
      all += dump_json(door.get(path).body);
    }
    return all + store::read_all(door.files, store::Slot::Database);
  };
  EXPECT_EQ(play(), play());
}

TEST(Door, ABodyOfAHundredMegabytesIsAnsweredInAFewWordsAndLeavesNothing) {
  Door door;
  const Json rows = door.rows();
  const std::string huge = "\"" + std::string(100'000'000, 'x') + "\"";
  const std::string bodies[] = {
      huge, "[" + huge + "]", "[{\"product\":" + huge + "}]",
      "[{\"product\":\"" + std::string(kUserGroup) + "\"},{\"group_name\":" + huge + "}]"};
  for (const std::string& body : bodies) {
    const std::string answer = door.engine->handle(
        R"({"id":1,"method":"POST","path":"/api/processes/create_user_group","body":)" + body + "}");
    const int64_t status = parse_json(answer).at("status").get<int64_t>();
    EXPECT_GE(status, 400);
    EXPECT_LT(status, 500) << answer.substr(0, 300);
    EXPECT_LT(answer.size(), 100'000u);
  }
  EXPECT_EQ(door.rows(), rows);
  EXPECT_FALSE(door.create_group("staff").empty()) << "the engine goes on";
}

}  // namespace
}  // namespace rehearsal::api
