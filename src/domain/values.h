// A subscription in memory: plain values, copied freely. Its blocks form a tree; a block that another
// subscription owns stands in it with that owner's id and is only referred to when saved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/json.h"
#include "domain/types.h"

namespace rehearsal::domain {

// The standard fields of every block (engine.md 5.1). `type` belongs to Models.
struct BlockAttributes {
  const BlockType* type = nullptr;
  std::string subscription_instance_id;
  std::string owner_subscription_id;
  std::optional<std::string> label;
};

// The row of products that a subscription carries with it.
struct ProductRow {
  std::string product_id;
  std::string name;
  std::string description;
  std::string product_type;
  std::string tag;
  std::string status;
  Instant created_at;
  std::optional<Instant> end_date;
};

// The standard fields of every subscription (engine.md 5.1). `type` belongs to Models.
struct SubscriptionAttributes {
  const ProductType* type = nullptr;
  ProductRow product;
  std::string subscription_id;
  std::string customer_id;
  std::string description;
  SubscriptionLifecycle status = SubscriptionLifecycle::INITIAL;
  bool insync = false;
  std::optional<Instant> start_date;
  std::optional<Instant> end_date;
  std::optional<std::string> note;
  // As it was when loaded: saving does not change it in memory (the database counts, engine.md 5.6).
  int64_t version = 1;
};

struct Block;

// The value of one field: JSON null, a scalar or a list of scalars; or for a block field its blocks, none or
// one of them where the field is no list.
struct FieldValue {
  Json value;
  std::vector<Block> blocks;
};

bool operator==(const Block& a, const Block& b);
bool operator==(const FieldValue& a, const FieldValue& b);

struct Block : BlockAttributes {
  // One per field of type->fields.
  std::vector<FieldValue> fields;

  // The field's value; throws Error (KeyError) when there is no such field or it holds blocks.
  const Json& value(std::string_view field) const;
  // Gives the field a value of its kind, a list or null; throws Error (ValidationError) for any other.
  void set(std::string_view field, Json value);
  // The block or blocks of the field; throws Error (KeyError) when there is no such field or it holds no
  // blocks.
  const std::vector<Block>& blocks(std::string_view field) const;
  std::vector<Block>& blocks(std::string_view field);
};

struct Subscription : SubscriptionAttributes {
  // The shape that its values were last checked for: its class, in the original's words.
  SubscriptionLifecycle shape = SubscriptionLifecycle::INITIAL;
  // One per fixed input and per root block of the type.
  std::vector<Json> fixed_inputs;
  std::vector<FieldValue> roots;

  const Json& fixed_input(std::string_view name) const;
  const std::vector<Block>& blocks(std::string_view field) const;
  std::vector<Block>& blocks(std::string_view field);
  // "UserProvisioning": the type's name with the shape's suffix.
  std::string class_name() const { return type->class_name(shape); }
};

}  // namespace rehearsal::domain
