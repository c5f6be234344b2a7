#include "store/page_cache.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <random>
#include <vector>

namespace rehearsal::store {
namespace {

constexpr int kContent = 512;
constexpr int kExtra = 40;
constexpr unsigned kMost = 100;
// What SQLite gives a page for a moment, while two change places.
constexpr unsigned kFarAway = 262'145;

class PageCache : public testing::Test {
 protected:
  PageCache() {
    sqlite3_initialize();
    cache_ = methods_.xCreate(kContent, kExtra, 1);
    methods_.xCachesize(cache_, kMost);
  }
  ~PageCache() override { methods_.xDestroy(cache_); }

  sqlite3_pcache_page* fetch(unsigned number, int create = 2) {
    return methods_.xFetch(cache_, number, create);
  }
  // A page that is new has its number written into it.
  sqlite3_pcache_page* make(unsigned number) {
    sqlite3_pcache_page* page = fetch(number);
    void* first = nullptr;
    std::memcpy(&first, page->pExtra, sizeof first);
    EXPECT_EQ(first, nullptr) << "the pager would take page " << number << " for one that it knows";
    std::memset(page->pBuf, 0xee, kContent);
    std::memset(page->pExtra, 0xee, kExtra);
    std::memcpy(page->pBuf, &number, sizeof number);
    return page;
  }
  static unsigned written(const sqlite3_pcache_page* page) {
    unsigned number = 0;
    std::memcpy(&number, page->pBuf, sizeof number);
    return number;
  }
  void unpin(sqlite3_pcache_page* page, bool discard = false) {
    methods_.xUnpin(cache_, page, discard ? 1 : 0);
  }
  int count() { return methods_.xPagecount(cache_); }

  sqlite3_pcache_methods2 methods_ = page_cache_methods();
  sqlite3_pcache* cache_;
};

TEST_F(PageCache, FindsWhatItHoldsByNumber) {
  EXPECT_EQ(fetch(7, 0), nullptr);
  sqlite3_pcache_page* seven = make(7);
  sqlite3_pcache_page* far = make(70'000);
  EXPECT_EQ(fetch(7, 0), seven);
  EXPECT_EQ(fetch(70'000, 0), far);
  EXPECT_EQ(fetch(8, 0), nullptr);
  EXPECT_EQ(fetch(1'000'000, 0), nullptr);
  EXPECT_EQ(count(), 2);
}

TEST_F(PageCache, WhatWasUsedLeastLatelyMakesRoom) {
  for (unsigned number = 1; number <= kMost; ++number) unpin(make(number));
  unpin(fetch(1, 0));
  unpin(make(kMost + 1));
  EXPECT_EQ(count(), static_cast<int>(kMost));
  EXPECT_EQ(fetch(2, 0), nullptr);
  ASSERT_NE(fetch(1, 0), nullptr);
}

TEST_F(PageCache, WhatIsInUseStays) {
  for (unsigned number = 1; number <= kMost + 20; ++number) make(number);
  EXPECT_EQ(fetch(500, 1), nullptr) << "the pager is to write pages back first";
  EXPECT_EQ(count(), static_cast<int>(kMost + 20));
  for (unsigned number = 1; number <= kMost + 20; ++number) {
    ASSERT_NE(fetch(number, 0), nullptr);
    EXPECT_EQ(written(fetch(number, 0)), number);
    unpin(fetch(number, 0));
  }
  EXPECT_EQ(count(), static_cast<int>(kMost)) << "what was too many is gone when nobody uses it";
}

TEST_F(PageCache, TwoPagesChangePlaces) {
  sqlite3_pcache_page* one = make(1);
  sqlite3_pcache_page* two = make(2);
  methods_.xRekey(cache_, one, 1, kFarAway);
  EXPECT_EQ(fetch(kFarAway, 0), one);
  EXPECT_EQ(fetch(1, 0), nullptr);
  methods_.xRekey(cache_, two, 2, 1);
  methods_.xRekey(cache_, one, kFarAway, 2);
  EXPECT_EQ(fetch(1, 0), two);
  EXPECT_EQ(fetch(2, 0), one);
  EXPECT_EQ(fetch(kFarAway, 0), nullptr);
  EXPECT_EQ(count(), 2);
}

TEST_F(PageCache, APageTakesThePlaceOfAnother) {
  sqlite3_pcache_page* one = make(1);
  unpin(make(2));
  methods_.xRekey(cache_, one, 1, 2);
  EXPECT_EQ(fetch(2, 0), one);
  EXPECT_EQ(count(), 1);
}

TEST_F(PageCache, ShrinksToWhatIsInUse) {
  make(1);
  for (unsigned number = 2; number < 50; ++number) unpin(make(number));
  methods_.xShrink(cache_);
  EXPECT_EQ(count(), 1);
  methods_.xCachesize(cache_, 10);
  for (unsigned number = 2; number < 50; ++number) unpin(make(number));
  EXPECT_EQ(count(), 10);
}

// Whatever is done, a page is there under its number with what was written into it, or it is not there.
TEST_F(PageCache, HoldsWhatAMapWouldHold) {
  std::mt19937 chance(1);
  std::map<unsigned, sqlite3_pcache_page*> in_use;
  const auto number = [&] { return 1 + static_cast<unsigned>(chance() % 3'000); };
  for (int i = 0; i < 200'000; ++i) {
    const unsigned at = number();
    switch (chance() % 8) {
      case 0:
      case 1:
      case 2:
        if (sqlite3_pcache_page* found = fetch(at, 0)) {
          ASSERT_EQ(written(found), at);
          in_use[at] = found;
        } else {
          in_use[at] = make(at);
        }
        break;
      case 3:
      case 4:
      case 5:
        if (!in_use.empty()) {
          const auto it = std::next(in_use.begin(), static_cast<int>(chance() % in_use.size()));
          unpin(it->second, chance() % 4 == 0);
          in_use.erase(it);
        }
        break;
      case 6:
        if (const auto it = in_use.find(at); it != in_use.end()) {
          const unsigned to = number();
          if (in_use.count(to) > 0) break;
          methods_.xRekey(cache_, it->second, at, to);
          std::memcpy(it->second->pBuf, &to, sizeof to);
          in_use[to] = it->second;
          in_use.erase(it);
        }
        break;
      default:
        if (chance() % 100 == 0) {
          methods_.xTruncate(cache_, at);
          in_use.erase(in_use.lower_bound(at), in_use.end());
          ASSERT_EQ(fetch(at, 0), nullptr);
          ASSERT_EQ(fetch(3'000, 0), nullptr);
        }
    }
    ASSERT_LE(count(), static_cast<int>(std::max<size_t>(kMost, in_use.size() + 1)));
  }
  for (const auto& [at, page] : in_use) {
    ASSERT_EQ(fetch(at, 0), page);
    EXPECT_EQ(written(page), at);
  }
}

}  // namespace
}  // namespace rehearsal::store
