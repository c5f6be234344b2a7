#include "domain/models.h"

#include <gtest/gtest.h>

#include "world.h"

namespace rehearsal::domain {
namespace {

Field text_field(std::string name) {
  Field field;
  field.name = std::move(name);
  return field;
}

Field block_field(std::string name, std::string block) {
  Field field = text_field(std::move(name));
  field.kind = ValueKind::BLOCK;
  field.block = std::move(block);
  return field;
}

BlockType block_type(std::string name, std::vector<Field> fields) {
  BlockType type;
  type.name = std::move(name);
  type.fields = std::move(fields);
  return type;
}

Product product(std::string name, std::vector<std::pair<std::string, std::string>> fixed_inputs = {}) {
  return {.product_id = {},
          .name = std::move(name),
          .description = "d",
          .product_type = "T",
          .tag = "T",
          .fixed_inputs = std::move(fixed_inputs)};
}

TEST(Models, FindWhatWasAdded) {
  const Models models = test_models();
  EXPECT_EQ(models.product_type("Port 10G").name, "Port");
  EXPECT_EQ(models.block("PortBlock").tag, "PORT");
  EXPECT_EQ(models.find_product_type("port 10g"), nullptr);
  EXPECT_EQ(error_of([&] { models.product_type("Gone"); }),
            "ProductNotInRegistryError: 'Gone' is not found within the SUBSCRIPTION_MODEL_REGISTRY");
  EXPECT_EQ(error_of([&] { models.block("Gone"); }), "ValueError: There is no product block named 'Gone'.");
}

TEST(Models, KeepTheOrderInWhichTheyWereAdded) {
  const Models models = test_models();
  std::string names;
  for (const auto& block : models.blocks()) names += block->name + " ";
  EXPECT_EQ(names, "PortBlock ServiceBlock LinkBlock NodeBlock ");
  EXPECT_EQ(models.products().front().product.name, "Port 10G");
}

TEST(Models, TheSameBlockAgainIsTheOneThere) {
  Models models = test_models();
  BlockType same = models.block("NodeBlock");
  same.description = "said otherwise";
  EXPECT_EQ(&models.add_block(same), &models.block("NodeBlock"));
  EXPECT_EQ(models.blocks().size(), 4U);
  same.fields.pop_back();
  EXPECT_EQ(error_of([&] { models.add_block(same); }),
            "ValueError: The block 'NodeBlock' is known already with other fields.");
}

TEST(Models, RefuseBlocksThatCannotBe) {
  Models models;
  const auto error_with = [&](std::vector<Field> fields) {
    return error_of([&] { models.add_block(block_type("B", std::move(fields))); });
  };
  EXPECT_EQ(error_with({text_field("")}),
            "ValueError: The block 'B' has a field named '', which stands for something else; give it "
            "another name.");
  EXPECT_EQ(error_with({text_field("owner_subscription_id")}),
            "ValueError: The block 'B' has a field named 'owner_subscription_id', which stands for something "
            "else; give it "
            "another name.");
  EXPECT_EQ(error_with({text_field("a"), text_field("b"), text_field("a")}),
            "ValueError: The block 'B' has two fields named 'a'; a name may stand once.");
  EXPECT_EQ(error_with({block_field("inner", "Gone")}),
            "ValueError: The block 'B' needs the block 'Gone' in its field 'inner', which is not known; add "
            "that one "
            "first.");
  Field required = block_field("inner", "B");
  EXPECT_EQ(error_with({required}), "");
  required.required_from = SubscriptionLifecycle::INITIAL;
  EXPECT_EQ(error_of([&] { models.add_block(block_type("C", {block_field("inner", "C")})); }), "");
  required.block = "D";
  EXPECT_EQ(error_of([&] { models.add_block(block_type("D", {required})); }),
            "ValueError: The block 'D' needs the block 'D' in its field 'inner', which is itself: it could "
            "never be made.");
  Field list = text_field("list");
  list.is_list = true;
  list.items = {3, 2};
  EXPECT_EQ(error_with({list}),
            "ValueError: The block 'B' asks for at least 3 items of 'list' and allows at most 2.");
}

TEST(Models, RefuseProductsThatCannotBe) {
  Models models = test_models();
  const auto add = [&](Product row, ProductType type) {
    return error_of([&] { models.add_product(std::move(row), std::move(type)); });
  };
  const Field node = block_field("node", "NodeBlock");
  EXPECT_EQ(add(product("Port 10G"), {"Port", {}, {}}),
            "ValueError: There are two products named 'Port 10G'; a name may stand once.");
  EXPECT_EQ(add(product("Port 100G"), {"Port", {}, {}}),
            "ValueError: The model 'Port' is known already with other fields.");
  EXPECT_EQ(add(product("New"), {"New", {}, {block_field("root", "Gone")}}),
            "ValueError: The model 'New' needs the block 'Gone', which is not known; add that one first.");
  EXPECT_EQ(
      add(product("New"), {"New", {}, {node, block_field("other", "NodeBlock")}}),
      "ValueError: The model 'New' has two fields with the block 'NodeBlock'; it may stand directly below a "
      "subscription in one field only.");
  EXPECT_EQ(add(product("New"), {"New", {}, {block_field("version", "NodeBlock")}}),
            "ValueError: The model 'New' has a field named 'version', which stands for something else; give "
            "it another "
            "name.");
  Field size = text_field("size");
  size.choices = {"small", "large"};
  EXPECT_EQ(add(product("New"), {"New", {size}, {node}}),
            "ValueError: The product 'New' must give each of the 1 fixed inputs of 'New' once.");
  EXPECT_EQ(
      add(product("New", {{"size", "huge"}}), {"New", {size}, {node}}),
      "ValueError: The product 'New' says 'huge' for the fixed input 'size', which 'New' does not take.");
  EXPECT_EQ(
      add(product("New", {{"weight", "small"}}), {"New", {size}, {node}}),
      "ValueError: The product 'New' says 'small' for the fixed input 'weight', which 'New' does not take.");
  EXPECT_EQ(add(product("New small", {{"size", "small"}}), {"New", {size}, {node}}), "");
  EXPECT_EQ(add(product("New large", {{"size", "large"}}), {"New", {size}, {node}}), "");
  EXPECT_EQ(&models.product_type("New small"), &models.product_type("New large"));
}

TEST(Models, DescriptionsAreOfFieldsThatExist) {
  BlockType type = block_type("B", {text_field("a")});
  describe_fields(type, {{"a", "the first"}});
  EXPECT_EQ(type.fields[0].description, "the first");
  EXPECT_EQ(error_of([&] {
              describe_fields(type, {{"b", "x"}});
            }),
            "ValueError: The block 'B' has a description for 'b', but no field of this name.");
}

}  // namespace
}  // namespace rehearsal::domain
