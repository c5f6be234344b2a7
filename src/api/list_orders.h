// The orders of lists: which rows a filter, a search and a sort leave, kept while the database is unchanged,
// so that any page of a long list is there at once.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace rehearsal::api {

// An order that can be made in parts.
struct OrderSql {
  // The statement that gives its rows, and the one with two values more: from which row to which, both
  // included.
  std::string whole;
  std::string part;
  // What it is ordered by: expressions over the list's tables, with "asc" or "desc" behind them.
  std::vector<std::string> terms;
  // The statement that gives the highest of the rows.
  std::string last_row;
};

class ListOrders {
 public:
  // The integers that the query gives, in its order; run again only when something was committed since.
  // Valid until the next call.
  const std::vector<int64_t>& rows(store::Database& db, const std::string& sql,
                                   const std::vector<store::Value>& values);

  // The same, no more than a part of it with each call; null until then, and making() tells how far it is.
  // What was begun is begun anew when something is committed meanwhile; at the fourth time it is made as by
  // rows().
  const std::vector<int64_t>* rows_in_parts(store::Database& db, const OrderSql& order,
                                            const std::vector<store::Value>& values);
  struct Made {
    int64_t rows = 0;
    int64_t of = 0;
  };
  Made making() const { return making_ ? Made{making_->next_row - 1, making_->last_row} : Made{}; }

  // The same as it was at `version` (Database::commits()), while it is remembered; else null.
  const std::vector<int64_t>* remembered(const std::string& sql, const std::vector<store::Value>& values,
                                         int64_t version);

 private:
  struct Order {
    std::string sql;
    std::vector<store::Value> values;
    int64_t version = 0;
    std::vector<int64_t> rows;
  };
  // What is made in parts: SQLite sorts it, by an index of a table in memory.
  struct Making {
    Order order;
    int64_t next_row = 1;
    int64_t last_row = 0;
    int beginnings = 1;
  };
  const std::vector<int64_t>& keep(Order made);
  void begin_making(store::Database& db, const OrderSql& order, const std::vector<store::Value>& values);

  std::optional<Making> making_;
  // The last used first.
  std::list<Order> orders_;
};

}  // namespace rehearsal::api
