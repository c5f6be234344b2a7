// Which rows of subscriptions are written.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace rehearsal::domain {

// Each row that is written is noted, whoever writes it.
class Written {
 public:
  explicit Written(store::Database& db) : db_(db) {
    db_.run_script("create temp table written (what text not null)");
    std::vector<std::string> tables;
    {
      auto rows =
          db_.query("select name from sqlite_schema where type = 'table' and name like 'subscription%'");
      while (rows.step()) tables.push_back(rows.text(0));
    }
    for (const std::string& table : tables) {
      for (const std::string operation : {"insert", "update", "delete"}) {
        db_.run_script("create temp trigger " + operation + "_" + table + " after " + operation +
                       " on main." + table + " begin insert into written values ('" + operation + " " +
                       table + "'); end");
      }
    }
  }
  // Since it was last asked.
  std::string rows() {
    std::string all;
    {
      auto rows = db_.query("select what, count(*) from temp.written group by what order by what");
      while (rows.step()) all += rows.text(0) + " " + std::to_string(rows.integer(1)) + "\n";
    }
    db_.run("delete from temp.written");
    return all;
  }

 private:
  store::Database& db_;
};

}  // namespace rehearsal::domain
