// An engine in memory and a person at its door: what the tests of the api play with.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/engine.h"
#include "api/lent_files.h"
#include "core/json.h"

namespace rehearsal::api {

inline constexpr const char* kUserGroup = "00000000-0000-4000-8000-000000000001";
inline constexpr const char* kUserInternal = "00000000-0000-4000-8000-000000000002";
inline constexpr const char* kUserExternal = "00000000-0000-4000-8000-000000000003";

struct Reply {
  int status = 0;
  Json headers;
  Json body;
  int64_t as_of = 0;
};

class Door {
 public:
  explicit Door(std::string catalog = "") : catalog_(std::move(catalog)) { open(); }

  // The engine is gone from one moment to the next, and a new one finds the files.
  void die_and_open_again() {
    engine.reset();
    open();
  }

  Reply send(const Json& request) {
    const Json answer = parse_json(engine->handle(dump_json(request)));
    return {answer.at("status").get<int>(), answer.at("headers"), answer.at("body"),
            answer.at("as_of").get<int64_t>()};
  }
  Reply get(const std::string& path, const Json& query = Json::object()) {
    return send({{"id", 1}, {"method", "GET"}, {"path", path}, {"query", query}});
  }
  Reply post(const std::string& path, const Json& body) {
    return send({{"id", 1}, {"method", "POST"}, {"path", path}, {"body", body}});
  }
  Reply put(const std::string& path, const Json& body = nullptr) {
    return send({{"id", 1}, {"method", "PUT"}, {"path", path}, {"body", body}});
  }

  // Turns until nothing is due now.
  void run() {
    for (int turns = 0; engine->turn() == 0; ++turns)
      ASSERT_LT(turns, 10000) << "the engine does not come to rest";
  }

  // Starts a process, runs what is due and gives its id; empty when it was not started.
  std::string start(const std::string& workflow, const Json& pages) {
    const Reply reply = post("/api/processes/" + workflow, pages);
    EXPECT_EQ(reply.status, 201) << dump_json(reply.body);
    run();
    return reply.status == 201 ? reply.body.at("id").get<std::string>() : "";
  }
  Json process(const std::string& id) { return get("/api/processes/" + id).body; }
  std::string create_group(const std::string& name) {
    const std::string id = start("create_user_group", {{{"product", kUserGroup}}, {{"group_name", name}}});
    return process(id).at("current_state").at("subscription_id").get<std::string>();
  }
  std::string create_user(const std::string& name, const std::string& group, int age = 33) {
    const std::string id = start(
        "create_user",
        {{{"product", kUserInternal}}, {{"username", name}, {"age", age}, {"user_group_ids", {group}}}});
    return process(id).at("current_state").at("subscription_id").get<std::string>();
  }

  // How many rows there are in all that a change could leave something in.
  Json rows() {
    const Json status = get("/api/rehearsal/status").body;
    return Json{{"sizes", status.at("sizes")}, {"commits", status.at("commits")}};
  }

  store::MemoryFiles files;
  std::unique_ptr<Engine> engine;

 private:
  void open() {
    EngineOptions options;
    options.files = std::make_unique<LentFiles>(files);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    options.catalog = catalog_;
    engine = Engine::open(std::move(options));
  }

  std::string catalog_;
};

}  // namespace rehearsal::api
