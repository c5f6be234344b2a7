// User and User Group as the recordings have them: the products' rows, and the exercise's steps played on the models.
#include <gtest/gtest.h>

#include "catalog/workshop/products/user.h"
#include "core/ids.h"
#include "domain/product_rows.h"
#include "store/database.h"

namespace rehearsal::catalog {
namespace {

constexpr const char* kUserGroupProduct = "00000000-0000-4000-8000-000000000001";
constexpr const char* kUserInternal = "00000000-0000-4000-8000-000000000002";
constexpr const char* kUserExternal = "00000000-0000-4000-8000-000000000003";
constexpr const char* kCustomer = "00000000-0000-4000-8000-0000000000c1";

struct Workshop {
  store::MemoryFiles files;
  store::Database db{files};
  domain::Models models;
  Clock clock = Clock::standing(parse_iso("2026-11-23T10:00:00Z"));
  Ids ids{1, "workshop"};
  domain::Session session{db, models, clock, ids, {}};

  Workshop() {
    add_user_group_products(models);
    add_user_products(models);
    domain::add_missing_products(session);
  }

  std::string lines(std::string_view sql) {
    std::string all;
    auto rows = db.query(sql);
    while (rows.step()) {
      for (int i = 0; i < rows.columns(); ++i) all += (i ? "|" : "") + rows.text(i);
      all += "\n";
    }
    return all;
  }

