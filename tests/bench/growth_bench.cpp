// What a process costs where little and where much is stored, side by side: create_user through the door, in
// memory, with 1,000 and with 100,000 users and the processes that made them.
//   growth_bench [rounds]
// Prints one JSON line per figure: {"bench", "value", "unit"}. Both are measured in turns, so that a machine
// which is busy with something else disturbs both alike; the ratio is that of the medians. What grows is not
// the work but where it lies: ids are hashes, so each new row touches a page anywhere in the index of its
// key, and at 100,000 those indexes are larger than SQLite's cache of pages (Database::kUsualCache). With a
// cache that holds them the ratio was 1.27 where it was 1.6 to 1.8 without; the rest is deeper trees and the
// processor's own caches.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "api/engine.h"
#include "api/lent_files.h"
#include "catalog/catalog.h"
#include "core/ids.h"
#include "store/database.h"
#include "store/transaction.h"

namespace {

using namespace rehearsal;
using Moment = std::chrono::steady_clock::time_point;

constexpr int kTogether = 20;
constexpr int kStepsOfProcess = 8;
constexpr const char* kGroupProduct = "00000000-0000-4000-8000-000000000001";
constexpr const char* kUserProduct = "00000000-0000-4000-8000-000000000002";
constexpr const char* kCustomer = "00000000-0000-4000-8000-000000000101";

void say(const std::string& bench, double value, const char* unit) {
  std::printf("{\"bench\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", bench.c_str(), value, unit);
  std::fflush(stdout);
}

// Active users with their values, each with the process that made it and its rows.
class Filler {
 public:
  explicit Filler(store::Database& db) : db_(db) {
    auto rows = db.query("select workflow_id from workflows where name = 'create_user'");
    if (rows.step()) workflow_ = rows.text(0);
  }
  void add(int i) {
    const std::string subscription = ids_.next();
    const std::string instance = ids_.next();
    const std::string name = "user " + std::to_string(i);
    const int64_t at = int64_t{1'700'000'000'000'000} + i * int64_t{1'000'000};
    db_.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync, "
        "start_date) values (?, ?, 'active', ?, ?, 1, ?)",
        subscription, name, kUserProduct, kCustomer, at);
    db_.run(
        "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id) "
        "select ?, ?, product_block_id from product_blocks where name = 'UserBlock'",
        instance, subscription);
    for (const char* field : {"username", "user_id"}) {
      db_.run(
          "insert into subscription_instance_values (subscription_instance_value_id, "
          "subscription_instance_id, "
          "resource_type_id, value) select ?, ?, resource_type_id, ? from resource_types where resource_type "
          "= ?",
          ids_.next(), instance, std::to_string(i), field);
    }
    const std::string process = ids_.next();
    db_.run(
        "insert into processes (pid, workflow_id, last_status, last_step, started_at, last_modified_at, "
        "created_by, is_task) values (?, ?, 'completed', 'Done', ?, ?, 'SYSTEM', 0)",
        process, workflow_, at, at);
    const std::string state = "{\"process_id\":\"" + process + "\",\"subscription_id\":\"" + subscription +
                              "\",\"text\":\"" + std::string(400, 'x') + "\"}";
    for (int step = 0; step < kStepsOfProcess; ++step) {
      db_.run(
          "insert into process_steps (stepid, pid, name, status, state, created_by, completed_at, "
          "started_at) "
          "values (?, ?, 'Step', 'success', ?, 'SYSTEM', ?, ?)",
          ids_.next(), process, state, at, at);
    }
    db_.run("insert into processes_subscriptions (id, pid, subscription_id, created_at) values (?, ?, ?, ?)",
            ids_.next(), process, subscription, at);
  }

 private:
  store::Database& db_;
  Ids ids_{1, "growth"};
  std::string workflow_;
};

class World {
 public:
  explicit World(int stored) {
    {
      store::Database db(files_);
      const catalog::Catalog catalog = catalog::make_catalog("");
      Clock clock = Clock::system();
      store::Transaction transaction(db);
      catalog::bring_up_to_date(db, catalog, clock);
      Filler filler(db);
      for (int i = 0; i < stored; ++i) filler.add(i);
      transaction.commit();
    }
    api::EngineOptions options;
    options.files = std::make_unique<api::LentFiles>(files_);
    options.seed = 1;
    engine_ = api::Engine::open(std::move(options));
    start("create_user_group",
          std::string(R"([{"product":")") + kGroupProduct + R"("},{"group_name":"staff"}])");
    run();
    const std::string list = engine_->handle(
        R"({"id":1,"method":"GET","path":"/api/rehearsal/lists/subscriptions","query":{"limit":"1"}})");
    group_ = list.substr(list.find("\"subscription_id\":\"") + 19, 36);
  }

  // Microseconds for each step of `kTogether` processes that are under way together.
  double measure() {
    const Moment begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kTogether; ++i) {
      start("create_user", std::string(R"([{"product":")") + kUserProduct + R"("},{"username":"user )" +
                               std::to_string(requests_) + R"(","age":33,"user_group_ids":[")" + group_ +
                               R"("]}])");
    }
    run();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return seconds * 1e6 / kTogether / kStepsOfProcess;
  }

 private:
  void start(const std::string& workflow, const std::string& pages) {
    ++requests_;
    const std::string answer = engine_->handle(R"({"id":1,"method":"POST","path":"/api/processes/)" +
                                               workflow + R"(","body":)" + pages + "}");
    if (answer.find("\"status\":201") != std::string::npos) return;
    std::fprintf(stderr, "Expected %s to start, found %s\n", workflow.c_str(), answer.substr(0, 500).c_str());
    std::exit(1);
  }
  void run() {
    while (engine_->turn() == 0) {
    }
    engine_->take_events();
  }

  store::MemoryFiles files_;
  std::unique_ptr<api::Engine> engine_;
  std::string group_;
  int requests_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 25;
  if (rounds < 1) {
    std::fprintf(stderr, "usage: growth_bench [rounds]\n");
    return 2;
  }
  World few(1'000);
  World many(100'000);
  std::vector<double> of_few, of_many;
  for (int i = 0; i < rounds + 2; ++i) {
    const double a = few.measure();
    const double b = many.measure();
    if (i < 2) continue;  // the first ones prepare the statements
    of_few.push_back(a);
    of_many.push_back(b);
  }
  say("a step of create_user, 1,000 users stored", median(of_few), "us");
  say("a step of create_user, 100,000 users stored", median(of_many), "us");
  say("the second against the first", median(of_many) / median(of_few), "x");
  return 0;
}
