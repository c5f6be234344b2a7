// A subscription as GET /api/subscriptions/domain-model/{id} gives it, put in the order in which it is shown.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/json.h"

namespace rehearsal::shell {

// A product block with its values and the blocks inside it.
struct Block {
  std::string attribute;  // the field that holds it: "user_group"
  std::string name;       // the block's type: "UserGroupBlock"
  std::string label;
  std::string instance_id, owner_id;
  bool foreign = false;  // owned by another subscription
  std::vector<std::pair<std::string, Json>> values;
  std::vector<Block> blocks;
};

struct Subscription {
  std::string id, description, status, customer_id, note;
  std::string product, product_description, product_type, product_tag;
  bool insync = true;
  int64_t version = 0;
  std::optional<double> start_date, end_date;
  std::vector<std::pair<std::string, Json>> fixed_inputs;
  std::vector<Block> blocks;
  std::vector<std::string> used_by;  // subscriptions whose blocks hold one of ours, each once
};

// Reads an item of a list too: then there are neither fixed inputs nor blocks.
Subscription subscription_of(const Json& body);

}  // namespace rehearsal::shell
