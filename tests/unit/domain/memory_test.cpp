// Memory runs out at every single allocation of loading, changing and saving a subscription: an error that
// says so, nothing half done, and the next time all goes well.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "allocations.h"
#include "store/transaction.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

// SQLite's own allocations count, too. Its blocks know their size by a word in front of them.
struct CountedSqlite {
  static void* allocate(int size) {
    void* memory = may_allocate() ? std::malloc(static_cast<size_t>(size) + 16) : nullptr;
    if (memory == nullptr) return nullptr;
    *static_cast<int64_t*>(memory) = size;
    return static_cast<char*>(memory) + 16;
  }
  static void release(void* memory) { std::free(static_cast<char*>(memory) - 16); }
  static int size(void* memory) {
    return static_cast<int>(*reinterpret_cast<int64_t*>(static_cast<char*>(memory) - 16));
  }
  static void* resize(void* memory, int wanted) {
    void* moved = allocate(wanted);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, memory, static_cast<size_t>(std::min(size(memory), wanted)));
    release(memory);
    return moved;
  }
  static int round_up(int size) { return (size + 7) & ~7; }
  static int begin(void*) { return SQLITE_OK; }
  static void end(void*) {}

  CountedSqlite() {
    sqlite3_mem_methods counted = {allocate, release, resize, size, round_up, begin, end, nullptr};
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &before);
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counted);
  }
  ~CountedSqlite() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &before);
  }
  CountedSqlite(const CountedSqlite&) = delete;
  CountedSqlite& operator=(const CountedSqlite&) = delete;

  sqlite3_mem_methods before{};
};

TEST(Memory, RunsOutAtEveryAllocationOfLoadingAndSaving) {
  CountedSqlite counted;
  World world;
  const Port port = world.active_port("one");
  const Service service = world.active_service(port.port);
  int64_t round = 0;
  bool finished = false;
  int64_t failed = 0;
  for (int64_t after = 0; !finished; ++after) {
    const int64_t version = world.version_of(service.subscription_id);
    const size_t changed = world.changed.size();
    std::string kind;
    try {
      store::Transaction transaction(world.db);
      Session session{world.db, world.models, world.clock, world.ids, {}, &world.changed};
      allow_allocations(after);
      Service loaded = Service::from_subscription(session, service.subscription_id);
      loaded.service.service_id = ++round;
      loaded.description = "a service with a description of its own, number " + std::to_string(round);
      save(session, loaded);
      transaction.commit();
      finished = allocations_left() >= 0;
      allow_allocations(-1);
    } catch (const std::bad_alloc&) {
      allow_allocations(-1);
      kind = "MemoryError";
    } catch (const Error& error) {
      allow_allocations(-1);
      kind = error.kind();
    }
    SCOPED_TRACE("after allocation " + std::to_string(after));
    ASSERT_TRUE(kind.empty() || kind == "MemoryError") << kind;
    ASSERT_FALSE(world.db.in_transaction());
    world.changed.resize(std::min(changed, world.changed.size()));
    const Service now = Service::from_subscription(world.session, service.subscription_id);
    if (!kind.empty()) {
      ++failed;
      ASSERT_EQ(world.version_of(service.subscription_id), version) << "nothing of it was kept";
    } else {
      ASSERT_EQ(now.service.service_id, round);
      ASSERT_EQ(world.version_of(service.subscription_id), version + 1);
    }
  }
  EXPECT_GT(failed, 100);
  EXPECT_EQ(world.db.integrity_problems(), "");
}

}  // namespace
}  // namespace rehearsal::domain
