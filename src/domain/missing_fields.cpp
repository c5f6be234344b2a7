#include "domain/missing_fields.h"

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/models.h"
#include "domain/subscriptions.h"

namespace rehearsal::domain {
namespace {

// Whether such a block belongs to subscriptions of its own: then it is named by one of those.
bool is_root(const Models& models, const BlockType& type) {
  const auto& products = models.products();
  return std::any_of(products.begin(), products.end(), [&](const Models::Entry& each) {
    return !each.type->blocks.empty() && each.type->blocks.front().takes(type.name);
  });
}

// Whether a block for the field can be given at all.
bool is_given_by_subscription(const Models& models, const Field& field) {
  const std::vector<std::string> names = field.block_names();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return is_root(models, models.block(name)); });
}

std::string place_in(const std::string& name, bool is_list, size_t index) {
  return is_list ? name + "[" + std::to_string(index) + "]" : name;
}

void collect(const Models& models, const Block& block, const std::string& place, SubscriptionLifecycle shape,
             std::vector<std::string>& places) {
  for (size_t i = 0; i < block.fields.size(); ++i) {
    const Field& field = block.type->fields[i];
    const std::string name = place + "." + field.name;
    const auto& inner = block.fields[i].blocks;
    for (size_t j = 0; j < inner.size(); ++j) {
      const std::string at = place_in(name, field.is_list, j);
      const size_t before = places.size();
      collect(models, inner[j], at, shape, places);
      if (places.size() == before || !is_root(models, *inner[j].type)) continue;
      places.resize(before);
      places.push_back(at);
    }
    const bool is_missing =
        !field.is_list && field.is_required_at(shape) && inner.empty() && block.fields[i].value.is_null();
    if (is_missing && (!field.is_block() || is_given_by_subscription(models, field))) places.push_back(name);
  }
}

// A part of a place: "members[1]".
struct Part {
  std::string name;
  size_t index = 0;
};

// Takes the first part off; places are made here only.
Part next_part(std::string_view& place) {
  const std::string_view part = place.substr(0, place.find('.'));
  place.remove_prefix(std::min(place.size(), part.size() + 1));
  const size_t bracket = part.find('[');
  if (bracket == std::string_view::npos) return {std::string(part)};
  return {std::string(part.substr(0, bracket)),
          static_cast<size_t>(std::strtoul(std::string(part.substr(bracket + 1)).c_str(), nullptr, 10))};
}

// Null where it has none: nobody has checked it.
Block* first_root(Subscription& subscription) {
  if (subscription.roots.empty() || subscription.roots.front().blocks.empty()) return nullptr;
  return &subscription.roots.front().blocks.front();
}

}  // namespace

std::vector<std::string> missing_fields(const Models& models, const Subscription& subscription,
                                        SubscriptionLifecycle shape) {
  std::vector<std::string> places;
  for (size_t i = 0; i < subscription.roots.size(); ++i) {
    const Field& field = subscription.type->blocks[i];
    const auto& blocks = subscription.roots[i].blocks;
    for (size_t j = 0; j < blocks.size(); ++j)
      collect(models, blocks[j], place_in(field.name, field.is_list, j), shape, places);
  }
  return places;
}

void give_field(Session& session, Subscription& subscription, const std::string& place, const Json& value) {
  std::string_view left = place;
  const Part root = next_part(left);
  Block* block = &subscription.blocks(root.name).at(root.index);
  for (;;) {
    const Part part = next_part(left);
    const Field& field = block->type->fields[block->type->index_of(part.name)];
    if (!field.is_block()) {
      return block->set(
          part.name, value.is_string() ? value_from_text(field, value.get_ref<const std::string&>()) : value);
    }
    if (!left.empty()) {
      block = &block->blocks(part.name).at(part.index);
      continue;
    }
    if (!is_given_by_subscription(session.models, field))
      throw value_error("Expected a place that can be given, found '" + place +
                        "': no subscription is there for a " + field.block + ". A workflow must make it.");
    if (!value.is_string() || !is_uuid(value.get_ref<const std::string&>()))
      throw value_error("Expected the id of a subscription for '" + place + "', found " + dump_json(value) +
                        ".");
    Subscription other = load_unchecked(session, value.get<std::string>());
    Block* other_root = first_root(other);
    if (!other_root || !field.takes(other_root->type->name))
      throw value_error("Expected the id of a subscription with a " + field.block + " for '" + place +
                        "', found that of \"" + other.description + "\".");
    auto& blocks = block->blocks(part.name);
    if (field.is_list) {
      blocks.at(part.index) = std::move(*other_root);
    } else {
      blocks = {std::move(*other_root)};
    }
    return;
  }
}

}  // namespace rehearsal::domain
