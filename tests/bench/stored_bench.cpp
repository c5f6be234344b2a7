// What a database with many subscriptions costs: pages of its lists, a search, loading and saving one
// subscription with a tree of 100 blocks, and another name for a group with very many users.
//   stored_bench [subscriptions]
// Prints one JSON line per figure: {"bench", "value", "unit"}.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "api/engine.h"
#include "api/lent_files.h"
#include "catalog/catalog.h"
#include "core/ids.h"
#include "domain/product_rows.h"
#include "domain/subscriptions.h"
#include "store/database.h"
#include "store/transaction.h"

namespace {

using namespace rehearsal;
using Moment = std::chrono::steady_clock::time_point;

double ms_since(Moment start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void say(const std::string& bench, double value) {
  std::printf("{\"bench\":\"%s\",\"value\":%.3f,\"unit\":\"ms\"}\n", bench.c_str(), value);
  std::fflush(stdout);
}

// Groups with a name and an id, as the workflow would have made them.
void fill(store::Database& db, int count) {
  store::Transaction transaction(db);
  Ids ids(1, "stored");
  for (int i = 0; i < count; ++i) {
    const std::string id = ids.next();
    const std::string instance = ids.next();
    const std::string name = "team " + std::to_string((i * 7919) % count);
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync, "
        "start_date) values (?, ?, ?, '00000000-0000-4000-8000-000000000001', "
        "'00000000-0000-4000-8000-000000000101', 1, ?)",
        id, "User group " + name, i % 10 == 0 ? "terminated" : "active", int64_t{1'700'000'000'000'000} + i);
    db.run(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id) "
        "values (?, ?, '00000000-0000-4000-8000-000000000011')",
        instance, id);
    for (const char* field : {"group_name", "group_id"}) {
      db.run(
          "insert into subscription_instance_values (subscription_instance_value_id, "
          "subscription_instance_id, "
          "resource_type_id, value) select ?, ?, resource_type_id, ? from resource_types where resource_type "
          "= ?",
          ids.next(), instance, *field == 'g' && field[6] == 'n' ? name : std::to_string(i), field);
    }
  }
  transaction.commit();
}

void measure_lists(store::Files& files, int count) {
  api::EngineOptions options;
  options.files = std::make_unique<api::LentFiles>(files);
  options.seed = 1;
  const auto engine = api::Engine::open(std::move(options));
  const auto ask = [&](const std::string& what, const std::string& query) {
    const Moment start = std::chrono::steady_clock::now();
    const std::string answer = engine->handle(
        R"({"id":1,"method":"GET","path":"/api/rehearsal/lists/subscriptions","query":)" + query + "}");
    const double took = ms_since(start);
    if (answer.find("\"status\":200") == std::string::npos) {
      std::fprintf(stderr, "Expected a list, found %s\n", answer.substr(0, 300).c_str());
      std::exit(1);
    }
    say("list of " + std::to_string(count) + ", " + what, took);
  };
  const auto longest_part = [&](const std::string& what, const std::string& query) {
    double longest = 0;
    for (bool more = true; more;) {
      const Moment start = std::chrono::steady_clock::now();
      const std::string answer = engine->handle(
          R"({"id":1,"method":"GET","path":"/api/rehearsal/lists/subscriptions","query":)" + query + "}");
      longest = std::max(longest, ms_since(start));
      more = answer.find("\"status\":202") != std::string::npos;
    }
    say("list of " + std::to_string(count) + ", " + what, longest);
  };
  ask("first page", R"({"limit":"50"})");
  ask("first page again", R"({"limit":"50"})");
  ask("first page by start date", R"({"limit":"50","sort":"start_date,desc"})");
  ask("any other order, made", R"({"limit":"50","sort":"description,asc"})");
  ask("any other order, a page", R"({"limit":"50","sort":"description,asc","after":"50000"})");
  longest_part("an order by parts, the longest",
               R"({"limit":"50","sort":"description,desc","in_parts":"true"})");
  longest_part("a filter by parts, the longest",
               R"({"limit":"50","filter":"description,team","in_parts":"true"})");
  ask("two columns, made", R"({"limit":"50","sort":"status,asc,description,desc"})");
  ask("filter, made", R"({"limit":"50","filter":"status,terminated"})");
  ask("search for a rare word", R"({"limit":"50","query":"77"})");
  ask("search for a common word", R"({"limit":"50","query":"team -status:terminated"})");
  longest_part("search for a common word by parts, the longest",
               R"({"limit":"50","query":"team -status:suspended","in_parts":"true"})");
  ask("comparison in a field, made", R"({"limit":"50","query":"group_id:>20000"})");
  longest_part("comparison in a field by parts, the longest",
               R"({"limit":"50","query":"group_id:>20001","in_parts":"true"})");
  ask("a field's number", R"({"limit":"50","query":"group_id:20000"})");
  longest_part("a field's number by parts, the longest",
               R"({"limit":"50","query":"group_id:20001","in_parts":"true"})");
  ask("search, a page", R"({"limit":"50","query":"team -status:terminated","after":"40000"})");
}

// A root with 9 branches of 10 leaves each.
void add_tree(domain::Models& models) {
  using domain::Field;
  using domain::ValueKind;
  const auto value = [](const char* name, ValueKind kind) {
    Field field;
    field.name = name;
    field.kind = kind;
    return field;
  };
  const auto list = [](const char* name, const char* block) {
    Field field;
    field.name = name;
    field.kind = ValueKind::BLOCK;
    field.block = block;
    field.is_list = true;
    return field;
  };
  const auto block = [&](const char* name, std::vector<Field> fields) {
    domain::BlockType type;
    type.name = name;
    type.fields = std::move(fields);
    models.add_block(std::move(type));
  };
  block("LeafBlock", {value("leaf_name", ValueKind::STRING), value("leaf_id", ValueKind::INTEGER)});
  block("BranchBlock", {value("branch_name", ValueKind::STRING), list("leaves", "LeafBlock")});
  block("TreeBlock", {value("tree_name", ValueKind::STRING), list("branches", "BranchBlock")});
  domain::ProductType type;
  type.name = "Tree";
  Field root = list("tree", "TreeBlock");
  root.is_list = false;
  root.required_from = domain::SubscriptionLifecycle::INITIAL;
  type.blocks = {root};
  domain::Product product;
  product.product_id = "00000000-0000-4000-8000-0000000000e1";
  product.name = "Tree";
  product.product_type = "Tree";
  models.add_product(std::move(product), std::move(type));
}

void measure_tree(store::Database& db) {
  domain::Models models;
  add_tree(models);
  Clock clock = Clock::system();
  Ids ids(2, "tree");
  domain::Session session{db, models, clock, ids, {}, nullptr};
  std::string id;
  {
    store::Transaction transaction(db);
    domain::add_missing_products(session);
    domain::Subscription tree =
        domain::from_product_id(session, "00000000-0000-4000-8000-0000000000e1", "a customer");
    domain::Block& root = tree.blocks("tree").front();
    for (int i = 0; i < 9; ++i) {
      domain::Block branch = domain::new_block(session, models.block("BranchBlock"), tree.subscription_id);
      branch.set("branch_name", "branch " + std::to_string(i));
      for (int j = 0; j < 10; ++j) {
        domain::Block leaf = domain::new_block(session, models.block("LeafBlock"), tree.subscription_id);
        leaf.set("leaf_name", "leaf " + std::to_string(j));
        leaf.set("leaf_id", i * 10 + j);
        branch.blocks("leaves").push_back(std::move(leaf));
      }
      root.blocks("branches").push_back(std::move(branch));
    }
    domain::save(session, tree);
    transaction.commit();
    id = tree.subscription_id;
  }
  constexpr int kTimes = 200;
  Moment start = std::chrono::steady_clock::now();
  for (int i = 0; i < kTimes; ++i) domain::from_subscription(session, id);
  say("load a tree of 100 blocks", ms_since(start) / kTimes);
  domain::Subscription tree = domain::from_subscription(session, id);
  start = std::chrono::steady_clock::now();
  for (int i = 0; i < kTimes; ++i) {
    store::Transaction transaction(db);
    tree.blocks("tree").front().blocks("branches")[4].blocks("leaves")[5].set("leaf_id", i);
    domain::save(session, tree);
    transaction.commit();
  }
  say("save it after one value changed", ms_since(start) / kTimes);
}

// Users of the first group, as the workflow would have made them.
void add_users(store::Database& db, int count) {
  store::Transaction transaction(db);
  Ids ids(3, "users");
  const auto text = [&](std::string_view sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.text(0) : std::string();
  };
  const std::string group = text(
      "select subscription_instance_id from subscription_instances where subscription_id = (select "
      "subscription_id from subscriptions where sequence = 1)");
  const std::string block = text("select product_block_id from product_blocks where name = 'UserBlock'");
  const std::string field =
      text("select resource_type_id from resource_types where resource_type = 'username'");
  for (int i = 0; i < count; ++i) {
    const std::string id = ids.next();
    const std::string instance = ids.next();
    const std::string name = "user " + std::to_string(i);
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
        "values (?, ?, 'active', '00000000-0000-4000-8000-000000000002', "
        "'00000000-0000-4000-8000-000000000101', 1)",
        id, name);
    db.run(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id) "
        "values (?, ?, ?)",
        instance, id, block);
    db.run(
        "insert into subscription_instance_values (subscription_instance_value_id, "
        "subscription_instance_id, resource_type_id, value) values (?, ?, ?, ?)",
        ids.next(), instance, field, name);
    db.run(
        "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
        "domain_model_attr) values (?, ?, 0, 'group')",
        instance, group);
  }
  transaction.commit();
}

