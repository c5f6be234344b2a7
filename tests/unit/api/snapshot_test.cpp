// State out and in through the door.
#include <gtest/gtest.h>

#include "api/snapshot_world.h"

namespace rehearsal::api {
namespace {

TEST(Snapshot, WhatWasExportedComesBackByteForByte) {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    Door door;
    live(door, seed, 25);
    const std::string file = export_of(door);
    Door fresh;
    const Json job = import_into(fresh, file);
    ASSERT_EQ(job.at("state"), "done") << "seed " << seed << ": " << dump_json(job);
    EXPECT_EQ(content_of(export_of(fresh)), content_of(file)) << "seed " << seed;
  }
}

TEST(Snapshot, TheSameDatabaseGivesTheSameBytes) {
  Door door;
  live(door, 5, 12);
  EXPECT_EQ(content_of(export_of(door)), content_of(export_of(door)));
}

}  // namespace
}  // namespace rehearsal::api
