// Product and block types as data: what a product's subscriptions consist of. C++ structs (typed.h) and
// definition files both produce these; everything that loads, checks, saves and shows a subscription reads
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/lifecycle.h"

namespace rehearsal::domain {

// DATETIME stands as ISO text in UTC; addresses and networks as Python's ipaddress writes them.
enum class ValueKind : uint8_t {
  STRING,
  INTEGER,
  BOOLEAN,
  NUMBER,
  UUID,
  DATETIME,
  IPV4_ADDRESS,
  IPV6_ADDRESS,
  IPV4_NETWORK,
  IPV6_NETWORK,
  BLOCK
};

struct Subscription;

inline constexpr size_t kNoLimit = std::numeric_limits<size_t>::max();

// How many items a list may have.
struct Items {
  size_t min = 0;
  size_t max = kNoLimit;
  friend bool operator==(Items a, Items b) { return a.min == b.min && a.max == b.max; }
};

// One field of a block, one fixed input of a product, or one root block of a product.
struct Field {
  std::string name;
  ValueKind kind = ValueKind::STRING;
  // For BLOCK: the name of the block's type.
  std::string block = {};
  // Where not empty, the only values that there are (an enum), as texts.
  std::vector<std::string> choices = {};
  // The field must have a value in this shape and in stricter ones; none: it may always be null. Lists are
  // never null.
  std::optional<SubscriptionLifecycle> required_from = {};
  bool is_list = false;
  Items items = {};
  // The description of the resource type; no part of the type's identity.
  std::string description = {};
  // For BLOCK: the names of further types, of which a block may be instead (a union).
  std::vector<std::string> other_blocks = {};
  // What instances get that are older than the field, as the text of a value; "" nothing. No part of the
  // type's identity.
  std::string initial = {};

  bool is_block() const { return kind == ValueKind::BLOCK; }
  // Whether a block of this type may stand in the field.
  bool takes(std::string_view block_name) const;
  // All types whose blocks may stand in the field.
  std::vector<std::string> block_names() const;
  bool is_required_at(SubscriptionLifecycle shape) const {
    return required_from && is_required(shape, *required_from);
  }
  // Equal in all that matters to stored values.
  friend bool operator==(const Field& a, const Field& b);
};

// The original's ProductBlockModel with its row of product_blocks.
struct BlockType {
  std::string name;
  std::vector<Field> fields;
  std::string product_block_id = {};
  std::string description = {};
  std::string tag = {};
  std::string status = "active";

  // The field's place in `fields`, or kNoLimit.
  size_t index_of(std::string_view field) const;
};

// Gives fields of the type their descriptions, by name; throws Error (ValueError) for a name that is no
// field.
void describe_fields(BlockType& type, const std::vector<std::pair<std::string, std::string>>& descriptions);
// The same for what they begin with.
void begin_fields(BlockType& type, const std::vector<std::pair<std::string, std::string>>& initial);

// The original's SubscriptionModel: `name` is the class's name without suffix ("User").
struct ProductType {
  std::string name;
  std::vector<Field> fixed_inputs;
  std::vector<Field> blocks;

  size_t fixed_input_index(std::string_view name) const;
  size_t block_index(std::string_view name) const;
  // "UserInactive", "UserProvisioning" or "User".
  std::string class_name(SubscriptionLifecycle shape) const;
};

// One product that is offered: a row of products with its fixed_inputs. Several products may share a type.
struct Product {
  std::string product_id;
  std::string name;
  std::string description;
  std::string product_type;
  std::string tag;
  std::string status = "active";
  // Name and value, as texts.
  std::vector<std::pair<std::string, std::string>> fixed_inputs = {};
  // The description that follows from the subscription's values, where it does. It is brought up to date when
  // a subscription changes whose blocks this one uses.
  std::string (*describe)(const Subscription&) = nullptr;
};

}  // namespace rehearsal::domain
