// Descriptions that are made of other subscriptions' values: what is noted, and how it is worked off.
#include "domain/descriptions.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "store/transaction.h"
#include "world.h"

namespace rehearsal::domain {
namespace {

// "Chain a > b > c": the names of all nodes, whosever they are.
std::string names_of_nodes(const Subscription& chain) {
  std::string all = "Chain";
  const std::vector<Block>* at = &chain.blocks("node");
  for (; !at->empty(); at = &at->front().blocks("next")) {
    const Json& name = at->front().value("node_name");
    if (name == "nameless") throw value_error("It has no name.");
    if (name == "broken") throw std::logic_error("Nobody thought of it.");
    if (name == "unreadable") throw Error("StorageError", "The disk is gone.");
    all += (at == &chain.blocks("node") ? " " : " > ") + (name.is_string() ? name.get<std::string>() : "?");
  }
  return all;
}

struct Described {
  World world;
  Models models;
  Session session{world.db,      models, world.clock, world.ids, "00000000-0000-4000-8000-0000000000f2",
                  &world.changed};

  Described() {
    models.add_block(*world.models.find_block("NodeBlock"));
    for (Models::Entry entry : world.models.products()) {
      if (entry.product.name != "Chain") continue;
      entry.product.describe = names_of_nodes;
      models.add_product(entry.product, *entry.type);
    }
  }
  // A node before another subscription's.
  std::string add(const char* name, const std::string& next = {}) {
    Subscription chain = from_product_id(session, kChainProduct, kCustomer);
    chain.blocks("node").front().set("node_name", name);
    if (!next.empty()) point(chain, next);
    chain.description = names_of_nodes(chain);
    chain.insync = true;
    save(session, chain);
    return chain.subscription_id;
  }
  void point(Subscription& chain, const std::string& next) {
    chain.blocks("node").front().blocks("next") = load_unchecked(session, next).blocks("node");
  }
  void rename(const std::string& id, const char* name) {
    Subscription chain = load_unchecked(session, id);
    chain.blocks("node").front().set("node_name", name);
    save(session, chain);
    world.changed.clear();
  }
  void refresh_once(int64_t most) {
    store::Transaction transaction(world.db, store::Durable::Turn);
    refresh_descriptions(session, most);
    transaction.commit();
  }
  // Works off what is noted, and gives in how many parts.
  int refresh(int64_t most) {
    int parts = 0;
    for (; has_stale_descriptions(world.db) && parts < 1000; ++parts) refresh_once(most);
    return parts;
  }
  std::string description(const std::string& id) {
    auto rows = world.db.query("select description from subscriptions where subscription_id = ?", id);
    return rows.step() ? rows.text(0) : "";
  }
};

TEST(Descriptions, FollowTheValuesOfOtherSubscriptions) {
  Described all;
  const std::string last = all.add("last");
  const std::string user = all.add("user", last);
  const std::string ended = all.add("ended", last);
  all.world.set_status(ended, SubscriptionLifecycle::TERMINATED);
  EXPECT_FALSE(has_stale_descriptions(all.world.db)) << "what is new is used by nobody";
  all.rename(last, "renamed");
  EXPECT_EQ(all.description(user), "Chain user > last") << "not in the change itself";
  const int64_t version = all.world.version_of(user);
  all.session.process_id = "another";
  all.refresh(100);
  EXPECT_EQ(all.description(user), "Chain user > renamed");
  EXPECT_EQ(all.description(ended), "Chain ended > last") << "it has ended";
  EXPECT_EQ(all.description(last), "Chain last") << "its own words are those of whoever changed it";
  EXPECT_EQ(all.world.version_of(user), version + 1);
  EXPECT_EQ(all.world.changed, std::vector<std::string>{user});
  EXPECT_EQ(all.world.count("select count(*) from subscription_revisions where model like '%> renamed%' and "
                            "process_id = '00000000-0000-4000-8000-0000000000f2' and subscription_id = ?",
                            user),
            1)
      << "on behalf of the process that changed the value";
  all.refresh(100);
  EXPECT_EQ(all.world.changed.size(), 1u) << "done is done";
}

TEST(Descriptions, FollowThroughWhateverLiesBetween) {
  Described all;
  const std::string third = all.add("3");
  const std::string second = all.add("2", third);
  const std::string first = all.add("1", second);
  all.rename(third, "three");
  all.refresh(100);
  EXPECT_EQ(all.description(second), "Chain 2 > three");
  EXPECT_EQ(all.description(first), "Chain 1 > 2 > three");

  // Another block below, and none.
  Subscription middle = load_unchecked(all.session, second);
  all.point(middle, all.add("other"));
  save(all.session, middle);
  all.refresh(100);
  EXPECT_EQ(all.description(first), "Chain 1 > 2 > other");
  middle = load_unchecked(all.session, second);
  middle.blocks("node").front().blocks("next").clear();
  save(all.session, middle);
  all.refresh(100);
  EXPECT_EQ(all.description(first), "Chain 1 > 2");
}

TEST(Descriptions, APartIsNoLargerThanIsAskedFor) {
  for (const int64_t most : {1, 7, 8, 1000}) {
    Described all;
    const std::string last = all.add("last");
    std::vector<std::string> users;
    for (int i = 0; i < 30; ++i) users.push_back(all.add(std::to_string(i).c_str(), last));
    all.rename(last, "renamed");
    size_t before = 0;
    for (int parts = 0; has_stale_descriptions(all.world.db); ++parts) {
      ASSERT_LT(parts, 100);
      all.refresh_once(most);
      EXPECT_LE(all.world.changed.size() - before, static_cast<size_t>(most));
      before = all.world.changed.size();
    }
    EXPECT_EQ(all.world.changed, users) << "each once, in their order; in parts of " << most;
    for (int i = 0; i < 30; ++i)
      EXPECT_EQ(all.description(users[static_cast<size_t>(i)]), "Chain " + std::to_string(i) + " > renamed");
  }
}

TEST(Descriptions, APartIsBoundByItsBlocksAndNotByItsUses) {
  constexpr int64_t kMost = 32;
  constexpr int kNodes = 30;
  Described all;
  const std::string last = all.add("last");
  std::vector<std::string> users;
  for (int i = 0; i < 8; ++i) {
    Subscription chain = from_product_id(all.session, kChainProduct, kCustomer);
    Block* at = &chain.blocks("node").front();
    for (int nodes = 1; nodes < kNodes; ++nodes) {
      at->set("node_name", "n");
      at->blocks("next").push_back(new_block(all.session, *at->type, chain.subscription_id));
      at = &at->blocks("next").front();
    }
    at->set("node_name", "user");
    at->blocks("next") = load_unchecked(all.session, last).blocks("node");
    save(all.session, chain);
    users.push_back(chain.subscription_id);
  }
  all.rename(last, "renamed");
  size_t before = 0;
  for (int parts = 0; all.world.changed.size() < users.size(); ++parts) {
    ASSERT_LT(parts, 100);
    all.refresh_once(kMost);
    EXPECT_LE(all.world.changed.size() - before, 2u) << "the second one goes beyond what is asked for";
    before = all.world.changed.size();
  }
  all.refresh(kMost);
  EXPECT_EQ(all.world.changed, users) << "each once, in their order";
}

TEST(Descriptions, AnotherChangeMeanwhileBeginsAnew) {
  Described all;
  const std::string last = all.add("last");
  std::vector<std::string> users;
  for (int i = 0; i < 30; ++i) users.push_back(all.add("user", last));
  all.rename(last, "once");
  all.refresh_once(10);
  EXPECT_EQ(all.description(users.front()), "Chain user > once");
  all.rename(last, "twice");
  all.refresh(10);
  for (const std::string& user : users) EXPECT_EQ(all.description(user), "Chain user > twice");
}

TEST(Descriptions, OneThatCannotBeDescribedKeepsItsWordsAndTheOthersGetTheirs) {
  Described all;
  const std::string last = all.add("last");
  const std::string odd = all.add("odd", last);
  const std::string user = all.add("user", last);
  all.world.db.run("update subscription_instance_values set value = 'nameless' where value = 'odd'");
  all.rename(last, "renamed");
  all.refresh(100);
  EXPECT_EQ(all.description(odd), "Chain odd > last");
  EXPECT_EQ(all.description(user), "Chain user > renamed");
  all.world.db.run("update subscription_instance_values set value = 'broken' where value = 'nameless'");
  all.rename(last, "again");
  all.refresh(100);
  EXPECT_EQ(all.description(odd), "Chain odd > last") << "whatever is thrown";
  EXPECT_EQ(all.description(user), "Chain user > again");
  all.world.db.run("update subscription_instance_values set value = 'unreadable' where value = 'broken'");
  all.rename(last, "once more");
  EXPECT_EQ(error_of([&] { all.refresh(100); }), "StorageError: The disk is gone.");
}

TEST(Descriptions, OneWhoseWordsCannotBeWrittenIsLeftAsItWas) {
  Described all;
  const std::string last = all.add("last");
  const std::string odd = all.add("odd", last);
  const std::string user = all.add("user", last);
  all.rename(last, "renamed");
  const int64_t version = all.world.version_of(odd);
  all.world.db.run_script(
      "create trigger refuse before insert on subscription_revisions when "
      "new.subscription_id = '" +
      odd + "' begin select raise(abort, 'no'); end");
  all.refresh(100);
  EXPECT_EQ(all.description(odd), "Chain odd > last");
  EXPECT_EQ(all.world.version_of(odd), version) << "no half of it";
  EXPECT_EQ(all.description(user), "Chain user > renamed");
}

TEST(Descriptions, ACircleInTheDatabaseHasAnEnd) {
  Described all;
  const std::string last = all.add("last");
  const std::string user = all.add("user", last);
  const auto instance = [&](const std::string& id) {
    auto rows = all.world.db.query(
        "select subscription_instance_id from subscription_instances where subscription_id = ?", id);
    return rows.step() ? rows.text(0) : "";
  };
  all.rename(last, "renamed");
  all.world.db.run(
      "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
      "domain_model_attr) "
      "values (?, ?, 0, 'next')",
      instance(last), instance(user));
  EXPECT_LT(all.refresh(100), 100);
  EXPECT_EQ(all.description(user), "Chain user > last") << "it cannot be loaded";
}

std::string color_of_next(const Subscription& chain) {
  const auto& next = chain.blocks("node").front().blocks("next");
  return next.empty() ? "Chain" : "Chain before " + dump_json(next.front().value("color"));
}

TEST(Descriptions, FollowAFieldThatTheCodeGivesToAllInstances) {
  Described all;
  const std::string last = all.add("last");
  const std::string user = all.add("user", last);
  Models newer;
  BlockType node = *all.models.find_block("NodeBlock");
  node.fields.push_back({.name = "color", .initial = "red"});
  newer.add_block(node);
  const Models::Entry& chain = *all.models.find_product("Chain");
  Product product = chain.product;
  product.describe = color_of_next;
  newer.add_product(product, *chain.type);
  Session session{all.world.db, newer, all.world.clock, all.world.ids, {}, nullptr};
  add_missing_products(session);
  EXPECT_TRUE(has_stale_descriptions(all.world.db));
  store::Transaction transaction(all.world.db);
  refresh_descriptions(session, 100);
  transaction.commit();
  EXPECT_EQ(all.description(user), "Chain before \"red\"");
}

}  // namespace
}  // namespace rehearsal::domain
