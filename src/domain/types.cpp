#include "domain/types.h"

#include <algorithm>
#include <tuple>

#include "core/error.h"

namespace rehearsal::domain {
namespace {

size_t index_in(const std::vector<Field>& fields, std::string_view name) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return kNoLimit;
}

}  // namespace

bool operator==(const Field& a, const Field& b) {
  const auto identity = [](const Field& field) {
    return std::tie(field.name, field.kind, field.block, field.choices, field.required_from, field.is_list,
                    field.items, field.other_blocks);
  };
  return identity(a) == identity(b);
}

bool Field::takes(std::string_view block_name) const {
  return block == block_name ||
         std::find(other_blocks.begin(), other_blocks.end(), block_name) != other_blocks.end();
}

std::vector<std::string> Field::block_names() const {
  std::vector<std::string> names;
  if (is_block()) names.push_back(block);
  names.insert(names.end(), other_blocks.begin(), other_blocks.end());
  return names;
}

size_t BlockType::index_of(std::string_view field) const {
  return index_in(fields, field);
}

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

void set_texts(BlockType& type, const char* what, const Texts& texts, std::string Field::*member) {
  for (const auto& [name, text] : texts) {
    const size_t place = type.index_of(name);
    if (place == kNoLimit) {
      throw value_error("The block '" + type.name + "' has " + what + " for '" + name +
                        "', but no field of this name.");
    }
    type.fields[place].*member = text;
  }
}

}  // namespace

void describe_fields(BlockType& type, const Texts& descriptions) {
  set_texts(type, "a description", descriptions, &Field::description);
}

void begin_fields(BlockType& type, const Texts& initial) {
  set_texts(type, "a first value", initial, &Field::initial);
}

size_t ProductType::fixed_input_index(std::string_view input) const {
  return index_in(fixed_inputs, input);
}

size_t ProductType::block_index(std::string_view field) const {
  return index_in(blocks, field);
}

std::string ProductType::class_name(SubscriptionLifecycle shape) const {
  return name + std::string(shape_suffix(shape));
}

}  // namespace rehearsal::domain
