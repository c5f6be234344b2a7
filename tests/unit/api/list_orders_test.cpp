// Orders of lists that are made in parts: the same rows as in one go.
#include "api/list_orders.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "api/door.h"
#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::api {
namespace {

using store::Value;

struct Books {
  static constexpr int64_t kBooks = 9001;

  store::MemoryFiles files;
  store::Database db{files};
  ListOrders orders;

  Books() {
    db.run_script("create table books (sequence integer primary key, name text, pages integer)");
    store::Transaction transaction(db);
    for (int64_t i = 0; i < kBooks; ++i) {
      const bool is_unnamed = i % 11 == 0;
      db.run("insert into books (name, pages) values (iif(?, null, ?), ?)", is_unnamed,
             "book " + std::to_string(i * 7919 % 97), i * 104729 % 41);
    }
    transaction.commit();
  }
  void buy() {
    store::Transaction transaction(db);
    db.run("insert into books (name, pages) values ('new', 1)");
    transaction.commit();
  }

  OrderSql order(const std::string& where, const std::vector<std::string>& terms) const {
    OrderSql order;
    order.terms = terms;
    std::string clause;
    std::string keys;
    for (const std::string& term : terms) {
      clause += (clause.empty() ? " order by " : ", ") + term;
      keys += term.substr(0, term.rfind(' ')) + ", ";
    }
    order.whole = "select b.sequence from books b where " + where + clause;
    order.part =
        "select " + keys + "b.sequence from books b where " + where + " and b.sequence between ? and ?";
    order.last_row = "select max(b.sequence) from books b";
    return order;
  }
  // Asked until it is there.
  const std::vector<int64_t>& in_parts(const OrderSql& order, const std::vector<Value>& values, int& calls) {
    for (calls = 1;; ++calls) {
      if (const auto* rows = orders.rows_in_parts(db, order, values)) return *rows;
    }
  }
};

TEST(ListOrders, PartsMakeTheSameOrderAsOneGo) {
  const std::vector<Value> values = {Value{int64_t{20}}};
  for (const std::vector<std::string>& terms : {std::vector<std::string>{"b.sequence desc"},
                                                {"lower(b.name) asc", "b.sequence desc"},
                                                {"b.name desc", "b.pages asc", "b.sequence asc"},
                                                {"b.pages desc", "b.sequence desc"}}) {
    Books books;
    const OrderSql order = books.order("b.pages <> ?", terms);
    int calls = 0;
    const std::vector<int64_t> rows = books.in_parts(order, values, calls);
    EXPECT_EQ(calls, 5) << "as many as it has parts";
    ListOrders others;
    EXPECT_EQ(rows, others.rows(books.db, order.whole, values)) << terms.front();
    EXPECT_GT(rows.size(), 8000u);
    books.in_parts(order, values, calls);
    EXPECT_EQ(calls, 1) << "it is remembered";
  }
}

TEST(ListOrders, HowFarItIsIsSaid) {
  Books books;
  const OrderSql order = books.order("1", {"b.name asc", "b.sequence desc"});
  EXPECT_EQ(books.orders.rows_in_parts(books.db, order, {}), nullptr);
  EXPECT_EQ(books.orders.making().of, Books::kBooks);
  const int64_t first = books.orders.making().rows;
  EXPECT_GT(first, 0);
  EXPECT_EQ(books.orders.rows_in_parts(books.db, order, {}), nullptr);
  EXPECT_EQ(books.orders.making().rows, 2 * first);
}

TEST(ListOrders, ACommitBeginsAnewAndInTheEndItIsThereAllTheSame) {
  Books books;
  const OrderSql order = books.order("1", {"b.name asc", "b.sequence desc"});
  int calls = 1;
  const std::vector<int64_t>* rows = books.orders.rows_in_parts(books.db, order, {});
  for (; !rows; ++calls) {
    books.buy();
    rows = books.orders.rows_in_parts(books.db, order, {});
  }
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(static_cast<int64_t>(rows->size()), Books::kBooks + 3);
}

TEST(ListOrders, AnotherOrderTakesThePlaceOfOneThatIsBegun) {
  Books books;
  const OrderSql one = books.order("1", {"b.name asc", "b.sequence desc"});
  const OrderSql other = books.order("1", {"b.pages asc", "b.sequence desc"});
  EXPECT_EQ(books.orders.rows_in_parts(books.db, one, {}), nullptr);
  int calls = 0;
  EXPECT_EQ(books.in_parts(other, {}, calls).size(), static_cast<size_t>(Books::kBooks));
  EXPECT_EQ(books.in_parts(one, {}, calls).size(), static_cast<size_t>(Books::kBooks));
  EXPECT_EQ(calls, 5);
}

// What the page asks for a long list; whoever does not ask for parts gets the whole.
TEST(ListOrders, ThroughTheDoorAPartIsNoAnswerYet) {
  Door door;
  door.engine.reset();
  {
    store::Database db(door.files);
    store::Transaction transaction(db);
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3500) select printf("
        "'00000000-0000-4000-9000-%012d', i), 'group ' || (i * 7919 % 3500), 'active', ?, 'c', 1 from n",
        kUserGroup);
    transaction.commit();
  }
  door.die_and_open_again();
  const std::string list = "/api/rehearsal/lists/subscriptions";
  const Json query = {{"sort", "description,desc"}, {"limit", "3"}, {"in_parts", "true"}};
  Reply reply = door.get(list, query);
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(reply.body, Json({{"made", 2000}, {"of", 3500}}));
  reply = door.get(list, query);
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.at("total"), 3500);
  Json whole = query;
  whole.erase("in_parts");
  EXPECT_EQ(reply.body, door.get(list, whole).body);
  Json other = whole;
  other["sort"] = "description,asc";
  EXPECT_EQ(door.get(list, other).status, 200);
  EXPECT_EQ(door.get(list, {{"limit", "3"}, {"in_parts", "true"}}).status, 200) << "an index finds these";
  // Searches, too: what is found in parts is what is found in one go, and in the same order.
  for (const char* search :
       {"group", "group -status:terminated", "\"group 17\"", "user", "administration", "-group",
        "subscription_id:00000000-0000-4000-9000-0000000000", "00000000-0000-4000-9000-00000000",
        "(1 | 2) group", "product_id:00000000-0000-4000-8000-000000000001", "start_date:>2000-01-01"}) {
    Json asked = {{"query", search}, {"sort", "description,asc"}, {"limit", "1000"}, {"in_parts", "true"}};
    int calls = 0;
    do {
      reply = door.get(list, asked);
      ++calls;
    } while (reply.status == 202 && calls < 10);
    ASSERT_EQ(reply.status, 200) << search << dump_json(reply.body);
    EXPECT_EQ(calls, 2) << search;
    Json again = asked;
    again.erase("in_parts");
    // Not the order that is remembered: one that is made in one go.
    again["sort"] = "description,asc,insync,asc";
    const Json in_one_go = door.get(list, again).body;
    EXPECT_EQ(reply.body.at("total"), in_one_go.at("total")) << search;
    EXPECT_EQ(reply.body.at("items"), in_one_go.at("items")) << search;
  }
}

}  // namespace
}  // namespace rehearsal::api
