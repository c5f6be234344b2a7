// The orders of lists: which rows a filter, a search and a sort leave, kept while the database is unchanged,
// so that any page of a long list is there at once.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <vector>

#include "store/database.h"

namespace rehearsal::api {

class ListOrders {
 public:
  // The integers that the query gives, in its order; run again only when something was committed since.
  // Valid until the next call.
  const std::vector<int64_t>& rows(store::Database& db, const std::string& sql,
                                   const std::vector<store::Value>& values);

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
  // The last used first.
  std::list<Order> orders_;
};

}  // namespace rehearsal::api