  UserGroup group(const std::string& name) {
    auto inactive = UserGroupInactive::from_product_id(session, kUserGroupProduct, kCustomer);
    inactive.user_group.group_name = name;
    inactive.description = "User group " + name;
    auto provisioning = domain::from_other_lifecycle<UserGroupProvisioning>(session, inactive);
    provisioning.user_group.group_id = crc32(name);
    auto group = domain::from_other_lifecycle<UserGroup>(session, provisioning);
    domain::save(session, group);
    return group;
  }
};

// domain/products.json.
TEST(WorkshopProducts, RowsAreTheRecorded) {
  Workshop workshop;
  EXPECT_EQ(workshop.lines("select product_id, name, description, product_type, status, tag from products order by name"),
            "00000000-0000-4000-8000-000000000001|User Group|user group administration|UserGroup|active|GROUP\n"
            "00000000-0000-4000-8000-000000000003|User external|user administration - external|User|active|USER_EXT\n"
            "00000000-0000-4000-8000-000000000002|User internal|user administration - internal|User|active|USER_INT\n");
  EXPECT_EQ(workshop.lines("select p.name, f.name, f.value from fixed_inputs f join products p using (product_id) order by "
                           "p.name"),
            "User external|affiliation|external\nUser internal|affiliation|internal\n");
  EXPECT_EQ(workshop.lines("select product_block_id, name, description, tag, status from product_blocks order by name desc"),
            "00000000-0000-4000-8000-000000000011|UserGroupBlock|user group block|UGB|active\n"
            "00000000-0000-4000-8000-000000000012|UserBlock|user block|UB|active\n");
  EXPECT_EQ(workshop.lines("select b.name, t.resource_type, t.description from product_block_resource_types join "
                           "product_blocks b using (product_block_id) join resource_types t using (resource_type_id) order "
                           "by b.name, t.resource_type"),
            "UserBlock|age|age of the user\nUserBlock|user_id|id of the user\nUserBlock|username|name of the user\n"
            "UserGroupBlock|group_id|id of the user group\nUserGroupBlock|group_name|name of the user group\n");
  EXPECT_EQ(workshop.lines("select a.name, b.name from product_block_relations r join product_blocks a on "
                           "a.product_block_id = r.in_use_by_id join product_blocks b on b.product_block_id = "
                           "r.depends_on_id"),
            "UserBlock|UserGroupBlock\n");
}

// exercise/create_user.json: each step loads what the one before saved; the versions are the recorded.
TEST(WorkshopProducts, TheExerciseOnTheModels) {
  Workshop workshop;
  domain::Session& session = workshop.session;
  const UserGroup group = workshop.group("staff");

  const auto created = UserInactive::from_product_id(session, kUserInternal, kCustomer);
  domain::save(session, created);
  const std::string id = created.subscription_id;
  EXPECT_EQ(created.version, 1);
  EXPECT_EQ(created.description, "Initial subscription of user administration - internal");
  EXPECT_EQ(created.user.group.owner_subscription_id, id);

  auto initial = UserInactive::from_subscription(session, id);
  EXPECT_EQ(initial.version, 1);
  initial.user.username = "ann";
  initial.user.age = 33;
  initial.user.group = UserGroup::from_subscription(session, group.subscription_id).user_group;
  initial.description = "User ann from group " + initial.user.group.group_name.value_or("") + " (" +
                        std::string(to_text(initial.affiliation)) + ")";
  domain::save(session, domain::from_other_lifecycle<UserProvisioning>(session, initial));

  auto provisioning = UserProvisioning::from_subscription(session, id);
  EXPECT_EQ(provisioning.version, 2);
  EXPECT_EQ(provisioning.user.username, "ann");
  EXPECT_EQ(provisioning.user.user_id, std::nullopt);
  provisioning.user.user_id = crc32("ann");
  domain::save(session, provisioning);

  const domain::Subscription generic = domain::from_subscription(session, id);
  EXPECT_EQ(generic.version, 2);
  domain::save(session, domain::from_other_lifecycle(session, generic, SubscriptionLifecycle::ACTIVE));
  domain::Subscription active = domain::from_subscription(session, id);
  EXPECT_EQ(active.version, 3);
  active.insync = true;
  domain::save(session, active);

  const User user = User::from_subscription(session, id);
  EXPECT_EQ(user.version, 4);
  EXPECT_EQ(user.user.user_id, 3877663347);
  EXPECT_EQ(user.user.age, 33);
  EXPECT_EQ(user.description, "User ann from group staff (internal)");
  EXPECT_EQ(user.user.group.subscription_instance_id, group.user_group.subscription_instance_id);
  EXPECT_EQ(user.user.group.owner_subscription_id, group.subscription_id);
  const Json state = domain::to_state(user);
  EXPECT_EQ(state["affiliation"], "internal");
  EXPECT_EQ(state["user"]["group"]["group_id"], 1114567570);

  // S03, S04.
  EXPECT_EQ(workshop.lines("select b.name from subscription_instances i join product_blocks b using (product_block_id) "
                           "where subscription_id = '" + id + "'"),
            "UserBlock\n");
  EXPECT_EQ(workshop.lines("select t.resource_type, v.value from subscription_instance_values v join resource_types t using "
                           "(resource_type_id) where subscription_instance_id = '" + user.user.subscription_instance_id +
                           "' order by t.resource_type"),
            "age|33\nuser_id|3877663347\nusername|ann\n");
  EXPECT_EQ(workshop.lines("select domain_model_attr, depends_on_id from subscription_instance_relations where in_use_by_id "
                           "= '" + user.user.subscription_instance_id + "'"),
            "group|" + group.user_group.subscription_instance_id + "\n");
}

TEST(WorkshopProducts, AnExternalUserWithoutAge) {
  Workshop workshop;
  auto user = UserInactive::from_product_id(workshop.session, kUserExternal, kCustomer);
  EXPECT_EQ(user.affiliation, Affiliation::external);
  user.user.username = "bob";
  user.user.group = workshop.group("guests").user_group;
  domain::save(workshop.session, user);
  EXPECT_EQ(UserInactive::from_subscription(workshop.session, user.subscription_id).user.age, std::nullopt);
  EXPECT_EQ(workshop.lines("select value from subscription_instance_values where value <> 'guests' and value not glob "
                           "'[0-9]*'"),
            "bob\n");
}

}  // namespace
}  // namespace rehearsal::catalog
