// The members of subscriptions and blocks of one type, in the order in which a snapshot has them.
#pragma once

#include <string_view>
#include <vector>

#include "domain/types.h"

namespace rehearsal::snapshot {

// The standard members of a subscription and of a block.
enum class Standard : uint8_t {
  None,
  CustomerDescriptions,
  CustomerId,
  Description,
  EndDate,
  Insync,
  Label,
  Name,
  Note,
  Owner,
  Product,
  StartDate,
  Status,
  InstanceId,
  SubscriptionId,
  Version
};

struct Slot {
  std::string_view name;
  Standard standard = Standard::None;
  // Where it is no standard one: its place among the block's fields, the fixed inputs or the root blocks.
  bool is_fixed_input = false;
  size_t place = 0;
};

// Sorted bytewise by name; the views live as long as the type.
std::vector<Slot> layout_of(const domain::ProductType& type);
std::vector<Slot> layout_of(const domain::BlockType& type);

}  // namespace rehearsal::snapshot
