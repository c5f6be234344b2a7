// No statement that the engine makes looks at every row of a table that grows, but for the few named here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <vector>

#include "api/door.h"
#include "api/every_route.h"
#include "api/watch.h"
#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::api {
namespace {

const std::set<std::string> kGrowing = {"processes",
                                        "process_steps",
                                        "input_states",
                                        "subscriptions",
                                        "processes_subscriptions",
                                        "subscription_instances",
                                        "subscription_instance_values",
                                        "subscription_instance_relations",
                                        "subscription_customer_descriptions",
                                        "subscription_metadata",
                                        "subscription_revisions",
                                        "search_words",
                                        "external_records",
                                        "request_keys",
                                        "search_stale",
                                        "stale_descriptions",
                                        "kept_snapshot_parts"};

struct Allowed {
  const char* part;
  const char* why;
};
constexpr Allowed kAllowed[] = {
    {"/* once per commit */", "the one-time making of an order (list_orders.h)"},
    {"from search_stale limit ?", "takes as many as it renews"},
    {"from stale_descriptions order by sequence limit 1", "looks whether there is any"},
    {"order by d.sequence limit 1", "takes the first of them"},
    {" limit ? offset ?", "a page in the order of an index ends with the page (lists.cpp)"},
    // Jobs that write out, check or replace the whole state, in slices.
    {" limit 500)", "clears so many at a time"},
    {"delete from stale_descriptions", "there are none when a job begins"},
    {"select subscription_id, description from subscriptions order by sequence", "a row per step"},
    {", version from subscription_revisions order by sequence", "writes everything, a row per step"},
    {" from processes p join workflows w using (workflow_id) order by p.sequence", "a row per step"},
    {" from subscription_metadata order by subscription_id", "writes everything, a row per step"},
    {" from external_records order by system, record_id", "writes everything, a row per step"},
    {"where own.subscription_id <> other.subscription_id", "looks at every reference, one per step"},
    {"kept_snapshot_parts where ", "at most three states are kept"},
    {"count(*) from processes group by is_task, last_status", "walks along one index to count every process"},
};

// The words of a statement; what stands between two of them, but for spaces, is a word too.
std::vector<std::string> words_in(const std::string& sql) {
  std::vector<std::string> words;
  bool goes_on = false;
  for (const char c : sql) {
    const bool is_letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    if (is_letter && goes_on) {
      words.back() += c;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      words.emplace_back(1, c);
    }
    goes_on = is_letter;
  }
  return words;
}

// The tables by the names that the statement has for them.
std::map<std::string, std::string> names_in(const std::string& sql) {
  static const std::set<std::string> kBefore = {"from", "join", "into", "update"};
  const std::vector<std::string> words = words_in(sql);
  const auto word = [&](size_t i) { return i < words.size() ? words[i] : std::string(); };
  std::map<std::string, std::string> names;
  for (size_t i = 0; i < words.size(); ++i) {
    if (kBefore.count(words[i]) == 0) continue;
    names[word(i + 1)] = word(i + 1);
    names[word(word(i + 2) == "as" ? i + 3 : i + 2)] = word(i + 1);
  }
  return names;
}

// What of the plan looks at a whole table that grows; empty when nothing does.
std::string full_scans(const std::string& sql) {
  const auto names = names_in(sql);
  std::string found;
  for (const std::string& line : Watch::plan_of(sql)) {
    const std::vector<std::string> words = words_in(line);
    if (words.size() < 2 || words[0] != "SCAN") continue;
    // The full-text index is asked for what matches, or for one row.
    if (line.find("VIRTUAL TABLE INDEX 0:M") != std::string::npos) continue;
    if (line.find("VIRTUAL TABLE INDEX 0:=") != std::string::npos) continue;
    const auto named = names.find(words[1]);
    if (named != names.end() && kGrowing.count(named->second)) found += "\n  " + line;
  }
  return found;
}

bool is_allowed(const std::string& sql) {
  // How much there is to write, once per job, along an index.
  if (sql.find("select count(*) from ") == 0 && sql.find(" where ") == std::string::npos) return true;
  for (const Allowed& each : kAllowed) {
    if (sql.find(each.part) != std::string::npos) return true;
  }
  return false;
}

// Everything that a page, a script or a step makes the engine do.
void live(Door& door, Watch& watch) {
  const auto get = [&](const std::string& path, const Json& query = Json::object()) {
    const Reply reply = door.get(path, query);
    EXPECT_LT(reply.status, 300) << path << dump_json(query) << dump_json(reply.body);
    watch.look();
    return reply;
  };
  const std::string group = door.create_group("staff");
  const std::string other = door.create_group("crew");
  const std::string user = door.create_user("ann", group);
  watch.look();
  door.start("modify_user",
             {{{"subscription_id", user}}, {{"username", "anna"}, {"age", 34}, {"user_group_ids", {other}}}});
  watch.look();
  door.start("modify_user_group", {{{"subscription_id", other}}, {{"group_name", "team"}}});
  watch.look();
  for (const char* task : {"validate_user", "reconcile_user"})
    door.start(task, {{{"subscription_id", user}}});
  door.start("validate_user_group", {{{"subscription_id", group}}});
  door.start("modify_note", {{{"subscription_id", group}}, {{"note", "here"}}});
  watch.look();
  const std::string failed = door.start("wf_fail", Json::array({Json{{"fail_times", 9}}}));
  watch.look();
  if (!failed.empty()) {
    door.put("/api/processes/" + failed + "/resume", Json::array({Json::object()}));
    door.run();
    door.put("/api/processes/" + failed + "/abort");
    watch.look();
  }
  door.send({{"id", 1},
             {"method", "POST"},
             {"path", "/api/subscription_customer_descriptions"},
             {"key", "00000000-0000-4000-9000-000000000001"},
             {"body", {{"customer_id", "c"}, {"subscription_id", group}, {"description", "ours"}}}});
  get("/api/subscription_customer_descriptions/customer/c/subscription/" + group);
  door.start("terminate_user", {{{"subscription_id", user}}, Json::object()});
  watch.look();
  door.put("/api/processes/resume-all");
  watch.look();

  get("/api/processes/status-counts");
  const Json list = get("/api/processes").body;
  for (const Json& process : list) get("/api/processes/" + process.at("process_id").get<std::string>());
  for (const std::string& id : {group, user}) {
    get("/api/subscriptions/domain-model/" + id);
    get("/api/subscriptions/workflows/" + id);
    door.put("/api/subscriptions/" + id + "/set_in_sync");
    get("/api/rehearsal/lists/processes", {{"filter", "subscription_id," + id}});
  }
  get("/api/rehearsal/lists/subscriptions",
      {{"filter", "process_id," + list.at(0).at("process_id").get<std::string>()}});
  for (const char* kind :
       {"subscriptions", "processes", "workflows", "products", "blocks", "resource_types"}) {
    const std::string path = "/api/rehearsal/lists/" + std::string(kind);
    const Json first = get(path, {{"limit", "1"}}).body;
    if (first.at("next").is_string()) get(path, {{"limit", "1"}, {"after", first.at("next")}});
    get(path, {{"query", "staff | (us* -group)"}});
  }
  get("/api/rehearsal/lists/subscriptions", {{"sort", "start_date,desc"}});
  get("/api/rehearsal/lists/processes", {{"sort", "started_at,asc"}});
  get("/api/rehearsal/lists/subscriptions", {{"sort", "status,asc,description,desc"}});
  get("/api/subscriptions/search", {{"query", group.substr(0, 8)}});
  for (const char* fields :
       {"age:>5", "age:5", "username:fd00::1", "start_date:>2026-01-01", "username:>=2026-01-01T00:00:00Z"})
    get("/api/rehearsal/lists/subscriptions", {{"query", fields}});
  get("/api/subscriptions/search", {{"query", "subscription_instance_id:" + group.substr(0, 8)}});
  get("/api/subscriptions/search", {{"query", "customer_id:" + group}});
  for (const char* path :
       {"/api/products", "/api/settings/status", "/api/rehearsal/status", "/api/rehearsal/systems",
        "/api/rehearsal/customers", "/api/rehearsal/pace", "/api/translations/en-GB"}) {
    get(path);
  }
}

TEST(QueryPlans, NoTableThatGrowsIsScanned) {
  Watch watch;
  Door door("conformance");
  live(door, watch);
  EveryRoute(door, [&] { watch.look(); }).go();
  connections().clear();
  door.die_and_open_again();
  watch.look();
  EXPECT_GT(watch.seen.size(), 80u) << "the test must see what it is about";
  for (const std::string& sql : watch.seen) {
    // The full-text index's own.
    if (sql.find("'search_words_") != std::string::npos) continue;
    if (sql.find("pragma") == 0 || is_allowed(sql)) continue;
    EXPECT_EQ(full_scans(sql), "") << sql;
  }
}

// Only the rows that the index finds are looked at, however many there are.
TEST(QueryPlans, ASearchFindsItsRowsByTheIndex) {
  Watch watch;
  Door door("conformance");
  live(door, watch);
  int searches = 0;
  for (const std::string& sql : watch.seen) {
    if (sql.find("search_words match") == std::string::npos) continue;
    ++searches;
    std::string plan;
    for (const std::string& line : Watch::plan_of(sql)) plan += line + "\n";
    EXPECT_EQ(("\n" + plan).find("\nSCAN s\n"), std::string::npos) << sql << "\n" << plan;
  }
  EXPECT_GE(searches, 2) << "the test must see what it is about";
}

// A search by an index is no scan, and can walk along most of a table all the same.
TEST(QueryPlans, AUserCostsTheSameHoweverManyThereAre) {
  Watch watch;
  Door door;
  const std::string group = door.create_group("staff");
  const auto work_of_one_more = [&](const std::string& name) {
    Watch::work();
    door.create_user(name, group);
    return Watch::work();
  };
  work_of_one_more("the first, for whom statements are prepared");
  const auto among_few = work_of_one_more("one of few");
  for (int i = 0; i < 150; ++i) door.create_user("user " + std::to_string(i), group);
  const auto among_many = work_of_one_more("one of many");
  EXPECT_GT(among_many.size(), 40u) << "the test must see what it is about";
  for (const auto& [sql, work] : among_many) {
    const auto before = among_few.find(sql);
    if (before == among_few.end()) continue;
    EXPECT_LE(work, before->second + 100) << sql;
  }
}

// Of 2,100 rows the second part has 100: it is made with a small part of the work.
TEST(QueryPlans, APartOfAListLooksAtItsOwnRowsOnly) {
  Watch watch;
  Door door;
  door.create_user("ann", door.create_group("staff"));
  door.engine.reset();
  {
    store::Database db(door.files);
    store::Transaction transaction(db);
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2098) select printf("
        "'00000000-0000-4000-9000-%012d', i), 'one of many', 'active', ?, 'c', 1 from n",
        kUserInternal);
    db.run(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id) "
        "select replace(subscription_id, '-9000-', '-a000-'), subscription_id, (select product_block_id from "
        "product_blocks where name = 'UserBlock') from subscriptions where description = 'one of many'");
    for (const char* field : {"age", "username"}) {
      db.run(
          "insert into subscription_instance_values (subscription_instance_value_id, "
          "subscription_instance_id, resource_type_id, value) select printf('%s %s', ?1, "
          "subscription_instance_id), subscription_instance_id, (select resource_type_id from resource_types "
          "where resource_type = ?1), 7 from subscription_instances where subscription_instance_id like "
          "'%-a000-%'",
          field);
    }
    transaction.commit();
  }
  connections().clear();
  door.die_and_open_again();
  const auto part = [&](const std::string& query, int status) {
    Watch::work();
    const Reply reply = door.get("/api/rehearsal/lists/subscriptions",
                                 {{"query", query}, {"sort", "description,asc"}, {"in_parts", "true"}});
    EXPECT_EQ(reply.status, status) << query << dump_json(reply.body);
    int work = 0;
    for (const auto& [sql, steps] : Watch::work()) {
      if (sql.find("insert into temp.order_in_parts") == 0) work = std::max(work, steps);
    }
    EXPECT_GE(status == 200 ? reply.body.at("total").get<int64_t>() : 2098, 2098) << query;
    return work;
  };
  for (const char* query : {"age:>5", "age:1..9", "age:7", "username:7", "many", "many -status:terminated"}) {
    const int first = part(query, 202);
    const int second = part(query, 200);
    EXPECT_GT(first, 2000) << query << ": the test must see what it is about";
    EXPECT_LT(second * 10, first) << query;
  }
}

TEST(QueryPlans, AScanIsSeen) {
  Watch watch;
  Door door;
  EXPECT_NE(full_scans("select note from subscriptions s where s.note = 'x'"), "");
  EXPECT_NE(full_scans("select count(*) from processes"), "");
  EXPECT_EQ(full_scans("select note from subscriptions s where s.subscription_id = 'x'"), "");
  EXPECT_EQ(full_scans("select name from products"), "") << "there are few of them";
}

}  // namespace
}  // namespace rehearsal::api
