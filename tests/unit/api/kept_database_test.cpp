// Databases as earlier versions left them, kept in tests/unit/api/kept: each is opened, brought up to date
// without losing anything, and works on. One is added with each version of the schema that is released.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <set>

#include "api/door.h"
#include "core/error.h"
#include "store/database.h"
#include "store/faulty_files.h"
#include "store/schema.h"
#include "store/vfs.h"

namespace rehearsal::api {
namespace {

#ifndef __EMSCRIPTEN__  // there the kept files are out of reach

std::string kept(int version) {
  std::ifstream file(
      std::string(REHEARSAL_ROOT) + "/tests/unit/api/kept/version_" + std::to_string(version) + ".db",
      std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string first_of(store::Database& db, std::string_view sql) {
  auto rows = db.query(sql);
  if (!rows.step()) return {};
  const Json value = rows.value(0);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

class KeptDatabase : public testing::TestWithParam<int> {};

// Each holds two groups, the users ann and bob in one of them, a note, and a validation that failed.
TEST_P(KeptDatabase, IsTheSameDatabaseStill) {
  const std::string bytes = kept(GetParam());
  ASSERT_FALSE(bytes.empty()) << "tests/unit/api/kept/version_" << GetParam() << ".db is missing";
  Door door;
  door.engine.reset();
  for (const store::Slot slot : {store::Slot::Database, store::Slot::Journal, store::Slot::Wal})
    door.files.truncate(slot, 0);
  ASSERT_EQ(door.files.write(store::Slot::Database, 0, bytes.data(), bytes.size()), store::IoStatus::Ok);
  {
    store::Database db(door.files);
    EXPECT_EQ(db.integrity_problems(), "");
    EXPECT_EQ(first_of(db, "pragma user_version"), std::to_string(store::kSchemaVersion));
    EXPECT_EQ(first_of(db, "select count(*) from search_words where rowid > 0"), "4")
        << "they are found from now on";
    EXPECT_EQ(first_of(db, "select count(*) from search_stale"), "0");
    // A new database and one that was brought up to date have the same tables.
    store::MemoryFiles none;
    store::Database fresh(none);
    constexpr std::string_view kSchema =
        "select group_concat(sql, ';') from (select sql from sqlite_schema where sql is not null order by "
        "name)";
    EXPECT_EQ(first_of(db, kSchema), first_of(fresh, kSchema));
  }
  door.die_and_open_again();
  const Json list = door.get("/api/rehearsal/lists/subscriptions").body;
  ASSERT_EQ(list.at("total"), 4);
  EXPECT_EQ(list.at("items").at(3).at("note"), "kept from version " + std::to_string(GetParam()));
  EXPECT_EQ(door.get("/api/subscriptions/search", {{"query", "username:ann"}}).body.size(), 1u);
  const Json processes = door.get("/api/processes").body;
  ASSERT_EQ(processes.size(), 6u);
  EXPECT_EQ(processes.at(5).at("last_status"), "failed");
  for (const Json& process : processes) {
    const Json detail = door.process(process.at("process_id").get<std::string>());
    EXPECT_FALSE(detail.at("steps").empty());
  }
  EXPECT_EQ(door.get("/api/rehearsal/status").body.at("seed"), 11) << "the seed that is given now";
  const std::string group = list.at("items").at(3).at("subscription_id").get<std::string>();
  EXPECT_FALSE(door.create_user("eve", group).empty());
  EXPECT_EQ(door.get("/api/rehearsal/lists/subscriptions").body.at("total"), 5);
}

// Wherever the machine dies the file is of the old version or of the newest, and of none in between.
TEST_P(KeptDatabase, IsBroughtUpToDateInOneTransaction) {
  const std::string bytes = kept(GetParam());
  ASSERT_FALSE(bytes.empty());
  int64_t effects = 0;
  std::set<std::string> versions;
  for (int64_t after = 0; after <= effects; ++after) {
    store::MemoryFiles disk;
    write_all(disk, store::Slot::Database, bytes);
    store::FaultyFiles files(disk);
    if (after > 0) files.cut_after(after - 1);
    try {
      store::Database db(files);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), "StorageError") << error.what();
    }
    if (after == 0) {
      effects = files.effects();
      ASSERT_EQ(files.passed().size(), 2u) << "before and behind one commit";
    }
    files.lose_power(static_cast<uint64_t>(after));
    sqlite3* raw = nullptr;
    store::Vfs vfs(files);
    ASSERT_EQ(sqlite3_open_v2(store::Vfs::kFileName, &raw, SQLITE_OPEN_READWRITE, vfs.name()), SQLITE_OK);
    sqlite3_exec(raw, "pragma locking_mode = exclusive", nullptr, nullptr, nullptr);
    const auto into = [](void* to, int, char** values, char**) {
      static_cast<std::set<std::string>*>(to)->insert(values[0]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(raw, "pragma user_version", into, &versions, nullptr), SQLITE_OK) << after;
    sqlite3_close(raw);
  }
  EXPECT_GT(effects, 2);
  EXPECT_EQ(versions,
            (std::set<std::string>{std::to_string(GetParam()), std::to_string(store::kSchemaVersion)}));
}

INSTANTIATE_TEST_SUITE_P(EachVersion, KeptDatabase,
                         testing::Range(1, static_cast<int>(store::kSchemaVersion)),
                         testing::PrintToStringParamName());

#endif

}  // namespace
}  // namespace rehearsal::api
