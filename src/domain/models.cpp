#include "domain/models.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "domain/field_values.h"

namespace rehearsal::domain {
namespace {

// Names that blocks and subscriptions have in every dump already.
constexpr std::array<std::string_view, 6> kBlockNames = {
    "name",          "subscription_instance_id", "owner_subscription_id", "label",
    "in_use_by_ids", "in_use_by_relations"};
constexpr std::array<std::string_view, 15> kSubscriptionNames = {"product",
                                                                 "customer_id",
                                                                 "subscription_id",
                                                                 "description",
                                                                 "status",
                                                                 "insync",
                                                                 "start_date",
                                                                 "note",
                                                                 "end_date",
                                                                 "version",
                                                                 "name",
                                                                 "product_id",
                                                                 "tag",
                                                                 "customer_descriptions"};

template <size_t N>
void check_names(const std::vector<Field>& fields, const std::array<std::string_view, N>& reserved,
                 const std::string& owner) {
  for (size_t i = 0; i < fields.size(); ++i) {
    const std::string& name = fields[i].name;
    if (name.empty() || std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
      throw value_error(owner + " has a field named '" + name +
                        "', which stands for something else; give it another name.");
    }
    const auto same = [&name](const Field& other) { return other.name == name; };
    if (std::count_if(fields.begin(), fields.end(), same) > 1) {
      throw value_error(owner + " has two fields named '" + name + "'; a name may stand once.");
    }
    if (fields[i].items.min > fields[i].items.max) {
      throw value_error(owner + " asks for at least " + std::to_string(fields[i].items.min) + " items of '" +
                        name + "' and allows at most " + std::to_string(fields[i].items.max) + ".");
    }
  }
}

// Whether a new block must have a new block in this field.
bool needs_block(const Field& field) {
  return field.is_list ? field.items.min > 0 : field.is_required_at(SubscriptionLifecycle::INITIAL);
}

}  // namespace

const BlockType& Models::add_block(BlockType type) {
  const std::string owner = "The block '" + type.name + "'";
  check_names(type.fields, kBlockNames, owner);
  for (const Field& field : type.fields) {
    for (const std::string& name : field.block_names()) {
      if (name == type.name ? !needs_block(field) : find_block(name) != nullptr) continue;
      throw value_error(
          owner + " needs the block '" + name + "' in its field '" + field.name + "', which is " +
          (name == type.name ? "itself: it could never be made." : "not known; add that one first."));
    }
  }
  if (const BlockType* known = find_block(type.name)) {
    if (known->fields == type.fields) return *known;
    throw value_error(owner + " is known already with other fields.");
  }
  blocks_.push_back(std::make_unique<BlockType>(std::move(type)));
  blocks_by_name_.emplace(blocks_.back()->name, blocks_.back().get());
  return *blocks_.back();
}

const ProductType& Models::add_type(ProductType type) {
  const auto known =
      std::find_if(types_.begin(), types_.end(), [&](const auto& each) { return each->name == type.name; });
  if (known != types_.end()) {
    if ((*known)->fixed_inputs == type.fixed_inputs && (*known)->blocks == type.blocks) return **known;
    throw value_error("The model '" + type.name + "' is known already with other fields.");
  }
  const std::string owner = "The model '" + type.name + "'";
  std::vector<Field> all = type.fixed_inputs;
  all.insert(all.end(), type.blocks.begin(), type.blocks.end());
  check_names(all, kSubscriptionNames, owner);
  for (const Field& field : type.blocks) {
    for (const std::string& name : field.block_names()) {
      if (!find_block(name)) {
        throw value_error(owner + " needs the block '" + name + "', which is not known; add that one first.");
      }
      // The database does not say in which field a root block stands.
      const auto same = [&name](const Field& other) { return other.takes(name); };
      if (std::count_if(type.blocks.begin(), type.blocks.end(), same) > 1) {
        throw value_error(owner + " has two fields with the block '" + name +
                          "'; it may stand directly below a "
                          "subscription in one field only.");
      }
    }
  }
  types_.push_back(std::make_unique<ProductType>(std::move(type)));
  return *types_.back();
}

void Models::add_product(Product product, ProductType type) {
  if (find_product_type(product.name)) {
    throw value_error("There are two products named '" + product.name + "'; a name may stand once.");
  }
  const ProductType& added = add_type(std::move(type));
  if (product.fixed_inputs.size() != added.fixed_inputs.size()) {
    throw value_error("The product '" + product.name + "' must give each of the " +
                      std::to_string(added.fixed_inputs.size()) + " fixed inputs of '" + added.name +
                      "' once.");
  }
  for (const auto& [name, text] : product.fixed_inputs) {
    const size_t place = added.fixed_input_index(name);
    if (place == kNoLimit ||
        !is_value_of(added.fixed_inputs[place], value_from_text(added.fixed_inputs[place], text))) {
      throw value_error("The product '" + product.name + "' says '" + text + "' for the fixed input '" +
                        name + "', which '" + added.name + "' does not take.");
    }
  }
  products_.push_back({std::move(product), &added});
  products_by_name_.emplace(products_.back().product.name, &added);
}

const ProductType* Models::find_product_type(std::string_view product_name) const {
  const auto found = products_by_name_.find(product_name);
  return found == products_by_name_.end() ? nullptr : found->second;
}

const ProductType& Models::product_type(std::string_view product_name) const {
  if (const ProductType* type = find_product_type(product_name)) return *type;
  throw Error("ProductNotInRegistryError",
              "'" + std::string(product_name) + "' is not found within the SUBSCRIPTION_MODEL_REGISTRY");
}

const Models::Entry* Models::find_product(std::string_view product_name) const {
  const auto found = std::find_if(products_.begin(), products_.end(),
                                  [&](const Entry& each) { return each.product.name == product_name; });
  return found == products_.end() ? nullptr : &*found;
}

const BlockType* Models::find_block(std::string_view name) const {
  const auto found = blocks_by_name_.find(name);
  return found == blocks_by_name_.end() ? nullptr : found->second;
}

const BlockType& Models::block(std::string_view name) const {
  if (const BlockType* type = find_block(name)) return *type;
  throw value_error("There is no product block named '" + std::string(name) + "'.");
}

}  // namespace rehearsal::domain
