// What the door answers in the tests of the views, and where their pages are.
#pragma once

#include <algorithm>
#include <string>

#include "shell/app_samples.h"
#include "shell/screen.h"

namespace rehearsal::views {

using ui::Role;

inline Json product(const char* id, const char* name, const char* type, const char* workflow) {
  return {{"product_id", id},
          {"name", name},
          {"description", "user administration"},
          {"product_type", type},
          {"status", "active"},
          {"tag", "TAG"},
          {"fixed_inputs", Json::array()},
          {"workflows", {{{"name", workflow}, {"target", "CREATE"}, {"description", "Create"}}}}};
}

inline Json listed(const Json& items) {
  return {{"items", items}, {"total", items.size()}, {"next", nullptr}};
}

inline Json step_row(const char* name, const char* status, const Json& state, const Json& delta) {
  return {{"step_id", std::string(name)},
          {"name", name},
          {"status", status},
          {"created_by", "SYSTEM"},
          {"executed", 1795463990.5},
          {"started", 1795463990.0},
          {"completed", 1795463990.5},
          {"commit_hash", nullptr},
          {"state", state},
          {"state_delta", delta}};
}

inline Json process(const char* status, const Json& steps) {
  return {{"process_id", shell::kGuests},
          {"workflow_name", "create_user"},
          {"workflow_target", "CREATE"},
          {"last_status", status},
          {"last_step", "Provision user"},
          {"is_task", false},
          {"created_by", "SYSTEM"},
          {"started_at", 1795463990.0},
          {"last_modified_at", 1795463995.0},
          {"failed_reason", nullptr},
          {"traceback", "line 1\nline 2"},
          {"note", nullptr},
          {"form", nullptr},
          {"subscriptions",
           {{{"subscription_id", shell::kAnn},
             {"description", "User ann"},
             {"status", "active"},
             {"product", {{"name", "User internal"}}}}}},
          {"steps", steps}};
}

inline const std::string kUserForm = std::string("#/new/create_user?product=") + shell::kUserProduct;
inline const std::string kProcess = std::string("/api/processes/") + shell::kGuests;
inline const std::string kProcessPage = std::string("#/processes/") + shell::kGuests;

// How many requests of this method and path were made.
inline int64_t times_asked(const Screen& screen, const std::string& method, const std::string& path) {
  return std::count_if(screen.asked.begin(), screen.asked.end(),
                       [&](const Json& one) { return one["method"] == method && one["path"] == path; });
}

inline CannedDoor door() {
  CannedDoor door;
  door.set("GET /api/translations/en-GB", shell::translations_body());
  door.set("GET /api/rehearsal/pace", {{"step_ms", 0}});
  door.set("GET /api/products",
           Json::array({product(shell::kGroupProduct, "User Group", "UserGroup", "create_user_group"),
                        product(shell::kUserProduct, "User internal", "User", "create_user")}));
  door.set("GET /api/rehearsal/lists/processes", listed(Json::array()));
  door.set("GET /api/rehearsal/lists/subscriptions", listed(Json::array()));
  door.set("GET /api/rehearsal/lists/workflows",
           listed(Json::array(
               {{{"name", "create_user"}, {"steps", {{{"name", "Start"}}, {{"name", "Provision user"}}}}}})));
  door.set("GET /api/rehearsal/customers", Json::array());
  return door;
}

inline Json subscription_row(int number) {
  return {{"subscription_id", "s-" + std::to_string(number)},
          {"description", "User group " + std::to_string(number)},
          {"status", "active"},
          {"insync", true},
          {"product", {{"name", "User Group"}}}};
}

}  // namespace rehearsal::views
