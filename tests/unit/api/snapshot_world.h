// Snapshots through the door: asking for jobs, running them, and databases made by chance.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/bytes.h"
#include "api/door.h"

namespace rehearsal::api {

// Runs the job that a request started and gives how it ended; a refusal of the request itself comes back as
// it is.
inline Json job_of(Door& door, const Reply& started) {
  if (started.status != 202)
    return {{"state", "refused"}, {"status", started.status}, {"body", started.body}};
  door.run();
  return door.get("/api/rehearsal/jobs/" + started.body.at("job").get<std::string>()).body;
}

inline std::string export_of(Door& door, const Json& query = Json::object()) {
  const Json job = job_of(door, door.get("/api/rehearsal/snapshot", query));
  EXPECT_EQ(job.at("state"), "done") << dump_json(job);
  if (job.at("state") != "done") return {};
  return *bytes_of_base64(job.at("result").at("snapshot").at("$base64").get<std::string>());
}

inline Json body_of(const std::string& file, const std::string& mode) {
  return {{"mode", mode}, {"snapshot", {{"$base64", base64_of(file)}}}};
}
inline Json import_into(Door& door, const std::string& file, const std::string& mode = "replace") {
  return job_of(door, door.post("/api/rehearsal/snapshot", body_of(file, mode)));
}
inline Json preview_in(Door& door, const std::string& file, const std::string& mode) {
  return job_of(door, door.post("/api/rehearsal/snapshot/preview", body_of(file, mode)));
}

inline std::string content_of(const std::string& file) {
  return file.substr(file.find("\"digest\""));
}

// A small generator of its own, so that a seed means the same everywhere.
class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  size_t below(size_t n) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<size_t>((state_ * 0x2545F4914F6CDD1Du) >> 33) % n;
  }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  uint64_t state_;
};

// Makes groups and users, changes and ends some of them, lets tasks fail and processes stand at a step.
inline void live(Door& door, uint64_t seed, int events) {
  Chance chance(seed);
  const std::vector<std::string> names = {"staff",    "bad crew", "Zoë \"the\" \\ tester",
                                          "эксперты", "a/b~c",    "\x7f tab\tnew\nline"};
  std::vector<std::string> groups, users;
  const auto started = [&](const std::string& workflow, const Json& pages) {
    const Reply reply = door.post("/api/processes/" + workflow, pages);
    door.run();
    return reply.status == 201 ? reply.body.at("id").get<std::string>() : std::string();
  };
  for (int i = 0; i < events; ++i) {
    const std::string name = chance.pick(names) + std::to_string(i);
    switch (groups.empty() ? 0 : chance.below(9)) {
      case 0:
        groups.push_back(door.create_group(name));
        break;
      case 1:
      case 2:
      case 3:
        users.push_back(door.create_user(name, chance.pick(groups)));
        break;
      case 4:
        started("modify_user_group", {{{"subscription_id", chance.pick(groups)}}, {{"group_name", name}}});
        break;
      case 5:
        started("validate_user_group", {{{"subscription_id", chance.pick(groups)}}});
        break;
      case 6:
        started("modify_note", {{{"subscription_id", chance.pick(groups)}}, {{"note", name}}});
        break;
      case 7:
        if (!users.empty())
          started("terminate_user", {{{"subscription_id", chance.pick(users)}}, Json::object()});
        break;
      default:
        if (!users.empty()) started("validate_user", {{{"subscription_id", chance.pick(users)}}});
    }
  }
  // The last ones are caught in the middle.
  door.put("/api/rehearsal/pace", {{"step_ms", 500}});
  for (int i = 0; i < 3; ++i) {
    started("create_user",
            {{{"product", kUserInternal}},
             {{"username", "late"}, {"age", nullptr}, {"user_group_ids", {chance.pick(groups)}}}});
    door.put("/api/rehearsal/clock", {{"advance_s", chance.below(3)}});
    door.run();
  }
}

}  // namespace rehearsal::api
