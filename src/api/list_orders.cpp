#include "api/list_orders.h"

#include <algorithm>
#include <utility>

namespace rehearsal::api {
namespace {

// An order of 100,000 rows takes 0.8 MB.
constexpr size_t kMostOrders = 8;
// A part takes at most about 10 ms.
constexpr int64_t kPart = 2000;
constexpr int kMostBeginnings = 3;

void run_list(store::Database& db, const std::string& sql, const std::vector<store::Value>& values) {
  auto rows = db.query_list(sql, values);
  while (rows.step()) {
  }
}

// The same order over the columns that hold the values of the terms.
std::string order_of_terms(const std::vector<std::string>& terms) {
  std::string order;
  for (size_t i = 0; i < terms.size(); ++i) {
    const std::string& term = terms[i];
    const bool is_descending = term.size() > 5 && term.compare(term.size() - 5, 5, " desc") == 0;
    order.append(order.empty() ? "k" : ", k")
        .append(std::to_string(i))
        .append(is_descending ? " desc" : " asc");
  }
  return order;
}

}  // namespace

const std::vector<int64_t>& ListOrders::rows(store::Database& db, const std::string& sql,
                                             const std::vector<store::Value>& values) {
  const int64_t version = db.commits();
  if (const std::vector<int64_t>* known = remembered(sql, values, version)) return *known;
  Order made{sql, values, version, {}};
  // Said in the statement, so that whoever reads it knows why it may look at every row.
  auto rows = db.query_list("/* once per commit */ " + sql, values);
  while (rows.step()) made.rows.push_back(rows.integer(0));
  return keep(std::move(made));
}

const std::vector<int64_t>* ListOrders::rows_in_parts(store::Database& db, const OrderSql& order,
                                                      const std::vector<store::Value>& values) {
  const int64_t version = db.commits();
  if (const std::vector<int64_t>* known = remembered(order.whole, values, version)) return known;
  const bool is_known = making_ && making_->order.sql == order.whole && making_->order.values == values;
  if (!is_known || making_->order.version != version) {
    const int beginnings = is_known ? making_->beginnings + 1 : 1;
    if (beginnings > kMostBeginnings) {
      making_.reset();
      return &rows(db, order.whole, values);
    }
    begin_making(db, order, values);
    making_->beginnings = beginnings;
  }
  // Taken out meanwhile: what fails half-way is begun anew.
  Making made = std::move(*std::exchange(making_, std::nullopt));
  std::vector<store::Value> part = values;
  part.emplace_back(made.next_row);
  part.emplace_back(made.next_row + kPart - 1);
  run_list(db, "insert into temp.order_in_parts " + order.part, part);
  made.next_row += kPart;
  if (made.next_row <= made.last_row) {
    making_ = std::move(made);
    return nullptr;
  }
  {
    auto rows =
        db.query("/* once per commit */ select row from temp.order_in_parts indexed by in_order order by " +
                 order_of_terms(order.terms));
    while (rows.step()) made.order.rows.push_back(rows.integer(0));
  }
  db.run_script("drop table temp.order_in_parts");
  return &keep(std::move(made.order));
}

void ListOrders::begin_making(store::Database& db, const OrderSql& order,
                              const std::vector<store::Value>& values) {
  making_.reset();
  std::string columns;
  for (size_t i = 0; i < order.terms.size(); ++i) columns += "k" + std::to_string(i) + ", ";
  db.run_script("drop table if exists temp.order_in_parts; create temp table order_in_parts (" + columns +
                "row integer); create index temp.in_order on order_in_parts (" + order_of_terms(order.terms) +
                ", row)");
  Making made;
  made.order = {order.whole, values, db.commits(), {}};
  auto rows = db.query(order.last_row);
  if (rows.step()) made.last_row = rows.integer(0);
  making_ = std::move(made);
}

const std::vector<int64_t>& ListOrders::keep(Order made) {
  if (orders_.size() == kMostOrders) orders_.pop_back();
  orders_.push_front(std::move(made));
  return orders_.front().rows;
}

const std::vector<int64_t>* ListOrders::remembered(const std::string& sql,
                                                   const std::vector<store::Value>& values, int64_t version) {
  const auto found = std::find_if(orders_.begin(), orders_.end(), [&](const Order& order) {
    return order.version == version && order.sql == sql && order.values == values;
  });
  if (found == orders_.end()) return nullptr;
  orders_.splice(orders_.begin(), orders_, found);
  return &orders_.front().rows;
}

}  // namespace rehearsal::api
