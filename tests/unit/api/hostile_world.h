// Files that somebody changed, and what an engine says to them.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "api/snapshot_world.h"
#include "core/ids.h"

namespace rehearsal::api {

// The same snapshot with something changed, and the digest that then belongs to it.
inline std::string changed(const std::string& file, const std::function<void(Json&)>& change) {
  Json snapshot = parse_json(file);
  change(snapshot["content"]);
  snapshot["digest"] = sha256_hex(canonical_json(snapshot["content"]));
  return dump_json(snapshot);
}

inline std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

// What is said of a file that is refused, by preview and by import; "" when it is taken.
inline std::string refusal_of(Door& door, const std::string& file, const char* mode = "replace") {
  const Json look = preview_in(door, file, mode).at("result");
  const Json job = import_into(door, file, mode);
  if (job.at("state") == "done") {
    EXPECT_EQ(look.at("problem_count"), 0);
    return "";
  }
  EXPECT_GT(look.at("problem_count").get<int64_t>(), 0);
  return job.at("result").at("detail").get<std::string>();
}

// Its own processes run to their ends, and a new one does.
inline void expect_alive(Door& door, const std::string& what) {
  door.engine->take_events();
  door.put("/api/rehearsal/pace", {{"step_ms", 0}});
  for (int turns = 0; turns < 300 && door.engine->turn() == 0; ++turns) {
  }
  for (const std::string& event : door.engine->take_events())
    EXPECT_EQ(event.find("\"storage\""), std::string::npos) << what << ": " << event;
  const Reply started = door.post("/api/processes/create_user_group",
                                  {{{"product", kUserGroup}}, {{"group_name", "after all that"}}});
  ASSERT_EQ(started.status, 201) << what << ": " << dump_json(started.body);
  for (int turns = 0; turns < 300 && door.engine->turn() == 0; ++turns) {
  }
  EXPECT_EQ(door.process(started.body.at("id").get<std::string>()).at("last_status"), "completed") << what;
  EXPECT_EQ(job_of(door, door.get("/api/rehearsal/snapshot")).at("state"), "done") << what;
}

}  // namespace rehearsal::api
