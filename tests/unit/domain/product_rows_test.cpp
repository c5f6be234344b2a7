#include "domain/product_rows.h"

#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

// The rows of a query, columns joined by "|", lines by newline.
std::string rows_of(store::Database& db, std::string_view sql) {
  std::string all;
  auto rows = db.query(sql);
  while (rows.step()) {
    for (int i = 0; i < rows.columns(); ++i) {
      const Json value = rows.value(i);
      all += (i ? "|" : "") + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    all += "\n";
  }
  return all;
}

TEST(ProductRows, AreWrittenWhole) {
  World world;
  EXPECT_EQ(rows_of(world.db,
                    "select product_id, name, description, product_type, tag, status, end_date from products "
                    "where name = 'Port 10G'"),
            std::string(kPortProduct) + "|Port 10G|port of 10 gigabit|Port|PORT|active|null\n");
  EXPECT_EQ(
      rows_of(world.db,
              "select f.name, f.value from fixed_inputs f join products p using (product_id) where p.name = "
              "'Port 10G' order by f.rowid"),
      "medium|fiber\nspeed|10000\nshielded|True\n");
  EXPECT_EQ(
      rows_of(world.db,
              "select product_block_id, name, description, tag, status from product_blocks where name = "
              "'PortBlock'"),
      "00000000-0000-4000-8000-0000000000b1|PortBlock|port block|PORT|active\n");
  EXPECT_EQ(
      rows_of(world.db,
              "select p.name, b.name from product_product_blocks join products p using (product_id) join "
              "product_blocks b using (product_block_id) order by p.rowid, b.rowid"),
      "Port 10G|PortBlock\nService|ServiceBlock\nBundle|PortBlock\nBundle|LinkBlock\nChain|NodeBlock\n");
  EXPECT_EQ(
      rows_of(world.db,
              "select b.name, t.resource_type, t.description from product_block_resource_types join "
              "product_blocks b using (product_block_id) join resource_types t using (resource_type_id) "
              "where b.name in ('PortBlock', 'LinkBlock') order by b.rowid, t.rowid"),
      "PortBlock|port_name|name of the port\nPortBlock|enabled|\nPortBlock|power|\nPortBlock|ims_id|\n"
      "PortBlock|mode|\nPortBlock|vlans|\nPortBlock|tags|\nLinkBlock|link_name|\n");
  EXPECT_EQ(
      rows_of(world.db,
              "select a.name, b.name, r.min, r.max from product_block_relations r join product_blocks a on "
              "a.product_block_id = in_use_by_id join product_blocks b on b.product_block_id = "
              "depends_on_id order by a.rowid"),
      "ServiceBlock|PortBlock|null|null\nNodeBlock|NodeBlock|null|null\n");
}

TEST(ProductRows, AreAddedOnceAndSaid) {
  World world;
  EXPECT_TRUE(add_missing_products(world.session).empty());
  BlockType extra;
  extra.name = "ExtraBlock";
  Field name;
  name.name = "port_name";
  Field ports;
  ports.name = "ports";
  ports.kind = ValueKind::BLOCK;
  ports.block = "PortBlock";
  ports.is_list = true;
  ports.items = {1, 8};
  extra.fields = {name, ports};
  world.models.add_block(extra);
  EXPECT_EQ(add_missing_products(world.session),
            (std::vector<std::string>{"Added the product block ExtraBlock",
                                      "Added the field port_name to the product block ExtraBlock",
                                      "Added the use of PortBlock to the product block ExtraBlock"}));
  EXPECT_EQ(rows_of(world.db, "select min, max from product_block_relations where min is not null"), "1|8\n");
}

TEST(ProductRows, WhatIsThereIsNotChanged) {
  World world;
  world.db.run("update products set description = 'mine' where name = 'Service'");
  world.db.run("delete from product_block_resource_types");
  EXPECT_EQ(add_missing_products(world.session).front(),
            "Added the field port_name to the product block PortBlock");
  EXPECT_EQ(rows_of(world.db, "select description from products where name = 'Service'"), "mine\n");
}

TEST(ProductRows, WhatTheCodeDoesNotKnowIsSaid) {
  World world;
  EXPECT_TRUE(unknown_products(world.session).empty());
  world.active_port("one");
  world.db.run("update products set name = 'Port 1G' where name = 'Port 10G'");
  world.db.run("update product_blocks set name = 'WireBlock' where name = 'LinkBlock'");
  world.db.run("update resource_types set resource_type = 'watts' where resource_type = 'power'");
  EXPECT_EQ(
      unknown_products(world.session),
      (std::vector<std::string>{"The product Port 1G is not known to the code; it has 1 subscriptions",
                                "The field watts of the product block PortBlock is not known to the code",
                                "The product block WireBlock is not known to the code"}));
}

}  // namespace
}  // namespace rehearsal::domain
