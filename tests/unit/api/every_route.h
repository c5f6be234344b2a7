// Every way through the door, one after the other; a route that is left out fails the test.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "api/door.h"
#include "api/router.h"

namespace rehearsal::api {

// Each way through the door, and the jobs that begin there.
class EveryRoute {
 public:
  EveryRoute(Door& door, std::function<void()> after_each)
      : door_(door), after_each_(std::move(after_each)) {}

  void go() {
    const std::string group = door_.create_group("guests");
    const std::string user = door_.create_user("gus", group);
    go_through_processes(group, user);
    go_through_subscriptions(group);
    go_through_the_catalogue();
    go_through_settings(user);
    go_through_jobs();
    for (const Route& route : all_routes())
      EXPECT_EQ(called_.count(&route), 1u) << route.method << " " << route.pattern << " is not looked at";
  }

 private:
  Json call(const char* method, const std::string& path, const Json& body = nullptr,
            const Json& query = Json::object()) {
    called_.insert(find_route(method, path).route);
    Json request = {{"id", 1}, {"method", method}, {"path", path}, {"query", query}};
    if (!body.is_null()) request["body"] = body;
    const Reply reply = door_.send(request);
    EXPECT_TRUE(reply.status < 500 || reply.status == 510) << method << " " << path << dump_json(reply.body);
    door_.run();
    after_each_();
    return reply.body;
  }
  std::string start(const char* workflow, const Json& pages) {
    return text_or(call("POST", std::string("/api/processes/") + workflow, pages), "id");
  }

  void go_through_processes(const std::string& group, const std::string& user) {
    const std::string processes = "/api/processes/";
    const std::string ours = "/api/rehearsal/processes/";
    const Json pages = Json::array({Json{{"fail_times", 9}}});
    call("POST", "/api/rehearsal/forms/modify_note", {{{"subscription_id", group}}});
    const std::string noted = start("modify_note", {{{"subscription_id", group}}, {{"note", "here"}}});
    call("GET", processes + noted);
    call("PATCH", processes + noted, {{"note", "done"}});
    call("GET", "/api/processes", nullptr, {{"filter", "lastStatus,completed"}});
    call("GET", "/api/processes/status-counts");
    const std::string resumed = start("wf_fail", pages);
    call("POST", "/api/rehearsal/forms/processes/" + resumed, Json::array({Json::object()}));
    call("PUT", processes + resumed + "/resume", Json::array());
    call("PUT", processes + resumed + "/abort");
    const std::string skipped = start("wf_fail", pages);
    call("GET", ours + skipped + "/skip");
    call("POST", ours + skipped + "/skip", {{"reason", "by hand"}});
    const std::string rolled_back = start("wf_fail", pages);
    call("GET", ours + rolled_back + "/rollback");
    call("POST", ours + rolled_back + "/rollback", {{"reason", "back"}});
    const std::string waiting = start("wf_callback_plain", Json::array({Json::object()}));
    const Json state = call("GET", processes + waiting).at("current_state");
    const std::string route = text_or(state, "callback_route");
    call("POST", route + "/progress", "halfway");
    call("POST", route, {{"verdict", "yes"}});
    const std::string task = start("task_validate_products", Json::array({Json::object()}));
    call("DELETE", processes + task);
    call("PUT", "/api/processes/resume-all");
    start("terminate_user", {{{"subscription_id", user}}, Json::object()});
  }

  void go_through_subscriptions(const std::string& group) {
    call("GET", "/api/subscriptions/search", nullptr, {{"query", "guests"}});
    call("GET", "/api/subscriptions/domain-model/" + group);
    call("GET", "/api/subscriptions/workflows/" + group);
    call("PUT", "/api/subscriptions/" + group + "/set_in_sync");
    const std::string path = "/api/subscription_customer_descriptions";
    call("POST", path, {{"customer_id", "c"}, {"subscription_id", group}, {"description", "ours"}});
    Json description = call("GET", path + "/customer/c/subscription/" + group);
    description["description"] = "theirs";
    call("PUT", path, description);
    const std::string one = path + "/" + text_or(description, "id");
    call("GET", one);
    call("DELETE", one);
  }

  void go_through_the_catalogue() {
    const Json product = call("GET", "/api/products").at(0);
    const Json& block = product.at("product_blocks").at(0);
    for (const std::string& path :
         {"/api/products/" + text_or(product, "product_id"),
          "/api/product_blocks/" + text_or(block, "product_block_id"),
          "/api/resource_types/" + text_or(block.at("resource_types").at(0), "resource_type_id"),
          "/api/workflows/" + text_or(product.at("workflows").at(0), "workflow_id")}) {
      call("GET", path);
      call("PATCH", path, {{"description", "said anew"}});
    }
    call("PATCH", "/api/products/" + text_or(product, "product_id"), {{"status", "end of life"}});
    call("GET", "/api/rehearsal/catalog");
    call("GET", "/api/rehearsal/customers");
    call("GET", "/api/rehearsal/lists/schedules");
    call("GET", "/api/rehearsal/lists/blocks");
    call("GET", "/api/translations/en-GB");
    call("GET", "/api/health");
  }

  void go_through_settings(const std::string& user) {
    for (const std::string setting : {"pace", "faults", "breakpoints"}) {
      const std::string path = "/api/rehearsal/" + setting;
      call("GET", path);
      call("PUT", path, setting == "pace" ? Json{{"step_ms", 0}} : Json::array());
    }
    call("POST", "/api/rehearsal/pace/next");
    call("PUT", "/api/rehearsal/clock", {{"advance_s", 1}});
    call("GET", "/api/settings/status");
    call("PUT", "/api/settings/status", {{"global_lock", false}});
    call("GET", "/api/rehearsal/status");
    call("POST", "/api/rehearsal/sql", {{"sql", "select 1"}});
    call("POST", "/api/rehearsal/sync", {{"decide", "nothing"}});
    const Json systems = call("GET", "/api/rehearsal/systems");
    std::string record;
    for (const Json& system : systems) {
      for (const Json& each : system.value("records", Json::array()))
        record = text_or(system, "system") + "/" + text_or(each, "id");
    }
    if (record.empty()) record = "user/" + user;
    call("GET", "/api/rehearsal/systems/" + record);
    call("PATCH", "/api/rehearsal/systems/" + record, {{"name", "x"}});
    call("DELETE", "/api/rehearsal/systems/" + record);
  }

  void go_through_jobs() {
    const Json exported = call("GET", "/api/rehearsal/snapshot", nullptr, {{"processes", "true"}});
    const std::string job = "/api/rehearsal/jobs/" + text_or(exported, "job");
    const Json bytes = call("GET", job).at("result").at("snapshot");
    call("DELETE", job);
    call("GET", job);
    call("POST", "/api/rehearsal/snapshot/preview", {{"mode", "add"}, {"snapshot", bytes}});
    call("POST", "/api/rehearsal/snapshot", {{"mode", "add"}, {"snapshot", bytes}});
    door_.create_group("more");
    call("POST", "/api/rehearsal/snapshot", {{"mode", "replace"}, {"snapshot", bytes}});
    call("GET", "/api/rehearsal/snapshot/undo");
    call("POST", "/api/rehearsal/snapshot/undo");
    call("POST", "/api/rehearsal/snapshot/start-over");
    call("GET", "/api/rehearsal/report");
  }

  Door& door_;
  std::function<void()> after_each_;
  std::set<const Route*> called_;
};

}  // namespace rehearsal::api
