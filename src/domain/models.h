// The registry of what the code knows: product name -> type (SUBSCRIPTION_MODEL_REGISTRY), block name ->
// type.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/types.h"

namespace rehearsal::domain {

// Built explicitly at the start and only read afterwards; types keep their addresses as long as it lives.
class Models {
 public:
  Models() = default;
  Models(const Models&) = delete;
  Models& operator=(const Models&) = delete;
  Models(Models&&) = default;
  Models& operator=(Models&&) = default;

  // Adds a block type and returns it. The same type again (equal fields) is the one already there; another
  // type of the same name, a field twice, or a field named like a standard one throws Error (ValueError).
  const BlockType& add_block(BlockType type);
  // Adds a product and its type. The blocks that it names must be there; the product's fixed inputs must be
  // values that the type takes. Throws Error (ValueError), also when the product's name is taken or another
  // type has this name.
  void add_product(Product product, ProductType type);

  // The type of the product of this name; throws Error (ProductNotInRegistryError) when there is none.
  const ProductType& product_type(std::string_view product_name) const;
  const ProductType* find_product_type(std::string_view product_name) const;
  // The product of this name; null when there is none.
  struct Entry {
    Product product;
    const ProductType* type = nullptr;
  };
  const Entry* find_product(std::string_view product_name) const;
  // Throws Error (ValueError) when there is no block of this name.
  const BlockType& block(std::string_view name) const;
  const BlockType* find_block(std::string_view name) const;

  // In the order in which they were added; blocks stand before the blocks that use them.
  const std::vector<Entry>& products() const { return products_; }
  const std::vector<std::unique_ptr<BlockType>>& blocks() const { return blocks_; }

 private:
  const ProductType& add_type(ProductType type);

  std::vector<std::unique_ptr<BlockType>> blocks_;
  std::vector<std::unique_ptr<ProductType>> types_;
  std::vector<Entry> products_;
  std::map<std::string, const BlockType*, std::less<>> blocks_by_name_;
  std::map<std::string, const ProductType*, std::less<>> products_by_name_;
};

}  // namespace rehearsal::domain
