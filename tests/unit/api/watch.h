// The statements that the engine's connection runs.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace rehearsal::api {

inline std::vector<sqlite3*>& connections() {
  static std::vector<sqlite3*> all;
  return all;
}
inline int on_open(sqlite3* connection, const char**, const void*) {
  connections().push_back(connection);
  return SQLITE_OK;
}
using Entry = void (*)();

// Sees every connection that is opened while it lives, and the statements that are kept in the first: later
// ones are those of copies.
class Watch {
 public:
  Watch() {
    sqlite3_initialize();
    connections().clear();
    sqlite3_auto_extension(reinterpret_cast<Entry>(on_open));
  }
  ~Watch() { sqlite3_cancel_auto_extension(reinterpret_cast<Entry>(on_open)); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void look() {
    sqlite3* const connection = connections().front();
    for (sqlite3_stmt* each = sqlite3_next_stmt(connection, nullptr); each;
         each = sqlite3_next_stmt(connection, each)) {
      const char* sql = sqlite3_sql(each);
      if (sql && !sqlite3_stmt_isexplain(each)) seen.insert(sql);
    }
  }

  // How much SQLite has worked on each statement that is kept, since it was last asked.
  static std::map<std::string, int> work() { return status_of(SQLITE_STMTSTATUS_VM_STEP); }
  // The same for how often each was run.
  static std::map<std::string, int> runs() { return status_of(SQLITE_STMTSTATUS_RUN); }
  static std::map<std::string, int> status_of(int what) {
    std::map<std::string, int> done;
    sqlite3* const connection = connections().front();
    for (sqlite3_stmt* each = sqlite3_next_stmt(connection, nullptr); each;
         each = sqlite3_next_stmt(connection, each)) {
      if (sqlite3_sql(each)) done[sqlite3_sql(each)] = sqlite3_stmt_status(each, what, 1);
    }
    return done;
  }

  // The lines of the statement's plan.
  static std::vector<std::string> plan_of(const std::string& sql) {
    std::vector<std::string> lines;
    sqlite3_stmt* explain = nullptr;
    const std::string asked = "explain query plan " + sql;
    EXPECT_EQ(sqlite3_prepare_v2(connections().front(), asked.c_str(), -1, &explain, nullptr), SQLITE_OK)
        << sql;
    while (sqlite3_step(explain) == SQLITE_ROW)
      lines.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(explain, 3)));
    sqlite3_finalize(explain);
    return lines;
  }

  std::set<std::string> seen;
};

}  // namespace rehearsal::api
