// Jobs that were started, and what becomes of them.
#pragma once

#include <gtest/gtest.h>

#include "api/snapshot_world.h"

namespace rehearsal::api {

inline std::string job_path(const Reply& started) {
  return "/api/rehearsal/jobs/" + started.body.at("job").get<std::string>();
}

inline Reply remove(Door& door, const std::string& path) {
  return door.send({{"id", 1}, {"method", "DELETE"}, {"path", path}});
}

// Turns until the job writes: reading is refused then.
inline void run_until_it_writes(Door& door) {
  for (int turns = 0; door.get("/api/rehearsal/status").status == 200; ++turns) {
    ASSERT_LT(turns, 1000) << "it never wrote";
    ASSERT_EQ(door.engine->turn(), 0);
  }
}

}  // namespace rehearsal::api
