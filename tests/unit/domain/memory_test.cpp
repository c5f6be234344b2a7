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

// Does the change once for each of its allocations, of which that one and all later ones fail, and at last
// without. `change` gets the loaded subscription and a number that is another one each time; `is_done` says
// whether that is what is stored.
template <class Change, class IsDone>
void run_out_everywhere(World& world, const std::string& subscription_id, Change change, IsDone is_done) {
  int64_t round = 0;
  bool finished = false;
  int64_t failed = 0;
  for (int64_t after = 0; !finished; ++after) {
    const int64_t version = world.version_of(subscription_id);
    const size_t changed = world.changed.size();
    std::string kind;
    try {
      store::Transaction transaction(world.db);
      Session session{world.db, world.models, world.clock, world.ids, {}, &world.changed};
      allow_allocations(after);
      Service loaded = Service::from_subscription(session, subscription_id);
      change(session, loaded, ++round);
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
    const Service now = Service::from_subscription(world.session, subscription_id);
    if (!kind.empty()) {
      ++failed;
      ASSERT_EQ(world.version_of(subscription_id), version) << "nothing of it was kept";
    } else {
      ASSERT_TRUE(is_done(now, round));
      ASSERT_EQ(world.version_of(subscription_id), version + 1);
    }
  }
  EXPECT_GT(failed, 100);
  EXPECT_EQ(world.db.integrity_problems(), "");
}

TEST(Memory, RunsOutAtEveryAllocationOfLoadingAndSaving) {
  CountedSqlite counted;
  World world;
  const Service service = world.active_service(world.active_port("one").port);
  run_out_everywhere(
      world, service.subscription_id,
      [](Session&, Service& loaded, int64_t round) {
        loaded.service.service_id = round;
        loaded.description = "a service with a description of its own, number " + std::to_string(round);
      },
      [](const Service& now, int64_t round) { return now.service.service_id == round; });
}

// A block with a list is made anew each time, and the one before goes.
TEST(Memory, RunsOutAtEveryAllocationOfMakingAndRemovingBlocks) {
  CountedSqlite counted;
  World world;
  const Service service = world.active_service(world.active_port("one").port);
  run_out_everywhere(
      world, service.subscription_id,
      [](Session& session, Service& loaded, int64_t round) {
        auto member = PortBlock::create(session, loaded.subscription_id);
        member.port_name = "a member with a name of its own, number " + std::to_string(round);
        member.tags = {"one", "two", std::to_string(round)};
        loaded.service.members = {member};
      },
      [](const Service& now, int64_t round) {
        return now.service.members.size() == 1 &&
               now.service.members.front().tags.back() == std::to_string(round);
      });
}

}  // namespace
}  // namespace rehearsal::domain
