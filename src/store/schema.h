// The tables: orchestrator-core's, and ours beside them (DESIGN.md decision 2), by numbered migrations.
#pragma once

#include <cstdint>
#include <string_view>

namespace rehearsal::store {

// The file's owner in SQLite's header: "Rhrs".
inline constexpr int64_t kApplicationId = 0x52687273;
// How many migrations there are; the file's `user_version` is the number of those applied.
inline constexpr int64_t kSchemaVersion = 5;

// The script that brings a database of this version to the next one.
std::string_view schema_migration(int64_t version);

}  // namespace rehearsal::store
