// What the commits cost that keep the full-text index fresh, however many there were before.
#include "store/search_index.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "store/database.h"
#include "store/transaction.h"

namespace rehearsal::store {
namespace {

struct Indexed : testing::Test {
  static constexpr int64_t kSubscriptions = 20000;
  static constexpr int64_t kTogether = 32;

  MemoryFiles files;
  Database db{files};

  Indexed() {
    Transaction transaction(db);
    db.run(
        "insert into products (product_id, name, description, product_type, tag, status, created_at) values "
        "('p', 'Product', 'a product', 'P', '', 'active', 0)");
    db.run(
        "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync) "
        "with recursive n(i) as (select 1 union all select i + 1 from n limit ?) select i, 'number ' || i || "
        "' of many that are ' || (i * 7919 % 10007) || ' long', "
        "'active', 'p', 'c', 1 from n",
        kSubscriptions);
    transaction.commit();
  }
  int64_t number(std::string_view sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.integer(0) : -1;
  }
  // Gives other words to some subscriptions, and tells how many rows that changed, the index's own included:
  // one for each of its pages.
  int64_t write(int64_t commit) {
    const int64_t before = db.total_changes();
    const int64_t first = commit * kTogether % kSubscriptions;
    Transaction transaction(db);
    db.run(
        "update subscriptions set note = 'word' || (sequence * ?1 % 7919) where sequence between ?2 and ?3",
        commit + 1, first + 1, first + kTogether);
    transaction.commit();
    return db.total_changes() - before;
  }
};

TEST_F(Indexed, NoCommitBringsMuchOfItTogetherAtOnce) {
  int64_t most = 0;
  int64_t all = 0;
  constexpr int64_t kCommits = 620;
  for (int64_t commit = 0; commit < kCommits; ++commit) {
    const int64_t rows = write(commit);
    most = std::max(most, rows);
    all += rows;
  }
  EXPECT_LT(most, 600) << "on average " << all / kCommits;
  EXPECT_LT(number("select count(distinct segid) from search_words_idx"), 64);
  EXPECT_EQ(number("select count(*) from search_words where search_words match 'number'"), kSubscriptions);
  // The last words of the first of them.
  EXPECT_GE(number("select count(*) from search_words where search_words match 'word601'"), 1);
}

TEST_F(Indexed, MergingHasAnEnd) {
  for (int64_t commit = 0; commit < 50; ++commit) write(commit);
  Transaction transaction(db);
  int steps = 0;
  while (merge_search(db, 16) && steps < 1000) ++steps;
  EXPECT_LT(steps, 1000);
  EXPECT_FALSE(merge_search(db, 16));
  transaction.commit();
  EXPECT_EQ(number("select count(*) from search_words where search_words match 'number'"), kSubscriptions);
}

}  // namespace
}  // namespace rehearsal::store
