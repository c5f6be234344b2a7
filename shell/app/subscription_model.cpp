#include "shell/app/subscription_model.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// Members of the answer that are the subscription's own; what else is a scalar is a fixed input.
constexpr std::array<std::string_view, 15> kOwnKeys = {"subscription_id",
                                                       "start_date",
                                                       "description",
                                                       "status",
                                                       "product_id",
                                                       "customer_id",
                                                       "insync",
                                                       "note",
                                                       "name",
                                                       "end_date",
                                                       "product",
                                                       "customer_descriptions",
                                                       "tag",
                                                       "version",
                                                       "metadata"};
constexpr std::array<std::string_view, 6> kBlockKeys = {"name",
                                                        "label",
                                                        "subscription_instance_id",
                                                        "owner_subscription_id",
                                                        "in_use_by_ids",
                                                        "in_use_by_relations"};

template <class Keys>
bool among(const Keys& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_block(const Json& value) {
  return value.is_object() && value.contains("subscription_instance_id");
}
bool is_block_list(const Json& value) {
  return value.is_array() && !value.empty() && is_block(value[0]);
}

Block block_of(const std::string& attribute, const Json& body, const std::string& subscription_id);

// Sorts the member into blocks (one or a list of them) or values.
void add_member(const std::string& key, const Json& value, const std::string& subscription_id,
                std::vector<Block>& blocks, std::vector<std::pair<std::string, Json>>& values) {
  if (is_block(value)) {
    blocks.push_back(block_of(key, value, subscription_id));
  } else if (is_block_list(value)) {
    for (const Json& one : value) blocks.push_back(block_of(key, one, subscription_id));
  } else {
    values.emplace_back(key, value);
  }
}

Block block_of(const std::string& attribute, const Json& body, const std::string& subscription_id) {
  Block block;
  block.attribute = attribute;
  block.name = text_or(body, "name");
  block.label = text_or(body, "label");
  block.instance_id = text_or(body, "subscription_instance_id");
  block.owner_id = text_or(body, "owner_subscription_id");
  block.foreign = !block.owner_id.empty() && block.owner_id != subscription_id;
  for (const auto& [key, value] : body.items()) {
    if (!among(kBlockKeys, key)) add_member(key, value, subscription_id, block.blocks, block.values);
  }
  return block;
}

void add_users(const Json& value, const std::string& subscription_id, std::vector<std::string>& used_by) {
  if (value.is_array()) {
    for (const Json& one : value) add_users(one, subscription_id, used_by);
  }
  if (!is_block(value) || text_or(value, "owner_subscription_id") != subscription_id) return;
  for (const Json* relation : elements(value, "in_use_by_relations")) {
    const std::string user = text_or(*relation, "subscription_id");
    const bool known = std::find(used_by.begin(), used_by.end(), user) != used_by.end();
    if (!user.empty() && user != subscription_id && !known) used_by.push_back(user);
  }
  for (const auto& [key, inner] : value.items()) add_users(inner, subscription_id, used_by);
}

}  // namespace

Subscription subscription_of(const Json& body) {
  Subscription subscription;
  if (!body.is_object()) return subscription;
  const Json product = body.value("product", Json::object());
  subscription.id = text_or(body, "subscription_id");
  subscription.description = text_or(body, "description");
  subscription.status = text_or(body, "status");
  subscription.customer_id = text_or(body, "customer_id");
  subscription.note = text_or(body, "note");
  subscription.product = text_or(product, "name");
  subscription.product_description = text_or(product, "description");
  subscription.product_type = text_or(product, "product_type");
  subscription.product_tag = text_or(product, "tag");
  subscription.insync = true_at(body, "insync");
  subscription.version = whole_at(body, "version").value_or(0);
  subscription.start_date = number_at(body, "start_date");
  subscription.end_date = number_at(body, "end_date");
  for (const auto& [key, value] : body.items()) {
    if (among(kOwnKeys, key)) continue;
    add_member(key, value, subscription.id, subscription.blocks, subscription.fixed_inputs);
    add_users(value, subscription.id, subscription.used_by);
  }
  return subscription;
}

}  // namespace rehearsal::shell