void measure_rename(store::Files& files, int users) {
  std::string group;
  {
    store::Database db(files);
    add_users(db, users);
    auto rows = db.query("select subscription_id from subscriptions where sequence = 1");
    if (rows.step()) group = rows.text(0);
    db.run("update subscriptions set status = 'active' where sequence = 1");
  }
  api::EngineOptions options;
  options.files = std::make_unique<api::LentFiles>(files);
  options.seed = 1;
  const auto engine = api::Engine::open(std::move(options));
  const std::string answer = engine->handle(
      R"({"id":1,"method":"POST","path":"/api/processes/modify_user_group","body":[{"subscription_id":")" +
      group + R"("},{"group_name":"renamed"}]})");
  if (answer.find("\"status\":201") == std::string::npos) {
    std::fprintf(stderr, "Expected a process, found %s\n", answer.substr(0, 300).c_str());
    std::exit(1);
  }
  double longest = 0;
  double all = 0;
  for (double due = 0; due == 0;) {
    const Moment start = std::chrono::steady_clock::now();
    due = engine->turn();
    const double took = ms_since(start);
    longest = std::max(longest, took);
    all += took;
  }
  say("another name for a group of " + std::to_string(users) + " users, all turns", all);
  say("another name for a group of " + std::to_string(users) + " users, the longest turn", longest);
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
  if (count < 1) {
    std::fprintf(stderr, "usage: stored_bench [subscriptions]\n");
    return 2;
  }
  store::MemoryFiles files;
  {
    store::Database db(files);
    const catalog::Catalog catalog = catalog::make_catalog("");
    Clock clock = Clock::system();
    {
      store::Transaction transaction(db);
      catalog::bring_up_to_date(db, catalog, clock);
      transaction.commit();
    }
    const Moment start = std::chrono::steady_clock::now();
    fill(db, count);
    say("store " + std::to_string(count) + " subscriptions", ms_since(start));
    measure_tree(db);
  }
  measure_lists(files, count);
  measure_rename(files, count / 5);
  return 0;
}
