#include "domain/wanted_blocks.h"

#include <algorithm>

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/stored_blocks.h"

namespace rehearsal::domain {
namespace {

struct Child {
  const Block* block;
  const Field* field;
  int64_t order;
  // "group", or "members.1" in a list.
  std::string path() const {
    return field->is_list ? field->name + "." + std::to_string(order) : field->name;
  }
};

void children_of(const std::vector<Field>& fields, const std::vector<FieldValue>& values,
                 std::vector<Child>& children) {
  for (size_t i = 0; i < fields.size(); ++i) {
    for (size_t place = 0; place < values[i].blocks.size(); ++place) {
      children.push_back({&values[i].blocks[place], &fields[i], static_cast<int64_t>(place)});
    }
  }
}

void refuse_twice(const std::vector<Child>& children) {
  for (size_t i = 0; i < children.size(); ++i) {
    const std::string& id = children[i].block->subscription_instance_id;
    const auto is_same = [&id](const Child& child) { return child.block->subscription_instance_id == id; };
    const auto rest = children.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (std::none_of(rest, children.end(), is_same)) continue;
    Json places = Json::array();
    for (const Child& child : children) {
      if (is_same(child)) places.push_back(child.path());
    }
    throw value_error("Cannot link the same subscription instance multiple times: instance " + id +
                      " is used in fields " + python_repr(places));
  }
}

}  // namespace

Wanted::Wanted(const Subscription& subscription) : subscription_(subscription) {
  std::vector<Child> roots;
  children_of(subscription.type->blocks, subscription.roots, roots);
  refuse_twice(roots);
  for (const Child& root : roots) {
    if (is_foreign(*root.block)) {
      throw value_error(
          "Attempting to save a Foreign `Subscription Instance` directly below a subscription. This is "
          "not allowed.");
    }
    visit(*root.block, 1);
  }
  std::sort(relations_.begin(), relations_.end());
  // It would be read back below the other block only.
  for (const Child& root : roots) {
    const std::string& id = root.block->subscription_instance_id;
    const auto above = std::find_if(relations_.begin(), relations_.end(),
                                    [&id](const Relation& relation) { return relation.child == id; });
    if (above == relations_.end()) continue;
    throw value_error("The product block " + root.block->type->name + " " + id +
                      " stands directly below the subscription and in the field " +
                      std::string(above->attribute) +
                      " of another of its blocks; it may stand in one of them.");
  }
}

void Wanted::visit(const Block& block, size_t depth) {
  if (depth > kMaxBlockDepth) {
    throw value_error("Product blocks may stand " + std::to_string(kMaxBlockDepth) +
                      " deep in one another; " + block.type->name + " " + block.subscription_instance_id +
                      " is deeper.");
  }
  const auto [place, is_new] = blocks_by_id_.emplace(block.subscription_instance_id, &block);
  if (!is_new) {
    if (is_foreign(block) || *place->second == block) return;
    throw value_error(
        "The product block " + block.type->name + " " + block.subscription_instance_id +
        " stands in the subscription more than once, with different values; change all of its places "
        "alike.");
  }
  if (is_foreign(block)) return;
  own_blocks_.push_back(&block);
  std::vector<Child> children;
  children_of(block.type->fields, block.fields, children);
  refuse_twice(children);
  for (const Child& child : children) {
    relations_.push_back({block.subscription_instance_id, child.block->subscription_instance_id,
                          child.field->name, child.order});
    visit(*child.block, depth + 1);
  }
}

}  // namespace rehearsal::domain
